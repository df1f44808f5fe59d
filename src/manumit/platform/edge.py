"""The edge of the house: the only place where a clock is read. Everything below is given `at`."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """Return the present instant, in UTC."""
    return timezone.now()
