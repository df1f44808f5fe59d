"""Pages of the strategy room: the board, an action, the figures, the paper and the gaps."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manumit.areas.strategy import api
from manumit.areas.strategy.pages import present
from manumit.areas.strategy.pages.forms import ReportForm
from manumit.platform.access import can
from manumit.platform.ui.components import TimelineItem
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, Filter, build_table


def _href(one: api.ActionView) -> str:
    return reverse("strategy:action", kwargs={"action_id": one.id})


def _choices() -> tuple[tuple[str, object], ...]:
    return tuple((aim.key, _(aim.label)) for aim in api.AIMS)


@page("strategy.read_action")
def board(request: PageRequest) -> HttpResponse:
    """Show every aim with its counts, and the actions with filters."""
    boards = api.board(by=request.actor, at=request.at)
    actions = [one for aim in boards for one in aim.actions]
    standings = tuple((one.value, _(one.value.capitalize())) for one in api.Standing)
    table = build_table(
        request.GET,
        actions,
        (
            Column("commitment", _("Commitment"), lambda a: a.commitment, href=_href, header=True),
            Column("standing", _("Standing"), present.standing_tag, sort="x"),
            Column("owner", _("Owner"), lambda a: a.owner, sort="x"),
            Column("due", _("Due, in the words of the text"), lambda a: a.due),
            Column("last_at", _("Last heard"), lambda a: a.last_at, sort="x"),
            Column("paragraph", _("Paragraph"), lambda a: a.paragraph),
        ),
        (
            Filter("aim", _("Aim"), lambda rows, key: [a for a in rows if a.aim == key], _choices()),
            Filter("standing", _("Standing"), lambda rows, key: [a for a in rows if a.standing == key], standings),
        ),
        caption=_("Actions"),
        empty=_("The register is empty. The commitments are carried into it when the house is set up."),
    )
    context = {"title": _("The strategy's actions"), "boards": boards, "table": table}
    return render(request, "strategy/board.html", context)


@page("strategy.read_action")
def action(request: PageRequest, action_id: UUID) -> HttpResponse:
    """Show one action: what was promised, what was reported, and the figures that speak for it."""
    one = api.action(by=request.actor, at=request.at, action_id=action_id)
    values = api.figures_for(by=request.actor, at=request.at, one=one)
    steps = [
        TimelineItem(at=step.at, title=_(api.STATES.get(step.state, step.state)), body=step.note)
        for step in api.progress_of(by=request.actor, action_id=action_id)
    ]
    context = {
        "title": one.key,
        "one": one,
        "tag": present.standing_tag(one),
        "state": _(api.STATES[one.state]),
        "figures": present.figure_rows(values, request.actor),
        "steps": steps,
        "may_report": can(request.actor, "strategy.report_progress"),
        "back_href": reverse("strategy:board"),
    }
    return render(request, "strategy/action.html", context)


@page("strategy.report_progress", drafts=True)
def report(request: PageRequest, action_id: UUID) -> HttpResponse:
    """Report progress of an action."""
    one = api.action(by=request.actor, at=request.at, action_id=action_id)
    form = build_form(request, ReportForm)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _report(request, action_id, form))
        if made is not None:
            messages.success(request, _("Your report is in the register."))
            return HttpResponseRedirect(_href(one))
    context = {"title": _("Report progress"), "one": one, "form": form, "back_href": _href(one)}
    return render(request, "strategy/report.html", context, status=422 if form.is_bound and form.errors else 200)


def _report(request: PageRequest, action_id: UUID, form: ReportForm) -> UUID:
    return api.report_progress(
        by=request.actor,
        at=request.at,
        action_id=action_id,
        state=form.cleaned_data["state"],
        note=form.cleaned_data["note"],
    )


@page("strategy.read_action")
def figures(request: PageRequest) -> HttpResponse:
    """Show every figure of the house as last read."""
    found = api.figures(by=request.actor)
    context = {
        "title": _("Figures of the house"),
        "read_at": found.at,
        "rows": [
            (present.figure_name(key), present.figure_value(key, value)) for key, value in sorted(found.values.items())
        ],
        "may_read": can(request.actor, "strategy.read_evidence"),
        "back_href": reverse("strategy:board"),
    }
    return render(request, "strategy/figures.html", context)


@require_POST
@page("strategy.read_evidence")
def read_figures(request: PageRequest) -> HttpResponse:
    """Ask every room for its figures now."""
    api.read_evidence(by=request.actor, at=request.at)
    messages.success(request, _("The figures are read."))
    return HttpResponseRedirect(reverse("strategy:figures"))


@page("strategy.read_action")
def paper(request: PageRequest) -> HttpResponse:
    """Show the paper for the ministerial group as the register makes it now; it prints as it stands."""
    made = api.paper(by=request.actor, at=request.at)
    context = {
        "title": _("Paper %(n)d for the ministerial group") % {"n": made.number},
        "paper": made,
        "aims": [(_(name), str(green), str(late), str(silent)) for name, green, late, silent in made.aims],
        "figures": [
            (
                present.figure_name(one.key),
                present.figure_value(one.key, one.before),
                present.figure_value(one.key, one.now),
            )
            for one in made.figures
        ],
        "due": api.next_paper(by=request.actor, at=request.at),
        "may_keep": can(request.actor, "strategy.keep_paper"),
        "back_href": reverse("strategy:board"),
    }
    return render(request, "strategy/paper.html", context)


@require_POST
@page("strategy.keep_paper")
def keep(request: PageRequest) -> HttpResponse:
    """Keep the paper as it stands; the next one begins from here."""
    number = api.keep_paper(by=request.actor, at=request.at)
    messages.success(request, _("Paper %(n)d is kept as it stands.") % {"n": number})
    return HttpResponseRedirect(reverse("strategy:paper"))


@page("strategy.read_action")
def gaps(request: PageRequest) -> HttpResponse:
    """Show what the texts do not state."""
    rows = [(_(gap.title), _(gap.text)) for gap in api.GAPS]
    context = {"title": _("What the texts do not state"), "gaps": rows, "back_href": reverse("strategy:board")}
    return render(request, "strategy/gaps.html", context)
