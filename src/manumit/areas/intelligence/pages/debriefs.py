"""Pages of de-briefs: begin, the overview with coverage, one stage at a time, consent, welfare, and a proposed indicator."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manumit.areas.intelligence import api, rules
from manumit.areas.intelligence.pages.forms import ConsentForm, StageForm, StartForm, TextForm
from manumit.areas.intelligence.pages.indicator_form import IndicatorForm
from manumit.errors import Conflict, NotFound
from manumit.platform.thread.links import Ref
from manumit.platform.ui.forms import conflict_of
from manumit.platform.ui.pages import attempt, build_form, page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, build_table


@page("intelligence.read_debrief")
def debrief_list(request: PageRequest) -> HttpResponse:
    """Show the de-briefs, newest first."""
    columns = (
        Column(
            "reference", _("Reference"), href=lambda row: reverse("intelligence:debrief", args=[row.id]), header=True
        ),
        Column("pseudonym", _("Person")),
        Column("kind", _("Kind"), value=lambda row: _kinds()[row.kind]),
        Column("state", _("State"), value=lambda row: _(row.state_label)),
        Column("started_at", _("Started")),
    )
    rows = api.list_debriefs(by=request.actor, state=request.GET.get("state", ""))
    empty = _("No de-brief has been held. One is begun from here, with the pseudonym of the person.")
    table = build_table(request.GET, rows, columns, caption=_("De-briefs"), empty=empty)
    return render(request, "intelligence/debriefs.html", {"title": _("De-briefs"), "table": table})


def _kinds() -> dict[str, str]:
    return {"victim": _("May be a victim"), "trafficker": _("Suspected or convicted")}


@page("intelligence.debrief", drafts=True)
def start(request: PageRequest) -> HttpResponse:
    """Begin a de-brief; the pseudonym and the record that led here may come with the address."""
    names = ("subject_pseudonym", "earlier_kind", "earlier_id", "kind")
    initial = {name: request.GET[name] for name in names if name in request.GET}
    form = build_form(request, StartForm, initial=initial)
    if request.method == "POST" and form.is_valid():
        debrief_id = attempt(form, lambda: _start(request, form))
        if debrief_id is not None:
            return redirect("intelligence:debrief", debrief_id)
    return render(request, "intelligence/start_debrief.html", {"title": _("Begin a de-brief"), "form": form})


def _start(request: PageRequest, form: StartForm) -> UUID:
    facts = dict(form.cleaned_data)
    kind, record_id = facts.pop("earlier_kind"), facts.pop("earlier_id")
    earlier = Ref(kind, record_id) if kind and record_id else None
    return api.start_debrief(by=request.actor, at=request.at, earlier=earlier, **facts)


@page("intelligence.read_debrief")
def show(request: PageRequest, debrief_id: UUID) -> HttpResponse:
    """Show one de-brief: coverage, what stands, consent, and what may be done next."""
    view = api.open_debrief(by=request.actor, at=request.at, debrief_id=debrief_id)
    context = {
        "title": view.row.reference,
        "view": view,
        "kind": _kinds()[view.row.kind],
        "stages": rules.STAGES,
        "moves": [(key, _(rules.DEBRIEF_WORKFLOW.moves[key].label)) for key in _ordered(view.moves)],
        "report_href": reverse("intelligence:new_report") + f"?earlier_kind=debrief&earlier_id={debrief_id}",
    }
    return render(request, "intelligence/debrief.html", context)


def _ordered(moves: frozenset[str]) -> list[str]:
    return [key for key in ("pause", "resume", "finish", "stop") if key in moves]


@page("intelligence.debrief", drafts=True)
def stage(request: PageRequest, debrief_id: UUID, stage: str) -> HttpResponse:
    """Show and take the answers of one stage."""
    found = next((each for each in rules.STAGES if each.key == stage), None)
    if found is None:
        raise NotFound("There is no such stage.")
    view = api.open_debrief(by=request.actor, at=request.at, debrief_id=debrief_id)
    form = build_form(request, StageForm, told=view.stage(stage), initial={"version": view.version})
    if request.method == "POST" and form.is_valid():
        try:
            written = attempt(form, lambda: _answer(request, debrief_id, form))
        except Conflict:
            return _conflict(request, view, form, stage)
        if written is not None:
            messages.success(request, _("%(n)s answers were written.") % {"n": written})
            return redirect("intelligence:debrief", debrief_id)
    context = {"title": _(found.label), "view": view, "stage": found, "form": form}
    return render(request, "intelligence/stage.html", context)


def _answer(request: PageRequest, debrief_id: UUID, form: StageForm) -> int:
    return api.record_answers(
        by=request.actor,
        at=request.at,
        debrief_id=debrief_id,
        answers=form.answers(),
        expected=form.expected_version,
    )


def _conflict(request: PageRequest, view: api.DebriefView, form: StageForm, stage: str) -> HttpResponse:
    stands: dict[str, str] = {}
    for one in view.stage(stage):
        stands |= {f"{one.question.key}_status": one.status, f"{one.question.key}_text": one.text}
    keep = reverse("intelligence:debrief", args=[view.row.id])
    conflict = conflict_of(form, current=stands, version=view.version, action=request.path, keep_href=keep)
    return render(request, "manumit/conflict.html", {"conflict": conflict}, status=409)


_MOVES = {
    "pause": api.pause_debrief,
    "resume": api.resume_debrief,
    "finish": api.finish_debrief,
    "stop": api.stop_debrief,
}


@page("intelligence.debrief")
@require_POST
def move(request: PageRequest, debrief_id: UUID, move: str) -> HttpResponse:
    """Pause, go on, finish or stop."""
    if move not in _MOVES:
        raise NotFound("There is no such step.")
    _MOVES[move](by=request.actor, at=request.at, debrief_id=debrief_id)
    return redirect("intelligence:debrief", debrief_id)


@page("intelligence.debrief")
def consent(request: PageRequest, debrief_id: UUID) -> HttpResponse:
    """Record what the person said to sharing with one kind of recipient."""
    view = api.open_debrief(by=request.actor, at=request.at, debrief_id=debrief_id)
    form = build_form(request, ConsentForm, initial={"language": view.language, "interpreter": view.interpreter})
    if request.method == "POST" and form.is_valid():

        def act() -> bool:
            api.record_consent(by=request.actor, at=request.at, debrief_id=debrief_id, **form.cleaned_data)
            return True

        if attempt(form, act):
            return redirect("intelligence:debrief", debrief_id)
    context = {"title": _("Consent to share"), "view": view, "form": form, "submit_label": _("Record the answer")}
    return render(request, "intelligence/debrief_form.html", context)


@page("intelligence.debrief")
def welfare(request: PageRequest, debrief_id: UUID) -> HttpResponse:
    """Note how the person is."""
    view = api.open_debrief(by=request.actor, at=request.at, debrief_id=debrief_id)
    form = build_form(request, TextForm, name="note", label=_("How is the person, and what was done?"))
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]

        def act() -> bool:
            api.check_welfare(by=request.actor, at=request.at, debrief_id=debrief_id, note=note)
            return True

        if attempt(form, act):
            return redirect("intelligence:debrief", debrief_id)
    context = {"title": _("How the person is"), "view": view, "form": form, "submit_label": _("Save")}
    return render(request, "intelligence/debrief_form.html", context)


@page("intelligence.propose_indicator", drafts=True)
def indicator(request: PageRequest, debrief_id: UUID) -> HttpResponse:
    """Propose to the border what the de-brief taught."""
    view = api.open_debrief(by=request.actor, at=request.at, debrief_id=debrief_id)
    form = build_form(request, IndicatorForm)
    if request.method == "POST" and form.is_valid():
        definition = form.definition(request.at.date(), owner=view.organisation)

        def act() -> UUID:
            return api.propose_indicator_from_debrief(
                by=request.actor,
                at=request.at,
                debrief_id=debrief_id,
                definition=definition,
                because=form.cleaned_data["because"],
            )

        if attempt(form, act) is not None:
            messages.success(
                request, _("The indicator is proposed. Somebody at the border decides whether it goes live.")
            )
            return redirect("intelligence:debrief", debrief_id)
    context = {"title": _("Propose an indicator"), "view": view, "form": form, "submit_label": _("Propose")}
    return render(request, "intelligence/debrief_form.html", context)
