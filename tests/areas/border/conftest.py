"""The border's tests write their own inbox and lake."""

import pytest


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.MANUMIT_HOME = tmp_path
    return tmp_path
