"""A person is forgotten in sealed assessments; what was gathered for a person is one file, and lasts a day."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from web_support.world import World

from gensvar.findings.assessment import seal
from gensvar_web.kit.person_data import EXPORTS
from gensvar_web.ledger.models import Entry
from gensvar_web.people import gathering
from gensvar_web.people.actions import erase_person
from gensvar_web.people.models import PersonFile
from gensvar_web.vault.assessments import document_of, keep
from gensvar_web.vault.folders import absolute
from gensvar_web.vault.models import AssessmentRecord

Clients = Callable[[str], Client]
Run = Callable[[Callable[[], Any]], Any]
NAME = "Charlie Grynvall"


def _made_elsewhere(world: World) -> dict[str, Any]:
    """Return an assessment as the command line makes it: persons by name, in the answers and in what they wrote."""
    stored = AssessmentRecord.objects.filter(organisation=world.organisation).order_by("pk").first()
    assert stored
    document = deepcopy(document_of(stored))
    document["answers"] = {
        "answers": {"KS-1.1.details": {"value": True, "by": NAME, "comment": f"Fråga {NAME} (charlie@example.se)."}},
        "overrides": {"KS-1.1": {"verdict": "met", "reason": "charlie grynvall vet", "by": "charlie@example.se"}},
    }
    return seal(document)


def _pushed(world: World, document: dict[str, Any]) -> AssessmentRecord:
    like = AssessmentRecord.objects.filter(organisation=world.organisation).order_by("pk").first()
    assert like
    return keep(document, organisation=world.organisation, edition=like.edition, store=None, by=world.bob)


def _folder_text() -> str:
    files = (Path(settings.DATA) / "organisations").rglob("*.json")
    return "\n".join(file.read_text() for file in files).casefold()


def _erase_charlie(world: World, run_tasks: Run) -> None:
    run_tasks(lambda: erase_person(actor=world.charlie))


def test_a_sealed_document_that_names_the_person_is_replaced(world: World, run_tasks: Run) -> None:
    world.charlie.name = NAME
    world.charlie.save()
    document = _made_elsewhere(world)
    record = _pushed(world, document)
    untouched = AssessmentRecord.objects.filter(organisation=world.organisation).order_by("pk").first()
    assert untouched
    before, old = untouched.hash, absolute(record.path)
    assert "grynvall" in _folder_text()
    _erase_charlie(world, run_tasks)

    assert "grynvall" not in _folder_text()
    assert "charlie@example.se" not in _folder_text()
    assert not old.exists()
    record.refresh_from_db()
    now = document_of(record)
    assert seal(now)["hash"] == record.hash != document["hash"]
    token = f"person:{world.charlie.pk}"
    assert now["answers"]["answers"]["KS-1.1.details"]["by"] == token
    assert now["answers"]["answers"]["KS-1.1.details"]["comment"] == f"Fråga {token} ({token})."
    assert now["answers"]["overrides"]["KS-1.1"] == {"verdict": "met", "reason": f"{token} vet", "by": token}
    same = {"hash", "answers"}
    assert {k: v for k, v in now.items() if k not in same} == {k: v for k, v in document.items() if k not in same}
    untouched.refresh_from_db()
    assert untouched.hash == before


def test_the_log_keeps_both_seals_and_holds(world: World, run_tasks: Run) -> None:
    world.charlie.name = NAME
    world.charlie.save()
    document = _made_elsewhere(world)
    record = _pushed(world, document)
    _erase_charlie(world, run_tasks)
    record.refresh_from_db()
    entry = Entry.objects.get(deed="vault.forget_person")
    assert entry.details == {"was": document["hash"], "hash": record.hash}
    call_command("ledger_verify", verbosity=0)
    count = AssessmentRecord.objects.count()
    assert _pushed(world, document).pk == record.pk  # sent again, it does not bring the name back
    assert AssessmentRecord.objects.count() == count
    assert "grynvall" not in _folder_text()


def test_a_name_that_is_a_word_is_left_alone_where_nobody_wrote_it(world: World, run_tasks: Run) -> None:
    world.charlie.name = "Regel"
    world.charlie.save()
    document = _made_elsewhere(world)
    document["answers"]["answers"]["KS-1.1.details"] = {"value": True, "by": "Regel", "comment": "Regel sa det."}
    document["profile"]["name"] = "Regel AB"
    record = _pushed(world, seal(document))
    _erase_charlie(world, run_tasks)
    record.refresh_from_db()
    now, token = document_of(record), f"person:{world.charlie.pk}"
    assert now["answers"]["answers"]["KS-1.1.details"] == {"value": True, "by": token, "comment": f"{token} sa det."}
    assert now["profile"]["name"] == "Regel AB"
    assert now["findings"] == document["findings"]


def test_everything_known_is_one_file_from_every_room(world: World, client_of: Clients, run_tasks: Run) -> None:
    client, url = client_of("charlie"), "/konto/mina-uppgifter/"
    assert "Samla ihop mina uppgifter" in client.get(url).content.decode()
    run_tasks(lambda: client.post(url))
    assert "Hämta filen" in client.get(url).content.decode()
    response: Any = client.get(f"{url}hamta/")
    told = json.loads(b"".join(response.streaming_content))
    assert set(told) == set(EXPORTS)
    assert told["people"]["email"] == "charlie@example.se"
    assert client_of("rita").get(f"{url}hamta/").status_code == 404
    assert Entry.objects.filter(deed="people.ask_for_data", actor=world.charlie.pk).count() == 1


def test_while_it_is_gathered_the_page_shows_how_far(world: World, client_of: Clients) -> None:
    file = gathering.ask(actor=world.charlie)
    PersonFile.objects.filter(pk=file.pk).update(share=0.4)
    page = client_of("charlie").get("/konto/mina-uppgifter/").content.decode()
    assert 'value="40"' in page
    assert gathering.ask(actor=world.charlie).run == file.run  # asking twice begins once
    PersonFile.objects.filter(pk=file.pk).update(seen_at=timezone.now() - timedelta(minutes=5))
    assert "Arbetet avbröts" in client_of("charlie").get("/konto/mina-uppgifter/").content.decode()
    assert gathering.ask(actor=world.charlie).run != file.run
    gathering.gather(world.charlie.pk, file.run)  # the lost one comes back late
    assert PersonFile.objects.get(user=world.charlie).state == "running"


def test_what_was_gathered_goes_after_a_day_and_with_the_account(world: World, run_tasks: Run) -> None:
    run_tasks(lambda: gathering.ask(actor=world.charlie))
    path = gathering.path_of(PersonFile.objects.get(user=world.charlie))
    assert path.stat().st_mode & 0o777 == 0o600
    run_tasks(lambda: gathering.forget_old(timezone.now() + timedelta(hours=23)))
    assert path.exists()
    run_tasks(lambda: gathering.forget_old(timezone.now() + timedelta(hours=25)))
    assert not path.exists()
    run_tasks(lambda: gathering.ask(actor=world.charlie))
    path = gathering.path_of(PersonFile.objects.get(user=world.charlie))
    assert path.exists()
    _erase_charlie(world, run_tasks)
    assert not path.exists()
