"""What the prevention room tells the other rooms: identifiers only."""

from dataclasses import dataclass

from manumit.platform.events.bus import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicReportPassedOn(Event):
    """A triage officer passed a public report to intelligence."""

    report_id: str
