"""Every vendored file is the one we checked in, and nothing of the Crown's marks or the GDS typeface came along."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "src" / "manumit" / "platform" / "ui"
VENDOR = UI / "static" / "manumit" / "vendor"
PACKAGES = tomllib.loads((VENDOR / "VENDORED.toml").read_text())["package"]
FILES = {file["path"]: file for package in PACKAGES for file in package["file"]}
FORBIDDEN_KINDS = {".woff", ".woff2", ".ttf", ".otf", ".eot", ".png", ".jpg", ".ico", ".map"}
MARKS = re.compile(
    r"gds[ -]?transport|@font-face|govuk-crest|crown|royal|logotype|copyright-logo|/assets/", re.IGNORECASE
)


def marks_in(text: str) -> list[str]:
    return sorted({found.lower() for found in MARKS.findall(text)})


@pytest.mark.parametrize("path", sorted(FILES))
def test_a_vendored_file_is_the_one_that_was_checked_in(path):
    assert hashlib.sha256((VENDOR / path).read_bytes()).hexdigest() == FILES[path]["sha256"]


def test_no_file_is_vendored_without_its_entry():
    found = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert found - {"VENDORED.toml"} == set(FILES)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_every_package_says_where_it_comes_from_and_under_which_licence(package):
    assert package["licence"] == "MIT"
    assert package["source"].endswith(package["version"])
    assert re.fullmatch(r"[0-9a-f]{64}", package["archive_sha256"])
    assert any(file["path"].endswith("LICENSE") for file in package["file"])


@pytest.mark.parametrize("file", FILES.values(), ids=lambda file: file["path"])
def test_a_changed_file_says_what_was_changed(file):
    assert bool(file["changes"]) == (file.get("upstream_sha256", file["sha256"]) != file["sha256"])


def test_no_font_no_image_and_no_source_map_is_shipped():
    assert [path for path in (UI / "static").rglob("*") if path.suffix in FORBIDDEN_KINDS] == []


@pytest.mark.parametrize(
    "path",
    sorted(p for p in (UI / "static").rglob("*") if p.suffix in {".css", ".js", ".svg"} and "cytoscape" not in p.name),
    ids=lambda path: path.name,
)
def test_no_mark_of_the_crown_and_no_typeface_of_gds_remains(path):
    assert marks_in(path.read_text()) == []


def test_no_page_draws_the_header_footer_or_logo_of_gov_uk():
    drawn = re.compile(r"govuk_frontend_jinja/(?:template|macros/logo|components/(?:header|footer)/)")
    assert [p.name for p in (UI / "templates").rglob("*.html") if drawn.search(p.read_text())] == []


def test_the_search_for_marks_finds_them():
    text = "@font-face{font-family:GDS Transport;src:url(/assets/fonts/x)} .govuk-footer__crown{}"
    assert marks_in(text) == ["/assets/", "@font-face", "crown", "gds transport"]


def test_no_vendored_file_asks_for_a_source_map_that_is_not_there():
    assert [path for path in FILES if "sourceMappingURL=" in (VENDOR / path).read_text()] == []
