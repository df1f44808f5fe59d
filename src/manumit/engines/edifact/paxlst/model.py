"""What a PAXLST message says, as values (WCO/IATA/ICAO Message Implementation Guide v6.0, November 2016)."""

from dataclasses import dataclass, field
from datetime import date, datetime

from manumit.engines.edifact.codes import is_state_code
from manumit.engines.edifact.problems import Problem, Severity
from manumit.engines.edifact.syntax.model import Segment

_KINDS = {"FL": "passenger", "FM": "crew", "DDU": "transit", "DDT": "transit"}


@dataclass(frozen=True, slots=True)
class Party:
    """A sender or recipient: identification and its code qualifier."""

    identifier: str
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A traveller's address as sent; `country` is alpha-3."""

    street: str | None = None
    city: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class BirthPlace:
    """A place of birth: a code, a text, or both."""

    code: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ContactNumber:
    """A telephone number or an address for mail: `kind` is TE, FX or EM, or what was sent."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask about the message: a name or an identifier, and numbers."""

    name: str | None = None
    identifier: str | None = None
    numbers: tuple[ContactNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference with its qualifier (1153), such as `YZY` for a ticket number."""

    qualifier: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A travel document as declared.

    Args:
        type: P, V, I, A, C, AC, IP, F, T or what was sent; None where absent.
        number: as sent, trimmed.
        issuer: issuing state, alpha-3; never inferred.
        expires: None where absent or implausible; then see `expires_raw`.
        issued: date of issue.
        verified: True or False where the carrier says so.
        expires_raw: the text of the expiry date.
        references: references that stand with the document.
    """

    type: str | None
    number: str
    issuer: str | None = None
    expires: date | None = None
    issued: date | None = None
    verified: bool | None = None
    expires_raw: str | None = field(default=None, compare=False)
    references: tuple[Reference, ...] = ()

    @property
    def issuer_valid(self) -> bool | None:
        """Whether the issuer is a code of ISO 3166 or ICAO 9303; None where absent."""
        return None if self.issuer is None else is_state_code(self.issuer)


@dataclass(frozen=True, slots=True)
class Traveller:
    """One person of a list; children and infants are travellers like everyone else.

    Args:
        role: FL passenger, FM crew, DDU passenger in transit, DDT crew in transit, or what was sent.
        surname: as sent, case kept; None where unreadable.
        given: given names in the order sent.
        address: as sent.
        sex: M, F, X or U; None where absent.
        birth: date of birth, the century inferred and never in the future; None where absent or partial.
        birth_raw: the text of the birth date.
        nationality: alpha-3; never inferred.
        residence: country of residence, alpha-3.
        embark: airport or port of first embarkation.
        debark: airport or port of final debarkation.
        clearance_port: where the traveller is cleared at the border.
        birth_place: as sent.
        locator: reservation locator.
        unique_ref: the carrier's unique passenger reference, needed to answer each traveller.
        seat: without leading zeros.
        bags_declared: pieces as declared.
        bag_weight_kg: kilograms; pounds are converted.
        bag_tags: tags with ranges expanded.
        verified: whether the carrier verified the data of the document.
        contacts: the traveller's own telephone numbers and addresses for mail.
        crew_position: CR1 to CR5.
        documents: in the order sent.
        references: every other reference.
        remainder: every segment of the traveller that was not read.
        segment: the number of its NAD segment, from 1.
        offset: where that stands in the raw text.
    """

    role: str
    surname: str | None
    given: tuple[str, ...] = ()
    address: Address | None = None
    sex: str | None = None
    birth: date | None = None
    birth_raw: str | None = field(default=None, compare=False)
    nationality: str | None = None
    residence: str | None = None
    embark: str | None = None
    debark: str | None = None
    clearance_port: str | None = None
    birth_place: BirthPlace | None = None
    locator: str | None = None
    unique_ref: str | None = None
    seat: str | None = None
    bags_declared: int | None = None
    bag_weight_kg: float | None = None
    bag_tags: tuple[str, ...] = ()
    verified: bool | None = None
    contacts: tuple[ContactNumber, ...] = ()
    crew_position: str | None = None
    documents: tuple[Document, ...] = ()
    references: tuple[Reference, ...] = ()
    remainder: tuple[Segment, ...] = ()
    segment: int = field(default=0, compare=False)
    offset: int = field(default=0, compare=False)

    @property
    def kind(self) -> str:
        """Passenger, crew, transit or other."""
        return _KINDS.get(self.role, "other")

    @property
    def bag_count(self) -> int | None:
        """Pieces declared, else the tags counted; None where the message says nothing of bags."""
        if self.bags_declared is not None:
            return self.bags_declared
        return len(self.bag_tags) or None

    @property
    def phone(self) -> str | None:
        """The first telephone number."""
        return next((contact.number for contact in self.contacts if contact.kind == "TE"), None)

    @property
    def ticket(self) -> str | None:
        """The ticket number (RFF+YZY)."""
        return next((ref.value for ref in self.references if ref.qualifier == "YZY"), None)

    @property
    def nationality_valid(self) -> bool | None:
        """Whether the nationality is a code of ISO 3166 or ICAO 9303; None where absent."""
        return None if self.nationality is None else is_state_code(self.nationality)


@dataclass(frozen=True, slots=True)
class Leg:
    """One flight, crossing or train run of the list.

    Args:
        carrier: carrier code; None where it cannot be told from the identifier.
        number: without leading zeros; the whole identifier where it has no number.
        origin: place of departure.
        destination: place of arrival.
        departs: scheduled departure, local to the origin, so without zone.
        arrives: scheduled arrival, local to the destination, so without zone.
        identifier: as sent (8028).
        stage: 20 main carriage, 34 overflight.
        mode: mode of transport (8067): 1 sea, 2 rail, 3 road, 4 air; None where absent.
        vessel: means of transport (C222) as sent, such as the number or name of a ship.
    """

    carrier: str | None
    number: str | None
    origin: str | None
    destination: str | None
    departs: datetime | None = None
    arrives: datetime | None = None
    identifier: str | None = field(default=None, compare=False)
    stage: str = "20"
    mode: str | None = None
    vessel: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a transfer this is (S010)."""

    number: int
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Count:
    """A control total: qualifier 42 passengers, 41 crew; `value` None where unreadable; `raw` is the segment."""

    qualifier: str
    value: int | None
    raw: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class PassengerList:
    """One PAXLST message.

    Args:
        message_reference: UNH 0062.
        version: directory, such as `D:15B`.
        document_code: BGM 1001: 745 passengers, 250 crew, 266 flight status, 336 master crew, 655 gate pass.
        function: BGM 1004, such as CP, XR, CL; None means original.
        transaction: RFF+TN.
        revision: the revision of the transaction.
        access_reference: joins the parts of a transfer.
        part: which part this is; None where not said.
        contact: whom to ask.
        sender: from UNB.
        recipient: from UNB.
        group_sender: from UNG, or None.
        group_recipient: from UNG, or None.
        control_reference: UNB 0020.
        application: application reference (APIS, IAPI), or None.
        prepared: when the sender prepared the interchange, without zone.
        legs: in the order sent.
        final_destination: LOC+130.
        effective: DTM+554, when a master crew list takes effect.
        travellers: in the order sent.
        counts: control totals.
        segments: number of segments from UNH to UNT, both included.
        segments_declared: what UNT says.
        remainder: segments of the message (not of a traveller) that were not read.
        problems: findings of the interchange, the message and its travellers.
        separators_una: the UNA that the interchange was read with.
    """

    message_reference: str
    version: str
    document_code: str | None
    function: str | None
    transaction: str | None
    revision: str | None
    access_reference: str | None
    part: Part | None
    contact: Contact | None
    sender: Party | None
    recipient: Party | None
    group_sender: Party | None
    group_recipient: Party | None
    control_reference: str | None
    application: str | None
    prepared: datetime | None
    legs: tuple[Leg, ...]
    final_destination: str | None
    effective: datetime | None
    travellers: tuple[Traveller, ...]
    counts: tuple[Count, ...]
    segments: int
    segments_declared: int | None
    remainder: tuple[Segment, ...]
    problems: tuple[Problem, ...]
    separators_una: str

    @property
    def fatal(self) -> tuple[Problem, ...]:
        """The findings that call for quarantine of the message as a whole; its readable travellers stand all the same."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.FATAL)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The findings for the carrier's data-quality report."""
        return tuple(problem for problem in self.problems if problem.severity is not Severity.FATAL)

    def count(self, qualifier: str) -> int | None:
        """The control total with this qualifier, or None."""
        return next((count.value for count in self.counts if count.qualifier == qualifier), None)
