"""Writes the reference pages from the program itself, so that they cannot say anything else than it does.

`python docs/make_reference.py` writes; `--check` writes nothing and fails when a page on disk differs.
"""

import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).resolve().parent / "reference"
_MADE = "<!-- Made by docs/make_reference.py; change the program, not this page. -->"


def _set_up() -> None:
    os.environ.setdefault("MANUMIT_PROFILE", "test")
    os.environ.setdefault("MANUMIT_HOME", tempfile.mkdtemp(prefix="manumit-reference-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manumit.site.settings")
    import django

    django.setup()


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [tuple(head), tuple("---" for _ in head), *rows]
    cells = [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in line] for line in lines]
    return "\n".join("| " + " | ".join(line) + " |" for line in cells)


def _page(title: str, opening: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", _MADE, opening, *(part.strip("\n") for part in parts if part)]) + "\n"


def _say(value: object) -> str:
    """Put a dated value into words, the same on every run: sets are sorted."""
    plain: dict[object, str] = {None: "none", True: "yes", False: "no", "": "—"}
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, (bool, str)):
        return plain.get(value, str(value))
    if is_dataclass(value) and not isinstance(value, type):
        value = {item.name: getattr(value, item.name) for item in fields(value)}
    if isinstance(value, dict):
        return "; ".join(f"{_say(key)}: {_say(held)}" for key, held in value.items())
    if isinstance(value, (set, frozenset, tuple, list)):
        told = [_say(item) for item in value]
        return ", ".join(sorted(told) if isinstance(value, (set, frozenset)) else told) or "none"
    return str(value)


def settings_page() -> str:
    """Every setting of the catalogue."""
    from manumit.site.settings.catalogue import CATALOGUE

    rows = [
        (f"`{s.name}`", f"`{s.default}`" if s.default else "", "yes" if s.required else "", s.meaning)
        for s in CATALOGUE
    ]
    opening = (
        "Settings are read from the environment. The production profile refuses to start on an unsafe one and names it."
    )
    return _page("Settings", opening, _table(("Setting", "Default", "Required in production", "Meaning"), rows))


def _options(command: Any, context: Any) -> str:
    rows = []
    for parameter in command.params:
        told = parameter.get_help_record(context)
        if told is not None:
            rows.append((f"`{told[0]}`", told[1]))
        else:
            rows.append(
                (f"`{parameter.make_metavar(context)}`", "argument" + ("" if parameter.required else ", optional"))
            )
    return _table(("Option", "Meaning"), rows) if rows else ""


def _command(command: Any, path: str, depth: int) -> Iterator[str]:
    import click

    context = click.Context(command, info_name=path, max_content_width=200)
    yield f"{'#' * depth} `{path}`"
    yield (command.help or "").strip()
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from _command(command.get_command(context, name), f"{path} {name}", depth + 1)
        return
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"    {path} {usage}"
    yield _options(command, context)


def commands_page() -> str:
    """Every command and option of the command line, by group."""
    from manumit.cli.frame import COMMANDS, program

    parts: list[str] = []
    for title, group in COMMANDS.items():
        parts.append(f"## {title}")
        for name in group:
            command = program.get_command(None, name)  # type: ignore[arg-type] # the context is not used
            parts.extend(_command(command, f"manumit {name}", 3))
    opening = (
        "Every command takes `--json`. Exit codes: 0 done, 2 wrong usage or input, 3 a dependency is missing or does "
        "not answer, 4 the action was refused. Errors are one line on standard error that says what to do."
    )
    return _page("Commands", opening, *parts)


def workflows_page() -> str:
    """The states and moves of every workflow."""
    from manumit.kernel.workflow_docs import markdown
    from manumit.platform.rooms import manifests

    parts = [markdown(workflow) for manifest in manifests() for workflow in manifest.workflows]
    return _page(
        "Workflows", "States and moves are data in each room's rules; these pages are drawn from them.", *parts
    )


def permissions_page() -> str:
    """Which role holds which permission, room by room."""
    from manumit.kernel.roles import ROLES
    from manumit.platform.access.permissions import all_permissions

    rooms = defaultdict(list)
    for permission in all_permissions():
        rooms[permission.name.partition(".")[0]].append(permission)
    parts = []
    for room, held in sorted(rooms.items()):
        columns = [key for key in ROLES if any(key in permission.roles for permission in held)]
        rows = [
            (
                f"`{p.name}`",
                p.label,
                "yes" if p.public else "",
                p.reads.value if p.reads else "",
                *("yes" if key in p.roles else "" for key in columns),
            )
            for p in held
        ]
        head = ("Permission", "Allows", "Anyone", "Broken glass on", *(ROLES[key].label for key in columns))
        parts.append(f"## {room}\n\n{_table(head, rows)}")
    opening = (
        "Deny by default: a role that has no column in a room holds none of its permissions. A permission says what may "
        "be tried; which records exist for a reader is a second question that each room answers for each record."
    )
    return _page("Permissions", opening, _roles_table(), *parts)


