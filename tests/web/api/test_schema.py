"""schemathesis asks every operation of the live WSGI application odd things: no 5xx, answers as described."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
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
from web_support.there import there
from web_support.world import World

import gensvar_web.api.routes as routes

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
EXAMPLES = int(os.environ.get("GENSVAR_API_EXAMPLES", "6"))  # of each operation


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


# Servers close an answer when it has been read; the transport of schemathesis does not, so files stay open a while.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_no_operation_breaks(world: World, settings: Any, one_connection: None) -> None:
    settings.API_RATE = settings.API_RATE_UNKNOWN = 1_000_000
    headers = {"Authorization": f"Bearer {key_of(world.alice, world.organisation)}"}
    schema, asked, reached = _schema(), 0, 0
    for result in schema.get_all_operations():
        operation = result.ok()

        @hypothesis.seed(20261125)
        @hypothesis.settings(
            max_examples=EXAMPLES, deadline=None, database=None, derandomize=False,
            suppress_health_check=list(hypothesis.HealthCheck), phases=[hypothesis.Phase.generate],
        )  # fmt: skip
        @hypothesis.given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            nonlocal asked, reached
            asked += 1
            if "org" in case.path_parameters:
                case.path_parameters["org"] = world.org
            if asked % 2:
                case.path_parameters |= there(case.path, case.path_parameters, world)
            answer = case.call_and_validate(headers=headers, checks=CHECKS)
            reached += answer.status_code < 300

        ask()
    assert asked > EXAMPLES * 10
    assert reached > asked / 6, f"{reached} of {asked} questions reached something"


def test_no_two_shapes_share_a_name() -> None:
    """In the description the second would take the first one's place."""
    names = [
        found[1]
        for file in sorted(Path(routes.__path__[0]).glob("*.py"))
        for found in re.finditer(r"^class (\w+)\(", file.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert sorted(names) == sorted(set(names))


def test_the_description_is_openapi_3_1(client: Any, db: None) -> None:
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert schema["components"]["securitySchemes"]["Bearer"] == {"type": "http", "scheme": "bearer"}
