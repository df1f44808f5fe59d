"""Fixtures of the site's own pages."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_limits():
    """The counts of the sign-in library's rate limits live in the cache, which outlives a test."""
    cache.clear()
