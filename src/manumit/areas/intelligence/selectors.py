"""Reads of the room. Inside the compartment, handling and marking bind further; every read begins with what the actor may see.

Whatever rests on a report exists only for those who may see the report, so that counts, paths, neighbours and history
are the same whether or not a hidden report exists.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from manumit.areas.intelligence.models import (
    Claim,
    Debrief,
    Dissemination,
    Entity,
    EntityLink,
    Group,
    GroupEvidence,
    GroupMember,
    IntelligenceReport,
    LastLook,
    Mention,
)
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment

RECIPIENT_ROLES = frozenset(
    {
        "liaison_officer",
        "intelligence_officer",
        "intelligence_supervisor",
        "tasking_officer",
        "financial_investigator",
        "prosecutor",
        "targeting_analyst",
        "targeting_supervisor",
    }
)
"""Who may open what was sent to their organisation."""
_RECEIVED = ("sent", "acknowledged", "answered", "recalled")
_SHARED = ("released", "disseminated")


def is_analyst(actor: Actor) -> bool:
    """Whether the room is open to the actor beyond what was sent to them: an officer, a supervisor, or broken glass."""
    if not actor.opens(Compartment.INTELLIGENCE):
        return False
    return actor.has("intelligence_officer", "intelligence_supervisor") or Compartment.INTELLIGENCE in actor.glass


def visible_reports(actor: Actor) -> QuerySet[IntelligenceReport]:
    """Reports that exist for an actor.

    An author sees the own ones, drafts too, as long as the compartment is open. A supervisor sees every submitted one. An
    officer sees those without wall, and those of the own organisation. A liaison officer sees those of the own post.
    """
    if not actor.opens(Compartment.INTELLIGENCE):
        return IntelligenceReport.objects.none()
    own = Q(author_id=actor.user_id) if actor.user_id else Q(pk__in=[])
    theirs = Q(organisation_id=actor.organisation_id) if actor.organisation_id else Q(pk__in=[])
    if actor.has("intelligence_supervisor"):
        return IntelligenceReport.objects.filter(own | ~Q(state="draft"))
    if is_analyst(actor):
        return IntelligenceReport.objects.filter(own | (~Q(state="draft") & (Q(walled=False) | theirs)))
    if actor.has("liaison_officer"):
        return IntelligenceReport.objects.filter(own | (~Q(state="draft") & theirs))
    return IntelligenceReport.objects.none()


def visible_debriefs(actor: Actor) -> QuerySet[Debrief]:
    """De-briefs that exist for an actor: all of them for analysts, because they are held once for every agency."""
    return Debrief.objects.all() if is_analyst(actor) else Debrief.objects.none()


def visible_mentions(actor: Actor) -> QuerySet[Mention]:
    """What may be read of entities: the mentions in reports that the actor may see."""
    if not is_analyst(actor):
        return Mention.objects.none()
    return Mention.objects.filter(report__in=visible_reports(actor).values("pk"))


def visible_entities(actor: Actor) -> QuerySet[Entity]:
    """Entities that exist for an actor: those that a visible report mentions."""
    return Entity.objects.filter(Exists(visible_mentions(actor).filter(entity=OuterRef("pk"))))


def visible_links(actor: Actor) -> QuerySet[EntityLink]:
    """Links that exist for an actor: the report and both ends are visible, so that no link shows one end only."""
    entities = visible_entities(actor).values("pk")
    return EntityLink.objects.filter(
        report__in=visible_reports(actor).values("pk"), source__in=entities, target__in=entities
    )


def visible_groups(actor: Actor) -> QuerySet[Group]:
    """Groups that exist for an actor: every report on which the group rests is visible."""
    if not is_analyst(actor):
        return Group.objects.none()
    hidden = GroupEvidence.objects.filter(group=OuterRef("pk")).exclude(report__in=visible_reports(actor).values("pk"))
    return Group.objects.filter(~Exists(hidden))


def visible_members(actor: Actor, group: Group) -> QuerySet[GroupMember]:
    """Members of a visible group that exist for the actor."""
    return group.members.filter(entity__in=visible_entities(actor).values("pk"))


def visible_disseminations(actor: Actor) -> QuerySet[Dissemination]:
    """Disseminations that exist for an actor: those of what an analyst may see, and those sent to the own organisation."""
    seen = Q(pk__in=[])
    if is_analyst(actor):
        seen |= Q(report__in=visible_reports(actor).values("pk")) | Q(group__in=visible_groups(actor).values("pk"))
    return Dissemination.objects.filter(seen | _received(actor))


def received_disseminations(actor: Actor) -> QuerySet[Dissemination]:
    """What was sent to the actor's organisation, recalled ones too."""
    return Dissemination.objects.filter(_received(actor))


def _received(actor: Actor) -> Q:
    if not actor.organisation_id or not actor.has(*RECIPIENT_ROLES):
        return Q(pk__in=[])
    return Q(recipient_id=actor.organisation_id, state__in=_RECEIVED)


def waiting_for_release(actor: Actor) -> QuerySet[IntelligenceReport]:
    """The release queue, oldest first; the actor's own reports are absent."""
    rows = visible_reports(actor).filter(state="submitted").exclude(author_id=actor.user_id)
    return rows.order_by("submitted_at", "pk")


def waiting_for_approval(actor: Actor) -> QuerySet[Dissemination]:
    """Proposed disseminations, oldest first; the actor's own proposals are absent."""
    rows = visible_disseminations(actor).filter(state="proposed").exclude(proposed_by=actor.user_id)
    return rows.select_related("recipient", "report", "group").order_by("proposed_at", "pk")


def came_in(actor: Actor) -> QuerySet[IntelligenceReport]:
    """Reports released since the actor last said that all was seen, newest first; own ones are absent."""
    rows = visible_reports(actor).filter(state__in=_SHARED).exclude(author_id=actor.user_id)
    mark = LastLook.objects.filter(user_id=actor.user_id).values_list("at", flat=True).first()
    if mark is not None:
        rows = rows.filter(released_at__gt=mark)
    return rows.order_by("-released_at", "pk")


def own_drafts(actor: Actor) -> QuerySet[IntelligenceReport]:
    """The actor's unfinished reports, newest first."""
    return visible_reports(actor).filter(author_id=actor.user_id, state="draft").order_by("-created_at")


def answered_proposals(actor: Actor) -> QuerySet[Dissemination]:
    """Feedback on what the actor sent or wrote, newest first."""
    rows = visible_disseminations(actor).filter(state="answered")
    mine = rows.filter(Q(proposed_by=actor.user_id) | Q(report__author_id=actor.user_id))
    return mine.select_related("recipient").order_by("-sent_at")


def current_claims(pseudonym: str) -> dict[str, Claim]:
    """The ledger of a person: the latest claim of each question that was put, in any de-brief. For services and the door."""
    rows = Claim.objects.filter(debrief__subject_pseudonym=pseudonym).select_related("debrief")
    latest: dict[str, Claim] = {}
    for claim in rows.order_by("at", "number", "pk"):
        latest[claim.question] = claim
    return latest
