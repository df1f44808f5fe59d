"""A schematic map of the United Kingdom: one tile for each of its twelve ITL1 regions, about where the region lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final

from manumit.engines.charts.figure import EMPTY, UNUSABLE, Figure, Table, drawable, empty_figure, frame, number
from manumit.engines.charts.svg import SERIES_COLOURS, element, escape, label

_TILE: Final = 92
_GAP: Final = 6
_LEVELS: Final = 4


@dataclass(frozen=True, slots=True)
class Region:
    """An ITL1 region.

    Args:
        code: ITL code (Office for National Statistics, 2021).
        name: in full.
        short: for the tile.
        column: of the tile, from the west, from 0.
        row: from the north, from 0.
    """

    code: str
    name: str
    short: str
    column: int
    row: int


UK_REGIONS: Final = (
    Region("TLM", "Scotland", "Scotland", 1, 0),
    Region("TLN", "Northern Ireland", "N. Ireland", 0, 1),
    Region("TLC", "North East", "North East", 2, 1),
    Region("TLD", "North West", "North West", 1, 2),
    Region("TLE", "Yorkshire and The Humber", "Yorks & Humber", 2, 2),
    Region("TLG", "West Midlands", "W. Midlands", 1, 3),
    Region("TLF", "East Midlands", "E. Midlands", 2, 3),
    Region("TLH", "East", "East", 3, 3),
    Region("TLL", "Wales", "Wales", 0, 4),
    Region("TLI", "London", "London", 2, 4),
    Region("TLK", "South West", "South West", 1, 5),
    Region("TLJ", "South East", "South East", 2, 5),
)


def region_map(*, title: str, values: Mapping[str, float | None], measure: str = "Number") -> Figure:
    """A tile for each region with its figure; the shade is lighter or darker in four steps.

    Args:
        title: of the map.
        values: by ITL1 code or name of the region; 0 or more, None or absent where it is not known.
        measure: what is counted.

    Returns:
        The figure. A name that is no region stands in the table and in the summary and is not lost; an empty state
        says why where there is nothing or a value cannot be drawn.
    """
    found = {region.code: values.get(region.code, values.get(region.name)) for region in UK_REGIONS}
    known_keys = {key for region in UK_REGIONS for key in (region.code, region.name)}
    elsewhere = {key: value for key, value in values.items() if key not in known_keys}
    rows = [(region.name, number(found[region.code])) for region in UK_REGIONS]
    rows += [(f"{key} (not on the map)", number(value)) for key, value in elsewhere.items()]
    table = Table(("Region", measure), tuple(rows))
    known = [value for value in found.values() if value is not None]
    if not known:
        return empty_figure(kind="regions", title=title, table=table, message=EMPTY)
    if not drawable(known) or any(value is not None and not isfinite(value) for value in elsewhere.values()):
        return empty_figure(kind="regions", title=title, table=table, message=UNUSABLE)
    most = max(known)
    body = [_tile(region, found[region.code], most) for region in UK_REGIONS]
    highest = max(UK_REGIONS, key=lambda region: found[region.code] or 0)
    summary = f"{measure} by region, a schematic map. The highest is {highest.name} with {number(most)}."
    if elsewhere:
        summary += f" Not on the map: {', '.join(elsewhere)}."
    height = 6 * (_TILE + _GAP)
    return frame(
        kind="regions", title=title, summary=summary, table=table, body=body, height=height, width=4 * (_TILE + _GAP)
    )


def _tile(region: Region, value: float | None, most: float) -> str:
    x, y = region.column * (_TILE + _GAP), region.row * (_TILE + _GAP)
    level = 0 if not value or not most else min(_LEVELS, int(value / most * _LEVELS - 1e-9) + 1)
    square = element(
        "rect",
        x=x + 1,
        y=y + 1,
        width=_TILE,
        height=_TILE,
        rx=4,
        fill=SERIES_COLOURS[0] if level else "none",
        fill_opacity=level * 0.12,
        stroke="currentColor",
        stroke_dasharray="4 3" if value is None else "none",
        class_=f"chart-level-{level}",
    )
    name = label(x + _TILE / 2 + 1, y + 36, region.short, anchor="middle", longest=15)
    figure = label(x + _TILE / 2 + 1, y + 62, number(value), anchor="middle", weight="bold")
    whole = f"<title>{escape(region.name)}: {escape(number(value))}</title>"
    return element(
        "g", whole + square + name.replace('class="chart-label"', 'class="chart-label" font-size="11"') + figure
    )
