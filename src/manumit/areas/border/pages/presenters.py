"""Words and colours of the border's pages."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manumit.areas.border import api
from manumit.platform.ui import format as fmt
from manumit.platform.ui.components import Queue, QueueItem, Tag
from manumit.platform.ui.format import Tone

MESSAGE_WORDS: Mapping[str, tuple[object, Tone]] = {
    "received": (gettext_lazy("Waits to be read"), "amber"),
    "parsed": (gettext_lazy("Read"), "green"),
    "quarantined": (gettext_lazy("In quarantine"), "red"),
}
TRAVEL_WORDS: Mapping[str, tuple[object, Tone]] = {
    "expected": (gettext_lazy("Expected"), "grey"),
    "boarded": (gettext_lazy("On board"), "green"),
    "not_boarded": (gettext_lazy("Not on board"), "amber"),
    "cancelled": (gettext_lazy("Cancelled"), "grey"),
}
SERVICE_WORDS: Mapping[str, tuple[object, Tone]] = {
    "open": (gettext_lazy("Open"), "blue"),
    "closed_out": (gettext_lazy("Closed out"), "green"),
    "cancelled": (gettext_lazy("Cancelled"), "grey"),
}
HIT_WORDS: Mapping[str, tuple[object, Tone]] = {
    "open": (gettext_lazy("Not read yet"), "red"),
    "read": (gettext_lazy("Read"), "blue"),
    "met": (gettext_lazy("Referral to start"), "amber"),
    "closed": (gettext_lazy("Closed"), "grey"),
}
REVIEW_WORDS: Mapping[str, tuple[object, Tone]] = {
    "proposed": (gettext_lazy("Waits for a second person"), "amber"),
    "approved": (gettext_lazy("Approved"), "green"),
    "refused": (gettext_lazy("Refused"), "grey"),
    "withdrawn": (gettext_lazy("Withdrawn"), "grey"),
}
WEIGHT_WORDS: Mapping[str, tuple[object, Tone]] = {
    "strong": (gettext_lazy("Strong"), "red"),
    "medium": (gettext_lazy("Medium"), "amber"),
    "weak": (gettext_lazy("Weak"), "grey"),
}
LIST_WORDS: Mapping[str, object] = {
    "suspected_trafficker": gettext_lazy("Suspected of trafficking"),
    "convicted_trafficker": gettext_lazy("Convicted of trafficking"),
    "facilitator": gettext_lazy("Helps traffickers"),
    "person_at_risk": gettext_lazy("Person at risk"),
    "missing_child": gettext_lazy("Missing child"),
    "identified_victim": gettext_lazy("Found exploited before"),
}
OUTCOME_WORDS: Mapping[str, tuple[object, object]] = {
    "potential_victim": (
        gettext_lazy("May be a victim"),
        gettext_lazy("Start a referral. What you know is carried over."),
    ),
    "child_concern": (
        gettext_lazy("Concern for a child"),
        gettext_lazy("Call the safeguarding team, then start a referral. A child is not asked for consent."),
    ),
    "suspected_trafficker": (
        gettext_lazy("May be a trafficker"),
        gettext_lazy("Hand over to the police. Keep the people who travel along apart and safe."),
    ),
    "no_concern": (gettext_lazy("Spoken to, no concern"), gettext_lazy("Closes the hit.")),
    "not_this_person": (gettext_lazy("Not the person looked for"), gettext_lazy("Closes the hit as a false match.")),
    "not_found": (gettext_lazy("Not found"), gettext_lazy("The hub is told.")),
    "did_not_travel": (gettext_lazy("Did not travel"), gettext_lazy("The hub is told.")),
    "other": (gettext_lazy("Something else"), gettext_lazy("Say what happened in the note.")),
}
KIND_WORDS: Mapping[str, object] = {
    "passenger": gettext_lazy("Passenger"),
    "crew": gettext_lazy("Crew"),
    "transit": gettext_lazy("In transit"),
    "other": gettext_lazy("Other"),
}
REASON_WORDS: Mapping[str, object] = {"watchlist": gettext_lazy("Watchlist"), "indicator": gettext_lazy("Indicator")}


def tag_of(words: Mapping[str, tuple[object, Tone]], key: str) -> Tag:
    """Return the tag of a state."""
    text, tone = words.get(key, (key, "grey"))
    return Tag(str(text), tone)


def local(at: datetime | None, zone: str) -> str:
    """Write an instant by the clock of a port."""
    return fmt.moment(at, zone)


def hit_tags(row: api.HitRow) -> tuple[Tag, ...]:
    """Return what must be seen at once: unread, child, to protect, strength, not on board."""
    tags = [tag_of(HIT_WORDS, row.state)]
    if row.is_child:
        tags.append(Tag(_("Child"), "amber"))
    if row.protects:
        tags.append(Tag(_("Keep safe"), "blue"))
    tags.append(tag_of(WEIGHT_WORDS, row.weight))
    if row.travel_status in {"not_boarded", "cancelled"}:
        tags.append(tag_of(TRAVEL_WORDS, row.travel_status))
    return tuple(tags)


def hit_item(row: api.HitRow, *, page: str) -> QueueItem:
    """Present a hit in a queue."""
    return QueueItem(
        title=row.name or _("Name not given"),
        href=reverse(page, args=[row.id]),
        due=None if row.state == "closed" else row.meet_at,
        age_from=row.raised_at,
        tags=hit_tags(row),
        facts=(
            (_("Service"), f"{row.service} {row.origin}".strip() or _("Not known")),
            (row.port_name or _("Port not known"), local(row.meet_at, row.zone)),
            (_("Why"), row.why),
        ),
    )


def hit_queue(
    rows: tuple[api.HitRow, ...], *, title: str, page: str, more: str = "", total: int | None = None, show: int = 10
) -> Queue:
    """Present hits as a queue, soonest first."""
    return Queue(
        title=title,
        items=tuple(hit_item(row, page=page) for row in rows[:show]),
        empty=_("Nobody to look for. Hits appear here when a traveller meets the watchlist or an indicator."),
        more_href=more,
        total=len(rows) if total is None else total,
    )


def percent(share: float | None) -> str:
    """Write a share."""
    return fmt.NOTHING if share is None else f"{share * 100:.0f} %"
