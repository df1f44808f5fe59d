"""Charts: well-formed whatever the text, the same for the same data, and never without their table."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manumit.engines.charts import (
    UK_REGIONS,
    DiagramLink,
    DiagramNode,
    bar_chart,
    line_chart,
    network_diagram,
    region_map,
    stacked_bar_chart,
)

SVG = "{http://www.w3.org/2000/svg}"
TEXT = st.text(st.characters(), max_size=40) | st.sampled_from(
    ["\x00\x1b", "\ud800", "\uffff", "<script>", "]]>", "\"&'", "{chart}"]
)
VALUE = st.none() | st.floats(allow_nan=True) | st.integers(0, 10**9)


def figures(text, value, other):
    yield bar_chart(title=text, values=[(text, value), ("b", other)], category=text, measure=text)
    yield stacked_bar_chart(title=text, categories=[text, "b"], series={text: [value or 0, 1], "z": [other or 0, 2]})
    yield line_chart(title=text, points=[text, "b"], series={text: [value, other]}, axis=text)
    yield region_map(title=text, values={"London": value, text: other}, measure=text)
    yield network_diagram(
        title=text, nodes=[DiagramNode(text, text, text), DiagramNode("b", "b")], links=[DiagramLink(text, "b", text)]
    )


def words(figure):
    return "".join(ET.fromstring(figure.svg).itertext())


@given(TEXT, VALUE, VALUE)
def test_every_figure_is_well_formed_named_and_has_its_table(text, value, other):
    for figure in figures(text, value, other):
        root = ET.fromstring(figure.svg)
        assert root.tag == f"{SVG}svg"
        assert root.get("role") == "img"
        title, desc = root[0], root[1]
        assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc")
        assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        assert desc.text
        assert not root.findall(f".//{SVG}script")
        assert all(len(row) == len(figure.table.headers) for row in figure.table.rows)


@given(TEXT, VALUE, VALUE)
def test_the_same_data_gives_the_same_bytes(text, value, other):
    once, again = figures(text, value, other), figures(text, value, other)
    assert [f.svg for f in once] == [f.svg for f in again]


def test_two_figures_on_one_page_do_not_share_identifiers():
    one = ET.fromstring(stacked_bar_chart(title="A", categories=["x"], series={"s": [1], "t": [2]}).svg)
    two = ET.fromstring(stacked_bar_chart(title="B", categories=["x"], series={"s": [1], "t": [2]}).svg)
    assert not {e.get("id") for e in one.iter() if e.get("id")} & {e.get("id") for e in two.iter() if e.get("id")}


def test_every_fill_that_is_used_is_defined():
    root = ET.fromstring(stacked_bar_chart(title="A", categories=["x"], series={"s": [1], "t": [2]}).svg)
    used = {e.get("fill")[5:-1] for e in root.iter() if (e.get("fill") or "").startswith("url(")}
    assert used == {e.get("id") for e in root.iter(f"{SVG}pattern")}
    assert len(used) == 2


def test_bars_are_as_long_as_their_figures_and_unknown_is_not_zero():
    figure = bar_chart(title="T", values=[("a", 100), ("b", 50), ("c", None)], measure="Referrals")
    widths = [float(e.get("width")) for e in ET.fromstring(figure.svg).iter(f"{SVG}rect")]
    assert widths[0] == 2 * widths[1]
    assert figure.table.rows == (("a", "100"), ("b", "50"), ("c", "unknown"))
    assert "unknown" in words(figure)
    assert "a with 100" in figure.summary


def test_series_are_told_apart_without_colour():
    svg = line_chart(title="T", points=["1", "2"], series={"a": [1, 2], "b": [2, 1]}).svg
    dashes = [e.get("stroke-dasharray") for e in ET.fromstring(svg).iter(f"{SVG}path")]
    assert len(dashes) == len(set(dashes)) == 2
    assert "<circle" in svg
    assert "<polygon" in svg


def test_a_gap_breaks_the_line():
    svg = line_chart(title="T", points=["1", "2", "3", "4"], series={"a": [1, 2, None, 3]}).svg
    path = next(ET.fromstring(svg).iter(f"{SVG}path")).get("d")
    assert path.count("M") == 2


@pytest.mark.parametrize("bad", [-1, float("nan"), float("inf")])
def test_figures_that_cannot_be_drawn_give_an_empty_state_and_keep_the_table(bad):
    for figure in (
        bar_chart(title="T", values=[("a", bad), ("b", 1)]),
        stacked_bar_chart(title="T", categories=["a"], series={"s": [bad]}),
        line_chart(title="T", points=["a"], series={"s": [bad]}),
        region_map(title="T", values={"London": bad}),
    ):
        assert "cannot be drawn" in words(figure)
        assert any("-1" in row or "not a number" in row for row in figure.table.rows)


def test_nothing_at_all_gives_an_empty_state():
    for figure in (
        bar_chart(title="T", values=[]),
        stacked_bar_chart(title="T", categories=[], series={}),
        line_chart(title="T", points=[], series={}),
        region_map(title="T", values={}),
        network_diagram(title="T", nodes=[], links=[]),
    ):
        assert "There is nothing to show." in words(figure)
        assert "chart--empty" in figure.svg


def test_a_series_of_the_wrong_length_is_not_drawn_crooked():
    assert "cannot be drawn" in words(stacked_bar_chart(title="T", categories=["a", "b"], series={"s": [1]}))
    assert "cannot be drawn" in words(line_chart(title="T", points=["a", "b"], series={"s": [1]}))


def test_the_map_has_twelve_regions_on_twelve_tiles():
    assert len(UK_REGIONS) == len({(r.column, r.row) for r in UK_REGIONS}) == len({r.code for r in UK_REGIONS}) == 12
    figure = region_map(title="T", values={"TLI": 20, "Wales": 5, "Jersey": 2}, measure="Referrals")
    tiles = list(ET.fromstring(figure.svg).iter(f"{SVG}rect"))
    assert len(tiles) == 12
    assert ("London", "20") in figure.table.rows
    assert ("Jersey (not on the map)", "2") in figure.table.rows
    assert "Jersey" in figure.summary


def test_a_network_shows_each_node_once_and_its_table_loses_no_link():
    nodes = [DiagramNode("a", "Anna", "person"), DiagramNode("f", "Flat", "place"), DiagramNode("c", "Car", "object")]
    figure = network_diagram(
        title="T", nodes=nodes, links=[DiagramLink("a", "f", "lives at"), DiagramLink("a", "x", "knows")]
    )
    assert len(list(ET.fromstring(figure.svg).iter(f"{SVG}line"))) == 1
    assert figure.table.rows == (
        ("Anna", "lives at", "Flat"),
        ("Anna", "knows", "x (not in the diagram)"),
        ("Car", "no link", ""),
    )
    assert "3 nodes and 1 link." in figure.summary


@given(st.integers(1, 130))
def test_no_two_nodes_lie_on_each_other(count):
    nodes = [DiagramNode(str(i), "", "g") for i in range(count)]
    circles = list(ET.fromstring(network_diagram(title="T", nodes=nodes, links=[]).svg).iter(f"{SVG}circle"))
    places = {(e.get("cx"), e.get("cy")) for e in circles if e.get("r") == "9"}
    assert len(places) == count
