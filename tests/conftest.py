"""Fixtures that every test may use."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support import People

IN_CI = os.environ.get("CI") == "true"


def skip_or_fail(reason: str) -> None:
    """Skip with a reason on a developer's machine; in CI a skip would hide what was promised, so it fails."""
    if IN_CI:
        pytest.fail(f"CI may not skip this: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of acceptance data (real messages, published tables), never shipped with the project."""
    root = Path(os.environ.get("MANUMIT_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not (root / "data").is_dir():
        skip_or_fail(f"acceptance data not found at {root}; set MANUMIT_SHARED")
    return root


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run tests that need a browser last: they are the slowest."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture
def people(db: None) -> "People":
    """Organisations, accounts, actors and signed-in clients on demand."""
    from tests.support import People

    return People()
