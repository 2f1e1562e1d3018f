"""schemathesis asks every operation of the live WSGI application odd things: no 5xx, answers as described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from web_support.keys import key_of
from web_support.world import World

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
EXAMPLES = 6


def _schema() -> Any:
    from gensvar_web.project.wsgi import application

    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The application keeps the test's connection, as Django's own test client has it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_no_operation_breaks(world: World, settings: Any, one_connection: None) -> None:
    settings.API_RATE = settings.API_RATE_UNKNOWN = 1_000_000
    cache.clear()
    headers = {"Authorization": f"Bearer {key_of(world.alice, world.organisation)}"}
    schema, asked = _schema(), 0
    for result in schema.get_all_operations():
        operation = result.ok()

        @hypothesis.seed(20261125)
        @hypothesis.settings(
            max_examples=EXAMPLES, deadline=None, database=None, derandomize=False,
            suppress_health_check=list(hypothesis.HealthCheck), phases=[hypothesis.Phase.generate],
        )  # fmt: skip
        @hypothesis.given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            nonlocal asked
            if "org" in case.path_parameters:
                case.path_parameters["org"] = world.org
            asked += 1
            case.call_and_validate(headers=headers, checks=CHECKS)

        ask()
    assert asked > EXAMPLES * 10


def test_the_description_is_openapi_3_1(client: Any, db: None) -> None:
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert schema["components"]["securitySchemes"]["Bearer"] == {"type": "http", "scheme": "bearer"}
