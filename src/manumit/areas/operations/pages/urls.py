"""Addresses of the operations room."""

from django.urls import URLPattern, path

from manumit.areas.operations.pages import casework, finance, results, tasking

app_name = "operations"
urlpatterns: list[URLPattern] = [
    path("", tasking.desk, name="desk"),
    path("requests/", tasking.request_list, name="request_list"),
    path("requests/new/", tasking.request_new, name="request_new"),
    path("requests/<uuid:tasking_request_id>/", tasking.request_page, name="request_page"),
    path("requests/<uuid:tasking_request_id>/decide/", tasking.request_decide, name="request_decide"),
    path("requests/<uuid:tasking_request_id>/appeal/", tasking.request_appeal, name="request_appeal"),
    path("requests/<uuid:tasking_request_id>/register/", casework.operation_new, name="operation_new"),
    path("offers/<uuid:offer_id>/dismiss/", tasking.offer_dismiss, name="offer_dismiss"),
    path("register/", casework.operation_list, name="operation_list"),
    path("register/<uuid:operation_id>/", casework.operation_page, name="operation_page"),
    path("register/<uuid:operation_id>/change/", casework.operation_edit, name="operation_edit"),
    path("register/<uuid:operation_id>/stage/", casework.operation_move, name="operation_move"),
    path("register/<uuid:operation_id>/agencies/", casework.agency_add, name="agency_add"),
    path("register/<uuid:operation_id>/agencies/<uuid:organisation_id>/end/", casework.agency_end, name="agency_end"),
    path("register/<uuid:operation_id>/plan/", casework.event_plan, name="event_plan"),
    path("register/<uuid:operation_id>/notice/", casework.notice_give, name="notice_give"),
    path("register/<uuid:operation_id>/results/", results.result_new, name="result_new"),
    path("results/", results.results, name="results"),
    path("results.csv", results.results_csv, name="results_csv"),
    path("results/<uuid:result_id>/", results.result_page, name="result_page"),
    path("results/<uuid:result_id>/correct/", results.result_correct, name="result_correct"),
    path("results/<uuid:result_id>/withdraw/", results.result_withdraw, name="result_withdraw"),
    path("results/<uuid:result_id>/share/", results.result_share, name="result_share"),
    path("results/<uuid:result_id>/panel/", results.result_assess, name="result_assess"),
    path("proceeds/", finance.ledger, name="ledger"),
    path("proceeds/new/", finance.entry_new, name="entry_new"),
    path("proceeds/<uuid:entry_id>/reverse/", finance.entry_reverse, name="entry_reverse"),
    path("calendar/", finance.calendar, name="calendar"),
    path("calendar/<uuid:event_id>/cancel/", casework.event_cancel, name="event_cancel"),
]
