"""Jobs: run by the worker, told of when they fail, started again when their worker is lost."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from web_support.world import World

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.kit.ticking import SCHEDULE, every, tick
from gensvar_web.vault.jobs import KINDS, Run, carry_out, job, revive_lost, start
from gensvar_web.vault.models import Job

TITLE = Text(sv="Prov", en="Trial")


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    @job("test.good", TITLE)
    def good(run: Run) -> dict[str, Any]:
        run.progress(0.5, Text(sv="halvvägs", en="half-way"))
        return {"url": "/regler/", "twice": run.arguments["n"] * 2}

    @job("test.bad", TITLE)
    def bad(run: Run) -> None:
        raise BadInput(Text(sv="fel fil", en="wrong file"), where="rad 3")

    @job("test.broken", TITLE)
    def broken(run: Run) -> None:
        raise ZeroDivisionError

    yield
    for name in ("test.good", "test.bad", "test.broken"):
        del KINDS[name]


def _start(world: World, kind: str, key: str = "") -> Job:
    return start(kind=kind, actor=world.alice, organisation=world.organisation, arguments={"n": 2}, key=key)


@pytest.mark.django_db(transaction=True)
def test_a_job_runs_to_its_end() -> None:
    from django.core.management import call_command
    from web_support.world import make_world

    world = make_world(rooms=False)
    made = _start(world, "test.good")
    call_command("db_worker", "--batch", "--queue-name", "*", "--no-startup-delay", "-v", "0", interval=0)
    made.refresh_from_db()
    assert (made.state, made.share, made.result) == ("done", 1.0, {"url": "/regler/", "twice": 4})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "told"), [("test.bad", "wrong file"), ("test.broken", "on our side")])
def test_a_failure_is_told_in_words(kind: str, told: str) -> None:
    from web_support.world import make_world

    world = make_world(rooms=False)
    made = _start(world, kind)
    carry_out(made.pk)
    made.refresh_from_db()
    assert made.state == "failed"
    assert told in made.error["what"]["en"]
    client = Client()
    client.force_login(world.alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert made.error["what"]["sv"] in client.get(f"/o/{world.org}/jobb/{made.pk}/").content.decode()


def test_the_same_work_is_not_begun_twice(world: World) -> None:
    assert _start(world, "test.good", "file-1").pk == _start(world, "test.good", "file-1").pk
    assert _start(world, "test.good", "file-2").pk != _start(world, "test.good", "file-1").pk


def test_a_lost_job_is_started_again_and_given_up_in_the_end(world: World) -> None:
    made = _start(world, "test.good")
    for attempt in (1, 2):
        Job.objects.filter(pk=made.pk).update(state="running", seen_at=timezone.now() - timedelta(minutes=2))
        assert made.pk in revive_lost(timezone.now())
        made.refresh_from_db()
        assert (made.state, made.attempts) == ("waiting", attempt)
    Job.objects.filter(pk=made.pk).update(state="running", seen_at=timezone.now() - timedelta(minutes=2))
    assert made.pk not in revive_lost(timezone.now())
    made.refresh_from_db()
    assert made.state == "failed"


def test_a_living_job_is_left_alone(world: World) -> None:
    made = _start(world, "test.good")
    Job.objects.filter(pk=made.pk).update(state="running", seen_at=timezone.now())
    assert made.pk not in revive_lost(timezone.now())


@pytest.mark.django_db
def test_the_tick_does_each_thing_once_in_a_period() -> None:
    done = []
    every(timedelta(hours=1), "test.tick")(done.append)
    now = timezone.now().replace(minute=10)
    try:
        tick(now), tick(now + timedelta(minutes=5)), tick(now + timedelta(hours=1))
    finally:
        del SCHEDULE["test.tick"]
    assert len(done) == 2


def test_htmx_gets_the_moving_part_and_leaves_when_it_is_done(world: World, client_of: Callable[[str], Client]) -> None:
    client = client_of("rita")
    url = f"/o/{world.org}/jobb/{world.places['job']}/"
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<progress" in part
    assert "<html" not in part
    Job.objects.filter(pk=world.places["job"]).update(state="done", result={"url": "/regler/"})
    assert client.get(url, headers={"HX-Request": "true"})["HX-Redirect"] == "/regler/"
