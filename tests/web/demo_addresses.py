"""Every address, and those of the demo."""

from django.urls import include, path

from gensvar_web.project.urls import *  # noqa: F403
from gensvar_web.project.urls import urlpatterns as everywhere

urlpatterns = [path("demo/", include("gensvar_web.demo.urls")), *everywhere]
