"""The one way in which a page is guarded: `@page("room.permission")`, or `@public_page` for what anyone may open.

The guard asks for sign-in and second factor, for the permission, keeps what was typed when a session is lost, saves
drafts on request, and turns errors of the tree into pages.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _

from manumit.errors import AccessRefused, InputError, ManumitError, RuleBroken
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.accounts.second_factor import has_second_factor, where_to_prove
from manumit.platform.drafts.store import forget_draft, load_draft, save_draft
from manumit.platform.ui.errors import error_response
from manumit.platform.ui.middleware import last_seen_account
from manumit.platform.ui.request import PageRequest

View = Callable[..., HttpResponse]
F = TypeVar("F", bound=forms.Form)
R = TypeVar("R")
_NEVER_KEPT = ("csrfmiddlewaretoken", "password", "_save_draft")
_REDIRECTS = range(300, 400)

PUBLIC_PAGES: set[str] = set()
"""Names of the view functions that anyone may open; the house test compares it with the list it was agreed on."""


def page(permission: str, *, drafts: bool = False) -> Callable[[View], View]:
    """Guard a page. The view is called with a `PageRequest` and its URL arguments.

    Args:
        permission: name of a registered permission; without it the page is refused.
        drafts: whether a form on the page can be saved unfinished (a button named `_save_draft`) and is kept when
            the session is lost.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            asked = cast("PageRequest", request)
            if asked.actor.is_public:
                return _sign_in_first(asked, drafts=drafts)
            if settings.MANUMIT_SECOND_FACTOR == "required" and not has_second_factor(request):
                return HttpResponseRedirect(where_to_prove(request))
            try:
                require(asked.actor, permission)
                if drafts and asked.method == "POST" and "_save_draft" in asked.POST:
                    return _save_and_return(asked)
                response = view(asked, *args, **kwargs)
            except ManumitError as error:
                return error_response(request, error)
            if drafts and asked.method == "POST" and response.status_code in _REDIRECTS:
                forget_draft(by=asked.actor, form=asked.path)
            return response

        guarded.permission = permission  # type: ignore[attr-defined] # read by the house test and the matrix
        return guarded

    return guard


def public_page(view: View) -> View:
    """Let anyone open the page. Its name is listed in `PUBLIC_PAGES`."""

    @wraps(view)
    def open_to_all(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(cast("PageRequest", request), *args, **kwargs)
        except ManumitError as error:
            return error_response(request, error)

    PUBLIC_PAGES.add(f"{view.__module__}.{view.__qualname__}")
    open_to_all.permission = None  # type: ignore[attr-defined] # read by the house test and the matrix
    return open_to_all


def build_form(request: PageRequest, form_class: type[F], **options: Any) -> F:
    """Return the form of a page: with what was sent, else with what was kept, else fresh.

    Args:
        request: a POST binds what was sent; a GET with `kept=1` binds the draft of this address.
        form_class: the form.
        options: passed to the form, such as `initial`.
    """
    if request.method == "POST":
        return form_class(request.POST, request.FILES, **options)
    kept = load_draft(by=request.actor, form=request.path) if request.GET.get("kept") else None
    if kept is None:
        return form_class(**options)
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values)
    return form_class(data, **options)


def attempt(form: forms.Form, act: Callable[[], R]) -> R | None:
    """Do something with a valid form; what the rules or the input refuse becomes an error beside its field.

    Returns:
        What `act` returned, or None where it was refused; the form then has errors. Let `act` return a value.
    """
    try:
        return act()
    except InputError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
    except RuleBroken as error:
        form.add_error(None, error.message)
    return None


def _kept_values(request: HttpRequest) -> dict[str, list[str]]:
    return {
        name: [str(value) for value in request.POST.getlist(name)]
        for name in request.POST
        if not name.startswith(_NEVER_KEPT)
    }


def _save_and_return(request: PageRequest) -> HttpResponse:
    save_draft(
        by=request.actor,
        form=request.path,
        href=f"{request.path}?kept=1",
        values=_kept_values(request),
        at=request.at,
        title=str(request.POST.get("_draft_title", "")),
    )
    messages.success(request, _("Your draft is saved. It is kept for 28 days."))
    return HttpResponseRedirect(f"{request.path}?kept=1")


def _sign_in_first(request: PageRequest, *, drafts: bool) -> HttpResponse:
    if request.path.startswith("/api/"):
        raise AccessRefused("Sign in first.")
    owner = last_seen_account(request)
    if request.method == "POST" and drafts and owner:
        kept = f"{request.path}?kept=1"
        save_draft(
            by=Actor(user_id=owner),
            form=request.path,
            href=kept,
            values=_kept_values(request),
            at=request.at,
            title=str(request.POST.get("_draft_title", "")),
        )
        messages.info(request, _("Your session had ended. What you typed is kept; sign in and it is there."))
        return redirect_to_login(kept)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else request.path)
