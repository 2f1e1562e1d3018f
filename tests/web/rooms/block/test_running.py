"""Whoever runs the register: letters read by two, dead numbers, snapshots; never a number on a page or in the log."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from web_support.world import World

from gensvar_web.ledger.models import Entry
from gensvar_web.people.actions import erase_person
from gensvar_web.people.models import Organisation
from gensvar_web.rooms.block.models import Letter, Reading
from gensvar_web.vault.register import the_register

FIXED, OTHER, NSN = "08-555 01 02", "08-555 01 03", 85550102
ClientOf = Callable[[str], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(settings: LazySettings, tmp_path: Path) -> None:
    settings.REGISTER, settings.DATA = tmp_path / "register", tmp_path


@pytest.fixture
def home(world: World, settings: LazySettings, tmp_path: Path) -> str:
    """The address of the register's page, in an association where nothing has been done."""
    settings.REGISTER = tmp_path / "own"  # the other rooms have put numbers into theirs
    world.organisation.kind = Organisation.Kind.ASSOCIATION
    world.organisation.save()
    Letter.objects.all().delete()
    return f"/o/{world.organisation.slug}/sparregister/"


def read(client: Client, home: str, number: str = FIXED, deed: str = "add", name: str = "B-1") -> str:
    answer = client.post(f"{home}brev/", {"name": name, "number": number, "deed": deed}, follow=True)
    return str(answer.content.decode())


def page(client: Client, home: str) -> str:
    return str(client.get(home).content.decode())


def in_register() -> bool:
    return NSN in the_register().members()


def test_a_letter_takes_two_persons_who_read_the_same(home: str, client_of: ClientOf) -> None:
    assert "Inga brev väntar" in page(client_of("charlie"), home)
    assert "läst en gång" in read(client_of("charlie"), home)
    assert "två olika personer" in read(client_of("charlie"), home)
    assert not in_register()
    assert "?brev=B-1" not in page(client_of("charlie"), home)  # it is not Charlie's turn
    seen = page(client_of("bob"), home) + client_of("bob").get(f"{home}brev/?brev=B-1").content.decode()
    assert "?brev=B-1" in seen and 'value="B-1"' in seen
    assert "5550102" not in seen and FIXED not in seen  # the second does not see what the first wrote
    assert "är infört" in read(client_of("bob"), home, "+46 8 555 01 02", name="b-1 ")
    assert in_register()
    entry = next(entry for entry, _, _ in the_register().log.entries())
    assert (entry.channel, entry.evidence) == ("letter", "letter B-1")
    assert "redan infört" in read(client_of("alice"), home)
    assert [one.sealed for one in Reading.objects.all()] == ["", ""]
    assert "Inga brev väntar" in page(client_of("bob"), home)
    assert "är läst en gång" in read(client_of("bob"), home, deed="withdraw", name="B-2")
    assert "är infört" in read(client_of("alice"), home, deed="withdraw", name="B-2")
    assert not in_register()


@pytest.mark.parametrize(("number", "deed"), [(OTHER, "add"), (FIXED, "withdraw")])
def test_a_third_person_settles_what_two_read_differently(
    home: str, client_of: ClientOf, number: str, deed: str
) -> None:
    read(client_of("charlie"), home)
    assert "har lästs olika" in read(client_of("bob"), home, number, deed)
    assert the_register().version().seq == 0 and "Läst olika" in page(client_of("alice"), home)
    assert "är infört" in read(client_of("alice"), home)
    assert in_register() and the_register().version().seq == 1


def test_who_read_wrong_may_correct_it_and_nobody_agrees_with_themselves(home: str, client_of: ClientOf) -> None:
    read(client_of("charlie"), home)
    read(client_of("bob"), home, OTHER)
    assert "har lästs olika" in read(client_of("bob"), home, "08-555 01 04")
    assert "har lästs olika" in read(client_of("bob"), home, "08-555 01 04")  # the same twice, by the same person
    assert the_register().version().seq == 0
    assert "är infört" in read(client_of("bob"), home)
    assert in_register()


def test_a_letter_in_the_queue_by_mistake_is_set_aside_by_a_manager(home: str, client_of: ClientOf) -> None:
    read(client_of("charlie"), home)
    to = f"{home}brev/{Letter.objects.get().pk}/ta-bort/"
    assert client_of("charlie").post(to).status_code == 403
    assert "Ta bort brev B-1" in client_of("bob").get(to).content.decode()
    assert "borttaget" in client_of("bob").post(to, follow=True).content.decode()
    assert not Letter.objects.exists() and the_register().version().seq == 0
    read(client_of("charlie"), home)
    read(client_of("bob"), home)
    done = f"{home}brev/{Letter.objects.get().pk}/ta-bort/"
    assert client_of("bob").post(done).status_code == 404  # what is done stays


def test_numbers_and_names_that_will_not_do(home: str, client_of: ClientOf) -> None:
    assert "010-nummer" in read(client_of("bob"), home, "010-123 45 67")
    assert "får inte vara telefonnumret" in read(client_of("bob"), home, name="brev 08 555 01 02")
    assert not Letter.objects.exists()


def test_the_log_holds_who_and_which_letter_but_no_number(home: str, client_of: ClientOf, world: World) -> None:
    read(client_of("charlie"), home)
    read(client_of("bob"), home, OTHER)
    read(client_of("alice"), home)
    client_of("bob").post(f"{home}ogonblicksbild/")
    deeds = list(Entry.objects.filter(deed__startswith="block.").order_by("number"))
    assert [(one.deed, one.actor) for one in deeds] == [
        ("block.read_letter", world.charlie.pk),
        ("block.read_letter", world.bob.pk),
        ("block.read_letter", world.alice.pk),
        ("block.snapshot", world.bob.pk),
    ]
    assert [one.details.get("agree") for one in deeds] == [False, False, True, None]
    assert not any("555010" in str(one.content()) for one in deeds)
    readings = str(list(Reading.objects.values())) + str(list(Letter.objects.values()))
    assert "555010" not in readings


