"""Whether the process lives (`/healthz`) and whether it can serve (`/readyz`)."""

import os

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse

from manumit.platform.ui.middleware import database_answers
from manumit.platform.ui.pages import public_page
from manumit.platform.ui.request import PageRequest


@public_page
def healthz(request: PageRequest) -> HttpResponse:  # noqa: ARG001 a view's signature
    """Answer that the process lives; touches nothing else."""
    return JsonResponse({"status": "alive"})


@public_page
def readyz(request: PageRequest) -> HttpResponse:  # noqa: ARG001 a view's signature
    """Answer whether database, migrations and the home folder are in order; 503 where one is not."""
    checks = {"database": database_answers(), "migrations": False, "home": os.access(settings.MANUMIT_HOME, os.W_OK)}
    if checks["database"]:
        checks["migrations"] = migrations_applied()
    ready = all(checks.values())
    return JsonResponse({"status": "ready" if ready else "not ready", "checks": checks}, status=200 if ready else 503)


def migrations_applied() -> bool:
    """Return whether every migration is applied."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False
