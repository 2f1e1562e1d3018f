"""Lists and numbers against the register, through the API."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import LazySettings
from web_support.keys import bearer, key_of
from web_support.world import World

from gensvar.blocklist.licences import Licences
from gensvar.blocklist.register.entries import Deed
from gensvar_web.rooms.wash.models import Wash
from gensvar_web.rooms.wash.tasks import wash_list
from gensvar_web.vault.jobs import Run
from gensvar_web.vault.register import the_register


@pytest.fixture(autouse=True)
def register(settings: LazySettings, tmp_path: Any) -> None:
    settings.REGISTER = tmp_path / "register"
    the_register().record(Deed.ADD, [701234567], "web", "", datetime.now(UTC))


def test_a_list_goes_in_and_comes_out(world: World) -> None:
    client = bearer(key_of(world.alice, world.organisation))
    url = f"/api/v1/o/{world.org}/washes"
    told = client.generic(
        "POST", f"{url}?name=l.csv&seller=556000-0001", b"tel\n0701234567\n", "application/octet-stream"
    )
    assert told.status_code == 202, told.content
    made = Wash.objects.latest("pk")
    assert made.job is not None
    wash_list(Run(made.job))
    read = client.get(f"{url}/{made.pk}").json()
    assert read["receipt"]["counts"]["cells"]["blocked"] == 1 and read["fetchable"]
    content = b"".join(client.get(f"{url}/{made.pk}/list").streaming_content)  # type: ignore[attr-defined]
    assert content.splitlines()[1].startswith(b"0701234567,blocked,")


def test_numbers_are_asked_of_at_dial_time_by_who_has_a_licence(world: World) -> None:
    client = bearer(key_of(world.alice, world.organisation))
    url = f"/api/v1/o/{world.org}/lookups"
    body = json.dumps({"numbers": ["070-123 45 67", "0709999999"]})
    refused = client.generic("POST", url, body, "application/json")
    assert refused.status_code == 422 and "licens" in refused.content.decode()
    Licences(the_register().folder).grant(world.org, "", 2, datetime.now(UTC))
    told = client.generic("POST", url, body, "application/json").json()
    assert [one["status"] for one in told["answers"]] == ["blocked", "free"]
    assert told["answers"][1]["valid_until"] is not None and told["version"] == the_register().version().seq
    more = client.generic("POST", url, json.dumps({"numbers": ["0709999998"]}), "application/json")
    assert more.status_code == 422 and "0 nummer kvar" in more.content.decode()
