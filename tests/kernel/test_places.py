"""Reference data of places: complete, consistent with itself, and plain about what it does not know."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from manumit.errors import InputError
from manumit.kernel.calendars import calendar_for
from manumit.kernel.places import (
    CountryKind,
    HomeNation,
    PortKind,
    all_carriers,
    all_countries,
    all_ports,
    all_regions,
    carrier,
    country,
    find_carrier,
    find_country,
    find_port,
    find_region,
    port,
    ports_of_entry,
    region,
    to_utc,
)


def test_the_iso_list_is_complete_with_kosovo():
    listed = all_countries()
    assert len(listed) == 250
    assert len({entry.alpha3 for entry in listed}) == len({entry.alpha2 for entry in listed}) == 250
    assert all(len(entry.alpha3) == 3 and len(entry.alpha2) == 2 and entry.name for entry in listed)


@pytest.mark.parametrize(
    ("code", "name"),
    [("VNM", "Vietnam"), ("vn", "Vietnam"), ("D<<", "Germany"), ("D", "Germany"), (" gbr ", "United Kingdom")],
)
def test_a_country_is_found_by_any_form_of_its_code(code, name):
    assert country(code).name == name


@pytest.mark.parametrize(
    "code",
    "XXA XXB XXC XXX UTO XOM UNO UNA EUE RKS GBD GBN GBO GBP GBS".split(),  # noqa: SIM905 - as the standard lists them
)
def test_codes_of_travel_documents_are_known(code):
    assert country(code).alpha3 == code


def test_classes_of_british_nationality_belong_to_the_united_kingdom():
    for code in ("GBD", "GBN", "GBO", "GBP", "GBS"):
        assert country(code).belongs_to == "GBR"
        assert country(code).kind is CountryKind.NATIONALITY_CLASS


def test_stateless_people_and_organisations_are_no_choice_of_country():
    chosen = {entry.alpha3 for entry in all_countries()}
    assert chosen.isdisjoint({"XXA", "XXB", "UNO", "UTO", "SCG", "GBN"})
    assert country("SCG").kind is CountryKind.FORMER


@pytest.mark.parametrize("code", ["", "ZZZ", "12", "<<<", "VNMX", "Vietnam"])
@pytest.mark.parametrize(
    ("must", "may", "field"),
    [
        (country, find_country, "country"),
        (port, find_port, "port"),
        (carrier, find_carrier, "carrier"),
        (region, find_region, "region"),
    ],
)
def test_an_unknown_code_is_refused_or_none_and_never_repeated_in_the_message(code, must, may, field):
    assert may(code) is None
    with pytest.raises(InputError) as refused:
        must(code)
    assert refused.value.field == field
    assert "Vietnam" not in refused.value.message


def test_port_codes_are_unique_and_every_port_is_in_a_known_country_and_zone():
    assert max(Counter(entry.code for entry in all_ports()).values()) == 1
    for entry in all_ports():
        assert country(entry.country).kind is CountryKind.COUNTRY
        assert entry.zone.key == entry.time_zone
        assert -90 <= entry.latitude <= 90
        assert -180 <= entry.longitude <= 180


def test_positions_lie_where_their_time_zone_does():
    for entry in all_ports():
        offset = datetime(2011, 1, 15, 12, tzinfo=entry.zone).utcoffset()
        assert offset is not None
        assert abs(entry.longitude / 15 - offset.total_seconds() / 3600) < 3.6, entry.code


def test_ports_of_the_united_kingdom_have_a_nation_with_a_calendar_and_lie_on_the_islands():
    home = [entry for entry in all_ports() if entry.country == "GBR"]
    assert {entry.nation for entry in home} == set(HomeNation)
    for entry in home:
        assert entry.nation is not None
        assert calendar_for(entry.nation).is_known(datetime(2011, 7, 4, tzinfo=UTC).date())
        assert 49.8 < entry.latitude < 61
        assert -8.2 < entry.longitude < 1.8
        assert entry.is_port_of_entry
        assert not entry.is_juxtaposed


@pytest.mark.parametrize(
    "code",
    "LHR LGW STN LTN MAN EDI GLA BHX BRS BFS CWL NCL LPL DVR QQS CQF COQ XPG".split(),  # noqa: SIM905 - a list of codes
)
def test_ports_of_entry_of_the_strategy(code):
    assert port(code) in ports_of_entry()


def test_controls_abroad_are_juxtaposed_and_every_other_port_abroad_is_no_port_of_entry():
    abroad = [entry for entry in ports_of_entry() if entry.country != "GBR"]
    assert {entry.country for entry in abroad} == {"FRA", "BEL", "NLD"}
    assert all(entry.is_juxtaposed and entry.nation is None for entry in abroad)
    assert port("CDG") not in ports_of_entry()


def test_there_are_airports_seaports_and_stations():
    kinds = Counter(entry.kind for entry in all_ports())
    assert kinds[PortKind.AIR] >= 120
    assert kinds[PortKind.SEA] >= 10
    assert kinds[PortKind.RAIL] >= 5


def test_local_time_becomes_an_instant_by_the_ports_clock():
    assert to_utc("HAN", datetime(2011, 7, 4, 23, 30)) == datetime(2011, 7, 4, 16, 30, tzinfo=UTC)  # noqa: DTZ001
    assert to_utc("LHR", datetime(2011, 7, 4, 6)) == datetime(2011, 7, 4, 5, tzinfo=UTC)  # noqa: DTZ001
    assert to_utc("LHR", datetime(2011, 1, 4, 6)) == datetime(2011, 1, 4, 6, tzinfo=UTC)  # noqa: DTZ001


def test_the_hour_that_occurs_twice_is_taken_the_first_time():
    twice = datetime(2011, 10, 30, 1, 30, fold=1)  # noqa: DTZ001
    assert to_utc("LHR", twice) == datetime(2011, 10, 30, 0, 30, tzinfo=UTC)


def test_the_hour_that_does_not_occur_is_read_by_the_clock_before_the_change():
    assert to_utc("LHR", datetime(2011, 3, 27, 1, 30)) == datetime(2011, 3, 27, 1, 30, tzinfo=UTC)  # noqa: DTZ001


def test_a_time_that_has_a_zone_and_an_unknown_port_are_refused():
    with pytest.raises(InputError, match="already has a zone"):
        to_utc("LHR", datetime(2011, 7, 4, 6, tzinfo=UTC))
    with pytest.raises(InputError, match="port code is not known"):
        to_utc("ZZZ", datetime(2011, 7, 4, 6))  # noqa: DTZ001


def test_carriers_have_unique_codes_and_known_countries():
    assert max(Counter(entry.code for entry in all_carriers()).values()) == 1
    assert len(all_carriers()) >= 60
    assert {entry.kind for entry in all_carriers()} == set(PortKind)
    assert all(country(entry.country).name for entry in all_carriers())
    assert carrier("vn").name == "Vietnam Airlines"


def test_twelve_regions_by_either_code():
    assert len(all_regions()) == 12
    assert Counter(entry.nation for entry in all_regions())[HomeNation.ENGLAND] == 9
    assert region("TLI") is region("E12000007")
    assert region("tlm").nation is HomeNation.SCOTLAND
