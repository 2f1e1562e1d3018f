"""Addresses of the room: the consumers' own, and those of whoever runs the register."""

from django.urls import path

from gensvar_web.rooms.block import views

app_name = "block"
urlpatterns = [
    path("sparra/", views.start, name="start"),
    path("sparra/kod/", views.code, name="code"),
    path("sparra/klart/", views.done, name="done"),
    path("sparra/brev/", views.letter, name="letter"),
    path("o/<slug:org>/sparregister/", views.run, name="run"),
    path("o/<slug:org>/sparregister/utan-innehavare/", views.release, name="release"),
]
