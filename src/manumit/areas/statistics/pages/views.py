"""Pages inside the statistics room: tables, counting, comparing, proposing and signing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manumit.areas.statistics import api
from manumit.areas.statistics.pages import present
from manumit.areas.statistics.pages.forms import BuildForm, ReturnForm
from manumit.errors import NotFound
from manumit.platform.access import can
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, Filter, build_table


def _href(table: api.Table) -> str:
    return reverse("statistics:table", kwargs={"statistical_table_id": table.id})


@page("statistics.read_table")
def tables(request: PageRequest) -> HttpResponse:
    """List every counted table, newest first."""
    choices = tuple((key, present.label_of(one.title)) for key, one in api.DEFINITIONS.items())
    table = build_table(
        request.GET,
        api.list_tables(by=request.actor),
        (
            Column(
                "title", _("Table"), lambda t: present.label_of(t.definition.title), sort="x", href=_href, header=True
            ),
            Column("period", _("Period"), lambda t: present.period(t.since, t.until)),
            Column("vintage", _("Vintage"), lambda t: t.vintage, sort="x", numeric=True),
            Column("total", _("Counted"), lambda t: t.grid.total(), sort="x", numeric=True),
            Column("built_at", _("Made"), lambda t: t.built_at, sort="x"),
        ),
        (Filter("key", _("Table"), lambda rows, key: [t for t in rows if t.definition.key == key], choices),),
        caption=_("Tables, newest first"),
        empty=_("No table is counted yet. Choose a table and a period, and count it."),
    )
    context = {"title": _("Tables"), "table": table, "may_build": can(request.actor, "statistics.build_table")}
    return render(request, "statistics/tables.html", context)


@page("statistics.build_table")
def build(request: PageRequest) -> HttpResponse:
    """Count a table over a period as a new vintage."""
    form = build_form(request, BuildForm)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _build(request, form))
        if made is not None:
            messages.success(request, _("The table is counted and frozen as vintage %(n)d.") % {"n": made.vintage})
            return HttpResponseRedirect(_href(made))
    definitions = [(present.label_of(one.title), present.label_of(one.counted)) for one in api.DEFINITIONS.values()]
    context = {
        "title": _("Count a table"),
        "form": form,
        "definitions": definitions,
        "back_href": reverse("statistics:tables"),
    }
    return render(request, "statistics/build.html", context, status=422 if form.is_bound and form.errors else 200)


def _build(request: PageRequest, form: BuildForm) -> api.Table:
    return api.build_table(
        by=request.actor,
        at=request.at,
        key=form.cleaned_data["key"],
        since=form.cleaned_data["since"],
        until=form.until(),
    )


@page("statistics.read_table")
def table(request: PageRequest, statistical_table_id: UUID) -> HttpResponse:
    """Show one vintage with its full counts, its definition and its release."""
    found = api.read_table(by=request.actor, at=request.at, table_id=statistical_table_id)
    release = api.release_of(by=request.actor, table_id=found.id)
    whole = present.full(found)
    headers, lines = present.text_lines(whole)
    waiting = release is not None and release.state == "proposed"
    own = release is not None and release.proposed_by == request.actor.user_id
    may_sign = can(request.actor, "statistics.sign_release")
    context = {
        "title": present.label_of(found.definition.title),
        "table": found,
        "definition": (present.label_of(found.definition.counted), present.label_of(found.definition.age_basis)),
        "period": present.period(found.since, found.until),
        "figure": present.figure(whole),
        "headers": headers,
        "lines": lines,
        "release": release,
        "states": {"proposed": _("Waiting for signature"), "published": _("Published"), "returned": _("Returned")},
        "may_propose": can(request.actor, "statistics.propose_release")
        and (release is None or release.state == "returned"),
        "may_sign": waiting and may_sign and not own,
        "own_waits": waiting and own,
        "return_form": ReturnForm(),
        "note": present.hidden_note(api.SMALL_COUNT_THRESHOLD),
        "back_href": reverse("statistics:tables"),
    }
    return render(request, "statistics/table.html", context)


@require_POST
@page("statistics.propose_release")
def propose(request: PageRequest, statistical_table_id: UUID) -> HttpResponse:
    """Propose to publish a vintage."""
    api.propose_release(by=request.actor, at=request.at, table_id=statistical_table_id)
    messages.success(request, _("Proposed. The chief statistician sees it in the queue."))
    return HttpResponseRedirect(reverse("statistics:table", kwargs={"statistical_table_id": statistical_table_id}))


def _release_id(request: PageRequest, table_id: UUID) -> UUID:
    release = api.release_of(by=request.actor, table_id=table_id)
    if release is None:
        raise NotFound("No release of this table was proposed.")
    return release.id


@require_POST
@page("statistics.sign_release")
def sign(request: PageRequest, statistical_table_id: UUID) -> HttpResponse:
    """Sign a release; from now on anyone may read it."""
    api.sign_release(by=request.actor, at=request.at, release_id=_release_id(request, statistical_table_id))
    messages.success(request, _("Published."))
    href = reverse("statistics:published_table", kwargs={"statistical_table_id": statistical_table_id})
    return HttpResponseRedirect(href)


@page("statistics.sign_release")
def send_back(request: PageRequest, statistical_table_id: UUID) -> HttpResponse:
    """Return a release with the reason."""
    form = build_form(request, ReturnForm)
    back = reverse("statistics:table", kwargs={"statistical_table_id": statistical_table_id})
    release_id = _release_id(request, statistical_table_id)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: _send_back(request, release_id, form.cleaned_data["reason"]))
        if done:
            messages.success(request, _("Returned. The statistician sees the reason."))
            return HttpResponseRedirect(back)
    context = {"title": _("Return a release"), "form": form, "back_href": back}
    return render(request, "statistics/return.html", context, status=422 if form.is_bound and form.errors else 200)


def _send_back(request: PageRequest, release_id: UUID, reason: str) -> bool:
    api.return_release(by=request.actor, at=request.at, release_id=release_id, reason=reason)
    return True


@page("statistics.read_table")
def comparison(request: PageRequest) -> HttpResponse:
    """Set figures that were published elsewhere beside ours, cell by cell."""
    found = [
        {
            "published": one.published,
            "title": present.label_of(api.DEFINITIONS[one.published.table].title),
            "period": present.period(one.published.since, one.published.until),
            "table_id": one.table_id,
            "differing": one.differing,
            "lines": [
                (
                    f"{present.label(line.row)}, {present.label(line.column)}",
                    str(line.published),
                    str(line.ours),
                    _("equal") if line.equal else _("differs"),
                )
                for line in one.lines
            ],
        }
        for one in api.comparisons(by=request.actor)
    ]
    context = {
        "title": _("Published elsewhere, beside ours"),
        "comparisons": found,
        "back_href": reverse("statistics:tables"),
    }
    return render(request, "statistics/comparison.html", context)
