"""The session ends in the middle of an answer: nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core import mail
from django.test import Client
from django.utils import timezone
from web_support.world import World

from gensvar_web.people import kept_forms
from gensvar_web.rooms.answers.models import Round
from gensvar_web.vault.models import Answer

Run = Callable[[Callable[[], Any]], Any]
QUESTION = "KS-1.2.hours"
TYPED = {"comment": "Växeln är öppen, men inte <alla> köer.", "version": "0", "choice": "yes", "value": "9"}


def _url(world: World) -> str:
    return f"/o/{world.org}/svar/{world.places['round']}/fraga/{QUESTION}/"


def _sign_in(client: Client, url: str, run_tasks: Run, email: str) -> Any:
    mail.outbox.clear()
    page = run_tasks(lambda: client.post("/konto/logga-in/", {"email": email, "next": url}))
    words = [line.strip() for line in mail.outbox[-1].body.splitlines()]
    code = next(one for one in words if 6 <= len(one) <= 9 and one.replace("-", "").isalnum() and one.isupper())
    return client.post(page["Location"], {"code": code, "next": url}, follow=True)


def test_an_answer_comes_back_after_signing_in(world: World, run_tasks: Run) -> None:
    client, url = Client(), _url(world)
    sent = client.post(url, TYPED, follow=True)
    assert sent.redirect_chain[0][0].startswith("/konto/logga-in/?next=")
    assert "Det du skrev är inte borta" in sent.content.decode()
    page = _sign_in(client, url, run_tasks, "charlie@example.se").content.decode()
    assert "Det du skrev står kvar" in page
    assert "men inte &lt;alla&gt; köer." in page
    assert not Answer.objects.filter(organisation=world.organisation, question=QUESTION).exists()
    assert "men inte" not in client.get(url).content.decode()  # once


def test_an_answer_given_meanwhile_is_still_a_conflict(world: World, run_tasks: Run, client_of: Any) -> None:
    client, url = Client(), _url(world)
    client.post(url, TYPED)
    this = Round.objects.get(pk=world.places["round"])
    from gensvar_web.rooms.answers import actions

    given: dict[str, Any] = {"value": None, "dont_know": True, "version": 0, "question": QUESTION}
    actions.save_answer(actor=world.bob, organisation=world.organisation, round=this, **given)
    page = _sign_in(client, url, run_tasks, "charlie@example.se").content.decode()
    assert 'name="version" value="0"' in page  # as it was typed: sending it shows both answers


def test_any_other_form_is_offered_to_be_sent(world: World, run_tasks: Run) -> None:
    client, url = Client(), f"/o/{world.org}/svar/{world.places['round']}/lamna-over/"
    client.post(url, {"to": world.charlie.pk, "questions": [QUESTION], "note": "Du vet bäst, Charlie."})
    page = _sign_in(client, url, run_tasks, "bob@example.se").content.decode()
    assert "Det du skrev finns kvar" in page
    assert f'<input type="hidden" name="questions" value="{QUESTION}">' in page
    assert "Du vet bäst, Charlie." in page


def test_who_cannot_reach_the_page_never_sees_it(world: World, run_tasks: Run) -> None:
    client, url = Client(), _url(world)
    client.post(url, TYPED)
    page = _sign_in(client, url, run_tasks, "stranger@example.se")
    assert page.status_code == 404
    assert "Växeln" not in page.content.decode()


def test_it_is_kept_for_an_hour_and_never_when_huge(world: World, run_tasks: Run, monkeypatch: Any) -> None:
    client, url = Client(), _url(world)
    client.post(url, {**TYPED, "comment": "x" * (kept_forms.LARGEST + 1)})
    assert kept_forms.SLOT not in client.session
    client.post(url, TYPED)
    assert kept_forms.SLOT in client.session
    later = timezone.now().timestamp() + kept_forms.LASTS_S + 60
    monkeypatch.setattr("gensvar_web.people.kept_forms.time.time", lambda: later)
    assert "Det du skrev står kvar" not in _sign_in(client, url, run_tasks, "charlie@example.se").content.decode()
