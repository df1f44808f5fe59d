"""Addresses of the strategy room."""

from django.urls import path

from manumit.areas.strategy.pages import views

app_name = "strategy"
urlpatterns = [
    path("", views.board, name="board"),
    path("action/<uuid:action_id>/", views.action, name="action"),
    path("action/<uuid:action_id>/report/", views.report, name="report"),
    path("figures/", views.figures, name="figures"),
    path("figures/read/", views.read_figures, name="read_figures"),
    path("paper/", views.paper, name="paper"),
    path("paper/keep/", views.keep, name="keep_paper"),
    path("gaps/", views.gaps, name="gaps"),
]
