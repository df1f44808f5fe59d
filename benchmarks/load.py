"""Makes the nation, serves it in a process of its own, and visits it from many threads over HTTP."""

import http.client
import itertools
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.pages import Page

PROGRAM = str(Path(sys.executable).with_name("manumit"))
MAKE_SECONDS = 3_600
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Target:
    """The nation to measure: its size, its database and its home folder."""

    size: str
    database: str
    home: Path

    @classmethod
    def of(cls, size: str, database: str) -> "Target":
        """Place the nation under `var/`, unless a database is named."""
        kind = "server" if "://" in database else "file"
        home = ROOT / "var" / f"bench-{size}-{kind}"
        if database and "://" not in database:
            home = Path(f"{Path(database).resolve()}.home")
        return cls(size, database or str(home / "manumit.sqlite3"), home)

    def place(self) -> list[str]:
        """The options that name it on the command line."""
        return ["--database", self.database, "--home", str(self.home)]

    def environment(self) -> dict[str, str]:
        """The caller's environment without its settings: the nation brings its own."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MANUMIT_", "DJANGO_"))}
        return {**kept, "MANUMIT_LOG_LEVEL": "INFO"}

    def make(self) -> None:
        """Make the nation; one that is there is used again."""
        line = [PROGRAM, "demo", "--no-serve", "--size", self.size, *self.place(), "--json"]
        begun = time.perf_counter()
        made = subprocess.run(
            line, env=self.environment(), capture_output=True, text=True, check=False, timeout=MAKE_SECONDS
        )
        if made.returncode:
            sys.exit(f"The nation could not be made: {made.stderr[-2_000:]}")
        print(f"nation ({self.size}) ready after {time.perf_counter() - begun:.1f} s")


@dataclass(eq=False)
class Visit:
    """One request: the page, the answer, the time that the user waited and the time that the server logged."""

    page: Page
    status: int
    wall_ms: float
    server_ms: float | None = None


@dataclass
class Server:
    """A running `manumit serve` and the log that it writes."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path
    logged_before: int = field(default=0)

    def memory_mb(self) -> tuple[int, int]:
        """Resident memory of the largest web process, now and at most, in MB."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        found = [_memory(pid) for pid in children or [str(self.process.pid)]]
        return max(now for now, _ in found), max(peak for _, peak in found)

    def cpu_seconds(self) -> float:
        """Processor time of the server and its web processes since it was started."""
        ticks = os.sysconf("SC_CLK_TCK")
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in children]
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / ticks

    def server_times(self) -> dict[str, list[float]]:
        """Milliseconds that the server logged since the load began, by view."""
        times: dict[str, list[float]] = defaultdict(list)
        for line in self.log.read_text("utf-8", errors="replace")[self.logged_before :].splitlines():
            try:
                told = json.loads(line)
            except ValueError:
                continue
            if isinstance(told, dict) and told.get("event") == "request":
                times[told.get("view", "")].append(float(told["duration_ms"]))
        return times


def _memory(pid: str) -> tuple[int, int]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in lines if line.startswith(("VmRSS", "VmHWM"))}
    return sizes.get("VmRSS", 0), sizes.get("VmHWM", 0)


@contextmanager
def serving(target: Target) -> Iterator[Server]:
    """Serve the nation on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = target.home / "benchmark.log"
    with log.open("wb") as sink:
        line = [PROGRAM, "serve", "--port", str(port), *target.place()]
        process = subprocess.Popen(line, env=target.environment(), stdout=sink, stderr=sink)
    try:
        _wait(port, process)
        yield Server(port, process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            sys.exit("The server stopped before it answered.")
        try:
            if _get(port, "/readyz", "")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    sys.exit("The server did not become ready.")


def _get(port: int, path: str, session: str) -> tuple[int, float]:
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers={"Cookie": f"sessionid={session}"} if session else {})
        answer = connection.getresponse()
        answer.read()
        return answer.status, (time.perf_counter() - begun) * 1000
    finally:
        connection.close()


def drive(
    server: Server, pages: list[Page], sessions: dict[str, str], *, users: int, visits_each: int, pause: float
) -> list[Visit]:
    """Let the users visit the pages; each user keeps one role and goes round its pages."""
    roles = sorted(sessions)
    if not roles:
        sys.exit("Nobody can sign in to this nation; make it anew.")
    visits: list[Visit] = []
    for page in {page.view: page for page in pages}.values():  # each view once: its template is compiled then
        _get(server.port, page.path, sessions[page.role])
    server.logged_before = len(server.log.read_text("utf-8", errors="replace"))

    def user(number: int) -> None:
        chance = random.Random(number)
        role = roles[number % len(roles)]
        own = [page for page in pages if page.role == role]
        chance.shuffle(own)
        time.sleep(chance.random() * pause)
        for page in itertools.islice(itertools.cycle(own), visits_each):
            try:
                status, wall = _get(server.port, page.path, sessions[role])
            except OSError:
                status, wall = 0, 0.0
            visits.append(Visit(page, status, wall))
            time.sleep(pause * (0.5 + chance.random()))

    threads = [threading.Thread(target=user, args=(number,)) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _match(visits, server.server_times())
    return visits


def _match(visits: list[Visit], logged: dict[str, list[float]]) -> None:
    """Give each visit a time that the server logged for its view: which of them does not matter to the quantiles."""
    for visit in visits:
        times = logged.get(visit.page.view)
        if times:
            visit.server_ms = times.pop()
