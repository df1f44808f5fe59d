"""People and cases of the mechanism, for the tests of the room."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from manumit.areas.referrals import api
from manumit.kernel.actor import Actor
from tests.support import AT, People

ADULT = api.ReferralFacts(
    age_band="adult",
    given_names="Sunniva",
    surname="Quillfeather",
    birth=date(1999, 5, 1),
    sex="F",
    nationalities=("VNM",),
    exploitation=("labour", "domestic_servitude"),
    account="She was promised work in a restaurant.",
    indicators=("debt", "never_alone"),
    reasons=(("debt", "She owes 20,000 and the sum grows."), ("never_alone", "A man waited outside.")),
    region="TLI",
    languages=("vi",),
    language_explained="vi",
    immigration_reference="IM/77 001",
    wants_support=True,
)
CHILD = replace(
    ADULT,
    age_band="child",
    birth=date(2011, 5, 1),
    local_authority_contact="Duty desk, 01632 960 001",
    wants_support=None,
    immigration_reference="IM/77 002",
)


@dataclass
class Desk:
    """Everybody who takes part in a case, and the steps they take."""

    people: People
    at: datetime = AT

    def responder(self, name: str = "", organisation: str = "") -> Actor:
        home = self.people.organisation("police", organisation or "The police", roles=("first_responder",))
        return self.people.actor("first_responder", name, organisation=home, at=self.at)

    def caseworker(self, name: str = "") -> Actor:
        return self.people.actor("caseworker", name, at=self.at)

    def reviewer(self, name: str = "") -> Actor:
        return self.people.actor("reviewer", name, at=self.at)

    def official(self, name: str = "") -> Actor:
        return self.people.actor("immigration_official", name, at=self.at)

    def later(self, days: int) -> datetime:
        self.at += timedelta(days=days)
        return self.at

    def draft(self, facts: api.ReferralFacts = ADULT, by: Actor | None = None) -> UUID:
        return api.start_referral(by=by or self.responder(), at=self.at, facts=facts)

    def sent(self, facts: api.ReferralFacts = ADULT) -> UUID:
        made = self.draft(facts)
        api.submit_referral(by=self.responder(), at=self.at, referral_id=made, consent=True)
        return made

    def proposed(self, facts: api.ReferralFacts = ADULT, *, outcome: str = "positive") -> tuple[UUID, UUID]:
        made = self.sent(facts)
        return made, self.propose(made, outcome=outcome)

    def propose(
        self,
        referral_id: UUID,
        *,
        stage: str = "reasonable_grounds",
        outcome: str = "positive",
        by: Actor | None = None,
    ) -> UUID:
        return api.propose_decision(
            by=by or self.caseworker(),
            at=self.at,
            referral_id=referral_id,
            stage=stage,
            outcome=outcome,
            reasons="The account is consistent with what the police found.",
            evidence=("Account of the person", "Report of the visit"),
        )

    def positive(self, facts: api.ReferralFacts = ADULT) -> UUID:
        made, decision = self.proposed(facts)
        api.agree_decision(by=self.reviewer(), at=self.at, decision_id=decision)
        return made


@pytest.fixture
def desk(people: People) -> Desk:
    return Desk(people)
