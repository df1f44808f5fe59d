"""What the room's pages show, to whom, and what they refuse."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from manumit.areas.intelligence import api
from manumit.areas.intelligence.models import Claim, Debrief, Dissemination, Entity, Group, IntelligenceReport
from manumit.platform.audit.models import AuditEntry
from tests.areas.intelligence.world import WALLED, World
from tests.support import AT

REPORT = {
    "scheme": "3x5x2",
    "title": "A house in Eastwick",
    "body": "What was seen.",
    "source_grade": "1",
    "information_grade": "B",
    "handling": "P",
    "marking": "OFFICIAL",
    "priority": "low",
}


def client(world: World, who: str) -> Client:
    role = {"hub boss": "intelligence_supervisor", "other boss": "intelligence_supervisor"}.get(
        who, "intelligence_officer"
    )
    role = "liaison_officer" if who.endswith("liaison") else role
    return world.people.client(role, who)


def text(response) -> str:
    assert response.status_code == 200, (response.status_code, response.content[:2000])
    page = response.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def full_world(world: World) -> dict[str, object]:
    """One of everything, for which every page has something to show."""
    debrief_id = world.debrief(kind="trafficker")
    api.answer(by=world.officer, at=AT, debrief_id=debrief_id, question="port", status="answered", text="Harbourton")
    report_id = world.account(debrief_id)
    driver, cook = world.entity(report_id, "The driver", colour="blue"), world.entity(report_id, "The cook")
    api.link_entities(by=world.officer, at=AT, from_id=driver, to_id=cook, relation="knows", report_id=report_id)
    group_id = api.form_group(
        by=world.officer, at=AT, name="Eastwick", member_ids=[driver, cook], report_ids=[report_id]
    )
    api.score_group(by=world.officer, at=AT, group_id=group_id, answers={"exploitation": 3})
    one = world.propose(report_id)
    return {"debrief": debrief_id, "report": report_id, "entity": driver, "group": group_id, "dissemination": one}


def addresses(made: dict[str, object]) -> list[str]:
    named = {
        "reports": {},
        "release_queue": {},
        "new_report": {},
        "report": {"intelligence_report_id": made["report"]},
        "sanitise_report": {"intelligence_report_id": made["report"]},
        "add_entity": {"intelligence_report_id": made["report"]},
        "link_entities": {"intelligence_report_id": made["report"]},
        "share_report": {"intelligence_report_id": made["report"]},
        "debriefs": {},
        "start_debrief": {},
        "debrief": {"debrief_id": made["debrief"]},
        "consent": {"debrief_id": made["debrief"]},
        "welfare": {"debrief_id": made["debrief"]},
        "propose_indicator": {"debrief_id": made["debrief"]},
        "entities": {},
        "entity": {"entity_id": made["entity"]},
        "network": {},
        "groups": {},
        "new_group": {},
        "group": {"group_id": made["group"]},
        "score_group": {"group_id": made["group"]},
        "share_group": {"group_id": made["group"]},
        "disseminations": {},
        "received": {},
        "dissemination": {"dissemination_id": made["dissemination"]},
    }
    stages = [reverse("intelligence:stage", args=[made["debrief"], "uk"])]
    return [reverse(f"intelligence:{name}", kwargs=values) for name, values in named.items()] + stages


def test_a_supervisor_opens_every_page_within_the_query_limit(world: World):
    browser = client(world, "hub boss")
    for address in addresses(full_world(world)):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            text(browser.get(address))
        # sign-in, navigation and one audit entry are part of the count
        assert len(queries) <= 25, (address, len(queries))


@pytest.mark.parametrize(
    "role", ["caseworker", "support_worker", "immigration_official", "statistician", "administrator"]
)
def test_other_roles_open_none_of_them(world: World, role):
    browser = world.people.client(role)
    for address in addresses(full_world(world)):
        assert browser.get(address).status_code in {403, 404}, address


def test_a_liaison_officer_opens_only_what_was_sent_to_the_post(world: World):
    made = full_world(world)
    api.approve_dissemination(by=world.boss, at=AT, dissemination_id=made["dissemination"])
    here, far = client(world, "lagos liaison"), client(world, "hanoi liaison")
    sent = reverse("intelligence:dissemination", args=[made["dissemination"]])
    assert "A recruiter uses a cafe." in text(here.get(sent))
    assert far.get(sent).status_code == 404
    for name, key in (("report", "report"), ("debrief", "debrief"), ("entity", "entity"), ("group", "group")):
        assert here.get(reverse(f"intelligence:{name}", args=[made[key]])).status_code in {403, 404}
    assert "A house" not in text(here.get(reverse("intelligence:reports")))


def test_two_worlds_that_differ_by_restricted_records_look_the_same_to_who_may_not_see_them(world: World):
    """Counts, neighbours, paths, history, groups and search answer alike, byte for byte."""
    made = full_world(world)
    shown = Entity.objects.order_by("created_at", "pk")
    first, second = (entity.pk for entity in shown[:2])
    low = client(world, "force officer")
    pages = [
        reverse("home"),
        *(
            reverse(f"intelligence:{name}")
            for name in (
                "reports",
                "debriefs",
                "entities",
                "network",
                "groups",
                "disseminations",
                "received",
                "new_group",
            )
        ),
        reverse("intelligence:network") + f"?from_id={first}&to_id={second}",
        reverse("intelligence:report", args=[made["report"]]),
        reverse("intelligence:link_entities", args=[made["report"]]),
        reverse("intelligence:entity", args=[first]),
        reverse("intelligence:entity", args=[second]),
        reverse("intelligence:group", args=[made["group"]]),
        reverse("search") + "?q=driver",
        reverse("search") + "?q=peregrine",
        reverse("thread", args=["debrief", made["debrief"]]),
        "/api/intelligence/reports",
        "/api/intelligence/entities",
        f"/api/intelligence/entities/{first}/neighbours",
        "/api/intelligence/disseminations",
    ]
    before = [text(low.get(page)) for page in pages]
    absent = [low.get(reverse("intelligence:report", args=[made["entity"]])).status_code]

    hidden = world.released(title="Peregrine driver", **WALLED)
    third = world.entity(hidden, "The banker")
    api.mention_entity(
        by=world.boss,
        at=AT,
        entity_id=first,
        label="Ivan the driver",
        properties={"car": "red"},
        report_id=hidden,
        category="convicted",
    )
    for source, target, relation in ((first, third, "paid"), (third, second, "paid"), (first, second, "controls")):
        api.link_entities(by=world.boss, at=AT, from_id=source, to_id=target, relation=relation, report_id=hidden)
    secret_group = api.form_group(
        by=world.boss, at=AT, name="The bank", member_ids=[first, third], report_ids=[made["report"], hidden]
    )
    api.score_group(by=world.boss, at=AT, group_id=secret_group, answers={"money": 4})
    one = api.disseminate(
        by=world.boss,
        at=AT,
        report_id=hidden,
        recipient_organisation_id=world.post.pk,
        legal_basis="Treaty",
        handling_condition="Own use",
    )
    api.approve_dissemination(by=world.boss2, at=AT, dissemination_id=one)

    after = [text(low.get(page)) for page in pages]
    for page, was, is_now in zip(pages, before, after, strict=True):
        assert was == is_now, page
    absent.append(low.get(reverse("intelligence:report", args=[hidden])).status_code)
    assert absent == [404, 404]
    assert low.get(reverse("intelligence:entity", args=[third])).status_code == 404
    assert "Peregrine" in text(client(world, "hub boss").get(reverse("intelligence:reports")))


def test_a_report_is_written_and_submitted(world: World):
    browser = client(world, "hub officer")
    response = browser.post(reverse("intelligence:new_report"), REPORT)
    made = IntelligenceReport.objects.get()
    assert response.status_code == 302
    assert (made.state, made.title, made.author_id) == ("submitted", "A house in Eastwick", world.officer.user_id)


def test_a_report_kept_as_a_draft_is_changed_and_then_submitted(world: World):
    browser = client(world, "hub officer")
    browser.post(reverse("intelligence:new_report"), {**REPORT, "_keep": "1"})
    made = IntelligenceReport.objects.get()
    assert made.state == "draft"
    edit = reverse("intelligence:edit_report", args=[made.pk])
    assert "A house in Eastwick" in text(browser.get(edit))
    browser.post(edit, {**REPORT, "title": "Two houses", "version": made.version})
    made = IntelligenceReport.objects.get()
    assert (made.state, made.title) == ("submitted", "Two houses")


def test_two_who_edit_a_draft_see_both_versions(world: World):
    browser = client(world, "hub officer")
    browser.post(reverse("intelligence:new_report"), {**REPORT, "_keep": "1"})
    made = IntelligenceReport.objects.get()
    edit = reverse("intelligence:edit_report", args=[made.pk])
    browser.post(edit, {**REPORT, "title": "First", "version": 1, "_keep": "1"})
    late = browser.post(edit, {**REPORT, "title": "Second", "version": 1, "_keep": "1"})
    assert late.status_code == 409
    assert "First" in late.content.decode()
    assert "Second" in late.content.decode()


def test_what_is_wrong_is_named_and_what_was_typed_is_kept(world: World):
    browser = client(world, "hub officer")
    response = browser.post(reverse("intelligence:new_report"), {**REPORT, "handling": "C", "body": "Kept words"})
    page = text(response)
    assert 'href="#id_conditions"' in page
    assert "Kept words" in page
    assert not IntelligenceReport.objects.exists()


def test_the_page_for_the_older_scheme_offers_its_codes(world: World):
    page = text(client(world, "hub officer").get(reverse("intelligence:new_report") + "?scheme=5x5x5"))
    assert "E: Untested" in page
    assert "Lawful sharing" not in page


def test_the_grades_are_shown_in_words_with_their_scheme(world: World):
    page = text(client(world, "hub officer").get(reverse("intelligence:report", args=[world.released()])))
    assert "1: Reliable" in page
    assert "Known indirectly to the source, and corroborated" in page
    assert "3x5x2" in page


def test_the_author_finds_no_button_to_release(world: World):
    report_id = world.report(by=world.boss)
    address = reverse("intelligence:release_report", args=[report_id])
    assert address not in text(client(world, "hub boss").get(reverse("intelligence:report", args=[report_id])))
    refused = text(client(world, "hub boss").post(address, {"sanitised_text": "Clean."}))
    assert "Somebody other than the author" in refused
    browser = client(world, "other boss")
    assert browser.post(address, {"sanitised_text": "Clean."}).status_code == 302
    assert IntelligenceReport.objects.get().state == "released"


def test_a_stage_is_answered_and_its_coverage_shown(world: World):
    debrief_id = world.debrief()
    browser = client(world, "hub officer")
    address = reverse("intelligence:stage", args=[debrief_id, "border"])
    data: dict[str, object] = {"version": 1}
    for one in api.open_debrief(by=world.officer, at=AT, debrief_id=debrief_id).stage("border"):
        data[f"{one.question.key}_status"] = "not_asked"
        data[f"{one.question.key}_confidence"] = "moderate"
    data |= {"port_status": "answered", "port_text": "Harbourton", "visa_status": "declined"}
    assert browser.post(address, data).status_code == 302
    assert Claim.objects.count() == 2
    again = text(browser.get(address))
    assert "is not asked again without a reason" in again
    changed = {**data, "version": 2, "port_text": "Elsewhere"}
    assert 'href="#id_port_reason"' in text(browser.post(address, changed))
    assert browser.post(address, {**changed, "port_reason": "She corrected it"}).status_code == 302
    assert Claim.objects.count() == 3


def test_an_answer_without_a_status_names_its_question(world: World):
    debrief_id = world.debrief()
    address = reverse("intelligence:stage", args=[debrief_id, "border"])
    page = text(client(world, "hub officer").post(address, {"version": 1, "port_text": "Harbourton"}))
    assert 'href="#id_port_status' in page
    assert "Harbourton" in page


def test_a_late_stage_meets_a_conflict(world: World):
    debrief_id = world.debrief()
    browser = client(world, "hub officer")
    address = reverse("intelligence:stage", args=[debrief_id, "meta"])
    data: dict[str, object] = {"version": 1}
    for one in api.open_debrief(by=world.officer, at=AT, debrief_id=debrief_id).stage("meta"):
        data[f"{one.question.key}_status"] = "unknown"
        data[f"{one.question.key}_confidence"] = "low"
    api.answer(by=world.low, at=AT, debrief_id=debrief_id, question="visa", status="unknown")
    assert browser.post(address, data).status_code == 409
    assert Claim.objects.count() == 1


def test_a_debrief_is_begun_paused_and_stopped(world: World):
    browser = client(world, "hub officer")
    facts = {"subject_pseudonym": "HERON-41", "kind": "victim", "legal_status": "intelligence", "language": "ro"}
    assert browser.post(reverse("intelligence:start_debrief"), facts).status_code == 302
    made = Debrief.objects.get()
    for move in ("pause", "resume", "stop"):
        assert browser.post(reverse("intelligence:move_debrief", args=[made.pk, move])).status_code == 302
    made.refresh_from_db()
    assert made.state == "stopped"
    assert browser.get(reverse("intelligence:move_debrief", args=[made.pk, "pause"])).status_code == 405
    assert browser.post(reverse("intelligence:move_debrief", args=[made.pk, "vanish"])).status_code == 404


def test_consent_is_recorded_from_its_page(world: World):
    debrief_id = world.debrief()
    browser = client(world, "hub officer")
    facts = {"recipient_class": "police", "decision": "given", "language": "ro", "evidence": "form 7"}
    assert browser.post(reverse("intelligence:consent", args=[debrief_id]), facts).status_code == 302
    assert "police: given" in text(browser.get(reverse("intelligence:debrief", args=[debrief_id])))


def test_the_group_page_says_whose_score_it_is(world: World):
    page = text(client(world, "hub officer").get(reverse("intelligence:group", args=[full_world(world)["group"]])))
    assert "Our own open scorecard, not an official formula" in page
    assert "Middle" in page


def test_the_pages_of_the_network_take_what_is_typed(world: World):
    report_id = world.released()
    browser = client(world, "hub officer")
    add = reverse("intelligence:add_entity", args=[report_id])
    for label in ("The driver", "The cook"):
        facts = {"kind": "person", "label": label, "category": "suspect", "properties": "car: red"}
        assert browser.post(add, facts).status_code == 302
    first, second = (str(pk) for pk in Entity.objects.order_by("created_at", "pk").values_list("pk", flat=True))
    ends = {"from_id": first, "to_id": second, "relation": "knows"}
    assert browser.post(reverse("intelligence:link_entities", args=[report_id]), ends).status_code == 302
    facts = {"name": "Eastwick", "member_ids": [first, second], "report_ids": [str(report_id)]}
    assert browser.post(reverse("intelligence:new_group"), facts).status_code == 302
    group = Group.objects.get()
    assert browser.post(reverse("intelligence:score_group", args=[group.pk]), {"exploitation": "3"}).status_code == 302
    assert group.scores.count() == 1
    path = text(browser.get(reverse("intelligence:network") + f"?from_id={first}&to_id={second}"))
    assert "The driver" in path
    bad = text(browser.post(add, {"kind": "person", "label": "X", "category": "victim", "properties": "surname: Doe"}))
    assert "stays in the vault" in bad


def test_sharing_runs_from_proposal_to_recall_through_the_pages(world: World):
    report_id = world.released()
    officer, boss, liaison = (client(world, who) for who in ("hub officer", "hub boss", "lagos liaison"))
    facts = {"recipient_organisation_id": str(world.post.pk), "legal_basis": "Treaty", "handling_condition": "Own use"}
    assert officer.post(reverse("intelligence:share_report", args=[report_id]), facts).status_code == 302
    one = Dissemination.objects.get().pk
    assert officer.post(reverse("intelligence:approve", args=[one])).status_code == 403
    assert boss.post(reverse("intelligence:approve", args=[one])).status_code == 302
    assert "IR-" in text(liaison.get(reverse("home")))
    assert liaison.post(reverse("intelligence:acknowledge", args=[one])).status_code == 302
    feedback = {"outcome": "acted", "note": "Two arrests"}
    assert liaison.post(reverse("intelligence:feedback", args=[one]), feedback).status_code == 302
    assert boss.post(reverse("intelligence:recall", args=[one]), {"reasons": "False"}).status_code == 302
    page = text(liaison.get(reverse("intelligence:dissemination", args=[one])))
    assert "This was recalled" in page
    assert "A house is used." not in page


def test_the_first_page_shows_what_came_in_until_it_is_marked_as_seen(world: World):
    world.released(title="A new house")
    browser = client(world, "force officer")
    assert "A new house" in text(browser.get(reverse("home")))
    browser.post(reverse("intelligence:seen"))
    assert "A new house" not in text(browser.get(reverse("home")))


def test_opening_a_page_is_audited(world: World):
    made = full_world(world)
    browser = client(world, "force officer")
    before = AuditEntry.objects.count()
    browser.get(reverse("intelligence:debrief", args=[made["debrief"]]))
    entry = AuditEntry.objects.order_by("-sequence").first()
    assert AuditEntry.objects.count() == before + 1
    assert (entry.action, entry.record_id, entry.actor_id) == (
        "intelligence.open_debrief",
        str(made["debrief"]),
        world.low.user_id,
    )


def test_a_debrief_teaches_the_border_an_indicator(world: World):
    made = full_world(world)
    browser = client(world, "hub officer")
    address = reverse("intelligence:propose_indicator", args=[made["debrief"]])
    facts = {
        "title": "Late cash from Lagos",
        "why": "Tickets were paid late in cash by the recruiter",
        "because": "Told in a de-brief",
        "legal_basis": "Border targeting policy",
        "weight": "medium",
        "embarked_at": "LOS",
        "late_cash_days": "2",
    }
    assert "at least one condition" in text(browser.post(address, {**facts, "embarked_at": "", "late_cash_days": ""}))
    assert "not known" in text(browser.post(address, {**facts, "embarked_at": "ZZZZ"}))
    assert "names the source or a person" in text(browser.post(address, {**facts, "because": "As HERON-41 said"}))
    response = browser.post(address, facts)
    assert response.status_code == 302, response.content.decode()
    supervisor = world.people.actor("targeting_supervisor")
    from manumit.platform.rooms import record_kind

    assert record_kind("indicator").visible(supervisor).count() == 1
