"""Addresses of the room, under the organisation."""

from django.urls import path

from gensvar_web.rooms.data import file_views, measure_views, views

app_name = "data"
urlpatterns = [
    path("", views.home, name="home"),
    path("lamna-filer/", file_views.upload, name="upload"),
    path("las-in/", file_views.import_ready, name="import_ready"),
    path("fil/<int:pk>/", file_views.file, name="file"),
    path("fil/<int:pk>/kolumner/", file_views.mapping, name="mapping"),
    path("fil/<int:pk>/las-in/", file_views.import_one, name="import"),
    path("fil/<int:pk>/ta-bort/", file_views.remove, name="remove"),
    path("fil/<int:pk>/underkanda/", file_views.rejected, name="rejected"),
    path("fil/<int:pk>/underkanda.csv", file_views.rejected_csv, name="rejected_csv"),
    path("mappningar/<int:pk>/ta-bort/", file_views.forget_mapping, name="forget_mapping"),
    path("matt/", measure_views.measures, name="measures"),
    path("matt/<slug:measure>/", measure_views.measure, name="measure"),
    path("matt/<slug:measure>/rader/", measure_views.rows, name="rows"),
]
