"""Entities, what reports say of them, and links; each statement rests on one report and is never taken back in silence."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.intelligence import rules
from manumit.areas.intelligence.models import Entity, EntityLink, GroupMember, IntelligenceReport, Mention
from manumit.areas.intelligence.selectors import visible_entities, visible_reports
from manumit.areas.intelligence.services.finding import found
from manumit.errors import Duplicate, RuleBroken
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record


def _report(by: Actor, report_id: UUID) -> IntelligenceReport:
    report = found(visible_reports(by), report_id)
    if report.state == "draft":
        raise RuleBroken("Submit the report before you draw on it.")
    return report


@transaction.atomic
def add_entity(
    *,
    by: Actor,
    at: datetime,
    kind: str,
    label: str,
    properties: Mapping[str, object],
    report_id: UUID,
    category: str = "",
) -> UUID:
    """Put a person, object, location, event or organisation on the map, with what one report says of it.

    Args:
        by: who reads the report.
        at: aware instant.
        kind: one of the five.
        label: a name; for a person who may be a victim the pseudonym.
        properties: anything that the report says, by name; kept encrypted.
        report_id: a submitted report that the actor may see.
        category: of a person: suspect, convicted, witness, victim or unknown (the latter where left out).

    Raises:
        InputError: naming the field.
        RuleBroken: identifying properties of a person who may be a victim.
    """
    require(by, "intelligence.link_entities")
    report = _report(by, report_id)
    category = category or ("unknown" if kind == "person" else "")
    rules.require_entity(kind, label, category, properties)
    entity = Entity.objects.create(kind=kind, created_at=at)
    _mention(entity, report, label, category, properties, by, at)
    record(by=by, at=at, action="intelligence.add_entity", record=("entity", entity.pk), detail={"kind": kind})
    return entity.pk


@transaction.atomic
def mention_entity(
    *,
    by: Actor,
    at: datetime,
    entity_id: UUID,
    label: str,
    properties: Mapping[str, object],
    report_id: UUID,
    category: str = "",
) -> None:
    """Add what another report says of an entity; arguments and errors as for `add_entity`.

    Raises:
        RuleBroken: a member of a group would become somebody who may be a victim: take the conflict to a supervisor
            first (people are not punished for what they were made to do); code `role-conflict`.
    """
    require(by, "intelligence.link_entities")
    report = _report(by, report_id)
    entity = found(visible_entities(by), entity_id)
    category = category or ("unknown" if entity.kind == "person" else "")
    rules.require_entity(entity.kind, label, category, properties)
    if category == "victim" and GroupMember.objects.filter(entity=entity).exists():
        raise RuleBroken(
            "This person stands in a group, and may be a victim. Ask a supervisor to look at the group before you go on.",
            code="role-conflict",
        )
    _mention(entity, report, label, category, properties, by, at)
    record(by=by, at=at, action="intelligence.mention_entity", record=("entity", entity.pk))


def _mention(
    entity: Entity,
    report: IntelligenceReport,
    label: str,
    category: str,
    properties: Mapping[str, object],
    by: Actor,
    at: datetime,
) -> None:
    Mention.objects.create(
        entity=entity,
        report=report,
        label=label.strip(),
        category=category,
        properties={key.strip(): value for key, value in properties.items()},
        by_user=by.user_id,
        at=at,
    )


@transaction.atomic
def link_entities(*, by: Actor, at: datetime, from_id: UUID, to_id: UUID, relation: str, report_id: UUID) -> UUID:
    """Link two entities by what one report says; the link is graded as the report is.

    Raises:
        InputError: an unknown relation, or twice the same thing.
        Duplicate: the report says so already.
        NotFound: an end or the report that the actor may not see.
    """
    require(by, "intelligence.link_entities")
    rules.require_relation(relation, same=from_id == to_id)
    report = _report(by, report_id)
    source, target = found(visible_entities(by), from_id), found(visible_entities(by), to_id)
    if EntityLink.objects.filter(source=source, target=target, relation=relation, report=report).exists():
        raise Duplicate("This report links them in these words already.")
    made = EntityLink.objects.create(
        source=source, target=target, relation=relation, report=report, by_user=by.user_id, at=at
    )
    record(
        by=by, at=at, action="intelligence.link_entities", record=("entity", source.pk), detail={"relation": relation}
    )
    return made.pk
