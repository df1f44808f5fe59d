"""Every service, and every opening of a sensitive record, leaves an entry in the audit trail.

Read from the source: a function is audited when it, or a function of its own package that it calls, calls
`manumit.platform.audit.chain.record`.
"""

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.house.support import SRC, Function, functions, parsed

ROOMS = sorted(path.parent.name for path in (SRC / "areas").glob("*/apps.py"))

EXEMPT: dict[str, str] = {
    "referrals.open_notification": "a notification holds no identity",
    "referrals.open_alarms": "an alarm names a reference and no person",
}
"""`room.function` with the reason: given an actor and a moment, but writing nothing."""


def _files(folder: Path, *names: str) -> list[Path]:
    found = []
    for name in names:
        found += [folder / f"{name}.py"] if (folder / f"{name}.py").exists() else []
        found += sorted((folder / name).rglob("*.py"))
    return found


def called(function: ast.AST) -> set[str]:
    """Names that a function calls: the last part of each."""
    names = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                names.add(node.func.id)
            elif isinstance(node.func, ast.Attribute):
                names.add(node.func.attr if not _is_chain(node.func) else "record")
        elif isinstance(node, ast.Name):
            # a helper handed on to be called, such as a handler in a table
            names.add(node.id)
    return names


def _is_chain(node: ast.Attribute) -> bool:
    return node.attr == "record" and isinstance(node.value, ast.Name) and node.value.id in {"chain", "audit"}


def record_names(tree: ast.Module) -> set[str]:
    """What `record` of the audit chain is called in a module."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module in {"manumit.platform.audit.chain", "manumit.platform.audit"}
        for alias in node.names
        if alias.name in {"record", "chain"}
    }


def audited(trees: Iterable[ast.Module]) -> set[str]:
    """Names of functions from which `record` is reached."""
    calls: dict[str, set[str]] = {}
    reached: set[str] = set()
    for tree in trees:
        words = record_names(tree)
        for function in functions(tree):
            names = called(function)
            calls.setdefault(function.name, set()).update(names)
            if (
                ("record" in words and "record" in names)
                or ("chain" in words and "record" in names)
                or names & (words - {"chain"})
            ):
                reached.add(function.name)
    while more := {name for name, names in calls.items() if name not in reached and names & reached}:
        reached |= more
    return reached


def services(tree: ast.Module) -> list[Function]:
    """Public functions that are given a moment: the writes."""
    return [
        node
        for node in tree.body
        if isinstance(node, Function)
        and not node.name.startswith("_")
        and "at" in {argument.arg for argument in node.args.kwonlyargs}
        and "by" in {argument.arg for argument in node.args.kwonlyargs}
    ]


def used_outside(folder: Path, own: list[Path]) -> set[str]:
    """Names that the rest of a room imports from its services, or calls through the module."""
    names: set[str] = set()
    for path in set(folder.rglob("*.py")) - set(own):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and ".services" in (node.module or ""):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.Attribute):
                names.add(node.attr)
    return names


def unaudited(room: str, folder: Path) -> list[str]:
    """Services that the room's door offers and that reach no entry. A step inside another service is covered by that one."""
    files = _files(folder, "services")
    reached = audited(parsed(path) for path in [*files, SRC / "platform" / "files" / "store.py"])
    offered = used_outside(folder, files)
    return [
        f"{room}.{function.name}"
        for path in files
        for function in services(parsed(path))
        if function.name in offered and function.name not in reached and f"{room}.{function.name}" not in EXEMPT
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_every_service_of_a_room_writes_an_audit_entry(room):
    assert unaudited(room, SRC / "areas" / room) == []


def test_every_service_on_accounts_writes_an_audit_entry():
    # floors above call these directly, so every one counts
    tree = parsed(SRC / "platform" / "accounts" / "services.py")
    reached = audited([tree])
    assert [function.name for function in services(tree) if function.name not in reached] == []


@pytest.mark.parametrize("room", ROOMS)
def test_opening_a_record_through_the_door_writes_an_audit_entry(room):
    folder = SRC / "areas" / room
    shared = SRC / "platform" / "files" / "store.py"
    door, below = _files(folder, "api"), _files(folder, "services", "selectors")
    reached = audited(parsed(path) for path in [*door, *below, shared])
    opened = [
        function.name
        for path in door
        for function in parsed(path).body
        if isinstance(function, Function) and function.name.startswith(("open_", "download_"))
    ]
    assert [name for name in opened if name not in reached and f"{room}.{name}" not in EXEMPT] == []


AUDITED = """
from manumit.platform.audit.chain import record

def _note(by, at):
    record(by=by, at=at, action="x")

def good(*, by, at):
    _note(by, at)

def bad(*, by, at):
    Thing.objects.create()
"""


def test_a_service_without_an_entry_is_found():
    tree = ast.parse(AUDITED)
    assert {function.name for function in services(tree)} - audited([tree]) == {"bad"}


def test_a_list_called_record_is_not_taken_for_the_trail():
    assert audited([ast.parse("def bad(*, by, at):\n    log.record(1)\n    record(2)\n")]) == set()


def test_every_exemption_is_still_needed():
    known = {
        f"{room}.{function.name}"
        for room, files in [
            *((room, _files(SRC / "areas" / room, "services", "api")) for room in ROOMS),
            ("accounts", _files(SRC / "platform" / "accounts", "services")),
        ]
        for path in files
        for function in functions(parsed(path))
    }
    assert set(EXEMPT) <= known
