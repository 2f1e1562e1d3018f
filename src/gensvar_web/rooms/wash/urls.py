"""Addresses of the room, under the organisation."""

from django.urls import path

from gensvar_web.rooms.wash import views

app_name = "wash"
urlpatterns = [
    path("", views.home, name="home"),
    path("ny/", views.begin, name="begin"),
    path("<int:pk>/", views.wash, name="wash"),
    path("<int:pk>/lista", views.fetch, name="fetch"),
    path("<int:pk>/kvitto.json", views.receipt, name="receipt"),
]
