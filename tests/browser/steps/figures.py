"""What the nation learns: a published figure, the strategy's board, the thread, and a new indicator at the border."""

from tests.browser.steps.windows import Windows
from tests.browser.support import day, fill, press


class FigureSteps(Windows):
    """From the count to the indicator."""

    def when_a_statistician_counts_and_her_chief_signs(self) -> None:
        page = self.visit(self.window("Statistician"), "/statistics/build/")
        page.locator('[name="key"]').select_option(index=0)
        day(page, "since", 2011, 1, 1)
        day(page, "last", 2011, 10, 18)
        press(page, "Count it")
        self.look(page)
        self.keep("table", page)
        press(page, "Propose to publish")
        assert page.get_by_role("button", name="Sign and publish").count() == 0
        chief = self.visit(self.window("Chief statistician"), self.hrefs["table"])
        press(chief, "Sign and publish")
        self.keep("published", chief)

    def then_the_public_reads_the_table(self) -> None:
        page = self.visit(self._new_page(), self.hrefs["published"])
        assert page.locator("main table").count() >= 1
        self.visit(page, "/statistics/published/")

    def then_the_policy_official_sees_the_board(self) -> None:
        page = self.visit(self.window("Policy official", organisation="Home Office"), "/strategy/")
        page.locator("main table tbody a").first.click()
        self.look(page)

    def then_the_thread_shows_each_reader_what_she_may_see(self) -> None:
        path = f"/thread/referral/{self.record_id('referral')}/"
        officer = self.window("Port officer", organisation="LHR")
        self.visit(officer, path)
        officers = officer.locator("main").inner_text()
        for page in (
            self.window("Support worker", organisation="Lantern House Trust"),
            self.window("Immigration official"),
        ):
            assert self.is_shut(page, path)
        reader = self.window("Intelligence officer", organisation="UK Human Trafficking Centre")
        self.visit(reader, f"/thread/debrief/{self.record_id('debrief')}/")
        told = reader.locator("main").inner_text()
        assert "report" in told.lower()
        assert "placement" not in told.lower()
        assert "hit" in officers.lower()
        assert "de-brief" not in officers.lower()

    def when_what_she_taught_is_proposed_to_the_border(self) -> None:
        page = self.window("Intelligence officer", organisation="UK Human Trafficking Centre")
        self.visit(page, self.hrefs["debrief"])
        press(page, "Propose a risk indicator")
        self.look(page)
        fill(
            page,
            title="Telephone number of a recruiter",
            why="This number was given by people who were later found exploited.",
            because="Women recruited by telephone gave this number to the carrier.",
            legal_basis="Demonstration",
            weight="strong",
            phones="+447700900955",
        )
        press(page, "Propose")

    def then_a_second_person_makes_it_live(self) -> None:
        page = self.visit(self.window("Targeting supervisor"), "/border/indicators/")
        page.get_by_role("link", name="Telephone number of a recruiter").click()
        self.look(page)
        day(page, "starts", 2011, 10, 18)
        press(page, "Approve")
        assert "Live" in page.locator("main").inner_text()
