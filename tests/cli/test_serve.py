"""`manumit serve`: health, readiness, one line when it cannot start, and a stop that finishes what was begun."""

import json
import signal
import socket
import time
from contextlib import contextmanager

from tests.cli.support import Installation, free_port, get


@contextmanager
def serving(installation):
    port = free_port()
    process = installation.serve(port)
    try:
        assert get(port, "/healthz")[0] == 200
        yield port, process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=20)


def test_a_prepared_installation_is_alive_and_ready(installation):
    with serving(installation) as (port, _):
        assert json.loads(get(port, "/healthz")[1]) == {"status": "alive"}
        status, body = get(port, "/readyz")
        assert (status, json.loads(body)["status"]) == (200, "ready")
        assert json.loads(get(port, "/api/openapi.json")[1])["info"]["title"] == "Manumit"


def test_without_migrations_it_is_alive_but_not_ready(tmp_path):
    with serving(Installation(tmp_path)) as (port, _):
        status, body = get(port, "/readyz")
    assert status == 503
    assert json.loads(body)["checks"] == {"database": True, "migrations": False, "home": True}


def test_a_stop_finishes_the_request_that_was_begun(installation):
    body = b"email=" + b"a" * 500
    head = (
        f"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken={'c' * 32}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with serving(installation) as (port, process):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
            client.sendall(head.encode() + body[:100])
            time.sleep(0.5)  # the worker has begun to read the form
            process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            client.sendall(body[100:])
            answer = client.recv(65_536)
        assert answer.startswith(b"HTTP/1.1 403")
        assert process.wait(timeout=30) == 0


def test_an_idle_server_stops_at_once(installation):
    with serving(installation) as (_, process):
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
        assert time.monotonic() - begun < 15


def test_a_port_that_is_taken_is_one_line_and_exit_2(installation):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = installation.run("serve", "--port", str(taken.getsockname()[1]))
    assert done.code == 2
    assert "--port" in done.complaint()


def test_several_processes_on_sqlite_are_refused(installation):
    done = installation.run("serve", "--processes", "2", "--port", str(free_port()))
    assert done.code == 2
    assert "PostgreSQL" in done.complaint()
