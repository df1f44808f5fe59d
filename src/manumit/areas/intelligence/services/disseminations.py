"""Sharing: proposed by one person, approved by another, acknowledged, answered with feedback, recalled where it must be."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from manumit.areas.intelligence import rules
from manumit.areas.intelligence.events import Disseminated
from manumit.areas.intelligence.models import (
    DebriefConsent,
    Dissemination,
    DisseminationStep,
    Group,
    IntelligenceReport,
    Mention,
    SanitisedText,
)
from manumit.areas.intelligence.selectors import (
    received_disseminations,
    visible_disseminations,
    visible_groups,
    visible_reports,
)
from manumit.areas.intelligence.services.finding import found
from manumit.areas.intelligence.services.notices import tell_proposer, tell_recipients
from manumit.errors import InputError, MoveRefused, NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.consent import ConsentDecision, ConsentEvent, ConsentPurpose, ConsentState, RecipientClass, standing
from manumit.platform.access import require
from manumit.platform.accounts.models import Organisation
from manumit.platform.audit.chain import record
from manumit.platform.events.bus import publish
from manumit.platform.thread.links import Ref, link

_REFUSED = {
    ConsentState.NEVER_ASKED: "A person whose account this rests on was never asked about this kind of recipient. Ask first.",
    ConsentState.REFUSED: "A person whose account this rests on refused to share it with this kind of recipient.",
    ConsentState.WITHDRAWN: "A person whose account this rests on withdrew consent for this kind of recipient.",
}


def _reports_of(report: IntelligenceReport | None, group: Group | None) -> list[IntelligenceReport]:
    """The reports on which a product rests: one, or all of a group."""
    rows = IntelligenceReport.objects.select_related("debrief").order_by("created_at", "pk")
    if report is not None:
        return list(rows.filter(pk=report.pk))
    return list(rows.filter(pk__in=group.evidence.values("report_id"))) if group is not None else []


def _consent_refusals(reports: list[IntelligenceReport], recipient: RecipientClass, at: datetime) -> tuple[str, ...]:
    """Why victims' accounts behind these reports may not go to a kind of recipient; empty where they may."""
    victims = {
        report.debrief.subject_pseudonym
        for report in reports
        if report.debrief is not None and report.debrief.kind == "victim"
    }
    if not victims:
        return ()
    said: dict[str, list[ConsentEvent]] = {pseudonym: [] for pseudonym in victims}
    rows = DebriefConsent.objects.filter(debrief__subject_pseudonym__in=victims).select_related("debrief")
    for row in rows:
        said[row.debrief.subject_pseudonym].append(_event(row))
    states = [standing(events, ConsentPurpose.INTELLIGENCE, recipient, at).state for events in said.values()]
    return tuple(dict.fromkeys(_REFUSED[state] for state in states if state is not ConsentState.LIVE))


def _event(row: DebriefConsent) -> ConsentEvent:
    return ConsentEvent(
        purpose=ConsentPurpose.INTELLIGENCE,
        recipient_class=RecipientClass(row.recipient_class),
        decision=ConsentDecision(row.decision),
        at=row.at,
        explained_by=row.explained_by,
        language=row.language,
        evidence=row.evidence,
        interpreter=row.interpreter,
    )


def _facts(
    dissemination: Dissemination, reports: list[IntelligenceReport], by: Actor, at: datetime
) -> rules.DisseminationFacts:
    recipient = RecipientClass(dissemination.recipient_class)
    return rules.DisseminationFacts(
        proposer_id=dissemination.proposed_by,
        actor_id=by.user_id,
        recipient=recipient,
        schemes=tuple((report.scheme, report.handling) for report in reports),
        released=bool(reports) and all(report.state in {"released", "disseminated"} for report in reports),
        sanitised=bool(dissemination.text.strip()),
        handling_condition=dissemination.handling_condition,
        consent_refusals=_consent_refusals(reports, recipient, at),
    )


def _never_said(reports: list[IntelligenceReport]) -> list[str]:
    """What no product may hold: references of sources, pseudonyms, and labels of people who may be victims."""
    rows = Mention.objects.filter(report__in=[report.pk for report in reports], category="victim")
    pseudonyms = [report.debrief.subject_pseudonym for report in reports if report.debrief is not None]
    return [*(report.source_reference for report in reports), *pseudonyms, *(row.label for row in rows)]


