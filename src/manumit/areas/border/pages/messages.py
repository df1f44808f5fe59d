"""Messages and manifests: the register of the inbox, what was read and what was not, and who is on a service."""

from typing import Any

from django.contrib import messages as notes
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.border import api
from manumit.areas.border.pages.presenters import KIND_WORDS, MESSAGE_WORDS, SERVICE_WORDS, TRAVEL_WORDS, local, tag_of
from manumit.platform.access import can
from manumit.platform.ui.components import Tag
from manumit.platform.ui.pages import page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, Filter, TablePage, build_table

_RAW_SHOWN = 200_000


def _by_status(rows: QuerySet[Any], status: str) -> QuerySet[Any]:
    return rows.filter(repeats__gt=0) if status == "duplicates" else rows.filter(status=status)


def message_table(request: PageRequest, *, own: bool = False) -> TablePage:
    """Return the register as a table: by state, carrier and time."""
    columns = [
        Column(
            "received_at",
            _("Received"),
            sort="received_at",
            header=True,
            href=lambda row: reverse("border:message", args=[row.pk]),
        ),
        Column("carrier", _("Carrier"), sort="carrier"),
        Column("reference", _("Reference")),
        Column("function", _("Function")),
        Column("status", _("State"), value=lambda row: tag_of(MESSAGE_WORDS, row.status), sort="status"),
        Column("travellers", _("People"), sort="travellers", numeric=True),
        Column("problem_count", _("Findings"), sort="problem_count", numeric=True),
        Column("repeats", _("Sent again"), sort="repeats", numeric=True),
        Column("reason", _("Reason")),
    ]
    filters = [
        Filter(
            "status",
            _("State"),
            _by_status,
            (
                ("parsed", MESSAGE_WORDS["parsed"][0]),
                ("quarantined", MESSAGE_WORDS["quarantined"][0]),
                ("received", MESSAGE_WORDS["received"][0]),
                ("duplicates", _("Sent more than once")),
            ),
        )
    ]
    if not own:
        filters.append(Filter("carrier", _("Carrier"), lambda rows, text: rows.filter(carrier__iexact=text)))
    return build_table(
        request.GET, api.list_messages(by=request.actor), columns, filters, caption=_("Messages"), default_sort="-received_at",
        empty=_("No message has come yet. Carriers send them over HTTP or into the drop folder."),
    )  # fmt: skip


@page("border.read_coverage")
def messages(request: PageRequest) -> HttpResponse:
    """Show the register of the inbox."""
    return render(request, "border/messages.html", {"heading": _("Messages"), "table": message_table(request)})


@page("border.read_message")
def message(request: PageRequest, message_id: Any) -> HttpResponse:
    """Show a message: its state, its findings with their places, and what was not read."""
    found = api.open_message(by=request.actor, at=request.at, message_id=message_id)
    context = {
        "message": found,
        "state": tag_of(MESSAGE_WORDS, found.status),
        "may_replay": found.status != "parsed" and can(request.actor, "border.replay_message"),
        "at_the_desk": can(request.actor, "border.read_manifest"),
        "strays": [_person(row) for row in found.unattached],
    }
    return render(request, "border/message.html", context)


@page("border.read_message")
def raw(request: PageRequest, message_id: Any) -> HttpResponse:
    """Show a message exactly as received; asked for on purpose, and audited."""
    found, body = api.open_raw_message(by=request.actor, at=request.at, message_id=message_id)
    text = body.decode("utf-8", errors="replace")
    marked = ("", "", "")
    if found.offset is not None and found.offset < len(text):
        marked = (text[: found.offset], text[found.offset : found.offset + 1], text[found.offset + 1 : _RAW_SHOWN])
    context = {"message": found, "text": text[:_RAW_SHOWN], "marked": marked, "cut": len(text) > _RAW_SHOWN}
    return render(request, "border/raw.html", context)


@page("border.replay_message")
def replay(request: PageRequest, message_id: Any) -> HttpResponse:
    """Read a quarantined message again."""
    if request.method == "POST":
        receipt = api.replay_message(by=request.actor, at=request.at, message_id=message_id)
        if receipt.status == "parsed":
            notes.success(request, _("The message was read whole."))
        else:
            notes.warning(request, _("The message still cannot be read whole."))
    return HttpResponseRedirect(reverse("border:message", args=[message_id]))


@page("border.read_manifest")
def manifests(request: PageRequest) -> HttpResponse:
    """Show the services, latest departure first."""
    columns = [
        Column("service", _("Service"), value=lambda row: f"{row.carrier}{row.number}", header=True, href=lambda row: reverse("border:manifest", args=[row.pk])),
        Column("origin", _("From"), sort="origin"),
        Column("destination", _("To"), sort="destination"),
        Column("departs_at", _("Departs"), value=lambda row: local(row.departs_at, api.zone_of(row.origin)), sort="departs_at"),
        Column("arrives_at", _("Arrives"), value=lambda row: local(row.arrives_at, api.zone_of(row.destination)), sort="arrives_at"),
        Column("status", _("State"), value=lambda row: tag_of(SERVICE_WORDS, row.status), sort="status"),
        Column("complete", _("All parts"), value=lambda row: row.complete, sort="complete"),
    ]  # fmt: skip
    filters = [
        Filter("carrier", _("Carrier"), lambda rows, text: rows.filter(carrier__iexact=text)),
        Filter("port", _("Port"), lambda rows, text: rows.filter(port__iexact=text)),
    ]
    table = build_table(
        request.GET, api.list_manifests(by=request.actor), columns, filters, caption=_("Services"), default_sort="-departs_at",
        empty=_("No service is announced yet. They appear when a carrier’s message is read."),
    )  # fmt: skip
    return render(request, "border/messages.html", {"heading": _("Manifests"), "table": table})


def _age_tag(row: api.TravellerRow) -> Tag | str:
    if row.is_infant:
        return Tag(_("Infant"), "amber")
    if row.is_child:
        return Tag(_("Child, %(age)s") % {"age": row.age}, "amber")
    return Tag(_("Age unknown"), "grey") if row.age is None else str(row.age)


def _person(row: api.TravellerRow) -> dict[str, object]:
    return {
        "row": row,
        "age": _age_tag(row),
        "status": tag_of(TRAVEL_WORDS, row.status),
        "kind": KIND_WORDS.get(row.kind, row.kind),
    }


@page("border.read_manifest")
def manifest(request: PageRequest, manifest_id: Any) -> HttpResponse:
    """Show a service with everybody on it, and everything that was not read."""
    found = api.open_manifest(by=request.actor, at=request.at, manifest_id=manifest_id)
    context = {
        "manifest": found,
        "brief": found.brief,
        "state": tag_of(SERVICE_WORDS, found.brief.status),
        "departs": local(found.brief.departs_at, found.brief.departs_zone),
        "arrives": local(found.brief.arrives_at, found.brief.arrives_zone),
        "people": [_person(row) for row in found.travellers],
        "unread": [row for row in found.travellers if row.unread],
        "legs_rows": [
            (
                f"{leg['carrier']}{leg['number']}",
                leg["origin"],
                leg["destination"],
                leg["departs"] or "",
                leg["arrives"] or "",
            )
            for leg in found.legs
        ],
    }
    return render(request, "border/manifest.html", context)
