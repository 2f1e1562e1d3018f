"""Every operation of the API against tokens of every role, of a stranger, of every scope, and none."""

from __future__ import annotations

import re
from typing import Any

import pytest
from web_support.keys import bearer, key_of
from web_support.there import there
from web_support.world import World

from gensvar_web.api.scopes import SCOPES
from gensvar_web.api.server import api
from gensvar_web.people.models import Organisation
from gensvar_web.people.policy import role_of

SCHEMA = api.get_openapi_schema()
OPERATIONS = sorted((method, path) for path, methods in SCHEMA["paths"].items() for method in methods)
OPEN = {(method, path) for method, path in OPERATIONS if not SCHEMA["paths"][path][method].get("security")}
GATES = {
    api.get_openapi_operation_id(operation): operation.auth_callbacks[0]
    for _, router in api._routers
    for view in router.path_operations.values()
    for operation in view.operations
    if operation.auth_callbacks
}


def _gate(method: str, path: str) -> Any:
    return GATES[SCHEMA["paths"][path][method]["operationId"]]


def _url(path: str, world: World, org: str | None = None) -> str:
    filled = path.replace("{org}", org or world.org)
    for parameter in SCHEMA["paths"][path][next(iter(SCHEMA["paths"][path]))].get("parameters", ()):
        if parameter["in"] == "path":
            number = "integer" in str(parameter["schema"])
            filled = filled.replace(f"{{{parameter['name']}}}", "999999" if number else "none")
    return filled


def _ask(secret: str | None, method: str, url: str) -> int:
    client = bearer(secret) if secret else bearer("gsv_wrong")
    status: int = client.generic(method.upper(), url, b"{}", content_type="application/json").status_code
    return status


def test_only_the_rules_are_open() -> None:
    assert {path.split("/")[3] for _, path in OPEN} == {"rulebooks", "rules", "measures"}


@pytest.mark.parametrize(("method", "path"), [one for one in OPERATIONS if one not in OPEN])
def test_an_operation_lets_in_whom_it_should(method: str, path: str, world: World, settings: Any) -> None:
    settings.API_RATE_UNKNOWN = settings.API_RATE = 10_000
    gate, url = _gate(method, path), _url(path, world)
    assert _ask(None, method, url) == 401
    stranger = key_of(world.stranger, world.elsewhere)
    if "{org}" in path:
        assert _ask(stranger, method, url) == 404
        assert gate.scope in SCOPES
        others = [scope for scope in SCOPES if scope != gate.scope]
        assert _ask(key_of(world.alice, world.organisation, others), method, url) == 403
    for name in ("rita", "charlie", "bob", "alice"):
        person = world.people[name]
        allowed = not gate.permission or person.has_perm(gate.permission, world.organisation)
        status = _ask(key_of(person, world.organisation), method, url)
        assert (status != 403) == allowed, (name, role_of(person, world.organisation), status)
        assert status < 500


READ_ONE = sorted(path for method, path in OPERATIONS if method == "get" and "{pk}" in path)


def test_what_belongs_to_one_organisation_is_not_reached_through_another(world: World, settings: Any) -> None:
    settings.API_RATE = 10_000
    own, others = bearer(key_of(world.alice, world.organisation)), bearer(key_of(world.stranger, world.elsewhere))
    reached = []
    for path in READ_ONE:
        filled = path
        for name, value in there(path, re.findall(r"{(\w+)}", path), world).items():
            filled = filled.replace(f"{{{name}}}", str(value))
        filled += "?since=1"  # a comparison asks for it
        assert others.get(filled.replace("{org}", world.elsewhere.slug)).status_code == 404, path
        response = own.get(filled.replace("{org}", world.org))
        if response.streaming:
            list(response)  # a file that is handed out is open until then
        reached += [path] if response.status_code == 200 else []
    assert len(reached) > len(READ_ONE) * 0.7, sorted(set(READ_ONE) - set(reached))


def test_a_token_of_nobody_any_more_opens_nothing(world: World) -> None:
    from datetime import timedelta

    from django.utils import timezone

    url = f"/api/v1/o/{world.org}/profile"
    now = timezone.now()
    closed = [
        key_of(world.alice, world.organisation, expires_at=now - timedelta(seconds=1)),
        key_of(world.alice, world.organisation, revoked_at=now),
        key_of(world.stranger, world.organisation),  # made by somebody who is not a member (any more)
    ]
    assert [_ask(secret, "get", url) for secret in closed] == [401, 401, 401]
    open_one = key_of(world.alice, world.organisation)
    assert _ask(open_one, "get", url) == 200
    world.alice.is_active = False
    world.alice.save()
    assert _ask(open_one, "get", url) == 401


def test_an_organisation_that_is_not_there_looks_like_a_foreign_one(world: World) -> None:
    assert not Organisation.objects.filter(slug="finns-inte").exists()
    client = bearer(key_of(world.alice, world.organisation))
    there, nowhere = (client.get(f"/api/v1/o/{org}/profile") for org in (world.elsewhere.slug, "finns-inte"))
    assert there.content == nowhere.content
    assert there.status_code == 404
