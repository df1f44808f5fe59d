"""Work that waits on the day the demonstration stands at, so that every desk has something to do."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from manumit.areas.care import api as care
from manumit.areas.intelligence import api as intelligence
from manumit.areas.operations import api as operations
from manumit.areas.referrals import api as referrals
from manumit.areas.statistics import api as statistics
from manumit.cli.demo.nation import bulk_referrals
from manumit.cli.demo.nation.model import Referral
from manumit.cli.demo.world import World
from manumit.kernel.actor import Actor

_NEEDED = 11
_ACCOUNT = "Promised work by someone known to the family; on arrival the passport was taken and a debt was named."


@dataclass(frozen=True, slots=True)
class Sent:
    """A referral that was sent: who is it, and in which authority's hands it lies."""

    referral_id: UUID
    pseudonym: str


def open_cases(world: World) -> int:
    """Send referrals and take them as far as a desk's queue should show them; returns how many were sent."""
    days = Days(world)
    adults = iter([row for row in bulk_referrals(80, world.nation.seed) if not row.child][:_NEEDED])
    child = next(row for row in bulk_referrals(80, world.nation.seed) if row.child)
    pending = [days.refer(next(adults), ago=ago) for ago in (9, 6, 2, 0)]
    days.refer_child(child, ago=1)
    for ago in (8, 5):
        days.propose(days.refer(next(adults), ago=ago), ago=ago - 3)
    returned = days.propose(days.refer(next(adults), ago=7), ago=5)
    referrals.return_decision(
        by=days.reviewer, at=days.at(4), decision_id=returned, reasons="Say which evidence shows the means of control."
    )
    for ago, settled in ((30, True), (26, True), (6, False)):
        sent = days.refer(next(adults), ago=ago)
        referrals.agree_decision(by=days.reviewer, at=days.at(ago - 2), decision_id=days.propose(sent, ago=ago - 1))
        if settled:
            days.settle(sent, ago=ago - 2)
    days.refuse(next(adults), ago=3)
    days.draft(ago=1)
    _other_desks(world, days)
    return len(pending) + 7


