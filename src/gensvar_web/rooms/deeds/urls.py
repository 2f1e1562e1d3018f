"""Addresses of the log."""

from django.urls import path

from gensvar_web.rooms.deeds import views

app_name = "deeds"
urlpatterns = [
    path("", views.log, name="log"),
    path("logg.csv", views.log_csv, name="csv"),
]
