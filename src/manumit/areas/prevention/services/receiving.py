"""Taking in what the public reports: no name, no address, no session; and nothing is lost."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from manumit.areas.prevention.models import PublicReport
from manumit.areas.prevention.rules import (
    BURST_WINDOW,
    LONGEST,
    MOST_IN_BURST,
    REPORT,
    ReportKind,
    Urgency,
    code_of,
    normal_code,
    read_by,
)
from manumit.errors import InputError, RuleBroken
from manumit.kernel.actor import PUBLIC, Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record
from manumit.platform.records.identifiers import new_id
from manumit.platform.search.index import index


@dataclass(frozen=True, slots=True)
class ReportReceipt:
    """The answer to a reporter.

    Args:
        code: with which she can ask what became of it, without saying who she is.
        report_id: for the house's own use; never shown to the reporter.
        repeated: whether the same form had arrived before.
    """

    code: str = field(repr=False)
    report_id: UUID
    repeated: bool = False


@transaction.atomic
def submit_public_report(
    *,
    at: datetime,
    what: str,
    place: str = "",
    seen_when: str = "",
    about: str = "",
    contact: str = "",
    contact_how: str = "",
    danger_now: bool = False,
    language: str = "en",
    kind: str = ReportKind.PUBLIC,
    business: str = "",
    channel: str = "page",
    nonce: str = "",
    suspect: bool = False,
    by: Actor = PUBLIC,
) -> ReportReceipt:
    """Take in a report; it stands in the triage queue at once.

    Args:
        at: now.
        what: what was seen, in the reporter's own words and language.
        place: where.
        seen_when: when.
        about: whom it is about.
        contact: how to reach the reporter, only if she wants it.
        contact_how: when and how it is safe to do so.
        danger_now: whether somebody is in danger now.
        language: of the report (BCP 47 tag).
        kind: `public` or `business`.
        business: name of the business that reports.
        channel: `page` or `api`.
        nonce: of the form that was sent; a form that is sent twice is one report.
        suspect: whether it looks as if a machine had sent it; read last, never dropped.
        by: anyone.

    Raises:
        InputError: nothing was said, or an answer is too long; naming the field.
        RuleBroken: very many reports arrive at once (code `busy`); a report of danger is always taken.
    """
    require(by, "prevention.submit_report")
    said = {"what": what, "place": place, "seen_when": seen_when, "about": about, "contact": contact}
    answers = {**said, "business": business}
    _check(answers, kind)
    code = code_of(nonce or secrets.token_urlsafe(24), settings.SECRET_KEY.encode())
    digest = _digest(code)
    known = PublicReport.objects.filter(code_digest=digest).values_list("pk", flat=True).first()
    if known is not None:
        return ReportReceipt(code, known, repeated=True)
    if not danger_now:
        _require_calm(at)
    urgency = Urgency.SUSPECT if suspect else Urgency.DANGER if danger_now else Urgency.NORMAL
    how = contact_how.strip()[: LONGEST["contact"]]
    facts = {"kind": kind, "channel": channel, "language": language, "danger_now": danger_now, "contact_how": how}
    report_id = _keep(answers, facts, urgency, digest, at)
    subject, detail = ("public_report", report_id), {"urgency": urgency.value, "channel": channel}
    record(by=by, at=at, action="prevention.submit_public_report", record=subject, detail=detail)
    return ReportReceipt(code, report_id)


def _keep(answers: dict[str, str], facts: dict[str, Any], urgency: Urgency, digest: str, at: datetime) -> UUID:
    pk = new_id()
    report = PublicReport.objects.create(
        id=pk,
        reference=f"PR-{pk.hex[-8:].upper()}",
        received_at=at,
        urgency=urgency,
        read_by=read_by(at, urgency),
        state=REPORT.initial,
        code_digest=digest,
        **facts,
        **{name: text.strip() for name, text in answers.items()},
    )
    text = " ".join(answers[name] for name in ("what", "place", "about", "business"))
    index(kind="public_report", record_id=pk, title=report.reference, text=text)
    return pk


def _check(answers: dict[str, str], kind: str) -> None:
    if kind not in set(ReportKind):
        raise InputError("Choose who reports.", field="kind")
    if not answers["what"].strip():
        raise InputError("Tell us what you saw. A few words are enough.", field="what")
    for name, text in answers.items():
        if len(text) > LONGEST[name]:
            raise InputError(
                f"This answer is too long. Shorten it to {LONGEST[name]:,} characters, or send a second report.",
                field=name,
            )
    if kind == ReportKind.BUSINESS and not answers["business"].strip():
        raise InputError("Give the name of the business.", field="business")


def _require_calm(at: datetime) -> None:
    if PublicReport.objects.filter(received_at__gt=at - BURST_WINDOW).count() >= MOST_IN_BURST:
        raise RuleBroken(
            "Very many reports are arriving just now. Wait a few minutes and send it again. "
            "If somebody is in danger, call the emergency number.",
            code="busy",
        )


def _digest(code: str) -> str:
    return hashlib.sha256(normal_code(code).encode()).hexdigest()


def state_of_code(typed: str) -> str:
    """Return the state of the report that has this code, or an empty text; the same for a wrong and an unknown one."""
    plain = normal_code(typed)
    if not plain:
        return ""
    found = PublicReport.objects.filter(code_digest=_digest(plain)).values_list("state", flat=True).first()
    return found or ""
