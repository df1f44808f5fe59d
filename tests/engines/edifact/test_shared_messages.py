"""Acceptance: every sample message reads to its golden values, and no message of any kind is lost."""

import json
import re
from datetime import date

import pytest

from manumit.engines.edifact import read_interchanges, read_paxlst

pytestmark = pytest.mark.shared

RECEIVED = date(2026, 11, 22)
TRAVELLER_KEYS = {
    "role",
    "surname",
    "sex",
    "nationality",
    "residence",
    "embark",
    "debark",
    "clearance_port",
    "locator",
    "unique_ref",
    "seat",
    "bags_declared",
    "bag_weight_kg",
    "bag_count",
    "verified",
    "phone",
    "ticket",
    "nationality_valid",
}
# A note of whoever made the golden values: nothing in the message tells it.
UNTOLD = {"name_order_doubt"}
ABOUT_THE_FILE = {"warnings", "use"}


def messages(shared):
    return shared / "data" / "messages"


def expected(shared, folder):
    golden = json.loads((messages(shared) / "expected.json").read_text("utf-8"))["messages"]
    return {name: values for name, values in golden.items() if name.startswith(f"{folder}/")}


def legs_as_golden(found):
    return [
        {
            "carrier": leg.carrier,
            "number": leg.number,
            "from": leg.origin,
            "to": leg.destination,
            "dep": leg.departs and leg.departs.isoformat(timespec="minutes"),
            "arr": leg.arrives and leg.arrives.isoformat(timespec="minutes"),
        }
        for leg in found.legs
    ]


def document_value(document, key):
    if key == "expiry":
        return document.expires and document.expires.isoformat()
    return getattr(document, {"expiry_raw": "expires_raw"}.get(key, key))


def traveller_value(traveller, key):
    if key in TRAVELLER_KEYS:
        return getattr(traveller, key)
    if key == "birth":
        return traveller.birth and traveller.birth.isoformat()
    if key in {"given", "bag_tags"}:
        return list(getattr(traveller, key))
    parts = {"address": ("street", "city", "region", "postcode", "country"), "birth_place": ("code", "text")}[key]
    return {part: getattr(getattr(traveller, key), part) for part in parts}


def check_traveller(traveller, golden):
    for key, value in golden.items():
        if key in UNTOLD:
            continue
        if key == "documents":
            assert len(traveller.documents) == len(value)
            for document, wanted in zip(traveller.documents, value, strict=True):
                assert {name: document_value(document, name) for name in wanted} == wanted
        else:
            assert traveller_value(traveller, key) == value, key


MESSAGE_VALUES = {
    "part": lambda found: {"number": found.part.number, "last": found.part.last},
    "contact_name": lambda found: found.contact.name,
    "contact_id": lambda found: found.contact.identifier,
    "contact_numbers": lambda found: [[number.kind, number.number] for number in found.contact.numbers],
    "cnt": lambda found: {count.qualifier: count.value for count in found.counts},
    "cnt_raw": lambda found: found.counts[0].raw,
    "una": lambda found: found.separators_una.removeprefix("UNA"),
    "type": lambda found: "PAXLST" if found.version else "PAXLST of no version",
    "traveller_count": lambda found: len(found.travellers),
    "surname_oneil_count": lambda found: sum(traveller.surname == "O'NEIL" for traveller in found.travellers),
    "sex_counts": lambda found: {
        sex: sum(traveller.sex == sex for traveller in found.travellers) for sex in ("F", "M")
    },
    "ref": lambda found: found.message_reference,
    "bgm": lambda found: found.document_code,
    "bgm_function": lambda found: found.function,
    "access_ref": lambda found: found.access_reference,
    "unt_declared": lambda found: found.segments_declared,
}


def message_value(found, key):
    return MESSAGE_VALUES[key](found) if key in MESSAGE_VALUES else getattr(found, key)


def check_every(traveller, golden):
    told = {
        "bag_tag_count": len(traveller.bag_tags),
        "documents": len(traveller.documents),
        "document_expiry": traveller.documents[0].expires.isoformat(),
        "issuer": traveller.documents[0].issuer,
    }
    for key, value in golden.items():
        assert (told[key] if key in told else traveller_value(traveller, key)) == value, key


