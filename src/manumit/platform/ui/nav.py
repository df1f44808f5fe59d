"""Navigation by role: the menu lines of every room that the actor may use."""

from django.urls import reverse

from manumit.kernel.actor import Actor
from manumit.platform.access import can
from manumit.platform.rooms import manifests
from manumit.platform.ui.components import NavItem


def navigation(actor: Actor, path: str) -> list[NavItem]:
    """Return the lines in order; the longest address that begins the current path is marked."""
    if actor.is_public:
        return []
    lines = sorted((item for m in manifests() for item in m.menu if can(actor, item.permission)), key=lambda i: i.order)
    addresses = [reverse(item.url_name) for item in lines]
    current = max((url for url in addresses if path.startswith(url)), key=len, default="")
    return [NavItem(str(item.label), url, url == current) for item, url in zip(lines, addresses, strict=True)]
