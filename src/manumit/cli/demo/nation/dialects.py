"""The dialects of the demo's carriers: separators, envelope, directory, letters and the dirt that always comes with them."""

from dataclasses import dataclass

from manumit.engines.edifact.syntax import DEFAULT_SEPARATORS, Separators


@dataclass(frozen=True, slots=True)
class CarrierDialect:
    """How one departure system writes.

    `accents` tells that names keep the accents of their Latin spelling; `charset` is how the text becomes bytes.
    """

    name: str
    separators: Separators = DEFAULT_SEPARATORS
    una: bool = True
    group: bool = True
    directory: str = "05B"
    application: str | None = "APIS"
    charset: str = "ascii"
    accents: bool = False
    split_given: bool = False
    dirt: tuple[str, ...] = ()


DIALECTS: tuple[CarrierDialect, ...] = (
    CarrierDialect("guide", una=False, directory="15B", split_given=True, dirt=("line-a-segment", "nationality-first")),
    CarrierDialect("one-line"),
    CarrierDialect(
        "telegram", dirt=("type-b-heading", "wrapped-69", "mail-footer", "wrong-segment-count", "null-bags")
    ),
    CarrierDialect(
        "star-hash",
        separators=Separators(element="*", terminator="#"),
        dirt=("type-b-heading", "wrapped-69", "telex-footer", "wrong-segment-count"),
    ),
    CarrierDialect(
        "dash-quote",
        separators=Separators(element="-"),
        dirt=("control-characters", "line-a-segment", "wrong-segment-count", "unreleased-in-contact"),
    ),
    CarrierDialect("dash-star", separators=Separators(element="-", terminator="*"), dirt=("wrong-segment-count",)),
    CarrierDialect("star-dollar", separators=Separators(element="*", terminator="$"), dirt=("blanks-in-values",)),
    CarrierDialect("backslash", separators=Separators(release="\\", repetition="*"), dirt=("wrapped-64",)),
    CarrierDialect("short-service-string", dirt=("short-service-string", "mail-footer")),
    CarrierDialect("typographic", charset="utf-8", dirt=("typographic-quote", "line-a-segment")),
    CarrierDialect("no-group", group=False, directory="02B", dirt=("wrong-segment-count", "no-last-terminator")),
    CarrierDialect(
        "interactive", una=False, application="IAPI", directory="05B", split_given=True, dirt=("line-a-segment",)
    ),
    CarrierDialect("latin-1", charset="latin-1", accents=True, dirt=("blanks-between-segments",)),
    CarrierDialect(
        "utf-8", charset="utf-8", accents=True, directory="12B", dirt=("blank-segments", "unknown-qualifiers")
    ),
    CarrierDialect(
        "wrong-count",
        dirt=("count-in-wrong-place", "wrong-segment-count", "blanks-in-values", "lost-terminator"),
    ),
)
"""Fifteen ways to send the same list."""
