"""Fixtures of the web platform. One browser and one running site per session; everything else is fast."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from web_support.site import CHROMIUM, CHROMIUM_FLAGS, Site, running_site
from web_support.world import World, make_world


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    """Nobody has asked anything yet: requests of the tests before this one do not count against a rate limit."""
    cache.clear()


@pytest.fixture
def world(db: None) -> World:
    """An organisation with Alice (owner), Bob (manager), Charlie (contributor), Rita (reader), and a stranger."""
    return make_world()


@pytest.fixture
def client_of(world: World) -> Callable[[str], Client]:
    """Return a client signed in as `alice`, `bob`, `charlie`, `rita`, `stranger`; `anonymous` is nobody."""

    def make(name: str) -> Client:
        client = Client()
        if name != "anonymous":
            client.force_login(world.people[name], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make


@pytest.fixture
def run_tasks(django_capture_on_commit_callbacks: Any) -> Callable[[Callable[[], Any]], Any]:
    """Return a function that does something and then runs the tasks it began: `run_tasks(lambda: invite(...))`."""

    def run(deed: Callable[[], Any]) -> Any:
        from django_tasks_db.models import DBTaskResult

        with django_capture_on_commit_callbacks(execute=True):
            result = deed()
        # As the worker does, but on the test's own connection and inside its transaction.
        while waiting := DBTaskResult.objects.ready().first():
            waiting.claim("test")
            with django_capture_on_commit_callbacks(execute=True):
                waiting.task.call(*waiting.args_kwargs["args"], **waiting.args_kwargs["kwargs"])
            waiting.set_successful(None)
        return result

    return run


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that runs in earnest, filled once."""
    with running_site(tmp_path_factory.mktemp("site")) as one:
        yield one


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium. Ended with its module: as long as Playwright runs, Django takes this for an asynchronous
    program and refuses to touch the database."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield one
        one.close()
