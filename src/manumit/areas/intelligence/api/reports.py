"""Reports as pages and other rooms see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from manumit.areas.intelligence import rules, selectors
from manumit.areas.intelligence.api.lazy import Rows, names_of
from manumit.areas.intelligence.models import IntelligenceReport, Mention, SanitisedText
from manumit.areas.intelligence.services.finding import found
from manumit.areas.intelligence.services.reports import Contents
from manumit.kernel.actor import Actor
from manumit.kernel.timeline import Grade
from manumit.platform.access import can, require
from manumit.platform.audit.chain import record


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list."""

    id: UUID
    reference: str
    title: str
    state: str
    state_label: str
    grade: str
    marking: str
    priority: str
    created_at: datetime
    submitted_at: datetime | None
    released_at: datetime | None


@dataclass(frozen=True, slots=True)
class Step:
    """A move that was made."""

    move: str
    label: str
    by: str
    at: datetime
    note: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the sanitised text."""

    number: int
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An entity as one report names it."""

    entity_id: UUID
    kind: str
    label: str
    category: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report in full, as far as the actor may see it.

    Args:
        row: as in a list.
        body: the original.
        scheme: key of the native scheme.
        grades: source, information and handling in words, each with its native code.
        in_force: whether the scheme was the one in force on the day of the report.
        unverified: whether a label of the scheme is general knowledge only.
        conditions: of handling.
        walled: whether only the owner and supervisors see it.
        organisation: that owns it.
        author: name of the author.
        source_reference: for the author and supervisors; empty for others.
        databases_searched: as the author listed them.
        review_on: when to look at it again.
        debrief_id: of the de-brief behind it, where there is one.
        versions: of the sanitised text.
        steps: moves made so far.
        mentions: entities that it names.
        moves: keys of the moves that the actor may make now.
        contents: to fill the form of a draft.
        version: for the form.
    """

    row: ReportRow
    body: str
    scheme: str
    grades: tuple[str, str, str]
    in_force: bool
    unverified: bool
    conditions: str
    walled: bool
    organisation: str
    author: str
    source_reference: str
    databases_searched: str
    review_on: date
    debrief_id: UUID | None
    versions: tuple[Version, ...]
    steps: tuple[Step, ...]
    mentions: tuple[Mentioned, ...]
    moves: frozenset[str]
    contents: Contents
    version: int


def report_row(report: IntelligenceReport) -> ReportRow:
    """Present one report in a list."""
    return ReportRow(
        id=report.pk,
        reference=rules.reference_of("IR", report.pk),
        title=report.title,
        state=report.state,
        state_label=rules.REPORT_WORKFLOW.states[report.state].label,
        grade=f"{report.source_grade}{report.information_grade}{report.handling} ({report.scheme})",
        marking=report.marking,
        priority=report.priority,
        created_at=report.created_at,
        submitted_at=report.submitted_at,
        released_at=report.released_at,
    )


def list_reports(*, by: Actor, state: str = "") -> Sequence[ReportRow]:
    """Reports that the actor may see, newest first; of one state where given. Rows are read page by page."""
    require(by, "intelligence.read_report")
    rows = selectors.visible_reports(by).order_by("-created_at", "-pk")
    if state in rules.REPORT_WORKFLOW.states:
        rows = rows.filter(state=state)
    return Rows(rows, report_row)


def reports_to_release(*, by: Actor) -> Sequence[ReportRow]:
    """Reports that wait for release, oldest first; the actor's own are absent."""
    require(by, "intelligence.release_report")
    return Rows(selectors.waiting_for_release(by), report_row)


def reports_that_came_in(*, by: Actor) -> Sequence[ReportRow]:
    """Reports released since the actor last marked all as seen."""
    require(by, "intelligence.read_report")
    return Rows(selectors.came_in(by), report_row)


def own_drafts(*, by: Actor) -> Sequence[ReportRow]:
    """The actor's unfinished reports."""
    require(by, "intelligence.write_report")
    return Rows(selectors.own_drafts(by), report_row)


