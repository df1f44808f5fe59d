"""Bar charts, plain and stacked, lying so that long labels are read without turning the head."""

from collections.abc import Mapping, Sequence
from typing import Final

from manumit.engines.charts.figure import (
    EMPTY,
    UNUSABLE,
    Figure,
    Table,
    drawable,
    empty_figure,
    frame,
    identify,
    number,
)
from manumit.engines.charts.svg import colour, element, fill, label, pattern

_LEFT: Final = 190
_BAR: Final = 24
_STEP: Final = 34
_LONGEST: Final = 370
_LEGEND_STEP: Final = 22
_ROOM_FOR_FIGURE: Final = 34


def bar_chart(
    *, title: str, values: Sequence[tuple[str, float | None]], category: str = "Category", measure: str = "Number"
) -> Figure:
    """One bar for each category, in the order given, its figure beside it.

    Args:
        title: of the chart.
        values: label and value, 0 or more; None where it is not known, which is shown as `unknown`, not as 0.
        category: header of the labels in the table.
        measure: what is counted, header of the values.

    Returns:
        The figure; an empty state that says why where there is nothing or a value cannot be drawn.
    """
    table = Table((category, measure), tuple((name, number(value)) for name, value in values))
    known = [value for _, value in values if value is not None]
    if not known:
        return empty_figure(kind="bar", title=title, table=table, message=EMPTY)
    if not drawable(known):
        return empty_figure(kind="bar", title=title, table=table, message=UNUSABLE)
    most = max(known) or 1
    body: list[str] = []
    for place, (name, value) in enumerate(values):
        top = place * _STEP + 8
        length = (value or 0) / most * _LONGEST
        body.append(label(_LEFT - 8, top + 17, name, anchor="end"))
        body.append(element("rect", x=_LEFT, y=top, width=length, height=_BAR, fill=colour(0), class_="chart-series-1"))
        body.append(label(_LEFT + length + 6, top + 17, number(value)))
    highest = max(((name, value) for name, value in values if value is not None), key=lambda pair: pair[1])
    summary = (
        f"{measure} by {category.lower()}: {len(values)} bars. The highest is {highest[0]} with {number(highest[1])}."
    )
    return frame(kind="bar", title=title, summary=summary, table=table, body=body, height=len(values) * _STEP + 12)


def stacked_bar_chart(
    *, title: str, categories: Sequence[str], series: Mapping[str, Sequence[float]], category: str = "Category"
) -> Figure:
    """One bar for each category, parted by series; parts differ by hue and by hatching, and carry their figures.

    Args:
        title: of the chart.
        categories: labels of the bars.
        series: for each series one value, 0 or more, for each category.
        category: header of the labels in the table.

    Returns:
        The figure; an empty state that says why where there is nothing, where a value cannot be drawn or where a
        series is not as long as the categories.
    """
    whole = all(len(values) == len(categories) for values in series.values())
    table = Table(
        (category, *series),
        tuple(
            (name, *(number(values[place]) if place < len(values) else "" for values in series.values()))
            for place, name in enumerate(categories)
        ),
    )
    if not categories or not series:
        return empty_figure(kind="stacked", title=title, table=table, message=EMPTY)
    if not whole or not drawable(value for values in series.values() for value in values):
        return empty_figure(kind="stacked", title=title, table=table, message=UNUSABLE)
    totals = [sum(values[place] for values in series.values()) for place in range(len(categories))]
    ident = identify("stacked", title, table)
    body = [
        element("defs", "".join(pattern(ident, index) for index in range(len(series)))),
        *_legend(ident, list(series)),
    ]
    offset = len(series) * _LEGEND_STEP + 12
    for place, name in enumerate(categories):
        body += _stack(
            ident,
            name,
            [values[place] for values in series.values()],
            totals[place],
            max(totals) or 1,
            offset + place * _STEP,
        )
    highest = max(range(len(categories)), key=lambda place: totals[place])
    summary = (
        f"{len(categories)} bars parted by {', '.join(series)}. "
        f"The highest total is {categories[highest]} with {number(totals[highest])}."
    )
    return frame(
        kind="stacked",
        title=title,
        summary=summary,
        table=table,
        body=body,
        height=offset + len(categories) * _STEP + 8,
    )


def _legend(ident: str, names: Sequence[str]) -> list[str]:
    out: list[str] = []
    for index, name in enumerate(names):
        out.append(element("rect", x=_LEFT, y=index * _LEGEND_STEP + 4, width=16, height=16, fill=fill(ident, index)))
        out.append(label(_LEFT + 24, index * _LEGEND_STEP + 17, name, longest=50))
    return out


def _stack(ident: str, name: str, parts: Sequence[float], total: float, most: float, top: float) -> list[str]:
    out = [label(_LEFT - 8, top + 17, name, anchor="end")]
    left = float(_LEFT)
    for index, value in enumerate(parts):
        width = value / most * _LONGEST
        out.append(
            element(
                "rect",
                x=left,
                y=top,
                width=width,
                height=_BAR,
                fill=fill(ident, index),
                stroke="#ffffff",
                stroke_width=1,
            )
        )
        if width >= _ROOM_FOR_FIGURE:
            plate = element("rect", x=left + width / 2 - 15, y=top + 4, width=30, height=16, fill="#ffffff", rx=2)
            text = element(
                "text",
                number(value),
                x=left + width / 2,
                y=top + 16,
                text_anchor="middle",
                font_size=12,
                fill="#0b0c0c",
            )
            out += [plate, text]
        left += width
    return [*out, label(left + 6, top + 17, number(total), weight="bold")]
