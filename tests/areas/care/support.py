"""A small world of care: two providers with a place each, a tariff, and people who wait."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from uuid import UUID, uuid4

from manumit.areas.care import api
from tests.support import AT, SYSTEM, People

ADDRESS = "17 Quillfeather Mews, Zorbington ZQ9 9ZZ"
SECRETS = ("Quillfeather", "Zorbington", "ZQ9")
_numbers = count(1)


@dataclass
class World:
    """The actors and the estate."""

    people: People
    at: object = AT

    def __post_init__(self):
        self.contractor = self.people.actor("prime_contractor")
        self.lantern = self.people.organisation("provider", "Lantern House")
        self.rowan = self.people.organisation("provider", "Rowan Tree")
        self.worker = self.people.actor("support_worker", "Lantern worker", organisation=self.lantern)
        self.other_worker = self.people.actor("support_worker", "Rowan worker", organisation=self.rowan)
        until = self.at.date() + timedelta(days=200)
        self.providers = [
            api.add_provider(by=self.contractor, at=self.at, organisation_id=one.pk, inspected_until=until)
            for one in (self.lantern, self.rowan)
        ]
        self.places = [
            api.add_place(
                by=self.contractor,
                at=self.at,
                provider_id=provider,
                label=f"Unit {number}",
                region=region,
                service="safe_house",
                beds=2,
                address=ADDRESS,
                directions="Ring the Zorbington bell twice",
            )
            for number, (provider, region) in enumerate(zip(self.providers, ("TLI", "TLM"), strict=True))
        ]
        self.tariff = api.add_tariff(
            by=self.contractor,
            at=self.at,
            service="safe_house",
            pence_per_day=10_000,
            starts=date(2011, 7, 1),
            source="A test",
        )

    def wait(self, **facts) -> UUID:
        given = {"referral_id": uuid4(), "pseudonym": f"Heron-{next(_numbers)}", "age_band": "adult", **facts}
        return api.open_episode(by=SYSTEM, at=self.at, **given)

    def offered(self, place=0, **facts) -> tuple[UUID, UUID]:
        episode = self.wait(**facts)
        return episode, api.offer_place(by=self.contractor, at=self.at, episode_id=episode, place_id=self.places[place])

    def placed(self, moved_in=None, place=0, **facts) -> UUID:
        episode, offer = self.offered(place, **facts)
        api.accept_offer(by=self.contractor, at=self.at, offer_id=offer, moved_in=moved_in or self.at.date())
        return episode

    def agrees(self, episode, decision="given"):
        return api.record_consent(
            by=self.contractor, at=self.at, episode_id=episode, decision=decision, language="ro", evidence="form 1"
        )
