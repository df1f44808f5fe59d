"""What the rooms must register: data classes and retention, dated rules with sources, links that cross rooms."""

import dataclasses
from collections.abc import Mapping
from importlib import import_module
from pkgutil import walk_packages
from typing import ClassVar

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from manumit.kernel.timeline import Timeline
from manumit.platform.crypto.fields import EncryptedJSONField, EncryptedTextField
from manumit.platform.records.privacy import PERMANENT, WITH_PARENT, DataClass, Privacy, Retention
from manumit.platform.rooms import manifests

OWN = sorted(
    (model for model in apps.get_models() if model.__module__.startswith("manumit.")),
    key=lambda model: model._meta.label,
)
BY_ROOM = {manifest.room: manifest for manifest in manifests()}
HIDDEN = {DataClass.PERSONAL, DataClass.SENSITIVE}


def faults_of_privacy(model: type[models.Model]) -> list[str]:
    """What is wrong with a model's declaration of data classes and retention."""
    privacy = getattr(model, "privacy", None)
    if not isinstance(privacy, Privacy):
        return ["declares no privacy"]
    real = {field.name for field in model._meta.get_fields() if not field.auto_created or field.concrete}
    named = privacy.named()
    faults = [f"names {name}, which is no field" for name in named if name not in real]
    faults += [f"names {name} twice" for name in set(named) if named.count(name) > 1]
    kept = privacy.retention
    if kept not in {PERMANENT, WITH_PARENT}:
        if kept.years is not None and kept.years < 0:
            faults.append("is kept for less than no time")
        if not kept.rule.strip():
            faults.append("names no retention rule")
    if not kept.reason.strip():
        faults.append("gives no reason for its retention")
    return faults


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_every_field_has_a_data_class_and_every_table_a_retention_rule(model):
    assert faults_of_privacy(model) == []


def test_a_false_declaration_is_found():
    class Field:
        name, auto_created, concrete = "name", False, True

    class Planted:
        class _meta:  # noqa: N801 Django's name
            @staticmethod
            def get_fields():
                return [Field]

        privacy: ClassVar[Privacy] = Privacy(
            default=DataClass.OFFICIAL, retention=Retention("", -1, " "), personal=("nmae",)
        )

    faults = faults_of_privacy(Planted)
    assert len(faults) == 4
    assert "names nmae, which is no field" in faults


ENCRYPTED_BUT_OFFICIAL = {
    "accounts.BrokenGlass.review_note": "the guardian's finding on a colleague; encrypted since it may repeat the reason",
}


def test_what_is_encrypted_is_classed_as_personal_or_sensitive():
    found = {
        f"{model._meta.label}.{field.name}"
        for model in OWN
        for field in model._meta.get_fields()
        if isinstance(field, (EncryptedTextField, EncryptedJSONField)) and model.privacy.of(field.name) not in HIDDEN
    }
    assert found - set(ENCRYPTED_BUT_OFFICIAL) == set()


def crossing(model: type[models.Model]) -> set[str]:
    """Labels of other rooms' models that a model points at."""
    rooms = set(settings.ROOMS)
    own = model._meta.app_label
    return {
        field.related_model._meta.label
        for field in model._meta.get_fields()
        if field.concrete
        and field.is_relation
        and field.related_model is not None
        and field.related_model._meta.app_label in rooms - {own}
    }


def test_every_foreign_key_between_rooms_is_declared():
    undeclared = {
        f"{model._meta.label} -> {label}"
        for model in OWN
        if model._meta.app_label in settings.ROOMS
        for label in crossing(model) - BY_ROOM[model._meta.app_label].links_to
    }
    assert undeclared == set()


def test_every_declared_link_between_rooms_exists():
    real = {}
    for model in OWN:
        real.setdefault(model._meta.app_label, set()).update(crossing(model))
    stale = {f"{room}: {label}" for room, held in BY_ROOM.items() for label in held.links_to - real.get(room, set())}
    assert stale == set()


def _rules_modules(room: str):
    name = f"manumit.areas.{room}.rules"
    try:
        module = import_module(name)
    except ModuleNotFoundError:
        return
    yield module
    for found in walk_packages(getattr(module, "__path__", ()), f"{name}."):
        yield import_module(found.name)


def timelines_in(value: object, depth: int = 0) -> list[Timeline[object]]:
    """Every timeline that a module's value is or holds."""
    if isinstance(value, Timeline):
        return [value]
    if depth > 2:
        return []
    held: list[object] = []
    if isinstance(value, Mapping):
        held = list(value.values())
    elif isinstance(value, (list, tuple, set, frozenset)):
        held = list(value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = [getattr(value, item.name) for item in dataclasses.fields(value)]
    return [timeline for item in held for timeline in timelines_in(item, depth + 1)]


@pytest.mark.parametrize("room", settings.ROOMS)
def test_every_dated_rule_of_a_room_is_registered(room):
    registered = {id(timeline) for timeline in BY_ROOM[room].timelines}
    found = {
        timeline.name
        for module in _rules_modules(room)
        for value in vars(module).values()
        for timeline in timelines_in(value)
        if id(timeline) not in registered
    }
    assert found == set()


def test_every_registered_rule_has_a_source_and_says_when_it_is_only_a_parameter():
    rules = [(m.room, t.name, rule) for m in manifests() for t in m.timelines for rule in t]
    assert rules
    assert [(room, name) for room, name, rule in rules if not rule.source.document.strip()] == []
    assert [
        (room, name) for room, name, rule in rules if rule.source.grade == "seed" and not rule.source.paragraph
    ] == []


def test_a_timeline_inside_a_mapping_is_found():
    timeline = next(t for m in manifests() for t in m.timelines)
    assert timelines_in({"one": (timeline,)}) == [timeline]


@pytest.mark.parametrize("room", settings.ROOMS)
def test_every_workflow_of_a_room_is_registered_and_its_permissions_exist(room):
    from manumit.kernel.workflow import Workflow
    from manumit.platform.access.permissions import all_permissions

    registered = {id(workflow) for workflow in BY_ROOM[room].workflows}
    found = {
        value.key
        for module in _rules_modules(room)
        for value in vars(module).values()
        if isinstance(value, Workflow) and id(value) not in registered
    }
    assert found == set()
    known = {permission.name for permission in all_permissions()}
    named = {move.permission for workflow in BY_ROOM[room].workflows for move in workflow.moves.values()}
    assert named - known == set()
