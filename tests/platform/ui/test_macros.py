"""The macros draw accessible parts from values, and escape what people typed."""

from datetime import timedelta

import pytest
from django import forms

from manumit.platform.ui import components as parts
from manumit.platform.ui.forms import ConsentField, ConsentRadios, DayField, GovForm, VersionedFormMixin, YesNoField
from manumit.platform.ui.gallery import SampleFigure, SampleTable
from manumit.platform.ui.tables import Column, Filter, build_table

EVIL = '<script>alert("x")</script>'


class EveryForm(VersionedFormMixin, GovForm):
    name = forms.CharField(label="Name", help_text="As given", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    mail = forms.EmailField(label="Mail")
    born = DayField(label="Date of birth", help_text="For example, 27 3 1990")
    story = forms.CharField(label="Story", widget=forms.Textarea, max_length=200)
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agrees = ConsentField(label="Agrees", widget=ConsentRadios(hints={"refused": "Then nothing is sent"}))
    danger = YesNoField(label="Danger", required=False)
    signs = forms.MultipleChoiceField(
        label="Signs", choices=[("a", "Aye"), ("b", "Bee")], widget=forms.CheckboxSelectMultiple
    )
    port = forms.ChoiceField(label="Port", choices=[("", "Choose"), ("DVR", "Dover")])
    ports = forms.MultipleChoiceField(label="Ports", choices=[("Sea", [("DVR", "Dover")]), ("LHR", "Heathrow")])
    paper = forms.FileField(label="Paper", required=False)
    sure = forms.BooleanField(label="Sure")
    secret = forms.CharField(label="Secret", widget=forms.PasswordInput, required=False)


SENT = {
    "version": "3",
    "name": EVIL,
    "mail": "no",
    "born-day": "4",
    "born-year": "1990",
    "story": "s" * 201,
    "agrees": "refused",
    "danger": "no",
    "signs": ["b"],
    "port": "DVR",
    "ports": ["LHR"],
    "sure": "on",
    "secret": "kept out of the page",
}


@pytest.fixture
def sent(draw):
    return draw('{{ m.form(form, "/send", "Send") }}', form=EveryForm(SENT), csrf_input="")


def test_every_input_has_a_label_that_names_it(draw):
    page = draw('{{ m.form(form, "/send", "Send") }}', form=EveryForm(initial={"version": 1}))
    inputs = [
        node
        for tag in ("input", "select", "textarea")
        for node in page.all(tag)
        if node.attrs.get("type") not in {"hidden", "submit"}
    ]
    labelled = {node.attrs["for"] for node in page.all("label")}
    assert len(inputs) == 18
    assert {node.attrs["id"] for node in inputs} <= labelled
    assert len({node.attrs["id"] for node in inputs}) == len(inputs)


def test_every_group_of_choices_has_a_legend(sent):
    assert {node.text for node in sent.all("legend")} == {"Date of birth", "Agrees", "Danger", "Signs"}


def test_a_form_keeps_what_was_typed(sent):
    assert sent.one("input", name="name").attrs["value"] == EVIL
    assert sent.one("input", name="born-day").attrs["value"] == "4"
    assert sent.one("textarea", name="story").text == "s" * 201
    assert [node.attrs["value"] for node in sent.all("input") if "checked" in node.attrs] == [
        "refused",
        "no",
        "b",
        "on",
    ]
    assert [node.attrs["value"] for node in sent.all("option") if "selected" in node.attrs] == ["DVR", "LHR"]
    assert sent.one("input", name="version").attrs["value"] == "3"


def test_a_password_is_never_sent_back(sent):
    assert "value" not in sent.one("input", name="secret").attrs or not sent.one("input", name="secret").attrs["value"]


def test_what_was_typed_cannot_become_markup(sent):
    assert sent.all("script") == []


def test_every_error_leads_to_an_input_that_names_it(sent):
    links = sent.one(css="govuk-error-summary").all("a")
    assert [link.attrs["href"] for link in links] == ["#id_mail", "#id_born-month", "#id_story"]
    for link in links:
        target = sent.one(id=link.attrs["href"][1:])
        assert "govuk-input--error" in target.classes or "govuk-textarea--error" in target.classes
    mail = sent.one("input", name="mail")
    assert sent.one(id=mail.attrs["aria-describedby"].split()[-1]).text.startswith("Error:")


def test_only_the_part_of_a_day_that_is_wrong_is_marked(sent):
    marked = [
        node.attrs["name"] for node in sent.all("input", css="govuk-input--error") if "born" in node.attrs["name"]
    ]
    assert marked == ["born-month"]


def test_a_hint_of_a_choice_describes_it(sent):
    refused = next(n for n in sent.all("input", name="agrees") if n.attrs["value"] == "refused")
    assert sent.one(id=refused.attrs["aria-describedby"]).text == "Then nothing is sent"


def test_autocomplete_is_passed_on_and_a_birthday_is_split(draw):
    page = draw('{{ m.field(form.name) }}{{ m.field(form.born, autocomplete="bday") }}', form=EveryForm())
    assert page.one("input", name="name").attrs["autocomplete"] == "name"
    plain = draw("{{ m.field(form.born) }}", form=EveryForm())
    assert "autocomplete" not in plain.one("input", name="born-day").attrs


def test_a_day_of_birth_carries_its_three_tokens(draw):
    form = EveryForm()
    form.fields["born"].widget.attrs["autocomplete"] = "bday"
    page = draw("{{ m.field(form.born) }}", form=form)
    assert [n.attrs["autocomplete"] for n in page.all("input")] == ["bday-day", "bday-month", "bday-year"]


def test_a_long_text_counts_its_characters_without_a_script(draw):
    page = draw("{{ m.field(form.story) }}", form=EveryForm())
    assert "You can enter up to 200 characters" in page.text


def test_a_file_makes_the_form_multipart(sent):
    assert sent.one("form").attrs["enctype"] == "multipart/form-data"


def test_a_form_posts_with_protection_and_a_call_block_takes_the_place_of_the_fields(draw):
    page = draw(
        '{% call m.form(form, "/send", "Go", cancel_href="/back") %}{{ m.field(form.name) }}{% endcall %}',
        form=EveryForm(initial={"version": 7}),
        csrf_input="TOKEN",
    )
    form = page.one("form", method="post", action="/send")
    assert "TOKEN" in form.text
    assert [node.attrs["name"] for node in form.all("input")] == ["version", "name"]
    assert form.one("button").text == "Go"
    assert form.one("a", href="/back").text == "Cancel"


def test_a_get_form_carries_no_token(draw):
    page = draw('{{ m.form(form, "/find", "Find", method="get") }}', form=EveryForm(), csrf_input="TOKEN")
    assert "TOKEN" not in page.text


def test_an_untouched_form_has_no_error_summary(draw):
    assert draw("{{ m.error_summary(form) }}", form=EveryForm()).children == []


def test_a_queue_shows_order_clock_age_tags_and_facts(draw, at):
    item = parts.QueueItem(
        EVIL,
        "/r/1",
        at - timedelta(days=3),
        at - timedelta(hours=30),
        (parts.Tag("Child", "amber"),),
        (("Port", "LHR"),),
    )
    page = draw("{{ m.queue(queue, at) }}", queue=parts.Queue("Mine", (item,), "Nothing yet", "/all", 1300), at=at)
    assert page.one("h2").text == "Mine 1,300"
    assert page.one("a", href="/r/1").text == EVIL
    assert "3 days late" in page.one(css="m-clock--red").text
    assert page.one("time").text == "19 Nov 2026"
    assert page.one(css="m-age").text == "30 hours old"
    assert page.one(css="m-tag--amber").text == "Child"
    assert (page.one("dt").text, page.one("dd").text) == ("Port", "LHR")
    assert page.one("a", href="/all").text == "See all 1,300 Mine"


def test_an_empty_queue_says_how_things_get_there(draw, at):
    page = draw(
        "{{ m.queue(queue, at) }}", queue=parts.Queue("Mine", (), "Referrals stand here when submitted."), at=at
    )
    assert page.one(css="m-empty").text == "Referrals stand here when submitted."
    assert page.all("ol") == []


def test_a_timeline_says_when_what_and_who(draw, at):
    items = (parts.TimelineItem(at, "Agreed", "Reviewer", "In full"), parts.TimelineItem(at, "Closed"))
    page = draw("{{ m.timeline(items) }}", items=items)
    assert page.all("li")[0].text == "Agreed 22 Nov 2026, 09:00 GMT · Reviewer In full"
    assert "·" not in page.all("li")[1].text


def test_big_numbers_lead_to_their_rows(draw):
    page = draw("{{ m.big_numbers(n) }}", n=(parts.BigNumber(1254, "unread", "/unread", "red"),))
    assert page.one("a", href="/unread").text == "1,254 unread"


def test_a_thread_shows_before_here_and_after_in_that_order(draw, at):
    cards = [
        parts.Card("Placement", "P-3", "/p", at, "A bed"),
        parts.Card("Hit", "H-7", "/h", at, place="before"),
        parts.Card("Referral", "R-1", "/r", at, place="here"),
    ]
    page = draw("{{ m.thread(cards) }}", cards=cards)
    assert [node.text for node in page.all("h3")] == ["Before", "This record", "After"]
    assert [node.text for node in page.all("a")] == ["H-7", "R-1", "P-3"]
    assert page.one(aria_current="true").one("a").text == "R-1"


def test_a_thread_that_shows_nothing_does_not_say_whether_there_is_more(draw):
    assert "can be shown to you" in draw("{{ m.thread([]) }}").text


def test_a_hard_fact_is_closed_and_says_what_is_behind(draw):
    page = draw('{% call m.sensitive("Assault", "Behind this: violence") %}what was done{% endcall %}')
    assert "open" not in page.one("details").attrs
    assert page.one("summary").text == "Assault Behind this: violence"
    assert "what was done" in page.one("details").text


def test_a_summary_list_says_when_nothing_was_given(draw):
    rows = [("Name", EVIL), ("Age", None), {"key": "Port", "value": "LHR", "href": "/p", "action": "Change"}]
    page = draw("{{ m.summary_list(rows) }}", rows=rows)
    assert [node.text for node in page.all("dd")] == [EVIL, "Not given", "LHR", "Change Port"]
    assert page.all("script") == []


def test_zero_is_a_value_and_not_nothing(draw):
    assert draw('{{ m.summary_list([("Children", 0)]) }}').one("dd").text == "0"


def test_a_figure_has_its_table_twin(draw):
    figure = SampleFigure(
        "People", "Fewer", '<svg viewBox="0 0 1 1"></svg>', SampleTable(("Year", "N"), (("2009", "12"),))
    )
    page = draw("{{ m.figure(figure) }}", figure=figure)
    assert page.one("figure").one("svg")
    assert page.one("table").one("caption").text == "People"
    assert [node.text for node in page.all("th")] == ["Year", "N", "2009"]
    assert "govuk-table__cell--numeric" in page.one("td").classes


ROWS = [{"ref": f"R{n:02d}", "n": n} for n in range(30)]
COLUMNS = [Column("ref", "Ref", sort="ref", header=True, href=lambda r: f"/{r['ref']}"), Column("n", "N", numeric=True)]


def test_a_table_draws_filters_order_and_pages(draw):
    kind = Filter("kind", "Kind", lambda rows, _: rows, (("a", "Aye"),))
    table = build_table({"sort": "-ref", "kind": "a", "page": "2"}, ROWS, COLUMNS, [kind], page_size=10, caption="All")
    page = draw("{{ m.table(table) }}", table=table)
    assert page.one("caption").text == "All"
    assert page.one("th", aria_sort="descending").one("a").attrs["href"] == "?kind=a&sort=ref"
    assert page.one("form", method="get").one("input", name="sort").attrs["value"] == "-ref"
    assert "selected" in page.one("option", value="a").attrs
    assert page.one("th", scope="row", css="govuk-table__header").text if len(table.rows) == 1 else True
    assert page.all("td")[0].classes >= {"govuk-table__cell--numeric"}
    assert page.one("a", aria_current="page").text == "2"
    assert page.one(css="m-table__count").text == "Showing 11 to 20 of 30"
    assert page.one("a", rel="next").attrs["href"] == "?kind=a&sort=-ref&page=3"


def test_an_empty_table_says_whether_a_filter_emptied_it(draw):
    none = Filter("q", "Find", lambda _rows, _value: [])
    filtered = build_table({"q": "x"}, ROWS, COLUMNS, [none], empty="Rows come by post")
    assert "No rows match" in draw("{{ m.table(table) }}", table=filtered).text
    bare = build_table({}, [], COLUMNS, empty="Rows come by post")
    assert draw("{{ m.table(table) }}", table=bare).one(css="m-empty").text == "Rows come by post"


def test_a_block_draws_its_figures_or_its_queue(draw, at):
    block = parts.Block("Now", numbers=(parts.BigNumber(2, "late", "/late"),))
    assert draw("{{ m.block(b, at) }}", b=block, at=at).one("section").text == "Now 2 late"
    queue = parts.Block("", queue=parts.Queue("Mine", (), "None"))
    assert draw("{{ m.block(b, at) }}", b=queue, at=at).one("h2").text == "Mine 0"


def test_a_post_button_carries_its_values(draw):
    page = draw('{{ m.post_button("Take", "/take", {"version": 3}) }}', csrf_input="TOKEN")
    assert "TOKEN" in page.text
    assert page.one("input", name="version").attrs["value"] == "3"


def test_no_macro_writes_a_style_or_a_handler_inline(env):
    source = env.loader.get_source(env, "manumit/macros.html")[0]
    assert " style=" not in source
    assert " on" + "click" not in source
    assert "<script" not in source
