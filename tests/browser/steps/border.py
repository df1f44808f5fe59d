"""At the border: the carrier's message, the hub, the officer at the port, the first responder."""

import re
from datetime import date, datetime

from manumit.engines.edifact import (
    ContactNumber,
    Document,
    Leg,
    Party,
    PassengerListDraft,
    Traveller,
    write_paxlst,
)
from tests.browser.steps.windows import Windows
from tests.browser.support import fill, press

KNOWN_NUMBER = "+447700900917"
"""The number that the demonstration's de-brief taught; its indicator is live."""
SURNAME, GIVEN = "OSAWE", "BLESSING"
FLIGHT = Leg(
    "BA",
    "78",
    "LOS",
    "LHR",
    datetime.fromisoformat("2011-10-18T06:40"),
    datetime.fromisoformat("2011-10-18T14:05"),
    "BA78",
)


def passenger_list() -> str:
    """Return the list of a flight that lands this afternoon, with one traveller who gave the known number."""
    woman = Traveller(
        "FL", SURNAME, (GIVEN,), None, "F", date(1989, 5, 2), nationality="NGA", embark="LOS", debark="LHR", clearance_port="LHR",
        locator="J7QX2L", seat="31C", contacts=(ContactNumber("TE", KNOWN_NUMBER),),
        documents=(Document("P", "A04471188", "NGA", date(2016, 3, 1)),),
    )  # fmt: skip
    other = Traveller(
        "FL", "CARTER", ("JEAN",), None, "F", date(1960, 1, 9), nationality="GBR", embark="LOS", debark="LHR"
    )
    return write_paxlst(
        PassengerListDraft(
            sender=Party("BAW", "ZZ"),
            recipient=Party("UKBAG", "ZZ"),
            prepared=datetime.fromisoformat("2011-10-18T06:45"),
            control_reference="JOURNEY78",
            legs=(FLIGHT,),
            travellers=(woman, other),
        )
    )


class BorderSteps(Windows):
    """From the message to the referral."""

    def given_a_carrier_with_a_token(self) -> None:
        page = self.visit(self.window("Carrier", organisation="British Airways"), "/administration/tokens/")
        fill(page, label="Departure control")
        press(page, "Issue it")
        self.token = page.locator("main code").inner_text()
        self.look(page)

    def when_the_carrier_sends_its_passenger_list(self) -> None:
        answer = self.window("Carrier", organisation="British Airways").request.post(
            f"{self.server.url}/api/border/messages",
            data=passenger_list().encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/edifact"},
        )
        assert answer.status == 202, answer.text()
        assert (answer.json()["status"], answer.json()["travellers"]) == ("parsed", 2)

    def then_the_carrier_sees_its_message_and_no_hit(self) -> None:
        page = self.visit(self.window("Carrier", organisation="British Airways"), "/border/carrier/")
        assert SURNAME not in page.content()
        assert page.goto("/border/hub/").status in {403, 404}

    def then_the_hub_shows_the_hit_by_time_to_arrival(self) -> None:
        page = self.visit(self.window("Targeting analyst"), "/border/")
        row = page.locator("main li", has_text=SURNAME)
        assert "hours left" in row.inner_text(), row.inner_text()
        row.get_by_role("link", name=re.compile(SURNAME)).click()
        self.look(page)
        assert (
            "known from a de-brief" in page.locator("main").inner_text().lower() or "found exploited" in page.content()
        )

    def when_the_officer_records_in_two_taps_that_she_may_be_a_victim(self) -> None:
        page = self.window("Port officer", organisation="LHR", phone=True)
        self.visit(page, "/border/port/")
        page.get_by_role("link", name=re.compile(SURNAME)).click()
        self.look(page)
        assert "alone" in page.locator("main").inner_text()
        fill(page, outcome="potential_victim")
        press(page, "Continue")
        self.look(page)
        press(page, "Confirm")
        self.look(page)

    def then_a_referral_opens_with_the_facts_carried_over(self) -> None:
        page = self.window("Port officer", organisation="LHR", phone=True)
        press(page, "Start a referral")
        self.look(page)
        self.keep("draft", page)
        assert page.locator('[name="surname"]').input_value().upper() == SURNAME
        assert page.locator('[name="given_names"]').input_value().upper() == GIVEN
        assert page.locator('[name="nationality"]').input_value() == "NGA"
        self.pseudonym = re.search(r"MN-[A-Z0-9-]+", page.locator("h1").inner_text())[0]

    def when_the_first_responder_completes_it_with_informed_consent(self) -> None:
        page = self.window("Port officer", organisation="LHR", phone=True)
        fill(
            page,
            age_band="adult",
            account="She was told to call a number when she landed and does not know where she will live.",
            exploitation=("labour",),
            languages="bin, en",
            safe_contact="Through the reception team at the port, mornings only.",
            wants_support="yes",
            immigration_reference="JOURNEY/2011/78",
            immigration_issue=True,
            region="TLI",
        )
        press(page, "Save and continue")
        self.look(page)
        press(page, "Send", refused=True)  # consent is asked, never presumed
        self.look(page)
        fill(page, consent="given", language_explained="Edo", interpreter="INT-0417")
        press(page, "Send")
        self.look(page)
        assert "NRM-2011-" in page.locator("h1").inner_text()
        self.keep("referral", page)
