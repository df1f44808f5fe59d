"""Providers of care in every region with places and tariffs; names and prices are invented (no price is public)."""

from datetime import date, timedelta

from manumit.cli.demo.nation.model import Provider
from manumit.cli.demo.nation.rolls import rolls
from manumit.kernel.places import all_regions

CONTRACT = date(2011, 7, 1)

_SERVED = ("women", "women with children", "men", "women", "couples and families", "men")
_NAMES = {
    "lantern-house": "Lantern House Trust",
    "rowan-tree": "Rowan Tree Support",
    "safe-harbour": "Safe Harbour Project",
}


def providers(seed: int, today: date) -> tuple[Provider, ...]:
    """Return one place of a provider for each region, inspected within the last year; the price is pence a day."""
    roll = rolls(seed, "providers")
    names = list(_NAMES)
    return tuple(
        Provider(
            key=f"{names[number % len(names)]}-{region.code.lower()}",
            name=f"{_NAMES[names[number % len(names)]]}, {region.name}",
            region=region.code,
            serves=_SERVED[number % len(_SERVED)],
            beds=roll.randint(4, 14),
            pence_a_day=roll.randrange(8_500, 16_500, 250),
            starts=CONTRACT,
            inspected_on=today - timedelta(days=roll.randint(20, 340)),
        )
        for number, region in enumerate(all_regions())
    )
