"""What a chart returns, and the frame that every chart is drawn in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import isfinite
from typing import Final

from manumit.engines.charts.svg import element, escape, label

EMPTY: Final = "There is nothing to show."
UNUSABLE: Final = (
    "These figures cannot be drawn: a value is negative or not a number. The table gives them as they are."
)
WIDTH: Final = 640


@dataclass(frozen=True, slots=True)
class Table:
    """The same figures as the chart, for a reader who wants or needs the numbers.

    Args:
        headers: one for each column.
        rows: cells as text, as many as the headers.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart and its table twin.

    Args:
        svg: one `<svg>` element, every text in it escaped; safe to write into a page as it is.
        table: the twin.
        title: plain text, not escaped.
        summary: a sentence that says what the chart shows, plain text.
    """

    svg: str
    table: Table
    title: str
    summary: str


def number(value: float | None) -> str:
    """A figure as text: thousands parted, whole numbers without a point; `unknown` for None."""
    if value is None:
        return "unknown"
    if not isfinite(value):
        return "not a number"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def drawable(values: Iterable[float | None]) -> bool:
    """Whether every value is a number of 0 or more."""
    return all(value is not None and isfinite(value) and value >= 0 for value in values)


def identify(kind: str, title: str, table: Table) -> str:
    """A prefix for identifiers, made from what is drawn, so that figures on one page do not clash."""
    return "chart-" + sha256(repr((kind, title, table)).encode("utf-8", "backslashreplace")).hexdigest()[:12]


def frame(
    *, kind: str, title: str, summary: str, table: Table, body: Sequence[str], height: int, width: int = WIDTH
) -> Figure:
    """Wrap marks in an accessible SVG element.

    Args:
        kind: a word for the class, such as `bar`.
        title: read first by a screen reader.
        summary: read after it.
        table: the twin.
        body: SVG elements, escaped.
        height: of the drawing, in user units.
        width: likewise.

    Returns:
        The figure.
    """
    ident = identify(kind, title, table)
    title_id, desc_id = f"{ident}-title", f"{ident}-desc"
    inner = f'<title id="{title_id}">{escape(title)}</title><desc id="{desc_id}">{escape(summary)}</desc>' + "".join(
        body
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart chart--{kind}" role="img" focusable="false" '
        f'aria-labelledby="{title_id} {desc_id}" viewBox="0 0 {width} {height}" width="100%" '
        f'font-family="inherit" font-size="14" fill="currentColor">{inner}</svg>'
    )
    return Figure(svg, table, title, summary)


def empty_figure(*, kind: str, title: str, table: Table, message: str = EMPTY) -> Figure:
    """A figure that says in words why there is no drawing."""
    body = [
        element(
            "rect", x=0.5, y=0.5, width=WIDTH - 1, height=79, class_="chart-empty", fill="none", stroke="currentColor"
        ),
        label(WIDTH / 2, 45, message, anchor="middle", longest=90),
    ]
    return frame(kind=f"{kind} chart--empty", title=title, summary=message, table=table, body=body, height=80)
