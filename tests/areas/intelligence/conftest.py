"""Fixtures of the intelligence room's tests."""

import pytest

from tests.areas.intelligence.world import World
from tests.support import People


@pytest.fixture
def world(people: People) -> World:
    return World(people)
