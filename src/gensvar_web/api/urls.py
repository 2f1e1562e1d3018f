"""Addresses of the API and of its pages."""

from django.urls import include, path

from gensvar_web.api import views
from gensvar_web.api.server import api

pages = [
    path("api/", views.reference, name="reference"),
    path("o/<slug:org>/api/", views.tokens, name="tokens"),
    path("o/<slug:org>/api/ny/", views.new_token, name="new_token"),
    path("o/<slug:org>/api/<int:pk>/sparra/", views.revoke, name="revoke"),
]
urlpatterns = [path("api/v1/", api.urls), path("", include((pages, "api")))]
