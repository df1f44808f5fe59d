"""Fixtures of the operations room."""

import pytest

from tests.areas.operations.support import Desk


@pytest.fixture
def desk(people) -> Desk:
    return Desk(people)
