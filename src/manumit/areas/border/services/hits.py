"""Hits: read, met, closed by an outcome and by nothing else; and the way from a person met to a referral."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from manumit.areas.border.models import Hit, Manifest, Outcome, Traveller, WatchlistEntry
from manumit.areas.border.rules import HIT, HitContext, ReviewStatus, TravelStatus, outcome_kind, unread_since
from manumit.areas.border.selectors.visibility import visible_hits
from manumit.areas.border.services.people import birth_of
from manumit.areas.border.services.screening import screen_travellers
from manumit.areas.referrals import api as referrals
from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.places import find_country, find_port
from manumit.platform.access import require
from manumit.platform.accounts.actors import accounts_with_role
from manumit.platform.audit.chain import record
from manumit.platform.mail.notices import notify
from manumit.platform.thread.links import Ref, link

_RESCREENED_AT_ONCE = 200
_SEXES = {"M", "F", "X"}


def _take(by: Actor, hit_id: UUID) -> Hit:
    hit = (
        visible_hits(by)
        .select_for_update(of=("self",))
        .filter(pk=hit_id)
        .select_related("traveller", "manifest")
        .first()
    )
    if hit is None:
        raise NotFound("There is no such hit, or you may not see it.")
    return hit


@transaction.atomic
def read_hit(*, by: Actor, at: datetime, hit_id: UUID) -> None:
    """Note that somebody opened a hit; the first reader and time stay. Every opening is audited. Raises NotFound."""
    require(by, "border.read_hit")
    hit = _take(by, hit_id)
    if hit.state == "open":
        hit.state = HIT.check("read_hit", hit.state, HitContext()).target
        hit.read_by, hit.read_at = by.user_id, at
        hit.save(update_fields=["state", "read_by", "read_at"])
    record(by=by, at=at, action="border.open_hit", record=("hit", hit.pk))


@transaction.atomic
def record_outcome(*, by: Actor, at: datetime, hit_id: UUID, outcome: str, note: str = "", reference: str = "") -> UUID:
    """Record what was found. A possible victim keeps the hit in sight until her referral is started; all else closes it.

    Args:
        by: the officer, or the hub.
        at: when.
        hit_id: the hit.
        outcome: a key of `rules.OUTCOMES`.
        note: what happened; needed where the outcome says so.
        reference: the police's or the safeguarding team's reference, where there is one.

    Raises:
        NotFound: there is no such hit for the actor.
        InputError: an unknown outcome.
        MoveRefused: the hit is closed, or a note is missing.
    """
    require(by, "border.record_outcome")
    hit = _take(by, hit_id)
    kind = outcome_kind(outcome)
    move = HIT.check("meet" if kind.leads_to_referral else "close", hit.state, HitContext(kind.key, note))
    row = Outcome.objects.create(
        hit=hit,
        kind=kind.key,
        note=note.strip(),
        reference=reference.strip()[:60],
        recorded_by=by.user_id,
        recorded_at=at,
    )
    hit.state, hit.outcome = move.target, kind.key
    if not hit.read_by:
        hit.read_by, hit.read_at = by.user_id, at
    if move.target == "closed":
        hit.closed_at = at
    hit.save(update_fields=["state", "outcome", "read_by", "read_at", "closed_at"])
    link(earlier=Ref("hit", hit.pk), later=Ref("outcome", row.pk), relation="ended in", at=at)
    record(by=by, at=at, action="border.record_outcome", record=("hit", hit.pk), detail={"outcome": kind.key})
    return row.pk


@transaction.atomic
def start_referral_from_hit(*, by: Actor, at: datetime, hit_id: UUID) -> UUID:
    """Start the draft of a referral with what is known carried over, and close the hit. What the watchlist says stays here.

    Returns:
        The identifier of the draft.

    Raises:
        NotFound: there is no such hit for the actor.
        MoveRefused: no outcome says that the person may be a victim or a child at risk.
    """
    require(by, "border.start_referral")
    hit = _take(by, hit_id)
    move = HIT.check("start_referral", hit.state, HitContext(hit.outcome))
    last = hit.outcomes.order_by("-recorded_at", "-id").first()
    if last is None:
        raise NotFound("There is no outcome to start from.")
    referral_id: UUID = referrals.start_referral(by=by, at=at, facts=_facts(hit, last), earlier=Ref("outcome", last.pk))
    hit.state, hit.closed_at, hit.referral_id = move.target, at, referral_id
    hit.save(update_fields=["state", "closed_at", "referral_id"])
    record(by=by, at=at, action="border.start_referral", record=("hit", hit.pk), detail={"referral": str(referral_id)})
    return referral_id


def _facts(hit: Hit, outcome: Outcome) -> referrals.ReferralFacts:
    traveller = hit.traveller
    port = find_port(hit.port)
    local = outcome.recorded_at.astimezone(port.zone) if port else outcome.recorded_at
    child = traveller.is_child or outcome.kind == "child_concern"
    band = "child" if child else "unsure" if traveller.is_child is None else "adult"
    country = find_country(traveller.nationality) if traveller.nationality else None
    return referrals.ReferralFacts(
        given_names=traveller.given_names,
        surname=traveller.surname,
        birth=birth_of(traveller),
        sex=traveller.sex if traveller.sex in _SEXES else "",
        nationalities=(traveller.nationality,) if country else (),
        age_band=band,
        account=_account(hit, outcome),
        place_found=port.name if port else hit.port,
        found_on=local.date(),
        source="border",
    )


def _account(hit: Hit, outcome: Outcome) -> str:
    """Return what the officer wrote, and which indicators led to the person; never what the watchlist says of her."""
    titles = hit.reasons.filter(kind="indicator").order_by("added_at").values_list("title", flat=True)
    led = f"Met at the border because of these indicators: {'; '.join(titles)}." if titles else ""
    return "\n\n".join(part for part in (outcome.note, led) if part)


def rescreen_upcoming(*, by: Actor, at: datetime) -> int:
    """Screen everybody again who is still to arrive, after the list or an indicator changed. Returns how many people.

    Raises:
        AccessRefused: only the house itself and the hub may.
    """
    require(by, "border.rescreen")
    people = 0
    upcoming = Manifest.objects.filter(meet_at__gte=at).order_by("meet_at")
    for manifest in upcoming.iterator(chunk_size=_RESCREENED_AT_ONCE):
        with transaction.atomic():
            rows = list(
                Traveller.objects.filter(manifest=manifest).exclude(
                    status__in=(TravelStatus.CANCELLED, TravelStatus.NOT_BOARDED)
                )
            )
            message_id = rows[0].message_id if rows else None
            if message_id is not None:
                screen_travellers(rows, manifest, message_id=message_id, received=manifest.first_received_at, at=at)
            people += len(rows)
    record(by=by, at=at, action="border.rescreen", detail={"travellers": people})
    return people


@transaction.atomic
def alert_unread(at: datetime) -> int:
    """Tell the supervisors of hits that nobody has read in time; each hit is told of once, and none is ever removed."""
    late = Hit.objects.filter(state="open", raised_at__lte=unread_since(at), notified_at__isnull=True)
    count = late.update(notified_at=at)
    if count:
        for account in accounts_with_role("targeting_supervisor", day=at.date()):
            notify(to=account.email, template="task", href=reverse("border:hits"))
    return count


@transaction.atomic
def alert_reviews(at: datetime) -> int:
    """Tell the supervisors of entries whose review is due; an entry past its review stays on the list until a person acts."""
    day = at.date()
    due = WatchlistEntry.objects.filter(status=ReviewStatus.APPROVED, review_on__lte=day, review_notice_on__isnull=True)
    count = due.update(review_notice_on=day)
    if count:
        for account in accounts_with_role("targeting_supervisor", day=day):
            notify(to=account.email, template="clock", href=reverse("border:watchlist"))
    return count
