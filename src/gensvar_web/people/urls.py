"""Addresses of people: sign-in (allauth, only what is used here), one's own account, organisations."""

from allauth.account import views as allauth
from django.urls import URLPattern, URLResolver, include, path

from gensvar_web.people import account_views, views

sign_in: list[URLPattern | URLResolver] = [
    path("logga-in/", allauth.request_login_code, name="account_login"),
    path("logga-in/kod/", allauth.request_login_code, name="account_request_login_code"),
    path("logga-in/bekrafta/", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("logga-ut/", allauth.logout, name="account_logout"),
    path("skapa/", allauth.signup, name="account_signup"),
    path("avstangt/", allauth.account_inactive, name="account_inactive"),
    path("bekrafta-epost/", allauth.email_verification_sent, name="account_email_verification_sent"),
    path("bekrafta-igen/", allauth.reauthenticate, name="account_reauthenticate"),
    path("epost/", allauth.email, name="account_email"),
    path("saker-inloggning/", include("allauth.mfa.urls")),
]
own: list[URLPattern | URLResolver] = [
    path("", account_views.home, name="home"),
    path("ny/", account_views.new_organisation, name="new_organisation"),
]
own_and_organisations: list[URLPattern | URLResolver] = [
    path("mitt/", include(own)),
    path("konto/", account_views.account, name="account"),
    path("konto/mina-uppgifter/", account_views.my_data, name="my_data"),
    path("konto/mina-uppgifter/hamta/", account_views.my_data_file, name="my_data_file"),
    path("konto/ta-bort/", account_views.erase, name="erase"),
    path("inbjudan/<str:key>/", account_views.invitation, name="invitation"),
    path("o/<slug:org>/", views.organisation, name="organisation"),
    path("o/<slug:org>/profil/", views.profile, name="profile"),
    path("o/<slug:org>/personer/", views.members, name="members"),
    path("o/<slug:org>/personer/bjud-in/", views.invite, name="invite"),
    path("o/<slug:org>/personer/inbjudan/<int:pk>/", views.withdraw, name="withdraw"),
    path("o/<slug:org>/personer/<int:pk>/roll/", views.role, name="role"),
    path("o/<slug:org>/personer/<int:pk>/ta-bort/", views.remove, name="remove"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("konto/", include(sign_in)),
    path("", include((own_and_organisations, "people"))),
]
