"""The environment of the pages, and a small reader of HTML."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from django.utils import timezone

from manumit.platform.ui.jinja import environment

BLOCKS = {"dd", "div", "dl", "dt", "h1", "h2", "h3", "li", "ol", "p", "section", "summary", "td", "th", "tr", "ul"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta"}


@dataclass
class Node:
    tag: str
    attrs: dict[str, str]
    parent: "Node | None" = None
    children: list["Node | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self.raw.split())

    @property
    def raw(self) -> str:
        inner = "".join(child if isinstance(child, str) else child.raw for child in self.children)
        return f" {inner} " if self.tag in BLOCKS else inner

    @property
    def classes(self) -> set[str]:
        return set(self.attrs.get("class", "").split())

    def walk(self):
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.walk()

    def all(self, tag: str = "", css: str = "", **attrs: str) -> list["Node"]:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            node
            for node in self.walk()
            if (not tag or node.tag == tag)
            and (not css or css in node.classes)
            and all(node.attrs.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str = "", css: str = "", **attrs: str) -> "Node":
        found = self.all(tag, css, **attrs)
        assert len(found) == 1, f"{len(found)} of {tag} {css} {attrs}"
        return found[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Node("", {})

    def handle_starttag(self, tag, attrs):
        node = Node(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        self.here = self.here.parent

    def handle_data(self, data):
        self.here.children.append(data)


def read_html(html: str) -> Node:
    """Read HTML strictly: a tag that is closed out of turn fails the test."""
    reader = _Reader()
    # foreign elements in a drawing may close themselves
    reader.handle_startendtag = lambda tag, attrs: (reader.handle_starttag(tag, attrs), reader.handle_endtag(tag))
    reader.feed(html)
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.tag}> is never closed"
    return reader.root


@pytest.fixture(autouse=True)
def _in_london():
    """A reader's zone that has a summer time, whatever the settings say."""
    with timezone.override("Europe/London"):
        yield


@pytest.fixture(scope="session")
def env():
    return environment()


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def draw(env):
    """Render a line of template with the macros at hand, and read it."""

    def _draw(source: str, **context: object) -> Node:
        page = env.from_string('{% import "manumit/macros.html" as m with context %}' + source)
        return read_html(page.render(**context))

    return _draw


@pytest.fixture
def page(env):
    """Render a template and read it."""
    return lambda name, **context: read_html(env.get_template(name).render(**context))
