"""The door of the strategy room: plain values in and out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from manumit.areas.strategy import selectors, services
from manumit.areas.strategy.models import Action
from manumit.areas.strategy.rules import (
    AIMS,
    FIGURES_OF,
    GAPS,
    NEXT_PAPER_AFTER,
    SILENT_AFTER,
    STATES,
    Aim,
    Gap,
    Moved,
    Standing,
    figures_of,
    most_moved,
    next_paper_on,
    standing,
)
from manumit.kernel.actor import Actor
from manumit.platform.access import require

__all__ = [
    "AIMS",
    "GAPS",
    "NEXT_PAPER_AFTER",
    "SILENT_AFTER",
    "STATES",
    "ActionView",
    "Aim",
    "AimBoard",
    "Figures",
    "Gap",
    "Moved",
    "Paper",
    "PaperAction",
    "Progress",
    "Standing",
    "action",
    "board",
    "figures",
    "figures_for",
    "keep_paper",
    "kept_paper_on",
    "list_actions",
    "load_commitments",
    "moved",
    "next_paper",
    "paper",
    "progress_of",
    "read_evidence",
    "report_progress",
    "visible_to",
]

visible_to = selectors.visible_to
load_commitments = services.load_commitments
report_progress = services.report_progress
read_evidence = services.read_evidence

MOST_IN_A_PAPER = 40
"""Lines of one kind in a paper; what is beyond is counted."""


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action with how it stands."""

    id: UUID
    key: str
    aim: str
    chapter: str
    commitment: str
    owner: str
    partners: str
    due: str
    due_on: date | None
    kind: str
    rooms: tuple[str, ...]
    evidence: str
    document: str
    paragraph: str
    state: str
    note: str
    last_at: datetime
    reported: bool
    standing: Standing


