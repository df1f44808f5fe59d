"""What the audit app registers."""

from django.utils.translation import gettext_lazy as _

from manumit.platform.access import Permission
from manumit.platform.rooms import Manifest, MenuItem

MANIFEST = Manifest(
    room="audit",
    label=_("Audit"),
    permissions=(Permission("audit.read_trail", "Read the audit trail", frozenset({"data_guardian"})),),
    menu=(MenuItem(_("Audit trail"), "audit:trail", "audit.read_trail", 71),),
)
