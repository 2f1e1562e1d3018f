"""The story through the API alone: answer, see the conflict, send a file, make and move an action."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from web_support.keys import bearer, key_of
from web_support.world import World

CALLS = "Samtals-ID;Kö;Starttid;Utfall\na;k;2026-01-05 09:00:00;Besvarat\nb;k;2026-01-06 09:00:00;Besvarat\n"
JSON = "application/json"


@pytest.fixture
def bob(world: World) -> Client:
    return bearer(key_of(world.bob, world.organisation), "en")


def _ask(client: Client, method: str, url: str, body: Any = None, status: int = 200) -> Any:
    response = client.generic(method, url, json.dumps(body) if body is not None else "", content_type=JSON)
    assert response.status_code == status, response.content
    return response.json() if response.content else None


def test_a_round_is_answered_and_a_second_writer_is_told(world: World, bob: Client) -> None:
    place = f"/api/v1/o/{world.org}/rounds"
    given = {"rulebook": "KS", "edition": "2023-04-01", "name": "api"}
    one = _ask(bob, "POST", place, given, 201)
    questions = _ask(bob, "GET", f"{place}/{one['id']}/questions?size=200")["items"]
    asked = next(line for line in questions if line["kind"] == "yes_no")
    url = f"{place}/{one['id']}/answers/{asked['question']}"
    saved = _ask(bob, "PUT", url, {"value": True, "version": 0})
    assert (saved["state"], saved["value"], saved["version"]) == ("answered", True, 1)
    late = _ask(bob, "PUT", url, {"value": False, "version": 0}, 409)
    assert "Somebody else" in late["detail"]
    wrong = _ask(bob, "PUT", url, {"value": "perhaps", "version": 1}, 422)
    assert wrong["detail"]
    _ask(bob, "PUT", f"{url}x", {"value": True, "version": 0}, 404)
    assert _ask(bob, "POST", place, given, 422)["mend"]


def test_a_file_is_sent_and_read_in(world: World, bob: Client, run_tasks: Callable[[Any], Any]) -> None:
    place = f"/api/v1/o/{world.org}/files"
    send = lambda: bob.post(f"{place}?name=samtal.csv", CALLS.encode(), content_type="application/octet-stream")  # noqa: E731
    made = run_tasks(send).json()
    assert send().json()["id"] == made["id"]
    file = _ask(bob, "GET", f"{place}/{made['id']}")
    assert (file["name"], file["state"]) == ("samtal.csv", "ready"), file
    job = run_tasks(lambda: _ask(bob, "POST", f"{place}/{made['id']}/import", {}, 202))
    done = _ask(bob, "GET", f"/api/v1/o/{world.org}/jobs/{job['id']}")
    assert done["state"] == "done", done
    assert _ask(bob, "GET", f"{place}/{made['id']}")["outcome"]["rows"]["contacts"] == 2
    assert _ask(bob, "GET", f"/api/v1/o/{world.org}/store")["rows"]["contacts"] >= 2
    _ask(bob, "DELETE", f"{place}/{made['id']}", status=204)
    assert _ask(bob, "GET", f"{place}/{made['id']}")["state"] == "forgotten"


def test_an_action_is_made_moved_and_told_of(world: World, bob: Client) -> None:
    place = f"/api/v1/o/{world.org}/actions"
    made = _ask(bob, "POST", place, {"title": "Fler i växeln", "due": "2027-01-31", "owner": world.charlie.pk}, 201)
    assert (made["status"], made["owner"], made["late"]) == ("open", world.charlie.pk, False)
    url = f"{place}/{made['id']}"
    moved = _ask(
        bob, "PATCH", url, {"version": made["version"], "status": "blocked", "obstacle": "budget", "due": None}
    )
    assert (moved["status"], moved["obstacle"], moved["due"], moved["title"]) == (
        "blocked",
        "budget",
        None,
        "Fler i växeln",
    )
    _ask(bob, "PATCH", url, {"version": made["version"], "status": "done"}, 409)
    _ask(bob, "POST", f"{url}/comments", {"text": "Väntar"}, 201)
    assert [one["kind"] for one in _ask(bob, "GET", f"{url}/history")["items"]] == ["comment", "changed", "made"]
    assert made["id"] in [one["id"] for one in _ask(bob, "GET", f"{place}?status=blocked&size=200")["items"]]
    stranger = _ask(bob, "POST", place, {"title": "x", "owner": world.stranger.pk}, 422)
    assert stranger["where"] == "owner"


def test_a_contributor_may_only_propose(world: World) -> None:
    charlie = bearer(key_of(world.charlie, world.organisation))
    place = f"/api/v1/o/{world.org}/actions"
    assert _ask(charlie, "POST", place, {"title": "Mitt förslag"}, 201)["status"] == "proposed"
    theirs = _ask(bearer(key_of(world.bob, world.organisation)), "POST", place, {"title": "Bobs"}, 201)
    _ask(charlie, "PATCH", f"{place}/{theirs['id']}", {"version": theirs["version"], "title": "Mitt"}, 403)


def test_an_assessment_is_begun_and_an_unknown_edition_is_told(world: World, bob: Client) -> None:
    place = f"/api/v1/o/{world.org}/assessments"
    job = _ask(bob, "POST", f"{place}/run", {"rulebook": "KS", "edition": "2023-04-01"}, 202)
    assert job["kind"] == "findings.assess"
    assert _ask(bob, "POST", f"{place}/run", {"rulebook": "KS", "edition": "1900"}, 422)["where"] == "edition"


def test_measures_are_asked_for_and_unknown_ones_told(world: World, bob: Client) -> None:
    place = f"/api/v1/o/{world.org}/measurements"
    measure = _ask(bob, "GET", "/api/v1/measures?size=1")["items"][0]["id"]
    assert _ask(bob, "POST", place, {"measure": measure}, 202)["kind"] == "data.measure"
    assert _ask(bob, "POST", place, {"measure": "nonsense"}, 422)["detail"]
