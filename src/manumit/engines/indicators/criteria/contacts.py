"""Criteria on telephone numbers, e-mail addresses and agencies."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from manumit.engines.indicators.criteria.base import Criterion, Finding, require_least, require_some
from manumit.engines.indicators.facts import ContactKind, Facts, contact_key
from manumit.errors import InputError


@dataclass(frozen=True, slots=True)
class ContactShared(Criterion):
    """The same telephone, e-mail or agency as others outside the party.

    Args:
        contact: phone, email or agency.
        travellers_at_least: how many unconnected others.
    """

    kind: ClassVar[str] = "contact_shared"
    contact: ContactKind
    travellers_at_least: int

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        if self.contact not in {"phone", "email", "agency"}:
            raise InputError("contact is phone, email or agency.", field="contact")
        require_least("travellers_at_least", self.travellers_at_least, 1)

    def find(self, facts: Facts, _on: date, /) -> Finding:
        """Unknown where sharing was not looked up."""
        if facts.shared_contacts is None:
            return None
        return any(c.kind == self.contact and c.unconnected >= self.travellers_at_least for c in facts.shared_contacts)

    def reason(self) -> str:
        """See the base."""
        return f"The same {self.contact} was given by at least {self.travellers_at_least} travellers of other parties."


@dataclass(frozen=True, slots=True)
class ContactKnown(Criterion):
    """A telephone number or e-mail address that is known from recruitment.

    Args:
        values: the known contacts.
    """

    kind: ClassVar[str] = "contact_known"
    values: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        require_some("values", self.values)

    def find(self, facts: Facts, _on: date, /) -> Finding:
        """True as soon as one contact is known; unknown where phones or e-mails are and nothing else matches."""
        phones, emails = facts.traveller.phones, facts.traveller.emails
        known = {contact_key(value) for value in self.values}
        if any(contact_key(value) in known for value in (*(phones or ()), *(emails or ()))):
            return True
        return None if phones is None or emails is None else False

    def reason(self) -> str:
        """See the base."""
        return "A contact given for the booking is known from recruitment."
