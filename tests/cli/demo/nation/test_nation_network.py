"""The hidden network is consistent with what the carriers send, and the watchlist and indicators can find it."""

from datetime import date

from manumit.cli.demo.nation import Nation, Traveller
from manumit.engines import indicators as engine
from manumit.engines import screening


def facts(traveller: Traveller, nation: Nation, *, day_only: bool = False) -> engine.Facts:
    departs = {each.key: each.departs.date() for each in nation.services}
    seen = [each for each in nation.travellers if not day_only or departs[each.service] == departs[traveller.service]]
    shared = engine.find_shared_contacts(as_facts(each) for each in seen)
    party = tuple(
        as_facts(each)
        for each in nation.travellers
        if each.service == traveller.service and each.locator == traveller.locator and each.key != traveller.key
    )
    return engine.Facts(
        traveller=as_facts(traveller),
        party=party,
        journey=engine.Journey(departs=departs[traveller.service]),
        shared_contacts=shared[traveller.key],
    )


def as_facts(traveller: Traveller) -> engine.Traveller:
    return engine.Traveller(
        id=traveller.key,
        surname=traveller.surname,
        given_names=traveller.given,
        birth=traveller.born,
        sex=traveller.sex,
        nationality=traveller.nationality,
        locator=traveller.service + traveller.locator,
        bags=traveller.bag_pieces,
        phones=(traveller.phone,) if traveller.phone else (),
    )


def found_by(definition: engine.IndicatorDefinition, traveller: Traveller, nation: Nation) -> bool:
    day = next(each.departs.date() for each in nation.services if each.key == traveller.service)
    return bool(engine.evaluate([definition], facts(traveller, nation, day_only=True), day))


def by_key(nation: Nation) -> dict[str, Traveller]:
    return {each.key: each for each in nation.travellers}


def test_the_truth_tells_of_real_journeys_of_the_people_it_names(nation: Nation):
    travellers = by_key(nation)
    for person in nation.truth.people:
        for key in person.journeys:
            found = travellers[key]
            assert (found.person, found.born, found.sex, found.native_name) == (
                person.person,
                person.born,
                person.sex,
                person.name,
            )


def test_every_part_is_cast_and_there_are_women_men_and_children_among_the_victims(nation: Nation):
    assert {each.part for each in nation.truth.people} == {"recruiter", "escort", "exploiter", "facilitator", "victim"}
    victims = {each.person: each for each in nation.truth.of("victim")}
    ages = {key: by_key(nation)[each.journeys[0]].age(nation.today) for key, each in victims.items()}
    assert ages["victim-tuan"] == 16
    assert victims["victim-tuan"].nationality == "VNM"
    assert ages["victim-infant"] == 0
    assert {each.sex for key, each in victims.items() if ages[key] >= 18} == {"F", "M"}


def test_the_infant_travels_with_the_mother_who_bears_the_same_name(nation: Nation):
    travellers = by_key(nation)
    people = {each.person: each for each in nation.truth.people}
    mother, infant = (travellers[people[key].journeys[0]] for key in ("victim-zuzana", "victim-infant"))
    assert (mother.service, mother.locator, mother.surname) == (infant.service, infant.locator, infant.surname)


def test_one_escort_enters_five_times_each_time_with_another_child_of_another_name(nation: Nation):
    travellers = by_key(nation)
    pairs = [
        (travellers[escort], travellers[child])
        for escort, child in nation.truth.pairs
        if travellers[escort].person == nation.truth.repeat_escort
    ]
    assert len(pairs) == 5
    assert len({child.person for _, child in pairs}) == 5
    assert len({escort.service for escort, _ in pairs}) == 5
    for escort, child in pairs:
        assert escort.locator == child.locator
        assert escort.surname != child.surname
        assert child.age(nation.today) < 18


def test_only_the_networks_victims_give_the_recruitment_number_and_the_safe_address(nation: Nation):
    victims = {each.person for each in nation.truth.of("victim")}
    phone = {each.person for each in nation.travellers if each.phone == nation.truth.recruitment_phone}
    address = {each.person for each in nation.travellers if each.address == nation.truth.safe_address}
    assert phone == address
    assert phone <= victims
    assert len(phone) >= 4


def test_the_woman_met_today_is_an_adult_with_her_escort_on_todays_flight(nation: Nation):
    travellers = by_key(nation)
    met, escort = travellers[nation.truth.met_today], travellers[nation.truth.escort_today]
    assert (met.service, met.locator) == (escort.service, escort.locator)
    assert met.sex == "F"
    assert met.age(nation.today) >= 18
    (service,) = [each for each in nation.services if each.key == met.service]
    assert service.departs.date() == nation.today
    assert service.destination == "LHR"


