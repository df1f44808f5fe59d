"""Figures of the room: results counted once, six months in the manner of Reflex, the ledger, clashes, evidence."""

from datetime import date, datetime, timedelta
from uuid import UUID

from manumit.areas.operations.api.reading import MOST, event_view, names_of, result_row
from manumit.areas.operations.api.views import (
    ClashView,
    EventView,
    HalfYear,
    LedgerRow,
    LedgerView,
    ResultRow,
    ResultView,
    StepView,
)
from manumit.areas.operations.models import Operation, OperationAgency, Result
from manumit.areas.operations.rules import LEVELS, Totals, balances, reconcile, six_months_before, totals
from manumit.areas.operations.selectors import (
    GONE,
    arrest_phases,
    clashes_for,
    counted,
    current_results,
    entries_visible_to,
    ledger_entries,
    open_results,
    operations_visible_to,
    own_operations,
    planned_visible_to,
    results_visible_to,
    stages_of,
)
from manumit.errors import InputError, NotFound
from manumit.kernel.actor import Actor
from manumit.platform.access import can, require
from manumit.platform.audit.chain import record

_BEGINNING = date(1990, 1, 1)
_UNDER_WAY = ("adopted", "development", "arrest_phase", "prosecution")


def results(*, at: datetime, since: date, until: date) -> dict[str, int]:
    """Return the results of a half-open period of all operations that are open to the room, as known at an instant.

    Returns:
        The number by kind, and under `<kind>_pence` the value of each kind of asset. Each person and thing counts once;
        restricted operations are not in it.
    """
    found = totals(counted(open_results(), at=at), since=since, until=until, at=at)
    return {**found.counts, **{f"{kind}_pence": value for kind, value in found.pence.items()}}


def totals_for(*, by: Actor, at: datetime, since: date, until: date) -> Totals:
    """Return the totals of what the actor may see. Raises AccessRefused, or InputError for a period that ends before it starts."""
    require(by, "operations.read_results")
    if until <= since:
        raise InputError("The last day must not be before the first.", field="until")
    return totals(counted(results_visible_to(by), at=at), since=since, until=until, at=at)


def list_results(*, by: Actor, since: date, until: date) -> tuple[ResultRow, ...]:
    """Return the results of a half-open period that stand now and that the actor may see, latest first."""
    require(by, "operations.read_results")
    return tuple(result_row(row) for row in current_results(by).filter(on__gte=since, on__lt=until)[:MOST])


def half_year(*, by: Actor, at: datetime) -> HalfYear:
    """Return the figures of the last six months over the operations that the actor may see."""
    until = at.date() + timedelta(days=1)
    since = six_months_before(until)
    mine = operations_visible_to(by)
    found = totals(counted(results_visible_to(by), at=at), since=since, until=until, at=at).counts
    stages = stages_of(mine)
    return HalfYear(
        since=since,
        until=until,
        to_arrest_phase=arrest_phases(mine, since=since, until=until, at=at),
        groups_disrupted=found["group_disrupted"],
        safeguarded=found["safeguarded"],
        safeguarded_children=found["safeguarded_child"],
        under_way=sum(stages.get(stage, 0) for stage in _UNDER_WAY),
        stages=stages,
    )


def evidence(*, at: datetime) -> dict[str, int]:
    """Return counts to date for the strategy's board; no person, and nothing of a restricted operation."""
    until = at.date() + timedelta(days=1)
    found = totals(counted(open_results(), at=at), since=_BEGINNING, until=until, at=at)
    mine = Operation.objects.filter(restricted=False)
    return {
        "operations.arrests": found.counts["arrest"],
        "operations.safeguarded": found.counts["safeguarded"],
        "operations.safeguarded_children": found.counts["safeguarded_child"],
        "operations.assets_restrained_pence": found.pence["asset_restrained"],
        "operations.to_arrest_phase": arrest_phases(mine, since=_BEGINNING, until=until, at=at),
        "operations.groups_disrupted": found.counts["group_disrupted"],
        "operations.joint_teams": mine.filter(joint_team=True).count(),
    }


