"""Broken glass: opening, in an emergency, what one's role does not open; and a data guardian's review of it."""

from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.errors import NotFound
from manumit.kernel.roles import Compartment
from manumit.platform.accounts import services
from manumit.platform.accounts.models import BrokenGlass
from manumit.platform.audit.chain import record
from manumit.platform.audit.models import AuditEntry
from manumit.platform.ui.components import Tag
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, Filter, build_table
from manumit.site.pages.account_forms import GlassForm, ReviewForm

_SHOWN_ENTRIES = 200
_MINUTES = int(services.GLASS_LASTS.total_seconds()) // 60


@page("accounts.break_glass")
def break_glass(request: PageRequest) -> HttpResponse:
    """Say what happens, ask for the compartment and the reason, and open it for a limited time."""
    form = build_form(request, GlassForm, roles=request.actor.roles)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        broken = attempt(
            form,
            lambda: services.break_glass(
                by=request.actor,
                at=request.at,
                compartment=Compartment(values["compartment"]),
                reason=values["reason"],
            ),
        )
        if broken is not None:
            messages.warning(request, _("The records are open to you for %(n)s minutes.") % {"n": _MINUTES})
            return HttpResponseRedirect(reverse("home"))
    own = BrokenGlass.objects.filter(account_id=request.actor.user_id, ends__gt=request.at).order_by("ends")
    context = {"title": _("Break the glass"), "form": form, "minutes": _MINUTES, "broken": own}
    return render(request, "site/break_glass.html", context)


def _finding(row: BrokenGlass) -> Tag:
    if row.reviewed_at is None:
        return Tag(_("To review"), "amber")
    return Tag(_("Justified"), "green") if row.justified else Tag(_("Not justified"), "red")


@page("accounts.review_glass")
def glass_list(request: PageRequest) -> HttpResponse:
    """List exceptional access, what is not yet reviewed first."""
    columns = [
        Column(
            "starts",
            _("From"),
            sort="starts",
            header=True,
            href=lambda r: reverse("accounts:glass_review", args=[r.pk]),
        ),
        Column("compartment", _("Records"), sort="compartment"),
        Column("who", _("Who"), value=lambda row: row.account.name),
        Column("state", _("Finding"), value=_finding),
    ]
    states = (("open", _("To review")), ("done", _("Reviewed")))
    state = Filter("state", _("State"), lambda rows, v: rows.filter(reviewed_at__isnull=v == "open"), states)
    rows = BrokenGlass.objects.select_related("account").defer("reason", "review_note")
    # unreviewed first: the two databases disagree on where NULL sorts
    rows = rows.order_by(F("reviewed_at").desc(nulls_first=True), "starts")
    empty = _("An exceptional access stands here when somebody breaks the glass.")
    table = build_table(request.GET, rows, columns, [state], caption=_("Exceptional access"), empty=empty)
    return render(
        request, "site/list.html", {"title": _("Broken glass"), "table": table, "new_href": "", "new_label": ""}
    )


@page("accounts.review_glass")
def glass_review(request: PageRequest, glass_id: UUID) -> HttpResponse:
    """Show one exceptional access with everything that was opened under it, and take the guardian's finding."""
    row = BrokenGlass.objects.select_related("account").filter(pk=glass_id).first()
    if row is None:
        raise NotFound("There is no such access.")
    form = build_form(request, ReviewForm)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data

        def act() -> bool:
            services.review_glass(by=request.actor, at=request.at, glass_id=glass_id, **values)
            return True

        if attempt(form, act):
            messages.success(request, _("Your finding was noted."))
            return HttpResponseRedirect(reverse("accounts:glass"))
    record(by=request.actor, at=request.at, action="accounts.open_glass", record=("broken_glass", glass_id))
    entries = AuditEntry.objects.filter(actor_id=str(row.account_id), at__gte=row.starts, at__lte=row.ends)
    context = {
        "title": _("Exceptional access"),
        "row": row,
        "finding": _finding(row),
        "form": form,
        "entries": entries.order_by("sequence")[:_SHOWN_ENTRIES],
    }
    return render(request, "site/glass_review.html", context)
