"""The reference pages say what the program does, links in the docs lead somewhere, and the README's commands exist."""

import importlib.util
import re
from pathlib import Path

import pytest

from tests.house.support import ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+\s+(.*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def reference():
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_says_what_the_program_does(reference):
    assert reference.differing() == [], "run python docs/make_reference.py"


def test_a_page_that_fell_behind_is_found(reference, tmp_path):
    reference.write(tmp_path)
    assert reference.differing(tmp_path) == []
    page = tmp_path / "settings.md"
    page.write_text(page.read_text().replace("MANUMIT_HOME", "MANUMIT_HOUSE"))
    (tmp_path / "law.md").unlink()
    assert reference.differing(tmp_path) == ["settings.md", "law.md"]


def anchor(heading: str) -> str:
    """The address of a heading, as Markdown readers make it."""
    return re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", heading.replace("`", "")).strip().casefold())


def broken(page: Path, text: str) -> list[str]:
    """Links of a page that lead nowhere. Addresses on the web are not followed."""
    faults = []
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = target.partition("#")
        aim = (page.parent / path).resolve() if path else page
        missing = not aim.exists()
        if not missing and fragment and aim.suffix == ".md":
            missing = fragment not in {anchor(heading) for heading in HEADING.findall(aim.read_text("utf-8"))}
        if missing:
            faults.append(target)
    return faults


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    assert broken(page, page.read_text("utf-8")) == []


def test_a_link_that_leads_nowhere_is_found():
    text = "[a](no-such-page.md) [b](index.md#no-such-heading) [c](https://example.org)"
    assert broken(DOCS / "index.md", text) == ["no-such-page.md", "index.md#no-such-heading"]


def test_every_page_is_in_the_table_of_contents():
    contents = (ROOT / "mkdocs.yml").read_text("utf-8")
    listed = set(re.findall(r"[\w/.-]+\.md", contents))
    assert {str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md")} == listed


def test_the_commands_of_the_readme_exist():
    readme = "\n".join(page.read_text("utf-8") for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    wanted = set(re.findall(r"\bmake ([a-z]+)", readme))
    assert {"demo", "test"} <= wanted
    assert wanted <= targets


def test_every_command_named_in_the_docs_exists():
    from manumit.cli.frame import COMMANDS

    known = {name for group in COMMANDS.values() for name in group}
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    named = set(re.findall(r"`(?:\.venv/bin/)?manumit ([a-z]+)", text)) | set(
        re.findall(r"^\s*manumit ([a-z]+)", text, re.MULTILINE)
    )
    assert named <= known


def test_every_setting_named_in_the_docs_exists():
    from manumit.site.settings.catalogue import CATALOGUE

    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    named = set(re.findall(r"`?(MANUMIT_[A-Z_]+[A-Z])`?", text))
    for_tests = {"MANUMIT_SHARED", "MANUMIT_POSTGRESQL_URL"}
    assert named - for_tests <= {setting.name for setting in CATALOGUE}
