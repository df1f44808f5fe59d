"""What the jobs app registers."""

from django.utils.translation import gettext_lazy as _

from manumit.platform.access import Permission
from manumit.platform.rooms import Manifest, MenuItem

MANIFEST = Manifest(
    room="jobs",
    label=_("Jobs"),
    permissions=(
        Permission("jobs.read_dead_letters", "See jobs that failed", frozenset({"administrator"})),
        Permission("jobs.replay", "Run a failed job again", frozenset({"administrator"})),
    ),
    menu=(MenuItem(_("Failed jobs"), "jobs:dead_letters", "jobs.read_dead_letters", 85),),
)
