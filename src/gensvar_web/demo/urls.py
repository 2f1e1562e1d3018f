"""The demo's own addresses, there only where GENSVAR_DEMO=1."""

from django.urls import path

from gensvar_web.demo import views

app_name = "demo"
urlpatterns = [path("", views.sign_in, name="sign_in"), path("<slug:key>/", views.become, name="become")]
