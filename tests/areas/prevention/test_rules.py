"""Codes, clocks and outcomes of public reports."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.areas.prevention import rules
from manumit.areas.prevention.pages.tokens import new_token, read_token
from manumit.errors import MoveRefused
from tests.support import AT


@given(st.text(min_size=1), st.binary(min_size=1))
def test_a_code_is_readable_and_read_back_however_it_is_typed(nonce, secret):
    code = rules.code_of(nonce, secret)
    assert len(code) == 14
    assert rules.normal_code(code.lower().replace("-", " ")) == code.replace("-", "")


def test_another_form_or_another_secret_gives_another_code():
    codes = {rules.code_of(nonce, secret) for nonce in ("a", "b") for secret in (b"x", b"y")}
    assert len(codes) == 4


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-EFGH-JK0O", "ABCD-EFGH-JKLM-N", "'; --"])
def test_what_cannot_be_a_code_is_none(typed):
    assert rules.normal_code(typed) == ""


def test_danger_is_read_first():
    assert rules.read_by(AT, rules.Urgency.DANGER) == AT + timedelta(minutes=30)
    assert rules.read_by(AT, rules.Urgency.NORMAL) == AT + timedelta(hours=24)
    assert min(rules.Urgency) is rules.Urgency.DANGER


@pytest.mark.parametrize("outcome", list(rules.Outcome))
def test_every_outcome_needs_a_reason_and_is_final(outcome):
    with pytest.raises(MoveRefused):
        rules.REPORT.check(outcome, "received", rules.Triage("  "))
    target = rules.REPORT.check(outcome, "received", rules.Triage("because")).target
    with pytest.raises(MoveRefused):
        rules.REPORT.check(outcome, target, rules.Triage("because"))


def test_targets_are_parameters_and_not_law():
    assert not any(rule.is_law for timeline in rules.TIMELINES for rule in timeline)


def test_a_token_is_ours_for_a_day_and_rests_two_seconds():
    token = new_token(AT)
    assert read_token(token, AT + timedelta(seconds=1)).too_soon
    fresh = read_token(token, AT + timedelta(minutes=5))
    assert fresh.nonce
    assert not fresh.too_soon
    assert read_token(token, AT + timedelta(hours=25)).nonce == ""
    assert read_token(token + "x", AT).nonce == ""
    assert read_token("", AT).nonce == ""
