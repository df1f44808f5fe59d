"""The person's way: decided upon by two, protected from removal, given a place of safety."""

from tests.browser.steps.windows import Windows
from tests.browser.support import fill, press

PROVIDER = "Lantern House Trust"
AUTHORITIES = ("UK Border Agency, competent authority", "UK Human Trafficking Centre, competent authority")


class PersonSteps(Windows):
    """From the decision to the place."""

    def _of_the_authority(self, role: str):
        """Return the window of the caseworker or reviewer who works for the authority of this case."""
        for organisation in AUTHORITIES:
            page = self.window(role, organisation=organisation)
            if page.goto(self.hrefs["referral"]).status == 200:
                return page
        raise AssertionError(f"no {role} of the demonstration may see this case")

    def when_a_caseworker_proposes_reasonable_grounds(self) -> None:
        page = self._of_the_authority("Caseworker")
        self.look(page)
        press(page, "Propose: reasonable grounds")
        self.look(page)
        fill(
            page,
            outcome="positive",
            reasons="The number that she was given is known from another account, and she does not know where she will live.",
            evidence="Officer's note of 18 October\nHer account",
        )
        press(page, "Propose")
        self.look(page)
        self.keep("decision", page)

    def then_nothing_follows_before_a_second_person_agrees(self) -> None:
        page = self._of_the_authority("Caseworker")
        assert "Recovery" not in page.locator("main").inner_text()
        assert page.goto(f"{self.hrefs['decision']}review/").status in {403, 404, 409}

    def when_a_reviewer_agrees(self) -> None:
        page = self._of_the_authority("Reviewer")
        self.visit(page, self.hrefs["decision"])
        press(page, "Give your opinion")
        self.look(page)
        fill(page, verdict="agree")
        press(page, "Give your opinion")
        self.look(page)

    def then_recovery_runs_for_forty_five_days(self) -> None:
        page = self._of_the_authority("Caseworker")
        shown = page.locator("main").inner_text()
        assert "Recovery" in shown
        assert "2 December 2011" in shown or "2 Dec 2011" in shown, shown[:1500]

    def when_immigration_asks_whether_she_may_be_removed(self) -> None:
        page = self.visit(self.window("Immigration official"), "/referrals/hold/")
        fill(page, reference="JOURNEY/2011/78")
        press(page, "Ask")

    def then_it_learns_that_removal_is_held_and_nothing_else(self) -> None:
        page = self.window("Immigration official")
        assert "Removal is held" in page.locator("main [role=status]").inner_text()
        assert self.pseudonym not in page.content()
        assert self.is_shut(page, self.hrefs["referral"])

    def when_the_contractor_offers_a_place_and_she_accepts(self) -> None:
        page = self.visit(self.window("Prime contractor"), "/")
        page.get_by_role("link", name=self.pseudonym).first.click()
        self.look(page)
        self.keep("episode", page)
        press(page, "Offer a place")
        self.look(page)
        page.get_by_label(PROVIDER).first.check()
        press(page, "Offer")
        press(page, "Answer")
        self.look(page)
        fill(page, language="Edo", evidence="Signed form, with an interpreter")
        press(page, "Accept and place her")
        self.look(page)
        assert PROVIDER in page.locator("main").inner_text()

    def then_the_support_worker_sees_her_today(self) -> None:
        page = self.visit(self.window("Support worker", organisation=PROVIDER), "/")
        page.get_by_role("link", name=self.pseudonym).first.click()
        self.look(page)
        other = self.window("Support worker", organisation="Rowan Tree Support")
        assert self.is_shut(other, self.hrefs["episode"])
