"""The roles, what each opens and may never do, and the permission matrix, made from what the rooms registered."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from manumit.kernel.roles import ROLES, Compartment
from manumit.platform.access import Permission, all_permissions
from manumit.platform.ui.pages import page
from manumit.platform.ui.request import PageRequest


@page("accounts.read_roles")
def role_list(request: PageRequest) -> HttpResponse:
    """Show every role, and every permission with who holds it."""
    permissions = all_permissions()
    roles = [
        {
            "role": role,
            "opens": ", ".join(sorted(one.value for one in role.opens - {Compartment.PUBLIC})),
            "may": [one for one in permissions if key in one.roles],
        }
        for key, role in ROLES.items()
    ]
    matrix = [{"permission": one, "room": one.name.partition(".")[0], "holders": _holders(one)} for one in permissions]
    return render(request, "site/roles.html", {"title": _("Roles"), "roles": roles, "matrix": matrix})


def _holders(permission: Permission) -> str:
    if permission.public:
        return _("Anyone")
    if permission.roles == ROLES.keys():
        return _("Every role")
    return ", ".join(role.label for key, role in ROLES.items() if key in permission.roles) or _("Nobody")
