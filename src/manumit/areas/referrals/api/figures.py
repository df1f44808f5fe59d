"""What figures and other rooms are told of referrals: never a name."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Count

from manumit.areas.referrals.models import Decision, Notification, Referral, RemovalHold
from manumit.areas.referrals.rules import StatisticalRow, SupportFacts
from manumit.errors import AccessRefused, NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment

_COLUMNS = (
    "referred_on",
    "age_group",
    "exploitation",
    "person__sex",
    "person__nationality",
    "responder_name",
    "sector",
    "rg_outcome",
    "rg_on",
    "cg_outcome",
    "cg_on",
    "received_at",
)


def support_facts(referral_id: UUID) -> SupportFacts:
    """Return what a place of safety needs to know of a person; for event handlers of the care room. Raises NotFound."""
    referral = Referral.objects.select_related("person").filter(pk=referral_id).first()
    if referral is None:
        raise NotFound("There is no such referral, or you may not see it.")
    return SupportFacts(
        referral_id=referral.pk,
        pseudonym=referral.person.pseudonym,
        age_band=referral.age_band,
        sex=referral.person.sex,
        region=referral.region,
        languages=tuple(referral.person.languages),
        dependants=referral.person.dependants,
        wants_support=referral.wants_support,
        recovery_ends=referral.recovery_ends,
    )


def statistical_rows(*, by: Actor, since: date, until: date) -> list[StatisticalRow]:
    """Return the referrals received from `since` up to, and not including, `until`, without identity.

    An outcome stands in a row only once a second person agreed it.

    Raises:
        AccessRefused: the actor does not open statistics.
    """
    if not (by.is_system or by.opens(Compartment.STATISTICS)):
        raise AccessRefused("Only those who make figures may read these rows.")
    rows = Referral.objects.filter(referred_on__gte=since, referred_on__lt=until).order_by("referred_on", "id")
    return [
        StatisticalRow(
            referred_on=row[0],
            age_group=row[1],
            exploitation=tuple(row[2]),
            sex=row[3],
            nationality=row[4],
            first_responder=row[5],
            sector=row[6],
            rg_outcome=row[7],
            rg_on=row[8],
            cg_outcome=row[9],
            cg_on=row[10],
            received_at=row[11],
        )
        for row in rows.values_list(*_COLUMNS).iterator(chunk_size=5_000)
    ]


def evidence(*, at: datetime) -> dict[str, int]:
    """Return counts for the strategy room: what was referred, decided by two people and held. No person."""
    states = dict(Referral.objects.exclude(referred_on=None).values_list("state").annotate(n=Count("id")))
    decided = dict(
        Decision.objects.filter(reviews__verdict="agree", at__lte=at).values_list("outcome").annotate(n=Count("id"))
    )
    return {
        "referrals.sent": sum(states.values()),
        "referrals.open": sum(count for state, count in states.items() if state != "closed"),
        "referrals.children": Referral.objects.exclude(referred_on=None).filter(age_group="child").count(),
        "referrals.decided_by_two": sum(decided.values()),
        "referrals.positive_by_two": decided.get("positive", 0),
        "referrals.removals_held": RemovalHold.objects.filter(closed_at=None).count(),
        "referrals.notified": Notification.objects.count(),
    }
