"""What the jobs app registers."""

from django.utils.translation import gettext_lazy as _

from manumit.platform.access import Permission
from manumit.platform.jobs.registry import recover
from manumit.platform.rooms import DueWork, Manifest, MenuItem

MANIFEST = Manifest(
    room="jobs",
    label=_("Jobs"),
    permissions=(
        Permission("jobs.read_dead_letters", "See jobs that failed", frozenset({"administrator"})),
        Permission("jobs.replay", "Run a failed job again", frozenset({"administrator"})),
    ),
    due=(DueWork("jobs.recover", "Queue again what a dead worker had begun", recover),),
    menu=(MenuItem(_("Failed jobs"), "jobs:dead_letters", "jobs.read_dead_letters", 85),),
)
