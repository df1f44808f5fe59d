"""Commands that run the system: `serve`, `worker`, `migrate`, `due`."""

import json
import socket
import threading
import time
from datetime import datetime
from typing import Any

import click
import structlog

from manumit.cli.frame import located, tell
from manumit.errors import ConfigError, InputError

_DUE_EVERY_SECONDS = 300
_PAUSE_SECONDS = 1.0
log = structlog.get_logger("manumit.due")


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
    """Run gunicorn until it is told to stop (SIGTERM finishes what was begun). Raises ConfigError on SQLite with many processes, InputError for an address in use."""
    from django.conf import settings
    from django.db import connection
    from gunicorn.app.base import BaseApplication

    from manumit.site.wsgi import application

    if processes > 1 and connection.vendor == "sqlite":
        raise ConfigError("Several processes need PostgreSQL. Set MANUMIT_DATABASE_URL, or use one process.")
    connection.close()
    _refuse_taken(host, port)

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

    address = f"http://{host}:{port}/"
    click.echo(json.dumps({"serving": address}) if quiet else f"Serving at {address} (stop with Ctrl+C)")
    Server().run()


def _refuse_taken(host: str, port: int) -> None:
    """Say at once that an address cannot be listened on; gunicorn would try for five seconds and leave a traceback."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise InputError(f"{host}:{port} cannot be listened on. Name another with --host and --port.") from error


def work_forever() -> None:
    """Run jobs and due work inside the serving process; for the demo."""
    from django.db import InterfaceError, OperationalError, close_old_connections

    while True:
        try:
            _work_batch()
        except (OperationalError, InterfaceError):
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
    from django.db import connection

    connection.ensure_connection()
    if once:
        _work_batch()
        tell({"worker": "done"}, as_json=as_json, lines=["All waiting jobs were run."])
        return
    tell({"worker": "running"}, as_json=as_json, lines=["Working (stop with Ctrl+C)."])
    stop = threading.Event()
    threading.Thread(target=_due_forever, args=(stop,), name="due", daemon=True).start()
    running = _worker(batch=False)
    running.configure_signals()
    running.run()
    stop.set()


def _due_forever(stop: threading.Event) -> None:
    from django.db import InterfaceError, OperationalError, close_old_connections

    from manumit.platform.edge import now

    while not stop.is_set():
        try:
            run_due(at=now())
        except (OperationalError, InterfaceError) as error:
            log.warning("due work waits for the database", error=type(error).__name__)
        close_old_connections()
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


def run_due(*, at: datetime) -> dict[str, int]:
    """Run the due work of every room and note the head of the audit chain; returns how many records each touched."""
    from manumit.cli.trail import note_head
    from manumit.platform.rooms import manifests

    done = {work.key: work.run(at) for manifest in manifests() for work in manifest.due}
    note_head(at=at)
    return done


@click.command()
@located
def due(*, as_json: bool) -> None:
    """Do what the calendar brings: clocks, expiries, reviews, retention, recovery."""
    from manumit.platform.edge import now

    done = run_due(at=now())
    tell(done, as_json=as_json, lines=[f"{count:>6}  {key}" for key, count in done.items()])
