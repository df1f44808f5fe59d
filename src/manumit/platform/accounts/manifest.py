"""What the accounts app registers."""

from django.utils.translation import gettext_lazy as _

from manumit.kernel.roles import ROLES
from manumit.platform.access import Permission
from manumit.platform.rooms import Manifest, MenuItem

_ADMINISTRATORS = frozenset({"administrator"})
_GUARDIANS = frozenset({"data_guardian"})

MANIFEST = Manifest(
    room="accounts",
    label=_("Accounts"),
    permissions=(
        Permission("accounts.use", "Use the first page, own sessions, drafts and tokens", frozenset(ROLES)),
        Permission("accounts.manage_account", "Create and suspend accounts, give and end roles", _ADMINISTRATORS),
        Permission("accounts.manage_organisation", "Create organisations, give and end their roles", _ADMINISTRATORS),
        Permission(
            "accounts.break_glass", "Break the glass", frozenset(ROLES) - {"administrator", "carrier", "person"}
        ),
        Permission("accounts.read_roles", "See what each role may do", _ADMINISTRATORS | _GUARDIANS),
        Permission("accounts.review_glass", "Review exceptional access", _GUARDIANS),
    ),
    menu=(
        MenuItem(_("Accounts"), "accounts:accounts", "accounts.manage_account", 80),
        MenuItem(_("Organisations"), "accounts:organisations", "accounts.manage_organisation", 81),
        MenuItem(_("Roles"), "accounts:roles", "accounts.read_roles", 82),
        MenuItem(_("Broken glass"), "accounts:glass", "accounts.review_glass", 70),
    ),
)
