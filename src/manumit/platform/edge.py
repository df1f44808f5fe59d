"""The edge of the house: the only place where a clock is read. Everything below is given `at`."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return the present instant in UTC; in a demonstration, on the calendar at which it stands."""
    shift: timedelta = settings.MANUMIT_CALENDAR_SHIFT
    return timezone.now() - shift
