"""The room's rules, without a database."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.areas.intelligence import rules
from manumit.errors import InputError, MoveRefused, RuleBroken
from manumit.kernel.consent import RecipientClass
from manumit.kernel.timeline import Grade

STATUS = st.sampled_from(list(rules.STATUSES))
KEYS = [question.key for question in rules.QUESTIONS]


def facts(**changes: object) -> rules.DisseminationFacts:
    given_facts = {
        "proposer_id": "a",
        "actor_id": "b",
        "recipient": RecipientClass.POLICE,
        "schemes": (("3x5x2", "P"),),
        "released": True,
        "sanitised": True,
        "handling_condition": "Own use",
        **changes,
    }
    return rules.DisseminationFacts(**given_facts)


def test_the_scheme_of_2011_is_5x5x5_and_that_of_today_3x5x2():
    assert rules.GRADING_IN_FORCE.on(date(2011, 7, 19)) == "5x5x5"
    assert rules.GRADING_IN_FORCE.on(date(2026, 11, 21)) == "3x5x2"
    assert not rules.GRADING_IN_FORCE.rule_on(date(2011, 7, 19)).is_law


def test_the_marking_of_2011_is_not_that_of_2015():
    assert rules.require_marking("RESTRICTED", date(2011, 7, 19))[0] == "gpms"
    with pytest.raises(InputError):
        rules.require_marking("RESTRICTED", date(2015, 1, 1))
    assert rules.default_marking(date(2015, 1, 1)) == ("gsc", "OFFICIAL")


def test_what_no_source_confirms_is_graded_so():
    old = rules.scheme("5x5x5")
    assert all(code.evidence is Grade.UNVERIFIED for code in (*old.source, *old.information, *old.handling))
    new = rules.scheme("3x5x2")
    assert {code.evidence for code in new.source} == {Grade.SOURCE}
    assert {code.evidence for code in new.information} == {Grade.UNVERIFIED}


def test_only_the_owner_sees_conditional_handling_and_secret_marking():
    handling = rules.scheme("3x5x2")
    plain, secret = rules.Marking("OFFICIAL"), rules.Marking("SECRET", walled=True)
    assert not rules.is_walled(handling.handling_code("P"), plain)
    assert rules.is_walled(handling.handling_code("C"), plain)
    assert rules.is_walled(handling.handling_code("P"), secret)


def test_the_template_has_four_stages_and_a_frame_with_unique_questions():
    assert [stage.key for stage in rules.STAGES] == ["meta", "recruitment", "transit", "border", "uk"]
    assert len(set(KEYS)) == len(KEYS) >= 40
    assert all(rules.questions_of(stage.key) for stage in rules.STAGES)
    assert {question.block for question in rules.QUESTIONS} == set(rules.BLOCKS)


@given(st.dictionaries(st.sampled_from(KEYS), STATUS))
def test_coverage_counts_every_question_once(statuses):
    rows = rules.coverage(statuses)
    assert sum(row.questions for row in rows) == len(KEYS)
    for row in rows:
        assert row.answered + row.unknown + row.declined + row.not_asked == row.questions
        assert 0 <= row.percent <= 100
        assert (row.percent == 100) == (row.answered == row.questions)
    assert sum(row.answered for row in rows) == sum(status == "answered" for status in statuses.values())


@given(st.lists(st.tuples(st.sampled_from(KEYS), STATUS)), st.sampled_from(KEYS))
def test_a_closed_question_needs_a_reason_and_an_open_one_does_not(said, key):
    ledger = [rules.EarlierAnswer(question, status, "1") for question, status in said]
    closed = any(question == key and status in {"answered", "declined"} for question, status in said)
    rules.require_reason_to_ask_again(key, ledger, "She wished to add something")
    if closed:
        with pytest.raises(RuleBroken):
            rules.require_reason_to_ask_again(key, ledger, "  ")
    else:
        rules.require_reason_to_ask_again(key, ledger, "")


@pytest.mark.parametrize(
    ("key", "status", "text", "confidence", "field"),
    [
        ("nothing", "answered", "x", "low", "question"),
        ("port", "maybe", "x", "low", "status"),
        ("port", "answered", " ", "low", "text"),
        ("port", "declined", "x", "low", "text"),
        ("port", "answered", "x" * 8001, "low", "text"),
        ("route", "answered", "by magic", "low", "text"),
        ("port", "answered", "x", "certain", "confidence"),
    ],
)
def test_a_malformed_answer_names_its_part(key, status, text, confidence, field):
    with pytest.raises(InputError) as refused:
        rules.check_answer(key, status=status, text=text, confidence=confidence)
    assert refused.value.field == field


def test_a_proposer_does_not_approve_and_a_stranger_does():
    workflow = rules.DISSEMINATION_WORKFLOW
    with pytest.raises(MoveRefused):
        workflow.check("approve", "proposed", facts(actor_id="a"))
    assert workflow.check("approve", "proposed", facts()).target == "sent"


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ({"released": False}, "released"),
        ({"sanitised": False}, "sanitised"),
        ({"schemes": (("5x5x5", "4"),)}, "handling"),
        ({"schemes": (("5x5x5", "1"),), "recipient": RecipientClass.OVERSEAS_AUTHORITY}, "handling"),
        ({"schemes": (("3x5x2", "C"),), "handling_condition": " "}, "conditions"),
        ({"consent_refusals": ("She refused.",)}, "consent"),
    ],
)
def test_each_condition_of_sharing_stops_it_alone(change, guard):
    refusals = rules.DISSEMINATION_WORKFLOW.refusals("approve", "proposed", facts(**change))
    assert list(refusals) == [guard]
    assert rules.sharing_refusals(facts(**change)) == tuple(refusals.values())


def test_handling_for_law_enforcement_abroad_goes_abroad():
    abroad = facts(schemes=(("5x5x5", "3"),), recipient=RecipientClass.OVERSEAS_AUTHORITY)
    assert rules.sharing_refusals(abroad) == ()


def test_nothing_leaves_a_recalled_dissemination():
    assert rules.DISSEMINATION_WORKFLOW.moves_from("recalled") == ()


@given(st.text(min_size=1).filter(str.strip), st.text(), st.text())
def test_a_word_that_must_not_leave_is_found_wherever_it_stands(word, before, after):
    with pytest.raises(RuleBroken):
        rules.require_clean(f"{before}{word}{after}".casefold(), (word,))


def test_an_empty_reference_forbids_nothing():
    assert rules.require_clean("A house is used.", ("", "  ")) is None


@pytest.mark.parametrize(
    ("kind", "label", "category", "properties", "field"),
    [
        ("ghost", "X", "", {}, "kind"),
        ("object", " ", "", {}, "label"),
        ("object", "Car", "suspect", {}, "category"),
        ("person", "X", "", {}, "category"),
        ("person", "X", "hero", {}, "category"),
        ("object", "Car", "", {"": "red"}, "properties"),
        ("object", "Car", "", {str(n): "x" for n in range(41)}, "properties"),
    ],
)
def test_a_malformed_entity_names_its_part(kind, label, category, properties, field):
    with pytest.raises(InputError) as refused:
        rules.require_entity(kind, label, category, properties)
    assert refused.value.field == field


@given(st.sampled_from(["Surname", "BIRTH", " passport ", "address"]))
def test_a_victims_identity_is_refused_however_it_is_spelt(key):
    with pytest.raises(RuleBroken) as refused:
        rules.require_entity("person", "HERON-41", "victim", {key: "x"})
    assert refused.value.code == "vault"


def test_members_of_groups_are_people_or_organisations_that_nobody_calls_a_victim():
    rules.require_member("person", {"suspect", "unknown"})
    for kind, said in (("location", set()), ("person", {"suspect", "victim"})):
        with pytest.raises(RuleBroken):
            rules.require_member(kind, said)


def test_a_reference_tells_nothing_of_order():
    assert rules.reference_of("IR", UUID("0190a000-0000-7000-8000-0000abcdef12")) == "IR-ABCDEF12"


def test_every_kind_of_organisation_that_is_not_listed_is_other():
    assert rules.recipient_class_of("overseas_post") is RecipientClass.OVERSEAS_AUTHORITY
    assert rules.recipient_class_of("library") is RecipientClass.OTHER
