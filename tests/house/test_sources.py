"""Sources stay small, say nothing of the machine they were written on, and promise nothing for later."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.support import ROOT, Function, functions, own_files, parsed, sources

MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 60
TEXT = {
    ".py",
    ".md",
    ".html",
    ".css",
    ".js",
    ".toml",
    ".yml",
    ".yaml",
    ".cfg",
    ".sh",
    ".txt",
    ".csv",
    ".svg",
    ".service",
    "",
}

LATER = re.compile(r"\b(?:TODO|FIXME)\b|NotImplementedError")
MACHINE = re.compile(r"[\"'`(\s]/(?:home|root|work|Users|mnt)/\w", re.IGNORECASE)
HERE = Path(__file__)
MACHINE_ALLOWED = {"src/manumit/platform/ui/static/manumit/vendor": "not ours to change"}


def too_long(tree: ast.AST) -> list[str]:
    return [
        found.name for found in functions(tree) if (found.end_lineno or 0) - found.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]


def test_no_source_file_is_longer_than_a_reader_holds_in_mind():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources()
        if (lines := len(path.read_text().splitlines())) > MOST_LINES
    }
    assert long == {}


def test_no_function_is_longer_than_a_screen():
    long = {str(path.relative_to(ROOT)): names for path in sources() if (names := too_long(parsed(path)))}
    assert long == {}


def test_a_long_function_is_found():
    body = "\n".join(f"    x{n} = {n}" for n in range(MOST_LINES_OF_A_FUNCTION))
    assert too_long(ast.parse(f"def long():\n{body}\n")) == ["long"]


def _hits(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in own_files():
        name = str(path.relative_to(ROOT))
        if path.suffix not in TEXT or name.startswith(tuple(MACHINE_ALLOWED)) or path == HERE:
            continue
        text = path.read_text("utf-8", errors="replace")
        found += [f"{name}: {hit.group()}" for hit in pattern.finditer(text)]
    return found


def test_nothing_is_left_for_later():
    assert _hits(LATER) == []


def test_no_path_of_the_machine_it_was_written_on_is_in_the_tree():
    assert _hits(MACHINE) == []


@pytest.mark.parametrize("planted", ["# TODO: later", "raise NotImplementedError"])
def test_a_promise_is_found(planted):
    assert LATER.search(planted)


def test_a_machine_path_is_found():
    assert MACHINE.search("open('/home/somebody/x')")


def blanket(tree: ast.AST) -> list[int]:
    """Lines of handlers that catch every error: bare, or of Exception or BaseException."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    ]


BLANKET_ALLOWED = {
    "src/manumit/platform/jobs/registry.py": "whatever a job raises must end in a retry or a dead letter",
    "src/manumit/platform/sqlite/base.py": "whatever stops a transaction must give the turn to the next writer; it is raised again",
}


def test_no_handler_swallows_every_error():
    found = {str(path.relative_to(ROOT)): lines for path in sources() if (lines := blanket(parsed(path)))}
    assert set(found) <= set(BLANKET_ALLOWED), found


def test_a_blanket_handler_is_found():
    assert blanket(ast.parse("try:\n    x = 1\nexcept Exception:\n    pass\n")) == [3]


def clocks(tree: ast.AST) -> list[int]:
    """Lines that read a clock: now(), today(), time.time()."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (
            node.func.attr in {"now", "today", "utcnow"}
            or (
                node.func.attr in {"time", "time_ns"}
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "time"
            )
        )
    ]


def test_nothing_below_the_edge_reads_a_clock():
    pure = [
        path
        for path in sources()
        if (parts := path.relative_to(ROOT / "src" / "manumit").parts)[0] in {"engines", "kernel", "lake", "errors"}
        or (parts[0] == "areas" and len(parts) > 2 and not {"pages", "tasks.py", "rest.py", "rest"} & set(parts))
    ]
    assert {str(path.relative_to(ROOT)): lines for path in pure if (lines := clocks(parsed(path)))} == {}


def test_a_clock_is_found():
    assert clocks(ast.parse("x = datetime.now(UTC)\ny = date.today()\n")) == [1, 2]


def undocumented(tree: ast.Module) -> list[str]:
    nodes = [tree, *(n for n in tree.body if isinstance(n, (ast.ClassDef, Function)) and not n.name.startswith("_"))]
    return [getattr(node, "name", "module") for node in nodes if not ast.get_docstring(node)]


def test_every_module_and_everything_public_in_it_says_what_it_is_for():
    empty = {path for path in sources() if not path.read_text().strip()}
    found = {
        str(path.relative_to(ROOT)): names
        for path in sources()
        if path not in empty and (names := undocumented(parsed(path)))
    }
    assert found == {}
