"""The world of care."""

import pytest

from tests.areas.care.support import World


@pytest.fixture
def world(people):
    return World(people)
