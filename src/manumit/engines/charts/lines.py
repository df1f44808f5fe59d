"""Line charts over an ordered axis, each line named at its end and told apart by hue, dash and mark."""

from collections.abc import Mapping, Sequence
from typing import Final

from manumit.engines.charts.figure import EMPTY, UNUSABLE, Figure, Table, drawable, empty_figure, frame, number
from manumit.engines.charts.marks import mark
from manumit.engines.charts.svg import colour, element, label

_LEFT: Final = 60
_RIGHT: Final = 480
_TOP: Final = 16
_BOTTOM: Final = 260
_HEIGHT: Final = 300
_MOST_TICKS: Final = 8
_LABEL_STEP: Final = 18
_DASHES: Final = ("none", "8 4", "2 4", "12 4 2 4", "4 2", "16 4", "1 3", "6 6")


def line_chart(
    *, title: str, points: Sequence[str], series: Mapping[str, Sequence[float | None]], axis: str = "Period"
) -> Figure:
    """One line for each series over the points, in the order given.

    Args:
        title: of the chart.
        points: labels along the axis, such as months.
        series: for each series one value, 0 or more, for each point; None breaks the line, it is not 0.
        axis: header of the points in the table.

    Returns:
        The figure; an empty state that says why where there is nothing, where a value cannot be drawn or where a
        series is not as long as the points.
    """
    table = Table(
        (axis, *series),
        tuple(
            (name, *(number(values[place]) if place < len(values) else "" for values in series.values()))
            for place, name in enumerate(points)
        ),
    )
    known = [value for values in series.values() for value in values if value is not None]
    if not points or not known:
        return empty_figure(kind="line", title=title, table=table, message=EMPTY)
    if not drawable(known) or any(len(values) != len(points) for values in series.values()):
        return empty_figure(kind="line", title=title, table=table, message=UNUSABLE)
    most = max(known) or 1
    body = _axes(points, most)
    ends: list[tuple[float, int, str]] = []
    for index, (name, values) in enumerate(series.items()):
        places = [(_x(i, len(points)), _y(v, most)) for i, v in enumerate(values) if v is not None]
        body += _line(index, values, len(points), most)
        if places:
            ends.append((places[-1][1], index, name))
    body += _names(ends)
    summary = f"{', '.join(series)} from {points[0]} to {points[-1]}. The highest value is {number(max(known))}."
    height = max(_HEIGHT, _TOP + len(ends) * _LABEL_STEP + 24)
    return frame(kind="line", title=title, summary=summary, table=table, body=body, height=height)


def _x(place: int, count: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (place / (count - 1) if count > 1 else 0.5)


def _y(value: float, most: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * value / most


def _axes(points: Sequence[str], most: float) -> list[str]:
    out: list[str] = []
    for share in (0.0, 0.5, 1.0):
        y = _y(most * share, most)
        out.append(element("line", x1=_LEFT, x2=_RIGHT, y1=y, y2=y, stroke="currentColor", stroke_opacity=0.3))
        out.append(label(_LEFT - 6, y + 5, number(most * share), anchor="end", longest=9))
    step = -(-len(points) // _MOST_TICKS)
    out += [
        label(_x(i, len(points)), _BOTTOM + 22, points[i], anchor="middle", longest=10)
        for i in range(0, len(points), step)
    ]
    return out


def _line(index: int, values: Sequence[float | None], count: int, most: float) -> list[str]:
    path, pen_down = "", False
    marks: list[str] = []
    for place, value in enumerate(values):
        if value is None:
            pen_down = False
            continue
        x, y = _x(place, count), _y(value, most)
        path += f"{'L' if pen_down else 'M'}{x:.2f} {y:.2f}"
        pen_down = True
        marks.append(mark(index, x, y, 4, colour(index)))
    drawn = element(
        "path",
        d=path,
        fill="none",
        stroke=colour(index),
        stroke_width=2,
        stroke_dasharray=_DASHES[index % len(_DASHES)],
        class_=f"chart-line-{index + 1}",
    )
    return [drawn, *marks] if path else []


def _names(ends: list[tuple[float, int, str]]) -> list[str]:
    """Names at the ends of the lines, pushed down where they would cover each other."""
    out: list[str] = []
    lowest = -float(_LABEL_STEP)
    for y, index, name in sorted(ends):
        lowest = max(y, lowest + _LABEL_STEP)
        out.append(mark(index, _RIGHT + 14, lowest, 5, colour(index)))
        out.append(label(_RIGHT + 24, lowest + 5, name, longest=17))
    return out
