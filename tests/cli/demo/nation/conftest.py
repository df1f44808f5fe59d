"""One small nation, made once for the tests that only look at it."""

from datetime import date

import pytest

from manumit.cli.demo.nation import Nation, Size, generate

FIRST_DAY = date(2026, 10, 26)


@pytest.fixture(scope="session")
def nation() -> Nation:
    return generate(11, Size.SMALL, FIRST_DAY)
