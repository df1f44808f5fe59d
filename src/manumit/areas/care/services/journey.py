"""A person's consent, journey plan and incidents."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.care import selectors
from manumit.areas.care.models import Incident, JourneyPlan, SupportConsent, SupportEpisode
from manumit.areas.care.rules import IncidentKind, Need, review_due
from manumit.errors import InputError, MoveRefused, NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.consent import ConsentDecision, ConsentEvent, ConsentPurpose, RecipientClass, standing
from manumit.platform.access import require
from manumit.platform.audit.chain import record


@transaction.atomic
def record_consent(
    *,
    by: Actor,
    at: datetime,
    episode_id: UUID,
    decision: str,
    purpose: str = ConsentPurpose.SUPPORT_TRANSFER,
    language: str,
    evidence: str,
    explained_by: str = "",
    interpreter: str = "",
    capacity_note: str = "",
) -> UUID:
    """Note what the person said when asked.

    Args:
        by: who notes it.
        at: when she said it.
        episode_id: her episode.
        decision: `given`, `refused` or `withdrawn`.
        purpose: `support` or `support-transfer`.
        language: in which it was explained (BCP 47 tag).
        evidence: reference of the signed form, recording or note.
        explained_by: who explained it; the actor where not given.
        interpreter: reference of the interpreter.
        capacity_note: doubts about capacity and what was done.

    Raises:
        InputError: an unknown decision or purpose, or consent without language or evidence.
    """
    require(by, "care.record_consent")
    episode = selectors.episode(by, episode_id)
    if decision not in set(ConsentDecision):
        raise InputError("Choose what the person said.", field="decision")
    if purpose not in {ConsentPurpose.SUPPORT, ConsentPurpose.SUPPORT_TRANSFER}:
        raise InputError("Choose what the person was asked.", field="purpose")
    event = ConsentEvent(
        purpose=ConsentPurpose(purpose),
        recipient_class=RecipientClass.SUPPORT_PROVIDER,
        decision=ConsentDecision(decision),
        at=at,
        explained_by=explained_by or by.user_id,
        language=language,
        interpreter=interpreter,
        evidence=evidence,
        capacity_note=capacity_note,
    )
    stored = store_consent(episode, event)
    record(
        by=by,
        at=at,
        action="care.record_consent",
        record=("support_episode", episode.pk),
        detail={"purpose": event.purpose.value, "decision": event.decision.value},
    )
    return stored.pk


def store_consent(episode: SupportEpisode, event: ConsentEvent) -> SupportConsent:
    """Store an event; the caller audits."""
    return SupportConsent.objects.create(
        episode=episode,
        purpose=event.purpose,
        recipient_class=event.recipient_class,
        decision=event.decision,
        at=event.at,
        explained_by=event.explained_by,
        language=event.language,
        interpreter=event.interpreter,
        scope=event.scope,
        evidence=event.evidence,
        capacity_note=event.capacity_note,
    )


def consent_events(rows: Iterable[SupportConsent]) -> list[ConsentEvent]:
    """Return stored consents as the kernel knows them."""
    return [
        ConsentEvent(
            purpose=ConsentPurpose(row.purpose),
            recipient_class=RecipientClass(row.recipient_class),
            decision=ConsentDecision(row.decision),
            at=row.at,
            explained_by=row.explained_by,
            language=row.language,
            interpreter=row.interpreter,
            scope=row.scope,
            evidence=row.evidence,
            capacity_note=row.capacity_note,
        )
        for row in rows
    ]


def agrees(episode: SupportEpisode, purpose: ConsentPurpose, at: datetime) -> bool:
    """Return whether the person's consent to this purpose is live."""
    events = consent_events(SupportConsent.objects.filter(episode=episode))
    return standing(events, purpose, RecipientClass.SUPPORT_PROVIDER, at).is_live


@transaction.atomic
def write_plan(
    *,
    by: Actor,
    at: datetime,
    episode_id: UUID,
    needs: Mapping[str, str],
    goals: str = "",
    dependants_needs: str = "",
    expected: int | None = None,
) -> UUID:
    """Draw up the journey plan, or review it.

    Args:
        by: the person's support worker, or the contractor.
        at: now.
        episode_id: her episode.
        needs: what she needs, by heading of `rules.Need`; headings without a text are left out.
        goals: what she wants to reach, in her words.
        dependants_needs: needs and risks of the children with her.
        expected: the version that was read; None for the first plan.

    Raises:
        InputError: an unknown heading, or no need at all.
        MoveRefused: support has ended.
        Conflict: somebody else changed the plan first.
    """
    require(by, "care.write_plan")
    episode = selectors.episode(by, episode_id)
    said = {key: text.strip() for key, text in needs.items() if text.strip()}
    if not said:
        raise InputError("Write down at least one need.", field=Need.ACCOMMODATION)
    if unknown := set(said) - set(Need):
        raise InputError("There is no such heading of need.", detail={"headings": sorted(unknown)})
    if episode.ended_on is not None:
        raise MoveRefused("Support has ended. The plan can be read but not changed.")
    plan = JourneyPlan.objects.filter(episode=episode).first()
    if plan is None:
        plan = JourneyPlan(episode=episode, first_drawn_on=at.date())
    plan.needs, plan.goals, plan.dependants_needs = said, goals.strip(), dependants_needs.strip()
    plan.reviewed_on, plan.review_due = at.date(), review_due(at.date())
    plan.changed_at, plan.changed_by = at, by.user_id
    if plan._state.adding:
        plan.save()
    else:
        plan.save_version(expected=expected)
    record(by=by, at=at, action="care.write_plan", record=("support_episode", episode.pk))
    return plan.pk


@transaction.atomic
def record_incident(
    *, by: Actor, at: datetime, episode_id: UUID, kind: str, happened_at: datetime, account: str
) -> UUID:
    """Raise an alert about a person. It stands on the first pages of the contractor and of her worker until it is closed.

    Raises:
        InputError: an unknown kind, no account, or a time that has not come yet.
    """
    require(by, "care.record_incident")
    episode = selectors.episode(by, episode_id)
    if kind not in set(IncidentKind):
        raise InputError("Choose what happened.", field="kind")
    if not account.strip():
        raise InputError("Say what happened and what was done so far.", field="account")
    if happened_at > at:
        raise InputError("This time has not come yet. Check it.", field="happened_at")
    incident = Incident.objects.create(
        episode=episode,
        kind=kind,
        happened_at=happened_at,
        recorded_at=at,
        recorded_by=by.user_id,
        account=account.strip(),
    )
    record(by=by, at=at, action="care.record_incident", record=("incident", incident.pk), detail={"kind": kind})
    return incident.pk


@transaction.atomic
def close_incident(*, by: Actor, at: datetime, incident_id: UUID, done: str) -> None:
    """Close an alert with what was done about it. Raises InputError without that, MoveRefused where it is closed."""
    require(by, "care.close_incident")
    incident = selectors.incidents_visible_to(by).select_for_update(of=("self",)).filter(pk=incident_id).first()
    if incident is None:
        raise NotFound(selectors.GONE)
    if incident.closed_at is not None:
        raise MoveRefused("This alert is closed already.")
    if not done.strip():
        raise InputError("Say what was done about it.", field="done")
    incident.closed_at, incident.closed_by, incident.done = at, by.user_id, done.strip()
    incident.save(update_fields=["closed_at", "closed_by", "done"])
    record(by=by, at=at, action="care.close_incident", record=("incident", incident.pk))
