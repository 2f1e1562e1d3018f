"""A form sent twice is carried out once."""

from collections.abc import Callable

from django.test import Client
from web_support.world import World

from gensvar_web.people.models import Organisation


def test_the_second_time_leads_where_the_first_led(client_of: Callable[[str], Client], world: World) -> None:
    client = client_of("alice")
    form = {"name": "Dubbelbolaget", "once": "token-1"}
    first, second = client.post("/mitt/ny/", form), client.post("/mitt/ny/", form)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Organisation.objects.filter(name="Dubbelbolaget").count() == 1


def test_a_form_with_a_mistake_can_be_sent_again(client_of: Callable[[str], Client], world: World) -> None:
    client = client_of("alice")
    assert client.post("/mitt/ny/", {"name": "", "once": "token-2"}).status_code == 422
    assert client.post("/mitt/ny/", {"name": "Rättat AB", "once": "token-2"}).status_code == 302


def test_every_form_that_is_drawn_carries_a_new_token(client_of: Callable[[str], Client], world: World) -> None:
    client = client_of("alice")
    pages = [client.get("/mitt/ny/").content.decode() for _ in range(2)]
    tokens = [page.split('name="once" value="')[1].split('"')[0] for page in pages]
    assert tokens[0] != tokens[1]
