"""Permanent addresses: an edition and a rule keep theirs for ever."""

from django.urls import path

from gensvar_web.rooms.rules import views

app_name = "rules"
urlpatterns = [
    path("", views.editions, name="editions"),
    path("sok/", views.search, name="search"),
    path("<str:book>/", views.rulebook, name="rulebook"),
    path("<str:book>/<str:name>/", views.edition, name="edition"),
    path("<str:book>/<str:name>/kapitel/<str:chapter>/", views.chapter, name="chapter"),
    path("<str:book>/<str:name>/ladda-ner/<str:form>/", views.download, name="download"),
    path("<str:book>/<str:name>/<str:rule>/", views.rule, name="rule"),
]
