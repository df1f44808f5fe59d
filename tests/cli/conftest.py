"""Installations that the tests of the command line work on."""

import pytest

from tests.cli.support import ENTRY, Installation


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A migrated SQLite installation with five audit entries; take a copy to change it."""
    made = Installation(tmp_path_factory.mktemp("prepared"))
    done = made.run("migrate", "--json")
    assert done.code == 0, done.err
    made.python(ENTRY.format(count=5))
    return made


@pytest.fixture
def installation(prepared, tmp_path):
    return prepared.copy(tmp_path / "installation")
