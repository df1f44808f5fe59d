"""Consent as events: each purpose alone, the latest answer decides, a withdrawal holds from its instant."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.errors import InputError, RuleBroken
from manumit.kernel.consent import (
    ConsentDecision,
    ConsentEvent,
    ConsentPurpose,
    ConsentState,
    RecipientClass,
    require_consent,
    standing,
)

NOON = datetime(2011, 7, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
PROVIDER, POLICE = RecipientClass.SUPPORT_PROVIDER, RecipientClass.POLICE
SUPPORT, INVESTIGATION = ConsentPurpose.SUPPORT, ConsentPurpose.INVESTIGATION


def event(decision, *, purpose=SUPPORT, recipient=PROVIDER, at=NOON, **other):
    recorded = {"explained_by": "u1", "language": "vi", "evidence": "form 12"} | other
    return ConsentEvent(purpose=purpose, recipient_class=recipient, decision=decision, at=at, **recorded)


GIVEN, REFUSED, WITHDRAWN = ConsentDecision.GIVEN, ConsentDecision.REFUSED, ConsentDecision.WITHDRAWN

histories = st.lists(
    st.builds(
        lambda decision, purpose, recipient, minutes: event(
            decision, purpose=purpose, recipient=recipient, at=NOON + timedelta(minutes=minutes)
        ),
        st.sampled_from(ConsentDecision),
        st.sampled_from([SUPPORT, INVESTIGATION]),
        st.sampled_from([PROVIDER, POLICE]),
        st.integers(0, 20),
    ),
    max_size=12,
)


@given(histories, st.permutations(range(12)))
def test_the_order_in_which_events_are_stored_does_not_matter(history, order):
    shuffled = [history[i] for i in order if i < len(history)]
    at = NOON + HOUR
    assert standing(history, SUPPORT, PROVIDER, at).state is standing(shuffled, SUPPORT, PROVIDER, at).state


@given(histories)
def test_answers_about_another_purpose_or_recipient_never_change_this_one(history):
    at = NOON + HOUR
    own = [e for e in history if e.purpose is SUPPORT and e.recipient_class is PROVIDER]
    assert standing(history, SUPPORT, PROVIDER, at) == standing(own, SUPPORT, PROVIDER, at)


@given(histories, st.integers(0, 20))
def test_from_the_instant_of_a_withdrawal_nothing_is_live_until_consent_is_given_again(history, minutes):
    instant = NOON + timedelta(minutes=minutes)
    earlier = [e for e in history if e.at <= instant]
    after = standing([*earlier, event(WITHDRAWN, at=instant)], SUPPORT, PROVIDER, instant)
    assert not after.is_live
    again = [*earlier, event(WITHDRAWN, at=instant), event(GIVEN, at=instant + HOUR)]
    assert not standing(again, SUPPORT, PROVIDER, instant + HOUR - timedelta(seconds=1)).is_live
    assert standing(again, SUPPORT, PROVIDER, instant + HOUR).is_live


def test_consent_is_live_until_the_very_instant_of_its_withdrawal():
    history = [event(GIVEN), event(WITHDRAWN, at=NOON + HOUR)]
    assert standing(history, SUPPORT, PROVIDER, NOON + HOUR - timedelta(microseconds=1)).is_live
    assert standing(history, SUPPORT, PROVIDER, NOON + HOUR).state is ConsentState.WITHDRAWN


def test_refusing_the_police_does_not_block_support():
    history = [event(GIVEN), event(REFUSED, purpose=INVESTIGATION, recipient=POLICE)]
    assert standing(history, SUPPORT, PROVIDER, NOON).is_live
    assert standing(history, INVESTIGATION, POLICE, NOON).state is ConsentState.REFUSED


def test_nobody_asked_is_not_consent():
    assert standing([], SUPPORT, PROVIDER, NOON).state is ConsentState.NEVER_ASKED
    assert standing([event(GIVEN)], SUPPORT, PROVIDER, NOON - HOUR).state is ConsentState.NEVER_ASKED


@pytest.mark.parametrize(
    ("history", "advice"),
    [
        ([], "has not been asked"),
        ([event(REFUSED)], "other purposes are not affected"),
        ([event(GIVEN), event(WITHDRAWN)], "Do not share anything further"),
    ],
)
def test_sharing_without_live_consent_is_refused_with_advice(history, advice):
    with pytest.raises(RuleBroken, match=advice) as refused:
        require_consent(history, SUPPORT, PROVIDER, NOON)
    assert refused.value.code == "consent"


def test_live_consent_returns_the_event_that_allows_it():
    given_event = event(GIVEN, scope="address only")
    assert require_consent([given_event], SUPPORT, PROVIDER, NOON).scope == "address only"


@pytest.mark.parametrize("field", ["language", "explained_by", "evidence"])
def test_consent_that_could_not_be_relied_upon_is_not_recorded(field):
    with pytest.raises(InputError) as refused:
        event(GIVEN, **{field: " "})
    assert refused.value.field == field
    assert event(REFUSED, **{field: ""}).decision is REFUSED


def test_an_answer_needs_an_instant_with_a_zone():
    with pytest.raises(InputError) as refused:
        event(GIVEN, at=datetime(2011, 7, 4))  # noqa: DTZ001
    assert refused.value.field == "at"
