"""Addresses of accounts, oversight and operations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