@dataclass(frozen=True, slots=True)
class Progress:
    """One report of an action; who wrote it is in the audit."""

    at: datetime
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class AimBoard:
    """An aim with its actions and how many of them stand how."""

    aim: Aim
    actions: tuple[ActionView, ...]
    counts: Mapping[Standing, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of the house and when they were read; no moment where nobody read them yet."""

    at: datetime | None
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PaperAction:
    """An action as it stands in a paper."""

    key: str
    commitment: str
    owner: str
    due: str
    note: str


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper for the ministerial group, made from the register.

    Args:
        number: of the paper that this would be.
        since: the last paper, or none.
        at: when it was made.
        aims: name of each aim with its green, late and silent actions.
        moved: reported since the last paper.
        late: past their day.
        silent: how many nobody reported of.
        figures: those that moved most since the last paper.
    """

    number: int
    since: datetime | None
    at: datetime
    aims: tuple[tuple[str, int, int, int], ...]
    moved: tuple[PaperAction, ...]
    late: tuple[PaperAction, ...]
    silent: tuple[PaperAction, ...]
    silent_total: int
    figures: tuple[Moved, ...]


def _view(row: Action, day: date) -> ActionView:
    state = getattr(row, "last_state", None) or "not_started"
    last_at: datetime = getattr(row, "last_at", None) or row.registered_at
    return ActionView(
        id=row.pk,
        key=row.key,
        aim=row.aim,
        chapter=row.chapter,
        commitment=row.commitment,
        owner=row.owner,
        partners=row.partners,
        due=row.due,
        due_on=row.due_on,
        kind=row.kind,
        rooms=tuple(row.rooms),
        evidence=row.evidence,
        document=row.document,
        paragraph=row.paragraph,
        state=state,
        note=getattr(row, "last_note", None) or "",
        last_at=last_at,
        reported=getattr(row, "last_state", None) is not None,
        standing=standing(state=state, due_on=row.due_on, last_on=last_at.date(), day=day),
    )


def list_actions(*, by: Actor, at: datetime, aim: str = "") -> list[ActionView]:
    """Return the actions in the order of the texts, all or of one aim, in one query."""
    require(by, "strategy.read_action")
    rows = selectors.with_last_report(selectors.visible_to(by)).order_by("position", "key")
    if aim:
        rows = rows.filter(aim=aim)
    return [_view(row, at.date()) for row in rows]


def action(*, by: Actor, at: datetime, action_id: UUID) -> ActionView:
    """Return one action. Raises NotFound."""
    require(by, "strategy.read_action")
    return _view(selectors.action(by, action_id), at.date())


def progress_of(*, by: Actor, action_id: UUID) -> list[Progress]:
    """Return the reports of an action, newest first."""
    row = selectors.action(by, action_id)
    return [Progress(one.at, one.state, one.note) for one in selectors.reports_of(row)[:200]]


def board(*, by: Actor, at: datetime) -> list[AimBoard]:
    """Return every aim with its actions and counts."""
    actions = list_actions(by=by, at=at)
    by_aim: dict[str, list[ActionView]] = {aim.key: [] for aim in AIMS}
    for one in actions:
        by_aim.setdefault(one.aim, []).append(one)
    return [_board(aim, by_aim[aim.key]) for aim in AIMS]


def _board(aim: Aim, actions: Sequence[ActionView]) -> AimBoard:
    counts = Counter(one.standing for one in actions)
    return AimBoard(aim, tuple(actions), {one: counts[one] for one in Standing})


def figures(*, by: Actor) -> Figures:
    """Return the last reading of every figure."""
    require(by, "strategy.read_action")
    row = selectors.last_reading()
    return Figures(row.at if row else None, dict(row.figures) if row else {})


def figures_for(*, by: Actor, at: datetime, one: ActionView) -> dict[str, int]:
    """Return the figures that speak for an action: its first room's as they are now, the others' as last read."""
    require(by, "strategy.read_action")
    known = dict(figures(by=by).values)
    named = FIGURES_OF.get(one.key)
    first = named[0].partition(".")[0] if named else one.rooms[0]
    if first in services.EVIDENCE:
        known |= services.EVIDENCE[first](at=at)
    return figures_of(one.key, one.rooms, known)


def moved(*, by: Actor, at: datetime) -> tuple[Moved, ...]:
    """Return the five figures that moved most since the last paper (or since a half year ago where there is none)."""
    require(by, "strategy.read_action")
    last = selectors.last_paper()
    before = selectors.reading_before(last.at if last else at - NEXT_PAPER_AFTER)
    now = selectors.last_reading()
    if before is None or now is None:
        return ()
    return most_moved(before.figures, now.figures)


def next_paper(*, by: Actor, at: datetime) -> date:
    """Return the day on which the next paper is due."""
    require(by, "strategy.read_action")
    last = selectors.last_paper()
    return next_paper_on(last.at.date() if last else None, at.date())


def _line(one: ActionView) -> PaperAction:
    return PaperAction(one.key, one.commitment, one.owner, one.due, one.note)


def paper(*, by: Actor, at: datetime) -> Paper:
    """Make the paper from the register as it stands now."""
    aims = board(by=by, at=at)
    last = selectors.last_paper()
    actions = [one for aim in aims for one in aim.actions]
    fresh = [one for one in actions if one.reported and (last is None or one.last_at > last.at)]
    silent = [one for one in actions if one.standing is Standing.SILENT]
    late = [one for one in actions if one.standing is Standing.LATE]
    return Paper(
        number=(last.number if last else 0) + 1,
        since=last.at if last else None,
        at=at,
        aims=tuple(
            (aim.aim.label, aim.counts[Standing.GREEN], aim.counts[Standing.LATE], aim.counts[Standing.SILENT])
            for aim in aims
        ),
        moved=tuple(_line(one) for one in fresh[:MOST_IN_A_PAPER]),
        late=tuple(_line(one) for one in late[:MOST_IN_A_PAPER]),
        silent=tuple(_line(one) for one in silent[:MOST_IN_A_PAPER]),
        silent_total=len(silent),
        figures=moved(by=by, at=at),
    )


def keep_paper(*, by: Actor, at: datetime) -> int:
    """Keep the paper as it stands now, with a fresh reading of the figures, and return its number."""
    require(by, "strategy.keep_paper")
    services.read_evidence(by=by, at=at)
    made = paper(by=by, at=at)
    content = {**asdict(made), "since": made.since.isoformat() if made.since else "", "at": at.isoformat()}
    services.keep_paper(by=by, at=at, content=content)
    return made.number


def kept_paper_on(*, by: Actor) -> datetime | None:
    """Return when the last paper was kept."""
    require(by, "strategy.read_action")
    last = selectors.last_paper()
    return last.at if last else None
