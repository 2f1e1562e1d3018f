"""Addresses of the room: the consumers' own, and those of whoever runs the register."""

from django.urls import path

from gensvar_web.rooms.block import running_views, views

app_name = "block"
urlpatterns = [
    path("sparra/", views.start, name="start"),
    path("sparra/kod/", views.code, name="code"),
    path("sparra/klart/", views.done, name="done"),
    path("sparra/brev/", views.letter, name="letter"),
    path("o/<slug:org>/sparregister/", running_views.run, name="run"),
    path("o/<slug:org>/sparregister/brev/", running_views.read, name="read"),
    path("o/<slug:org>/sparregister/brev/<int:pk>/ta-bort/", running_views.set_aside, name="set_aside"),
    path("o/<slug:org>/sparregister/utan-innehavare/", running_views.release, name="release"),
    path("o/<slug:org>/sparregister/ogonblicksbild/", running_views.snapshot, name="snapshot"),
]
