"""Every pair of text and ground that the kit uses stays readable, by day and by night (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re

import pytest

from manumit.engines.charts.svg import SERIES_COLOURS
from manumit.platform.ui.jinja import KIT

CSS = (KIT.parent / "static" / "manumit" / "manumit.css").read_text()
AA_TEXT = 4.5
AA_PART = 3.0


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(m-[a-z-]+):\s*(#[0-9a-f]{6});", block))


LIGHT = tokens(CSS.split("}")[0])
DARK = LIGHT | tokens(CSS.split("prefers-color-scheme: dark")[1].split("}")[0])

TEXT = [
    ("m-ink", "m-paper"),
    ("m-ink", "m-surface"),
    ("m-ink", "m-grey-paper"),
    ("m-ink", "m-line"),
    ("m-ink", "m-amber-paper"),
    ("m-ink", "m-red-paper"),
    ("m-ink", "m-green-paper"),
    ("m-ink", "m-blue-paper"),
    ("m-ink-soft", "m-paper"),
    ("m-ink-soft", "m-surface"),
    ("m-ink-soft", "m-amber-paper"),
    ("m-link", "m-paper"),
    ("m-link", "m-surface"),
    ("m-link", "m-amber-paper"),
    ("m-link-visited", "m-paper"),
    ("m-link-visited", "m-surface"),
    ("m-link-hover", "m-paper"),
    ("m-on-brand", "m-brand"),
    ("m-on-brand", "m-brand-hover"),
    ("m-on-red", "m-red"),
    ("m-on-red", "m-red-hover"),
    ("m-on-focus", "m-focus"),
    ("m-red", "m-paper"),
    ("m-red", "m-red-paper"),
    ("m-amber", "m-amber-paper"),
    ("m-green", "m-green-paper"),
    ("m-blue", "m-blue-paper"),
    ("m-grey", "m-grey-paper"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_the_contrast_that_the_standard_gives_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_is_readable_on_its_ground(scheme, text, ground):
    assert contrast(scheme[text], scheme[ground]) >= AA_TEXT


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edge_of_an_input_can_be_seen(scheme):
    assert contrast(scheme["m-ink"], scheme["m-paper"]) >= AA_PART


def test_every_series_of_a_chart_can_be_seen_in_the_dark_in_one_hue_for_its_mark_and_its_line():
    marks = dict(re.findall(r"\.chart-series-(\d) \{ fill: (#[0-9a-f]{6}); \}", CSS))
    lines = dict(re.findall(r"\.chart-line-(\d) \{ stroke: (#[0-9a-f]{6}); \}", CSS))
    assert marks == lines
    assert len(marks) == len(SERIES_COLOURS)
    assert min(contrast(colour, DARK["m-paper"]) for colour in marks.values()) >= AA_TEXT


def test_the_brand_is_the_agreed_one():
    agreed = {"m-brand": "#00524f", "m-link": "#005a8c", "m-red": "#b10e1e", "m-amber": "#8a5a00"}
    assert {name: LIGHT[name] for name in agreed} == agreed


def test_no_font_is_loaded_and_nothing_comes_from_elsewhere():
    assert "@font-face" not in CSS
    assert "@import" not in CSS
    assert "url(" not in CSS
