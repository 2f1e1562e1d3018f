"""Every address against every role. A new address must get a line in `tests/web/rooms/<room>/access.py`."""

from collections.abc import Callable

import pytest
from django.test import Client
from web_support.access import VISITORS, all_names, table
from web_support.world import World

TABLE = table()


@pytest.mark.parametrize("name", all_names())
def test_every_address_has_a_line(name: str) -> None:
    assert name in TABLE, f"add {name} to tests/web/rooms/<room>/access.py"


def test_every_line_has_an_address() -> None:
    assert set(TABLE) <= set(all_names())


@pytest.mark.parametrize("name", sorted(set(TABLE) & set(all_names())))
def test_an_address_lets_in_whom_it_should(name: str, world: World, client_of: Callable[[str], Client]) -> None:
    line = TABLE[name]
    url = line.url(name, world)
    for visitor in VISITORS:
        client = client_of(visitor)
        response = client.get(url)
        assert response.status_code in line.expected(visitor), (visitor, url, response.status_code)
        if line.allowed != "public" and visitor == "anonymous":
            assert "/konto/logga-in/" in response["Location"]
        if response.streaming:
            list(response)  # a file that is handed out is open until then
        if line.allowed not in ("public", "signed-in") and line.expected(visitor) in ((403,), (404,), (302,)):
            refused = client.post(url)  # who may not read the page may send it no form either
            assert refused.status_code in line.expected(visitor), (visitor, url, refused.status_code)


def test_another_organisation_is_not_reached_through_ones_own(world: World, client_of: Callable[[str], Client]) -> None:
    from gensvar_web.people.queries import members_of

    there = members_of(world.elsewhere).get().pk
    response = client_of("alice").get(f"/o/{world.org}/personer/{there}/roll/")
    assert response.status_code == 404