def _group_text(by: Actor, group: Group) -> str:
    """What is told of a group where nobody wrote a text: members, and the score with its bounds and its label."""
    mentions = Mention.objects.filter(entity__memberships__group=group, report__in=visible_reports(by).values("pk"))
    labels: dict[UUID, str] = {}
    for mention in mentions.order_by("at", "pk"):
        labels.setdefault(mention.entity_id, mention.label)
    parts = [f"{group.name}.", f"{_('Members')}: {'; '.join(labels.values())}."]
    score = group.scores.order_by("at", "pk").last()
    if score is not None:
        parts.append(f"{score.label}: {score.mid:g} ({score.low:g} – {score.high:g}).")
    return " ".join(parts)


def _product(
    by: Actor, report_id: UUID | None, group_id: UUID | None, text: str
) -> tuple[IntelligenceReport | None, Group | None, SanitisedText | None, str, str]:
    """The report or group, its sanitised version, and the title and text to send."""
    if (report_id is None) == (group_id is None):
        raise InputError("Name one report or one group to share.", field="report_id")
    if report_id is not None:
        report = found(visible_reports(by), report_id)
        version = report.sanitised_texts.order_by("number").last()
        title = rules.reference_of("IR", report.pk)
        return report, None, version, title, version.text if version is not None else ""
    group = found(visible_groups(by), group_id or UUID(int=0))
    return None, group, None, rules.reference_of("GR", group.pk), text.strip() or _group_text(by, group)


@transaction.atomic
def disseminate(
    *,
    by: Actor,
    at: datetime,
    recipient_organisation_id: UUID,
    legal_basis: str,
    handling_condition: str,
    report_id: UUID | None = None,
    group_id: UUID | None = None,
    text: str = "",
) -> UUID:
    """Propose to send a report or a group to an organisation; somebody else approves.

    Args:
        by: who proposes.
        at: aware instant.
        recipient_organisation_id: an active organisation.
        legal_basis: under which it may be shared, in words.
        handling_condition: what the recipient must observe.
        report_id: a released report with a sanitised text; that version is sent.
        group_id: a group instead of a report.
        text: for a group, what is told of it; members and score where left out.

    Raises:
        InputError: no basis, no condition, not exactly one product.
        MoveRefused: a report is not released or not sanitised, handling or consent does not allow the recipient.
        RuleBroken: the text names the source or a person who may be a victim.
        NotFound: product or organisation.
    """
    require(by, "intelligence.disseminate")
    recipient = _recipient(recipient_organisation_id, legal_basis, handling_condition)
    report, group, version, title, told = _product(by, report_id, group_id, text)
    dissemination = Dissemination(
        report=report,
        group=group,
        sanitised=version,
        recipient=recipient,
        recipient_class=rules.recipient_class_of(recipient.kind).value,
        title=title,
        text=told,
        legal_basis=legal_basis.strip(),
        handling_condition=handling_condition.strip(),
        proposed_by=by.user_id,
        proposed_at=at,
    )
    reports = _reports_of(report, group)
    refused = rules.sharing_refusals(_facts(dissemination, reports, by, at))
    if refused:
        raise MoveRefused(" ".join(refused))
    rules.require_clean(told, _never_said(reports))
    dissemination.save()
    earlier = Ref("group", group.pk) if group is not None else Ref("intelligence_report", reports[0].pk)
    link(earlier=earlier, later=Ref("dissemination", dissemination.pk), relation="shared as", at=at)
    subject = ("dissemination", dissemination.pk)
    detail = {"recipient": str(recipient.pk), "version": version.number if version is not None else None}
    record(by=by, at=at, action="intelligence.disseminate", record=subject, detail=detail)
    return dissemination.pk


def _recipient(organisation_id: UUID, legal_basis: str, handling_condition: str) -> Organisation:
    if not legal_basis.strip():
        raise InputError("State the legal basis on which this may be shared.", field="legal_basis")
    if not handling_condition.strip():
        raise InputError("State what the recipient must observe.", field="handling_condition")
    recipient = Organisation.objects.filter(pk=organisation_id, active=True).first()
    if recipient is None:
        raise NotFound("There is no such organisation.")
    return recipient


def _step(
    dissemination: Dissemination, move: str, by: Actor, at: datetime, *, note: str = "", outcome: str = ""
) -> None:
    DisseminationStep.objects.create(
        dissemination=dissemination, move=move, note=note, outcome=outcome, by_user=by.user_id, at=at
    )


