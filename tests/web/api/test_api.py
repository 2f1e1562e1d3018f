"""What the API promises everywhere: problems in two languages, pages of lists, once-only POSTs, limits, tokens."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from web_support.keys import bearer, key_of
from web_support.world import World

from gensvar_web.api.models import Token
from gensvar_web.ledger.models import Entry
from gensvar_web.people.models import Invitation


@pytest.fixture
def alice(world: World) -> Client:
    return bearer(key_of(world.alice, world.organisation))


def _post(client: Client, url: str, body: Any, **headers: str) -> Any:
    return client.post(url, json.dumps(body), content_type="application/json", headers=headers)


def test_the_rules_are_read_without_a_token(client: Client, db: None) -> None:
    books = client.get("/api/v1/rulebooks").json()
    book = next(one for one in books if one["rulebook"] == "KS")
    place = f"/api/v1/rulebooks/KS/editions/{book['in_force']}"
    whole = client.get(place).json()
    listed = client.get(f"{place}/rules?size=200").json()
    assert listed["count"] == sum(len(chapter["rules"]) for chapter in whole["chapters"])
    one = client.get(f"{place}/rules/{listed['items'][0]['id']}").json()
    assert one["title"] == listed["items"][0]["title"]
    assert client.get("/api/v1/rules/search?q=svar").json()["count"] > 0
    assert client.get("/api/v1/measures").json()["count"] >= 65
    assert client.get(f"{place}/export/oscal").headers["Content-Type"] == "application/json"


def test_a_list_leads_from_page_to_page(client: Client, db: None) -> None:
    url, seen = "/api/v1/measures?size=30", []
    while url:
        page = client.get(url).json()
        seen += [one["id"] for one in page["items"]]
        url = page["next"]
    assert len(seen) == len(set(seen)) == page["count"]


@pytest.mark.parametrize(("language", "title"), [("sv", "Det finns inte"), ("en", "There is no such thing")])
@pytest.mark.parametrize("path", ["/api/v1/nowhere", "/api/v1/rulebooks/KS/editions/1900"])
def test_a_problem_is_told_in_the_language_asked_for(db: None, language: str, title: str, path: str) -> None:
    response = Client(headers={"Accept-Language": language}).get(path)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json() == {"type": "about:blank", "title": title, "status": 404}


def test_a_mistake_says_where_and_how_to_mend_it(world: World, alice: Client) -> None:
    url = f"/api/v1/o/{world.org}/profile"
    given = {"name": "Nord", "version": 77, "profile": {}}
    late = alice.put(url, json.dumps(given), content_type="application/json")
    assert late.status_code == 409
    assert "Någon annan" in late.json()["detail"]
    assert late.json()["mend"]
    wrong = alice.put(url, json.dumps({**given, "version": "x"}), content_type="application/json").json()
    assert wrong["errors"][0]["where"].endswith("version")
    odd = alice.put(url, "{", content_type="application/json")
    assert odd.status_code == 400
    assert odd.headers["Content-Type"] == "application/problem+json"
    assert alice.delete(url).headers["Allow"]


def test_the_profile_is_saved_as_the_page_saves_it(world: World, alice: Client) -> None:
    url = f"/api/v1/o/{world.org}/profile"
    before = alice.get(url).json()
    given = {
        "name": "Nord",
        "version": before["version"],
        "profile": {"public": False, "channels": ["phone"], "employees": 12},
    }
    after = alice.put(url, json.dumps(given), content_type="application/json").json()
    assert after["profile"] == {"name": "Nord", "public": False, "channels": ["phone"], "employees": 12.0}
    entry = Entry.objects.get(deed="people.save_profile")
    assert entry.actor == world.alice.pk
    assert entry.details["through"] == f"token:{Token.objects.get(name='test').pk}"


def test_a_post_sent_again_is_done_once(world: World, alice: Client) -> None:
    url, body = f"/api/v1/o/{world.org}/invitations", {"email": "eva@example.se"}
    first = _post(alice, url, body, **{"Idempotency-Key": "a"})
    again = _post(alice, url, body, **{"Idempotency-Key": "a"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert again.headers["Idempotent-Replayed"] == "true"
    assert Invitation.objects.filter(email="eva@example.se").count() == 1
    other = _post(alice, url, {"email": "adam@example.se"}, **{"Idempotency-Key": "a"})
    assert other.status_code == 422
    assert not Invitation.objects.filter(email="adam@example.se").exists()
    assert _post(alice, url, body).status_code == 201
    assert Invitation.objects.filter(email="eva@example.se").count() == 2


def test_a_post_that_failed_may_be_tried_again_with_the_same_key(world: World) -> None:
    reader = key_of(world.rita, world.organisation)
    url, body = f"/api/v1/o/{world.org}/invitations", {"email": "eva@example.se"}
    assert _post(bearer(reader), url, body, **{"Idempotency-Key": "b"}).status_code == 403
    membership = world.organisation.memberships.get(user=world.rita)
    membership.role = "owner"
    membership.save()
    assert _post(bearer(reader), url, body, **{"Idempotency-Key": "b"}).status_code == 201


def test_too_many_requests_are_turned_away(
    world: World, alice: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gensvar_web.api.limits.time", SimpleNamespace(time=lambda: 1_790_000_000.0))  # no minute ends
    settings.API_RATE, settings.API_RATE_UNKNOWN = 3, 2
    url = f"/api/v1/o/{world.org}/members"
    assert [alice.get(url).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert int(alice.get(url).headers["Retry-After"]) <= 60
    assert [bearer("gsv_guess").get(url).status_code for _ in range(3)] == [401, 401, 429]
    assert Client().get("/api/v1/rulebooks").status_code == 429


def test_a_nul_in_a_text_is_refused(world: World, alice: Client) -> None:
    given = {"name": "No\0rd", "version": 1, "profile": {}}
    assert (
        alice.put(f"/api/v1/o/{world.org}/profile", json.dumps(given), content_type="application/json").status_code
        == 422
    )


def test_a_token_is_shown_once_and_can_be_revoked(world: World, client_of: Callable[[str], Client]) -> None:
    client, place = client_of("bob"), f"/o/{world.org}/api/"
    form = {"name": "Lagret", "scopes": ["read"], "days": "30"}
    assert client.post(f"{place}ny/", form).status_code == 302
    shown = client.get(place).content.decode()
    secret = (
        shown.split("gsv_")[-1] if shown.count("gsv_") == 1 else shown.split('<code class="api-path">')[1].split("<")[0]
    )
    secret = secret if secret.startswith("gsv_") else f"gsv_{secret.split('<')[0]}"
    assert secret not in client.get(place).content.decode()
    token = Token.objects.get(name="Lagret")
    assert secret not in str(token.__dict__)
    api = bearer(secret)
    assert api.get("/api/v1/token").json()["scopes"] == ["read"]
    token.refresh_from_db()
    assert token.used_at is not None
    assert client.post(f"{place}{token.pk}/sparra/").status_code == 302
    assert api.get("/api/v1/token").status_code == 401
    deeds = list(Entry.objects.filter(deed__startswith="api.").values_list("deed", flat=True))[-2:]
    assert deeds == ["api.make_token", "api.revoke_token"]


def test_the_reference_lists_every_operation(client: Client, db: None) -> None:
    from gensvar_web.api.server import api

    page = client.get("/api/").content.decode()
    schema = api.get_openapi_schema()
    for path, methods in schema["paths"].items():
        for one in methods.values():
            assert path in page
            assert one["summary"] in page.replace("&#x27;", "'")
