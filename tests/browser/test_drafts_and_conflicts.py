"""Nothing typed is lost: not with the session, and not when two people write on the same draft."""

from tests.browser.support import fill, press

RESPONDER = {"organisation": "POPPY Project"}


def begin(page) -> str:
    """Begin a referral of an adult; returns the address of its draft."""
    page.goto("/referrals/start/")
    fill(page, age_band="adult")
    press(page, "Continue")
    return page.url


def test_what_was_typed_outlives_the_session(server, page, sign_in):
    sign_in(page, "First responder", **RESPONDER)
    address = begin(page)
    fill(page, account="She was locked in at night.", place_found="A flat above a shop")
    page.context.clear_cookies(name="sessionid")
    page.locator("main").get_by_role("button", name="Save and continue").click()
    page.wait_for_url("**/accounts/login/**")
    assert "is kept" in page.locator("main").inner_text()
    sign_in(page, "First responder", **RESPONDER)
    page.locator(f'main a[href="{address.removeprefix(server.url)}?kept=1"]').click()
    assert page.locator('[name="account"]').input_value() == "She was locked in at night."
    assert page.locator('[name="place_found"]').input_value() == "A flat above a shop"


def test_two_who_write_on_one_draft_are_shown_both_versions(new_page, sign_in, axe):
    first, second = new_page(), new_page()
    for page in (first, second):
        sign_in(page, "First responder", **RESPONDER)
    address = begin(first)
    second.goto(address)
    fill(first, place_found="A flat above a shop")
    press(first, "Save and continue")
    fill(second, place_found="A car wash", account="She spoke of a second man.")
    press(second, "Save and continue")
    assert second.locator("h1").inner_text() == "Somebody else changed this first"
    row = second.locator("main tbody tr", has_text="A car wash")
    assert "A flat above a shop" in row.inner_text()
    axe(second)
    press(second, "Use what I typed")
    first.goto(address)
    assert first.locator('[name="place_found"]').input_value() == "A car wash"
    assert first.locator('[name="account"]').input_value() == "She spoke of a second man."
