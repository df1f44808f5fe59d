"""A small world of operations: a national centre, two forces, a prosecution service."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from manumit.areas.operations import api
from manumit.kernel.actor import Actor
from tests.support import AT, People

REQUEST = {
    "title": "Follow the drivers",
    "asset": "surveillance",
    "urgency": "high",
    "harm": "serious",
    "because": "Three people are moved every week.",
}


@dataclass
class Desk:
    """Makes requests and operations in the name of the right people."""

    people: People

    @property
    def centre(self):
        return self.people.organisation("tasking", "Centre")

    @property
    def force(self):
        return self.people.organisation("police", "Northmoor force")

    @property
    def other_force(self):
        return self.people.organisation("police", "Harbourton force")

    @property
    def prosecution(self):
        return self.people.organisation("prosecution", "Prosecution")

    def officer(self, name: str = "officer", where=None) -> Actor:
        return self.people.actor("tasking_officer", name, organisation=where or self.centre)

    def request(self, *, by: Actor | None = None, at: datetime = AT, **changes: object) -> UUID:
        return api.request_tasking(by=by or self.officer("asker"), at=at, **{**REQUEST, **changes})

    def adopted(self, *, by: Actor | None = None, **changes: object) -> UUID:
        by = by or self.officer("asker")
        request_id = self.request(by=by, **changes)
        where = next(o for o in self.people.organisations.values() if str(o.pk) == by.organisation_id)
        decider = self.officer(f"decider of {where.name}", where)
        api.decide_tasking(by=decider, at=AT, request_id=request_id, adopted=True, reasons="It would protect people.")
        return request_id

    def operation(
        self, name: str = "Larch", *, by: Actor | None = None, stage: str = "development", **changes: object
    ) -> UUID:
        """An operation of the asker's organisation with the Northmoor force and the prosecution."""
        by = by or self.officer("asker")
        restricted = bool(changes.pop("restricted", False))
        agencies = changes.pop("agencies", (self.force.pk, self.prosecution.pk))
        request_id = self.adopted(by=by, restricted=restricted)
        made = api.register_operation(by=by, at=AT, request_id=request_id, name=name, agencies=agencies, **changes)
        for step in ("adopted", "development", "arrest_phase", "prosecution"):
            if stage == "proposed":
                break
            api.move_operation(by=by, at=AT, operation_id=made, stage=step, welfare_plan="Rowan Tree receives them.")
            if step == stage:
                break
        return made

    def result(self, operation_id: UUID, *, by: Actor | None = None, at: datetime = AT, **changes: object) -> UUID:
        facts = {"kind": "arrest", "on": at.date(), "counted_key": "NM-12-0042", **changes}
        return api.record_result(by=by or self.officer("asker"), at=at, operation_id=operation_id, **facts)
