"""A nation follows from its seed alone, has the size asked for, and always holds the storyline."""

import hashlib
import os
import subprocess
import sys
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from manumit.cli.demo.nation import MONTH, Nation, Size, assemble, generate, generate_services
from manumit.cli.demo.nation.rolls import born_at, rolls
from tests.cli.demo.nation.conftest import FIRST_DAY


def test_the_same_seed_gives_the_same_nation_byte_for_byte(nation: Nation):
    again = generate(11, Size.SMALL, FIRST_DAY)
    assert again == nation
    assert repr(again) == repr(nation)


def test_another_process_with_another_hash_seed_gives_the_same_nation(nation: Nation):
    script = (
        "import hashlib; from datetime import date; from manumit.cli.demo.nation import Size, generate;"
        "print(hashlib.sha256(repr(generate(11, Size.SMALL, date(2026, 10, 26))).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    ran = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == hashlib.sha256(repr(nation).encode()).hexdigest()


def test_another_seed_gives_other_people(nation: Nation):
    other = generate(12, Size.SMALL, FIRST_DAY)
    assert {each.surname + each.given + str(each.born) for each in other.travellers[:200]} != {
        each.surname + each.given + str(each.born) for each in nation.travellers[:200]
    }


def test_the_pieces_put_together_are_the_nation_and_tell_how_far_they_are(nation: Nation):
    pieces = tuple(generate_services(11, Size.SMALL, FIRST_DAY))
    assert [each.done for each in pieces] == list(range(1, 26))
    assert {each.total for each in pieces} == {25}
    assert assemble(11, Size.SMALL, FIRST_DAY, pieces) == nation


def test_a_small_nation_has_25_services_and_about_1500_travellers(nation: Nation):
    assert len(nation.services) == 25
    assert 1_100 <= len(nation.travellers) <= 1_900
    assert {service.mode for service in nation.services} == {"air", "sea", "rail"}


def test_a_medium_nation_is_ten_times_as_large():
    services = [each for each, _ in zip(generate_services(11, Size.MEDIUM, FIRST_DAY), range(40), strict=False)]
    assert {each.total for each in services} == {250}
    assert all(len(each.travellers) >= 35 for each in services)


def test_every_journey_of_the_month_ends_in_the_country_within_the_month(nation: Nation):
    assert nation.today == FIRST_DAY + timedelta(days=MONTH - 1)
    inland = {port.code for port in nation.ports if port.country == "GBR"}
    for service in nation.services:
        assert service.destination in inland
        assert service.departs < service.arrives
        assert FIRST_DAY <= service.departs.date() <= nation.today


def test_something_arrives_today(nation: Nation):
    assert sum(service.departs.date() == nation.today for service in nation.services) >= 3


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**32), first_day=st.dates(date(2011, 1, 1), date(2035, 12, 1)))
def test_any_seed_and_day_hold_the_storyline(seed: int, first_day: date):
    made = generate(seed, Size.SMALL, first_day)
    keys = {each.key for each in made.travellers}
    assert len(keys) == len(made.travellers)
    assert {made.truth.met_today, made.truth.escort_today} <= keys
    assert {key for person in made.truth.people for key in person.journeys} <= keys


def test_families_share_a_surname_and_a_booking_and_some_bring_an_infant(nation: Nation):
    by_booking: dict[tuple[str, str], list] = {}
    for each in nation.travellers:
        if each.role == "FL":
            by_booking.setdefault((each.service, each.locator), []).append(each)
    days = {service.key: service.departs.date() for service in nation.services}
    families = [
        party
        for (service, _), party in by_booking.items()
        if len(party) >= 3 and any(each.age(days[service]) < 16 for each in party)
    ]
    assert len(families) > 20
    shared = [party for party in families if len({each.surname[:4] for each in party}) == 1]
    assert len(shared) > 0.8 * len(families)
    assert sum(each.age(days[each.service]) < 2 for each in nation.travellers) > 5


@given(seed=st.integers(0, 2**32), day=st.dates(date(2009, 1, 1), date(2040, 1, 1)), age=st.integers(0, 90))
def test_a_drawn_birth_date_gives_the_age_asked_for_and_is_never_to_come(seed: int, day: date, age: int):
    born = born_at(rolls(seed), day, age, age)
    assert born <= day - timedelta(days=14)
    assert day.year - born.year - ((day.month, day.day) < (born.month, born.day)) == age


def test_some_children_travel_alone(nation: Nation):
    days = {service.key: service.departs.date() for service in nation.services}
    parties: dict[tuple[str, str], list] = {}
    for each in nation.travellers:
        parties.setdefault((each.service, each.locator), []).append(each)
    alone = [key for key, party in parties.items() if len(party) == 1 and party[0].age(days[key[0]]) < 18]
    assert len(alone) >= 5


def test_the_leading_countries_are_aboard(nation: Nation):
    assert {"GBR", "NGA", "VNM", "ROU", "CHN", "SVK"} <= {each.nationality for each in nation.travellers}


def test_people_travel_on_passports_cards_and_visas_and_a_few_have_run_out():
    loaded = [each for each, _ in zip(generate_services(3, Size.MEDIUM, FIRST_DAY), range(30), strict=False)]
    papers = [(each.service, paper) for each in loaded for person in each.travellers for paper in person.documents]
    assert {paper.kind for _, paper in papers} == {"P", "I", "V"}
    expired = sum(paper.expires < service.departs.date() for service, paper in papers)
    assert 0 < expired < 0.02 * len(papers)
