"""Pages that anyone may read and that seldom change: accessibility, privacy, licence; and the kit's gallery of the demo."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from manumit.errors import NotFound
from manumit.platform.ui.errors import error_page
from manumit.platform.ui.gallery import gallery_context
from manumit.platform.ui.pages import public_page
from manumit.platform.ui.request import PageRequest


@public_page
def accessibility(request: PageRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "site/accessibility.html", {"title": _("Accessibility statement")})


@public_page
def privacy(request: PageRequest) -> HttpResponse:
    """Show what is kept of whom, for how long, and whom to ask."""
    return render(request, "site/privacy.html", {"title": _("Privacy")})


@public_page
def licence(request: PageRequest) -> HttpResponse:
    """Show the licence and what is built in."""
    return render(request, "site/licence.html", {"title": _("Licence")})


@public_page
def kit(request: PageRequest) -> HttpResponse:
    """Show every part of the page kit, in the demo only."""
    if settings.MANUMIT_PROFILE != "demo":
        raise NotFound("There is no such page.")
    return render(request, "manumit/gallery.html", gallery_context(request.at, request.GET))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 Django's signature
    """Return the page for what Django or the sign-in library refuses."""
    return error_page(request, 403)
