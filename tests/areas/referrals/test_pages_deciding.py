"""Pages of those who decide, of immigration, of local authorities, and of the law."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from manumit.areas.referrals import api
from manumit.areas.referrals.models import Decision, Referral, RemovalAlarm
from tests.areas.referrals.conftest import ADULT, CHILD, Desk

MOST_QUERIES = 15


def url(name, **kwargs):
    return reverse(f"referrals:{name}", kwargs=kwargs)


@pytest.fixture
def desk(people):
    return Desk(people, at=timezone.now())


def text_of(response):
    return response.content.decode()


def browser(desk, role, name="", **home):
    desk.responder()  # the police are a first responder
    if role == "first_responder":
        home.setdefault("organisation", desk.people.organisation("police", "The police"))
    return desk.people.client(role, name, **home)


def typed(version=1, **changes):
    return {
        "version": version,
        "age_band": "adult",
        "nation": "england",
        "account": "She told me.",
        "given_names": "Ann",
        **changes,
    }


def test_two_people_decide_through_the_pages(desk):
    made = desk.sent()
    worker, reviewer = browser(desk, "caseworker"), browser(desk, "reviewer")
    propose = url("propose", referral_id=made, stage="reasonable_grounds")
    assert "reasonable grounds to believe" in text_of(worker.get(propose))
    done = worker.post(propose, {"outcome": "positive", "reasons": "It fits.", "evidence": "Account\nVisit"})
    decision = Decision.objects.get()
    assert done["Location"] == url("decision", decision_id=decision.pk)
    assert worker.get(url("review", decision_id=decision.pk)).status_code == 403
    assert decision.evidence == ["Account", "Visit"]
    listed = text_of(reviewer.get(url("reviews")))
    assert url("review", decision_id=decision.pk) in listed
    shown = text_of(reviewer.get(url("review", decision_id=decision.pk)))
    assert "It fits." in shown
    assert reviewer.post(url("review", decision_id=decision.pk), {"verdict": "return"}).status_code == 422
    assert reviewer.post(url("review", decision_id=decision.pk), {"verdict": "agree"}).status_code == 302
    assert Referral.objects.get(pk=made).state == "recovery"
    page = text_of(worker.get(url("referral", referral_id=made)))
    assert "Recovery period ends" in page
    assert "30 days under the rule" in page


@pytest.mark.parametrize(("verdict", "state"), [("return", "rg_pending"), ("disagree", "rg_review")])
def test_a_reviewer_returns_or_disagrees(desk, verdict, state):
    made, decision = desk.proposed()
    browser(desk, "reviewer").post(url("review", decision_id=decision), {"verdict": verdict, "reasons": "Not weighed."})
    assert Referral.objects.get(pk=made).state == state


def test_a_reviewer_who_declares_a_part_loses_the_case(desk):
    made, decision = desk.proposed()
    reviewer = browser(desk, "reviewer")
    assert reviewer.post(url("declare_on", referral_id=made), {"role_played": "asylum"}).status_code == 302
    for address in (
        url("referral", referral_id=made),
        url("decision", decision_id=decision),
        url("review", decision_id=decision),
    ):
        assert reviewer.get(address).status_code == 404
    assert reviewer.post(url("review", decision_id=decision), {"verdict": "agree"}).status_code == 404
    assert "NRM-" not in text_of(reviewer.get(url("reviews")))


def test_a_proposal_that_is_refused_keeps_the_reasons(desk):
    made = desk.positive()
    page = browser(desk, "caseworker").post(
        url("propose", referral_id=made, stage="conclusive_grounds"),
        {"outcome": "negative", "reasons": "My careful minute", "evidence": "A"},
    )
    assert page.status_code == 422
    assert "recovery period is not over" in text_of(page)
    assert "My careful minute" in text_of(page)


def test_consulting_and_changing_a_case(desk):
    made = desk.sent()
    worker = browser(desk, "caseworker")
    worker.post(url("consult", referral_id=made), {"kind": "police", "answer": "They know the house."})
    assert "They know the house." in text_of(worker.get(url("referral", referral_id=made)))
    refused = worker.post(url("status", referral_id=made), {"action": "suspend"})
    assert refused.status_code == 422
    assert "police" in text_of(refused)
    worker.post(url("status", referral_id=made), {"action": "suspend", "police_reference": "MISPER 1"})
    assert Referral.objects.get(pk=made).state == "rg_suspended"
    worker.post(url("status", referral_id=made), {"action": "resume"})
    worker.post(url("status", referral_id=made), {"action": "withdraw", "reasons": "At her wish"})
    worker.post(url("status", referral_id=made), {"action": "close"})
    assert Referral.objects.get(pk=made).state == "closed"


def test_the_first_responder_reads_the_letter_and_not_the_minute(desk):
    made, decision = desk.proposed(outcome="negative")
    api.agree_decision(by=desk.reviewer(), at=desk.at, decision_id=decision)
    client = browser(desk, "first_responder")
    page = text_of(client.get(url("referral", referral_id=made)))
    letter = api.letters_to(by=desk.responder())[0]
    assert url("letter", letter_id=letter.id) in page
    assert "consistent with what the police found" not in page + text_of(client.get(url("letter", letter_id=letter.id)))
    assert client.get(url("decision", decision_id=decision)).status_code == 403


def test_immigration_is_told_yes_or_no(desk):
    desk.positive()
    client = browser(desk, "immigration_official")
    yes = text_of(client.post(url("hold"), {"reference": "IM/77 001"}))
    no = text_of(client.post(url("hold"), {"reference": "IM/0"}))
    assert "No. Removal is held." in yes
    assert "No hold stands against removal." in no
    assert "MN-" not in yes
    assert "NRM-" not in yes
    assert "Quillfeather" not in yes
    empty = client.post(url("hold"), {"reference": ""})
    assert empty.status_code == 422
    assert "Reference of the person" in text_of(empty)


def test_an_attempted_removal_is_refused_and_caseworkers_see_the_alarm(desk):
    desk.positive()
    official, worker = browser(desk, "immigration_official"), browser(desk, "caseworker")
    response = official.post(url("attempt"), {"reference": "IM/77 001"})
    assert response.status_code == 422
    assert "removal of this person is held" in text_of(response)
    alarm = RemovalAlarm.objects.get()
    assert "Somebody tried to remove" in text_of(worker.get(url("queue")))
    assert worker.get(url("alarm", alarm_id=alarm.pk)).status_code == 200
    worker.post(url("alarm", alarm_id=alarm.pk))
    assert "Somebody tried to remove" not in text_of(worker.get(url("queue")))


def test_an_official_declares_by_reference_and_learns_nothing(desk):
    desk.sent()
    client = browser(desk, "immigration_official")
    known = client.post(url("declare"), {"reference": "IM/77 001", "role_played": "asylum"})
    unknown = client.post(url("declare"), {"reference": "IM/0", "role_played": "asylum"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"]) == (302, "/")


def test_a_local_authority_sees_its_child(desk):
    home = desk.people.organisation("local_authority", "Northmoor")
    client = browser(desk, "local_authority", organisation=home)
    made = desk.sent(replace(CHILD, local_authority_id=str(home.pk)))
    assert url("child", referral_id=made) in text_of(client.get(url("children")))
    assert "Quillfeather" in text_of(client.get(url("child", referral_id=made)))
    assert client.get(url("referral", referral_id=made)).status_code == 403
    other = browser(
        desk, "local_authority", "another", organisation=desk.people.organisation("local_authority", "Eastwick")
    )
    assert other.get(url("child", referral_id=made)).status_code == 404


def test_the_law_is_public_and_says_what_is_not_verified(client, db):
    page = text_of(client.get(url("law")))
    assert "paragraph 23" in page
    assert "45" in page
    assert "30" in page
    assert "Not verified: a parameter, not law" in page


@pytest.mark.parametrize(
    "role",
    [
        "immigration_official",
        "prime_contractor",
        "support_worker",
        "statistician",
        "targeting_analyst",
        "intelligence_officer",
        "administrator",
    ],
)
def test_other_roles_are_turned_away_from_every_page_of_a_case(desk, role):
    made, decision = desk.proposed()
    client = browser(desk, role)
    addresses = [
        url("referral", referral_id=made),
        url("draft", referral_id=made),
        url("send", referral_id=made),
        url("propose", referral_id=made, stage="reasonable_grounds"),
        url("consult", referral_id=made),
        url("status", referral_id=made),
        url("decision", decision_id=decision),
        url("review", decision_id=decision),
        url("child", referral_id=made),
        url("queue"),
        url("reviews"),
        url("mine"),
        url("decisions"),
    ]
    assert {client.get(address).status_code for address in addresses} <= {403, 404}


@pytest.mark.parametrize(
    "role", ["first_responder", "caseworker", "reviewer", "quality_lead", "immigration_official", "local_authority"]
)
def test_the_first_page_of_each_role_shows_its_blocks(desk, role):
    desk.proposed()
    desk.sent()
    desk.draft()
    page = browser(desk, role).get("/")
    words = {
        "first_responder": ("Start a referral", "My drafts", "My referrals"),
        "caseworker": ("Cases by what breaks first", "Consultations that came back", "Returned by a reviewer"),
        "reviewer": ("Waiting for your agreement",),
        "quality_lead": ("Decisions of the last 28 days",),
        "immigration_official": ("May this person be removed?",),
        "local_authority": ("Children in our care", "Letters to us"),
    }
    assert all(word in text_of(page) for word in words[role])


@pytest.mark.parametrize(
    ("role", "name"),
    [("caseworker", "queue"), ("reviewer", "reviews"), ("first_responder", "mine"), ("quality_lead", "decisions")],
)
def test_lists_stay_within_their_queries(desk, role, name, django_assert_max_num_queries):
    for number in range(6):
        desk.proposed(replace(ADULT, immigration_reference=f"IM/{number}"))
        desk.positive(replace(ADULT, immigration_reference=f"IN/{number}"))
    client = browser(desk, role)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(url(name)).status_code == 200


def test_the_page_of_a_case_stays_within_its_queries(desk, django_assert_max_num_queries):
    made = desk.positive()
    client = browser(desk, "caseworker")
    with django_assert_max_num_queries(25):
        assert client.get(url("referral", referral_id=made)).status_code == 200


def test_no_page_of_a_case_shows_the_name_before_a_click(desk):
    made = desk.positive()
    page = text_of(browser(desk, "caseworker").get(url("referral", referral_id=made)))
    visible = page.split("<details")[0]
    assert "Quillfeather" in page
    assert "Quillfeather" not in visible
