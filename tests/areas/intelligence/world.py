"""A small world that the room's tests share: two organisations, a supervisor, an officer, posts, and a victim's account."""

from dataclasses import dataclass
from uuid import UUID

from manumit.areas.intelligence import api
from manumit.kernel.actor import Actor
from manumit.platform.thread.links import Ref
from tests.support import AT, People

CODES = {"source_grade": "1", "information_grade": "B", "handling": "P"}
WALLED = {"source_grade": "1", "information_grade": "A", "handling": "C", "conditions": "Owner only"}


@dataclass
class World:
    """Actors and short cuts."""

    people: People

    def __post_init__(self) -> None:
        self.hub = self.people.organisation("intelligence", "The hub")
        self.force = self.people.organisation("police", "A force")
        self.post = self.people.organisation("overseas_post", "Post Lagos")
        self.other_post = self.people.organisation("overseas_post", "Post Hanoi")
        self.officer = self.people.actor("intelligence_officer", "hub officer", organisation=self.hub)
        self.low = self.people.actor("intelligence_officer", "force officer", organisation=self.force)
        self.boss = self.people.actor("intelligence_supervisor", "hub boss", organisation=self.hub)
        self.boss2 = self.people.actor("intelligence_supervisor", "other boss", organisation=self.hub)
        self.liaison = self.people.actor("liaison_officer", "lagos liaison", organisation=self.post)
        self.far_liaison = self.people.actor("liaison_officer", "hanoi liaison", organisation=self.other_post)

    def report(self, *, by: Actor | None = None, title: str = "A house in Eastwick", **codes: object) -> UUID:
        codes = {**CODES, **codes}
        return api.file_report(by=by or self.officer, at=AT, title=title, body="What was seen.", **codes)

    def released(self, *, sanitised: str = "A house is used.", **codes: object) -> UUID:
        report_id = self.report(**codes)
        api.release_report(by=self.boss, at=AT, report_id=report_id, sanitised_text=sanitised)
        return report_id

    def debrief(self, *, kind: str = "victim", pseudonym: str = "HERON-41") -> UUID:
        return api.start_debrief(by=self.officer, at=AT, subject_pseudonym=pseudonym, kind=kind)

    def account(self, debrief_id: UUID, *, sanitised: str = "A recruiter uses a cafe.") -> UUID:
        report_id = api.file_report(
            by=self.officer,
            at=AT,
            title="From a de-brief",
            body="Told by HERON-41.",
            earlier=Ref("debrief", debrief_id),
            **CODES,
        )
        api.release_report(by=self.boss, at=AT, report_id=report_id, sanitised_text=sanitised)
        return report_id

    def entity(
        self, report_id: UUID, label: str, kind: str = "person", category: str = "suspect", **properties: object
    ) -> UUID:
        return api.add_entity(
            by=self.boss,
            at=AT,
            kind=kind,
            label=label,
            properties=properties,
            report_id=report_id,
            category=category if kind == "person" else "",
        )

    def propose(self, report_id: UUID, **changes: object) -> UUID:
        facts = {
            "recipient_organisation_id": self.post.pk,
            "legal_basis": "Memorandum with the post",
            "handling_condition": "For the post's own use",
            **changes,
        }
        return api.disseminate(by=self.officer, at=AT, report_id=report_id, **facts)
