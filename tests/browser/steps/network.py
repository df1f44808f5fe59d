"""The network's way: one account becomes intelligence, a group, an operation and a result."""

from tests.browser.steps.windows import Windows
from tests.browser.support import day, fill, press

GROUP = "Lagos salon route"


class NetworkSteps(Windows):
    """From the de-brief to the result."""

    def when_she_is_asked_once_stage_by_stage(self) -> None:
        page = self.window("Intelligence officer", organisation="UK Human Trafficking Centre")
        where = f"subject_pseudonym={self.pseudonym}&kind=victim&earlier_kind=referral&earlier_id={self.record_id('referral')}"
        self.visit(page, f"/intelligence/debriefs/new/?{where}")
        fill(page, language="bin", interpreter="INT-0417", welfare_checked=True, welfare_note="Rested; breaks agreed.")
        press(page, "Begin")
        self.look(page)
        self.keep("debrief", page)
        answers = {
            "Recruitment": {
                "home_place": ("answered", "Benin City"),
                "recruiter": ("answered", "A woman called Auntie, by telephone"),
            },
            "Transit": {"legs": ("answered", "Benin City to Lagos by road, then by air"), "officials": ("unknown", "")},
            "Border crossing": {"port": ("answered", "Heathrow"), "booking_payer": ("declined", "")},
        }
        for stage, said in answers.items():
            press(page, stage)
            self.look(page)
            for question, (status, text) in said.items():
                fill(page, **{f"{question}_status": status}, **({f"{question}_text": text} if text else {}))
            press(page, "Save the answers")
        press(page, "Record what the person says to sharing")
        self.look(page)
        fill(page, recipient_class="police", decision="given", evidence="Said and noted")
        press(page, "Record the answer")
        press(page, "Finish")

    def then_answered_unknown_and_declined_are_told_apart(self) -> None:
        page = self.window("Intelligence officer", organisation="UK Human Trafficking Centre")
        self.visit(page, self.hrefs["debrief"])
        cells = page.locator("main table tbody tr", has_text="Transit").locator("td").all_inner_texts()
        assert cells[:3] == ["1", "1", "0"]

    def when_a_report_is_filed_from_it(self) -> None:
        page = self.window("Intelligence officer", organisation="UK Human Trafficking Centre")
        press(page, "Write a report from it")
        self.look(page)
        fill(
            page,
            title="Recruitment by telephone for salon work",
            body="A recruiter uses one telephone number for several women. An escort meets them.",
            databases_searched="National and border records",
            source_grade="B",
            information_grade="2",
            handling="1",
        )
        press(page, "Submit for release")
        self.look(page)
        self.keep("report", page)
        for label, category in (("Auntie", "suspect"), ("Escort at the airport", "suspect")):
            press(page, "Add what it names")
            self.look(page)
            fill(page, kind="person", label=label, category=category)
            press(page, "Add")
            page.goto(self.hrefs["report"])
        press(page, "Link two of them")
        self.look(page)
        page.locator('[name="from_id"]').select_option(label="Auntie (Person)")
        page.locator('[name="to_id"]').select_option(label="Escort at the airport (Person)")
        fill(page, relation="knows")
        press(page, "Link")

    def when_a_supervisor_releases_it(self) -> None:
        page = self.visit(self.window("Intelligence supervisor"), "/intelligence/reports/release/")
        page.goto(self.hrefs["report"])
        self.look(page)
        press(page, "Release")
        self.look(page)
        fill(page, sanitised_text="One telephone number recruits women abroad. An escort meets them.")
        press(page, "Release")
        self.look(page)

    def when_a_group_is_formed_scored_and_sent_for_tasking(self) -> None:
        page = self.visit(
            self.window("Intelligence officer", organisation="UK Human Trafficking Centre"), "/intelligence/groups/new/"
        )
        fill(page, name=GROUP)
        page.get_by_label("Auntie", exact=True).check()
        page.get_by_label("Escort at the airport", exact=True).check()
        page.get_by_label("Recruitment by telephone for salon work").check()
        press(page, "Form the group")
        self.keep("group", page)
        press(page, "Score the group")
        self.look(page)
        fill(page, exploitation="3", reach="4")
        press(page, "Keep the score")
        self.look(page)
        press(page, "Share")
        self.look(page)
        page.locator('[name="recipient_organisation_id"]').select_option(label="Organised Crime Coordination Centre")
        fill(page, legal_basis="Policing purpose", handling_condition="For tasking only. Ask the originator first.")
        press(page, "Propose")
        self.look(page)
        self.keep("dissemination", page)
        supervisor = self.window("Intelligence supervisor")
        self.visit(supervisor, self.hrefs["dissemination"])
        press(supervisor, "Approve and send")

    def then_the_recipient_reads_it_under_its_condition(self) -> None:
        page = self.visit(self.window("Financial investigator"), self.hrefs["dissemination"])
        assert "Ask the originator first" in page.locator("main").inner_text()
        assert self.is_shut(page, self.hrefs["debrief"])

    def when_tasking_is_asked_for_and_decided_by_somebody_else(self) -> None:
        page = self.visit(self.window("Financial investigator"), "/operations/requests/new/")
        fill(
            page,
            title=f"Stop the {GROUP}",
            asset="surveillance",
            urgency="high",
            harm="serious",
            because="A recruiter and an escort are known, and more women are expected.",
        )
        press(page, "Send the request")
        self.look(page)
        self.keep("request", page)
        officer = self.visit(self.window("Tasking officer"), self.hrefs["request"])
        press(officer, "Decide")
        self.look(officer)
        fill(officer, adopted="yes", reasons="High harm, people named.")
        press(officer, "Record")
        self.look(officer)

    def when_an_operation_brings_a_result(self) -> None:
        page = self.window("Tasking officer")
        press(page, "Register an operation")
        self.look(page)
        fill(page, name="Wheatear")
        page.get_by_label("Northmoor Constabulary", exact=True).check()
        press(page, "Record")
        self.look(page)
        self.keep("operation", page)
        press(page, "Next stage")
        self.look(page)
        fill(page, stage="adopted")
        press(page, "Record")
        press(page, "Record a result")
        self.look(page)
        fill(page, kind="safeguarded", counted_key=self.pseudonym)
        day(page, "on", 2011, 10, 18)
        press(page, "Record")

    def then_the_result_counts_once(self) -> None:
        page = self.window("Tasking officer")
        self.visit(page, self.hrefs["operation"])
        assert page.locator("main table tbody tr").count() == 1
