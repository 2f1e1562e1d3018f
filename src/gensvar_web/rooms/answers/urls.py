"""Addresses of the self-assessment. Below `o/<org>/svar/`."""

from django.urls import path

from gensvar_web.rooms.answers.views import answering, leading, reading

app_name = "answers"
urlpatterns = [
    path("", reading.rounds, name="rounds"),
    path("ny/", leading.begin, name="begin"),
    path("mina/", reading.mine, name="mine"),
    path("dokument/<int:file>/", reading.document, name="document"),
    path("<int:pk>/", reading.overview, name="overview"),
    path("<int:pk>/utskrift/", reading.printed, name="printed"),
    path("<int:pk>/hamta/", reading.export, name="export"),
    path("<int:pk>/kapitel/<str:chapter>/", reading.chapter, name="chapter"),
    path("<int:pk>/fraga/<str:question>/", answering.question, name="question"),
    path("<int:pk>/fraga/<str:question>/angra/", answering.undo, name="undo"),
    path("<int:pk>/fraga/<str:question>/ta-tillbaka/", leading.take_back, name="take_back"),
    path("<int:pk>/lamna-over/", leading.hand_over, name="hand_over"),
    path("<int:pk>/ta-med/", leading.bring, name="bring"),
    path("<int:pk>/granska/", leading.review, name="review"),
    path("<int:pk>/las-in/", leading.take_in, name="take_in"),
]