@transaction.atomic
def approve_dissemination(*, by: Actor, at: datetime, dissemination_id: UUID) -> None:
    """Approve a proposed dissemination: from now the recipient may read it. Everything is checked again.

    Raises:
        MoveRefused: the proposer approves, or release, sanitising, handling or consent no longer allow it.
    """
    require(by, "intelligence.approve_dissemination")
    dissemination = found(visible_disseminations(by), dissemination_id)
    reports = _reports_of(dissemination.report, dissemination.group)
    facts = _facts(dissemination, reports, by, at)
    dissemination.state = rules.DISSEMINATION_WORKFLOW.check("approve", dissemination.state, facts).target
    rules.require_clean(dissemination.text, _never_said(reports))
    dissemination.sent_at = at
    dissemination.save_version(update_fields=["state", "sent_at"])
    if dissemination.report is not None:
        report = dissemination.report
        shared = rules.REPORT_WORKFLOW.check("share", report.state, rules.ReportFacts(report.author_id, by.user_id))
        report.state = shared.target
        report.save_version(update_fields=["state"])
    _step(dissemination, "approve", by, at)
    publish(
        Disseminated(dissemination_id=str(dissemination.pk), recipient_organisation_id=str(dissemination.recipient_id)),
        by=by,
        at=at,
    )
    tell_recipients(organisation_id=dissemination.recipient_id, dissemination_id=dissemination.pk, day=at.date())
    record(by=by, at=at, action="intelligence.approve_dissemination", record=("dissemination", dissemination.pk))


def _move(dissemination: Dissemination, move: str, by: Actor, at: datetime) -> None:
    facts = _facts(dissemination, [], by, at)
    dissemination.state = rules.DISSEMINATION_WORKFLOW.check(move, dissemination.state, facts).target
    dissemination.save_version(update_fields=["state"])


@transaction.atomic
def refuse_dissemination(*, by: Actor, at: datetime, dissemination_id: UUID, reasons: str) -> None:
    """Do not approve, with reasons. Raises InputError, MoveRefused."""
    require(by, "intelligence.approve_dissemination")
    dissemination = found(visible_disseminations(by), dissemination_id)
    if not reasons.strip():
        raise InputError("Write why it is not approved.", field="reasons")
    _move(dissemination, "refuse", by, at)
    _step(dissemination, "refuse", by, at, note=reasons.strip())
    record(by=by, at=at, action="intelligence.refuse_dissemination", record=("dissemination", dissemination.pk))


@transaction.atomic
def acknowledge_dissemination(*, by: Actor, at: datetime, dissemination_id: UUID) -> None:
    """Acknowledge what was sent to the own organisation. Raises MoveRefused."""
    require(by, "intelligence.receive_dissemination")
    dissemination = found(received_disseminations(by), dissemination_id)
    _move(dissemination, "acknowledge", by, at)
    _step(dissemination, "acknowledge", by, at)
    record(by=by, at=at, action="intelligence.acknowledge_dissemination", record=("dissemination", dissemination.pk))


@transaction.atomic
def give_feedback(*, by: Actor, at: datetime, dissemination_id: UUID, outcome: str, note: str) -> None:
    """Say what was done with it (strategy, paragraph 59). Raises InputError, MoveRefused before acknowledgement."""
    require(by, "intelligence.receive_dissemination")
    dissemination = found(received_disseminations(by), dissemination_id)
    if outcome not in rules.FEEDBACK_OUTCOMES:
        raise InputError("Choose what became of it.", field="outcome")
    if not note.strip():
        raise InputError("Write in a sentence what was done with it.", field="note")
    _move(dissemination, "answer", by, at)
    _step(dissemination, "answer", by, at, note=note.strip(), outcome=outcome)
    tell_proposer(user_id=dissemination.proposed_by, dissemination_id=dissemination.pk)
    record(
        by=by,
        at=at,
        action="intelligence.give_feedback",
        record=("dissemination", dissemination.pk),
        detail={"outcome": outcome},
    )


@transaction.atomic
def recall_dissemination(*, by: Actor, at: datetime, dissemination_id: UUID, reasons: str) -> None:
    """Recall what was sent: the recipient still sees that it was, and reads it no more. Raises InputError, MoveRefused."""
    require(by, "intelligence.approve_dissemination")
    dissemination = found(visible_disseminations(by), dissemination_id)
    if not reasons.strip():
        raise InputError("Write why it is recalled; the recipient will read it.", field="reasons")
    _move(dissemination, "recall", by, at)
    _step(dissemination, "recall", by, at, note=reasons.strip())
    record(by=by, at=at, action="intelligence.recall_dissemination", record=("dissemination", dissemination.pk))
