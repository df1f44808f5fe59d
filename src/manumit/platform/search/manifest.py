"""What the search app registers."""

from django.utils.translation import gettext_lazy as _

from manumit.kernel.roles import ROLES
from manumit.platform.access import Permission
from manumit.platform.rooms import Manifest, MenuItem

MANIFEST = Manifest(
    room="search",
    label=_("Search"),
    menu=(MenuItem(_("Search"), "search", "search.search", 60),),
    permissions=(
        Permission("search.search", "Search what one may see", frozenset(ROLES) - {"carrier", "port_officer"}),
        Permission("thread.read", "Follow the thread from a record that one may see", frozenset(ROLES) - {"carrier"}),
    ),
)
