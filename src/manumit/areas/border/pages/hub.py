"""The targeting hub, coverage by carrier, and a carrier's own page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.border import api
from manumit.areas.border.pages.home import carriers_queue, figures_of
from manumit.areas.border.pages.messages import message_table
from manumit.areas.border.pages.presenters import hit_queue, percent
from manumit.platform.ui.components import BigNumber
from manumit.platform.ui.pages import page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, build_table

_SHOWN = 20


def quality_numbers(counts: dict[str, int], href: str) -> tuple[BigNumber, ...]:
    """Return the messages by state, in large figures that lead to the rows."""
    return (
        BigNumber(
            counts["quarantined"],
            _("In quarantine"),
            f"{href}?status=quarantined",
            "red" if counts["quarantined"] else "grey",
        ),
        BigNumber(counts["parsed"], _("Read"), f"{href}?status=parsed"),
        BigNumber(counts["repeated"], _("Sent more than once"), f"{href}?status=duplicates"),
    )


@page("border.work_the_hub")
def hub(request: PageRequest) -> HttpResponse:
    """Show who is to be met, soonest first, what waits unread, and which carriers are late or silent."""
    rows = api.hits_to_meet(by=request.actor, at=request.at, show=_SHOWN)
    numbers = figures_of(request.actor, request.at)
    context = {
        "heading": _("Targeting hub"),
        "numbers": numbers,
        "queues": [
            hit_queue(
                rows,
                title=_("Hits by time to arrival"),
                page="border:hit",
                more=reverse("border:hits"),
                total=numbers[1].value,
                show=_SHOWN,
            ),
            carriers_queue(request.actor, request.at),
        ],
        "quality": quality_numbers(api.message_counts(by=request.actor), reverse("border:messages")),
    }
    return render(request, "border/hub.html", context)


@page("border.read_coverage")
def coverage(request: PageRequest) -> HttpResponse:
    """Show what each carrier sent in the last month, and how timely."""
    rows = api.carrier_figures(by=request.actor, at=request.at)
    rule = api.COVERAGE_TARGET.rule_on(request.at.date())
    columns = [
        Column("carrier", _("Carrier"), sort="carrier", header=True),
        Column("messages", _("Messages"), sort="messages", numeric=True),
        Column("quarantined", _("In quarantine"), sort="quarantined", numeric=True),
        Column("services", _("Services"), sort="services", numeric=True),
        Column("late", _("Announced after departure"), sort="late", numeric=True),
        Column("timely", _("On time"), value=lambda row: percent(row.timely), numeric=True),
        Column("incomplete", _("Parts missing"), sort="incomplete", numeric=True),
        Column("travellers", _("People"), sort="travellers", numeric=True),
        Column("problems", _("Findings"), sort="problems", numeric=True),
        Column("last_at", _("Last message"), sort="last_at"),
    ]
    table = build_table(
        request.GET, rows, columns, caption=_("Messages and services by carrier, last 31 days"), default_sort="carrier",
        empty=_("No carrier has sent anything in the last 31 days."),
    )  # fmt: skip
    context = {"table": table, "target": percent(rule.value), "source": str(rule.source)}
    return render(request, "border/coverage.html", context)


@page("border.read_own_quality")
def carrier(request: PageRequest) -> HttpResponse:
    """Show a carrier its own messages and what was wrong with them; never a hit."""
    counts = api.message_counts(by=request.actor)
    context = {
        "heading": _("Your messages"),
        "numbers": quality_numbers(counts, reverse("border:carrier")),
        "table": message_table(request, own=True),
    }
    return render(request, "border/carrier.html", context)
