"""Hiding small counts so that they cannot be worked out from what is shown.

A table with its totals is a network: the total of all flows to the rows, from each row through the cells to the
columns, and back. A reader who knows everything that is shown can work a hidden figure out exactly when no cycle of
hidden figures leads through it on which all could be one more or one less. The audit looks for that cycle; the
hiding adds the cheapest one that is missing. Method: secondary cell suppression for two-way tables by network flow,
which is exact for them; the threshold and the costs are a design of ours.
"""

import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from manumit.areas.statistics.rules.tables import Grid

SMALL_COUNT_THRESHOLD = 5
"""Counts from 1 to one less are not published. A parameter of ours, not law: publishers use 3, 5 or 10."""

HIDDEN = "[c]"
"""Stands for a figure that is hidden because another could be worked out from it (c for confidential)."""

TOTAL = -1
"""Row or column of a total in a `Place`."""

Place = tuple[int, int]
"""Row and column counted from 0; `TOTAL` for the totals."""

_START, _END = "start", "end"
_ZERO_COST = 10_000
_TOTAL_COST = 1_000_000
_GRAND_COST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class ShownGrid:
    """A table as it may be shown: an int, `<5` or `[c]` in each place; None where no total is shown."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | str, ...], ...]
    row_totals: tuple[int | str | None, ...]
    column_totals: tuple[int | str, ...]
    total: int | str | None
    threshold: int


@dataclass(frozen=True, slots=True)
class _Arc:
    tail: str
    head: str
    value: int
    low: int
    high: int | None

    @property
    def can_grow(self) -> bool:
        return self.high is None or self.value < self.high

    @property
    def can_shrink(self) -> bool:
        return self.value > self.low


class _Network:
    """The figures of a table as arcs, with what a reader knows of the hidden ones."""

    def __init__(self, grid: Grid, *, row_totals: bool, threshold: int, plain: bool = False) -> None:
        self.values = dict(_figures(grid))
        self.unshown = set() if row_totals else {place for place in self.values if place[1] == TOTAL}
        self.threshold = threshold
        self.plain = plain
        self.small = {
            place for place, value in self.values.items() if 0 < value < threshold and place not in self.unshown
        }
        self.hidden: set[Place] = set(self.small)

    def arc(self, place: Place) -> _Arc:
        """Return a figure with the bounds that its mark betrays."""
        row, column = place
        tail = _START if column == TOTAL else f"r{row}"
        head = _END if row == TOTAL else f"c{column}"
        if column == TOTAL:
            head = f"r{row}"
        elif row == TOTAL:
            tail = f"c{column}"
        if place == (TOTAL, TOTAL):
            tail, head = _END, _START
        value = self.values[place]
        if place in self.unshown or self.plain:
            return _Arc(tail, head, value, 0, None)
        if place in self.small:
            return _Arc(tail, head, value, 1, self.threshold - 1)
        # a reader who knows the rule knows that such a figure is not small
        return _Arc(tail, head, value, self.threshold if value else 0, None)

    def cost(self, place: Place) -> int:
        """Return the price of hiding one more figure: little for small cells, much for zeros and totals."""
        if place in self.hidden or place in self.unshown:
            return 0
        if place == (TOTAL, TOTAL):
            return _GRAND_COST
        if TOTAL in place:
            return _TOTAL_COST + self.values[place]
        return (_ZERO_COST if not self.values[place] else 0) + self.values[place] + 1

    def steps(self, *, only_hidden: bool, avoid: Place) -> dict[str, list[tuple[str, Place, int]]]:
        """Return from each node where one more (along an arc) or one less (against it) may lead."""
        out: dict[str, list[tuple[str, Place, int]]] = {}
        for place in self.values:
            if place == avoid or (only_hidden and place not in self.hidden and place not in self.unshown):
                continue
            arc, price = self.arc(place), self.cost(place)
            if arc.can_grow:
                out.setdefault(arc.tail, []).append((arc.head, place, price))
            if arc.can_shrink:
                out.setdefault(arc.head, []).append((arc.tail, place, price))
        return out

    def cycle(self, place: Place, *, only_hidden: bool) -> tuple[int, frozenset[Place]] | None:
        """Return price and figures of the cheapest cycle through a hidden figure, or None."""
        steps = self.steps(only_hidden=only_hidden, avoid=place)
        arc = self.arc(place)
        ways = []
        if arc.can_grow:
            ways.append(_cheapest(steps, arc.head, arc.tail))
        if arc.can_shrink:
            ways.append(_cheapest(steps, arc.tail, arc.head))
        return min((way for way in ways if way is not None), key=lambda way: (way[0], sorted(way[1])), default=None)

    def protect(self) -> bool:
        """Hide further figures until no small one can be worked out; False where the marks make that impossible."""
        for place in sorted(self.small):
            if self.cycle(place, only_hidden=True) is None:
                found = self.cycle(place, only_hidden=False)
                if found is None:
                    return False
                self.hidden |= found[1] - self.unshown
        return True


def _figures(grid: Grid) -> Iterator[tuple[Place, int]]:
    for row, line in enumerate(grid.cells):
        for column, value in enumerate(line):
            yield (row, column), value
    yield from (((row, TOTAL), value) for row, value in enumerate(grid.row_totals()))
    yield from (((TOTAL, column), value) for column, value in enumerate(grid.column_totals()))
    yield (TOTAL, TOTAL), grid.total()


def _cheapest(
    steps: dict[str, list[tuple[str, Place, int]]], start: str, goal: str
) -> tuple[int, frozenset[Place]] | None:
    best = {start: 0}
    came: dict[str, tuple[str, Place]] = {}
    queue = [(0, start)]
    while queue:
        price, node = heapq.heappop(queue)
        if node == goal:
            return price, frozenset(_walked(came, start, goal))
        if price > best[node]:
            continue
        for following, place, step in steps.get(node, ()):
            if price + step < best.get(following, price + step + 1):
                best[following] = price + step
                came[following] = (node, place)
                heapq.heappush(queue, (price + step, following))
    return None


def _walked(came: dict[str, tuple[str, Place]], start: str, goal: str) -> Iterator[Place]:
    node = goal
    while node != start:
        node, place = came[node]
        yield place


def suppress(
    grid: Grid,
    *,
    row_totals: bool = True,
    threshold: int = SMALL_COUNT_THRESHOLD,
    keep_hidden: Collection[Place] = (),
) -> ShownGrid:
    """Return a table as it may be published.

    Small counts are shown as `<5`; where one could be worked out, further figures are shown as `[c]`. Where the marks
    themselves would betray a count (two of them that add up to eight), every hidden figure is shown as `[c]`.

    Args:
        grid: the counts.
        row_totals: whether row totals and the total of all are shown.
        threshold: the smallest count that is shown.
        keep_hidden: places that an earlier edition hid; they stay hidden, or the two editions would betray them.
    """
    for plain in (False, True):
        network = _Network(grid, row_totals=row_totals, threshold=threshold, plain=plain)
        network.hidden |= {place for place in keep_hidden if place in network.values} - network.unshown
        if network.protect():
            break
    small = set() if plain else network.small

    def show(place: Place) -> int | str:
        if place in small:
            return f"<{threshold}"
        return HIDDEN if place in network.hidden else network.values[place]

    across = range(len(grid.columns))
    return ShownGrid(
        grid.rows,
        grid.columns,
        tuple(tuple(show((row, column)) for column in across) for row in range(len(grid.rows))),
        tuple(show((row, TOTAL)) if row_totals else None for row in range(len(grid.rows))),
        tuple(show((TOTAL, column)) for column in across),
        show((TOTAL, TOTAL)) if row_totals else None,
        threshold,
    )


def hidden_places(shown: ShownGrid) -> frozenset[Place]:
    """Return where a published table hides a figure."""
    found = {
        (row, column)
        for row, line in enumerate(shown.cells)
        for column, value in enumerate(line)
        if isinstance(value, str)
    }
    found |= {(row, TOTAL) for row, value in enumerate(shown.row_totals) if isinstance(value, str)}
    found |= {(TOTAL, column) for column, value in enumerate(shown.column_totals) if isinstance(value, str)}
    return frozenset(found | ({(TOTAL, TOTAL)} if isinstance(shown.total, str) else set()))


def disclosed_cells(grid: Grid, shown: ShownGrid) -> tuple[Place, ...]:
    """Audit: return the small figures that a reader can see or work out from what is shown; it must be empty."""
    marks = {value for line in shown.cells for value in line} | {*shown.row_totals, *shown.column_totals, shown.total}
    network = _Network(
        grid,
        row_totals=shown.total is not None,
        threshold=shown.threshold,
        plain=f"<{shown.threshold}" not in marks,
    )
    network.hidden = set(hidden_places(shown))
    return tuple(
        place
        for place in sorted(network.small)
        if place not in network.hidden or network.cycle(place, only_hidden=True) is None
    )