def _roles_table() -> str:
    from manumit.kernel.roles import ROLES

    rows = [
        (
            role.label,
            f"`{role.key}`",
            ", ".join(sorted(role.organisation_kinds)),
            ", ".join(sorted(compartment.value for compartment in role.opens)),
            role.may_never,
        )
        for role in ROLES.values()
    ]
    return "## Roles\n\n" + _table(("Role", "Key", "Works at", "Opens", "May never"), rows)


def events_page() -> str:
    """Every typed event, its fields and who reacts to it."""
    from django.conf import settings

    from manumit.platform.events import bus
    from manumit.platform.rooms import manifests

    for room in settings.ROOMS:
        import_module(f"manumit.areas.{room}.api")
    listeners = defaultdict(set)
    for manifest in manifests():
        for subscription in manifest.subscriptions:
            listeners[subscription.event].add(manifest.room)
    # a slotted dataclass leaves its first, unslotted class behind: only the one that its module names is real
    real = {c for c in bus.Event.__subclasses__() if getattr(sys.modules[c.__module__], c.__name__, None) is c}
    rows = [
        (
            f"`{event.__name__}`",
            event.__module__.split(".")[2],
            ", ".join(f"`{item.name}`" for item in fields(event)),
            ", ".join(sorted(listeners[event])),
            (event.__doc__ or "").strip().splitlines()[0],
        )
        for event in sorted(real, key=lambda event: (event.__module__, event.__name__))
    ]
    opening = "An event is published in the transaction of the act, recorded, and handled by the rooms that subscribe."
    return _page("Events", opening, _table(("Event", "Room", "Fields", "Handled by", "Meaning"), rows))


def law_page() -> str:
    """Every dated rule with its source and grade."""
    from manumit.platform.rooms import manifests

    parts = []
    for manifest in manifests():
        if not manifest.timelines:
            continue
        parts.append(f"## {manifest.room}")
        for timeline in manifest.timelines:
            rows = [
                (row.value, row.starts, row.ends or "", row.source, row.grade.value, row.note)
                for row in timeline.describe(_say)
            ]
            parts.append(
                f"### {timeline.name}\n\n" + _table(("Value", "From", "Until", "Source", "Grade", "Note"), rows)
            )
    opening = (
        "Grades: `seed`, stated in the strategy of 2011; `source`, read in the named public source; `unverified`, a "
        "parameter that is never shown as law."
    )
    return _page("Dated rules", opening, *parts)


def data_page() -> str:
    """Every table: the data class of each field and how long rows are kept."""
    parts = []
    for model in own_models():
        privacy = model.privacy
        kept = privacy.retention
        period = "" if kept.years is None else f", {kept.years} years"
        rows = [
            (f"`{field.name}`", field.get_internal_type(), privacy.of(field.name).value) for field in model._meta.fields
        ]
        parts.append(
            f"## {model._meta.label}\n\n{(model.__doc__ or '').strip().splitlines()[0]}\n\n"
            f"Kept: `{kept.rule}`{period}: {kept.reason}.\n\n" + _table(("Field", "Type", "Data class"), rows)
        )
    return _page("Data", "What each table holds, the data class of each field, and how long rows are kept.", *parts)


def own_models() -> list[Any]:
    """Return every concrete model of the house, by label."""
    from django.apps import apps

    own = [model for model in apps.get_models() if model.__module__.startswith("manumit.")]
    return sorted(own, key=lambda model: model._meta.label)


def openapi() -> str:
    """The OpenAPI document of the HTTP API."""
    from manumit.site.api import api

    return json.dumps(api.get_openapi_schema(), indent=1, sort_keys=True, ensure_ascii=False, default=str) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "commands.md": commands_page,
    "workflows.md": workflows_page,
    "permissions.md": permissions_page,
    "events.md": events_page,
    "law.md": law_page,
    "data.md": data_page,
    "openapi.json": openapi,
}


def differing(folder: Path = REFERENCE) -> list[str]:
    """Return the names of pages on disk that differ from what the program says now."""
    _set_up()
    from django.utils import translation

    with translation.override("en-gb"):
        return [
            name
            for name, make in PAGES.items()
            if not (folder / name).exists() or (folder / name).read_text("utf-8") != make()
        ]


def write(folder: Path = REFERENCE) -> None:
    """Write every page."""
    _set_up()
    from django.utils import translation

    folder.mkdir(parents=True, exist_ok=True)
    with translation.override("en-gb"):
        for name, make in PAGES.items():
            (folder / name).write_text(make(), "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        stale = differing()
        if stale:
            sys.exit(f"Not what the program says: {', '.join(stale)}. Run python docs/make_reference.py.")
    elif sys.argv[1:]:
        sys.exit("Usage: python docs/make_reference.py [--check]")
    else:
        write()
