"""Addresses: those of an organisation, and the one of a shared link, which needs no account."""

from django.urls import include, path

from gensvar_web.rooms.findings import shared_views, views

app_name = "findings"
own = [
    path("", views.assessments, name="list"),
    path("ny/", views.assess, name="assess"),
    path("jamfor/", views.compare, name="compare"),
    path("granser/", views.thresholds, name="thresholds"),
    path("granser/<str:edition>/<str:rule>/<str:parameter>/", views.threshold, name="threshold"),
    path("lankar/<int:pk>/aterkalla/", shared_views.revoke, name="revoke"),
    path("andrade/<int:pk>/aterta/", views.withdraw, name="withdraw"),
    path("<int:pk>/", views.assessment, name="assessment"),
    path("<int:pk>/rapporter/", shared_views.reports, name="reports"),
    path("<int:pk>/rapporter/<str:form>/", shared_views.report, name="report"),
    path("<int:pk>/dela/", shared_views.share, name="share"),
    path("<int:pk>/<str:rule>/", views.finding, name="finding"),
    path("<int:pk>/<str:rule>/andra/", views.set_aside, name="set_aside"),
]
urlpatterns = [
    path("o/<slug:org>/bedomningar/", include(own)),
    path("delad/<str:key>/", shared_views.shared, name="shared"),
    path("delad/<str:key>/<str:form>/", shared_views.shared_report, name="shared_report"),
]
