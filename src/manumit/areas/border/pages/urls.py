"""Addresses of the border room."""

from django.urls import URLPattern

app_name = "border"
urlpatterns: list[URLPattern] = []
