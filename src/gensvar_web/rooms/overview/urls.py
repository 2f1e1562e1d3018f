"""The address of the overview."""

from django.urls import path

from gensvar_web.rooms.overview import views

app_name = "overview"
urlpatterns = [path("", views.overview, name="overview")]
