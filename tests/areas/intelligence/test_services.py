"""What the room's services do and refuse."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django_tasks_db.models import DBTaskResult

from manumit.areas.intelligence import api
from manumit.areas.intelligence.models import Claim, Debrief, Dissemination, EntityLink, IntelligenceReport, ReportStep
from manumit.errors import AccessRefused, Conflict, Duplicate, InputError, MoveRefused, NotFound, RuleBroken
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment
from manumit.platform.audit import chain
from manumit.platform.audit.models import AuditEntry
from manumit.platform.events.models import EventRecord
from manumit.platform.search.index import search
from manumit.platform.thread.links import Ref, thread_of
from tests.areas.intelligence.world import WALLED, World
from tests.support import AT

LATER = AT + timedelta(hours=1)


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("sequence").values_list("action", flat=True))


def test_an_author_cannot_release_the_own_report(world: World):
    report_id = world.report(by=world.boss)
    with pytest.raises(MoveRefused):
        api.release_report(by=world.boss, at=AT, report_id=report_id)
    api.release_report(by=world.boss2, at=AT, report_id=report_id)
    assert IntelligenceReport.objects.get(pk=report_id).state == "released"


def test_an_officer_may_not_release(world: World):
    report_id = world.report()
    with pytest.raises(AccessRefused):
        api.release_report(by=world.low, at=AT, report_id=report_id)


def test_a_draft_is_seen_by_its_author_only_until_it_is_submitted(world: World):
    contents = api.Contents("Draft", "Text", "1", "A", "P", "", "3x5x2", "", "", "", "low", None)
    report_id = api.draft_report(by=world.officer, at=AT, contents=contents)
    with pytest.raises(NotFound):
        api.open_report(by=world.boss, at=AT, report_id=report_id)
    api.submit_report(by=world.officer, at=AT, report_id=report_id)
    assert api.open_report(by=world.boss, at=AT, report_id=report_id).row.state == "submitted"


def test_a_returned_report_goes_back_to_its_author_with_the_reasons(world: World):
    report_id = world.report()
    api.return_report(by=world.boss, at=AT, report_id=report_id, reasons="Say when it was seen.")
    view = api.open_report(by=world.officer, at=AT, report_id=report_id)
    assert view.row.state == "draft"
    assert "Say when it was seen." in [step.note for step in view.steps]
    assert view.moves == {"submit", "edit"}


def test_a_draft_changed_meanwhile_is_a_conflict(world: World):
    contents = api.Contents("Draft", "Text", "1", "A", "P", "", "3x5x2", "", "", "", "low", None)
    report_id = api.draft_report(by=world.officer, at=AT, contents=contents)
    api.edit_draft(by=world.officer, at=AT, report_id=report_id, contents=contents, expected=1)
    with pytest.raises(Conflict):
        api.edit_draft(by=world.officer, at=AT, report_id=report_id, contents=contents, expected=1)


def test_a_sanitised_text_may_not_name_the_source(world: World):
    report_id = world.report(source_reference="SRC-77")
    with pytest.raises(RuleBroken) as refused:
        api.release_report(by=world.boss, at=AT, report_id=report_id, sanitised_text="As src-77 said.")
    assert refused.value.code == "not-sanitised"
    assert "77" not in refused.value.message
    assert IntelligenceReport.objects.get(pk=report_id).state == "submitted"


def test_a_sanitised_text_may_not_name_the_person_de_briefed(world: World):
    with pytest.raises(RuleBroken):
        world.account(world.debrief(), sanitised="HERON-41 told of a cafe.")


def test_a_report_keeps_its_native_grade(world: World):
    report_id = world.report(scheme="5x5x5", source_grade="B", information_grade="2", handling="1")
    view = api.open_report(by=world.officer, at=AT, report_id=report_id)
    assert view.row.grade == "B21 (5x5x5)"
    assert view.grades[0] == "B: Mostly reliable"
    assert not view.in_force
    assert view.unverified


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"source_grade": "A"}, "source_grade"),
        ({"information_grade": "9"}, "information_grade"),
        ({"handling": "Z"}, "handling"),
        ({"handling": "C", "conditions": " "}, "conditions"),
        ({"scheme": "4x4"}, "scheme"),
        ({"marking": "PROTECT"}, "marking"),
        ({"priority": "soon"}, "priority"),
        ({"review_on": AT.date()}, "review_on"),
    ],
)
def test_a_malformed_report_names_the_field(world: World, changes, field):
    with pytest.raises(InputError) as refused:
        world.report(**changes)
    assert refused.value.field == field


def test_a_triage_officer_files_and_does_not_see_it_again(world: World):
    triage = world.people.actor("triage_officer")
    report_id = world.report(by=triage)
    with pytest.raises(AccessRefused):
        api.open_report(by=triage, at=AT, report_id=report_id)
    assert api.reports_to_release(by=world.boss)[0].id == report_id


def test_the_release_queue_leaves_out_the_own_reports(world: World):
    world.report(by=world.boss)
    assert len(api.reports_to_release(by=world.boss)) == 0
    assert len(api.reports_to_release(by=world.boss2)) == 1


def test_what_came_in_is_counted_from_the_last_look(world: World):
    world.released()
    assert len(api.reports_that_came_in(by=world.low)) == 1
    api.mark_seen(by=world.low, at=LATER)
    assert len(api.reports_that_came_in(by=world.low)) == 0


# de-briefs


def test_a_question_is_asked_once(world: World):
    first = world.debrief()
    api.answer(by=world.officer, at=AT, debrief_id=first, question="port", status="answered", text="Harbourton")
    api.finish_debrief(by=world.officer, at=AT, debrief_id=first)
    second = api.start_debrief(by=world.low, at=LATER, subject_pseudonym="HERON-41", kind="victim")
    told = next(
        one for one in api.open_debrief(by=world.low, at=LATER, debrief_id=second).told if one.question.key == "port"
    )
    assert (told.text, told.earlier, told.closed) == ("Harbourton", True, True)
    with pytest.raises(RuleBroken) as refused:
        api.answer(by=world.low, at=LATER, debrief_id=second, question="port", status="answered", text="Elsewhere")
    assert refused.value.code == "asked-once"
    api.answer(
        by=world.low,
        at=LATER,
        debrief_id=second,
        question="port",
        status="answered",
        text="Elsewhere",
        reason="The person wished to correct it",
    )
    assert Claim.objects.count() == 2


def test_a_declined_question_is_closed_and_an_unknown_one_is_not(world: World):
    debrief_id = world.debrief()
    for question, status in (("visa", "declined"), ("route", "unknown")):
        api.answer(by=world.officer, at=AT, debrief_id=debrief_id, question=question, status=status)
    api.answer(by=world.officer, at=LATER, debrief_id=debrief_id, question="route", status="answered", text="open")
    with pytest.raises(RuleBroken):
        api.answer(by=world.officer, at=LATER, debrief_id=debrief_id, question="visa", status="answered", text="None")


def test_coverage_counts_each_stage(world: World):
    debrief_id = world.debrief()
    answers = (
        api.Answer("port", "answered", "Harbourton"),
        api.Answer("visa", "declined"),
        api.Answer("met_by", "unknown"),
    )
    assert api.record_answers(by=world.officer, at=AT, debrief_id=debrief_id, answers=answers) == 3
    border = next(
        row
        for row in api.open_debrief(by=world.officer, at=AT, debrief_id=debrief_id).coverage
        if row.stage == "border"
    )
    assert (border.answered, border.declined, border.unknown, border.not_asked) == (1, 1, 1, 5)
    assert border.percent == 12


def test_one_bad_answer_keeps_none(world: World):
    debrief_id = world.debrief()
    answers = (api.Answer("port", "answered", "Harbourton"), api.Answer("visa", "answered", ""))
    with pytest.raises(InputError) as refused:
        api.record_answers(by=world.officer, at=AT, debrief_id=debrief_id, answers=answers)
    assert refused.value.field == "text"
    assert not Claim.objects.exists()


def test_the_same_answer_again_writes_nothing(world: World):
    debrief_id = world.debrief()
    answers = (api.Answer("port", "answered", "Harbourton"), api.Answer("visa", "not_asked"))
    assert api.record_answers(by=world.officer, at=AT, debrief_id=debrief_id, answers=answers) == 1
    assert api.record_answers(by=world.officer, at=LATER, debrief_id=debrief_id, answers=answers) == 0


def test_two_who_answer_at_once_meet_a_conflict(world: World):
    debrief_id = world.debrief()
    one = (api.Answer("port", "answered", "Harbourton"),)
    api.record_answers(by=world.officer, at=AT, debrief_id=debrief_id, answers=one, expected=1)
    with pytest.raises(Conflict):
        api.record_answers(
            by=world.low, at=AT, debrief_id=debrief_id, answers=(api.Answer("visa", "unknown"),), expected=1
        )
    assert Claim.objects.count() == 1


def test_a_paused_debrief_takes_no_answer_and_goes_on(world: World):
    debrief_id = world.debrief()
    api.pause_debrief(by=world.officer, at=AT, debrief_id=debrief_id)
    with pytest.raises(MoveRefused):
        api.answer(by=world.officer, at=AT, debrief_id=debrief_id, question="visa", status="unknown")
    api.resume_debrief(by=world.officer, at=AT, debrief_id=debrief_id)
    api.answer(by=world.officer, at=AT, debrief_id=debrief_id, question="visa", status="unknown")
    api.stop_debrief(by=world.officer, at=LATER, debrief_id=debrief_id)
    assert Debrief.objects.get(pk=debrief_id).ended_at == LATER


def test_a_debrief_without_a_question_cannot_be_finished(world: World):
    debrief_id = world.debrief()
    with pytest.raises(MoveRefused):
        api.finish_debrief(by=world.officer, at=AT, debrief_id=debrief_id)


def test_a_second_open_debrief_of_the_same_person_is_refused(world: World):
    world.debrief()
    with pytest.raises(Duplicate):
        world.debrief()


@pytest.mark.parametrize("name", ["", "Jo", "Jane Doe", "x" * 61])
def test_a_name_is_no_pseudonym(world: World, name):
    with pytest.raises(InputError) as refused:
        world.debrief(pseudonym=name)
    assert refused.value.field == "subject_pseudonym"
    assert not name or name not in refused.value.message


def test_answers_lie_encrypted(world: World):
    debrief_id = world.debrief()
    api.answer(by=world.officer, at=AT, debrief_id=debrief_id, question="port", status="answered", text="Harbourton")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM intelligence_claim")
        assert "Harbourton" not in cursor.fetchone()[0]


def queued(template: str) -> set[str]:
    jobs = DBTaskResult.objects.values_list("args_kwargs", flat=True)
    sent = [job["args"][2] for job in jobs if job["args"][0] == "mail.send_notice"]
    return {notice["to"] for notice in sent if notice["template"] == template}


def test_somebody_in_danger_is_told_to_the_supervisors_at_once(world: World):
    debrief_id = world.debrief()
    api.answer(by=world.officer, at=AT, debrief_id=debrief_id, question="danger_now", status="unknown")
    assert queued("task") == set()
    api.answer(
        by=world.officer, at=AT, debrief_id=debrief_id, question="danger_now", status="answered", text="Her sister"
    )
    assert queued("task") == {"hub.boss@example.org", "other.boss@example.org"}


def test_recipients_hear_of_what_was_sent_and_the_proposer_of_feedback(world: World):
    one = world.propose(world.released())
    assert queued("task") == set()
    api.approve_dissemination(by=world.boss, at=AT, dissemination_id=one)
    assert queued("task") == {"lagos.liaison@example.org"}
    api.acknowledge_dissemination(by=world.liaison, at=AT, dissemination_id=one)
    api.give_feedback(by=world.liaison, at=AT, dissemination_id=one, outcome="used", note="Looked at")
    assert queued("feedback") == {"hub.officer@example.org"}


# the network


def test_a_victim_is_never_a_member_of_a_group(world: World):
    report_id = world.released()
    boss = world.entity(report_id, "The driver")
    victim = world.entity(report_id, "HERON-41", category="victim")
    with pytest.raises(RuleBroken) as refused:
        api.form_group(by=world.officer, at=AT, name="Eastwick", member_ids=[boss, victim], report_ids=[report_id])
    assert refused.value.code == "victim-in-group"


def test_a_victim_known_from_a_hidden_report_is_kept_out_too(world: World):
    open_report, hidden = world.released(), world.released(**WALLED)
    first, second = world.entity(open_report, "The driver"), world.entity(open_report, "The cook")
    api.mention_entity(
        by=world.boss, at=AT, entity_id=second, label="HERON-41", properties={}, report_id=hidden, category="victim"
    )
    with pytest.raises(RuleBroken) as refused:
        api.form_group(by=world.low, at=AT, name="Eastwick", member_ids=[first, second], report_ids=[open_report])
    assert str(hidden) not in str(refused.value.detail)


def test_a_member_who_turns_out_a_victim_raises_a_role_conflict(world: World):
    report_id = world.released()
    members = [world.entity(report_id, "The driver"), world.entity(report_id, "The cook")]
    api.form_group(by=world.officer, at=AT, name="Eastwick", member_ids=members, report_ids=[report_id])
    with pytest.raises(RuleBroken) as refused:
        api.mention_entity(
            by=world.officer,
            at=AT,
            entity_id=members[0],
            label="HERON-9",
            properties={},
            report_id=report_id,
            category="victim",
        )
    assert refused.value.code == "role-conflict"


def test_a_victims_identity_stays_off_the_map(world: World):
    with pytest.raises(RuleBroken) as refused:
        world.entity(world.released(), "HERON-41", category="victim", Passport="X1")
    assert refused.value.code == "vault"


def test_a_victim_is_not_ranked_in_the_network(world: World):
    report_id = world.released()
    driver, victim = world.entity(report_id, "The driver"), world.entity(report_id, "HERON-41", category="victim")
    cafe = world.entity(report_id, "Cafe", kind="location")
    for end, relation in ((victim, "transported"), (cafe, "seen_at")):
        api.link_entities(by=world.officer, at=AT, from_id=driver, to_id=end, relation=relation, report_id=report_id)
    view = api.open_network(by=world.officer, at=AT, title="Network")
    assert [(row.label, count) for row, count in view.ranking] == [("Cafe", 1), ("The driver", 1)]


def test_a_path_never_leads_through_a_victim(world: World):
    report_id = world.released()
    first, last = world.entity(report_id, "The driver"), world.entity(report_id, "The cook")
    victim = world.entity(report_id, "HERON-41", category="victim")
    for end in (first, last):
        api.link_entities(
            by=world.officer, at=AT, from_id=end, to_id=victim, relation="transported", report_id=report_id
        )
    assert api.shortest_path(by=world.officer, at=AT, from_id=first, to_id=last) == ()
    api.link_entities(by=world.officer, at=AT, from_id=first, to_id=last, relation="knows", report_id=report_id)
    assert len(api.shortest_path(by=world.officer, at=AT, from_id=first, to_id=last)) == 2


def test_a_score_is_an_interval_and_says_whose_it_is(world: World):
    report_id = world.released()
    members = [world.entity(report_id, "The driver"), world.entity(report_id, "The cook")]
    group_id = api.form_group(by=world.officer, at=AT, name="Eastwick", member_ids=members, report_ids=[report_id])
    result = api.score_group(by=world.officer, at=AT, group_id=group_id, answers={"exploitation": 3, "victims": 2})
    assert result.overall.low < result.overall.mid < result.overall.high
    assert "not an official score" in result.label
    assert api.open_group(by=world.officer, at=AT, group_id=group_id).scores[0].score == result
    with pytest.raises(InputError):
        api.score_group(by=world.officer, at=AT, group_id=group_id, answers={"exploitation": 9})


def test_a_report_links_the_same_things_once(world: World):
    report_id = world.released()
    ends = {"from_id": world.entity(report_id, "The driver"), "to_id": world.entity(report_id, "The cook")}
    api.link_entities(by=world.officer, at=AT, relation="knows", report_id=report_id, **ends)
    with pytest.raises(Duplicate):
        api.link_entities(by=world.officer, at=AT, relation="knows", report_id=report_id, **ends)
    with pytest.raises(InputError):
        api.link_entities(by=world.officer, at=AT, relation="married", report_id=report_id, **ends)


# sharing


def test_a_proposer_cannot_approve_the_own_dissemination(world: World):
    report_id = world.released()
    one = api.disseminate(
        by=world.boss,
        at=AT,
        report_id=report_id,
        recipient_organisation_id=world.post.pk,
        legal_basis="Treaty",
        handling_condition="Own use",
    )
    with pytest.raises(MoveRefused):
        api.approve_dissemination(by=world.boss, at=AT, dissemination_id=one)
    api.approve_dissemination(by=world.boss2, at=AT, dissemination_id=one)
    event = EventRecord.objects.get(kind="Disseminated")
    assert event.payload == {"dissemination_id": str(one), "recipient_organisation_id": str(world.post.pk)}
    assert IntelligenceReport.objects.get(pk=report_id).state == "disseminated"


def test_a_post_sees_only_what_was_sent_to_it_and_only_once_approved(world: World):
    one = world.propose(world.released())
    with pytest.raises(NotFound):
        api.open_dissemination(by=world.liaison, at=AT, dissemination_id=one)
    api.approve_dissemination(by=world.boss, at=AT, dissemination_id=one)
    view = api.open_dissemination(by=world.liaison, at=AT, dissemination_id=one)
    assert view.text == "A house is used."
    assert (view.report_id, view.moves) == (None, {"acknowledge"})
    assert len(api.received(by=world.far_liaison)) == 0
    with pytest.raises(NotFound):
        api.open_dissemination(by=world.far_liaison, at=AT, dissemination_id=one)


def test_feedback_follows_acknowledgement_and_reaches_the_author(world: World):
    one = world.propose(world.released())
    api.approve_dissemination(by=world.boss, at=AT, dissemination_id=one)
    with pytest.raises(MoveRefused):
        api.give_feedback(by=world.liaison, at=AT, dissemination_id=one, outcome="acted", note="Two arrests")
    api.acknowledge_dissemination(by=world.liaison, at=AT, dissemination_id=one)
    api.give_feedback(by=world.liaison, at=AT, dissemination_id=one, outcome="acted", note="Two arrests")
    assert [row.id for row in api.feedback_on_mine(by=world.officer)] == [one]
    steps = api.open_dissemination(by=world.officer, at=AT, dissemination_id=one).steps
    assert steps[-1].outcome == "Acted on, with a result"


def test_a_recalled_dissemination_is_no_longer_read_but_still_known(world: World):
    one = world.propose(world.released())
    api.approve_dissemination(by=world.boss, at=AT, dissemination_id=one)
    api.recall_dissemination(by=world.boss, at=LATER, dissemination_id=one, reasons="The information was false")
    view = api.open_dissemination(by=world.liaison, at=LATER, dissemination_id=one)
    assert view.text == ""
    assert view.row.state == "recalled"
    assert view.steps[-1].note == "The information was false"
    assert view.moves == frozenset()


def test_a_report_without_a_sanitised_text_is_not_shared(world: World):
    with pytest.raises(MoveRefused, match="sanitised"):
        world.propose(world.released(sanitised=""))


def test_a_report_that_is_not_released_is_not_shared(world: World):
    with pytest.raises(MoveRefused, match="Release"):
        world.propose(world.report())


def test_a_handling_code_that_stays_at_home_does_not_leave(world: World):
    kept = world.released(scheme="5x5x5", source_grade="A", information_grade="1", handling="1")
    with pytest.raises(MoveRefused, match="Handling code"):
        world.propose(kept)
    assert world.propose(kept, recipient_organisation_id=world.force.pk)


@pytest.mark.parametrize("missing", ["legal_basis", "handling_condition"])
def test_sharing_needs_a_legal_basis_and_a_condition(world: World, missing):
    with pytest.raises(InputError) as refused:
        world.propose(world.released(), **{missing: " "})
    assert refused.value.field == missing


def consent(world: World, debrief_id, decision: str, recipient: str = "overseas-authority", at=AT) -> None:
    api.record_consent(
        by=world.officer,
        at=at,
        debrief_id=debrief_id,
        recipient_class=recipient,
        decision=decision,
        language="ro",
        evidence="signed form",
    )


def test_a_victims_account_goes_only_where_she_agreed(world: World):
    debrief_id = world.debrief()
    report_id = world.account(debrief_id)
    with pytest.raises(MoveRefused, match="never asked"):
        world.propose(report_id)
    consent(world, debrief_id, "refused")
    with pytest.raises(MoveRefused, match="refused"):
        world.propose(report_id)
    consent(world, debrief_id, "given", "police")
    assert world.propose(report_id, recipient_organisation_id=world.force.pk)
    with pytest.raises(MoveRefused, match="refused"):
        world.propose(report_id)


def test_consent_withdrawn_before_approval_stops_it(world: World):
    debrief_id = world.debrief()
    report_id = world.account(debrief_id)
    consent(world, debrief_id, "given")
    one = world.propose(report_id)
    consent(world, debrief_id, "withdrawn", at=LATER)
    with pytest.raises(MoveRefused, match="withdrew"):
        api.approve_dissemination(by=world.boss, at=LATER, dissemination_id=one)
    assert Dissemination.objects.get(pk=one).state == "proposed"


def test_a_group_that_rests_on_a_victims_account_needs_her_consent_too(world: World):
    debrief_id = world.debrief()
    report_id = world.account(debrief_id)
    members = [world.entity(report_id, "The driver"), world.entity(report_id, "The cook")]
    group_id = api.form_group(by=world.officer, at=AT, name="Eastwick", member_ids=members, report_ids=[report_id])
    facts = {"recipient_organisation_id": world.post.pk, "legal_basis": "Treaty", "handling_condition": "Own use"}
    with pytest.raises(MoveRefused):
        api.disseminate(by=world.officer, at=AT, group_id=group_id, **facts)
    consent(world, debrief_id, "given")
    one = api.disseminate(by=world.officer, at=AT, group_id=group_id, **facts)
    assert "The driver" in api.open_dissemination(by=world.boss, at=AT, dissemination_id=one).text


def test_a_suspects_debrief_needs_no_such_consent(world: World):
    assert world.propose(world.account(world.debrief(kind="trafficker")))


def test_broken_glass_reads_what_is_not_walled_and_writes_nothing(world: World):
    opened, hidden = world.released(), world.released(**WALLED)
    glass = Actor(
        user_id=world.people.actor("caseworker").user_id,
        roles=frozenset({"caseworker"}),
        glass=frozenset({Compartment.INTELLIGENCE}),
    )
    assert api.open_report(by=glass, at=AT, report_id=opened).row.id == opened
    with pytest.raises(NotFound):
        api.open_report(by=glass, at=AT, report_id=hidden)
    with pytest.raises(AccessRefused):
        world.report(by=glass)


def test_a_walled_report_is_seen_by_its_owner_and_by_supervisors(world: World):
    hidden = world.released(**WALLED)
    colleague = world.people.actor("intelligence_officer", "hub colleague", organisation=world.hub)
    far_boss = world.people.actor("intelligence_supervisor", "force boss", organisation=world.force)
    for actor in (world.officer, colleague, world.boss, far_boss):
        assert api.open_report(by=actor, at=AT, report_id=hidden).walled
    for actor in (world.low, world.liaison):
        with pytest.raises(NotFound):
            api.open_report(by=actor, at=AT, report_id=hidden)


def test_the_reference_of_a_source_is_for_the_author_and_supervisors(world: World):
    report_id = world.released(source_reference="SRC-77")
    assert api.open_report(by=world.low, at=AT, report_id=report_id).source_reference == ""
    assert api.open_report(by=world.officer, at=AT, report_id=report_id).source_reference == "SRC-77"


def test_a_liaison_officers_own_report_stays_within_reach_of_the_post(world: World):
    report_id = world.report(by=world.liaison)
    colleague = world.people.actor("liaison_officer", "lagos colleague", organisation=world.post)
    assert api.open_report(by=colleague, at=AT, report_id=report_id).row.id == report_id
    with pytest.raises(NotFound):
        api.open_report(by=world.far_liaison, at=AT, report_id=report_id)


# what holds for all


def test_the_thread_runs_from_debrief_to_dissemination(world: World):
    debrief_id = world.debrief(kind="trafficker")
    report_id = world.account(debrief_id)
    members = [world.entity(report_id, "The driver"), world.entity(report_id, "The cook")]
    group_id = api.form_group(by=world.officer, at=AT, name="Eastwick", member_ids=members, report_ids=[report_id])
    world.propose(report_id)
    thread = thread_of(world.boss, Ref("debrief", debrief_id))
    assert [card.ref.kind for card in thread.after] == ["intelligence_report", "group", "dissemination"]
    assert thread_of(world.boss, Ref("group", group_id)).before[-1].ref == Ref("intelligence_report", report_id)


def test_search_finds_a_report_for_those_who_may_see_it(world: World):
    hidden = world.released(title="Peregrine warehouse", **WALLED)
    assert [hit.record_id for hit in search(world.boss, "peregrine").results] == [hidden]
    assert search(world.low, "peregrine").total == 0
    assert search(world.liaison, "peregrine").total == 0


def test_every_reading_of_a_record_is_audited(world: World):
    debrief_id = world.debrief(kind="trafficker")
    report_id = world.account(debrief_id)
    members = [world.entity(report_id, "The driver"), world.entity(report_id, "The cook")]
    group_id = api.form_group(by=world.officer, at=AT, name="Eastwick", member_ids=members, report_ids=[report_id])
    one = world.propose(report_id)
    before = len(actions())
    api.open_debrief(by=world.officer, at=AT, debrief_id=debrief_id)
    api.open_report(by=world.officer, at=AT, report_id=report_id)
    api.open_entity(by=world.officer, at=AT, entity_id=members[0])
    api.open_group(by=world.officer, at=AT, group_id=group_id)
    api.open_network(by=world.officer, at=AT, title="Network")
    api.open_dissemination(by=world.officer, at=AT, dissemination_id=one)
    kinds = ("debrief", "report", "entity", "group", "network", "dissemination")
    assert actions()[before:] == [f"intelligence.open_{kind}" for kind in kinds]
    assert chain.verify().broken_at is None


def test_nothing_of_a_person_stands_in_the_audit(world: World):
    debrief_id = world.debrief()
    api.answer(by=world.officer, at=AT, debrief_id=debrief_id, question="recruiter", status="answered", text="Mr Black")
    written = str(list(AuditEntry.objects.values_list("detail", flat=True)))
    assert "Black" not in written
    assert "HERON" not in written


@pytest.mark.parametrize(
    "table", ["claim", "dissemination", "entitylink", "intelligencereport", "sanitisedtext", "mention"]
)
def test_the_database_refuses_to_delete(world: World, table):
    debrief_id = world.debrief(kind="trafficker")
    api.answer(by=world.officer, at=AT, debrief_id=debrief_id, question="visa", status="unknown")
    report_id = world.account(debrief_id)
    ends = [world.entity(report_id, "The driver"), world.entity(report_id, "The cook")]
    api.link_entities(by=world.officer, at=AT, from_id=ends[0], to_id=ends[1], relation="knows", report_id=report_id)
    world.propose(report_id)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM intelligence_{table}")


def test_a_claim_cannot_be_changed(world: World):
    debrief_id = world.debrief()
    api.answer(by=world.officer, at=AT, debrief_id=debrief_id, question="visa", status="unknown")
    with pytest.raises(RuleBroken):
        Claim.objects.get().save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Claim.objects.update(status="answered")


def test_evidence_counts_without_a_person(world: World):
    one = world.propose(world.released())
    api.approve_dissemination(by=world.boss, at=AT, dissemination_id=one)
    world.report()
    counts = api.evidence(at=AT)
    assert counts["intelligence.reports"] == 2
    assert counts["intelligence.reports_waiting"] == 1
    assert counts["intelligence.disseminations"] == 1
    assert counts["intelligence.disseminations_with_feedback"] == 0
    assert api.evidence(at=AT - timedelta(days=1))["intelligence.reports"] == 0


def test_a_refused_move_leaves_no_trace(world: World):
    report_id = world.report(by=world.boss)
    steps, entries = ReportStep.objects.count(), AuditEntry.objects.count()
    with pytest.raises(MoveRefused):
        api.release_report(by=world.boss, at=AT, report_id=report_id)
    assert (ReportStep.objects.count(), AuditEntry.objects.count()) == (steps, entries)
    assert EntityLink.objects.count() == 0