class Days:
    """Acts of the staff some days before the day the demonstration stands at."""

    def __init__(self, world: World) -> None:
        self.world = world
        actor = world.staff.actor
        self.officer = actor("first-responder")
        self.caseworker, self.reviewer = actor("caseworker-2"), actor("reviewer-2")
        self.contractor = actor("prime-contractor")
        self.placed = 0

    def at(self, ago: int, hour: int = 9) -> datetime:
        """Return a working hour so many days ago; today, an hour before now."""
        if ago <= 0:
            return self.world.stands_at - timedelta(hours=1)
        day = self.world.stands_at.date() - timedelta(days=ago)
        return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)

    def _facts(self, row: Referral) -> referrals.ReferralFacts:
        return referrals.ReferralFacts(
            age_band="child" if row.child else "adult",
            given_names=row.given,
            surname=row.surname,
            sex=row.sex,
            nationalities=(row.nationality,),
            languages=("en",),
            exploitation=(row.exploitation,),
            account=_ACCOUNT,
            region="TLI",
            wants_support=True,
            immigration_issue=True,
            language_explained="English",
            local_authority_contact="Northmoor Borough Council, children's services, 020 7946 0150"
            if row.child
            else "",
            local_authority_id=str(self.world.staff.organisations["northmoor-council"]) if row.child else "",
        )

    def refer(self, row: Referral, *, ago: int) -> Sent:
        """Send an adult's referral with consent, by a police first responder."""
        by = self.world.staff.actor("first-responder-2")
        referral_id = referrals.start_referral(by=by, at=self.at(ago, 8), facts=self._facts(row))
        made = referrals.submit_referral(by=by, at=self.at(ago), referral_id=referral_id, consent=True)
        return Sent(referral_id, made.pseudonym)

    def refer_child(self, row: Referral, *, ago: int) -> None:
        """Send a child's referral: no consent, the local authority told first."""
        by = self.world.staff.actor("first-responder-3")
        referral_id = referrals.start_referral(by=by, at=self.at(ago, 8), facts=self._facts(row))
        referrals.submit_referral(by=by, at=self.at(ago), referral_id=referral_id, consent=None)

    def refuse(self, row: Referral, *, ago: int) -> None:
        """An adult who does not agree: a notification without identity."""
        by = self.world.staff.actor("first-responder-2")
        referral_id = referrals.start_referral(by=by, at=self.at(ago, 8), facts=self._facts(row))
        referrals.submit_referral(by=by, at=self.at(ago), referral_id=referral_id, consent=False)

    def draft(self, *, ago: int) -> None:
        """A referral that was begun."""
        facts = referrals.ReferralFacts(age_band="unsure", account="Met at a car wash; says that he is nineteen.")
        referrals.start_referral(by=self.officer, at=self.at(ago), facts=facts)

    def propose(self, sent: Sent, *, ago: int) -> UUID:
        """Propose positive reasonable grounds."""
        return referrals.propose_decision(
            by=self.caseworker,
            at=self.at(ago, 10),
            referral_id=sent.referral_id,
            stage="reasonable_grounds",
            outcome="positive",
            reasons="The account and what the officer saw agree.",
            evidence=("Account of the person", "Officer's note"),
        )

    def settle(self, sent: Sent, *, ago: int) -> None:
        """Find a bed, and write a plan for the first of those placed."""
        row = next(each for each in care.waiting(by=self.contractor, limit=100)[0] if each.pseudonym == sent.pseudonym)
        place = self.world.places[self.placed]
        offer = care.offer_place(by=self.contractor, at=self.at(ago, 13), episode_id=row.id, place_id=place)
        day = self.at(ago).date()
        care.accept_offer(
            by=self.contractor,
            at=self.at(ago, 15),
            offer_id=offer,
            moved_in=day,
            language="English",
            explained_by="Support worker",
            evidence="Signed form",
        )
        if self.placed == 0:
            needs = {
                "accommodation": "A quiet room",
                "medical_care": "Registered with a doctor",
                "advice": "Solicitor found",
            }
            care.write_plan(
                by=self.contractor, at=self.at(ago - 3), episode_id=row.id, needs=needs, goals="English classes"
            )
            care.record_incident(
                by=self.contractor,
                at=self.at(1),
                episode_id=row.id,
                kind="contact_by_exploiter",
                happened_at=self.at(1),
                account="A call from an unknown number; the number was changed the same day.",
            )
        self.placed += 1


def _other_desks(world: World, days: Days) -> None:
    officer, second = world.staff.actor("intelligence-officer"), world.staff.actor("intelligence-officer-2")
    _report(
        officer, days.at(2), "Car wash by the station", "The same young men work there all day and sleep behind it."
    )
    _report(
        second,
        days.at(1),
        "Cleaning agency in Thornleigh",
        "The agency keeps identity cards and deducts rent from wages.",
    )
    operations.request_tasking(
        by=world.staff.actor("financial-investigator"),
        at=days.at(1),
        title="Follow the rent deductions of an agency",
        asset="financial",
        urgency="medium",
        harm="significant",
        because="Wages of many people go into one account.",
    )
    statistician = world.staff.actor("statistician")
    ranking = statistics.country_ranking(by=statistician, at=days.at(4), since=date(2009, 4, 1), until=date(2011, 1, 1))
    statistics.propose_release(by=statistician, at=days.at(3), table_id=ranking.id)
    statistics.time_to_decision(by=statistician, at=days.at(2), since=date(2009, 4, 1), until=date(2010, 1, 1))


def _report(by: Actor, at: datetime, title: str, body: str) -> None:
    intelligence.file_report(
        by=by,
        at=at,
        title=title,
        body=body,
        source_grade="E",
        information_grade="4",
        handling="1",
        scheme="5x5x5",
        databases_searched="Own records",
    )
