"""What a carrier puts into a PAXLST message before it is written."""

from dataclasses import dataclass, replace
from datetime import datetime

from manumit.engines.edifact.paxlst.model import Contact, Leg, Part, Party, Traveller
from manumit.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class PassengerListDraft:
    """A passenger or crew list to write.

    Args:
        sender: carrier or its agent.
        recipient: the authority.
        prepared: when the message is made, without zone.
        control_reference: unique to the interchange.
        legs: in order; at least one.
        travellers: in order.
        message_reference: unique in the interchange.
        directory: UN/EDIFACT directory, such as `15B`.
        document_code: 745 passengers, 250 crew, 266 flight status, 336 master crew, 655 gate pass.
        function: BGM 1004, such as CP, XR, CL; None for an original list.
        transaction: RFF+TN.
        revision: revision of the transaction.
        access_reference: joins the parts of a transfer.
        part: which part this is.
        contact: whom to ask.
        application: application reference.
        total: control total to declare, such as the whole flight's; None declares the travellers of this message.
        final_destination: LOC+130 of a progressive flight.
    """

    sender: Party
    recipient: Party
    prepared: datetime
    control_reference: str
    legs: tuple[Leg, ...]
    travellers: tuple[Traveller, ...]
    message_reference: str = "PAX001"
    directory: str = "15B"
    document_code: str = "745"
    function: str | None = None
    transaction: str | None = None
    revision: str | None = None
    access_reference: str | None = None
    part: Part | None = None
    contact: Contact | None = None
    application: str | None = "APIS"
    total: int | None = None
    final_destination: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a carrier's system lays its text out.

    Args:
        una: write the UNA.
        group: write UNG and UNE.
        one_transport: one TDT with its LOC and DTM repeated, where all legs share an identifier.
        line_ends: a line end (CR LF) after each segment.
        wrap: break lines hard at this many columns, inside tokens; None for none.
        heading: Type-B heading lines before the text.
        footer: mail footer after the text.
    """

    una: bool = True
    group: bool = True
    one_transport: bool = False
    line_ends: bool = False
    wrap: int | None = None
    heading: str | None = None
    footer: str | None = None


PLAIN = Dialect()


def split_parts(draft: PassengerListDraft, *, size: int) -> tuple[PassengerListDraft, ...]:
    """Split a long list into parts joined by the access reference (S010), each declaring the whole total.

    Args:
        draft: the whole list, with an access reference.
        size: travellers a part, at least 1.

    Raises:
        InputError: there is no access reference to join the parts, or the size is below 1.
    """
    if draft.access_reference is None:
        raise InputError(
            "Give the list an access reference, so that its parts can be joined.", field="access_reference"
        )
    if size < 1:
        raise InputError("Put at least one traveller into each part.", field="size")
    starts = range(0, max(len(draft.travellers), 1), size)
    last = len(starts)
    total = draft.total if draft.total is not None else len(draft.travellers)
    return tuple(
        replace(
            draft,
            travellers=draft.travellers[start : start + size],
            part=Part(number, first=number == 1, last=number == last),
            total=total,
            control_reference=f"{draft.control_reference[:11]}{number:03d}",
            message_reference=f"{draft.message_reference[:11]}{number:03d}",
        )
        for number, start in enumerate(starts, 1)
    )
