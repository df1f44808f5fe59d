"""A provider's statement: what its days with each person cost, by pseudonym."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from manumit.areas.care import selectors
from manumit.areas.care.models import Provider
from manumit.areas.care.rules import statement_lines
from manumit.areas.care.services.money import as_period
from manumit.errors import InputError, NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment
from manumit.platform.access import require
from manumit.platform.audit.chain import record


@dataclass(frozen=True, slots=True)
class StatementLine:
    """Days of one person at one price; `ends` is the first day not charged."""

    pseudonym: str
    service: str
    starts: date
    ends: date
    days: int
    pence_per_day: int
    pence: int


@dataclass(frozen=True, slots=True)
class StatementPerson:
    """The sum of one person's lines."""

    pseudonym: str
    days: int
    pence: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What a provider is owed for the days from `first` to `last`, both included.

    Args:
        provider_id: the provider.
        provider: its name.
        first: the first day.
        last: the last day.
        lines: in order of person and day.
        people: the sum of each person.
        total_pence: exactly the sum of the lines.
        charged_until: the first day that is not in the statement: nights that have not passed are not charged.
    """

    provider_id: UUID
    provider: str
    first: date
    last: date
    lines: tuple[StatementLine, ...]
    people: tuple[StatementPerson, ...]
    total_pence: int
    charged_until: date


@transaction.atomic
def statement(*, by: Actor, at: datetime, provider_id: UUID, first: date, last: date) -> Statement:
    """Draw up the statement of a provider; the reading is audited.

    Raises:
        InputError: the last day lies before the first.
        NotFound: no such provider, or finance is not open to the actor.
    """
    require(by, "care.read_statement")
    if last < first:
        raise InputError("The last day lies before the first. Check both.", field="last")
    provider = Provider.objects.select_related("organisation").filter(pk=provider_id).first()
    if provider is None or not (by.is_system or by.opens(Compartment.FINANCE)):
        raise NotFound(selectors.GONE)
    until = max(first, min(last + timedelta(days=1), at.date()))
    rows = selectors.funding_visible_to(by).filter(
        Q(ends__isnull=True) | Q(ends__gt=first), provider=provider, starts__lt=until
    )
    people = statement_lines((as_period(row) for row in rows.order_by("pseudonym", "starts")), first, until)
    lines = tuple(
        StatementLine(
            line.person,
            line.service,
            line.starts,
            line.ends or until,
            line.days or 0,
            line.pence_per_day,
            line.pence or 0,
        )
        for person in people
        for line in person.lines
    )
    record(by=by, at=at, action="care.open_statement", record=("provider", provider.pk), detail={"lines": len(lines)})
    return Statement(
        provider_id=provider.pk,
        provider=provider.organisation.name,
        first=first,
        last=last,
        lines=lines,
        people=tuple(StatementPerson(person.person, person.days, person.pence) for person in people),
        total_pence=sum(line.pence for line in lines),
        charged_until=until,
    )
