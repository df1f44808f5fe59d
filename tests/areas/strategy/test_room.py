"""The register: reports only grow, the board is derived, papers stay, and nobody else sees any of it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from manumit.areas.strategy import api
from manumit.areas.strategy.manifest import MANIFEST
from manumit.areas.strategy.models import Action, EvidenceReading, MinisterialPaper, ProgressReport
from manumit.areas.strategy.rules import FIGURES_OF
from manumit.areas.strategy.services import EVIDENCE
from manumit.errors import AccessRefused, InputError, NotFound
from manumit.kernel.actor import PUBLIC, system
from manumit.platform.audit.models import AuditEntry
from manumit.platform.search.index import search
from tests.support import AT

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


@pytest.fixture
def official(people):
    return people.actor("policy_official")


@pytest.fixture
def register(db):
    api.load_commitments(by=system("demo"), at=AT)
    return {row.key: row.pk for row in Action.objects.all()}


def one(official, register, key, at=LATER):
    return api.action(by=official, at=at, action_id=register[key])


def test_the_commitments_are_carried_over_once(official, register):
    assert len(register) == 208
    assert api.load_commitments(by=official, at=LATER) == 0
    assert [a.key for a in api.list_actions(by=official, at=AT, aim="children")][:1] == ["S2-16a"]


def test_an_action_with_a_passed_day_is_late_until_it_is_done(official, register):
    assert one(official, register, "S2-26b").standing is api.Standing.LATE
    api.report_progress(by=official, at=AT, action_id=register["S2-26b"], state="under_way", note="Drafted.")
    assert one(official, register, "S2-26b").standing is api.Standing.LATE
    api.report_progress(by=official, at=LATER, action_id=register["S2-26b"], state="done", note="In force.")
    found = one(official, register, "S2-26b")
    assert (found.standing, found.state, found.note) == (api.Standing.GREEN, "done", "In force.")
    assert [step.state for step in api.progress_of(by=official, action_id=found.id)] == ["done", "under_way"]


def test_an_action_of_which_nobody_speaks_turns_silent(official, register):
    quiet = AT + api.SILENT_AFTER + timedelta(days=1)
    assert one(official, register, "S2-32a").standing is api.Standing.GREEN
    assert one(official, register, "S2-32a", at=quiet).standing is api.Standing.SILENT
    api.report_progress(by=official, at=quiet, action_id=register["S2-32a"], state="under_way", note="Checked.")
    assert one(official, register, "S2-32a", at=quiet).standing is api.Standing.GREEN


def test_the_board_counts_every_action_once(official, register):
    boards = api.board(by=official, at=AT)
    assert sum(sum(board.counts.values()) for board in boards) == 208
    assert [board.aim.key for board in boards] == [aim.key for aim in api.AIMS]


@pytest.mark.parametrize(("state", "note", "field"), [("finished", "x", "state"), ("done", "  ", "note")])
def test_a_report_without_a_known_state_or_words_is_refused(official, register, state, note, field):
    with pytest.raises(InputError) as refused:
        api.report_progress(by=official, at=AT, action_id=register["S2-32a"], state=state, note=note)
    assert refused.value.field == field


@pytest.mark.parametrize("role", ["caseworker", "statistician", "librarian", "immigration_official"])
def test_the_register_does_not_exist_for_others(people, register, role):
    actor = people.actor(role)
    assert not api.visible_to(actor).exists()
    assert search(actor, "trafficking", kinds=("action",)).total == 0
    with pytest.raises(AccessRefused):
        api.list_actions(by=actor, at=AT)
    with pytest.raises(AccessRefused):
        api.report_progress(by=actor, at=AT, action_id=register["S2-32a"], state="done", note="x")
    with pytest.raises(AccessRefused):
        api.keep_paper(by=actor, at=AT)
    assert not api.visible_to(PUBLIC).exists()


def test_an_official_finds_actions_by_their_words(official, register):
    found = search(official, "second decision maker", kinds=("action",))
    assert register["S2-32a"] in [result.record_id for result in found.results]
    with pytest.raises(NotFound):
        api.action(by=official, at=AT, action_id=AuditEntry.objects.latest("sequence").pk)


def test_the_database_refuses_to_rewrite_what_was_reported_read_or_sent(official, register):
    api.report_progress(by=official, at=AT, action_id=register["S2-32a"], state="done", note="x")
    api.keep_paper(by=official, at=AT)
    for act in (
        lambda: ProgressReport.objects.update(note="y"),
        lambda: ProgressReport.objects.all().delete(),
        lambda: EvidenceReading.objects.update(figures={}),
        lambda: MinisterialPaper.objects.update(content={}),
        lambda: Action.objects.filter(key="S2-16a").delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_every_room_but_this_one_gives_figures_under_its_own_name(official, register):
    assert set(EVIDENCE) == {
        "border", "referrals", "care", "intelligence", "operations", "prevention", "statistics", "library"
    }  # fmt: skip
    api.read_evidence(by=official, at=AT)
    values = api.figures(by=official).values
    assert {key.partition(".")[0] for key in values} == set(EVIDENCE)
    assert all(isinstance(value, int) for value in values.values())
    assert {name for names in FIGURES_OF.values() for name in names} <= set(values)


def test_figures_are_read_once_a_day(official, register):
    run = MANIFEST.due[0].run
    assert [run(AT), run(AT + timedelta(hours=1)), run(LATER)] == [1, 0, 1]


def test_an_action_shows_the_live_figure_of_its_room(official, people, register):
    from manumit.areas.library import api as library

    guidance = one(official, register, "S2-70a")
    before = api.figures_for(by=official, at=LATER, one=guidance)["library.entries"]
    library.add_guidance(by=people.actor("librarian"), at=AT, title="What to share at the border")
    assert api.figures_for(by=official, at=LATER, one=guidance)["library.entries"] == before + 1


def test_a_paper_begins_where_the_last_one_ended(official, people, register):
    from manumit.areas.library import api as library

    assert api.next_paper(by=official, at=AT) == AT.date()
    api.report_progress(by=official, at=AT, action_id=register["S2-32a"], state="under_way", note="Before.")
    assert api.keep_paper(by=official, at=AT + timedelta(hours=1)) == 1
    library.add_guidance(by=people.actor("librarian"), at=AT + timedelta(hours=2), title="New")
    api.report_progress(
        by=official, at=AT + timedelta(hours=2), action_id=register["S2-27b"], state="done", note="After."
    )
    api.read_evidence(by=official, at=AT + timedelta(hours=3))
    paper = api.paper(by=official, at=LATER)
    assert (paper.number, paper.since) == (2, AT + timedelta(hours=1))
    assert [(line.key, line.note) for line in paper.moved] == [("S2-27b", "After.")]
    assert ("library.entries", 1) in [(moved.key, moved.change) for moved in paper.figures]
    assert "S2-26b" in [line.key for line in paper.late]
    assert sum(green + late + silent for _aim, green, late, silent in paper.aims) == 208
    assert api.next_paper(by=official, at=LATER) == (AT + api.NEXT_PAPER_AFTER).date()
    kept = MinisterialPaper.objects.get().content
    assert [line["key"] for line in kept["moved"]] == ["S2-32a"]


def test_each_write_ends_in_an_audit_entry(official, register):
    api.report_progress(by=official, at=AT, action_id=register["S2-32a"], state="done", note="Kept out of the trail.")
    last = AuditEntry.objects.latest("sequence")
    assert (last.action, last.record_id, last.detail) == (
        "strategy.report_progress", str(register["S2-32a"]), {"state": "done"}
    )  # fmt: skip


def test_the_pages_lead_from_the_board_to_a_report_and_a_paper(people, register):
    browser = people.client("policy_official")
    home = browser.get("/")
    assert b"/strategy/paper/" in home.content, "the paper is one click from the first page"
    board = browser.get("/strategy/", {"aim": "cross-cutting", "standing": "late"}).content
    assert str(register["S2-26b"]).encode() in board
    assert str(register["S2-32a"]).encode() not in board
    assert browser.get("/strategy/", {"aim": "<script>", "page": "9999", "sort": "?"}).status_code == 200
    href = f"/strategy/action/{register['S2-32a']}/"
    assert browser.get(href).status_code == 200
    assert browser.post(f"{href}report/", {"state": "done", "note": ""}).status_code == 422
    assert browser.post(f"{href}report/", {"state": "done", "note": "Two people now."}).url == href
    assert b"Two people now." in browser.get(href).content
    assert browser.post("/strategy/figures/read/").status_code == 302
    assert b"Library: entries" in browser.get("/strategy/figures/").content
    assert b"Two people now." in browser.get("/strategy/paper/").content
    assert browser.post("/strategy/paper/keep/").status_code == 302
    assert b"Annex A" in browser.get("/strategy/gaps/").content
    assert people.client("caseworker").get("/strategy/").status_code == 403
    assert Client().get("/strategy/").status_code == 302


def test_no_page_of_the_room_asks_more_than_25_queries(people, official, register, django_assert_max_num_queries):
    api.keep_paper(by=official, at=AT)
    browser = people.client("policy_official")
    actions = [
        f"/strategy/action/{register[key]}/"
        for key in ("S2-32a", "S2-75b", "S2-53a", "S2-36c", "S2-81a", "S2-6a", "S2-20a")
    ]
    for address in ("/", "/strategy/", "/strategy/paper/", "/strategy/figures/", "/strategy/gaps/", *actions):
        with django_assert_max_num_queries(25):
            assert browser.get(address).status_code == 200


def test_the_api_lists_actions_and_takes_a_report(people, register):
    browser = people.client("policy_official")
    listed = browser.get("/api/strategy/actions", {"aim": "children"}).json()
    assert len(listed) == 15
    href = f"/api/strategy/actions/{register['S2-26b']}"
    assert browser.get(href).json()["standing"] == "late"
    report = {"state": "done", "note": "In force."}
    assert browser.post(f"{href}/reports", report, content_type="application/json").status_code == 201
    assert browser.get(href).json()["standing"] == "green"
    wrong = browser.post(f"{href}/reports", {"state": "x", "note": "y"}, content_type="application/json")
    assert wrong.status_code == 422
    refused = people.client("caseworker").post(f"{href}/reports", report, content_type="application/json")
    assert refused.status_code == 403
    assert browser.get("/api/strategy/figures").json()["values"] == {}
