"""Reads. What an actor may not see does not exist: no row, no count."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from manumit.areas.referrals.models import (
    Decision,
    Involvement,
    Letter,
    Notification,
    Referral,
    RemovalAlarm,
    Review,
)
from manumit.areas.referrals.rules import CHILD_BANDS, NEVER_SENT, PENDING_STATES, REVIEW_STATES
from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment
from manumit.platform.accounts.models import OrganisationRole

_BARRING = ("asylum", "immigration", "family", "other")


def _decided_by(actor: Actor, path: str = "") -> Q:
    """Return the condition under which a row's referral (at `path` from the row) exists for a decision-maker.

    Those in whose lives the actor played a part are asked for by name and by token apart: an OR of both would read
    every person of the register for each page.
    """
    played = Involvement.objects.filter(account_id=actor.user_id, role_played__in=_BARRING)
    named = played.exclude(person=None).values("person_id")
    by_token = played.exclude(subject_token="").values("subject_token")
    sent = ~Q(**{f"{path}state__in": NEVER_SENT})
    return sent & ~Q(**{f"{path}person__in": named}) & ~Q(**{f"{path}person__immigration_token__in": by_token})


def open_to_decide(actor: Actor) -> QuerySet[Referral]:
    """Return every referral that was sent, to those who open identification; a conflict is told to them by the rule."""
    if actor.is_system:
        return Referral.objects.all()
    if not actor.opens(Compartment.IDENTIFICATION):
        return Referral.objects.none()
    return Referral.objects.exclude(state__in=NEVER_SENT)


def visible_to(actor: Actor) -> QuerySet[Referral]:
    """Return the referrals that exist for an actor.

    Decision-makers see what was sent, but nothing of a person with whom they have a conflict. A first responder sees
    the referrals of the own organisation, a port or triage officer what they began, a local authority its children.
    """
    if actor.is_system:
        return Referral.objects.all()
    if not actor.user_id:
        return Referral.objects.none()
    if actor.opens(Compartment.IDENTIFICATION):
        return Referral.objects.filter(_decided_by(actor))
    seen = Q(pk__in=[])
    if actor.has("first_responder") and actor.organisation_id:
        seen |= Q(organisation_id=actor.organisation_id)
    if actor.has("first_responder", "port_officer", "triage_officer"):
        seen |= Q(created_by=actor.user_id)
    if actor.has("local_authority") and actor.opens(Compartment.CHILD) and actor.organisation_id:
        seen |= Q(local_authority_id=actor.organisation_id, age_band__in=CHILD_BANDS) & ~Q(state__in=NEVER_SENT)
    return Referral.objects.filter(seen)


def children_of(actor: Actor) -> QuerySet[Referral]:
    """Return the children whom the actor's own authority safeguards."""
    if not (actor.organisation_id and actor.has("local_authority") and actor.opens(Compartment.CHILD)):
        return Referral.objects.none()
    return visible_to(actor).filter(age_band__in=CHILD_BANDS, local_authority_id=UUID(actor.organisation_id))


def decisions_visible_to(actor: Actor) -> QuerySet[Decision]:
    """Return decisions with their minutes: to decision-makers without a conflict, to nobody else."""
    if actor.is_system:
        return Decision.objects.all()
    if not actor.opens(Compartment.IDENTIFICATION):
        return Decision.objects.none()
    return Decision.objects.filter(_decided_by(actor, "referral__"))


def letters_visible_to(actor: Actor) -> QuerySet[Letter]:
    """Return letters: to decision-makers without a conflict, and to the organisation to which they are addressed."""
    if actor.opens(Compartment.IDENTIFICATION):
        return Letter.objects.filter(_decided_by(actor, "referral__"))
    if not (actor.organisation_id and actor.has("first_responder", "local_authority")):
        return Letter.objects.none()
    return Letter.objects.filter(organisation_id=actor.organisation_id, referral__in=visible_to(actor).values("pk"))


def notifications_visible_to(actor: Actor) -> QuerySet[Notification]:
    """Return notifications without identity: to the organisation that made them and to decision-makers."""
    if actor.opens(Compartment.IDENTIFICATION):
        return Notification.objects.all()
    if actor.has("first_responder", "port_officer") and actor.organisation_id:
        return Notification.objects.filter(organisation_id=actor.organisation_id)
    return Notification.objects.none()


def alarms_visible_to(actor: Actor) -> QuerySet[RemovalAlarm]:
    """Return attempted removals, to decision-makers without a conflict."""
    if not actor.opens(Compartment.IDENTIFICATION):
        return RemovalAlarm.objects.none()
    return RemovalAlarm.objects.filter(_decided_by(actor, "hold__referral__"))


def _of_own_authority(actor: Actor) -> Q:
    """Return the condition that the actor's organisation decides; one without a designation of its own takes every case."""
    if not actor.organisation_id:
        return Q()
    own = OrganisationRole.objects.filter(organisation_id=actor.organisation_id, role="competent_authority")
    scopes = set(own.values_list("scope", flat=True))
    return Q() if not scopes or "" in scopes else Q(authority__in=scopes)


def case_queue(actor: Actor) -> QuerySet[Referral]:
    """Return what a caseworker can decide now, what breaks first at the top."""
    waiting = visible_to(actor).filter(_of_own_authority(actor), state__in=PENDING_STATES)
    return waiting.select_related("person").order_by("next_due", "id")


def review_queue(actor: Actor) -> QuerySet[Referral]:
    """Return what waits for the actor's second pair of eyes: nothing of their own, nothing conflicted, nothing twice."""
    live = Decision.objects.filter(referral=OuterRef("pk")).exclude(reviews__verdict__in=("agree", "return"))
    own = live.filter(author_id=actor.user_id)
    judged = Review.objects.filter(decision__referral=OuterRef("pk"), reviewer_id=actor.user_id, verdict="disagree")
    waiting = visible_to(actor).filter(_of_own_authority(actor), state__in=REVIEW_STATES).exclude(Exists(own))
    waiting = waiting.exclude(Exists(judged), state__in=("rg_review", "cg_review"))
    live_id = Subquery(live.order_by("-at").values("pk")[:1])
    return waiting.annotate(live_id=live_id).select_related("person").order_by("next_due", "id")


def live_decision(referral: Referral) -> Decision | None:
    """Return the proposal that waits for a second person, if there is one."""
    return (
        referral.decisions.exclude(reviews__verdict__in=("agree", "return"))
        .filter(historic=False)
        .order_by("-at")
        .first()
    )


def one_referral(rows: QuerySet[Referral], referral_id: UUID) -> Referral:
    """Return one of the rows. Raises NotFound where it does not exist for the reader."""
    found = rows.filter(pk=referral_id).first()
    if found is None:
        raise NotFound("There is no such referral, or you may not see it.")
    return found
