"""Targets of the care contract as dated data, and the due dates they give."""

from datetime import date, datetime, timedelta

from manumit.kernel.timeline import Grade, Rule, Source, Timeline

CONTRACT_STARTS = date(2011, 7, 1)
SECOND_CONTRACT = date(2021, 1, 4)
BUDGET_PROMISE_ENDS = date(2013, 7, 1)

_KPI = Source(
    "Victim care contract from 4 January 2021, indicators as reported by the contractor in 2025",
    "95% in safe housing within 8 hours of need; 98% with a journey plan within 5 days",
    Grade.SOURCE,
    "The full schedule of indicators is not public.",
)
_KPI_ASSUMED = Source(
    "Victim care contract from 1 July 2011", "", Grade.UNVERIFIED, "The later contract's figure, used as a parameter."
)
_DESIGN = Source("Working practice proposed for this system", "", Grade.UNVERIFIED)
_FALLBACK = Source("Victim care contract, as described in public reports", "48-hour fallback contact", Grade.SOURCE)
_INSPECTION = Source("Victim care contract, as described in public reports", "annual inspection", Grade.SOURCE)
_BUDGET = Source("Human Trafficking: The Government's Strategy (2011)", "paragraph 33", Grade.SEED)
_BUDGET_LATER = Source(
    "Human Trafficking: The Government's Strategy (2011)",
    "paragraph 33",
    Grade.UNVERIFIED,
    "Promised for two years only; carried on as a parameter until a later figure is established.",
)


def _kpi(name: str, value: int) -> Timeline[int]:
    rules = (Rule(value, CONTRACT_STARTS, SECOND_CONTRACT, _KPI_ASSUMED), Rule(value, SECOND_CONTRACT, None, _KPI))
    return Timeline(name, rules, open_start=True)


def _one(name: str, value: int, source: Source) -> Timeline[int]:
    return Timeline(name, (Rule(value, CONTRACT_STARTS, None, source),), open_start=True)


BED_WITHIN_HOURS = _kpi("Bed within hours of need", 8)
PLAN_WITHIN_DAYS = _kpi("Journey plan within days", 5)
OFFER_WITHIN_HOURS = _one("Offer of support within hours", 24, _DESIGN)
CONTACT_WITHIN_HOURS = _one("Fallback contact within hours", 48, _FALLBACK)
PLAN_REVIEW_EVERY_DAYS = _one("Review of the journey plan every so many days", 28, _DESIGN)
INSPECTION_EVERY_MONTHS = _one("Inspection of a provider every so many months", 12, _INSPECTION)
ANNUAL_CAP_PENCE = Timeline(
    "Yearly budget for the support of adults, in pence",
    (
        Rule(2_000_000_00, CONTRACT_STARTS, BUDGET_PROMISE_ENDS, _BUDGET),
        Rule(2_000_000_00, BUDGET_PROMISE_ENDS, None, _BUDGET_LATER),
    ),
    open_start=True,
)
TIMELINES: tuple[Timeline[int], ...] = (
    BED_WITHIN_HOURS,
    OFFER_WITHIN_HOURS,
    CONTACT_WITHIN_HOURS,
    PLAN_WITHIN_DAYS,
    PLAN_REVIEW_EVERY_DAYS,
    INSPECTION_EVERY_MONTHS,
    ANNUAL_CAP_PENCE,
)


def bed_due(needed_at: datetime) -> datetime:
    """When the person must be in safe housing."""
    return needed_at + timedelta(hours=BED_WITHIN_HOURS.on(needed_at.date()))


def offer_due(opened_at: datetime) -> datetime:
    """When an offer must have been made."""
    return opened_at + timedelta(hours=OFFER_WITHIN_HOURS.on(opened_at.date()))


def plan_due(moved_in: date) -> date:
    """The last day on which the journey plan is in time."""
    return moved_in + timedelta(days=PLAN_WITHIN_DAYS.on(moved_in))


def review_due(drawn_up: date) -> date:
    """The day on which the plan must be looked at again."""
    return drawn_up + timedelta(days=PLAN_REVIEW_EVERY_DAYS.on(drawn_up))


def contract_year(day: date) -> tuple[date, date]:
    """The half-open contract year (from 1 July) that holds the day, against which spending is set."""
    year = day.year if (day.month, day.day) >= (CONTRACT_STARTS.month, CONTRACT_STARTS.day) else day.year - 1
    starts = date(year, CONTRACT_STARTS.month, CONTRACT_STARTS.day)
    return starts, date(year + 1, CONTRACT_STARTS.month, CONTRACT_STARTS.day)
