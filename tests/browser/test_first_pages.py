"""The first page of each role: one sign-in, few blocks, no barrier, and nothing wider than a phone."""

import pytest

from manumit.kernel.roles import ROLES
from tests.browser.support import wider_than_the_window

# the person herself signs in by a link that she is given; nobody shows the demonstration as her
STAFF = sorted(key for key in ROLES if key not in {"public", "system", "person"})
MOST_BLOCKS = 3


@pytest.mark.parametrize("role", STAFF)
def test_the_first_page_of_a_role_shows_what_to_do_now_on_any_screen(role, new_page, sign_in, axe):
    page = new_page()
    sign_in(page, ROLES[role].label)
    assert page.locator("h1").inner_text() == "Now"
    shown = [
        each
        for each in page.locator("main section h2").all()
        if each.bounding_box()["y"] < page.viewport_size["height"]
    ]
    assert len(shown) <= MOST_BLOCKS
    assert page.locator(".m-header").inner_text().count(ROLES[role].label) == 1
    axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert wider_than_the_window(page) == []
