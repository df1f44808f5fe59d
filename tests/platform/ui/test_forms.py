"""Days in three inputs, consent, versions, and messages that name the question."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from manumit.platform.ui.forms import (
    ConsentField,
    DayField,
    GovForm,
    VersionedFormMixin,
    YesNoField,
    conflict_of,
    error_links,
)


class BirthForm(GovForm):
    name = forms.CharField(label="Full name (100%)", max_length=5)
    born = DayField(label="Date of birth", latest=date(2026, 11, 22))


def born(day="", month="", year="", name="Ana"):
    return BirthForm({"name": name, "born-day": day, "born-month": month, "born-year": year})


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2026, 11, 22)))
def test_every_real_day_is_read_back(day):
    form = born(str(day.day), str(day.month), str(day.year))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == day


@pytest.mark.parametrize(
    ("parts", "message", "anchor"),
    [
        (("3", "", "1990"), "Date of birth must include a month", "#id_born-month"),
        (("3", "", ""), "Date of birth must include a month and a year", "#id_born-month"),
        (("31", "2", "1990"), "Date of birth must be a real date", "#id_born-day"),
        (("x", "2", "1990"), "Date of birth must be a real date", "#id_born-day"),
        (("٣", "2", "1990"), "Date of birth must be a real date", "#id_born-day"),
        (("3", "2", "90"), "Date of birth must have a year with four digits", "#id_born-year"),
        (("3", "2", "9" * 5000), "Date of birth must have a year with four digits", "#id_born-year"),
        (("23", "11", "2026"), "Date of birth must be on or before 22 Nov 2026", "#id_born-day"),
        (("", "", ""), "Answer “Date of birth”", "#id_born-day"),
    ],
)
def test_a_wrong_day_says_which_part_to_mend_and_leads_there(parts, message, anchor):
    assert error_links(born(*parts)) == [(message, anchor)]


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_whatever_is_typed_as_a_day_never_raises(day, month, year):
    form = born(day, month, year)
    form.is_valid()
    assert len(form.error_links()) <= 1


def test_errors_stand_in_the_order_of_the_page_and_name_the_question():
    form = born(name="far too long")
    assert [text for text, _ in form.error_links()] == [
        "“Full name (100%)” must be 5 characters or fewer",
        "Answer “Date of birth”",
    ]


def test_a_form_that_was_not_sent_has_no_errors():
    assert error_links(BirthForm()) == []


def test_an_error_of_the_whole_form_comes_first_and_leads_nowhere():
    form = born("1", "1", "1990")
    form.add_error(None, "The two answers do not fit together")
    form.add_error("name", "Odd")
    assert form.error_links() == [("The two answers do not fit together", ""), ("Odd", "#id_name")]


def test_an_unchanged_day_is_not_a_change():
    form = BirthForm(
        {"name": "Ana", "born-day": "03", "born-month": "2", "born-year": "1990"},
        initial={"name": "Ana", "born": date(1990, 2, 3)},
    )
    assert form.changed_data == []


class ConsentForm(GovForm):
    agrees = ConsentField(label="Agrees")
    danger = YesNoField(label="Danger", required=False)


def test_consent_is_never_assumed():
    assert not ConsentForm({}).is_valid()
    assert ConsentForm()["agrees"].value() is None


@pytest.mark.parametrize(("sent", "value"), [("yes", True), ("no", False), ("", None)])
def test_yes_and_no_become_a_bool_and_silence_stays_open(sent, value):
    form = ConsentForm({"agrees": "given", "danger": sent})
    assert form.is_valid()
    assert form.cleaned_data["danger"] is value


class PlanForm(VersionedFormMixin, GovForm):
    note = forms.CharField(label="Note")
    level = forms.ChoiceField(label="Level", choices=[("h", "High"), ("l", "Low")])
    review = DayField(label="Review", required=False)


SENT = "csrfmiddlewaretoken=x&version=3&note=mine&level=h&review-day=1&review-month=2&review-year=2027"


def test_a_form_without_its_version_is_refused():
    form = PlanForm({"note": "x", "level": "h"})
    assert not form.is_valid()
    assert "version" in form.errors


def test_a_conflict_sets_both_versions_side_by_side_and_keeps_what_was_typed():
    form = PlanForm(QueryDict(SENT))
    assert form.is_valid(), form.errors
    assert form.expected_version == 3
    found = conflict_of(
        form,
        current={"note": "theirs", "level": "h", "review": None},
        version=4,
        action="/plan",
        keep_href="/plan",
        by="Ada",
        at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    assert [(f.label, f.theirs, f.mine, f.differs) for f in found.fields] == [
        ("Note", "theirs", "mine", True),
        ("Level", "High", "High", False),
        ("Review", "", "1 Feb 2027", True),
    ]
    assert dict(found.typed) == {
        "note": "mine",
        "level": "h",
        "review-day": "1",
        "review-month": "2",
        "review-year": "2027",
    }
    again = PlanForm(QueryDict("&".join(f"{k}={v}" for k, v in (*found.typed, ("version", found.version)))))
    assert again.is_valid()
    assert again.expected_version == 4
