"""A consumer blocks a number: by a code that came to it, with the same answer whether or not it was blocked before."""

from __future__ import annotations

import logging
import re
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gensvar.blocklist.register.log import Log
from gensvar.blocklist.register.register import Register
from gensvar.errors import GensvarError
from gensvar.text import Text
from gensvar_web.kit.ticking import SCHEDULE
from gensvar_web.rooms.block import queries
from gensvar_web.rooms.block.models import Request
from gensvar_web.rooms.block.secrecy import address_of, hashed
from gensvar_web.vault.register import the_register

MOBILE, FIXED = "070-555 01 02", "08-555 01 02"
NSN, FIXED_NSN = 705550102, 85550102
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(settings: LazySettings, tmp_path: Path) -> None:
    settings.REGISTER, settings.DATA = tmp_path / "register", tmp_path
    settings.SMS, settings.VOICE = "file", "simulator"


def ask(client: Client, number: str = MOBILE, deed: str = "add", way: str = "sms", **more: Any) -> Any:
    return client.post("/sparra/", {"number": number, "deed": deed, "way": way}, **more)


def said(settings: LazySettings, log: str = "sms.log") -> str:
    return (Path(settings.DATA) / log).read_text("utf-8").splitlines()[-1].split("\t")[1]


def code(settings: LazySettings, log: str = "sms.log") -> str:
    return "".join(one for one in said(settings, log).split(".")[0] if one.isdigit())


def send(client: Client, typed: str) -> Any:
    return client.post("/sparra/kod/", {"code": typed})


def whole(client: Client, settings: LazySettings, deed: str = "add", number: str = MOBILE) -> list[Any]:
    """Go all the way; return every answer."""
    answers = [client.get("/sparra/"), ask(client, number, deed), client.get("/sparra/kod/")]
    answers += [send(client, code(settings)), client.get("/sparra/klart/")]
    assert [one.status_code for one in answers] == [200, 302, 200, 302, 200]
    return answers


def last(entries: int = 1) -> Any:
    return [entry for entry, _, _ in the_register().log.entries()][-entries]


def test_a_number_is_blocked_and_unblocked(settings: LazySettings) -> None:
    client = Client()
    assert "numret är spärrat" in whole(client, settings)[-1].content.decode()
    assert NSN in the_register().members()
    request = Request.objects.get()
    assert (last().channel, last().evidence) == ("web", f"request {request.pk}")
    assert "spärren är hävd" in whole(client, settings, "withdraw")[-1].content.decode()
    assert NSN not in the_register().members()


def test_the_page_in_english_sends_an_english_text(settings: LazySettings) -> None:
    client = Client(headers={"accept-language": "en"})
    assert "number is blocked" in whole(client, settings)[-1].content.decode()
    assert "your code is" in said(settings)


def test_what_is_sent_is_for_the_owners_eyes_only(settings: LazySettings) -> None:
    (Path(settings.DATA) / "sms.log").touch(0o644)
    ask(Client())
    assert stat.S_IMODE((Path(settings.DATA) / "sms.log").stat().st_mode) == 0o600
    assert len(said(settings)) <= 160  # one text message


def test_a_fixed_number_is_offered_a_call_and_a_letter(settings: LazySettings) -> None:
    client = Client()
    refused = ask(client, FIXED)
    page = refused.content.decode()
    assert refused.status_code == 422 and "Fasta nummer kan inte få sms" in page and "/sparra/brev/" in page
    assert re.search(r'value="voice"[^>]*checked', page)  # the next press calls
    assert not (Path(settings.DATA) / "sms.log").exists()
    assert ask(client, FIXED, way="voice").status_code == 302
    assert "Skicka ett nytt sms" not in client.get("/sparra/kod/").content.decode()
    assert send(client, code(settings, "voice.log")).status_code == 302
    assert FIXED_NSN in the_register().members() and last().channel == "voice"


TOKENS = re.compile(rb'name="(csrfmiddlewaretoken|once)" value="[^"]*"|"X-CSRFToken": "[^"]*"')


