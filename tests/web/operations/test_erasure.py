"""A person can get and erase what is known of them: every reference to people is covered, in every app."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from web_support.world import World

from gensvar_web.kit.person_data import ERASURES, EXPORTS, export_person
from gensvar_web.people.actions import erase_person
from gensvar_web.people.models import User

# Kept on purpose, with the reason. Nothing here may hold a name or an address.
KEPT = {
    "room_answers.Waiting.by": "a document that hangs on no answer yet; gone within two days",
}


def _references() -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    for model in apps.get_models():
        for field in model._meta.fields:
            if field.related_model is User or isinstance(field, models.EmailField):
                yield model, field


def _names_in_erasure(app: Any) -> set[str]:
    spec = find_spec(f"{app.name}.erasure")
    if spec is None or spec.origin is None:
        return set()
    return {node.id for node in ast.walk(ast.parse(Path(spec.origin).read_text())) if isinstance(node, ast.Name)}


def test_every_model_that_refers_to_a_person_is_named_in_an_erasure() -> None:
    named = set().union(*(_names_in_erasure(app) for app in apps.get_app_configs()))
    missing = [
        f"{model._meta.label}.{field.name}"
        for model, field in _references()
        if model.__name__ not in named and f"{model._meta.label}.{field.name}" not in KEPT
    ]
    assert not missing, f"an erasure.py must answer for {missing}"


def test_every_app_exports_what_it_erases() -> None:
    assert set(EXPORTS) == set(ERASURES)


def _everything() -> str:
    """Return every row of every table as text."""
    rows = []
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows.append(f"{table}: {cursor.fetchall()}")
    return "\n".join(rows)


@pytest.mark.parametrize("name", ["bob", "charlie", "rita"])
def test_nothing_of_an_erased_person_is_left(name: str, world: World) -> None:
    user = world.people[name]
    user.name = f"{name.capitalize()} Grynvall"
    user.save()
    number, email = user.pk, user.email
    assert email in _everything()
    erase_person(actor=user)
    left = [
        f"{model._meta.label}.{field.name}"
        for model, field in _references()
        if field.related_model is User and model.objects.filter(**{field.name: number}).exists()  # type: ignore[attr-defined]
    ]
    assert set(left) <= set(KEPT)
    whole = _everything()
    for trace in (email, "Grynvall"):
        assert trace not in whole, next(line[:200] for line in whole.splitlines() if trace in line)
    call_command("ledger_verify", verbosity=0)


def test_the_pages_hand_out_and_erase(
    world: World, client_of: Callable[[str], Client], run_tasks: Callable[[Any], Any]
) -> None:
    client = client_of("bob")
    assert client.get("/konto/mina-uppgifter/hamta/").status_code == 404
    run_tasks(lambda: client.post("/konto/mina-uppgifter/"))
    response: Any = client.get("/konto/mina-uppgifter/hamta/")
    found = json.loads(b"".join(response.streaming_content))
    assert set(found) == set(EXPORTS)
    assert found["people"]["email"] == world.bob.email
    assert client.get("/konto/ta-bort/").status_code == 200
    assert User.objects.get(pk=world.bob.pk).is_active  # to look is not to do
    client.post("/konto/ta-bort/")
    assert not User.objects.get(pk=world.bob.pk).is_active


def test_the_export_tells_a_persons_deeds_and_no_secret(world: World) -> None:
    from web_support.keys import key_of

    secret = key_of(world.alice, world.organisation)
    told = str(export_person(world.alice))
    assert "people.found_organisation" in told
    assert secret not in told
