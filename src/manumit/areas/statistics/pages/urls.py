"""Addresses of the statistics room."""

from django.urls import path

from manumit.areas.statistics.pages import public, views

app_name = "statistics"
urlpatterns = [
    path("", views.tables, name="tables"),
    path("build/", views.build, name="build"),
    path("comparison/", views.comparison, name="comparison"),
    path("table/<uuid:statistical_table_id>/", views.table, name="table"),
    path("table/<uuid:statistical_table_id>/propose/", views.propose, name="propose"),
    path("table/<uuid:statistical_table_id>/sign/", views.sign, name="sign"),
    path("table/<uuid:statistical_table_id>/return/", views.send_back, name="send_back"),
    path("published/", public.published, name="published"),
    path("published/<uuid:statistical_table_id>/", public.published_table, name="published_table"),
    path("published/<uuid:statistical_table_id>/csv/", public.published_csv, name="published_csv"),
]
