"""The floors and rooms lean only where they may: the import contract of pyproject.toml holds."""

import subprocess
import sys
from pathlib import Path

from tests.house.support import ROOT

BAD = """
[importlinter]
root_package = planted

[importlinter:contract:1]
name = Pure code sees no framework
type = forbidden
source_modules = planted.pure
forbidden_modules = planted.framework
"""


def _lint(folder: Path, *arguments: str, path: str = "") -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": path, "NO_COLOR": "1"}
    return subprocess.run(
        [str(program), "--no-cache", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_import_contract_holds():
    done = _lint(ROOT, path=str(ROOT / "src"))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_a_planted_breach_is_found(tmp_path):
    package = tmp_path / "planted"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "framework.py").touch()
    (package / "pure.py").write_text("import planted.framework\n")
    (tmp_path / ".importlinter").write_text(BAD)
    done = _lint(tmp_path, path=str(tmp_path))
    assert done.returncode == 1
    assert "BROKEN" in done.stdout
