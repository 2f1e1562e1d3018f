"""Addresses of jobs."""

from django.urls import include, path

from gensvar_web.vault import views

urlpatterns = [path("o/<slug:org>/jobb/", include(([path("<int:pk>/", views.job, name="job")], "vault")))]
