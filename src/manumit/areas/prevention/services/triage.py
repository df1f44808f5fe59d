"""Sorting reports: begin a referral, pass to intelligence, or close with a reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.intelligence.api import file_report
from manumit.areas.prevention import selectors
from manumit.areas.prevention.events import PublicReportPassedOn
from manumit.areas.prevention.models import PublicReport, TriageOutcome
from manumit.areas.prevention.rules import REPORT, Outcome, Triage
from manumit.areas.referrals.api import ReferralFacts, start_referral
from manumit.errors import InputError, NotFound
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record
from manumit.platform.events.bus import publish
from manumit.platform.thread.links import Ref

_UNTESTED_SOURCE, _NOT_KNOWN, _CONDITIONS = "2", "D", "C"
"""3x5x2 grades of what a stranger reports: an untested source, information that cannot be judged, with conditions."""


@transaction.atomic
def triage_report(
    *, by: Actor, at: datetime, report_id: UUID, outcome: str, reason: str, for_organisation_id: str = ""
) -> UUID | None:
    """Decide what becomes of a report; it is decided once.

    Args:
        by: a triage officer.
        at: now.
        report_id: the report.
        outcome: `refer`, `intelligence` or `close`.
        reason: why; sealed.
        for_organisation_id: the first responder that will finish the referral; the officer's own where empty.

    Returns:
        The draft referral or the intelligence report that it led to; None where it was closed.

    Raises:
        MoveRefused: no reason, or it was decided already.
        InputError: an unknown outcome, or an organisation that is no first responder.
        NotFound: there is no such report for the actor.
    """
    require(by, "prevention.triage_report")
    if outcome not in set(Outcome):
        raise InputError("Choose what becomes of the report.", field="outcome")
    report = selectors.reports_visible_to(by).select_for_update().filter(pk=report_id).first()
    if report is None:
        raise NotFound("There is no such record, or you may not see it.")
    step = REPORT.check(outcome, report.state, Triage(reason))
    led_to = _carry_out(report, Outcome(outcome), by=by, at=at, for_organisation_id=for_organisation_id)
    TriageOutcome.objects.create(
        report=report,
        outcome=outcome,
        reason=reason.strip(),
        at=at,
        by=by.user_id,
        led_to_kind=led_to.kind if led_to else "",
        led_to_id=led_to.id if led_to else None,
    )
    report.state = step.target
    report.save(update_fields=["state"])
    record(
        by=by,
        at=at,
        action="prevention.triage_report",
        record=("public_report", report.pk),
        detail={"outcome": outcome},
    )
    return led_to.id if led_to else None


def _carry_out(
    report: PublicReport, outcome: Outcome, *, by: Actor, at: datetime, for_organisation_id: str
) -> Ref | None:
    earlier = Ref("public_report", report.pk)
    if outcome is Outcome.REFER:
        facts = ReferralFacts(
            age_band="unsure", account=_account(report), place_found=report.place, source="public report"
        )
        begun = start_referral(by=by, at=at, facts=facts, earlier=earlier, for_organisation_id=for_organisation_id)
        return Ref("referral", begun)
    if outcome is Outcome.INTELLIGENCE:
        filed = file_report(
            by=by,
            at=at,
            title=f"Public report {report.reference}",
            body=_account(report),
            source_grade=_UNTESTED_SOURCE,
            information_grade=_NOT_KNOWN,
            handling=_CONDITIONS,
            conditions="Do not reveal that a member of the public reported it.",
            earlier=earlier,
        )
        publish(PublicReportPassedOn(report_id=str(report.pk)), by=by, at=at)
        return Ref("intelligence_report", filed)
    return None


def _account(report: PublicReport) -> str:
    """What was said, question by question; how to reach the reporter stays in this room."""
    parts = (
        ("What was seen", report.what),
        ("Where", report.place),
        ("When", report.seen_when),
        ("About whom", report.about),
        ("Business that reports", report.business),
    )
    return "\n\n".join(f"{question}: {answer}" for question, answer in parts if answer)
