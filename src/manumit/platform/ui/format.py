"""How days, moments, durations, money and numbers read on a page; every function is pure and is told what time it is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Tone = Literal["red", "amber", "green", "blue", "grey"]

HOURS_SHOWN_UNDER = timedelta(days=2)
"""Below this distance a clock counts hours; a whole "1 day" would hide that it breaks tonight."""

AMBER_UNDER_DAYS = 2
"""A clock turns amber when no more than this many days are left."""

NOTHING = "–"
"""What stands in a cell that has no value."""


def day(value: date | datetime | None) -> str:
    """Write a day as `21 Nov 2026`; an aware datetime is first taken to the reader's zone."""
    if value is None:
        return NOTHING
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return dateformat.format(value, "j M Y")


def moment(value: datetime | None, zone: str | None = None) -> str:
    """Write an instant as `21 Nov 2026, 14:05 GMT`.

    Args:
        value: an aware datetime.
        zone: an IANA name (a port's zone); the reader's zone where not given.
    """
    if value is None:
        return NOTHING
    local = timezone.localtime(value, ZoneInfo(zone)) if zone else timezone.localtime(value)
    return f"{dateformat.format(local, 'j M Y, H:i')} {local.tzname()}"


def money(pence: int | None) -> str:
    """Write whole pence as pounds: `123456` is `£1,234.56`."""
    if pence is None:
        return NOTHING
    pounds, rest = divmod(abs(pence), 100)
    return f"{'−' if pence < 0 else ''}£{pounds:,}.{rest:02d}"


def number(value: float | Decimal | None, places: int | None = None) -> str:
    """Write a number with thousands separated; `places` fixes the decimals, else they stay as they are."""
    if value is None:
        return NOTHING
    written = f"{value:,}" if places is None else f"{value:,.{places}f}"
    return written.replace("-", "−", 1)


def plural(count: int, one: str, many: str) -> str:
    """Write a count before its word; both words come translated (use ngettext where a language has more forms)."""
    return f"{number(count)} {one if count == 1 else many}"


@dataclass(frozen=True, slots=True)
class Clock:
    """A due date as it reads at one moment.

    Args:
        words: "2 days left", "3 days late".
        tone: amber when near, red when late, grey otherwise; the words always say the same.
        due: the date or instant itself, so that it can be shown beside the words.
    """

    words: str
    tone: Tone
    due: date | datetime


def _span(distance: timedelta, *, late: bool) -> str:
    hours = int(distance.total_seconds() // 3600)
    if distance < HOURS_SHOWN_UNDER:
        if hours < 1:
            return _("less than an hour late") if late else _("less than an hour left")
        if late:
            return ngettext("%(n)d hour late", "%(n)d hours late", hours) % {"n": hours}
        return ngettext("%(n)d hour left", "%(n)d hours left", hours) % {"n": hours}
    return _days(distance.days, late=late)


def _days(days: int, *, late: bool) -> str:
    if late:
        return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}
    if days == 0:
        return _("due today")
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}


def _local_day(at: date | datetime) -> date:
    if not isinstance(at, datetime):
        return at
    return timezone.localtime(at).date() if timezone.is_aware(at) else at.date()


def clock(due: date | datetime, at: datetime) -> Clock:
    """Read a due date at a moment.

    Args:
        due: a day (kept whole until midnight in the reader's zone) or an aware instant.
        at: now, as the edge gave it.
    """
    if isinstance(due, datetime):
        distance = due - at
        late = distance < timedelta(0)
        near = distance < timedelta(days=AMBER_UNDER_DAYS)
        words = _span(abs(distance), late=late)
    else:
        left = (due - _local_day(at)).days
        late, near = left < 0, left <= AMBER_UNDER_DAYS
        words = _days(abs(left), late=late)
    return Clock(words=words, tone="red" if late else "amber" if near else "grey", due=due)


def duration(due: date | datetime | None, at: datetime) -> str:
    """Say how long is left or how late it is: "2 days left", "3 days late"."""
    return NOTHING if due is None else clock(due, at).words


def age(since: date | datetime | None, at: datetime) -> str:
    """Say how long something has waited: "5 hours old", "3 days old"."""
    if since is None:
        return NOTHING
    if isinstance(since, datetime) and at - since < HOURS_SHOWN_UNDER:
        hours = max(int((at - since).total_seconds() // 3600), 0)
        if hours == 0:
            return _("new")
        return ngettext("%(n)d hour old", "%(n)d hours old", hours) % {"n": hours}
    days = max((_local_day(at) - _local_day(since)).days, 0)
    return ngettext("%(n)d day old", "%(n)d days old", days) % {"n": days}
