"""Every word on a page goes through gettext: a text that stands bare in a template fails here."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

SRC = Path(__file__).parents[2] / "src" / "manumit"
TEMPLATES = sorted(p for p in SRC.rglob("*") if "templates" in p.parts and p.suffix in {".html", ".txt"})

EXEMPT_WORDS = {"Manumit": "the wordmark and the product's name are the same in every language"}
EXEMPT_FILES = {"manumit/503.html": "served as bytes while the database, and with it everything else, is out of reach"}

EXEMPT_BLOCKS = {
    "body_class": "stands inside the class attribute of the layout",
    "robots": "stands inside a meta tag that only machines read",
}

SPOKEN_ATTRIBUTES = {"aria-label", "title", "alt", "placeholder", "data-hint"}
GETTEXT = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
# any letter of any script
LETTER = re.compile(r"[^\W\d_]")
SENTENCE = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+(?:\s|[.!?:…]|$)")
GAP = "\ue000"  # stands where an expression was; no letter, and no end of a tag


class _Spoken(HTMLParser):
    """Collects what a reader sees or hears: text, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._mute = 0

    def handle_starttag(self, tag, attrs):
        self._mute += tag in {"script", "style"}
        self.found += [value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value]

    def handle_endtag(self, tag):
        self._mute -= tag in {"script", "style"}

    def handle_data(self, data):
        if not self._mute:
            self.found.append(data)


def _says_something(text: str) -> bool:
    for word in EXEMPT_WORDS:
        text = text.replace(word, "")
    return bool(LETTER.search(text))


def _constants(node: nodes.Node) -> Iterator[str]:
    """Walk over the texts written in expressions, but not into calls of gettext."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in GETTEXT:
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for child in node.iter_child_nodes():
        yield from _constants(child)


def _written(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Block) and node.name in EXEMPT_BLOCKS:
        return
    if isinstance(node, nodes.TemplateData):
        yield node.data
    for child in node.iter_child_nodes():
        yield from _written(child)


def bare_texts(source: str) -> list[str]:
    """List the texts of a template that do not go through gettext."""
    tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(source)
    reader = _Spoken()
    reader.feed(GAP.join(_written(tree)))
    reader.close()
    literal = [text for text in reader.found if _says_something(text)]
    spoken = [text for text in _constants(tree) if SENTENCE.match(text) and _says_something(text)]
    return [text.replace(GAP, "…").strip() for text in (*literal, *spoken)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_every_word_of_a_template_goes_through_gettext(path):
    name = str(path).rsplit("/templates/", 1)[-1]
    if name in EXEMPT_FILES:
        return
    assert bare_texts(path.read_text()) == []


def test_an_exempt_file_exists():
    names = {str(path).rsplit("/templates/", 1)[-1] for path in TEMPLATES}
    assert set(EXEMPT_FILES) <= names


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("<p>Hello {{ name }}</p>", ["Hello …"]),
        ("{% if x %}<b>yes</b>{% endif %}", ["yes"]),
        ('<a aria-label="Close this">×</a>', ["Close this"]),
        ('{{ m.button("Send it") }}', ["Send it"]),
        ('{% set title = "Referral" %}', ["Referral"]),
        ("<td>Помощь</td>", ["Помощь"]),
        ("{{ name }} days left", ["… days left"]),
    ],
)
def test_a_planted_text_is_found(planted, found):
    assert [text.removeprefix("…").strip() for text in bare_texts(planted)] == [
        f.removeprefix("…").strip() for f in found
    ]


@pytest.mark.parametrize(
    "clean",
    [
        '<p class="Big">{{ _("Hello") }} · 12</p>',
        "{% trans %}Hello{% endtrans %}",
        '{{ ngettext("%(n)d day", "%(n)d days", n) }}',
        '<a href="/Hello">Manumit</a>',
        "<script>const Hello = 1;</script>",
        '{{ m.tag(_("Late"), "red") }}',
        "{# Hello #}",
    ],
)
def test_text_that_is_translated_or_never_read_out_passes(clean):
    assert bare_texts(clean) == []


def test_the_compiled_catalogue_says_what_the_readable_one_says():
    from babel.messages.mofile import read_mo
    from babel.messages.pofile import read_po

    for po in sorted((SRC / "locale").rglob("*.po")):
        with po.open("rb") as readable, po.with_suffix(".mo").open("rb") as compiled:
            words = {m.id: m.string for m in read_po(readable, locale=po.parts[-3]) if m.id and m.string}
            assert {m.id: m.string for m in read_mo(compiled) if m.id} == words
