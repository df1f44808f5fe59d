"""The first page of each role: what must I do now, and what is about to go wrong."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from manumit.platform.drafts.store import drafts_of
from manumit.platform.rooms import manifests
from manumit.platform.ui.pages import page, public_page
from manumit.platform.ui.request import PageRequest


@public_page
def home(request: PageRequest) -> HttpResponse:
    """Show the public front page, or the blocks of the actor's roles."""
    if request.actor.is_public:
        return render(request, "site/front.html", {"title": _("Manumit")})
    return _desk(request)


@page("accounts.use")
def _desk(request: PageRequest) -> HttpResponse:
    wanted = sorted(
        (block for manifest in manifests() for block in manifest.home if request.actor.has(*block.roles)),
        key=lambda block: block.order,
    )
    blocks = [built for block in wanted if (built := block.build(request.actor, request.at)) is not None]
    context = {"title": _("Now"), "blocks": blocks, "drafts": drafts_of(request.actor)}
    return render(request, "site/home.html", context)
