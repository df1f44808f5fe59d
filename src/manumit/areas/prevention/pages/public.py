"""The public's pages: report what you saw without a name, and ask with a code what became of it.

No cookie is set and no session is begun, so nothing of the visit stays on a device that somebody else may look at. The
forms carry no right of anyone's, so they need no protection against forgery; a signed token tells them from floods.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from manumit.areas.prevention import api
from manumit.areas.prevention.pages import forms
from manumit.areas.prevention.pages.tokens import new_token, read_token
from manumit.areas.prevention.words import LANGUAGES, TOLD
from manumit.platform.ui.pages import attempt, public_page
from manumit.platform.ui.request import PageRequest


def _too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or int(length) > api.LARGEST_BODY


@csrf_exempt
@public_page
def report(request: PageRequest) -> HttpResponse:
    """Take a report from anyone."""
    return _report(request, forms.ReportForm, api.ReportKind.PUBLIC)


@csrf_exempt
@public_page
def business(request: PageRequest) -> HttpResponse:
    """Take a report from a business."""
    return _report(request, forms.BusinessForm, api.ReportKind.BUSINESS)


def _report(request: PageRequest, form_class: type[forms.ReportForm], kind: api.ReportKind) -> HttpResponse:
    if request.method != "POST":
        form = form_class(initial={"token": new_token(request.at)})
        return _show(request, form)
    if _too_large(request):
        form = form_class({"token": new_token(request.at)})
        form.errors.clear()
        form.add_error(None, _("This is too much for one report. Shorten it and send the rest as a second report."))
        return _show(request, form, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    form = form_class(request.POST)
    token = read_token(request.POST.get("token", ""), request.at)
    if not token.nonce:
        return _ask_again(
            request, form_class, _("This page was open for a long time. Nothing you wrote is lost: send it again.")
        )
    if token.too_soon and not request.POST.get("website"):
        form.add_error(None, _("That was very quick. Check what you wrote and send it again."))
    if form.is_valid() and (receipt := attempt(form, lambda: _submit(request, form, kind, token.nonce))):
        return render(request, "prevention/thanks.html", {"code": receipt.code})
    return _show(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _ask_again(request: PageRequest, form_class: type[forms.ReportForm], why: str) -> HttpResponse:
    typed = request.POST.copy()
    typed["token"] = new_token(request.at)
    form = form_class(typed)
    form.add_error(None, why)
    return _show(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _submit(request: PageRequest, form: forms.ReportForm, kind: api.ReportKind, nonce: str) -> api.ReportReceipt:
    data = form.cleaned_data
    return api.submit_public_report(
        at=request.at,
        what=data["what"],
        place=data["place"],
        seen_when=data["seen_when"],
        about=data["about"],
        contact=data["contact"],
        contact_how=data["contact_how"],
        danger_now=bool(data["danger_now"]),
        language=data["language"] or "en",
        kind=kind,
        business=data.get("business", ""),
        nonce=nonce,
        suspect=bool(data["website"]),
    )


def _show(request: PageRequest, form: forms.ReportForm, status: int = HTTPStatus.OK) -> HttpResponse:
    context = {"form": form, "is_business": isinstance(form, forms.BusinessForm)}
    return render(request, "prevention/report.html", context, status=status)


@csrf_exempt
@public_page
def status(request: PageRequest) -> HttpResponse:
    """Say what became of a report to whoever has its code; the code is sent by POST and stands in no address."""
    if request.method != "POST":
        return render(request, "prevention/status.html", {"form": forms.StatusForm(), "told": ""})
    form = forms.StatusForm(request.POST if not _too_large(request) else {})
    told = ""
    if form.is_valid():
        state = api.state_of_code(form.cleaned_data["code"])
        told = str(TOLD.get(state, ""))
        if not told:
            form.add_error("code", _("There is no report with this code. Check each letter and number."))
    return render(request, "prevention/status.html", {"form": form, "told": told})


def language_name(tag: str) -> str:
    """The language's own name; its tag where it is not in the list."""
    return dict(LANGUAGES).get(tag, tag)
