"""The log of an organisation: complete, in words, filtered, as a harmless file, and nobody else's."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from web_support.world import World

import gensvar_web
from gensvar_web.ledger.models import Entry
from gensvar_web.ledger.recording import record
from gensvar_web.rooms.deeds.queries import entries
from gensvar_web.rooms.deeds.words import DEEDS

SOURCE = Path(gensvar_web.__file__).parent


def _page(client: Client, world: World, query: str = "") -> str:
    response = client.get(f"/o/{world.org}/logg/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_every_deed_has_words() -> None:
    said = {
        deed for file in SOURCE.rglob("*.py") for deed in re.findall(r'deed="([a-z_]+\.[a-z_]+)"', file.read_text())
    }
    assert len(said) > 30
    assert said <= set(DEEDS), f"give words in rooms/deeds/words.py to {sorted(said - set(DEEDS))}"


def test_the_log_tells_who_did_what(world: World, client_of: Callable[[str], Client]) -> None:
    page = _page(client_of("bob"), world)
    assert "Lade upp organisationen" in page
    assert "Alice" in page
    count = Entry.objects.filter(organisation=world.organisation.pk).count()
    assert count >= 2
    assert not entries(world.organisation).filter(organisation=world.elsewhere.pk).exists()


def test_the_log_is_filtered(world: World, client_of: Callable[[str], Client]) -> None:
    with transaction.atomic():
        record(actor=world.rita, organisation=world.organisation, deed="plan.comment")
    client = client_of("alice")
    hers = _page(client, world, f"?person={world.rita.pk}")
    assert "Kommenterade en åtgärd" in hers
    assert "Lade upp organisationen" not in hers
    assert "Kommenterade en åtgärd" not in _page(client, world, "?part=people")
    assert "Inget att visa" in _page(client, world, "?last=2020-01-01")
    whole = _page(client, world, "?last=nonsense&person=x")
    assert "Lade upp organisationen" in whole
    assert "has-error" not in whole


def test_the_file_is_whole_and_harmless(world: World, client_of: Callable[[str], Client]) -> None:
    world.rita.name = "=HYPERLINK(1)"
    world.rita.save()
    with transaction.atomic():
        record(actor=world.rita, organisation=world.organisation, deed="plan.comment", details={"a": 1})
    response = client_of("bob").get(f"/o/{world.org}/logg/logg.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == entries(world.organisation).count()
    assert rows[0]["name"] == "'=HYPERLINK(1)"
    assert rows[0]["hash"] == entries(world.organisation)[0].hash


def test_an_erased_person_is_a_number(world: World, client_of: Callable[[str], Client]) -> None:
    from gensvar_web.people.actions import erase_person

    with transaction.atomic():
        record(actor=world.rita, organisation=world.organisation, deed="plan.comment")
    erase_person(actor=world.rita)
    page = _page(client_of("alice"), world, "?part=plan")
    assert f"Borttagen person {world.rita.pk}" in page
    assert "Rita" not in page


@pytest.mark.parametrize("number", [1, 60])
def test_the_page_costs_the_same_however_long_the_log(
    number: int, world: World, client_of: Callable[[str], Client], django_assert_max_num_queries: Callable[..., object]
) -> None:
    with transaction.atomic():
        for _ in range(number):
            record(actor=world.alice, organisation=world.organisation, deed="plan.comment")
    client = client_of("alice")
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        _page(client, world)
