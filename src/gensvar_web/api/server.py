"""The API as a whole: its operations and its OpenAPI description."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from gensvar import __version__
from gensvar_web.api.once import idempotent
from gensvar_web.api.problems import MEDIA_TYPE, handle
from gensvar_web.api.routes import (
    action_files,
    answers,
    asking,
    assessments,
    calendars,
    documents,
    files,
    findings,
    jobs,
    ledger,
    mappings,
    measurements,
    organisation,
    overview,
    plan,
    reports,
    rounds,
    rulebooks,
    site,
    stores,
    wash,
)
from gensvar_web.api.schemas import Problem

TEXT = """The same queries and actions as the pages, for programs.

Carry a token as `Authorization: Bearer gsv_…`; it belongs to one organisation and is made under the
organisation's settings. What goes wrong is told as `application/problem+json` in the language of
`Accept-Language` (`sv`, `en`). A `POST` with an `Idempotency-Key` can be sent again safely for a day.
"""
TAGS = [
    ("rules", "Rulebooks, editions, rules: open to everybody"),
    ("measures", "What Gensvar can measure, and has"),
    ("organisation", "Profile, own thresholds, members, invitations"),
    ("answers", "Self-assessment, its documents"),
    ("data", "Files, imports, the store"),
    ("jobs", "Work in the background"),
    ("assessments", "Where we stand, assessments, their reports, links"),
    ("findings", "Verdicts per rule"),
    ("plan", "What is to be done, calendars, help from the association"),
    ("site", "Audits of the website"),
    ("wash", "Call lists washed, receipts, numbers at dial time"),
    ("ledger", "The log of deeds"),
]


class Api(NinjaAPI):
    """Ninja's API whose description also tells what every operation answers when something is wrong."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the description."""
        schema = super().get_openapi_schema(**options)
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schema["components"]["schemas"]["Problem"] = problem
        content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        wrong = {"description": "Something is wrong", "content": content}
        scopes = dict(_scopes(self))
        for path in schema["paths"].values():
            for method, operation in path.items():
                if scope := scopes.get(operation["operationId"]):
                    operation["x-scope"] = scope
                operation["responses"] = _proper(operation["responses"]) | {"4XX": wrong}
                if method == "post":
                    operation.setdefault("parameters", []).append(KEY)
        schema["tags"] = [{"name": name, "description": text} for name, text in TAGS]
        return schema


KEY = {
    "name": "Idempotency-Key", "in": "header", "required": False, "schema": {"type": "string", "maxLength": 120},
    "description": "The same key and request again gives the first answer again",
}  # fmt: skip


def _scopes(api: NinjaAPI) -> Iterator[tuple[str, str]]:
    for _prefix, router in api._routers:
        for view in router.path_operations.values():
            for operation in view.operations:
                for gate in operation.auth_callbacks:
                    yield api.get_openapi_operation_id(operation), getattr(gate, "scope", "")


def _proper(responses: dict[Any, Any]) -> dict[str, Any]:
    return {str(status): answer for status, answer in responses.items()}


api = Api(
    title="Gensvar",
    version=__version__,
    description=TEXT,
    urls_namespace="api-v1",
    docs_url=None,
    openapi_url="/openapi.json",
)
api.add_decorator(idempotent, mode="view")
handle(api)
SUBJECTS = (
    rulebooks, organisation, overview, rounds, answers, documents, files, mappings, measurements, stores, jobs,
    assessments, findings, reports, plan, action_files, calendars, asking, site, wash, ledger,
)  # fmt: skip
for subject in SUBJECTS:
    api.add_router("", subject.router)
