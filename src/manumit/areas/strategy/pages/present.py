"""Presenters of the strategy room: tags, words of figures, and where a figure leads."""

from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.strategy import api
from manumit.kernel.actor import Actor
from manumit.platform.access import can
from manumit.platform.rooms import manifests
from manumit.platform.ui.components import Tag
from manumit.platform.ui.format import Tone, money, number

_PENCE = "_pence"


def standing_tag(one: api.ActionView) -> Tag:
    """Return how an action stands as a word in its colour."""
    words: dict[api.Standing, tuple[str, Tone]] = {
        api.Standing.GREEN: (_("Green"), "green"),
        api.Standing.LATE: (_("Late"), "red"),
        api.Standing.SILENT: (_("Silent"), "amber"),
    }
    text, tone = words[one.standing]
    return Tag(text, tone)


def figure_name(key: str) -> str:
    """Return a figure's key as words: the room, then what it counts."""
    room, _dot, name = key.partition(".")
    return f"{_(room.capitalize())}: {_(name.removesuffix(_PENCE).replace('_', ' '))}"


def figure_value(key: str, value: int) -> str:
    """Write a figure: money where it counts pence."""
    return money(value) if key.endswith(_PENCE) else number(value)


def figure_href(key: str, actor: Actor) -> str:
    """Return where a figure leads: the first page of its room that the reader may open, else the page of all figures."""
    room = key.partition(".")[0]
    items = (item for manifest in manifests() if manifest.room == room for item in manifest.menu)
    found = next((item.url_name for item in items if can(actor, item.permission)), "strategy:figures")
    return reverse(found)


def figure_rows(values: dict[str, int], actor: Actor) -> list[dict[str, str]]:
    """Return figures as rows of a summary list, each with its link."""
    return [
        {"key": figure_name(key), "value": figure_value(key, value), "href": figure_href(key, actor)}
        for key, value in values.items()
    ]
