"""The standing world fits the kernel's tables, and nothing in the nation could reach a real person."""

import re

import pytest

from manumit.cli.demo.nation import Nation
from manumit.cli.demo.nation.history import history_referrals
from manumit.cli.demo.nation.names import CULTURES, fold
from manumit.cli.demo.nation.rolls import is_fictional, phone_pool
from manumit.cli.demo.nation.world import MAIL_DOMAIN
from manumit.kernel.places import all_regions, find_country, find_port
from manumit.kernel.roles import ROLES

PHONE = re.compile(r"\+?\d[\d -]{8,}\d")
MAIL = re.compile(r"[\w.]+@([\w.]+)", re.IGNORECASE)


def test_no_telephone_number_is_outside_the_fictional_ranges(nation: Nation):
    phones = {each.phone for each in nation.travellers} | {each.contact for each in nation.reports}
    phones |= {phone for each in nation.watchlist for phone in each.phones} | {nation.truth.recruitment_phone}
    assert len(phones) > 300
    assert all(is_fictional(phone) for phone in phones - {""})


def test_no_text_or_message_holds_another_number_or_address(nation: Nation):
    for report in nation.reports:
        for found in PHONE.findall(f"{report.text} {report.gist}"):
            assert is_fictional("+44" + found.replace(" ", "").removeprefix("0"))
    for message in nation.messages:
        text = "".join(message.raw.decode("latin-1").split())
        assert {domain.upper() for domain in MAIL.findall(text)} <= {"EXAMPLE.ORG"}
        assert all(number.startswith(("+447700900", "+442", "+441")) for number in re.findall(r"\+44\d{10}", text))


def test_every_mail_address_is_reserved_for_examples(nation: Nation):
    assert {each.email.partition("@")[2] for each in nation.travellers if each.email} == {"example.org"}
    assert {each.email.partition("@")[2] for each in nation.staff} == {MAIL_DOMAIN}


def test_the_pool_gives_every_number_once_and_keeps_the_network_its_own(nation: Nation):
    numbers = list(phone_pool(3))
    assert len(numbers) == len(set(numbers)) > 14_000
    assert all(is_fictional(each) for each in numbers)
    assert nation.truth.recruitment_phone not in numbers


@pytest.mark.parametrize("number", ["+447700901000", "+44770090000", "+447911123456", "07700900000", "+4477009000ab"])
def test_a_number_that_could_ring_is_not_taken_for_fiction(number: str):
    assert not is_fictional(number)


def test_every_role_but_the_persons_own_has_somebody_in_a_fitting_organisation(nation: Nation):
    kinds = {each.key: each.kind for each in nation.organisations}
    assert {each.role for each in nation.staff} == set(ROLES) - {"person"}
    for each in nation.staff:
        assert kinds[each.organisation] in ROLES[each.role].organisation_kinds


def test_staff_are_distinct_and_port_officers_have_a_port(nation: Nation):
    assert len({each.key for each in nation.staff}) == len({each.email for each in nation.staff}) == len(nation.staff)
    assert all((each.role == "port_officer") == bool(each.port) for each in nation.staff)
    assert all(find_port(each.port).is_port_of_entry for each in nation.staff if each.port)


@pytest.mark.parametrize("role", ["caseworker", "reviewer", "targeting_analyst", "support_worker", "port_officer"])
def test_roles_that_need_a_second_person_have_one(nation: Nation, role: str):
    assert sum(each.role == role for each in nation.staff) >= 2


def test_every_region_has_a_place_with_a_price_and_an_inspection_within_the_year(nation: Nation):
    assert {each.region for each in nation.providers} == {each.code for each in all_regions()}
    for each in nation.providers:
        assert each.pence_a_day > 0
        assert each.beds > 0
        assert 0 < (nation.today - each.inspected_on).days < 365


def test_reports_come_in_several_languages_and_half_concern_the_network(nation: Nation):
    assert len(nation.reports) == 12
    assert len({each.language for each in nation.reports}) >= 7
    assert sum(each.about_network for each in nation.reports) == 6
    assert all((each.language == "en") == (each.gist == "") for each in nation.reports)
    assert all(nation.first_day <= each.received_at.date() <= nation.today for each in nation.reports)


def test_the_library_has_twelve_distinct_documents_the_strategy_among_them(nation: Nation):
    entries = {each.key: each for each in nation.guidance}
    assert len(entries) == 12
    strategy = entries["strategy-2011"]
    assert (strategy.number, strategy.year, strategy.pages) == ("NCJ 237682", 2011, 32)
    assert all(each.abstract.endswith(".") for each in nation.guidance)


def test_there_are_at_least_forty_cultures_and_every_name_folds_to_what_carriers_send():
    assert len(CULTURES) >= 40
    for culture in CULTURES.values():
        assert find_country(culture.nationality)
        for part in (*culture.surnames, *culture.women, *culture.men):
            assert re.fullmatch(r"[A-Z' -]+", fold(part.male))
            assert re.fullmatch(r"[A-Z' -]+", fold(part.female))


@pytest.mark.parametrize(
    ("name", "folded"), [("Đặng", "DANG"), ("Groß", "GROSS"), ("Wiśniewska", "WISNIEWSKA"), ("O'Neill", "O'NEILL")]
)
def test_folding(name: str, folded: str):
    assert fold(name) == folded


def test_every_country_of_the_history_is_a_country():
    assert all(find_country(each.nationality) for each in history_referrals(1))


def test_a_name_is_written_in_the_cultures_own_order_and_script():
    chinese = CULTURES["chinese"]
    assert chinese.native_name(chinese.surnames[0], chinese.men[0], "M") == "王伟"
    russian = CULTURES["russian"]
    assert russian.native_name(russian.surnames[0], russian.women[0], "F") == "Анастасия Смирнова"
