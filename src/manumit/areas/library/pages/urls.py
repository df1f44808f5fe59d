"""Addresses of the library room."""

from django.urls import path

from manumit.areas.library.pages import views

app_name = "library"
urlpatterns = [
    path("", views.guidance_list, name="guidance_list"),
    path("add/", views.guidance_add, name="guidance_add"),
    path("<uuid:guidance_id>/", views.guidance, name="guidance"),
    path("<uuid:guidance_id>/edit/", views.guidance_edit, name="guidance_edit"),
    path("<uuid:guidance_id>/withdraw/", views.guidance_withdraw, name="guidance_withdraw"),
    path("<uuid:guidance_id>/file/", views.guidance_file, name="guidance_file"),
]
