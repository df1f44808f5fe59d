"""Fixtures of the site's own pages."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.core.cache import cache
from django.db import transaction


@pytest.fixture(autouse=True)
def fresh_limits():
    """The counts of the sign-in library's rate limits live in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture(scope="module")
def nation(django_db_setup, django_db_blocker) -> Iterator[datetime]:
    """Fill the test database with the demonstration, and take it back afterwards."""
    from manumit.cli.demo.command import STANDS_AT
    from manumit.cli.demo.filling import fill
    from manumit.cli.demo.nation import Size

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            fill(size=Size.SMALL, seed=2011, stands_at=STANDS_AT, password="a long demo password", quiet=True)
            yield STANDS_AT
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
