"""Declaring and enqueuing jobs; a job that fails is tried again with growing pauses, then becomes a dead letter."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from manumit.errors import ConfigError
from manumit.platform.edge import now
from manumit.platform.jobs.models import DeadLetter

JobArgument = str | int | float | bool | None
_GIVEN_UP_AFTER = timedelta(minutes=15)
log = structlog.get_logger("manumit.jobs")


@dataclass(frozen=True, slots=True)
class Job:
    """A registered job: how often it is tried, and the pause before the first retry (each next is doubled)."""

    name: str
    run: Callable[..., None]
    attempts: int
    pause: timedelta


_jobs: dict[str, Job] = {}


def job(
    name: str, *, attempts: int = 5, pause: timedelta = timedelta(seconds=30)
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare a job. The function takes `at` and plain keyword arguments, and must be safe to run twice."""

    def declare(run: Callable[..., None]) -> Callable[..., None]:
        _jobs[name] = Job(name, run, attempts, pause)
        return run

    return declare


def enqueue(
    name: str, *, run_after: datetime | None = None, unless_waiting: bool = False, **arguments: JobArgument
) -> None:
    """Queue a job in the caller's transaction: what is rolled back never runs.

    Args:
        name: of the job.
        run_after: not before this moment.
        unless_waiting: do nothing where the same job with the same arguments waits already; one run then serves both.
        arguments: what the job is given.

    Raises:
        ConfigError: no job has this name.
    """
    if name not in _jobs:
        raise ConfigError(f"No job is called {name}.")
    if unless_waiting and _waits(name, arguments):
        return
    _run_job.using(run_after=run_after).enqueue(name, 1, arguments)


def _waits(name: str, arguments: dict[str, JobArgument]) -> bool:
    told = {"args": [name, 1, arguments], "kwargs": {}}
    return DBTaskResult.objects.filter(status=TaskResultStatus.READY, args_kwargs=told).exists()


def registered_jobs() -> tuple[Job, ...]:
    """Return every job, by name."""
    return tuple(_jobs[name] for name in sorted(_jobs))


@task()
def _run_job(name: str, attempt: int, arguments: dict[str, JobArgument]) -> None:
    """Run one attempt; on failure queue the next, or write the dead letter."""
    found = _jobs.get(name)
    at = now()
    if found is None:
        _bury(name, attempt, arguments, "UnknownJob", at)
        return
    try:
        with transaction.atomic():
            found.run(at=at, **arguments)
    except Exception as error:  # noqa: BLE001 whatever a job raises must end in a retry or a dead letter, never in silence
        log.warning("job failed", job=name, attempt=attempt, error=type(error).__name__)
        if attempt >= found.attempts:
            _bury(name, attempt, arguments, type(error).__name__, at)
            return
        later = at + found.pause * 2 ** (attempt - 1)
        _run_job.using(run_after=later).enqueue(name, attempt + 1, arguments)


def _bury(name: str, attempt: int, arguments: dict[str, JobArgument], error: str, at: datetime) -> None:
    DeadLetter.objects.create(at=at, job=name, attempts=attempt, arguments=arguments, error=error)


def replay(letter: DeadLetter, *, at: datetime) -> None:
    """Queue a dead letter again with fresh attempts. The caller audits."""
    with transaction.atomic():
        enqueue(letter.job, **letter.arguments)
        letter.replayed_at = at
        letter.save(update_fields=["replayed_at"])


def recover(at: datetime) -> int:
    """Queue again what a worker had begun when it died; returns how many jobs. Jobs are safe to run twice."""
    dead = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=at - _GIVEN_UP_AFTER)
    return dead.update(status=TaskResultStatus.READY, started_at=None)
