"""Reporting without a name: on a phone, without scripts, leaving nothing on it, and read by the reporting desk."""

from tests.browser.support import fill, press, wider_than_the_window

SEEN = "Women are driven to a car wash at five each morning and collected at night."


def waiting(desk) -> set[str]:
    """Return the addresses of the reports that wait."""
    desk.goto("/prevention/reports/")
    return {each.get_attribute("href") for each in desk.locator("main .m-queue__item a").all()}


def test_a_report_without_scripts_leaves_no_cookie_and_lands_in_the_queue(new_page, sign_in, axe):
    desk, phone = new_page(), new_page(phone=True, scripts=False)
    sign_in(desk, "Triage officer")
    before = waiting(desk)
    phone.goto("/")
    phone.get_by_role("link", name="Report what you saw").or_(
        phone.get_by_role("button", name="Report what you saw")
    ).click()
    leave = phone.locator("a[data-quick-exit]")
    assert leave.is_visible()
    assert leave.get_attribute("href").startswith("https://")
    phone.wait_for_timeout(4_000)  # nobody writes a report in less; what is sent at once is taken for a machine
    fill(phone, danger_now="no", what=SEEN, place="Car wash, Mill Lane")
    press(phone, "Send the report")
    assert "Thank you" in phone.locator("h1").inner_text()
    code = phone.locator("main strong").first.inner_text()
    assert phone.context.cookies() == []

    phone.goto("/prevention/report/status/")
    fill(phone, code=code)
    phone.locator("main button[type=submit]").click()
    assert code not in phone.url

    (arrived,) = waiting(desk) - before
    axe(desk)
    desk.goto(arrived)
    axe(desk)
    assert SEEN in desk.locator("main").text_content()


def test_the_page_of_reporting_meets_wcag_on_a_phone_and_leaves_quickly(phone, axe):
    for path in ("/prevention/report/", "/prevention/report/business/", "/prevention/report/status/"):
        phone.goto(path)
        axe(phone)
        assert wider_than_the_window(phone) == []
    phone.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="Weather"))
    phone.goto("/prevention/report/")
    for _press in range(3):
        phone.keyboard.press("Escape")
    phone.wait_for_url("https://www.bbc.co.uk/**")
    phone.go_back()
    assert "Report something" not in phone.title()
