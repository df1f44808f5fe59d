"""Events that the room publishes."""

from dataclasses import dataclass

from manumit.platform.events.bus import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Disseminated(Event):
    """A dissemination was approved and sent.

    Args:
        dissemination_id: of the record.
        recipient_organisation_id: of the organisation that may now read it.
    """

    dissemination_id: str
    recipient_organisation_id: str