def test_dead_numbers_are_taken_out_all_or_none(home: str, client_of: ClientOf) -> None:
    read(client_of("charlie"), home)
    read(client_of("bob"), home)
    to = f"{home}utan-innehavare/"

    def send(name: str, content: bytes) -> Any:
        given = {"file": SimpleUploadedFile("dead.txt", content)}
        return client_of(name).post(to, given, follow=True)

    assert send("charlie", b"08-555 01 02\n").status_code == 403
    refused = send("bob", b"08-555 01 02\nhej\n").content.decode()
    assert "Inget är uttaget" in refused and "rad 2" in refused and "--skip" not in refused and "/tmp" not in refused
    assert in_register()
    assert "1 nummer ur filen är uttaget" in send("bob", b"08-555 01 02\n").content.decode()
    assert not in_register()
    entry = [entry for entry, _, _ in the_register().log.entries()][-1]
    assert entry.channel == "operator" and entry.deed.name == "RELEASE"
    assert "Välj en fil" in client_of("bob").post(to, follow=True).content.decode()


def test_a_file_that_is_too_large_is_refused(home: str, client_of: ClientOf, settings: LazySettings) -> None:
    settings.UPLOAD_LIMIT = 10
    given = {"file": SimpleUploadedFile("dead.txt", b"08-555 01 02\n" * 9)}
    answer = client_of("bob").post(f"{home}utan-innehavare/", given, follow=True)
    assert "inte är för stor" in answer.content.decode() and the_register().version().seq == 0


def test_the_page_tells_the_state_and_a_snapshot_is_written(home: str, client_of: ClientOf) -> None:
    read(client_of("charlie"), home)
    read(client_of("bob"), home)
    version = the_register().version()
    before = page(client_of("bob"), home)
    assert version.root in before and version.day in before and "ingen än" in before
    assert "ogonblicksbild" not in page(client_of("charlie"), home)  # a manager's
    assert client_of("charlie").post(f"{home}ogonblicksbild/").status_code == 403
    assert "är skriven" in client_of("bob").post(f"{home}ogonblicksbild/", follow=True).content.decode()
    assert "ingen än" not in page(client_of("bob"), home)
    assert the_register().log.snapshots()[0][0] == version.day


def test_a_company_has_nothing_to_do_here(world: World, client_of: ClientOf) -> None:
    home = f"/o/{world.org}/sparregister/"
    for address in (home, f"{home}brev/"):
        assert client_of("alice").get(address).status_code == 403
    for address in (f"{home}brev/", f"{home}utan-innehavare/", f"{home}ogonblicksbild/"):
        assert client_of("alice").post(address).status_code == 403
    assert "sparregister" not in client_of("alice").get(f"/o/{world.org}/").content.decode()


def test_a_number_typed_when_the_session_had_ended_is_kept_nowhere(home: str) -> None:
    client = Client()
    answer = client.post(f"{home}brev/", {"name": "B-1", "number": FIXED, "deed": "add"})
    assert answer.status_code == 302 and "/logga-in/" in answer["Location"]
    assert "555" not in str(dict(client.session))


def test_who_read_is_forgotten_with_the_person(home: str, client_of: ClientOf, world: World) -> None:
    read(client_of("charlie"), home)
    erase_person(actor=world.charlie)
    assert Reading.objects.get().by is None
    assert "någon som har slutat" in page(client_of("bob"), home)
    assert "är infört" in read(client_of("bob"), home)


def test_letters_of_the_first_shape_keep_their_readers(tmp_path: Path) -> None:
    """What the migrations do with letters that stood in the queue, and with one that was done."""
    place = os.environ | {"GENSVAR_DATA": str(tmp_path), "GENSVAR_DATABASE_URL": ""}
    place["DJANGO_SETTINGS_MODULE"] = "gensvar_web.project.settings"
    database = tmp_path / "gensvar.sqlite3"

    def migrate(*to: str) -> None:
        command = [sys.executable, "-m", "gensvar_web.project.manage", "migrate", "-v", "0", "room_block", *to]
        subprocess.run(command, env=place, check=True)

    migrate("0001")
    with closing(sqlite3.connect(database)) as old:
        old.execute(
            "INSERT INTO people_user (id, password, is_superuser, email, name, language, is_active, is_staff, "
            "date_joined) VALUES (1,'',0,'a@b.se','','sv',1,0,'2026-01-01'), (2,'',0,'b@b.se','','sv',1,0,'2026-01-01')"
        )
        rows = [
            ("B-1", "add", "x", None, 0, None),
            ("B-2", "add", "", "2026-01-02", 0, 2),
            ("B-3", "add", "y", None, 1, 2),
        ]
        old.executemany(
            "INSERT INTO room_block_letter (name, deed, sealed, first_at, done_at, differs, first_by_id, "
            "second_by_id) VALUES (?, ?, ?, '2026-01-01', ?, ?, 1, ?)",
            rows,
        )
        old.commit()
    migrate()
    with closing(sqlite3.connect(database)) as new:
        found = new.execute(
            "SELECT name, by_id, r.deed, sealed, l.deed FROM room_block_reading r "
            "JOIN room_block_letter l ON l.id = letter_id ORDER BY name, by_id"
        ).fetchall()
    assert found == [
        ("B-1", 1, "add", "x", ""), ("B-2", 1, "add", "", "add"), ("B-2", 2, "add", "", "add"), ("B-3", 1, "add", "y", ""),
    ]  # fmt: skip
