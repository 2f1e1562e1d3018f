"""Everything that the pages show or do is in the API too, or has a reason why not; with the same actions."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from web_support.access import all_names

import gensvar_web.api.routes as routes
from gensvar_web.api.server import api
from gensvar_web.project.rooms import ROOMS

RULES = "/rulebooks/{book}/editions/{edition}"
ROUND = "/o/{org}/rounds/{pk}"
ANSWER = ROUND + "/answers/{question}"
FILE = "/o/{org}/files/{pk}"
JUDGED = "/o/{org}/assessments/{pk}"
ACTION = "/o/{org}/actions/{pk}"
AUDIT = "/o/{org}/site/audits/{pk}"
# Each page by the name of its address: the operations that show what it shows and do what its forms do.
PAGES: dict[str, tuple[str, ...]] = {
    "rules:editions": ("GET /rulebooks",),
    "rules:search": ("GET /rules/search",),
    "rules:rulebook": ("GET /rulebooks",),
    "rules:edition": (f"GET {RULES}", f"GET {RULES}/rules"),
    "rules:chapter": (f"GET {RULES}",),
    "rules:download": (f"GET {RULES}/export/{{form}}",),
    "rules:rule": (f"GET {RULES}/rules/{{rule}}", "GET /rulebooks/{book}/rules/{rule}/history"),
    "overview:overview": ("GET /o/{org}/overview",),
    "people:organisation": ("GET /o/{org}/profile",),
    "people:profile": ("GET /o/{org}/profile", "PUT /o/{org}/profile"),
    "people:members": ("GET /o/{org}/members", "GET /o/{org}/invitations"),
    "people:invite": ("POST /o/{org}/invitations",),
    "people:withdraw": ("DELETE /o/{org}/invitations/{pk}",),
    "people:role": ("PATCH /o/{org}/members/{pk}",),
    "people:remove": ("DELETE /o/{org}/members/{pk}",),
    "vault:job": ("GET /o/{org}/jobs", "GET /o/{org}/jobs/{pk}"),
    "answers:rounds": ("GET /o/{org}/rounds", f"GET {ROUND}"),
    "answers:begin": ("POST /o/{org}/rounds",),
    "answers:mine": ("GET /o/{org}/handed",),
    "answers:document": (
        "GET /o/{org}/documents", "GET /o/{org}/documents/{pk}", "DELETE /o/{org}/documents/{pk}",
        "PATCH /o/{org}/documents/{pk}",
    ),
    "answers:overview": (f"GET {ROUND}",),
    "answers:printed": (f"GET {ROUND}/questions",),
    "answers:export": (f"GET {ROUND}/export",),
    "answers:chapter": (f"GET {ROUND}/questions",),
    "answers:question": (
        f"GET {ANSWER}", f"PUT {ANSWER}", f"GET {ANSWER}/history", "POST /o/{org}/documents",
        f"DELETE {ANSWER}/document",
    ),
    "answers:undo": (f"POST {ANSWER}/undo",),
    "answers:take_back": (f"DELETE {ROUND}/handed/{{question}}",),
    "answers:hand_over": (f"POST {ROUND}/handed",),
    "answers:bring": (f"POST {ROUND}/bring-along",),
    "answers:review": (f"GET {ROUND}/rule-changes", f"POST {ROUND}/confirm"),
    "answers:take_in": (f"POST {ROUND}/import",),
    "data:home": ("GET /o/{org}/store", "GET /o/{org}/files", "GET /o/{org}/mappings"),
    "data:upload": ("POST /o/{org}/files",),
    "data:import_ready": ("POST /o/{org}/files/import",),
    "data:file": (f"GET {FILE}", f"GET {FILE}/mapping"),
    "data:mapping": (f"GET {FILE}/mapping", f"PATCH {FILE}/mapping"),
    "data:import": (f"POST {FILE}/import",),
    "data:remove": (f"DELETE {FILE}",),
    "data:rejected": (f"GET {FILE}/rejected",),
    "data:rejected_csv": (f"GET {FILE}/rejected.csv",),
    "data:forget_mapping": ("DELETE /o/{org}/mappings/{pk}",),
    "data:measures": ("GET /o/{org}/measurements", "POST /o/{org}/measurements"),
    "data:measure": ("GET /o/{org}/measurements/{measure}", "POST /o/{org}/measurements"),
    "data:rows": ("GET /o/{org}/measurements/{measure}/rows",),
    "findings:list": ("GET /o/{org}/assessments",),
    "findings:assess": ("POST /o/{org}/assessments/run",),
    "findings:compare": (f"GET {JUDGED}/changes",),
    "findings:thresholds": ("GET /o/{org}/thresholds",),
    "findings:threshold": ("PUT /o/{org}/thresholds/{rule}/{parameter}",),
    "findings:assessment": (f"GET {JUDGED}", f"GET {JUDGED}/findings", f"GET {JUDGED}/document"),
    "findings:finding": (f"GET {JUDGED}/findings/{{rule}}",),
    "findings:set_aside": (f"POST {JUDGED}/overrides",),
    "findings:withdraw": ("GET /o/{org}/overrides", "DELETE /o/{org}/overrides/{pk}"),
    "findings:reports": (f"GET {JUDGED}/reports", f"POST {JUDGED}/reports", f"GET {JUDGED}/links"),
    "findings:report": (f"GET {JUDGED}/reports/{{form}}",),
    "findings:share": (f"POST {JUDGED}/links",),
    "findings:revoke": ("DELETE /o/{org}/links/{pk}",),
    "plan:board": ("GET /o/{org}/actions",),
    "plan:gaps": ("GET /o/{org}/gaps/{rulebook}",),
    "plan:units": ("GET /o/{org}/units",),
    "plan:print": ("GET /o/{org}/actions",),
    "plan:workbook": ("GET /o/{org}/actions.xlsx",),
    "plan:new": ("POST /o/{org}/actions",),
    "plan:action": (f"GET {ACTION}", f"GET {ACTION}/history", f"GET {ACTION}/files"),
    "plan:change": (f"PATCH {ACTION}",),
    "plan:move": (f"PATCH {ACTION}",),
    "plan:comment": (f"POST {ACTION}/comments",),
    "plan:attach": (f"POST {ACTION}/files",),
    "plan:file": (f"GET {ACTION}/files/{{file}}",),
    "plan:link": (f"POST {ACTION}/owner-link", f"DELETE {ACTION}/owner-link"),
    "plan:settings": (
        "GET /o/{org}/calendars", "PUT /o/{org}/calendars/{what}", "DELETE /o/{org}/calendars/{what}",
        "GET /o/{org}/reminders", "PUT /o/{org}/reminders",
    ),
    "plan:questions": ("GET /o/{org}/help-requests",),
    "plan:ask": ("GET /o/{org}/associations", "POST /o/{org}/help-requests"),
    "plan:question": ("GET /o/{org}/help-requests/{pk}", "POST /o/{org}/help-requests/{pk}/close"),
    "plan:inbox": ("GET /o/{org}/inbox",),
    "plan:inbox_question": (
        "GET /o/{org}/inbox/{pk}", "POST /o/{org}/inbox/{pk}/answer", "POST /o/{org}/inbox/{pk}/close",
    ),
    "site:home": ("GET /o/{org}/site/audits", "GET /o/{org}/site/watch"),
    "site:begin": ("POST /o/{org}/site/audits",),
    "site:watch": ("PUT /o/{org}/site/watch",),
    "site:audit": (f"GET {AUDIT}",),
    "site:evidence": (f"GET {AUDIT}/evidence/{{name}}",),
    "site:archive": (f"GET {AUDIT}", f"GET {AUDIT}/evidence/{{name}}"),
    "wash:home": ("GET /o/{org}/washes",),
    "wash:begin": ("POST /o/{org}/washes",),
    "wash:wash": ("GET /o/{org}/washes/{pk}",),
    "wash:fetch": ("GET /o/{org}/washes/{pk}/list",),
    "wash:receipt": ("GET /o/{org}/washes/{pk}",),
    "deeds:log": ("GET /o/{org}/ledger",),
    "deeds:csv": ("GET /o/{org}/ledger.csv",),
}  # fmt: skip
PERSON = "the person's own, before or beside any organisation; a key belongs to an organisation"
KEYS = "a key must not make or end keys: who steals one could keep it alive"
HOLDER = "opened by the secret address itself, without an account"
CONSUMER = "whoever holds the number shows it with a code that comes to it, without an account"
LETTERS = "two persons read a letter; dead numbers and snapshots are for `gensvar register`"
# What has no operation, by the name of its address or its beginning, and why.
NOT_IN_API: dict[str, str] = {
    "account_": "signing in",
    "mfa_": "signing in",
    "people:home": PERSON,
    "people:new_organisation": PERSON,
    "people:account": PERSON,
    "people:my_data": PERSON,
    "people:my_data_file": PERSON,
    "people:erase": PERSON,
    "people:invitation": "whoever is invited must show that the mail address is theirs",
    "api:reference": "about the API itself: /api/v1/openapi.json",
    "api:tokens": KEYS,
    "api:new_token": KEYS,
    "api:revoke": KEYS,
    "findings:shared": HOLDER,
    "findings:shared_report": HOLDER,
    "plan:outside": HOLDER,
    "plan:feed": HOLDER,
    "block:start": CONSUMER,
    "block:code": CONSUMER,
    "block:done": CONSUMER,
    "block:letter": CONSUMER,
    "block:run": LETTERS,
    "block:read": LETTERS,
    "block:set_aside": LETTERS,
    "block:release": LETTERS,
    "block:snapshot": LETTERS,
    "start": "the front page",
    "health": "for who runs the server",
    "robots": "for search engines",
    "set_language": "of the browser; the API goes by Accept-Language",
    "set_appearance": "of the browser",
    "operations:retention": "a text about the server",
    "operations:contact": "a text about the server",
    "operations:accessibility": "a text about the server",
    "demo:": "signing in, in the demo only",
}
# Of the API alone.
ONLY_API = {
    "GET /token": "what a key is good for",
    "GET /measures": "what could be measured at all",
    "POST /o/{org}/assessments": "gensvar push: an assessment made elsewhere",
    "POST /o/{org}/lookups": "diallers ask of numbers as they dial",
    "POST /o/{org}/store/uploads": "gensvar push: a store made elsewhere",
    "PUT /o/{org}/store/uploads/{pk}/files/{table}/{file}": "gensvar push",
    "POST /o/{org}/store/uploads/{pk}/finish": "gensvar push",
}
# Actions that no operation calls, and why.
NOT_CALLED = {
    "people.actions.found_organisation": PERSON,
    "people.actions.accept_invitation": PERSON,
    "people.actions.save_account": PERSON,
    "people.actions.erase_person": PERSON,
    "people.actions.set_threshold": "called by rooms.findings.actions.set_threshold",
    "rooms.block.actions.letters.enter_letter": LETTERS,
    "rooms.block.actions.letters.set_letter_aside": LETTERS,
    "rooms.block.actions.keeping.release": LETTERS,
    "rooms.block.actions.keeping.take_snapshot": LETTERS,
    "rooms.plan.actions.owning.hand_over": "called by making and changing actions",
}


def _operations() -> set[str]:
    paths = api.get_openapi_schema()["paths"]
    return {f"{method.upper()} {path.removeprefix('/api/v1')}" for path, one in paths.items() for method in one}


def _reason(name: str) -> str:
    return next((why for begin, why in NOT_IN_API.items() if name == begin or _is_group(begin, name)), "")


def _is_group(begin: str, name: str) -> bool:
    return begin.endswith(("_", ":")) and name.startswith(begin)


@pytest.mark.parametrize("name", all_names())
def test_a_page_has_an_operation_or_a_reason(name: str) -> None:
    assert (name in PAGES) != bool(_reason(name)), f"add {name} to PAGES, or to NOT_IN_API with a reason"


def test_the_table_holds_no_page_that_is_gone() -> None:
    assert set(PAGES) <= set(all_names())
    gone = [one for one in NOT_IN_API if not any(name == one or _is_group(one, name) for name in all_names())]
    assert set(gone) <= {"demo:"}  # those addresses are there in the demo only


def test_the_table_names_every_operation_and_no_other() -> None:
    named = {one for some in PAGES.values() for one in some}
    assert named | set(ONLY_API) == _operations()
    assert not named & set(ONLY_API)


def _modules(name: str) -> Iterator[ModuleType]:
    """Yield the module or package of actions, and what is in it."""
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError:
        return
    yield module
    for one in pkgutil.iter_modules(getattr(module, "__path__", ())):
        yield importlib.import_module(f"{name}.{one.name}")


def _deeds() -> set[str]:
    """Return every action that a person does: what takes a keyword `actor`."""
    places = ["gensvar_web.people.actions", *(f"gensvar_web.rooms.{room}.actions" for room in ROOMS)]
    places.append("gensvar_web.rooms.data.receiving")
    found = set()
    for module in (one for place in places for one in _modules(place)):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            actor = inspect.signature(function).parameters.get("actor")
            ours = function.__module__.startswith(("gensvar_web.people", "gensvar_web.rooms"))
            if ours and actor is not None and actor.kind is actor.KEYWORD_ONLY and not name.startswith("_"):
                found.add(_named(function))
    return found


def _named(function: Any) -> str:
    return f"{function.__module__.removeprefix('gensvar_web.')}.{function.__name__}"


def _called() -> set[str]:
    """Return the functions from elsewhere that the routes call, each by the module that it stands in."""
    found = set()
    for file in Path(routes.__path__[0]).glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        known = {alias.asname or alias.name: (one.module, alias.name) for one in ast.walk(tree)
                 if isinstance(one, ast.ImportFrom) and one.module for alias in one.names}  # fmt: skip
        for call in (one.func for one in ast.walk(tree) if isinstance(one, ast.Call)):
            name = call.value if isinstance(call, ast.Attribute) else call
            if isinstance(name, ast.Name) and known.get(name.id, ("",))[0].startswith("gensvar_web"):
                place, taken = known[name.id]
                part = _part(place, taken)
                target = getattr(part, call.attr, None) if isinstance(call, ast.Attribute) else part
                if inspect.isfunction(target):
                    found.add(_named(target))
    return found


def _part(place: str, name: str) -> Any:
    """Return what `from place import name` gives."""
    found = getattr(importlib.import_module(place), name, None)
    return found if found is not None else importlib.import_module(f"{place}.{name}")


def test_the_routes_call_every_action_of_the_pages() -> None:
    deeds = _deeds()
    assert len(deeds) > 40
    assert deeds - _called() == set(NOT_CALLED)
