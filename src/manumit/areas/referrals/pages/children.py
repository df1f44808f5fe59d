"""What a local authority sees of the children whom it safeguards."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from manumit.areas.referrals import api
from manumit.areas.referrals.pages.lists import page_number
from manumit.areas.referrals.pages.presenters import row_item
from manumit.areas.referrals.pages.record import record_context
from manumit.platform.ui.components import Queue
from manumit.platform.ui.pages import page
from manumit.platform.ui.request import PageRequest


@page("referrals.open_child")
def children(request: PageRequest) -> HttpResponse:
    """List the children of the reader's authority."""
    found = api.children_of(by=request.actor, page=page_number(request))
    items = tuple(row_item(row, child_page=True) for row in found.rows)
    empty = _("Children for whom your authority is the contact stand here.")
    queues = (Queue(_("Children in our care"), items, empty, total=found.total),)
    context: dict[str, object] = {"heading": _("Children"), "queues": queues, "found": found, "alarms": []}
    return render(request, "referrals/queue.html", context)


@page("referrals.open_child")
def child(request: PageRequest, referral_id: UUID) -> HttpResponse:
    """Show the referral of a child."""
    view = api.open_child(by=request.actor, at=request.at, referral_id=referral_id)
    return render(request, "referrals/referral.html", record_context(request, view))
