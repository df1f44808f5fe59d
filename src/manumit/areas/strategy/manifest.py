"""What the strategy room registers."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from manumit.areas.strategy import api
from manumit.areas.strategy.models import Action
from manumit.areas.strategy.pages.present import figure_href, figure_name, figure_value
from manumit.kernel.actor import Actor, system
from manumit.kernel.roles import Compartment
from manumit.platform.access import Permission
from manumit.platform.rooms import DueWork, HomeBlock, Manifest, MenuItem, RecordCard, RecordKind
from manumit.platform.ui.components import Block

POLICY = frozenset({"policy_official"})
_READ_EVERY = timedelta(hours=20)


def _card(row: Action, _actor: Actor) -> RecordCard:
    href = reverse("strategy:action", kwargs={"action_id": row.pk})
    return RecordCard(f"{row.key}: {row.commitment[:100]}", href, row.registered_at, row.owner)


def _aims(actor: Actor, at: datetime) -> Block | None:
    return Block(str(_("The aims")), template="strategy/home_aims.html", context={"boards": api.board(by=actor, at=at)})


def _figures(actor: Actor, at: datetime) -> Block | None:
    moved = [
        (
            figure_name(one.key),
            figure_value(one.key, one.before),
            figure_value(one.key, one.now),
            figure_href(one.key, actor),
        )
        for one in api.moved(by=actor, at=at)
    ]
    context = {"moved": moved}
    return Block(str(_("The five figures that moved")), template="strategy/home_figures.html", context=context)


def _paper(actor: Actor, at: datetime) -> Block | None:
    context = {"due": api.next_paper(by=actor, at=at), "at": at}
    return Block(str(_("Next ministerial paper")), template="strategy/home_paper.html", context=context)


def _read(at: datetime) -> int:
    house = system("due")
    last = api.figures(by=house).at
    if last is not None and at - last < _READ_EVERY:
        return 0
    api.read_evidence(by=house, at=at)
    return 1


MANIFEST = Manifest(
    room="strategy",
    label=_("Strategy"),
    permissions=(
        Permission("strategy.read_action", "Read the register of actions", POLICY, reads=Compartment.STRATEGY),
        Permission("strategy.report_progress", "Report progress of an action", POLICY),
        Permission("strategy.read_evidence", "Read the figures of every room", POLICY),
        Permission("strategy.keep_paper", "Keep a ministerial paper", POLICY),
        Permission("strategy.load_commitments", "Carry the commitments into the register", POLICY),
    ),
    menu=(
        MenuItem(_("Actions"), "strategy:board", "strategy.read_action", order=10),
        MenuItem(_("Ministerial paper"), "strategy:paper", "strategy.read_action", order=20),
    ),
    home=(HomeBlock(POLICY, 10, _aims), HomeBlock(POLICY, 20, _figures), HomeBlock(POLICY, 30, _paper)),
    records=(RecordKind("action", _("Action"), api.visible_to, _card, 19),),
    due=(DueWork("strategy.read_evidence", "Read the figures of every room once a day", _read),),
)
