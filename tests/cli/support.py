"""Runs the `manumit` command as an operator does: in its own process, with its own home folder."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

PROGRAM = str(Path(sys.executable).with_name("manumit"))
KEPT = ("PATH", "PGHOST", "PGPORT", "PGUSER", "LANG", "PYTHONPATH")


@dataclass
class Installation:
    """A database and its home folder, with the commands run on them."""

    folder: Path
    url: str = ""
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> str:
        return self.url or str(self.folder / "db.sqlite3")

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        return {**kept, "MANUMIT_PROFILE": "development", "MANUMIT_SECOND_FACTOR": "optional", **self.settings}

    def place(self) -> list[str]:
        return ["--database", self.database, "--home", str(self.home)]

    def run(self, *arguments: str, placed: bool = True) -> "Done":
        line = [PROGRAM, *arguments, *(self.place() if placed else [])]
        made = subprocess.run(
            line,
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            input="",
        )
        return Done(made.returncode, made.stdout, made.stderr)

    def python(self, code: str) -> str:
        """Run code inside the installation, with Django set up."""
        url = self.database if "://" in self.database else f"sqlite:///{self.database}"
        environment = {
            **self.environment,
            "MANUMIT_DATABASE_URL": url,
            "MANUMIT_HOME": str(self.home),
            "DJANGO_SETTINGS_MODULE": "manumit.site.settings",
        }
        line = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
        return subprocess.run(line, env=environment, capture_output=True, text=True, check=True, timeout=120).stdout

    def copy(self, folder: Path) -> "Installation":
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Installation(folder, self.url, dict(self.settings))

    def serve(self, port: int) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [PROGRAM, "serve", "--port", str(port), *self.place()],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def json(self) -> dict[str, object]:
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    def complaint(self) -> str:
        """The one line on standard error."""
        lines = [line for line in self.err.splitlines() if line.startswith("manumit:")]
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str, *, patience: float = 20.0) -> tuple[int, bytes]:
    """Ask the server; wait for it to listen, up to `patience` seconds."""
    until = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


ENTRY = """
from datetime import datetime, UTC
from manumit.kernel.actor import system
from manumit.platform.audit.chain import record
for n in range({count}):
    record(by=system("test"), at=datetime(2026, 11, 21, 10, 0, n, tzinfo=UTC), action="test.write_entry")
"""