def _seen(answers: list[Any]) -> list[tuple[Any, ...]]:
    """Return all that a visitor gets: statuses, headers, cookies' names and the bytes without their random tokens."""
    return [
        (one.status_code, sorted(one.headers.items()), sorted(one.cookies), TOKENS.sub(b"", one.content))
        for one in answers
    ]


@pytest.mark.parametrize("deed", ["add", "withdraw"])
def test_the_reply_and_the_work_are_the_same_whether_or_not_it_was_blocked(
    settings: LazySettings, deed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries.last_day_of_calls.cache_clear()
    whole(Client(), settings)  # the register is made, the cached is cached
    Request.objects.all().delete()
    replies, work, appended = [], [], []

    def never(*args: object, **kwargs: object) -> None:
        raise AssertionError("the register was read")

    for reading in ("members", "was_member", "version", "version_at"):
        monkeypatch.setattr(Register, reading, never)
    for reading in ("deeds", "entries"):
        monkeypatch.setattr(Log, reading, never)
    append = Log.append
    monkeypatch.setattr(Log, "append", lambda *given: (appended.append(1), append(*given))[1])
    for number in (MOBILE, "070-555 03 02"):  # the first is in the register, the second has never been
        with CaptureQueriesContext(connection) as counted:
            replies.append(_seen(whole(Client(), settings, deed, number)))
        work.append([re.sub(r"'[^']*'|\"s\d+_x\d+\"|\b\d+\b", "?", one["sql"]) for one in counted])
    assert replies[0] == replies[1]
    assert work[0] == work[1] and len(appended) == 2


def test_a_wrong_code_enters_nothing_and_five_are_enough(settings: LazySettings) -> None:
    client = Client()
    ask(client)
    right = code(settings)
    wrong = f"{(int(right) + 1) % 10**6:06}"
    assert "Koden är sex siffror" in send(client, "12345").content.decode()  # costs no try
    pages = [send(client, wrong).content.decode() for _ in range(5)]
    assert all("Koden stämmer inte" in page for page in pages)
    assert "4 försök kvar" in pages[0] and "Begär en ny" in pages[4]
    late = send(client, right)
    assert late.status_code == 422 and "För många försök med koden" in late.content.decode()
    assert the_register().version().seq == 0


def test_the_fifth_try_still_counts(settings: LazySettings) -> None:
    client = Client()
    ask(client)
    right = code(settings)
    for _ in range(4):
        send(client, f"{(int(right) + 1) % 10**6:06}")
    assert send(client, f"{right[:3]} {right[3:]}").status_code == 302


def test_a_code_is_good_for_ten_minutes_and_once(settings: LazySettings) -> None:
    client = Client()
    ask(client)
    Request.objects.update(made_at=timezone.now() - timedelta(minutes=10, seconds=1))
    assert "gäller inte längre" in send(client, code(settings)).content.decode()
    assert the_register().version().seq == 0
    whole(client, settings)
    assert send(client, code(settings))["Location"] == "/sparra/" and the_register().version().seq == 1


def test_a_code_is_of_no_use_in_another_browser(settings: LazySettings) -> None:
    ask(Client())
    other = Client()
    assert send(other, code(settings))["Location"] == "/sparra/"
    ask(other, "070-555 09 09")
    mine = code(settings)
    ask(Client())
    if code(settings) != mine:
        assert send(other, code(settings)).status_code == 422
    assert the_register().version().seq == 0


def test_a_new_code_ends_the_old_one(settings: LazySettings) -> None:
    client = Client()
    ask(client)
    old = code(settings)
    assert client.post("/sparra/kod/", {"way": "voice"})["Location"] == "/sparra/kod/"
    new = code(settings, "voice.log")
    if old != new:
        assert send(client, old).status_code == 422
    assert send(client, new).status_code == 302
    assert NSN in the_register().members() and last().channel == "voice"
    assert Client().post("/sparra/kod/", {"way": "sms"})["Location"] == "/sparra/"


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("0900-12 34 56", "Betalnummer kan inte spärras"),
        ("+45 12 34 56 78", "Utländska nummer kan inte spärras"),
        ("010-123 45 67", "010-nummer hör normalt till företag"),
        ("020-12 34 56", "020-nummer kan inte spärras"),
        ("hej", "Det är inget svenskt telefonnummer"),
        ("", "måste fyllas i"),
    ],
)
def test_numbers_that_cannot_be_blocked_are_refused_and_nothing_is_sent(
    settings: LazySettings, number: str, why: str
) -> None:
    for way in ("sms", "voice"):
        refused = ask(Client(), number, way=way)
        assert refused.status_code == 422 and why in refused.content.decode()
    assert not list(Path(settings.DATA).glob("*.log")) and not Request.objects.exists()


