"""Deny by default: a permission is a named predicate over an actor and, where there is one, an object.

A permission that no room registered is refused; a role that is not named has no permission. Predicates come from the
`rules` library, so each can be tested without a database.
"""

from manumit.platform.access.permissions import (
    Permission,
    all_permissions,
    can,
    permission,
    register_permission,
    require,
)

__all__ = [
    "Permission",
    "all_permissions",
    "can",
    "permission",
    "register_permission",
    "require",
]
