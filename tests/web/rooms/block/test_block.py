"""A consumer blocks a number: by a code that came to it, with the same answer whether or not it was blocked before."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from web_support.world import World

from gensvar_web.people.models import Organisation
from gensvar_web.rooms.block.actions import forget_old
from gensvar_web.rooms.block.models import Letter, Request
from gensvar_web.vault.register import the_register

MOBILE, FIXED = "070-555 01 02", "08-555 01 02"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(settings: LazySettings, tmp_path: Path) -> None:
    settings.REGISTER, settings.DATA = tmp_path / "register", tmp_path
    settings.SMS, settings.VOICE = "file", "simulator"


def ask(client: Client, number: str = MOBILE, deed: str = "add", way: str = "sms") -> Any:
    return client.post("/sparra/", {"number": number, "deed": deed, "way": way})


def code(settings: LazySettings, log: str = "sms.log") -> str:
    said = (Path(settings.DATA) / log).read_text("utf-8").splitlines()[-1]
    return "".join(letter for letter in said.split("\t")[1].split(".")[0] if letter.isdigit())


def whole(client: Client, settings: LazySettings, deed: str = "add", number: str = MOBILE) -> Any:
    assert ask(client, number, deed).status_code == 302
    answer = client.post("/sparra/kod/", {"code": code(settings)})
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer["Location"])


def test_a_number_is_blocked_and_unblocked(settings: LazySettings) -> None:
    client = Client()
    assert "Numret är spärrat" in whole(client, settings).content.decode()
    assert 705550102 in the_register().members()
    assert "Spärren är hävd" in whole(client, settings, "withdraw").content.decode()
    assert 705550102 not in the_register().members()


def test_a_fixed_number_is_called_up(settings: LazySettings) -> None:
    client = Client()
    refused = ask(client, FIXED)
    assert refused.status_code == 422 and "Bara mobilnummer får sms" in refused.content.decode()
    assert ask(client, FIXED, way="voice").status_code == 302
    assert client.post("/sparra/kod/", {"code": code(settings, "voice.log")}).status_code == 302
    assert 85550102 in the_register().members()


def test_the_reply_and_the_work_are_the_same_whether_or_not_it_was_blocked(
    settings: LazySettings, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    replies, work = [], []
    for _ in range(2):  # the second time it is blocked already
        client = Client()
        with CaptureQueriesContext(connection) as counted:
            replies.append(whole(client, settings).content)
        work.append(len(counted))
    tokens = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"')
    assert tokens.sub(b"", replies[0]) == tokens.sub(b"", replies[1])
    assert work[0] == work[1]


def test_a_wrong_code_enters_nothing_and_five_are_enough(settings: LazySettings) -> None:
    client = Client()
    ask(client)
    right = code(settings)
    wrong = f"{(int(right) + 1) % 10**6:06}"
    for _ in range(5):
        assert "Koden stämmer inte" in client.post("/sparra/kod/", {"code": wrong}).content.decode()
    assert "För många försök med koden" in client.post("/sparra/kod/", {"code": right}).content.decode()
    assert len(the_register().members()) == 0


def test_a_code_is_good_for_ten_minutes_and_once(settings: LazySettings) -> None:
    client = Client()
    ask(client)
    Request.objects.update(made_at=timezone.now() - timedelta(minutes=11))
    assert "gäller inte längre" in client.post("/sparra/kod/", {"code": code(settings)}).content.decode()
    whole(client, settings)
    assert client.post("/sparra/kod/", {"code": code(settings)})["Location"] == "/sparra/"


@pytest.mark.parametrize("number", ["0900-12 34 56", "+45 12 34 56 78", "010-123 45 67", "020-12 34 56", "hej"])
def test_numbers_that_cannot_be_blocked_are_refused_and_nothing_is_sent(settings: LazySettings, number: str) -> None:
    assert ask(Client(), number).status_code == 422
    assert not (Path(settings.DATA) / "sms.log").exists() and not Request.objects.exists()


def test_a_number_gets_three_codes_an_hour_and_an_address_ten(settings: LazySettings) -> None:
    assert [ask(Client()).status_code for _ in range(4)] == [302, 302, 302, 429]
    answers = [ask(Client(), f"070-555 {number:02} 00").status_code for number in range(10, 20)]
    assert answers.count(429) == 3  # three of the ten were spent already
    Request.objects.update(made_at=timezone.now() - timedelta(hours=2))
    assert ask(Client()).status_code == 302
    assert forget_old(timezone.now() + timedelta(days=3)) > 10 and not Request.objects.exists()


def test_no_number_stands_in_the_database(settings: LazySettings) -> None:
    from django.contrib.sessions.models import Session

    whole(Client(), settings)
    kept = str(list(Request.objects.values())) + str([one.get_decoded() for one in Session.objects.all()])
    assert "705550102" not in kept


@pytest.fixture
def association(world: World) -> Organisation:
    world.organisation.kind = Organisation.Kind.ASSOCIATION
    world.organisation.save()
    return world.organisation


def letter(client: Client, org: Organisation, number: str = FIXED, deed: str = "add") -> str:
    answer = client.post(f"/o/{org.slug}/sparregister/", {"name": "B-1", "number": number, "deed": deed}, follow=True)
    return str(answer.content.decode())


def test_a_letter_takes_two_persons_who_read_the_same(
    association: Organisation, client_of: Callable[[str], Client]
) -> None:
    assert "Läst en gång" in letter(client_of("charlie"), association)
    assert "två olika personer" in letter(client_of("charlie"), association)
    assert 85550102 not in the_register().members()
    page = client_of("bob").get(f"/o/{association.slug}/sparregister/").content.decode()
    assert "B-1" in page and "555" not in page  # the second does not see what the first wrote
    assert "Brevet är infört" in letter(client_of("bob"), association)
    assert 85550102 in the_register().members()
    assert "redan infört" in letter(client_of("alice"), association)
    assert Letter.objects.get().sealed == ""


def test_a_letter_read_differently_is_read_again(association: Organisation, client_of: Callable[[str], Client]) -> None:
    letter(client_of("charlie"), association)
    assert "Ni läste olika" in letter(client_of("bob"), association, "08-555 01 03")
    assert 85550102 not in the_register().members()
    assert "Läst en gång" in letter(client_of("alice"), association)
    assert "infört" in letter(client_of("charlie"), association)


def test_dead_numbers_are_taken_out(association: Organisation, client_of: Callable[[str], Client]) -> None:
    letter(client_of("charlie"), association)
    letter(client_of("bob"), association)
    file = SimpleUploadedFile("dead.txt", b"08-555 01 02\n")
    to = f"/o/{association.slug}/sparregister/utan-innehavare/"
    assert client_of("charlie").post(to, {"file": file}).status_code == 403
    file.seek(0)
    assert "1 nummer är uttagna" in client_of("bob").post(to, {"file": file}, follow=True).content.decode()
    assert 85550102 not in the_register().members()