def test_a_number_gets_three_codes_an_hour_and_six_a_day(settings: LazySettings) -> None:
    assert [ask(Client()).status_code for _ in range(3)] == [302] * 3
    refused = ask(Client())
    assert refused.status_code == 429 and 3500 < int(refused["Retry-After"]) <= 3600
    until = timezone.localtime(Request.objects.earliest("made_at").made_at + timedelta(hours=1))
    assert f"klockan {until:%H:%M}" in refused.content.decode()
    assert Request.objects.count() == 3 and len((Path(settings.DATA) / "sms.log").read_text().splitlines()) == 3
    Request.objects.update(made_at=timezone.now() - timedelta(hours=2))
    assert [ask(Client()).status_code for _ in range(4)] == [302, 302, 302, 429]
    Request.objects.update(made_at=timezone.now() - timedelta(hours=2))
    refused = ask(Client())
    assert refused.status_code == 429 and int(refused["Retry-After"]) > 21 * 3600  # six that day
    Request.objects.update(made_at=timezone.now() - timedelta(hours=25))
    assert ask(Client()).status_code == 302


def test_asking_again_is_limited_too(settings: LazySettings) -> None:
    client = Client()
    ask(client)
    answers = [client.post("/sparra/kod/", {"way": "sms"}) for _ in range(3)]
    assert [one.status_code for one in answers] == [302, 302, 429]
    assert "eller skicka ett brev" in answers[-1].content.decode() and answers[-1]["Retry-After"]
    assert send(client, code(settings)).status_code == 302  # the last one that came still counts


