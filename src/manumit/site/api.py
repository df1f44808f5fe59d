"""The HTTP API: one router a room, one error shape, OpenAPI at `/api/openapi.json`."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from manumit.errors import ManumitError
from manumit.platform.rest.guard import API_AUTH
from manumit.platform.ui.errors import error_body, status_of

api = NinjaAPI(
    title="Manumit",
    version="1",
    description="Every call needs a session or a bearer token, names the permission it needs, and is audited.",
    auth=API_AUTH,
    docs_url=None,
    urls_namespace="api",
)


@api.exception_handler(ManumitError)
def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return api.create_response(request, error_body(error), status=status_of(error))


@api.exception_handler(AuthenticationError)
def _unknown_caller(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001 ninja's signature
    body = {"code": "sign-in", "message": "Send a valid bearer token, or sign in.", "detail": {}}
    return api.create_response(request, body, status=401)


@api.exception_handler(ValidationError)
def _malformed(request: HttpRequest, error: Any) -> HttpResponse:
    faults = [
        {"field": ".".join(str(part) for part in fault.get("loc", ())[1:]), "message": fault.get("msg", "")}
        for fault in error.errors
    ]
    body = {"code": "input", "message": "Some fields cannot be accepted.", "detail": {"fields": faults}}
    return api.create_response(request, body, status=422)


for _room in settings.ROOMS:
    api.add_router(f"/{_room}", import_module(f"manumit.areas.{_room}.rest").router)
