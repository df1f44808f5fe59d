"""Small pieces of SVG, with every text made safe for XML."""

import re
from typing import Final
from xml.sax.saxutils import escape as _xml_escape

SERIES_COLOURS: Final = ("#1d70b8", "#b0541e", "#00703c", "#6f3a94", "#8a6100", "#2f6f73", "#a3195b", "#505a5f")
"""One hue a series, each at least 4.5:1 on white; a stylesheet overrides them by class for dark mode."""

_NOT_XML: Final = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_HATCHES: Final = (
    None,
    "M0 8 8 0",
    "M0 4 8 4",
    "M4 0 4 8",
    "M0 0 8 8",
    "M0 8 8 0M0 0 8 8",
    "M0 4 8 4M4 0 4 8",
    "M2 2 3 3",
)


def escape(text: str) -> str:
    """Text for XML content or an attribute: markup escaped, characters that XML forbids replaced by U+FFFD."""
    return _xml_escape(_NOT_XML.sub("\ufffd", text), {'"': "&quot;", "'": "&#39;"})


def element(tag: str, content: str = "", **attributes: str | float) -> str:
    """One element; a trailing `_` in an attribute's name is dropped and `_` inside it becomes `-`.

    Args:
        tag: the element's name.
        content: SVG, escaped already.
        **attributes: values, escaped here; numbers are written with at most two decimals.
    """
    written = "".join(f' {name.rstrip("_").replace("_", "-")}="{_value(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def label(x: float, y: float, text: str, *, anchor: str = "start", longest: int = 24, weight: str = "normal") -> str:
    """A text mark; shortened with an ellipsis beyond `longest` characters, the whole then in its title."""
    shown = text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
    whole = "" if shown == text else f"<title>{escape(text)}</title>"
    content = whole + escape(shown)
    return element(
        "text",
        content or " ",
        x=x,
        y=y,
        text_anchor=anchor,
        font_weight=weight,
        fill="currentColor",
        class_="chart-label",
    )


def colour(series: int) -> str:
    """The fallback colour of a series, counted from 0; it repeats after eight, where the pattern differs no more."""
    return SERIES_COLOURS[series % len(SERIES_COLOURS)]


def pattern(ident: str, series: int) -> str:
    """The definition of a series' fill: its hue, hatched from the second on; `ident` is the figure's prefix."""
    hatch = _HATCHES[series % len(_HATCHES)]
    ground = element("rect", width=8, height=8, fill=colour(series), class_=f"chart-series-{series + 1}")
    lines = element("path", d=hatch, stroke="#ffffff", stroke_width=1.5, fill="none") if hatch else ""
    return element(
        "pattern", ground + lines, id=f"{ident}-fill-{series + 1}", width=8, height=8, patternUnits="userSpaceOnUse"
    )


def fill(ident: str, series: int) -> str:
    """The reference to a series' fill."""
    return f"url(#{ident}-fill-{series + 1})"


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return escape(value)
    return f"{value:.2f}".rstrip("0").rstrip(".")
