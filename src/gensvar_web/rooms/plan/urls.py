"""Addresses of the plan. Those with a key are open to whoever holds it."""

from django.urls import path

from gensvar_web.rooms.plan.views import action, asking, board, outside, settings

app_name = "plan"
urlpatterns = [
    path("", board.board, name="board"),
    path("brister/", board.gaps, name="gaps"),
    path("enheter/", board.units, name="units"),
    path("utskrift/", board.to_print, name="print"),
    path("excel/", board.workbook, name="workbook"),
    path("ny/", action.new, name="new"),
    path("<int:pk>/", action.action, name="action"),
    path("<int:pk>/andra/", action.change, name="change"),
    path("<int:pk>/flytta/", action.move, name="move"),
    path("<int:pk>/kommentar/", action.comment, name="comment"),
    path("<int:pk>/bifoga/", action.attach, name="attach"),
    path("<int:pk>/fil/<int:file>/", action.file, name="file"),
    path("<int:pk>/lank/", action.link, name="link"),
    path("installningar/", settings.settings, name="settings"),
    path("kalender/<str:key>.ics", outside.feed, name="feed"),
    path("extern/<str:key>/", outside.outside, name="outside"),
    path("hjalp/", asking.questions, name="questions"),
    path("hjalp/ny/", asking.ask, name="ask"),
    path("hjalp/<int:pk>/", asking.question, name="question"),
    path("fragor/", asking.inbox, name="inbox"),
    path("fragor/<int:pk>/", asking.inbox_question, name="inbox_question"),
]
