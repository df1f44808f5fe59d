"""Disseminations as analysts, supervisors and recipients see them, and the counts for the strategy room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from manumit.areas.intelligence import rules, selectors
from manumit.areas.intelligence.api.lazy import Rows, names_of
from manumit.areas.intelligence.api.reports import Step
from manumit.areas.intelligence.models import Debrief, Dissemination, EntityLink, Group, IntelligenceReport
from manumit.areas.intelligence.services.finding import found
from manumit.kernel.actor import Actor
from manumit.platform.access import can, require
from manumit.platform.accounts.models import Organisation
from manumit.platform.audit.chain import record


@dataclass(frozen=True, slots=True)
class DisseminationRow:
    """A dissemination in a list."""

    id: UUID
    reference: str
    title: str
    recipient: str
    state: str
    state_label: str
    proposed_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class DisseminationView:
    """A dissemination in full.

    Args:
        row: as in a list.
        text: what was sent; empty for the recipient once it is recalled.
        legal_basis: on which it was shared.
        handling_condition: what the recipient must observe.
        version: number of the sanitised text; None for a group.
        report_id: of the report, for analysts only.
        group_id: of the group, for analysts only.
        received: whether the actor's organisation is the recipient.
        steps: moves made; names for analysts only.
        moves: keys of the moves that the actor may make now.
    """

    row: DisseminationRow
    text: str
    legal_basis: str
    handling_condition: str
    version: int | None
    report_id: UUID | None
    group_id: UUID | None
    received: bool
    steps: tuple[Step, ...]
    moves: frozenset[str]


def dissemination_row(one: Dissemination) -> DisseminationRow:
    """Present one dissemination in a list; the row needs `recipient`."""
    return DisseminationRow(
        id=one.pk,
        reference=rules.reference_of("DS", one.pk),
        title=one.title,
        recipient=one.recipient.name,
        state=one.state,
        state_label=rules.DISSEMINATION_WORKFLOW.states[one.state].label,
        proposed_at=one.proposed_at,
        sent_at=one.sent_at,
    )


def list_disseminations(*, by: Actor, state: str = "") -> Sequence[DisseminationRow]:
    """Disseminations that the actor may see, newest first; of one state where given."""
    require(by, "intelligence.read_dissemination")
    rows = selectors.visible_disseminations(by).select_related("recipient").order_by("-proposed_at", "-pk")
    if state in rules.DISSEMINATION_WORKFLOW.states:
        rows = rows.filter(state=state)
    return Rows(rows, dissemination_row)


def received(*, by: Actor, state: str = "") -> Sequence[DisseminationRow]:
    """What was sent to the actor's organisation, newest first; of one state where given."""
    require(by, "intelligence.read_dissemination")
    rows = selectors.received_disseminations(by).select_related("recipient").order_by("-sent_at", "-pk")
    if state in rules.DISSEMINATION_WORKFLOW.states:
        rows = rows.filter(state=state)
    return Rows(rows, dissemination_row)


def disseminations_to_approve(*, by: Actor) -> Sequence[DisseminationRow]:
    """Proposals that wait for a second person, oldest first; the actor's own are absent."""
    require(by, "intelligence.approve_dissemination")
    return Rows(selectors.waiting_for_approval(by), dissemination_row)


def feedback_on_mine(*, by: Actor) -> Sequence[DisseminationRow]:
    """Feedback on what the actor wrote or sent, newest first."""
    require(by, "intelligence.read_dissemination")
    return Rows(selectors.answered_proposals(by), dissemination_row)


def open_dissemination(*, by: Actor, at: datetime, dissemination_id: UUID) -> DisseminationView:
    """Open one dissemination; the reading is audited. Raises NotFound."""
    require(by, "intelligence.read_dissemination")
    rows = selectors.visible_disseminations(by).select_related("recipient", "sanitised")
    one = found(rows, dissemination_id)
    record(by=by, at=at, action="intelligence.open_dissemination", record=("dissemination", one.pk))
    mine = selectors.received_disseminations(by).filter(pk=one.pk).exists()
    inside = _is_inside(by, one)
    steps = list(one.steps.order_by("at", "pk"))
    names = names_of(step.by_user for step in steps) if inside else {}
    withheld = one.state == "recalled" and not inside
    return DisseminationView(
        row=dissemination_row(one),
        text="" if withheld else one.text,
        legal_basis=one.legal_basis,
        handling_condition=one.handling_condition,
        version=one.sanitised.number if one.sanitised else None,
        report_id=one.report_id if inside else None,
        group_id=one.group_id if inside else None,
        received=mine,
        steps=tuple(
            Step(
                step.move,
                rules.DISSEMINATION_WORKFLOW.moves[step.move].label,
                names.get(step.by_user, ""),
                step.at,
                step.note,
                rules.FEEDBACK_OUTCOMES.get(step.outcome, ""),
            )
            for step in steps
        ),
        moves=_moves(by, one, received=mine),
    )


def _is_inside(by: Actor, one: Dissemination) -> bool:
    """Whether the actor sees the dissemination as an analyst who may see what it rests on."""
    if one.report_id is not None:
        return selectors.is_analyst(by) and selectors.visible_reports(by).filter(pk=one.report_id).exists()
    return one.group_id is not None and selectors.visible_groups(by).filter(pk=one.group_id).exists()


def _moves(by: Actor, one: Dissemination, *, received: bool) -> frozenset[str]:
    offered = {move.key for move in rules.DISSEMINATION_WORKFLOW.moves_from(one.state) if can(by, move.permission)}
    if not received:
        offered -= {"acknowledge", "answer"}
    if one.proposed_by == by.user_id:
        offered -= {"approve", "refuse"}
    return frozenset(offered)


def recipient_choices(*, by: Actor) -> tuple[tuple[UUID, str], ...]:
    """Active organisations to send to, by name; carriers and the public side are left out."""
    require(by, "intelligence.disseminate")
    rows = Organisation.objects.filter(active=True).exclude(kind__in=("carrier", "person", "platform"))
    return tuple(rows.order_by("name").values_list("pk", "name"))


def evidence(*, at: datetime) -> dict[str, int]:
    """Counts for the strategy room; no person, and nothing of what a record says.

    Args:
        at: aware instant; what came later is not counted.
    """
    reports = dict(
        IntelligenceReport.objects.filter(created_at__lte=at).order_by().values_list("state").annotate(Count("pk"))
    )
    sent = dict(Dissemination.objects.filter(proposed_at__lte=at).order_by().values_list("state").annotate(Count("pk")))
    debriefs = Debrief.objects.filter(started_at__lte=at)
    shared = sum(sent.get(state, 0) for state in ("sent", "acknowledged", "answered"))
    return {
        "intelligence.debriefs": debriefs.count(),
        "intelligence.debriefs_finished": debriefs.filter(state="finished").count(),
        "intelligence.reports": sum(reports.values()),
        "intelligence.reports_waiting": reports.get("submitted", 0),
        "intelligence.reports_released": reports.get("released", 0) + reports.get("disseminated", 0),
        "intelligence.groups": Group.objects.filter(created_at__lte=at).count(),
        "intelligence.links": EntityLink.objects.filter(at__lte=at).count(),
        "intelligence.disseminations": shared,
        "intelligence.disseminations_waiting": sent.get("proposed", 0),
        "intelligence.disseminations_with_feedback": sent.get("answered", 0),
    }
