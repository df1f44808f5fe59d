"""The care room's blocks of the first pages: the contractor's desk and the support worker's day."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.care import api
from manumit.areas.care.pages import presenters
from manumit.kernel.actor import Actor
from manumit.platform.rooms import HomeBlock
from manumit.platform.ui.components import BigNumber, Block

_CONTRACTOR = frozenset({"prime_contractor"})
_WORKER = frozenset({"support_worker"})


def waiting_block(actor: Actor, at: datetime) -> Block:
    """People who wait for a bed, with the hours that are left."""
    rows, total = api.waiting(by=actor)
    return Block(_("Waiting for a bed"), queue=presenters.waiting_queue(rows, total, at))


def free_block(actor: Actor, at: datetime) -> Block:
    """Tonight's free places on a map of regions."""
    figure = presenters.free_map(api.free_places(by=actor, on=at.date()))
    return Block(_("Free places tonight"), template="care/_map.html", context={"figure": figure})


def due_block(actor: Actor, at: datetime) -> Block:
    """What is due, and what the year has cost."""
    desk = api.contract_desk(by=actor, at=at)
    return Block(
        _("Due, and spent this year"),
        template="care/_due.html",
        context={"numbers": _due_numbers(desk), "spent": desk.spending},
    )


def _due_numbers(desk: api.ContractDesk) -> tuple[BigNumber, ...]:
    people = reverse("care:episodes")
    return (
        BigNumber(desk.open_alerts, _("open alerts"), reverse("care:alerts"), "red" if desk.open_alerts else "grey"),
        BigNumber(
            desk.exits_due,
            _("recovery periods ending"),
            f"{people}?state=in_service",
            "amber" if desk.exits_due else "grey",
        ),
        BigNumber(desk.plans_late, _("plans late"), reverse("care:plans"), "amber" if desk.plans_late else "grey"),
        BigNumber(desk.moves_this_week, _("moves in seven days"), f"{people}?state=in_service"),
    )


def people_block(actor: Actor, at: datetime) -> Block:  # noqa: ARG001 - the shape of every block
    """My people today."""
    rows, total = api.own_people(by=actor)
    return Block(_("My people today"), queue=presenters.people_queue(rows, total))


def plans_block(actor: Actor, at: datetime) -> Block:
    """Journey plans that are due."""
    plans, total = api.plans_due(by=actor, on=at.date())
    return Block(_("Plans due"), queue=presenters.plans_queue(plans, total))


def alerts_block(actor: Actor, at: datetime) -> Block:  # noqa: ARG001 - the shape of every block
    """Alerts that nobody closed."""
    found, total = api.alerts(by=actor, limit=10)
    return Block(_("Alerts"), queue=presenters.alerts_queue(found, total))


BLOCKS = (
    HomeBlock(_CONTRACTOR, 10, waiting_block),
    HomeBlock(_CONTRACTOR, 20, free_block),
    HomeBlock(_CONTRACTOR, 30, due_block),
    HomeBlock(_WORKER, 10, alerts_block),
    HomeBlock(_WORKER, 20, people_block),
    HomeBlock(_WORKER, 30, plans_block),
)
