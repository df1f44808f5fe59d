"""What the engines are told of a traveller: for the watchlist, and for indicators with party, history and shared contacts."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from manumit.areas.border.models import ContactToken, Manifest, Traveller
from manumit.areas.border.rules import SHARED_CONTACT_DAYS
from manumit.areas.border.services.people import birth_of, blind, full_name, numbers_of
from manumit.engines.indicators import Facts, Journey, PastTrip, SharedContact, TravelDocument
from manumit.engines.indicators import Traveller as Described
from manumit.engines.indicators.facts import ContactKind, contact_key
from manumit.engines.screening import Document, PartialDate, TravellerFacts

_CHUNK = 500
_HISTORY_DAYS = 3 * 366


def screening_facts(row: Traveller) -> TravellerFacts:
    """Return what the watchlist is compared with."""
    born = birth_of(row)
    name = full_name(row)
    return TravellerFacts(
        id=str(row.pk),
        names=(name,) if name else (),
        birth=PartialDate.of(born) if born else None,
        nationality=row.nationality,
        sex=row.sex,
        documents=tuple(
            Document(number=one["number"], kind=one["type"] or "", issuer=one["issuer"] or "")
            for one in row.details.get("documents", ())
        ),
    )


def described(row: Traveller) -> Described:
    """Return a traveller as indicators see her; what is not known stays None."""
    details = row.details
    return Described(
        id=str(row.pk),
        surname=row.surname or None,
        given_names=row.given_names or None,
        birth=birth_of(row),
        sex=row.sex or None,
        nationality=row.nationality or None,
        residence=details.get("residence"),
        documents=tuple(_document(one) for one in details.get("documents", ())) or None,
        embarked=details.get("embark"),
        disembarked=details.get("debark"),
        locator=details.get("locator"),
        seat=row.seat or None,
        bags=row.bags,
        phones=numbers_of(row, mail=False),
        emails=numbers_of(row, mail=True),
    )


def _document(one: dict[str, str | None]) -> TravelDocument:
    return TravelDocument(
        kind=one["type"],
        number=one["number"],
        issuer=one["issuer"],
        issued=_day(one["issued"]),
        expires=_day(one["expires"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def contact_tokens(rows: Sequence[Traveller], day: date) -> list[ContactToken]:
    """Return unsaved tokens of every contact that travellers gave."""
    tokens = []
    for row in rows:
        for kind, value in _contacts(row):
            tokens.append(ContactToken(traveller_id=row.pk, kind=kind, token=blind(kind, value), day=day))
    return tokens


def _contacts(row: Traveller) -> set[tuple[ContactKind, str]]:
    phones: set[tuple[ContactKind, str]] = {
        ("phone", contact_key(number)) for number in numbers_of(row, mail=False) or ()
    }
    mails: set[tuple[ContactKind, str]] = {
        ("email", contact_key(number)) for number in numbers_of(row, mail=True) or ()
    }
    return {(kind, value) for kind, value in phones | mails if value}


def indicator_facts(rows: Sequence[Traveller], manifest: Manifest | None, *, at: datetime) -> list[Facts]:
    """Return the facts of each traveller: the party on the same booking, earlier trips and shared contacts.

    Args:
        rows: travellers of one service, with their plain values at hand.
        manifest: the service; None where the message names none.
        at: the moment of evaluation.
    """
    parties = _parties(rows, manifest)
    journey = _journey(manifest)
    trips = _past_trips(rows, manifest, at.date())
    shared = _shared_contacts(rows, at.date())
    return [
        Facts(
            traveller=described(row),
            party=_others(row, parties) if row.details.get("locator") else None,
            journey=journey,
            past_trips=trips.get(row.person_key, ()),
            shared_contacts=shared.get(str(row.pk), ()),
        )
        for row in rows
    ]


def _journey(manifest: Manifest | None) -> Journey | None:
    if manifest is None:
        return None
    ports = [manifest.origin, *(str(leg["destination"]) for leg in manifest.legs)]
    return Journey(departs=manifest.departs_on, ports=tuple(port for port in ports if port))


def _parties(rows: Sequence[Traveller], manifest: Manifest | None) -> dict[str, list[Traveller]]:
    found: defaultdict[str, list[Traveller]] = defaultdict(list)
    for row in rows:
        found[row.party_key].append(row)
    if manifest is not None:
        known = {row.pk for row in rows}
        keys = sorted({row.party_key for row in rows if row.details.get("locator")})
        for start in range(0, len(keys), _CHUNK):
            more = Traveller.objects.filter(manifest=manifest, party_key__in=keys[start : start + _CHUNK]).exclude(
                pk__in=known
            )
            for row in more:
                found[row.party_key].append(row)
    return found


def _others(row: Traveller, parties: dict[str, list[Traveller]]) -> tuple[Described, ...]:
    return tuple(described(other) for other in parties[row.party_key] if other.pk != row.pk)


def _past_trips(rows: Sequence[Traveller], manifest: Manifest | None, day: date) -> dict[str, tuple[PastTrip, ...]]:
    """Return earlier trips by person, each with the children of its party; a child is known by her own token."""
    keys = sorted({row.person_key for row in rows})
    since = (manifest.departs_on if manifest and manifest.departs_on else day) - timedelta(days=_HISTORY_DAYS)
    earlier: list[tuple[str, str, date]] = []
    for start in range(0, len(keys), _CHUNK):
        found = Traveller.objects.filter(person_key__in=keys[start : start + _CHUNK], manifest__departs_on__gte=since)
        if manifest is not None:
            found = found.exclude(manifest=manifest)
        for person, party, on in found.values_list("person_key", "party_key", "manifest__departs_on"):
            if on is not None:
                earlier.append((person, party, on))
    children: defaultdict[str, set[str]] = defaultdict(set)
    parties = sorted({party for _, party, _ in earlier})
    for start in range(0, len(parties), _CHUNK):
        young = Traveller.objects.filter(party_key__in=parties[start : start + _CHUNK], is_child=True)
        for party, person in young.values_list("party_key", "person_key"):
            children[party].add(person)
    trips: defaultdict[str, list[PastTrip]] = defaultdict(list)
    for person, party, on in earlier:
        trips[person].append(PastTrip(on, tuple(sorted(children[party] - {person}))))
    return {person: tuple(sorted(found, key=lambda trip: trip.day)) for person, found in trips.items()}


def _shared_contacts(rows: Sequence[Traveller], day: date) -> dict[str, tuple[SharedContact, ...]]:
    """Return by traveller the contacts that people gave with whom she never shared a booking."""
    mine = [(row, kind, value, blind(kind, value)) for row in rows for kind, value in _contacts(row)]
    tokens = sorted({token for *_, token in mine})
    since = day - timedelta(days=SHARED_CONTACT_DAYS.on(day))
    holders: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for start in range(0, len(tokens), _CHUNK):
        found = ContactToken.objects.filter(token__in=tokens[start : start + _CHUNK], day__gte=since)
        for token, person, party in found.values_list("token", "traveller__person_key", "traveller__party_key"):
            holders[token].append((person, party))
    out: defaultdict[str, list[SharedContact]] = defaultdict(list)
    for row, kind, value, token in mine:
        strangers = _strangers(row.person_key, holders[token])
        if strangers:
            out[str(row.pk)].append(SharedContact(kind, value, strangers))
    return {key: tuple(sorted(found, key=lambda one: (one.kind, one.value))) for key, found in out.items()}


def _strangers(person: str, holders: list[tuple[str, str]]) -> int:
    """Count the people among the holders whom no chain of shared bookings joins with a person."""
    met, parties = {person}, {party for one, party in holders if one == person}
    while True:
        more = {one for one, party in holders if party in parties} - met
        if not more:
            break
        met |= more
        parties |= {party for one, party in holders if one in more}
    return len({one for one, _ in holders} - met)
