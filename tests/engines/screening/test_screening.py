"""Screening: who on the list may this traveller be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.engines.screening import Document, PartialDate, ScreeningIndex, TravellerFacts, WatchlistEntry
from manumit.engines.screening.births import compare_births
from manumit.errors import InputError

LIST = (
    WatchlistEntry(
        id="W1",
        names=("Mohammed Hamza al-Zubaidi", "محمد حمزة زبيدي"),
        births=(PartialDate(1960, 4, 6),),
        nationalities=("IRQ",),
        sex="M",
        documents=(Document("AB 120-8551", "P", "IRQ"),),
    ),
    WatchlistEntry(
        id="W2", names=("Anna Maria Kowalska",), births=(PartialDate(1985),), nationalities=("POL",), sex="F"
    ),
    WatchlistEntry(id="W3", names=("Petrov Ivan",)),
    WatchlistEntry(id="W4", names=("Nguyen Van Duc",), weak_names=("Black Eagle",), births=(PartialDate(1979, 12),)),
    WatchlistEntry(id="W5", documents=(Document("X99887766"),)),
    WatchlistEntry(id="W6", names=("Suharto",)),
)
INDEX = ScreeningIndex(LIST)


def ids(**facts):
    return [match.entry_id for match in INDEX.screen(TravellerFacts(**facts))]


@pytest.mark.parametrize(
    "name",
    ["ZUBAIDI MUHAMMAD HAMZA", "Mohamed Hamzah Alzubaidi", "محمد حمزة الزبيدي", "Hamza Mohammed Al Zubaidi"],
)
def test_forms_of_a_listed_name_are_found_without_a_birth_date(name):
    assert ids(names=(name,)) == ["W1"]


def test_a_joined_name_is_found():
    assert ids(names=("Nguyen Vanduc",)) == ["W4"]
    assert ids(names=("Annamaria Kowalska",)) == ["W2"]


def test_a_name_of_one_part_is_found():
    assert ids(names=("SUHARTO",)) == ["W6"]


def test_an_entry_without_birth_date_is_found_for_a_traveller_with_one():
    assert ids(names=("Ivan Petrov",), birth=PartialDate(1990, 1, 1)) == ["W3"]


def test_a_birth_date_that_differs_takes_the_hit_away_and_one_that_agrees_raises_it():
    def at(birth):
        return INDEX.screen(TravellerFacts(names=("Anna Kowalska",), birth=birth), threshold=0.5)[0]

    assert at(PartialDate(1950, 1, 1)).score < at(None).score < at(PartialDate(1985, 3, 2)).score
    assert ids(names=("Anna Kowalska",), birth=PartialDate(1950, 1, 1)) == []


@pytest.mark.parametrize("number", ["AB1208551", "ab 1208551", "A8I2O8SS1"])
def test_a_document_number_alone_is_a_hit_even_with_misread_characters(number):
    matches = INDEX.screen(TravellerFacts(names=("Somebody Else",), documents=(Document(number),)), threshold=1.0)
    assert [match.entry_id for match in matches] == ["W1"]
    assert matches[0].by_document
    assert next(part for part in matches[0].parts if part.feature == "document").effect >= 0.95


def test_the_same_number_of_another_state_is_another_document():
    assert ids(names=("Somebody Else",), documents=(Document("AB1208551", issuer="FRA"),)) == []


@pytest.mark.parametrize("number", ["", "0", "000000", "N/A", "1234"])
def test_filling_in_a_document_number_matches_nothing(number):
    index = ScreeningIndex([WatchlistEntry(id="F", documents=(Document(number),))])
    assert index.screen(TravellerFacts(documents=(Document(number),))) == []


def test_nationality_and_sex_never_make_a_hit():
    everyone = ScreeningIndex(
        [WatchlistEntry(id="N", names=("Xu Wei",), nationalities=("CHN",), sex="F", births=(PartialDate(1990),))]
    )
    facts = TravellerFacts(names=("Omar Farouk",), nationality="CHN", sex="F", birth=PartialDate(1990, 5, 5))
    assert everyone.screen(facts, threshold=0.0) == []


def test_nationality_and_sex_that_agree_add_nothing_and_that_differ_lower():
    def score(**facts):
        return INDEX.screen(TravellerFacts(names=("Anna Kowalska",), **facts), threshold=0.3)[0].score

    assert score(nationality="POL", sex="F") == score()
    assert score(nationality="UKR") < score()
    assert score(sex="M") < score()
    assert score(sex="X") == score()


def test_a_weak_alias_needs_a_birth_date_or_document_beside_it():
    assert ids(names=("Black Eagle",)) == []
    assert [
        m.entry_id
        for m in INDEX.screen(TravellerFacts(names=("Black Eagle",), birth=PartialDate(1979, 12, 3)), threshold=0.8)
    ] == ["W4"]


def test_every_score_comes_with_its_parts_in_words():
    match = INDEX.screen(
        TravellerFacts(names=("Mohammed Zubaidi Hamza",), birth=PartialDate(1960, 6, 4), nationality="SYR", sex="M")
    )[0]
    assert [part.feature for part in match.parts] == ["name", "birth", "nationality", "sex"]
    assert "day and month exchanged" in match.parts[1].explanation
    assert match.score == pytest.approx(sum(part.effect for part in match.parts), abs=0.001)


@pytest.mark.parametrize("name", ["", "\x00", "🙂", "a" * 500])
def test_odd_names_match_nothing_and_break_nothing(name):
    assert ids(names=(name,)) == []
    assert ids() == []


@pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan")])
def test_a_threshold_outside_its_range_is_refused(threshold):
    with pytest.raises(InputError) as refused:
        INDEX.screen(TravellerFacts(names=("A B",)), threshold=threshold)
    assert refused.value.field == "threshold"


def test_two_entries_with_one_identifier_and_empty_entries_are_refused():
    with pytest.raises(InputError):
        ScreeningIndex([LIST[2], LIST[2]])
    with pytest.raises(InputError) as refused:
        WatchlistEntry(id="E")
    assert refused.value.field == "names"


def test_an_empty_list_finds_nobody():
    assert ScreeningIndex([]).screen(TravellerFacts(names=("A B",), documents=(Document("AB1208551"),))) == []


def test_a_batch_gives_the_answers_of_one_by_one_whatever_its_order():
    travellers = [
        TravellerFacts(id=str(i), names=(name,))
        for i, name in enumerate(["Ivan Petrov", "Nobody Here", "Anna Kowalska", "Hamza Zubaidi Mohamed", ""] * 130)
    ]
    single = [INDEX.screen(t) for t in travellers[:5]] * 130
    assert INDEX.screen_batch(travellers) == single
    assert INDEX.screen_batch(travellers[::-1]) == single[::-1]


names = st.sampled_from(["Mohammed", "Hamza", "Anna", "Maria", "Kowalska", "Petrov", "Ivan", "Duc", "al", "Wei", "Zoe"])


@given(st.lists(names, min_size=2, max_size=4, unique=True), st.randoms())
def test_a_listed_person_is_always_found_in_any_order_of_parts(parts, random):
    index = ScreeningIndex([WatchlistEntry(id="H", names=(" ".join(parts),)), *LIST])
    turned = [part for part in parts if part != "al"]
    random.shuffle(turned)
    found = [m.entry_id for m in index.screen(TravellerFacts(names=(" ".join(turned),)))]
    assert "H" in found


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        ("1961-04-06", "1961-04-06", "same"),
        ("1961-04-06", "1961-06-04", "swapped"),
        ("1961", "1961-06-04", "agrees"),
        ("1961-06", "1961", "agrees"),
        ("1961-06", "1961-07", "differs"),
        ("1961-04-06", "1962-04-06", "near"),
        ("1961", "1962", "near"),
        ("1961-04-06", "1981-04-06", "differs"),
    ],
)
def test_partial_dates_are_compared_on_what_both_have(a, b, agreement):
    assert compare_births(PartialDate.parse(a), PartialDate.parse(b)) == agreement
    assert compare_births(PartialDate.parse(b), PartialDate.parse(a)) == agreement


@pytest.mark.parametrize("text", ["", "61", "1961-13", "1961-02-30", "0000", "06/04/1961", "1961-4-6", "١٩٦١"])
def test_a_date_that_is_none_is_refused(text):
    with pytest.raises(InputError):
        PartialDate.parse(text)


@given(st.dates())
def test_a_day_survives_its_text(day):
    assert PartialDate.parse(str(PartialDate.of(day))).first == day == PartialDate.of(day).last


def test_a_day_without_month_is_refused_and_bounds_are_known():
    with pytest.raises(InputError):
        PartialDate(1961, None, 3)
    assert (PartialDate(1960, 2).first, PartialDate(1960, 2).last) == (date(1960, 2, 1), date(1960, 2, 29))
