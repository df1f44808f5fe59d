"""Commands that run the system: `serve`, `worker`, `migrate`, `due`."""

import threading
import time
from typing import Any

import click

from manumit.cli.frame import located, tell
from manumit.errors import ConfigError

_DUE_EVERY_SECONDS = 300
_PAUSE_SECONDS = 1.0


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--processes", default=1, show_default=True, help="Worker processes; more than one needs PostgreSQL.")
@click.option("--threads", default=8, show_default=True, help="Threads of each process.")
@located
def serve(*, as_json: bool, host: str, port: int, processes: int, threads: int) -> None:
    """Serve the pages and the HTTP API."""
    run_server(host=host, port=port, processes=processes, threads=threads, quiet=as_json)


def run_server(*, host: str, port: int, processes: int = 1, threads: int = 8, quiet: bool = False) -> None:
    """Run gunicorn until it is told to stop (SIGTERM finishes what was begun). Raises ConfigError on SQLite with many processes."""
    from django.conf import settings
    from django.db import connection
    from gunicorn.app.base import BaseApplication

    from manumit.site.wsgi import application

    if processes > 1 and connection.vendor == "sqlite":
        raise ConfigError("Several processes need PostgreSQL. Set MANUMIT_DATABASE_URL, or use one process.")
    connection.close()

    class Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": f"{host}:{port}",
                "workers": processes,
                "threads": threads,
                "worker_class": "gthread",
                "timeout": 60,
                "graceful_timeout": 30,
                "max_requests": 0,
                "accesslog": None,
                "loglevel": "warning",
                "control_socket_disable": True,
                "post_worker_init": _after_fork,
            }
            for key, value in options.items():
                if key in self.cfg.settings:
                    self.cfg.set(key, value)

        def load(self) -> Any:
            return application

    def _after_fork(_worker: object) -> None:
        if settings.MANUMIT_JOBS == "inline":
            threading.Thread(target=work_forever, name="jobs", daemon=True).start()

    if not quiet:
        click.echo(f"Serving at http://{host}:{port}/ (stop with Ctrl+C)")
    Server().run()


def work_forever() -> None:
    """Run jobs and due work inside the serving process; for the demo."""
    from django.db import OperationalError, close_old_connections

    while True:
        try:
            _work_batch()
        except OperationalError:
            close_old_connections()
        time.sleep(_PAUSE_SECONDS)


def _work_batch() -> None:
    _worker(batch=True).run()


def _worker(*, batch: bool) -> Any:
    from django_tasks_db.management.commands.db_worker import Worker

    return Worker(
        queue_names=["*"],
        interval=_PAUSE_SECONDS,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"manumit-{threading.get_ident()}-{time.monotonic_ns()}"[:32],
        excluded_queue_names=[],
    )


@click.command()
@click.option("--once", is_flag=True, help="Do what waits, then stop.")
@located
def worker(*, as_json: bool, once: bool) -> None:
    """Run background jobs, and every five minutes what the calendar brings."""
    if once:
        _work_batch()
        tell({"worker": "done"}, as_json=as_json, lines=["All waiting jobs were run."])
        return
    stop = threading.Event()
    threading.Thread(target=_due_forever, args=(stop,), name="due", daemon=True).start()
    running = _worker(batch=False)
    running.configure_signals()
    running.run()
    stop.set()


def _due_forever(stop: threading.Event) -> None:
    from manumit.platform.edge import now

    while not stop.is_set():
        run_due(at=now())
        stop.wait(_DUE_EVERY_SECONDS)


@click.command()
@located
def migrate(*, as_json: bool) -> None:
    """Bring the database to this version."""
    apply_migrations()
    tell({"migrations": "applied"}, as_json=as_json, lines=["The database is up to date."])


def apply_migrations() -> None:
    """Apply every migration."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def run_due(*, at: Any) -> dict[str, int]:
    """Run the due work of every room; returns how many records each touched."""
    from manumit.platform.rooms import manifests

    return {work.key: work.run(at) for manifest in manifests() for work in manifest.due}


@click.command()
@located
def due(*, as_json: bool) -> None:
    """Do what the calendar brings: clocks, expiries, reviews, retention, recovery."""
    from manumit.platform.edge import now

    done = run_due(at=now())
    tell(done, as_json=as_json, lines=[f"{count:>6}  {key}" for key, count in done.items()])
