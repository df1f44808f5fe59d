"""Deciding: two people, the second independent; nothing before agreement."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from manumit.areas.referrals import api
from manumit.areas.referrals.models import (
    ConsentRecord,
    Decision,
    Letter,
    Referral,
    RemovalHold,
    Review,
)
from manumit.errors import (
    InputError,
    MoveRefused,
    NotFound,
    SeparationOfDuties,
)
from manumit.platform.events.models import EventRecord
from manumit.platform.search.index import search
from manumit.platform.thread.links import Ref, thread_of
from tests.areas.referrals.conftest import CHILD
from tests.support import AT, SYSTEM


def state_of(referral_id):
    return Referral.objects.get(pk=referral_id).state


def test_nothing_is_released_before_a_second_person_agrees(desk):
    made, _decision = desk.proposed()
    row = Referral.objects.get(pk=made)
    assert (row.state, row.rg_outcome, row.rg_on, row.recovery_ends) == ("rg_proposed", "", None, None)
    assert not RemovalHold.objects.exists()
    assert not Letter.objects.exists()
    assert not EventRecord.objects.filter(kind="DecisionReleased").exists()
    assert api.removal_hold(by=desk.official(), at=AT, reference="IM/77 001").held is False
    (figure,) = api.statistical_rows(by=SYSTEM, since=date(2026, 1, 1), until=date(2027, 1, 1))
    assert (figure.rg_outcome, figure.rg_on) == ("", None)
    seen = api.open_referral(by=desk.responder(), at=AT, referral_id=made)
    assert seen.state == "rg_pending"
    assert [change.label for change in seen.changes] == ["Send the referral"]


def test_agreement_starts_recovery_hold_letters_and_event(desk):
    made, decision = desk.proposed()
    api.agree_decision(by=desk.reviewer(), at=AT, decision_id=decision)
    row = Referral.objects.get(pk=made)
    assert (row.state, row.rg_outcome, row.rg_on) == ("recovery", "positive", date(2026, 11, 21))
    assert row.recovery_ends == date(2026, 12, 21)
    assert RemovalHold.objects.get(referral=made).closed_at is None
    assert EventRecord.objects.get(kind="DecisionReleased").payload == {
        "referral_id": str(made),
        "decision_id": str(decision),
        "stage": "reasonable_grounds",
        "outcome": "positive",
    }
    assert {letter.addressee for letter in Letter.objects.filter(decision=decision)} == {
        "first_responder",
        "support_provider",
    }
    steps = [step.ref for step in thread_of(desk.caseworker(), Ref("referral", made)).after]
    assert Ref("decision", decision) in steps


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (datetime(2011, 7, 4, 10, tzinfo=UTC), 45),
        (datetime(2022, 12, 12, 10, tzinfo=UTC), 45),
        (datetime(2022, 12, 13, 10, tzinfo=UTC), 30),
        (datetime(2026, 11, 23, 10, tzinfo=UTC), 30),
    ],
)
def test_recovery_lasts_as_long_as_the_rule_of_the_day_says(desk, day, days):
    desk.at = day
    made = desk.positive()
    row = Referral.objects.get(pk=made)
    assert row.recovery_ends - row.rg_on == timedelta(days=days)


def test_the_standard_of_proof_of_the_day_is_quoted_and_kept(desk):
    desk.at = datetime(2011, 7, 4, 10, tzinfo=UTC)
    _made, decision = desk.proposed()
    row = Decision.objects.get(pk=decision)
    assert row.standard.startswith("The decision-maker suspects")
    assert row.policy["recovery_days"] == 45
    assert row.authority == "ukba"  # no EEA national


def test_the_author_cannot_agree(desk):
    made = desk.sent()
    both = replace(desk.caseworker(), roles=frozenset({"caseworker", "reviewer"}))
    decision = desk.propose(made, by=both)
    with pytest.raises(SeparationOfDuties):
        api.agree_decision(by=both, at=AT, decision_id=decision)
    assert not Review.objects.exists()


@pytest.mark.parametrize("part", ["asylum", "immigration", "family", "other"])
def test_who_played_a_part_in_the_persons_life_cannot_agree_and_never_sees_the_case(desk, part):
    made, decision = desk.proposed()
    reviewer = desk.reviewer("a former asylum officer")
    api.declare_involvement(by=reviewer, at=AT, account_id=reviewer.user_id, referral_id=made, role_played=part)
    for opinion in (
        lambda: api.agree_decision(by=reviewer, at=AT, decision_id=decision),
        lambda: api.return_decision(by=reviewer, at=AT, decision_id=decision, reasons="x"),
        lambda: api.disagree_with_decision(by=reviewer, at=AT, decision_id=decision, reasons="x"),
    ):
        with pytest.raises(SeparationOfDuties):
            opinion()
    queue = api.review_queue(by=reviewer)
    assert (queue.rows, queue.total) == ((), 0)
    with pytest.raises(NotFound):
        api.open_decision(by=reviewer, at=AT, decision_id=decision)
    with pytest.raises(NotFound):
        api.open_referral(by=reviewer, at=AT, referral_id=made)
    assert search(reviewer, "Quillfeather").total == 0
    assert api.review_queue(by=desk.reviewer("another")).total == 1


def test_a_declaration_by_reference_meets_a_referral_that_comes_later(desk):
    officer = desk.people.actor("immigration_official", "an officer")
    api.declare_by_reference(by=officer, at=AT, reference="im/77001", role_played="asylum")
    _made, decision = desk.proposed()
    moved = replace(desk.reviewer(), user_id=officer.user_id)
    assert api.review_queue(by=moved).total == 0
    with pytest.raises(SeparationOfDuties, match="asylum decision"):
        api.agree_decision(by=moved, at=AT, decision_id=decision)


def test_a_conflicted_caseworker_cannot_propose_and_does_not_see_the_case(desk):
    made = desk.sent()
    author = desk.caseworker()
    api.declare_involvement(
        by=desk.caseworker("a colleague"), at=AT, account_id=author.user_id, referral_id=made, role_played="immigration"
    )
    assert api.case_queue(by=author).total == 0
    with pytest.raises(SeparationOfDuties):
        desk.propose(made, by=author)


def test_a_return_needs_reasons_and_sends_the_case_back(desk):
    made, decision = desk.proposed()
    with pytest.raises(MoveRefused, match="reasons"):
        api.return_decision(by=desk.reviewer(), at=AT, decision_id=decision, reasons=" ")
    api.return_decision(by=desk.reviewer(), at=AT, decision_id=decision, reasons="The visit is not weighed.")
    assert state_of(made) == "rg_pending"
    assert api.returned_to(by=desk.caseworker()).total == 1
    again = desk.propose(made)
    with pytest.raises(MoveRefused, match="no longer waits"):
        api.agree_decision(by=desk.reviewer(), at=AT, decision_id=decision)
    api.agree_decision(by=desk.reviewer(), at=AT, decision_id=again)
    assert state_of(made) == "recovery"


def test_disagreement_goes_to_a_third_person(desk):
    made, decision = desk.proposed()
    second, third = desk.reviewer("second"), desk.reviewer("third")
    api.disagree_with_decision(by=second, at=AT, decision_id=decision, reasons="The account is doubtful.")
    assert state_of(made) == "rg_review"
    assert api.review_queue(by=second).total == 0
    with pytest.raises(MoveRefused, match="third person"):
        api.agree_decision(by=second, at=AT, decision_id=decision)
    with pytest.raises(MoveRefused):
        api.disagree_with_decision(by=third, at=AT, decision_id=decision, reasons="Neither do I.")
    api.agree_decision(by=third, at=AT, decision_id=decision)
    assert state_of(made) == "recovery"


def test_a_decision_is_agreed_once(desk):
    _made, decision = desk.proposed()
    api.agree_decision(by=desk.reviewer("one"), at=AT, decision_id=decision)
    with pytest.raises(MoveRefused):
        api.agree_decision(by=desk.reviewer("two"), at=AT, decision_id=decision)
    assert EventRecord.objects.filter(kind="DecisionReleased").count() == 1


@pytest.mark.parametrize(
    ("change", "match"),
    [({"reasons": " "}, "reasons"), ({"evidence": ()}, "evidence"), ({"evidence": (" ",)}, "evidence")],
)
def test_a_proposal_without_reasons_or_evidence_is_refused(desk, change, match):
    made = desk.sent()
    given = {"reasons": "Because.", "evidence": ("A",)} | change
    with pytest.raises(MoveRefused, match=match):
        api.propose_decision(
            by=desk.caseworker(), at=AT, referral_id=made, stage="reasonable_grounds", outcome="positive", **given
        )
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("field", "change"), [("stage", {"stage": "gut_feeling"}), ("outcome", {"outcome": "perhaps"})]
)
def test_an_unknown_stage_or_outcome_is_refused_by_name(desk, field, change):
    made = desk.sent()
    given = {"stage": "reasonable_grounds", "outcome": "positive"} | change
    with pytest.raises(InputError) as caught:
        api.propose_decision(by=desk.caseworker(), at=AT, referral_id=made, reasons="r", evidence=("e",), **given)
    assert caught.value.field == field


def test_another_authority_cannot_decide(desk):
    from manumit.platform.accounts.models import OrganisationRole

    made = desk.sent()
    author = desk.caseworker()
    OrganisationRole.objects.create(
        organisation_id=author.organisation_id,
        role="competent_authority",
        scope="ieca",
        starts=date(2021, 11, 8),
        source="test",
    )
    with pytest.raises(MoveRefused, match="competent authority"):
        desk.propose(made, by=author)


def test_a_conclusive_decision_waits_for_recovery(desk):
    made = desk.positive()
    desk.later(29)
    with pytest.raises(MoveRefused, match="recovery period is not over"):
        desk.propose(made, stage="conclusive_grounds")
    desk.later(1)
    decision = desk.propose(made, stage="conclusive_grounds")
    api.agree_decision(by=desk.reviewer(), at=desk.at, decision_id=decision)
    assert state_of(made) == "cg_positive"


def test_a_positive_conclusive_decision_may_come_early_when_the_person_asks(desk):
    made = desk.positive()
    api.ask_early(by=desk.caseworker(), at=AT, referral_id=made)
    with pytest.raises(MoveRefused):
        desk.propose(made, stage="conclusive_grounds", outcome="negative")
    decision = desk.propose(made, stage="conclusive_grounds")
    api.agree_decision(by=desk.reviewer(), at=AT, decision_id=decision)
    assert state_of(made) == "cg_positive"


def test_a_negative_conclusive_decision_waits_for_everybody_who_must_be_asked(desk):
    made = desk.positive(CHILD)
    desk.later(30)
    with pytest.raises(MoveRefused, match="local authority"):
        desk.propose(made, stage="conclusive_grounds", outcome="negative")
    worker = desk.caseworker()
    for kind in ("support_provider", "police", "first_responder"):
        api.consult(by=worker, at=desk.at, referral_id=made, kind=kind, answer="We have nothing to add.")
    api.consult(by=worker, at=desk.at, referral_id=made, kind="local_authority")
    with pytest.raises(MoveRefused, match="local authority"):
        desk.propose(made, stage="conclusive_grounds", outcome="negative")
    api.consult(by=worker, at=desk.at, referral_id=made, kind="local_authority")  # asked twice, silent
    decision = desk.propose(made, stage="conclusive_grounds", outcome="negative")
    api.agree_decision(by=desk.reviewer(), at=desk.at, decision_id=decision)
    letters = {letter.addressee: letter.body for letter in Letter.objects.filter(decision=decision)}
    assert set(letters) == {"first_responder", "local_authority"}
    assert "consistent with what the police found" in letters["local_authority"]
    assert "consistent" not in letters["first_responder"]


def test_a_positive_minute_is_in_no_letter_and_no_letter_goes_to_a_child(desk):
    desk.positive(CHILD)
    letters = list(Letter.objects.all())
    assert {letter.addressee for letter in letters} == {"first_responder", "local_authority"}
    assert not any("consistent" in letter.body or "Quillfeather" in letter.body for letter in letters)


def test_the_hold_stays_until_support_after_a_negative_decision_has_ended(desk):
    made = desk.positive()
    desk.later(30)
    for kind in ("support_provider", "police", "first_responder"):
        api.consult(by=desk.caseworker(), at=desk.at, referral_id=made, kind=kind, answer="Nothing.")
    decision = desk.propose(made, stage="conclusive_grounds", outcome="negative")
    api.agree_decision(by=desk.reviewer(), at=desk.at, decision_id=decision)
    assert api.removal_hold(by=desk.official(), at=desk.at, reference="IM/77 001").held
    with pytest.raises(MoveRefused, match="removal stays held"):
        api.close_referral(by=desk.caseworker(), at=desk.at, referral_id=made)
    desk.later(20)
    api.close_referral(by=desk.caseworker(), at=desk.at, referral_id=made)
    assert not api.removal_hold(by=desk.official(), at=desk.at, reference="IM/77 001").held
    assert EventRecord.objects.filter(kind="ReferralClosed").count() == 1


def test_the_calendar_ends_recovery_once(desk):
    made = desk.positive()
    assert api.end_recoveries(AT + timedelta(days=29)) == 0
    assert api.end_recoveries(AT + timedelta(days=30)) == 1
    assert api.end_recoveries(AT + timedelta(days=30)) == 0
    assert state_of(made) == "cg_pending"


def test_caseworkers_are_told_of_a_date_once(desk):
    desk.sent()
    desk.caseworker()
    assert api.tell_of_clocks(AT) == 0
    assert api.tell_of_clocks(AT + timedelta(days=8)) == 1
    assert api.tell_of_clocks(AT + timedelta(days=8)) == 0


def test_suspension_needs_the_police_and_tells_everybody(desk):
    made = desk.sent(CHILD)
    with pytest.raises(MoveRefused, match="police"):
        api.suspend_referral(by=desk.caseworker(), at=AT, referral_id=made, police_reference="")
    api.suspend_referral(by=desk.caseworker(), at=AT, referral_id=made, police_reference="MISPER 12")
    assert {letter.addressee for letter in Letter.objects.all()} == {
        "first_responder",
        "support_provider",
        "local_authority",
        "police",
    }
    api.resume_referral(by=desk.caseworker(), at=AT, referral_id=made)
    row = Referral.objects.get(pk=made)
    assert (row.state, row.next_due) == ("rg_pending", row.rg_due)


def test_withdrawal_ends_consent_and_hold(desk):
    made = desk.positive()
    api.withdraw_referral(by=desk.caseworker(), at=AT, referral_id=made, reasons="She goes home by her own wish.")
    assert RemovalHold.objects.get().closed_because == "withdrawn"
    assert ConsentRecord.objects.order_by("-id").first().decision == "withdrawn"
    assert Referral.objects.get(pk=made).rg_outcome == "positive"


def test_a_queue_holds_the_cases_of_the_own_authority_only(desk, people):
    from manumit.platform.accounts.models import OrganisationRole
    from tests.support import LONG_AGO

    desk.sent()
    own = people.organisation("competent_authority", "The one that decides")
    other = people.organisation("competent_authority", "Another")
    for organisation, scope in ((own, "sca"), (other, "ukhtc")):
        OrganisationRole.objects.create(
            organisation=organisation, role="competent_authority", scope=scope, starts=LONG_AGO, source="test"
        )
    inside = people.actor("caseworker", "inside", organisation=own)
    outside = people.actor("caseworker", "outside", organisation=other)
    assert (api.case_queue(by=inside).total, api.case_queue(by=outside).total) == (1, 0)
