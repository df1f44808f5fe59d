"""What the strategy room registers."""

from django.utils.translation import gettext_lazy as _

from manumit.platform.rooms import Manifest

MANIFEST = Manifest(room="strategy", label=_("Strategy"))
