"""What the drafts app registers."""

from django.utils.translation import gettext_lazy as _

from manumit.platform.drafts.store import expire
from manumit.platform.rooms import DueWork, Manifest

MANIFEST = Manifest(
    room="drafts", label=_("Drafts"), due=(DueWork("drafts.expire", "Delete drafts that nobody came back to", expire),)
)
