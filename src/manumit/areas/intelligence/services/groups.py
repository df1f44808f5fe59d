"""Groups and their scores on the project's own open scorecard."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.intelligence import rules
from manumit.areas.intelligence.models import Group, GroupEvidence, GroupMember, GroupScore, Mention
from manumit.areas.intelligence.selectors import visible_entities, visible_groups, visible_reports
from manumit.areas.intelligence.services.finding import found
from manumit.engines import graph
from manumit.errors import InputError, RuleBroken
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record
from manumit.platform.thread.links import Ref, link

_LONGEST_NAME = 120


@transaction.atomic
def form_group(
    *,
    by: Actor,
    at: datetime,
    name: str,
    member_ids: Sequence[UUID],
    report_ids: Sequence[UUID],
    roles: Mapping[UUID, str] | None = None,
) -> UUID:
    """Form a group of people and organisations that reports show to act together.

    Args:
        by: who forms it.
        at: aware instant.
        name: what the group is called in the room.
        member_ids: entities, at least two.
        report_ids: submitted reports on which the group rests; who may not see one of them does not see the group.
        roles: principal, significant or peripheral, by entity; peripheral where not given.

    Raises:
        InputError: no name, fewer than two members, no report, or an unknown role.
        RuleBroken: a member may be a victim, or is neither a person nor an organisation.
        NotFound: a member or a report that the actor may not see.
    """
    require(by, "intelligence.form_group")
    given = roles or {}
    if not name.strip() or len(name) > _LONGEST_NAME:
        raise InputError(f"Give the group a name of at most {_LONGEST_NAME} characters.", field="name")
    if len(set(member_ids)) < 2:  # noqa: PLR2004 one is no group
        raise InputError("A group has at least two members.", field="member_ids")
    if not report_ids:
        raise InputError("Name the reports on which the group rests.", field="report_ids")
    if any(role not in rules.GROUP_ROLES for role in given.values()):
        raise InputError("Choose the role of each member from the list.", field="roles")
    reports = [found(visible_reports(by).exclude(state="draft"), each) for each in dict.fromkeys(report_ids)]
    members = [found(visible_entities(by), each) for each in dict.fromkeys(member_ids)]
    for member in members:
        # every report counts here, also those that the actor may not see: a victim must not slip into a group
        said = set(Mention.objects.filter(entity=member).values_list("category", flat=True))
        rules.require_member(member.kind, said)
    group = Group.objects.create(
        name=name.strip(), organisation_id=by.organisation_id or None, by_user=by.user_id, created_at=at
    )
    GroupEvidence.objects.bulk_create(GroupEvidence(group=group, report=report) for report in reports)
    GroupMember.objects.bulk_create(
        GroupMember(group=group, entity=member, role=given.get(member.pk, "peripheral"), at=at) for member in members
    )
    for report in reports:
        link(earlier=Ref("intelligence_report", report.pk), later=Ref("group", group.pk), relation="showed", at=at)
    record(by=by, at=at, action="intelligence.form_group", record=("group", group.pk), detail={"members": len(members)})
    return group.pk


@transaction.atomic
def score_group(*, by: Actor, at: datetime, group_id: UUID, answers: Mapping[str, int | None]) -> graph.GroupScore:
    """Score a group on the open scorecard; earlier scores stay, so that drift can be seen.

    Args:
        by: who scores.
        at: aware instant.
        group_id: a group that the actor may see.
        answers: by attribute key, 0 to 4, or None where it is not known.

    Raises:
        InputError: an attribute or a value that the scorecard does not have; nothing known at all.
        RuleBroken: a member came to be known as somebody who may be a victim since the group was formed.
    """
    require(by, "intelligence.form_group")
    group = found(visible_groups(by), group_id)
    if all(value is None for value in answers.values()):
        raise InputError("Score at least one attribute; leave the others unknown.", field="answers")
    if Mention.objects.filter(entity__memberships__group=group, category="victim").exists():
        raise RuleBroken(
            "A member of this group may be a victim. Form the group anew without the person.", code="role-conflict"
        )
    result = graph.score_group(answers)
    GroupScore.objects.create(
        group=group,
        answers=dict(answers),
        label=result.label,
        low=result.overall.low,
        mid=result.overall.mid,
        high=result.overall.high,
        by_user=by.user_id,
        at=at,
    )
    record(by=by, at=at, action="intelligence.score_group", record=("group", group.pk))
    return result
