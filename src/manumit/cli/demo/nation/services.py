"""Which services run on which day of the month: the storyline's own first, then others until the size is reached."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from manumit.cli.demo.nation.model import Service, Size
from manumit.cli.demo.nation.rolls import rolls
from manumit.cli.demo.nation.routes import ROUTES, Route, route
from manumit.kernel.places import carrier as carrier_of
from manumit.kernel.places import port

MONTH = 28
"""Days in the demo's month; the last of them is today."""

COUNTS = {Size.SMALL: 25, Size.MEDIUM: 250, Size.LARGE: 250}
"""How many services run in the month."""

LARGE_MOVEMENTS = 1_000_000
"""Movements of a large nation, from `movement_batches`."""

LARGE_REFERRALS = 20_000
"""Later referrals of a large nation, from `bulk_referrals`."""

REPEAT_DAYS = (2, 9, 15, 21, MONTH - 1)
"""Days of the month on which one escort enters with another child; the last is today."""

STORY: tuple[tuple[str, str, int], ...] = (
    *(("W6", "3003", offset) for offset in REPEAT_DAYS),
    ("FR", "2316", 16),
    ("FR", "2871", 11),
    ("VN", "55", 23),
    ("POFERRIES", "17", 21),
    ("9F", "9031", MONTH - 1),
    ("BA", "74", MONTH - 1),
)
"""Services that the hidden network uses: carrier, number, day of the month counted from 0."""


def schedule(seed: int, size: Size, first_day: date) -> tuple[Service, ...]:
    """Return the month's services in order of departure; `first_day` is the local day of departure of day 0."""
    roll = rolls(seed, "services")
    chosen = {(carrier, number, offset) for carrier, number, offset in STORY}
    offered = [(each.carrier, each.number, offset) for each in ROUTES for offset in range(MONTH)]
    busy = [MONTH - 1 if offset == MONTH - 1 else 1 for _, _, offset in offered]
    while len(chosen) < COUNTS[size]:
        chosen.add(_pick(roll, offered, busy))
    services = [
        _service(route(carrier, number), first_day + timedelta(days=offset)) for carrier, number, offset in chosen
    ]
    return tuple(sorted(services, key=lambda each: (each.departs.astimezone(UTC), each.key)))


def service_key(carrier: str, number: str, day: date) -> str:
    """Return the key of a service: carrier, number and local day of departure."""
    return f"{carrier}{number}-{day:%y%m%d}"


def _pick(roll: Random, offered: list[tuple[str, str, int]], weights: list[int]) -> tuple[str, str, int]:
    """Draw a service; today's are likelier, so that the queue of arrivals is never empty."""
    return roll.choices(offered, weights=weights)[0]


def _service(run: Route, day: date) -> Service:
    origin, destination = port(run.origin), port(run.destination)
    departs = datetime.combine(day, time.fromisoformat(run.leaves), origin.zone)
    arrives = (departs.astimezone(UTC) + timedelta(minutes=run.minutes)).astimezone(destination.zone)
    return Service(
        key=service_key(run.carrier, run.number, day),
        carrier=run.carrier,
        number=run.number,
        mode=carrier_of(run.carrier).kind,
        origin=run.origin,
        destination=run.destination,
        departs=departs,
        arrives=arrives,
    )
