"""`manumit doctor`: versions, database, settings, queue depths, and what to do about what is wrong."""

import platform
from importlib.metadata import version

import click

from manumit.cli.frame import EXIT_DEPENDENCY, located, tell

_PACKAGES = (
    "manumit",
    "django",
    "django-allauth",
    "django-ninja",
    "cryptography",
    "duckdb",
    "pyarrow",
    "numpy",
    "psycopg",
)


@click.command()
@located
def doctor(*, as_json: bool) -> None:
    """Report versions, database, settings and queues; exit 3 when something does not answer."""
    found = examine()
    lines = [
        f"{key}: {value}" for key, value in found.items() if key not in {"versions", "settings", "queues", "advice"}
    ]
    lines += [f"{name} {number}" for name, number in found["versions"].items()]  # type: ignore[attr-defined] # built as a dict below
    lines += [f"{name} = {value}" for name, value in found["settings"].items()]  # type: ignore[attr-defined] # as above
    lines += [f"{name}: {depth}" for name, depth in found["queues"].items()]  # type: ignore[attr-defined] # as above
    lines += [f"! {sentence}" for sentence in found["advice"]]  # type: ignore[attr-defined] # built as a list below
    tell(found, as_json=as_json, lines=lines)
    if not found["database_answers"]:
        click.echo("manumit: the database does not answer; start it, or name it with --database", err=True)
        raise SystemExit(EXIT_DEPENDENCY)


def examine() -> dict[str, object]:
    """Return what the doctor sees. Secrets are told as set or not set, never shown."""
    from django.conf import settings
    from django.db import connection

    from manumit.cli.trail import noted_head
    from manumit.platform.ui.middleware import database_answers
    from manumit.site.health import migrations_applied

    answers = database_answers()
    current = answers and migrations_applied()
    queues = _queues() if current else {}
    advice = []
    if not answers:
        advice.append("The database does not answer: start it, or name it with --database.")
    elif not current:
        advice.append("Migrations wait: run `manumit migrate`.")
    if queues.get("dead letters"):
        advice.append("Jobs failed for good: look at the page of failed jobs.")
    if settings.MANUMIT_PROFILE != "production":
        advice.append(f"The profile is `{settings.MANUMIT_PROFILE}`: not for real people's data.")
    return {
        "profile": settings.MANUMIT_PROFILE,
        "python": platform.python_version(),
        "database": connection.vendor,
        "database_answers": answers,
        "migrations_applied": current,
        "home": str(settings.MANUMIT_HOME),
        "audit_head_noted": noted_head(),
        "versions": {name: version(name) for name in _PACKAGES},
        "settings": _settings(),
        "queues": queues,
        "advice": advice,
    }


def _settings() -> dict[str, str]:
    import os

    from manumit.site.settings.catalogue import CATALOGUE

    secret = ("KEY", "URL", "OIDC")
    told: dict[str, str] = {}
    for setting in CATALOGUE:
        value = os.environ.get(setting.name)
        if any(word in setting.name for word in secret) and setting.name != "MANUMIT_BASE_URL":
            told[setting.name] = "set" if value else "not set"
        else:
            told[setting.name] = value if value is not None else f"{setting.default} (default)"
    return told


def _queues() -> dict[str, int]:
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    from manumit.platform.accounts.models import BrokenGlass
    from manumit.platform.audit.models import AuditEntry
    from manumit.platform.jobs.models import DeadLetter

    return {
        "jobs waiting": DBTaskResult.objects.filter(status=TaskResultStatus.READY).count(),
        "jobs running": DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).count(),
        "dead letters": DeadLetter.objects.filter(replayed_at__isnull=True).count(),
        "broken glass to review": BrokenGlass.objects.filter(reviewed_at__isnull=True).count(),
        "audit entries": AuditEntry.objects.count(),
    }
