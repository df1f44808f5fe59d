"""The door of the prevention room: what other rooms, the pages and the HTTP API may ask of it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.urls import reverse

from manumit.areas.prevention import selectors
from manumit.areas.prevention.events import PublicReportPassedOn
from manumit.areas.prevention.models import Campaign, PublicReport
from manumit.areas.prevention.rules import LARGEST_BODY, LONGEST, Outcome, ReportKind, ReportState, Urgency
from manumit.areas.prevention.services import (
    ReportReceipt,
    add_campaign,
    record_reach,
    submit_public_report,
    triage_report,
)
from manumit.areas.prevention.services.receiving import state_of_code
from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.accounts.actors import in_force
from manumit.platform.accounts.models import OrganisationRole
from manumit.platform.audit.chain import record
from manumit.platform.rooms import RecordCard

__all__ = [
    "LARGEST_BODY",
    "LONGEST",
    "CampaignView",
    "Outcome",
    "PublicReportPassedOn",
    "QueueRow",
    "ReportKind",
    "ReportReceipt",
    "ReportState",
    "ReportView",
    "Urgency",
    "add_campaign",
    "campaign",
    "campaigns",
    "evidence",
    "first_responders",
    "open_report",
    "record_reach",
    "report_card",
    "state_of_code",
    "submit_public_report",
    "triage_queue",
    "triage_report",
]


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A report in the queue: nothing of what was said."""

    id: UUID
    reference: str
    kind: str
    language: str
    danger_now: bool
    urgency: str
    state: str
    received_at: datetime
    read_by: datetime


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with everything that was said; `repr` shows none of it."""

    row: QueueRow
    what: str
    place: str
    seen_when: str
    about: str
    business: str
    contact: str
    contact_how: str
    outcome: str
    reason: str
    decided_at: datetime | None

    def __repr__(self) -> str:
        """The reference only."""
        return f"ReportView({self.row.reference})"


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A campaign."""

    id: UUID
    name: str
    audience: str
    language: str
    place: str
    partners: str
    starts: date
    ends: date | None
    reach: int | None
    reach_source: str
    version: int


def triage_queue(*, by: Actor, state: str = ReportState.RECEIVED, limit: int = 200) -> tuple[tuple[QueueRow, ...], int]:
    """Reports in a state: danger first, probable machines last, each by the time at which it must be read.

    Returns:
        At most `limit` rows, and how many there are in all.
    """
    require(by, "prevention.read_queue")
    found = selectors.reports_visible_to(by)
    if state in set(ReportState):
        found = found.filter(state=state)
    rows = found.order_by("urgency", "read_by", "pk")[:limit]
    return tuple(_row(row) for row in rows), found.count()


def _row(report: PublicReport) -> QueueRow:
    return QueueRow(
        report.pk,
        report.reference,
        report.kind,
        report.language,
        report.danger_now,
        report.urgency,
        report.state,
        report.received_at,
        report.read_by,
    )


def open_report(*, by: Actor, at: datetime, report_id: UUID) -> ReportView:
    """Open a report with what was said; the reading is audited. Raises NotFound where it does not exist for the actor."""
    require(by, "prevention.open_report")
    report = selectors.report(by, report_id)
    record(by=by, at=at, action="prevention.open_public_report", record=("public_report", report.pk))
    decided = getattr(report, "triage", None)
    return ReportView(
        row=_row(report),
        what=report.what,
        place=report.place,
        seen_when=report.seen_when,
        about=report.about,
        business=report.business,
        contact=report.contact,
        contact_how=report.contact_how,
        outcome=decided.outcome if decided else "",
        reason=decided.reason if decided else "",
        decided_at=decided.at if decided else None,
    )


def first_responders(*, by: Actor, on: date) -> tuple[tuple[str, str], ...]:
    """Organisations that are first responders on a day, as pairs of identifier and name."""
    require(by, "prevention.triage_report")
    rows = OrganisationRole.objects.filter(in_force(on), role="first_responder", organisation__active=True)
    pairs = rows.values_list("organisation_id", "organisation__name").distinct().order_by("organisation__name")
    return tuple((str(pk), name) for pk, name in pairs)


def campaigns(*, by: Actor) -> tuple[CampaignView, ...]:
    """Every campaign, the latest first."""
    require(by, "prevention.read_campaign")
    rows = selectors.campaigns_visible_to(by).order_by("-starts", "name")[:500]
    return tuple(_campaign(row) for row in rows)


def _campaign(row: Campaign) -> CampaignView:
    return CampaignView(
        row.pk,
        row.name,
        row.audience,
        row.language,
        row.place,
        row.partners,
        row.starts,
        row.ends,
        row.reach,
        row.reach_source,
        row.version,
    )


def campaign(*, by: Actor, campaign_id: UUID) -> CampaignView:
    """One campaign. Raises NotFound."""
    require(by, "prevention.read_campaign")
    found = selectors.campaigns_visible_to(by).filter(pk=campaign_id).first()
    if found is None:
        raise NotFound("There is no such record, or you may not see it.")
    return _campaign(found)


def report_card(row: PublicReport, actor: Actor) -> RecordCard:  # noqa: ARG001 - alike for all who may see the row
    """How a report stands on the thread and in a search result: its reference, nothing of what was said."""
    href = reverse("prevention:report_page", kwargs={"public_report_id": row.pk})
    return RecordCard(row.reference, href, row.received_at)


def evidence(*, at: datetime) -> dict[str, int]:
    """Counts up to now: reports and what became of them, campaigns and whom they reached; no person."""
    counts = PublicReport.objects.filter(received_at__lte=at).aggregate(
        reports=Count("pk"),
        waiting=Count("pk", filter=Q(state=ReportState.RECEIVED)),
        late=Count("pk", filter=Q(state=ReportState.RECEIVED, read_by__lt=at)),
        referred=Count("pk", filter=Q(state=ReportState.REFERRED)),
        passed_on=Count("pk", filter=Q(state=ReportState.PASSED_ON)),
        closed=Count("pk", filter=Q(state=ReportState.CLOSED)),
        businesses=Count("pk", filter=Q(kind=ReportKind.BUSINESS)),
    )
    run = Campaign.objects.filter(starts__lte=at.date()).aggregate(campaigns=Count("pk"), reached=Sum("reach"))
    return {f"prevention.{key}": value or 0 for key, value in {**counts, **run}.items()}
