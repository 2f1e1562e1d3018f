"""Addresses of the room, under the organisation."""

from django.urls import path

from gensvar_web.rooms.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("granska/", views.begin, name="begin"),
    path("ofta/", views.watch, name="watch"),
    path("<int:pk>/", views.audit, name="audit"),
    path("<int:pk>/bevis/<str:name>", views.evidence, name="evidence"),
    path("<int:pk>/allt.zip", views.archive, name="archive"),
]
