"""The frame of every page: what it shows to whom, and that it obeys the strict content policy."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from manumit.platform.ui import components as parts
from manumit.platform.ui import gallery
from manumit.platform.ui.jinja import KIT, environment

LAYOUTS = ("manumit/layout.html", "manumit/public_layout.html", "manumit/desk.html")
ACCOUNT = parts.Account("Ada Ware", "West Region", "Caseworker", "/sessions", "/leave")


def test_a_page_knows_nothing_it_was_not_told(page):
    for name in LAYOUTS:
        shown = page(name)
        assert shown.one("html").attrs["lang"] == "en-gb"
        assert shown.all(css="m-account") == []
        assert shown.all(css="m-nav") == []
        assert shown.all(css="m-demo") == []


def test_the_first_link_skips_to_the_main_content(page):
    shown = page("manumit/layout.html")
    assert shown.all("a")[0].attrs["href"] == "#main-content"
    assert shown.one("main").attrs["id"] == "main-content"


def test_the_menu_marks_the_current_page_in_words_for_a_screen_reader(page):
    shown = page(
        "manumit/layout.html", nav=[parts.NavItem("Referrals", "/r", current=True), parts.NavItem("Border", "/b")]
    )
    assert [n.text for n in shown.one("nav").all("a")] == ["Referrals", "Border"]
    assert shown.one(aria_current="page").text == "Referrals"


def test_the_account_menu_says_who_acts_for_whom_and_signs_out_by_post(page):
    shown = page("manumit/layout.html", account=ACCOUNT, csrf_input="TOKEN")
    menu = shown.one("details", css="m-account")
    assert "Ada Ware Caseworker" in menu.text
    assert "West Region" in menu.text
    assert menu.one("form", method="post", action="/leave").text == "TOKENSign out"
    assert menu.one("a", href="/sessions")


def test_public_pages_always_have_the_quick_exit_and_desks_only_when_asked(page):
    public = page("manumit/public_layout.html", quick_exit_url="https://example.org/weather")
    link = public.one("a", data_quick_exit="")
    assert link.attrs["href"] == "https://example.org/weather"
    assert "noreferrer" in link.attrs["rel"]
    assert page("manumit/layout.html").all("a", data_quick_exit="") == []
    assert page("manumit/layout.html", quick_exit=True).one("a", data_quick_exit="")


def test_the_demo_says_so_and_broken_glass_says_so(page):
    assert "demonstration" in page("manumit/layout.html", demo=True).one(css="m-demo").text
    assert "care" in page("manumit/layout.html", glass=["care"]).one(css="m-glass").text


@pytest.mark.parametrize(("language", "direction"), [("en-gb", "ltr"), ("ar", "rtl"), ("cy", "ltr")])
def test_the_page_names_its_language_and_direction(page, language, direction):
    with translation.override(language):
        html = page("manumit/layout.html").one("html")
    assert (html.attrs["lang"], html.attrs["dir"]) == (language, direction)


def test_the_menu_words_are_translated_where_a_draft_exists(page):
    with translation.override("cy"):
        shown = page("manumit/layout.html", account=ACCOUNT)
        assert "Allgofnodi" in [button.text for button in shown.all("button")]


def test_a_page_with_errors_says_so_in_its_title(page):
    form = gallery.GalleryForm({})
    assert page("manumit/layout.html", form=form).one("title").text.startswith("Error: ")
    assert not page("manumit/layout.html", form=gallery.GalleryForm()).one("title").text.startswith("Error")


def test_messages_are_announced(page):
    shown = page("manumit/layout.html", messages=[type("Message", (str,), {"level_tag": "error"})("Not sent")])
    assert shown.one(role="alert").text == "Not sent"


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422, 429, 500, 503])
def test_every_error_has_its_page_with_one_heading(page, status):
    shown = page("manumit/error.html", status=status)
    assert len(shown.all("h1")) == 1
    assert shown.one("h1").text in shown.one("title").text


def test_what_may_not_be_seen_does_not_exist(env):
    template = env.get_template("manumit/error.html")
    assert template.render(status=403, title="You cannot do this", message="") == template.render(status=404)


def test_an_error_says_its_message_where_it_has_one_and_never_on_404_or_500(page):
    assert "Ask a colleague" in page("manumit/error.html", status=422, message="Ask a colleague").one("main").text
    for status in (404, 500):
        assert "Ask" not in page("manumit/error.html", status=status, message="Ask a colleague").one("main").text


def test_the_outage_page_is_complete_without_any_rendering():
    text = (KIT / "manumit" / "503.html").read_text()
    assert "{" + "%" not in text
    assert "{" + "{" not in text
    assert "<h1" in text


def test_a_conflict_shows_both_versions_and_sends_the_typed_one_again(page, at):
    conflict = parts.EditConflict(
        fields=(parts.ConflictField("Note", "theirs", "mine"), parts.ConflictField("Level", "High", "High")),
        typed=(("note", "mine"), ("level", "h")),
        action="/plan",
        keep_href="/plan?fresh",
        version=4,
        by="Ada",
        at=at,
    )
    shown = page("manumit/conflict.html", conflict=conflict, csrf_input="")
    assert [n.text for n in shown.all("td")] == ["theirs", "mine", "High", "High"]
    assert len(shown.all(css="m-conflict__differs")) == 1
    sent = {n.attrs["name"]: n.attrs["value"] for n in shown.one("form", action="/plan").all("input")}
    assert sent == {"note": "mine", "level": "h", "version": "4"}
    assert shown.one("a", href="/plan?fresh").text == "Keep what stands now"


def test_a_confirmation_posts_or_cancels(page):
    shown = page("manumit/confirm.html", heading="Close it?", action="/close", cancel_href="/back", warning="Final")
    assert shown.one("form", **{"class": "m-form"}).attrs["action"] == "/close"
    assert "Final" in shown.text
    assert shown.one("a", href="/back")


def test_a_first_page_shows_figures_blocks_and_queues(page, at):
    queue = parts.Queue("Mine", (), "None yet")
    shown = page(
        "manumit/queue.html",
        heading="Today",
        at=at,
        numbers=[parts.BigNumber(3, "late", "/late")],
        blocks=[parts.Block("", queue=queue)],
        queues=[queue],
    )
    assert shown.one("h1").text == "Today"
    assert len(shown.all(css="m-queue")) == 2


def test_the_gallery_shows_every_part(page, at):
    shown = page("manumit/gallery.html", **gallery.gallery_context(at, {"sort": "-people"}))
    for css in ("m-figures", "m-queue", "m-timeline", "m-thread", "m-table", "m-figure", "govuk-error-summary"):
        assert shown.all(css=css), css
    ids = [node.attrs["id"] for node in shown.walk() if "id" in node.attrs]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", sorted(KIT.rglob("*.html")), ids=lambda path: path.name)
def test_the_strict_content_policy_is_kept(path: Path):
    text = path.read_text()
    assert " style=" not in text
    assert "<style" not in text
    assert "javascript:" not in text
    for piece in text.split("<script")[1:]:
        assert "src=" in piece.split(">")[0]


def test_every_static_file_that_a_page_asks_for_exists():
    asked = {
        found
        for path in KIT.rglob("*.html")
        for found in re.findall(r"manumit/[\w./-]+\.(?:css|js|svg)", path.read_text())
    }
    assert "manumit/quick-exit.js" in asked
    assert [path for path in asked if not (KIT.parent / "static" / path).is_file()] == []


def test_a_misspelt_name_fails_instead_of_showing_nothing(env):
    with pytest.raises(Exception, match="nmae"):
        env.from_string("{{ nmae }}").render()
    with pytest.raises(Exception, match="nmae"):
        env.from_string("{% if account.nmae %}x{% endif %}").render(account=ACCOUNT)


def test_a_missing_key_of_a_macro_parameter_stays_silent(env):
    assert env.from_string("{{ params.hint }}{% if params.hint %}x{% endif %}").render(params={}) == ""


def test_autoescape_cannot_be_switched_off_by_an_option():
    assert environment(autoescape=False).from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"


def test_text_with_values_is_translated_as_one_sentence(env):
    assert env.from_string('{{ _("Page %(n)s", n="<b>") }}').render() == "Page &lt;b&gt;"