def open_report(*, by: Actor, at: datetime, report_id: UUID) -> ReportView:
    """Open one report; the reading is audited. Raises NotFound."""
    require(by, "intelligence.read_report")
    rows = selectors.visible_reports(by).select_related("organisation")
    report = found(rows, report_id)
    record(by=by, at=at, action="intelligence.open_report", record=("intelligence_report", report.pk))
    steps, versions = list(report.steps.order_by("at", "pk")), list(report.sanitised_texts.order_by("number"))
    names = names_of([report.author_id, *(step.by_user for step in steps), *(text.by_user for text in versions)])
    mentions = selectors.visible_mentions(by).filter(report=report).select_related("entity").order_by("at", "pk")
    deep = report.author_id == by.user_id or by.has("intelligence_supervisor")
    return ReportView(
        row=report_row(report),
        body=report.body,
        scheme=report.scheme,
        grades=rules.grade_in_words(report.scheme, report.source_grade, report.information_grade, report.handling),
        in_force=rules.GRADING_IN_FORCE.on(report.created_at.date()) == report.scheme,
        unverified=_unverified(report.scheme),
        conditions=report.conditions,
        walled=report.walled,
        organisation=report.organisation.name if report.organisation else "",
        author=names.get(report.author_id, ""),
        source_reference=report.source_reference if deep else "",
        databases_searched=report.databases_searched,
        review_on=report.review_on,
        debrief_id=report.debrief_id if selectors.is_analyst(by) else None,
        versions=tuple(_version(text, names) for text in versions),
        steps=tuple(
            Step(step.move, _move_label(step.move), names.get(step.by_user, ""), step.at, step.note) for step in steps
        ),
        mentions=tuple(mentioned(one) for one in mentions),
        moves=_moves(by, report),
        contents=_contents(report, deep=deep),
        version=report.version,
    )


def _version(text: SanitisedText, names: dict[str, str]) -> Version:
    return Version(text.number, text.text, names.get(text.by_user, ""), text.at)


def mentioned(mention: Mention) -> Mentioned:
    """Present an entity as one report names it."""
    return Mentioned(mention.entity_id, mention.entity.kind, mention.label, mention.category)


def _unverified(key: str) -> bool:
    scheme = rules.scheme(key)
    codes: tuple[rules.Code | rules.HandlingCode, ...] = (*scheme.source, *scheme.information, *scheme.handling)
    return any(code.evidence is Grade.UNVERIFIED for code in codes)


def _move_label(move: str) -> str:
    known = rules.REPORT_WORKFLOW.moves.get(move)
    return known.label if known is not None else move


def _moves(by: Actor, report: IntelligenceReport) -> frozenset[str]:
    """Moves that the actor could make now: held, from this state, and not barred by being the author."""
    own = report.author_id == by.user_id
    offered = {move.key for move in rules.REPORT_WORKFLOW.moves_from(report.state) if can(by, move.permission)}
    if not own:
        offered -= {"submit"}
        if report.state in {"released", "disseminated"} and can(by, "intelligence.disseminate"):
            offered |= {"disseminate"}
        return frozenset(offered - {"share"})
    extra = {"edit"} if report.state == "draft" else set()
    if report.state in {"released", "disseminated"} and can(by, "intelligence.disseminate"):
        extra |= {"disseminate"}
    return frozenset((offered & {"submit"}) | extra)


def _contents(report: IntelligenceReport, *, deep: bool) -> Contents:
    return Contents(
        title=report.title,
        body=report.body,
        source_grade=report.source_grade,
        information_grade=report.information_grade,
        handling=report.handling,
        conditions=report.conditions,
        scheme=report.scheme,
        marking=report.marking,
        source_reference=report.source_reference if deep else "",
        databases_searched=report.databases_searched,
        priority=report.priority,
        review_on=report.review_on,
    )
