"""Addresses of operations."""

from django.urls import path

from gensvar_web.operations import views

app_name = "operations"
urlpatterns = [
    path("sparas/", views.retention, name="retention"),
    path("kontakt/", views.contact, name="contact"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
]
