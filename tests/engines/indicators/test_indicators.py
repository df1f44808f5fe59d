"""Indicators: they hit on what is known, never on what is unknown, and never on who somebody is."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.engines.indicators import (
    CRITERION_KINDS,
    Booking,
    Facts,
    IndicatorDefinition,
    Journey,
    PastTrip,
    SharedContact,
    TravelDocument,
    Traveller,
    definition_from_dict,
    definition_to_dict,
    evaluate,
    evaluate_many,
    find_shared_contacts,
)
from manumit.engines.indicators.criteria import (
    AdultWithUnrelatedChild,
    AgeBetween,
    BagsAtMost,
    ChildWithoutRelatedAdult,
    ContactKnown,
    ContactShared,
    DocumentIssuedWithin,
    EmbarkedAt,
    LateCashByThirdParty,
    NationalityIn,
    NoReturnLeg,
    RouteThrough,
    SexIs,
    TripsWithDifferentChildren,
)
from manumit.errors import InputError, RuleBroken

DAY = date(2011, 8, 1)
CHILD = Traveller(id="c", surname="Ionescu", birth=date(2002, 1, 1))
ADULT = Traveller(
    id="a",
    surname="Popa",
    birth=date(1975, 1, 1),
    sex="F",
    nationality="ROU",
    documents=(TravelDocument(number="X1", issued=DAY - timedelta(days=5)),),
    embarked="OTP",
    bags=0,
    phones=("+40 (0) 700 123",),
    emails=("a@b.example",),
)
FACTS = Facts(
    traveller=ADULT,
    party=(CHILD,),
    booking=Booking(payment="cash", payer="third_party", paid_on=DAY - timedelta(days=1), has_return=False),
    journey=Journey(departs=DAY, ports=("OTP", "VIE", "LHR")),
    past_trips=(PastTrip(DAY - timedelta(days=30), ("x",)), PastTrip(DAY - timedelta(days=60), ("y",))),
    shared_contacts=(SharedContact("phone", "400700123", 3),),
)
MET = (
    AdultWithUnrelatedChild(),
    ContactShared("phone", 3),
    ContactKnown(("0040 0700123",)),
    LateCashByThirdParty(2),
    TripsWithDifferentChildren(2, 365, 2),
    EmbarkedAt(("otp",)),
    RouteThrough(("OTP", "LHR")),
    DocumentIssuedWithin(7),
    NoReturnLeg(),
    BagsAtMost(0),
)
PROTECTED = (NationalityIn(("ROU",)), SexIs("F"), AgeBetween(18, 99))
UNKNOWN = Facts(traveller=Traveller(id="u"))


def indicator(*criteria, **changes):
    values = {
        "key": "test-indicator",
        "version": 1,
        "title": "Title",
        "why": "Why.",
        "criteria": criteria,
        "weight": "medium",
        "owner": "Unit",
        "legal_basis": "Power",
        "source": "Source",
        "starts": date(2011, 7, 19),
    }
    return IndicatorDefinition(**(values | changes))


def plain(**changes):
    return definition_to_dict(indicator(NoReturnLeg(), DocumentIssuedWithin(7))) | changes


@pytest.mark.parametrize("criterion", MET, ids=lambda c: c.kind)
def test_each_criterion_hits_on_facts_that_meet_it_and_gives_its_reason(criterion):
    (hit,) = evaluate([indicator(criterion)], FACTS, DAY)
    assert hit.reasons == (criterion.reason(),)
    assert evaluate([indicator(criterion)], UNKNOWN, DAY) == []


@pytest.mark.parametrize(
    ("criterion", "facts"),
    [
        (AdultWithUnrelatedChild(), replace(FACTS, party=(replace(CHILD, surname="Popa-Ionescu"),))),
        (AdultWithUnrelatedChild(), replace(FACTS, party=(CHILD, replace(ADULT, id="p", surname="Ionescu")))),
        (AdultWithUnrelatedChild(), replace(FACTS, party=())),
        (AdultWithUnrelatedChild(), replace(FACTS, traveller=CHILD, party=(replace(CHILD, surname="Rus"),))),
        (ContactShared("phone", 4), FACTS),
        (ContactShared("email", 1), FACTS),
        (ContactKnown(("+44 1",)), FACTS),
        (LateCashByThirdParty(0), FACTS),
        (LateCashByThirdParty(2), replace(FACTS, booking=replace(FACTS.booking, payment="card"))),
        (TripsWithDifferentChildren(2, 45, 2), FACTS),
        (TripsWithDifferentChildren(2, 365, 3), FACTS),
        (EmbarkedAt(("LGW",)), FACTS),
        (RouteThrough(("LHR", "OTP")), FACTS),
        (DocumentIssuedWithin(4), FACTS),
        (NoReturnLeg(), replace(FACTS, booking=Booking(has_return=True))),
        (BagsAtMost(0), replace(FACTS, traveller=replace(ADULT, bags=1))),
    ],
)
def test_a_criterion_that_is_not_met_does_not_hit(criterion, facts):
    assert evaluate([indicator(criterion)], facts, DAY) == []


def test_a_child_without_an_adult_of_its_surname():
    alone = Facts(traveller=CHILD, party=(), journey=Journey(departs=DAY))
    assert evaluate([indicator(ChildWithoutRelatedAdult())], alone, DAY)
    assert evaluate([indicator(ChildWithoutRelatedAdult())], replace(alone, party=(ADULT,)), DAY)
    assert not evaluate(
        [indicator(ChildWithoutRelatedAdult())], replace(alone, party=(replace(ADULT, surname="IONESCU"),)), DAY
    )
    assert not evaluate(
        [indicator(ChildWithoutRelatedAdult())], replace(alone, party=(replace(ADULT, surname=None),)), DAY
    )
    assert not evaluate([indicator(ChildWithoutRelatedAdult())], replace(alone, party=None), DAY)


def test_an_adult_whose_relation_is_unknown_does_not_hit():
    for child in (replace(CHILD, surname=None), replace(CHILD, birth=None)):
        assert not evaluate([indicator(AdultWithUnrelatedChild())], replace(FACTS, party=(child,)), DAY)


NEEDS = {
    "booking": {"late_cash_by_third_party", "no_return_leg"},
    "party": {"adult_with_unrelated_child"},
    "past_trips": {"trips_with_different_children"},
    "shared_contacts": {"contact_shared"},
    "journey": {"late_cash_by_third_party", "route_through", "document_issued_within"},
}
TRAVELLER_NEEDS = {
    "birth": {"adult_with_unrelated_child", "age_between"},
    "surname": {"adult_with_unrelated_child"},
    "embarked": {"embarked_at"},
    "bags": {"bags_at_most"},
    "documents": {"document_issued_within"},
    "phones": {"contact_known"},
    "sex": {"sex_is"},
    "nationality": {"nationality_in"},
}
BOOKING_NEEDS = {
    "payment": {"late_cash_by_third_party"},
    "payer": {"late_cash_by_third_party"},
    "paid_on": {"late_cash_by_third_party"},
    "has_return": {"no_return_leg"},
}


@given(
    st.sets(st.sampled_from(sorted(NEEDS))),
    st.sets(st.sampled_from(sorted(TRAVELLER_NEEDS))),
    st.sets(st.sampled_from(sorted(BOOKING_NEEDS))),
    st.lists(st.sampled_from((*MET, *PROTECTED)), min_size=1, max_size=5),
)
def test_an_indicator_never_hits_on_a_fact_that_is_unknown(gone, traveller_gone, booking_gone, criteria):
    facts = replace(
        FACTS,
        traveller=replace(ADULT, **dict.fromkeys(traveller_gone)),
        booking=replace(FACTS.booking, **dict.fromkeys(booking_gone)),
    )
    facts = replace(facts, **dict.fromkeys(gone))
    undecided = set().union(
        *(NEEDS[g] for g in gone),
        *(TRAVELLER_NEEDS[g] for g in traveller_gone),
        *(BOOKING_NEEDS[g] for g in booking_gone),
    )
    kinds = {c.kind for c in criteria}
    behaviour = [c for c in criteria if not c.protected]
    if behaviour:
        assert bool(evaluate([indicator(*criteria)], facts, DAY)) == (not kinds & undecided)
        met = [c.reason() for c in behaviour if c.kind not in undecided]
        hits = evaluate([indicator(*behaviour, combine="any")], facts, DAY)
        assert [r for hit in hits for r in hit.reasons] == met


@given(st.lists(st.sampled_from(PROTECTED), min_size=1, max_size=6), st.sampled_from(["all", "any"]))
def test_protected_characteristics_alone_are_refused_in_every_combination(criteria, combine):
    with pytest.raises(RuleBroken) as refused:
        indicator(*criteria, combine=combine)
    assert refused.value.code == "protected-alone"
    assert refused.value.detail["criteria"] == sorted({c.kind for c in criteria})


def test_a_protected_characteristic_narrows_but_cannot_be_one_way_among_others():
    assert evaluate([indicator(NoReturnLeg(), SexIs("F"))], FACTS, DAY)
    assert not evaluate([indicator(NoReturnLeg(), SexIs("M"))], FACTS, DAY)
    with pytest.raises(RuleBroken):
        indicator(NoReturnLeg(), SexIs("F"), combine="any")


@pytest.mark.parametrize(
    "kind",
    [
        "religion_in",
        "race",
        "ethnic-origin",
        "meal_code",
        "ssrCode",
        "health_condition",
        "sexual_orientation",
        "political_opinion",
        "trade_union",
    ],
)
def test_a_prohibited_criterion_is_refused_by_name(kind):
    with pytest.raises(RuleBroken) as refused:
        definition_from_dict(plain(criteria=[{"kind": "no_return_leg"}, {"kind": kind, "values": ["x"]}]))
    assert refused.value.code == "prohibited-criterion"
    assert refused.value.detail["field"] == "criteria[1].kind"
    assert "may not be a criterion" in refused.value.message


def test_a_prohibited_field_inside_a_criterion_is_refused_too():
    with pytest.raises(RuleBroken) as refused:
        definition_from_dict(plain(criteria=[{"kind": "embarked_at", "ports": ["OTP"], "religion": "x"}]))
    assert refused.value.detail["field"] == "criteria[0].religion"


def test_no_criterion_there_is_has_a_prohibited_name():
    for criterion in (*MET, *PROTECTED, ChildWithoutRelatedAdult()):
        both = (criterion,) if not criterion.protected else (criterion, NoReturnLeg())
        definition = indicator(*both, ends=date(2012, 1, 1), combine="all")
        assert definition_from_dict(json.loads(json.dumps(definition_to_dict(definition)))) == definition
    assert {c.kind for c in (*MET, *PROTECTED)} | {"child_without_related_adult"} == set(CRITERION_KINDS)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"key": "Not A Key"}, "key"),
        ({"version": 0}, "version"),
        ({"version": True}, "version"),
        ({"version": "1"}, "version"),
        ({"title": " "}, "title"),
        ({"owner": None}, "owner"),
        ({"weight": "huge"}, "weight"),
        ({"combine": "some"}, "combine"),
        ({"starts": "19/07/2011"}, "starts"),
        ({"ends": "2011-07-19"}, "ends"),
        ({"zz": 1}, "zz"),
        ({"criteria": []}, "criteria"),
        ({"criteria": "no_return_leg"}, "criteria"),
        ({"criteria": ["no_return_leg"]}, "criteria[0]"),
        ({"criteria": [{}]}, "criteria[0].kind"),
        ({"criteria": [{"kind": "no_return_leg"}, {"kind": "shoe_size"}]}, "criteria[1].kind"),
        ({"criteria": [{"kind": "document_issued_within"}]}, "criteria[0].days"),
        ({"criteria": [{"kind": "document_issued_within", "days": -1}]}, "criteria[0].days"),
        ({"criteria": [{"kind": "embarked_at", "ports": ["OTP", 3]}]}, "criteria[0].ports[1]"),
        ({"criteria": [{"kind": "embarked_at", "ports": []}]}, "criteria[0].ports"),
        ({"criteria": [{"kind": "contact_shared", "contact": "fax", "travellers_at_least": 1}]}, "criteria[0].contact"),
        ({"criteria": [{"kind": "no_return_leg", "days": 3}]}, "criteria[0].days"),
        ({"criteria": [{"kind": "age_between", "lowest": 9, "highest": 3}]}, "criteria[0].highest"),
    ],
)
def test_a_mistake_in_data_is_named_by_its_field(changes, field):
    with pytest.raises(InputError) as refused:
        definition_from_dict(plain(**changes))
    assert refused.value.field == field


@pytest.mark.parametrize("name", ["key", "why", "legal_basis", "source", "starts", "criteria"])
def test_a_missing_field_is_named(name):
    data = plain()
    del data[name]
    with pytest.raises(InputError) as refused:
        definition_from_dict(data)
    assert refused.value.field == name


def test_an_indicator_is_in_force_from_its_first_day_until_its_end():
    definition = indicator(NoReturnLeg(), starts=DAY, ends=DAY + timedelta(days=2))
    hits = [bool(evaluate([definition], FACTS, DAY + timedelta(days=offset))) for offset in (-1, 0, 1, 2)]
    assert hits == [False, True, True, False]


def test_the_highest_version_in_force_speaks():
    first, second = indicator(NoReturnLeg()), indicator(BagsAtMost(0), version=2, starts=DAY)
    assert [h.version for h in evaluate([second, first], FACTS, DAY)] == [2]
    assert [h.version for h in evaluate([second, first], FACTS, DAY - timedelta(days=1))] == [1]


def test_many_travellers_are_answered_as_one_by_one():
    definitions = [indicator(c, key=c.kind.replace("_", "-")) for c in MET]
    many = [FACTS, UNKNOWN, FACTS]
    assert evaluate_many(definitions, many, DAY) == [evaluate(definitions, facts, DAY) for facts in many]
    assert len(evaluate(definitions, FACTS, DAY)) == len(MET)


def test_contacts_are_shared_across_parties_and_not_within_one():
    travellers = [
        Traveller(id="1", locator="A", phones=("+44 20 7946 0000",)),
        Traveller(id="2", locator="A", phones=("+442079460000",)),
        Traveller(id="3", locator="B", phones=("0044 20 7946 0000",), emails=("X@Y.example",)),
        Traveller(id="4", emails=("x@y.example",)),
        Traveller(id="5"),
    ]
    shared = find_shared_contacts(travellers, {"1": "Sun Tours", "4": "sun tours", "5": "Other"})
    assert [(c.kind, c.unconnected) for c in shared["1"]] == [("agency", 1), ("phone", 1)]
    assert [(c.kind, c.unconnected) for c in shared["3"]] == [("email", 1), ("phone", 2)]
    assert shared["5"] == ()