def check_message(found, golden):
    for key, value in golden.items():
        if key in ABOUT_THE_FILE:
            continue
        if key == "legs":
            wanted = [{**leg, "number": str(int(leg["number"]))} for leg in value]
            assert legs_as_golden(found) == wanted
        elif key == "travellers":
            assert len(found.travellers) == len(value)
            for traveller, wanted in zip(found.travellers, value, strict=True):
                check_traveller(traveller, wanted)
        elif key == "every_traveller":
            for traveller in found.travellers:
                check_every(traveller, value)
        elif key in {"first", "last"}:
            traveller = found.travellers[0 if key == "first" else -1]
            assert traveller.documents[0].number == value["document"]
            check_traveller(traveller, {name: told for name, told in value.items() if name != "document"})
        else:
            assert message_value(found, key) == value, key


def test_every_passenger_list_reads_to_its_golden_values(shared):
    golden = expected(shared, "paxlst")
    assert len(golden) == 19
    for name, values in golden.items():
        [found] = read_paxlst((messages(shared) / name).read_bytes(), received=RECEIVED)
        try:
            check_message(found, values)
        except AssertionError as error:
            error.add_note(name)
            raise
        assert found.fatal == (), name


# What the golden file says the report must mention, as the codes that mention it.
MENTIONED = {
    "paxlst/wco_example_5_1_single_sector.edi": {"count-differs", "bags-differ", "blank-in-value"},
    "paxlst/wco_example_5_2_crew.edi": {"unt-count", "count-differs", "blank-in-value"},
    "paxlst/bagWeightAndCount.edi": {"document-number", "cnt-unknown", "unt-count", "unt-reference"},
    "paxlst/onlyBagWeight.edi": {"document-number", "cnt-unknown", "unt-count", "unt-reference"},
    "paxlst/onlyBagCount.edi": {"document-number", "cnt-unknown", "unt-count", "unt-reference"},
    "paxlst/noMEA.edi": {"document-number", "cnt-unknown", "unt-count", "unt-reference"},
    "paxlst/noMEA_twoBagCountOnFTX.edi": {"document-number", "cnt-unknown", "unt-count", "unt-reference"},
    "paxlst/Test1.txt": {"document-expires", "cnt-form", "document-shared"},
    "paxlst/multiple_flight_leg_apis.txt": {"text-after", "blank-between"},
    "paxlst/ediclean_A.txt": {"text-before", "text-after", "wrapped", "same-place"},
    "paxlst/ediclean_C.txt": {"text-before", "wrapped"},
    "paxlst/ediclean_E.txt": {"text-before", "text-after", "control-character", "issuer-missing"},
    "paxlst/ediclean_F.txt": {"part-mark", "document-type"},
    "paxlst/paxlst_iapi_2pax_test1.edi": {"rff-ticket"},
}


def test_the_data_quality_report_mentions_what_the_samples_are_known_for(shared):
    for name, codes in MENTIONED.items():
        [found] = read_paxlst((messages(shared) / name).read_bytes(), received=RECEIVED)
        assert codes - {problem.code for problem in found.problems} == set(), name


@pytest.mark.parametrize("folder", ["paxlst", "pnrgov", "cusres"])
def test_no_message_of_any_sample_is_lost_and_each_segment_stands_where_its_offset_says(shared, folder):
    paths = sorted((messages(shared) / folder).iterdir())
    assert len(paths) >= 5
    for path in paths:
        text = path.read_bytes().decode()
        headers = len(re.findall(r"U[\r\n]*N[\r\n]*H[+*-]\s*\w", text))
        found = read_interchanges(text)
        assert sum(len(interchange.messages) for interchange in found) == headers, path.name
        for interchange in found:
            for segment in interchange.segments:
                assert text[segment.offset : segment.offset + len(segment.raw)] == segment.raw, path.name
            assert not [problem for problem in interchange.problems if problem.code == "stray"], path.name
