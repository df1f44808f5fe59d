"""What the services share: finding what exists for the actor, and refusing those who take no part."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from manumit.areas.operations.models import Operation, OperationAgency
from manumit.areas.operations.selectors import GONE, operations_visible_to
from manumit.errors import AccessRefused, InputError, NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.places import find_country
from manumit.platform.accounts.models import Organisation

LONG = 8_000
TITLE = 160


def written(text: str, *, field: str, what: str, most: int = LONG) -> str:
    """Return a text without outer spaces. Raises InputError where it is empty or too long."""
    plain = text.strip()
    if not plain:
        raise InputError(f"Write {what}.", field=field)
    if len(plain) > most:
        raise InputError(f"Write {what} in {most:,} characters or fewer.", field=field)
    return plain


def chosen(value: str, choices: Mapping[str, str], *, field: str) -> str:
    """Return a value that is offered. Raises InputError that names what is."""
    if value not in choices:
        raise InputError(f"Choose one of these: {', '.join(choices)}.", field=field)
    return value


def past(day: date, *, today: date, field: str = "on") -> date:
    """Return a day that is not in the future. Raises InputError."""
    if day > today:
        raise InputError("The day is in the future. Record it when it has happened.", field=field)
    return day


def organisations(ids: Iterable[UUID], *, field: str = "agencies") -> list[Organisation]:
    """Return active organisations, in the order given. Raises InputError where one is unknown."""
    wanted = list(dict.fromkeys(ids))
    found = {row.pk: row for row in Organisation.objects.filter(pk__in=wanted, active=True)}
    if len(found) != len(wanted):
        raise InputError(
            "One of these agencies is not known, or takes part no longer. Choose from the list.", field=field
        )
    return [found[each] for each in wanted]


def countries(codes: Iterable[str]) -> list[str]:
    """Return the three-letter codes, each once, in order. Raises InputError for an unknown one."""
    found = list(dict.fromkeys(code.strip().upper() for code in codes if code.strip()))
    if any(find_country(code) is None for code in found):
        raise InputError("Use three-letter country codes, such as ROU.", field="countries")
    return found


def visible_operation(by: Actor, operation_id: UUID) -> Operation:
    """Return an operation that exists for the actor. Raises NotFound."""
    found = operations_visible_to(by).select_related("lead", "request").filter(pk=operation_id).first()
    if found is None:
        raise NotFound(GONE)
    return found


def taking_part(by: Actor, operation_id: UUID) -> Operation:
    """Return an operation in which the actor's organisation takes part.

    Raises:
        NotFound: it does not exist for the actor.
        AccessRefused: the actor may see it, but belongs to none of its agencies.
    """
    operation = visible_operation(by, operation_id)
    if by.is_system:
        return operation
    own = OperationAgency.objects.filter(operation=operation, organisation_id=by.organisation_id, ends__isnull=True)
    if not by.organisation_id or not own.exists():
        raise AccessRefused("Only the agencies of this operation may do this. Ask its lead.", code="not-an-agency")
    return operation