def test_an_address_asks_for_a_limited_number_of_codes(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = {**queries.LIMITS, "address_key": ((timedelta(hours=1), 4), (timedelta(days=1), 6))}
    monkeypatch.setattr(queries, "LIMITS", limits)
    numbers = iter(f"070-555 {number:02} 00" for number in range(10, 60))
    assert [ask(Client(), next(numbers)).status_code for _ in range(5)] == [302] * 4 + [429]
    assert ask(Client(), next(numbers), REMOTE_ADDR="192.0.2.7").status_code == 302  # another address
    Request.objects.update(made_at=timezone.now() - timedelta(hours=2))
    assert [ask(Client(), next(numbers)).status_code for _ in range(3)] == [302, 302, 429]


def test_where_a_visitor_comes_from(settings: LazySettings) -> None:
    def seen(own: str, passed: str = "") -> str:
        headers = {"X-Forwarded-For": passed} if passed else {}
        return address_of(RequestFactory().get("/", REMOTE_ADDR=own, headers=headers))

    settings.SECURE_PROXY_SSL_HEADER = None
    assert seen("192.0.2.1", "198.51.100.9") == "192.0.2.1"  # nobody in front: what is said is not believed
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert seen("127.0.0.1", "203.0.113.1, 198.51.100.9") == "198.51.100.9"
    assert seen("2001:db8:1:2::1") == seen("2001:db8:1:2:ffff::9") != seen("2001:db8:1:3::1")
    assert seen("::ffff:192.0.2.1") == "192.0.2.1"


def test_no_number_stands_in_the_database_or_the_log(settings: LazySettings, caplog: pytest.LogCaptureFixture) -> None:
    from django.contrib.sessions.models import Session

    caplog.set_level(logging.DEBUG)
    client = Client()
    ask(client)
    kept = [str(list(Request.objects.values())), *(str(one.get_decoded()) for one in Session.objects.all())]
    whole(Client(), settings)
    kept.append(str(list(Request.objects.values())))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            kept.append(str(cursor.fetchall()))
    kept += [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert "705550102" not in "".join(kept) and "0705550102" not in "".join(kept) and MOBILE not in "".join(kept)
    assert Request.objects.filter(done_at__isnull=False).get().sealed == ""  # not even encrypted once it is done
    assert Request.objects.filter(number_key=hashed("number", "705550102")).count() == 2


class Broken:
    def __init__(self, folder: Path) -> None:
        pass

    def send(self, number: str, text: str) -> None:
        raise ValueError(f"no such subscriber: {number}")


class Noted:
    calls: ClassVar[list[tuple[str, str]]] = []

    def __init__(self, folder: Path) -> None:
        pass

    def call(self, number: str, code: str) -> None:
        self.calls.append((number, code))


def test_a_code_that_cannot_be_sent_is_told_without_the_number(
    settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    for named in (f"{__name__}.Broken", "no.such.Sender"):
        settings.SMS = named
        refused = ask(Client())
        assert refused.status_code == 422 and "Koden kunde inte skickas" in refused.content.decode()
    assert "ValueError" in caplog.text and "ImportError" in caplog.text.replace("ModuleNotFound", "Import")
    assert "70555" not in caplog.text


def test_a_server_names_a_class_of_its_own(settings: LazySettings) -> None:
    settings.VOICE = f"{__name__}.Noted"
    client = Client()
    ask(client, FIXED, way="voice")
    ((number, spoken),) = Noted.calls
    assert number == "+4685550102" and send(client, spoken).status_code == 302


def test_the_pages_say_when_nothing_is_really_sent(settings: LazySettings) -> None:
    assert "provläge" in Client().get("/sparra/").content.decode()
    settings.SMS, settings.VOICE = f"{__name__}.Broken", f"{__name__}.Noted"
    assert "provläge" not in Client().get("/sparra/").content.decode()


def test_what_could_not_be_entered_can_be_tried_again(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    ask(client)

    def full(*args: object) -> None:
        raise GensvarError(Text(sv="skivan är full", en="the disk is full"))

    with monkeypatch.context() as patched:
        patched.setattr(Register, "record", full)
        assert send(client, code(settings)).status_code == 500
    assert send(client, code(settings)).status_code == 302 and NSN in the_register().members()


def test_old_requests_go_by_themselves(settings: LazySettings) -> None:
    ask(Client())
    ask(Client(), "070-555 01 03")
    now = timezone.now()
    forget = SCHEDULE["block.forget"].work
    forget(now)
    assert all(one.sealed for one in Request.objects.all())
    forget(now + timedelta(minutes=11))
    assert [one.sealed for one in Request.objects.all()] == ["", ""]  # the number goes first, the count stays
    forget(now + timedelta(hours=47))
    assert Request.objects.count() == 2
    forget(now + timedelta(hours=49))
    assert not Request.objects.exists()


def test_the_day_ends_with_a_snapshot_where_a_register_is_run(settings: LazySettings) -> None:
    SCHEDULE["block.snapshot"].work(timezone.now())
    assert not Path(settings.REGISTER).exists()  # a server that runs none does not get one
    whole(Client(), settings)
    SCHEDULE["block.snapshot"].work(timezone.now())
    assert [count for *_rest, count in the_register().log.snapshots()] == [1]


def test_the_letter_has_the_address_of_whoever_runs_the_server(settings: LazySettings) -> None:
    from gensvar_web.kit.operator import Operator

    settings.OPERATOR = None
    assert "inte skrivit in sin postadress" in Client().get("/sparra/brev/").content.decode()
    settings.OPERATOR = Operator("Föreningen", phone="08-1", street="Gatan 1", postcode="111 22", town="Stad")
    page = Client().get("/sparra/brev/").content.decode()
    assert "Föreningen<br>Gatan 1<br>111 22 Stad" in page and "inte skrivit in" not in page
