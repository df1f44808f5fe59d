"""Shapes that tell series and groups apart without colour."""

from typing import Final

from manumit.engines.charts.svg import element

SHAPES: Final = ("circle", "square", "triangle", "diamond", "hexagon", "cross", "inverted triangle", "star")
_CORNERS: Final = {
    1: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    2: ((0, -1.1), (1, 0.8), (-1, 0.8)),
    3: ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    4: ((-1, 0), (-0.5, -0.9), (0.5, -0.9), (1, 0), (0.5, 0.9), (-0.5, 0.9)),
    5: (
        (-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4),
        (0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4),
    ),
    6: ((0, 1.1), (1, -0.8), (-1, -0.8)),
    7: ((0, -1.3), (0.4, -0.4), (1.3, 0), (0.4, 0.4), (0, 1.3), (-0.4, 0.4), (-1.3, 0), (-0.4, -0.4)),
}  # fmt: skip


def mark(shape: int, x: float, y: float, size: float, fill: str) -> str:
    """A shape around a point.

    Args:
        shape: counted from 0, repeating after eight.
        x: of the middle, in user units.
        y: likewise.
        size: half the width.
        fill: a colour; the class `chart-series-N` lets a stylesheet override it.
    """
    number = shape % len(SHAPES)
    series = f"chart-series-{shape + 1}"
    if number == 0:
        return element("circle", cx=x, cy=y, r=size, fill=fill, class_=series)
    points = " ".join(f"{x + dx * size:.2f},{y + dy * size:.2f}" for dx, dy in _CORNERS[number])
    return element("polygon", points=points, fill=fill, class_=series)
