"""Without a mouse: the skip link leads to what matters, and a form is filled and sent by keys alone."""


def focused(page) -> str:
    return page.evaluate(
        "() => document.activeElement.name || document.activeElement.id || document.activeElement.textContent.trim()"
    )


def tab_to(page, wanted: str) -> None:
    """Press Tab until the element called this has the focus."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if focused(page) == wanted:
            return
    raise AssertionError(f"{wanted} cannot be reached with the Tab key")


def test_the_first_tab_offers_to_skip_to_what_matters(page):
    page.goto("/referrals/law/")
    page.keyboard.press("Tab")
    skip = page.locator(".govuk-skip-link")
    assert skip.evaluate("each => each === document.activeElement")
    assert skip.bounding_box()["height"] > 1
    page.keyboard.press("Enter")
    assert focused(page) == "main-content"


def test_a_referral_is_begun_by_keys_alone_and_an_error_takes_the_focus(page, sign_in):
    sign_in(page, "First responder", organisation="POPPY Project")
    page.goto("/referrals/start/")
    tab_to(page, "Continue")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    summary = page.locator(".govuk-error-summary")
    assert summary.evaluate("each => each === document.activeElement || each.contains(document.activeElement)")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "age_band"
    page.keyboard.press("Space")
    tab_to(page, "Continue")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/draft/")


def test_every_focus_can_be_seen(page, sign_in):
    sign_in(page, "First responder", organisation="POPPY Project")
    page.goto("/referrals/")
    for _press in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return [s.outlineStyle + s.outlineWidth, s.boxShadow, s.backgroundColor]; }"
        )
        outline, shadow, background = style
        assert not outline.startswith("none") or shadow != "none" or background != "rgba(0, 0, 0, 0)", focused(page)
