"""Pages of money: statements by provider and month, and tariffs. People stand here by pseudonym only."""

import csv
from datetime import date
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.care import api
from manumit.areas.care.pages import forms
from manumit.areas.care.words import SERVICES
from manumit.errors import InputError
from manumit.platform.access import can
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _month(request: PageRequest) -> tuple[date, date]:
    """The month that is asked for as `2026-10`, else the present one. Raises InputError for what is no month."""
    asked = request.GET.get("month", "")
    if not asked:
        return forms.month_of(request.at.date())
    try:
        return forms.month_of(date.fromisoformat(f"{asked}-01"))
    except ValueError as error:
        raise InputError(_("Give the month as year and month, such as 2011-07."), field="month") from error


def _href(provider_id: UUID, day: date) -> str:
    return f"{reverse('care:statement', kwargs={'provider_id': provider_id})}?month={day:%Y-%m}"


@page("care.read_statement")
def statements(request: PageRequest) -> HttpResponse:
    """List the providers' statements of the month, and what the year has cost."""
    today = request.at.date()
    rows = [(name, _href(pk, today)) for pk, name in api.statement_providers(by=request.actor)]
    spent = api.spending(by=request.actor, on=today)
    return render(request, "care/statements.html", {"rows": rows, "spent": spent})


@page("care.read_statement")
def statement(request: PageRequest, provider_id: UUID) -> HttpResponse:
    """Show a provider's statement of one month; printable."""
    first, last = _month(request)
    found = api.statement(by=request.actor, at=request.at, provider_id=provider_id, first=first, last=last)
    before = date.fromordinal(first.toordinal() - 1)
    after = date.fromordinal(last.toordinal() + 1)
    context = {
        "statement": found,
        "services": SERVICES,
        "before_href": _href(provider_id, before),
        "after_href": _href(provider_id, after) if after <= request.at.date() else "",
        "csv_href": f"{reverse('care:statement_csv', kwargs={'provider_id': provider_id})}?month={first:%Y-%m}",
        "back_href": reverse("care:statements"),
    }
    return render(request, "care/statement.html", context)


@page("care.read_statement")
def statement_csv(request: PageRequest, provider_id: UUID) -> HttpResponse:
    """Give a provider's statement of one month as CSV, safe to open in a spreadsheet."""
    first, last = _month(request)
    found = api.statement(by=request.actor, at=request.at, provider_id=provider_id, first=first, last=last)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="statement-{first:%Y-%m}.csv"'
    writer = csv.writer(response)
    writer.writerow(["person", "service", "from", "until", "days", "pence_per_day", "pence"])
    for line in found.lines:
        row = (line.pseudonym, line.service, line.starts, line.ends, line.days, line.pence_per_day, line.pence)
        writer.writerow([_plain(str(cell)) for cell in row])
    writer.writerow(["total", "", first, found.charged_until, sum(p.days for p in found.people), "", found.total_pence])
    return response


def _plain(cell: str) -> str:
    """A cell that a spreadsheet cannot take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


@page("care.read_statement")
def funding_line(request: PageRequest, funding_line_id: UUID) -> HttpResponse:
    """Lead from a funding line to the statement that it stands in."""
    line = api.funding_line(by=request.actor, funding_line_id=funding_line_id)
    return HttpResponseRedirect(_href(line.provider_id, line.starts))


@page("care.read_statement")
def tariffs(request: PageRequest) -> HttpResponse:
    """Show every tariff with its days, source and grade; the contractor may add one."""
    form = build_form(request, forms.TariffForm)
    may_add = can(request.actor, "care.manage_tariff")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(
            form,
            lambda: api.add_tariff(
                by=request.actor,
                at=request.at,
                service=data["service"],
                pence_per_day=int(data["pounds"] * 100),
                starts=data["starts"],
                ends=data["ends"],
                source=data["source"],
            ),
        )
        if made:
            return HttpResponseRedirect(reverse("care:tariffs"))
    context = {"rows": api.tariffs(by=request.actor), "form": form, "may_add": may_add, "services": SERVICES}
    return render(request, "care/tariffs.html", context)
