"""Beginning a referral and working on its draft."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from manumit.areas.referrals.models import Person, Referral, SignSeen
from manumit.areas.referrals.rules import CaseContext, ReferralFacts, local_day, statistical_group
from manumit.areas.referrals.selectors import one_referral, visible_to
from manumit.areas.referrals.services.common import forget_person, locked, make_move, random_code, token_of
from manumit.errors import InputError, MoveRefused
from manumit.kernel.actor import Actor, system
from manumit.platform.access import require
from manumit.platform.accounts.actors import organisation_holds
from manumit.platform.accounts.models import Organisation
from manumit.platform.audit.chain import record
from manumit.platform.drafts.store import KEPT_FOR
from manumit.platform.thread.links import Ref, link

if TYPE_CHECKING:
    from collections.abc import Mapping


@transaction.atomic
def start_referral(
    *, by: Actor, at: datetime, facts: ReferralFacts, earlier: Ref | None = None, for_organisation_id: str = ""
) -> UUID:
    """Begin a draft with the facts that are known, and link it to the record that led to it.

    Args:
        by: a first responder, or whoever met or heard of the person.
        at: now.
        facts: what is known so far.
        earlier: the record that led here, such as a hit.
        for_organisation_id: the first responder that will finish and send it; the actor's own organisation where empty.

    Raises:
        InputError: the organisation named is not a first responder on the day.
    """
    require(by, "referrals.start_referral")
    organisation_id = for_organisation_id or by.organisation_id
    if for_organisation_id and not organisation_holds(for_organisation_id, "first_responder", day=local_day(at)):
        raise InputError("Choose an organisation that is a first responder today.", field="for_organisation_id")
    person = Person(pseudonym=_free_pseudonym())
    organisation = Organisation.objects.filter(pk=organisation_id).first() if organisation_id else None
    referral = Referral(
        person=person,
        organisation=organisation,
        responder_name=organisation.name if organisation else "",
        sector=organisation.kind if organisation else "",
        created_at=at,
        created_by=by.user_id,
        changed_at=at,
        changed_by=by.user_id,
    )
    _carry(facts, person, referral)
    person.save(force_insert=True)
    referral.save(force_insert=True)
    _keep_signs(referral, facts)
    if earlier is not None:
        link(earlier=earlier, later=Ref("referral", referral.pk), relation="led to", at=at)
    record(by=by, at=at, action="referrals.start_referral", record=("referral", referral.pk))
    return referral.pk


@transaction.atomic
def save_facts(*, by: Actor, at: datetime, referral_id: UUID, facts: ReferralFacts, expected_version: int) -> int:
    """Replace the facts of a draft and return its new version.

    Raises:
        Conflict: somebody else changed the draft first.
        MoveRefused: it was already sent; add to it instead.
    """
    referral = one_referral(visible_to(by).select_related("person"), referral_id)
    require(by, "referrals.refer", referral)
    if referral.state != "draft":
        raise MoveRefused("This referral was sent. What you learn now can be added to it, not changed in it.")
    _carry(facts, referral.person, referral)
    referral.changed_at, referral.changed_by = at, by.user_id
    referral.save_version(expected=expected_version)
    referral.person.save()
    referral.signs.all().delete()
    _keep_signs(referral, facts)
    record(by=by, at=at, action="referrals.save_facts", record=("referral", referral.pk))
    return referral.version


def expire_drafts(at: datetime) -> int:
    """Empty every draft that nobody touched for 28 days; returns how many (reference on referrals, section 6.3)."""
    by = system("clocks")
    old = Referral.objects.filter(state="draft", changed_at__lt=at - KEPT_FOR).values_list("pk", flat=True)
    return sum(_expire(by, at, referral_id) for referral_id in list(old))


@transaction.atomic
def _expire(by: Actor, at: datetime, referral_id: UUID) -> int:
    referral = locked(referral_id)
    if referral.state != "draft":
        return 0
    make_move(referral, "expire", by=by, at=at, context=CaseContext(actor_id=by.user_id, at=at, day=local_day(at)))
    forget_person(referral)
    record(by=by, at=at, action="referrals.expire_draft", record=("referral", referral.pk))
    return 1


def facts_of(referral: Referral) -> ReferralFacts:
    """Return the facts of a referral as they stand."""
    person = referral.person
    consent: Mapping[str, Any] = referral.consent_draft
    signs = list(referral.signs.all())
    return ReferralFacts(
        age_band=referral.age_band,
        given_names=person.given_names,
        surname=person.surname,
        aliases=tuple(person.aliases),
        birth=datetime.fromisoformat(person.birth).date() if person.birth else None,
        sex=person.sex,
        nationalities=tuple(person.nationalities),
        languages=tuple(person.languages),
        exploitation=tuple(referral.exploitation),
        account=referral.account,
        indicators=tuple(sign.key for sign in signs),
        reasons=tuple((sign.key, sign.reason) for sign in signs),
        place_found=referral.place_found,
        region=referral.region,
        found_on=referral.found_on,
        source=referral.source,
        local_authority_contact=referral.local_authority_contact,
        local_authority_id=str(referral.local_authority_id or ""),
        wants_support=referral.wants_support,
        dependants=person.dependants,
        language_explained=str(consent.get("language", "")),
        interpreter=str(consent.get("interpreter", "")),
        explained_by=str(consent.get("explained_by", "")),
        safe_contact=person.safe_contact,
        immigration_reference=person.immigration_reference,
        immigration_issue=referral.immigration_issue,
        enforcement_case=referral.enforcement_case,
        nation=referral.nation,
    )


def _free_pseudonym() -> str:
    while Person.objects.filter(pseudonym=(drawn := f"MN-{random_code(4, 1)}")).exists():
        continue
    return drawn


def _carry(facts: ReferralFacts, person: Person, referral: Referral) -> None:
    person.given_names, person.surname = facts.given_names.strip(), facts.surname.strip()
    person.aliases = list(facts.aliases)
    person.birth = facts.birth.isoformat() if facts.birth else ""
    person.sex, person.languages, person.dependants = facts.sex, list(facts.languages), facts.dependants
    person.nationalities = list(facts.nationalities)
    person.nationality = facts.nationalities[0] if facts.nationalities else ""
    person.safe_contact = facts.safe_contact
    person.immigration_reference = facts.immigration_reference
    person.immigration_token = token_of(facts.immigration_reference)
    referral.age_band, referral.age_group = facts.age_band, statistical_group(facts.age_band)
    referral.exploitation, referral.account = list(facts.exploitation), facts.account
    referral.place_found, referral.region, referral.found_on = facts.place_found, facts.region, facts.found_on
    referral.source, referral.nation = facts.source, facts.nation
    referral.local_authority_contact = facts.local_authority_contact
    referral.local_authority = _local_authority(facts.local_authority_id)
    referral.wants_support = facts.wants_support
    referral.immigration_issue, referral.enforcement_case = facts.immigration_issue, facts.enforcement_case
    referral.consent_draft = {
        "language": facts.language_explained,
        "interpreter": facts.interpreter,
        "explained_by": facts.explained_by,
    }


def _local_authority(organisation_id: str) -> Organisation | None:
    if not organisation_id:
        return None
    found = Organisation.objects.filter(
        pk=organisation_id, kind__in=("local_authority", "guardian"), active=True
    ).first()
    if found is None:
        raise InputError("Choose a local authority from the list.", field="local_authority_id")
    return found


def _keep_signs(referral: Referral, facts: ReferralFacts) -> None:
    reasons = dict(facts.reasons)
    SignSeen.objects.bulk_create(
        SignSeen(referral=referral, key=key, reason=reasons.get(key, "")) for key in facts.indicators
    )
