"""What the care room registers."""

from django.utils.translation import gettext_lazy as _

from manumit.platform.rooms import Manifest

MANIFEST = Manifest(room="care", label=_("Care"))
