"""The room's rules: dated law, clocks, states and every guard."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.areas.referrals import rules
from manumit.areas.referrals.rules import WORKFLOW, CaseContext
from manumit.areas.referrals.rules.law import CONVENTION, DUTY_TO_NOTIFY, SECOND_DECISION_MAKER
from manumit.errors import InputError, MoveRefused, PolicyGap
from manumit.kernel.duties import ConflictDeclaration, Involvement, RolePlayed
from manumit.kernel.timeline import Grade

AT = datetime(2026, 11, 21, 10, tzinfo=UTC)
READY = CaseContext(
    actor_id="reviewer",
    at=AT,
    day=AT.date(),
    age_band="adult",
    responder_designated=True,
    consent_live=True,
    local_authority_told=True,
    author_id="author",
    of_authority=True,
    standard="The standard",
    reasons="Because",
    evidence=("A visit",),
    outcome="positive",
    recovery_ends=date(2026, 11, 21),
    consulted=frozenset(rules.CONSULTED),
    police_reference="MISPER 1",
)
DAYS = st.dates(date(2009, 4, 1), date(2030, 12, 31))


# a move, a state it starts from, what is taken away, and the guard that then says no
BROKEN = [
    ("submit", "draft", {"responder_designated": False}, "G1-designated"),
    ("submit", "draft", {"responder_trained": False}, "G1-trained"),
    ("submit", "draft", {"consent_live": False}, "G1-consent"),
    ("submit", "draft", {"age_band": "child", "local_authority_told": False}, "G1-child"),
    ("submit", "draft", {"age_band": "unsure", "local_authority_told": False}, "G1-child"),
    ("notify", "draft", {"age_band": "child"}, "G1-adult"),
    ("notify", "draft", {"age_band": "unsure"}, "G1-adult"),
    ("propose_rg", "rg_pending", {"of_authority": False}, "G2"),
    ("propose_rg", "rg_pending", {"standard": " "}, "G3-standard"),
    ("propose_rg", "rg_pending", {"reasons": " "}, "G3-reasons"),
    ("propose_rg", "rg_pending", {"evidence": (" ",)}, "G3-evidence"),
    ("propose_rg", "rg_pending", {"involvements": (Involvement("reviewer", RolePlayed.ASYLUM, "p", AT),)}, "G3-conflict"),
    ("agree_rg_positive", "rg_proposed", {"author_id": "reviewer"}, "G4"),
    ("return_rg", "rg_proposed", {"author_id": "reviewer"}, "G4"),
    ("disagree_rg", "rg_proposed", {"author_id": "reviewer"}, "G4"),
    ("agree_rg_negative", "rg_review", {"earlier_reviewers": ("reviewer",)}, "G4-third"),
    ("return_cg", "cg_proposed", {"reasons": ""}, "G3-reasons"),
    ("agree_cg_negative", "cg_proposed", {"outcome": "negative", "consulted": frozenset({"police"})}, "G5"),
    ("agree_cg_negative", "cg_proposed", {"outcome": "negative", "unanswered": frozenset({"police"})}, "G5"),
    ("propose_cg", "recovery", {"recovery_ends": date(2026, 11, 22)}, "G6"),
    ("agree_cg_positive", "cg_proposed", {"recovery_ends": date(2026, 11, 22)}, "G6"),
    ("end_recovery", "recovery", {"recovery_ends": date(2026, 11, 22), "outcome": ""}, "G6"),
    ("close", "cg_negative", {"exit_ends": date(2026, 11, 21)}, "G7"),
    ("suspend_rg", "rg_pending", {"police_reference": ""}, "G11"),
    ("suspend_cg", "recovery", {"police_reference": " "}, "G11"),
    ("withdraw", "recovery", {"reasons": ""}, "G3-reasons"),
]  # fmt: skip


@pytest.mark.parametrize(("move", "state", "change", "guard"), BROKEN)
def test_each_guard_says_no_alone(move, state, change, guard):
    assert not WORKFLOW.refusals(move, state, READY)
    assert list(WORKFLOW.refusals(move, state, replace(READY, **change))) == [guard]
    with pytest.raises(MoveRefused):
        WORKFLOW.check(move, state, replace(READY, **change))


def test_every_guard_of_every_move_is_broken_by_one_of_these_tests():
    declared = {guard.key for move in WORKFLOW.moves.values() for guard in move.guards}
    assert declared == {guard for _move, _state, _change, guard in BROKEN}


@given(state=st.sampled_from(sorted(WORKFLOW.states)), move=st.sampled_from(sorted(WORKFLOW.moves)))
def test_no_move_starts_from_a_state_that_is_not_its_own(state, move):
    if state in WORKFLOW.moves[move].sources:
        assert WORKFLOW.check(move, state, READY).target in WORKFLOW.states
    else:
        with pytest.raises(MoveRefused):
            WORKFLOW.check(move, state, READY)


def test_a_release_always_comes_from_a_proposal():
    for outcome in ("recovery", "rg_negative", "cg_positive", "cg_negative"):
        into = [move for move in WORKFLOW.moves.values() if move.target == outcome]
        assert {move.permission for move in into} == {"referrals.review_decision"}
        assert all("G4" in {guard.key for guard in move.guards} for move in into)


BARRING = st.sampled_from([RolePlayed.ASYLUM, RolePlayed.IMMIGRATION, RolePlayed.FAMILY])
EARLIER = st.datetimes(datetime(2001, 1, 1), AT.replace(tzinfo=None)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001 - hypothesis takes naive bounds
REVIEWING = [key for key, move in WORKFLOW.moves.items() if move.permission == "referrals.review_decision"]


@given(part=BARRING, moment=EARLIER, move=st.sampled_from(REVIEWING), others=st.lists(BARRING, max_size=3))
def test_whoever_played_a_part_at_any_time_gives_no_opinion(part, moment, move, others):
    facts = tuple(Involvement("somebody else", one, "person", moment) for one in others)
    own = (*facts, Involvement("reviewer", part, "person", moment))
    state = WORKFLOW.moves[move].sources[0]
    assert "G4" not in WORKFLOW.refusals(move, state, replace(READY, involvements=facts))
    assert "G4" in WORKFLOW.refusals(move, state, replace(READY, involvements=own))


@given(role=st.sampled_from(list(RolePlayed)), moment=EARLIER, ended=st.booleans())
def test_a_declared_conflict_bars_until_it_ends_and_asylum_or_immigration_for_good(role, moment, ended):
    ends = moment + timedelta(seconds=1) if ended and moment + timedelta(seconds=1) <= AT else None
    declared = replace(READY, conflicts=(ConflictDeclaration("reviewer", role, "person", moment, ends),))
    barred = "G4" in WORKFLOW.refusals("agree_rg_positive", "rg_proposed", declared)
    assert barred == (ends is None or role in (RolePlayed.ASYLUM, RolePlayed.IMMIGRATION))


@given(author=st.text(min_size=1), reviewer=st.text(min_size=1), move=st.sampled_from(REVIEWING))
def test_author_and_reviewer_are_never_the_same(author, reviewer, move):
    refusals = WORKFLOW.refusals(
        move, WORKFLOW.moves[move].sources[0], replace(READY, author_id=author, actor_id=reviewer)
    )
    assert ("G4" in refusals) == (author == reviewer)


def test_an_early_decision_must_be_positive_and_asked_for():
    early = replace(READY, recovery_ends=date(2026, 12, 21))
    assert "G6" in WORKFLOW.refusals("agree_cg_positive", "cg_proposed", early)
    assert "G6" not in WORKFLOW.refusals("agree_cg_positive", "cg_proposed", replace(early, person_asks=True))
    asked = replace(early, person_asks=True, outcome="negative")
    assert "G6" in WORKFLOW.refusals("agree_cg_negative", "cg_proposed", asked)


# the law


@given(day=DAYS)
def test_recovery_is_as_long_as_the_rule_of_the_day_of_the_decision(day):
    expected = 45 if day < date(2022, 12, 13) else 30
    assert (rules.recovery_ends(day) - day).days == expected


def test_the_first_rule_holds_from_the_first_day_of_the_mechanism_and_not_before():
    assert rules.RECOVERY_DAYS.on(CONVENTION) == 45
    with pytest.raises(PolicyGap):
        rules.RECOVERY_DAYS.on(CONVENTION - timedelta(days=1))


def test_what_the_strategy_states_is_graded_so_and_what_is_assumed_is_not_law():
    assert rules.RECOVERY_DAYS.rule_on(date(2011, 7, 4)).source.paragraph == "paragraph 23"
    assert rules.RECOVERY_DAYS.rule_on(date(2011, 7, 4)).source.grade is Grade.SEED
    assert not rules.RG_TARGET_DAYS.rule_on(date(2011, 7, 4)).is_law
    assert rules.RG_TARGET_DAYS.rule_on(date(2017, 7, 4)).is_law
    assert not rules.COMPETENT_AUTHORITY.rule_on(date(2026, 7, 4)).is_law
    assert SECOND_DECISION_MAKER.rule_on(date(2011, 7, 4)).source.paragraph == "paragraph 32"


@pytest.mark.parametrize(
    ("day", "nationalities", "issue", "enforcement", "authority"),
    [
        (date(2009, 4, 1), ("GBR",), False, False, "ukhtc"),
        (date(2011, 7, 4), ("ROU",), False, False, "ukhtc"),
        (date(2011, 7, 4), ("ROU",), True, False, "ukba"),
        (date(2011, 7, 4), ("ROU", "NGA"), False, False, "ukba"),
        (date(2011, 7, 4), (), False, False, "ukba"),
        (date(2015, 1, 1), ("VNM",), False, False, "ukvi"),
        (date(2019, 4, 1), ("VNM",), True, True, "sca"),
        (date(2021, 11, 7), ("ALB",), True, True, "sca"),
        (date(2021, 11, 8), ("ALB",), True, True, "ieca"),
        (date(2021, 11, 8), ("ALB",), True, False, "sca"),
        (date(2026, 11, 21), ("ALB",), True, True, "ieca"),
    ],
)
def test_the_competent_authority_follows_the_rule_of_the_day(day, nationalities, issue, enforcement, authority):
    found = rules.allocate_authority(
        day, nationalities=nationalities, immigration_issue=issue, enforcement_case=enforcement
    )
    assert found == authority


@given(day=DAYS)
def test_every_day_of_the_mechanism_has_a_whole_policy(day):
    policy = rules.policy_on(day, authority="sca")
    assert policy.second_decision_maker
    assert policy.adult_consent
    assert policy.frozen()["day"] == day.isoformat()
    assert all(timeline.on(day) for stage, timeline in rules.STANDARD_OF_PROOF.items() if stage)


@pytest.mark.parametrize(("day", "words"), [(date(2023, 1, 29), "suspects"), (date(2023, 1, 30), "objective factors")])
def test_the_first_test_changed_on_30_january_2023(day, words):
    assert words in rules.STANDARD_OF_PROOF["reasonable_grounds"].on(day)


def test_the_duty_to_notify_begins_in_november_2015():
    assert DUTY_TO_NOTIFY.on(date(2015, 10, 31)) is False
    assert DUTY_TO_NOTIFY.on(date(2015, 11, 1)) is True


def test_every_rule_on_the_page_of_the_law_has_a_source():
    rows = rules.law_rows()
    assert all(row.source and row.grade for row in rows)
    assert {row.timeline for row in rows} == {timeline.name for timeline in rules.TIMELINES}


# clocks


@pytest.mark.parametrize(
    ("received", "nation", "due"),
    [
        (datetime(2026, 11, 23, 12, tzinfo=UTC), "england", date(2026, 11, 30)),
        (datetime(2026, 11, 23, 17, 1, tzinfo=UTC), "england", date(2026, 12, 1)),
        (datetime(2026, 12, 24, 12, tzinfo=UTC), "england", date(2027, 1, 5)),
        (datetime(2026, 11, 27, 12, tzinfo=UTC), "scotland", date(2026, 12, 7)),
    ],
)
def test_the_first_decision_is_due_by_the_working_days_of_the_nation(received, nation, due):
    assert rules.rg_due(received, nation).day == due


@given(start=DAYS, waited=st.integers(0, 4000))
def test_every_wait_falls_into_one_band(start, waited):
    band = rules.band_of(start, start + timedelta(days=waited))
    assert band.first <= waited
    assert band.last is None or waited <= band.last


@pytest.mark.parametrize(
    ("days", "label"),
    [
        (7, "0 to 7 days"),
        (8, "8 to 45 days"),
        (45, "8 to 45 days"),
        (46, "46 days to 3 months"),
        (184, "over 6 months"),
    ],
)
def test_the_bands_are_those_of_the_answer_to_parliament(days, label):
    assert rules.band_of(date(2011, 1, 1), date(2011, 1, 1) + timedelta(days=days)).label == label


def test_support_after_a_negative_decision_is_counted_in_working_days():
    assert rules.exit_ends(date(2026, 11, 20), "england") == date(2026, 12, 3)


def test_facts_take_no_more_text_than_the_national_form():
    rules.ReferralFacts(age_band="adult", account="x" * rules.MAX_TEXT)
    with pytest.raises(InputError, match="Shorten"):
        rules.ReferralFacts(age_band="adult", account="x" * (rules.MAX_TEXT + 1))


def test_indicators_have_reasons_and_no_weight():
    assert len({sign.key for sign in rules.SIGNS}) == len(rules.SIGNS)
    assert not any(hasattr(sign, "weight") or hasattr(sign, "score") for sign in rules.SIGNS)


def test_no_letter_can_be_addressed_to_a_child():
    assert set(rules.ADDRESSEES) == {"first_responder", "local_authority", "support_provider", "police"}
