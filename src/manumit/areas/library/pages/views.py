"""Pages of the library: the list and its search, an entry, and a librarian's forms."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.library import api
from manumit.areas.library.pages.forms import GuidanceEditForm, GuidanceForm, WithdrawForm
from manumit.errors import Conflict
from manumit.platform.access import can
from manumit.platform.ui.components import Tag
from manumit.platform.ui.forms import conflict_of
from manumit.platform.ui.pages import attempt, build_form, page, public_page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, Filter, build_table


def _href(entry: api.Guidance) -> str:
    return reverse("library:guidance", kwargs={"guidance_id": entry.id})


def _kind(entry: api.Guidance) -> Tag:
    return Tag(_(api.KINDS.get(entry.facts.kind, entry.facts.kind)), "blue")


def _columns() -> tuple[Column, ...]:
    return (
        Column("title", _("Title"), lambda e: e.facts.title, sort="x", href=_href, header=True),
        Column("author", _("Author"), lambda e: e.facts.author, sort="x"),
        Column("year", _("Year"), lambda e: str(e.facts.year or ""), sort="x", numeric=True),
        Column("number", _("Number"), lambda e: e.facts.number),
        Column("kind", _("Kind"), _kind),
    )


def _filters() -> tuple[Filter, ...]:
    return (
        Filter("q", _("Words"), lambda rows, _value: rows),
        Filter("kind", _("Kind"), lambda rows, _value: rows, tuple(api.KINDS.items())),
        Filter("language", _("Language"), lambda rows, _value: rows, tuple(api.LANGUAGES.items())),
        Filter("state", _("State"), lambda rows, _value: rows, (("withdrawn", _("Withdrawn")),)),
    )


@public_page
def guidance_list(request: PageRequest) -> HttpResponse:
    """Show the library with its filters and its full-text search."""
    filters = _filters()
    asked = {one.key: one.accept(request.GET.get(one.key, "")) for one in filters}
    entries = api.list_guidance(
        by=request.actor,
        words=asked["q"],
        kind=asked["kind"],
        language=asked["language"],
        withdrawn=asked["state"] == "withdrawn",
    )
    table = build_table(
        request.GET,
        entries,
        _columns(),
        filters,
        caption=_("Guidance, toolkits and research"),
        empty=_("The library is empty. A librarian adds entries."),
    )
    may_add = can(request.actor, "library.add_guidance")
    return render(request, "library/list.html", {"title": _("Library"), "table": table, "may_add": may_add})


@public_page
def guidance(request: PageRequest, guidance_id: UUID) -> HttpResponse:
    """Show one entry and its history."""
    entry = api.guidance(by=request.actor, guidance_id=guidance_id)
    context = {
        "title": entry.facts.title,
        "entry": entry,
        "kind": _(api.KINDS.get(entry.facts.kind, entry.facts.kind)),
        "language_name": _(api.LANGUAGES.get(entry.facts.language, entry.facts.language)),
        "history": api.history(by=request.actor, guidance_id=guidance_id),
        "changes": {"added": _("Catalogued"), "edited": _("Corrected"), "withdrawn": _("Withdrawn")},
        "may_edit": can(request.actor, "library.edit_guidance"),
        "may_follow": can(request.actor, "thread.read"),
        "back_href": reverse("library:guidance_list"),
    }
    return render(request, "library/entry.html", context)


@public_page
def guidance_file(request: PageRequest, guidance_id: UUID) -> HttpResponse:
    """Send the kept copy as a download."""
    name, content_type, body = api.guidance_file(by=request.actor, at=request.at, guidance_id=guidance_id)
    response = HttpResponse(body, content_type=content_type)
    safe = (
        "".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter in "._-")) or "document"
    )
    response["Content-Disposition"] = f'attachment; filename="{safe}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@page("library.add_guidance", drafts=True)
def guidance_add(request: PageRequest) -> HttpResponse:
    """Catalogue a document."""
    form = build_form(request, GuidanceForm)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _add(request, form))
        if made is not None:
            messages.success(request, _("The entry is in the library."))
            return HttpResponseRedirect(reverse("library:guidance", kwargs={"guidance_id": made}))
    context = {"title": _("Add to the library"), "form": form, "back_href": reverse("library:guidance_list")}
    return render(request, "library/form.html", context, status=422 if form.is_bound and form.errors else 200)


def _add(request: PageRequest, form: GuidanceForm) -> UUID:
    facts = {name: form.cleaned_data[name] for name in api.GuidanceFacts.__slots__}
    return api.add_guidance(by=request.actor, at=request.at, file=form.upload(), **facts)


@page("library.edit_guidance")
def guidance_edit(request: PageRequest, guidance_id: UUID) -> HttpResponse:
    """Correct an entry; two librarians at once get both versions to compare."""
    entry = api.guidance(by=request.actor, guidance_id=guidance_id)
    here = reverse("library:guidance_edit", kwargs={"guidance_id": guidance_id})
    form = build_form(request, GuidanceEditForm, initial={**entry.facts.as_dict(), "version": entry.version})
    if request.method == "POST" and form.is_valid():
        try:
            saved = attempt(form, lambda: _edit(request, form, guidance_id))
        except Conflict:
            now = api.guidance(by=request.actor, guidance_id=guidance_id)
            conflict = conflict_of(
                form,
                current=now.facts.as_dict(),
                version=now.version,
                action=here,
                keep_href=_href(now),
                at=now.changed_at,
            )
            return render(request, "manumit/conflict.html", {"conflict": conflict}, status=409)
        if saved is not None:
            messages.success(request, _("The entry is corrected. What it said before is kept."))
            return HttpResponseRedirect(_href(entry))
    context = {"title": _("Correct an entry"), "form": form, "back_href": _href(entry)}
    return render(request, "library/form.html", context, status=422 if form.is_bound and form.errors else 200)


def _edit(request: PageRequest, form: GuidanceEditForm, guidance_id: UUID) -> int:
    return api.edit_guidance(
        by=request.actor,
        at=request.at,
        guidance_id=guidance_id,
        expected=form.expected_version,
        facts=form.facts(),
        file=form.upload(),
    )


@page("library.withdraw_guidance")
def guidance_withdraw(request: PageRequest, guidance_id: UUID) -> HttpResponse:
    """Withdraw an entry with a reason."""
    entry = api.guidance(by=request.actor, guidance_id=guidance_id)
    form = build_form(request, WithdrawForm)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: _withdraw(request, guidance_id, form.cleaned_data["reason"]))
        if done:
            messages.success(request, _("The entry is withdrawn. It stays readable, with the reason."))
            return HttpResponseRedirect(_href(entry))
    context = {"title": _("Withdraw an entry"), "form": form, "back_href": _href(entry)}
    return render(request, "library/form.html", context, status=422 if form.is_bound and form.errors else 200)


def _withdraw(request: PageRequest, guidance_id: UUID, reason: str) -> bool:
    api.withdraw_guidance(by=request.actor, at=request.at, guidance_id=guidance_id, reason=reason)
    return True