def test_the_escort_is_listed_under_another_spelling_with_the_right_birth_date(nation: Nation):
    escort = by_key(nation)[nation.truth.escort_today]
    (entry,) = [each for each in nation.watchlist if each.key == nation.truth.listed_as]
    assert entry.born == escort.born
    assert f"{escort.surname} {escort.given}" not in {f"{entry.surname} {entry.given}", *entry.aliases}
    assert f"{escort.given} {escort.surname}" not in {f"{entry.given} {entry.surname}", *entry.aliases}
    assert sorted(set(entry.surname)) == sorted(set(escort.surname))


def test_the_list_is_small_live_today_and_written_in_several_scripts(nation: Nation):
    assert len(nation.watchlist) == 40
    assert len({each.key for each in nation.watchlist}) == 40
    assert all(each.starts <= nation.first_day and nation.today < each.ends for each in nation.watchlist)
    letters = "".join(alias for each in nation.watchlist for alias in each.aliases)
    for low, high in (("Ѐ", "ӿ"), ("؀", "ۿ"), ("一", "鿿"), ("ሀ", "፿"), ("ऀ", "ॿ")):
        assert any(low <= letter <= high for letter in letters)
    assert any(each.born is None for each in nation.watchlist)


def test_the_repeating_escort_and_the_victims_are_on_no_list(nation: Nation):
    listed = {(each.surname, each.born) for each in nation.watchlist}
    off_list = {nation.truth.repeat_escort, *(each.person for each in nation.truth.of("victim"))}
    assert not [each for each in nation.travellers if each.person in off_list and (each.surname, each.born) in listed]


def test_the_indicators_are_accepted_and_in_force_today(nation: Nation):
    read = [engine.definition_from_dict(each) for each in nation.indicators]
    assert len(read) == 2
    assert all(each.in_force(nation.first_day) and each.in_force(nation.today) for each in read)
    learned = engine.definition_from_dict(nation.learned_indicator)
    assert not learned.in_force(nation.today)


def test_the_shared_number_finds_the_woman_met_today_from_todays_lists_alone(nation: Nation):
    _, shared = (engine.definition_from_dict(each) for each in nation.indicators)
    assert found_by(shared, by_key(nation)[nation.truth.met_today], nation)


def test_the_unrelated_child_indicator_finds_every_journey_of_the_repeating_escort(nation: Nation):
    unrelated, _ = (engine.definition_from_dict(each) for each in nation.indicators)
    escorts = [each for each in nation.travellers if each.person == nation.truth.repeat_escort]
    assert all(found_by(unrelated, each, nation) for each in escorts)


def test_no_ordinary_traveller_shares_a_number_with_a_stranger_by_chance(nation: Nation):
    shared = engine.find_shared_contacts(as_facts(each) for each in nation.travellers)
    network = {key for person in nation.truth.people for key in person.journeys}
    assert {key for key, contacts in shared.items() if contacts} <= network


def test_the_learned_indicator_finds_those_who_give_the_number_and_nobody_else(nation: Nation):
    learned = engine.definition_from_dict(nation.learned_indicator)
    hits = {
        each.key
        for each in nation.travellers
        if engine.evaluate([learned], engine.Facts(traveller=as_facts(each)), learned.starts)
    }
    assert hits == {each.key for each in nation.travellers if each.phone == nation.truth.recruitment_phone}


def exact(born: date | None) -> screening.PartialDate | None:
    return screening.PartialDate(born.year, born.month, born.day) if born else None


def test_screening_finds_the_escort_in_spite_of_the_spelling_and_few_others(nation: Nation):
    index = screening.ScreeningIndex(
        screening.WatchlistEntry(
            id=each.key,
            names=(f"{each.given} {each.surname}", *each.aliases),
            births=(found,) if (found := exact(each.born)) else (),
            nationalities=(each.nationality,),
            sex=each.sex,
            documents=tuple(screening.Document(number) for number in each.documents),
        )
        for each in nation.watchlist
    )
    hits = {}
    for each in nation.travellers:
        asked = screening.TravellerFacts(
            id=each.key,
            names=(f"{each.given} {each.surname}",),
            birth=exact(each.born),
            nationality=each.nationality,
            sex=each.sex,
        )
        if found := index.screen(asked):
            hits[each.key] = found[0].entry_id
    assert hits[nation.truth.escort_today] == nation.truth.listed_as
    assert len(hits) <= 15
