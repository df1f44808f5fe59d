"""Graded reports: drafted, submitted, read and released by a second person, with a sanitised text by version."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.intelligence import rules
from manumit.areas.intelligence.models import Debrief, IntelligenceReport, LastLook, ReportStep, SanitisedText
from manumit.areas.intelligence.selectors import visible_debriefs, visible_reports
from manumit.areas.intelligence.services.finding import found
from manumit.errors import InputError, RuleBroken
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record
from manumit.platform.search.index import index
from manumit.platform.thread.links import Ref, link

_LONGEST_TITLE = 160
_LONGEST_BODY = 40_000
_REVIEW_AFTER_YEARS = 1
"""A report is looked at again after a year where nobody chose a day: a parameter, not law."""

_EDITED = (
    "title",
    "body",
    "source_reference",
    "databases_searched",
    "scheme",
    "source_grade",
    "information_grade",
    "handling",
    "conditions",
    "marking_scheme",
    "marking",
    "walled",
    "priority",
    "review_on",
)
"""What an author may change in a draft: the only columns that are written, because the others refuse it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a report says and how it is graded; see `file_report` for the meaning of each part."""

    title: str
    body: str
    source_grade: str
    information_grade: str
    handling: str
    conditions: str
    scheme: str
    marking: str
    source_reference: str
    databases_searched: str
    priority: str
    review_on: date | None


def _fill(report: IntelligenceReport, contents: Contents, day: date) -> None:
    """Check the contents and put them into the row. Raises InputError."""
    if not contents.title.strip() or len(contents.title) > _LONGEST_TITLE:
        raise InputError(f"Give the report a title of at most {_LONGEST_TITLE} characters.", field="title")
    if not contents.body.strip() or len(contents.body) > _LONGEST_BODY:
        raise InputError(f"Write what is reported, in at most {_LONGEST_BODY:,} characters.", field="body")
    if contents.priority not in rules.PRIORITIES:
        raise InputError("Choose a priority.", field="priority")
    if contents.review_on is not None and contents.review_on <= day:
        raise InputError("The review date must lie ahead.", field="review_on")
    code = rules.require_grades(
        contents.scheme,
        source=contents.source_grade,
        information=contents.information_grade,
        handling=contents.handling,
        conditions=contents.conditions,
    )
    marking_scheme, marking = rules.require_marking(contents.marking, day)
    report.title, report.body = contents.title.strip(), contents.body.strip()
    report.source_reference = contents.source_reference.strip()
    report.databases_searched = contents.databases_searched.strip()
    report.scheme, report.source_grade = contents.scheme, contents.source_grade
    report.information_grade, report.handling = contents.information_grade, contents.handling
    report.conditions = contents.conditions.strip()
    report.marking_scheme, report.marking = marking_scheme, marking.key
    report.walled = rules.is_walled(code, marking)
    report.priority = contents.priority
    report.review_on = contents.review_on or _years_later(day, _REVIEW_AFTER_YEARS)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _debrief_of(by: Actor, earlier: Ref | None) -> Debrief | None:
    if earlier is None or earlier.kind != "debrief":
        return None
    return found(visible_debriefs(by), earlier.id)


def _create(by: Actor, at: datetime, contents: Contents, earlier: Ref | None, state: str) -> IntelligenceReport:
    report = IntelligenceReport(
        state=state,
        author_id=by.user_id,
        organisation_id=by.organisation_id or None,
        created_at=at,
        submitted_at=at if state == "submitted" else None,
        debrief=_debrief_of(by, earlier),
    )
    _fill(report, contents, at.date())
    report.save()
    if earlier is not None:
        link(earlier=earlier, later=Ref("intelligence_report", report.pk), relation="led to", at=at)
    index(kind="intelligence_report", record_id=report.pk, title=report.title)
    return report


def _step(report: IntelligenceReport, move: str, by: Actor, at: datetime, note: str = "") -> None:
    ReportStep.objects.create(report=report, move=move, note=note, by_user=by.user_id, at=at)


@transaction.atomic
def draft_report(*, by: Actor, at: datetime, contents: Contents, earlier: Ref | None = None) -> UUID:
    """Keep an unfinished report; only its author sees it. Raises InputError."""
    require(by, "intelligence.write_report")
    report = _create(by, at, contents, earlier, "draft")
    record(by=by, at=at, action="intelligence.draft_report", record=("intelligence_report", report.pk))
    return report.pk


@transaction.atomic
def edit_draft(*, by: Actor, at: datetime, report_id: UUID, contents: Contents, expected: int | None = None) -> None:
    """Change an own draft. Raises InputError, RuleBroken for what is no draft, Conflict."""
    require(by, "intelligence.write_report")
    report = found(visible_reports(by).filter(author_id=by.user_id), report_id)
    if report.state != "draft":
        raise RuleBroken("The report was submitted. Ask the supervisor to return it if it must change.")
    _fill(report, contents, at.date())
    report.save_version(expected=expected, update_fields=_EDITED)
    index(kind="intelligence_report", record_id=report.pk, title=report.title)
    record(by=by, at=at, action="intelligence.edit_draft", record=("intelligence_report", report.pk))


@transaction.atomic
def submit_report(*, by: Actor, at: datetime, report_id: UUID) -> None:
    """Hand an own draft to the supervisors. Raises MoveRefused."""
    require(by, "intelligence.write_report")
    report = found(visible_reports(by).filter(author_id=by.user_id), report_id)
    facts = rules.ReportFacts(author_id=report.author_id, actor_id=by.user_id)
    report.state = rules.REPORT_WORKFLOW.check("submit", report.state, facts).target
    report.submitted_at = at
    report.save_version(update_fields=["state", "submitted_at"])
    _step(report, "submit", by, at)
    record(by=by, at=at, action="intelligence.submit_report", record=("intelligence_report", report.pk))


@transaction.atomic
def file_report(
    *,
    by: Actor,
    at: datetime,
    title: str,
    body: str,
    source_grade: str,
    information_grade: str,
    handling: str,
    conditions: str = "",
    scheme: str = "3x5x2",
    earlier: Ref | None = None,
    marking: str = "",
    source_reference: str = "",
    databases_searched: str = "",
    priority: str = "low",
    review_on: date | None = None,
) -> UUID:
    """Write a finished report and hand it to the supervisors in one go.

    Args:
        by: the author; need not be able to open the room (a triage officer files, and does not see it again).
        at: aware instant.
        title: in short, without a victim's name.
        body: the original; never leaves the room.
        source_grade: native code of the scheme.
        information_grade: native code of the scheme.
        handling: native code of the scheme.
        conditions: words that go with the handling code where it needs them.
        scheme: key of the grading scheme; kept, never converted.
        earlier: the record that led here: a de-brief, a public report, a hit.
        marking: of the scheme in force on the day; the usual one where empty.
        source_reference: a reference, never the identity of the source.
        databases_searched: listed, so that no single source can be inferred.
        priority: high, medium or low.
        review_on: when to look at it again; in a year where not given.

    Raises:
        InputError: naming the field.
        NotFound: `earlier` is a de-brief that the author may not see.
    """
    require(by, "intelligence.file_report")
    contents = Contents(
        title,
        body,
        source_grade,
        information_grade,
        handling,
        conditions,
        scheme,
        marking,
        source_reference,
        databases_searched,
        priority,
        review_on,
    )
    report = _create(by, at, contents, earlier, "submitted")
    _step(report, "submit", by, at)
    record(by=by, at=at, action="intelligence.file_report", record=("intelligence_report", report.pk))
    return report.pk


@transaction.atomic
def return_report(*, by: Actor, at: datetime, report_id: UUID, reasons: str) -> None:
    """Give a submitted report back to its author with reasons. Raises InputError, MoveRefused."""
    require(by, "intelligence.release_report")
    report = found(visible_reports(by), report_id)
    if not reasons.strip():
        raise InputError("Write what the author should change.", field="reasons")
    facts = rules.ReportFacts(author_id=report.author_id, actor_id=by.user_id)
    report.state = rules.REPORT_WORKFLOW.check("return", report.state, facts).target
    report.save_version(update_fields=["state"])
    _step(report, "return", by, at, reasons.strip())
    record(by=by, at=at, action="intelligence.return_report", record=("intelligence_report", report.pk))


@transaction.atomic
def release_report(*, by: Actor, at: datetime, report_id: UUID, sanitised_text: str = "") -> None:
    """Release a submitted report to the room; with a sanitised text it may also be shared.

    Raises:
        MoveRefused: the author may not release, or the report is not waiting for it.
        RuleBroken: the sanitised text names the source or a person who may be a victim.
    """
    require(by, "intelligence.release_report")
    report = found(visible_reports(by), report_id)
    facts = rules.ReportFacts(author_id=report.author_id, actor_id=by.user_id)
    report.state = rules.REPORT_WORKFLOW.check("release", report.state, facts).target
    report.released_at, report.released_by = at, by.user_id
    report.save_version(update_fields=["state", "released_at", "released_by"])
    if sanitised_text.strip():
        _sanitise(report, sanitised_text.strip(), by, at)
    _step(report, "release", by, at)
    record(by=by, at=at, action="intelligence.release_report", record=("intelligence_report", report.pk))


@transaction.atomic
def sanitise_report(*, by: Actor, at: datetime, report_id: UUID, text: str) -> int:
    """Write a sanitised text of a released report; earlier versions stay. Returns the version's number.

    Raises:
        InputError: no text.
        MoveRefused: not released, or the author would sanitise the own report.
        RuleBroken: the text names the source or a person who may be a victim.
    """
    require(by, "intelligence.release_report")
    report = found(visible_reports(by), report_id)
    if not text.strip():
        raise InputError("Write the text that may leave the room.", field="text")
    move = "sanitise_again" if report.state == "disseminated" else "sanitise"
    rules.REPORT_WORKFLOW.check(move, report.state, rules.ReportFacts(report.author_id, by.user_id))
    number = _sanitise(report, text.strip(), by, at)
    _step(report, "sanitise", by, at)
    record(
        by=by,
        at=at,
        action="intelligence.sanitise_report",
        record=("intelligence_report", report.pk),
        detail={"version": number},
    )
    return number


def _sanitise(report: IntelligenceReport, text: str, by: Actor, at: datetime) -> int:
    victims = [mention.label for mention in report.mentions.filter(category="victim")]
    pseudonym = report.debrief.subject_pseudonym if report.debrief is not None else ""
    rules.require_clean(text, (report.source_reference, pseudonym, *victims))
    number = report.sanitised_texts.count() + 1
    SanitisedText.objects.create(report=report, number=number, text=text, by_user=by.user_id, at=at)
    index(kind="intelligence_report", record_id=report.pk, title=report.title, text=text)
    return number


@transaction.atomic
def mark_seen(*, by: Actor, at: datetime) -> None:
    """Move the mark “all that came in until now is seen” of the person who acts."""
    require(by, "intelligence.read_report")
    LastLook.objects.update_or_create(user_id=by.user_id, defaults={"at": at})
    record(by=by, at=at, action="intelligence.mark_seen")
