"""Published figures: pages that anyone may open."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.statistics import api
from manumit.areas.statistics.pages import present
from manumit.platform.ui.pages import public_page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, build_table


def _href(table: api.PublishedTable) -> str:
    return reverse("statistics:published_table", kwargs={"statistical_table_id": table.table_id})


@public_page
def published(request: PageRequest) -> HttpResponse:
    """List the published tables, last signed first."""
    table = build_table(
        request.GET,
        api.published_tables(),
        (
            Column(
                "title", _("Table"), lambda t: present.label_of(t.definition.title), sort="x", href=_href, header=True
            ),
            Column("period", _("Period"), lambda t: present.period(t.since, t.until)),
            Column("vintage", _("Vintage"), lambda t: t.vintage, numeric=True),
            Column("published_at", _("Published"), lambda t: t.published_at, sort="x"),
            Column("note", _("Note"), lambda t: _("Replaced by a later vintage") if t.superseded else ""),
        ),
        caption=_("Tables"),
        empty=_("Nothing is published yet. Tables appear here once the chief statistician has signed them."),
    )
    return render(request, "statistics/published.html", {"title": _("Published figures"), "table": table})


@public_page
def published_table(request: PageRequest, statistical_table_id: UUID) -> HttpResponse:
    """Show one published table with its picture and its definition."""
    table = api.published_table(statistical_table_id)
    headers, lines = present.text_lines(table)
    context = {
        "title": present.label_of(table.definition.title),
        "table": table,
        "definition": (present.label_of(table.definition.counted), present.label_of(table.definition.age_basis)),
        "period": present.period(table.since, table.until),
        "figure": present.figure(table),
        "headers": headers,
        "lines": lines,
        "note": present.hidden_note(table.threshold),
        "back_href": reverse("statistics:published"),
    }
    return render(request, "statistics/published_table.html", context)


@public_page
def published_csv(request: PageRequest, statistical_table_id: UUID) -> HttpResponse:  # noqa: ARG001 a page takes its request
    """Send one published table as a sheet."""
    table = api.published_table(statistical_table_id)
    response = HttpResponse(present.sheet(table), content_type="text/csv; charset=utf-8")
    name = f"{table.definition.key}-{table.since}-{table.until}-v{table.vintage}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
