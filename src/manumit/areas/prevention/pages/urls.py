"""Addresses of the prevention room."""

from django.urls import path

from manumit.areas.prevention.pages import desk, public

app_name = "prevention"
urlpatterns = [
    path("report/", public.report, name="report"),
    path("report/business/", public.business, name="business"),
    path("report/status/", public.status, name="status"),
    path("reports/", desk.queue, name="queue"),
    path("reports/<uuid:public_report_id>/", desk.report_page, name="report_page"),
    path("campaigns/", desk.campaigns, name="campaigns"),
    path("campaigns/add/", desk.add_campaign, name="add_campaign"),
    path("campaigns/<uuid:campaign_id>/reach/", desk.reach, name="reach"),
]
