"""Making the whole nation from a seed, piece by piece, so that whoever waits can be shown how far it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from manumit.cli.demo.nation.indicators import learned_indicator, starter_indicators
from manumit.cli.demo.nation.messages import Aboard, Fate, messages_of
from manumit.cli.demo.nation.model import Message, Nation, Service, Size, Traveller
from manumit.cli.demo.nation.network import Network, plant
from manumit.cli.demo.nation.people import load
from manumit.cli.demo.nation.rolls import phone_pool
from manumit.cli.demo.nation.routes import carriers_used, ports_used
from manumit.cli.demo.nation.services import MONTH, schedule
from manumit.cli.demo.nation.watchlist import watchlist
from manumit.cli.demo.nation.world import GUIDANCE, organisations, providers, public_reports, staff

CUT_SHORT_EVERY = 40
SENT_TWICE_EVERY = 30


@dataclass(frozen=True, slots=True)
class Loaded:
    """One service made ready: who is on it and what its carrier sends; `done` of `total` services are made."""

    service: Service
    travellers: tuple[Traveller, ...]
    messages: tuple[Message, ...]
    done: int
    total: int


def generate(seed: int, size: Size, first_day: date) -> Nation:
    """Make the nation of a seed. The same arguments always give the same nation, byte for byte.

    Args:
        seed: any whole number.
        size: how many services and travellers; a large nation has a medium's (its movements come in batches).
        first_day: the month's first day; today is 27 days later.
    """
    return assemble(seed, size, first_day, tuple(generate_services(seed, size, first_day)))


def generate_services(seed: int, size: Size, first_day: date) -> Iterator[Loaded]:
    """Yield each service with its travellers and messages, in order of departure."""
    services = schedule(seed, size, first_day)
    network = plant(seed, first_day, {each.key: each for each in services})
    phones = phone_pool(seed)
    fates = _fates(services, network)
    for place, service in enumerate(services):
        hidden = network.travellers.get(service.key, ())
        travellers = (*hidden, *load(seed, service, len(hidden), phones))
        story = frozenset(each.key for each in hidden)
        aboard = Aboard(service, place, travellers, story, fates.get(service.key, Fate.NOTHING))
        yield Loaded(service, travellers, tuple(messages_of(seed, aboard)), place + 1, len(services))


def assemble(seed: int, size: Size, first_day: date, loaded: tuple[Loaded, ...]) -> Nation:
    """Put the services of `generate_services` together with everything else that the demo begins with."""
    today = first_day + timedelta(days=MONTH - 1)
    services = tuple(each.service for each in loaded)
    messages = (message for each in loaded for message in each.messages)
    return Nation(
        seed=seed,
        size=size,
        first_day=first_day,
        today=today,
        carriers=carriers_used(),
        ports=ports_used(),
        services=services,
        travellers=tuple(traveller for each in loaded for traveller in each.travellers),
        messages=tuple(sorted(messages, key=lambda each: (each.sent_at, each.key))),
        watchlist=watchlist(seed, first_day),
        indicators=starter_indicators(first_day),
        learned_indicator=learned_indicator(first_day),
        truth=plant(seed, first_day, {each.key: each for each in services}).truth,
        reports=public_reports(seed, first_day),
        providers=providers(seed, today),
        organisations=organisations(),
        staff=staff(seed),
        guidance=GUIDANCE,
    )


def _fates(services: tuple[Service, ...], network: Network) -> dict[str, Fate]:
    """Choose whose list is cut short or sent twice, the latest first, so that today shows both; the story's never is."""
    ordinary = [each.key for each in reversed(services) if each.key not in network.travellers]
    twice = dict.fromkeys(ordinary[1::SENT_TWICE_EVERY], Fate.SENT_TWICE)
    return twice | dict.fromkeys(ordinary[::CUT_SHORT_EVERY], Fate.CUT_SHORT)
