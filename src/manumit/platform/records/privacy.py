"""What a field holds and how long a row is kept: declared on each model, enforced by the house tests and by `due`."""

from dataclasses import dataclass
from enum import StrEnum


class DataClass(StrEnum):
    """How much harm a field can do in the wrong hands."""

    PUBLIC = "public"
    OFFICIAL = "official"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, slots=True)
class Retention:
    """How long rows are kept.

    Args:
        rule: the key of the dated rule in the room's `rules.py`, or `permanent`, or `with-parent`.
        years: the period after the row is closed; None keeps it for ever.
        reason: why, for the reader of the register.
    """

    rule: str
    years: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Privacy:
    """The data class of each field of a model: `default` for all that is not named."""

    default: DataClass
    retention: Retention
    public: tuple[str, ...] = ()
    official: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()

    def named(self) -> tuple[str, ...]:
        """Return every field that is named outside the default."""
        return (*self.public, *self.official, *self.personal, *self.sensitive)

    def of(self, field: str) -> DataClass:
        """Return the data class of one field."""
        for data_class in DataClass:
            if field in getattr(self, data_class.value):
                return data_class
        return self.default


PERMANENT = Retention("permanent", None, "the register is the public memory of what was done")
WITH_PARENT = Retention("with-parent", None, "goes when the record it belongs to goes")
