"""Addresses of the intelligence room."""

from django.urls import URLPattern

app_name = "intelligence"
urlpatterns: list[URLPattern] = []