def _chain(row: Result) -> list[Result]:
    """Every entry of a correction chain, the first one first."""
    before = dict(Result.objects.filter(operation_id=row.operation_id).values_list("pk", "supersedes_id"))
    after = {earlier: later for later, earlier in before.items() if earlier}
    first = row.pk
    while (earlier := before.get(first)) is not None:
        first = earlier
    order = [first]
    while order[-1] in after:
        order.append(after[order[-1]])
    rows = Result.objects.in_bulk(order)
    return [rows[each] for each in order]


def _said(row: Result) -> str:
    return "withdrawn" if row.withdrawn else "corrected" if row.supersedes_id else "recorded"


def open_result(*, by: Actor, at: datetime, result_id: UUID) -> ResultView:
    """Return a result with its corrections. Raises NotFound. Audited."""
    row = results_visible_to(by).filter(pk=result_id).first()
    if row is None:
        raise NotFound(GONE)
    record(by=by, at=at, action="operations.open_result", record=("result", row.pk))
    chain = _chain(row)
    panels = list(row.assessments.order_by("assessed_at"))
    names = names_of([*(each.recorded_by for each in chain), *(each.assessed_by for each in panels)])
    visible = operations_visible_to(by)
    part = OperationAgency.objects.filter(operation_id=row.operation_id, ends__isnull=True)
    return ResultView(
        row=result_row(row),
        note=row.note,
        recorded_by=names.get(row.recorded_by, ""),
        stands=chain[-1].pk == row.pk and not row.withdrawn,
        withdrawn=row.withdrawn,
        latest_id=chain[-1].pk,
        history=tuple(StepView(e.recorded_at, _said(e), names.get(e.recorded_by, ""), e.note) for e in chain),
        shares=tuple(visible.filter(shared_results__result__in=[e.pk for e in chain]).values_list("name", flat=True)),
        assessments=tuple(
            StepView(e.assessed_at, LEVELS[e.level], names.get(e.assessed_by, ""), e.reasons) for e in panels
        ),
        takes_part=by.organisation_id in {str(each) for each in part.values_list("organisation_id", flat=True)},
    )


def ledger(*, by: Actor) -> LedgerView:
    """Return the ledger of the operations that the actor may see. Raises AccessRefused."""
    require(by, "operations.read_ledger")
    rows = list(entries_visible_to(by).select_related("operation").order_by("-on", "-recorded_at")[:MOST])
    taken = {row.reverses_id for row in rows}
    facts = ledger_entries(rows)
    mine = set(own_operations(by).values_list("pk", flat=True))
    may = can(by, "operations.record_entry")
    shown = tuple(
        LedgerRow(
            row.pk, row.operation_id, row.operation.name, row.stage, row.basis, row.debit, row.credit, row.amount_pence,
            row.on, may and row.operation_id in mine and row.reverses_id is None and row.pk not in taken,
        )
        for row in rows
    )  # fmt: skip
    return LedgerView(shown, balances(facts), reconcile(facts))


def clashes(*, by: Actor, at: datetime) -> tuple[ClashView, ...]:
    """Return the clashes of events that the actor's organisation leads, from today on; nothing of the other side."""
    found = clashes_for(by, day=at.date())
    names = dict(own_operations(by).values_list("pk", "name")) if found else {}
    return tuple(ClashView(c.operation_id, names.get(c.operation_id, ""), c.on, c.cell) for c in found)


def planned(*, by: Actor, at: datetime) -> tuple[EventView, ...]:
    """Return the coming events of the operations in which the actor's organisation takes part, by day."""
    require(by, "operations.read_calendar")
    rows = planned_visible_to(by).filter(on__gte=at.date()).order_by("on", "cell", "pk")
    return tuple(event_view(row) for row in rows[:MOST])
