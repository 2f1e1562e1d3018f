"""Lists washed in the web: the answers come back, the receipt stays, the list goes."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from web_support.world import World

from gensvar.blocklist.receipts.receipt import check_receipt
from gensvar.blocklist.receipts.signing import read_public_key
from gensvar_web.rooms.wash import actions, queries
from gensvar_web.rooms.wash.models import Wash
from gensvar_web.rooms.wash.tasks import wash_list
from gensvar_web.vault.jobs import Run
from gensvar_web.vault.stores import default_store, opened

LIST = "namn;telefon\nÅsa;070-123 45 67\nBo;070-999 99 99\n".encode()


def send(client: Client, world: World, content: bytes = LIST, name: str = "lista.csv", **more: object) -> Wash:
    given = {"seller": "556000-0001", "purpose": "sale", "list": SimpleUploadedFile(name, content), **more}
    answer = client.post(f"/o/{world.org}/tvatt/ny/", given)
    assert answer.status_code == 302, answer.content.decode()
    made = Wash.objects.latest("pk")
    assert made.job is not None and answer["Location"].endswith(f"/{made.job.pk}/")
    return made


def finish(made: Wash) -> Wash:
    assert made.job is not None
    wash_list(Run(made.job))
    made.refresh_from_db()
    return made


def kept_rows(world: World) -> int:
    store = opened(default_store(world.organisation))
    return store.rows("washed_numbers") if store is not None and "washed_numbers" in store.tables() else 0


def test_a_list_is_washed_fetched_and_gone(
    world: World, client_of: Callable[[str], Client], settings: LazySettings
) -> None:
    before = kept_rows(world)
    made = finish(send(client_of("charlie"), world, keep_proof="on"))
    folder = queries.folder_of(made)
    assert not list(folder.glob("list.*"))  # gone as soon as it is answered
    page = client_of("rita").get(f"/o/{world.org}/tvatt/{made.pk}/").content.decode()
    assert "Fria nummer får ringas till och med" in page and "höst" not in page
    fetched = client_of("charlie").get(f"/o/{world.org}/tvatt/{made.pk}/lista")
    lines = b"".join(fetched.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines[1].startswith("Åsa;070-123 45 67;blocked;") and ";free;" in lines[2]
    kept = json.loads(client_of("rita").get(f"/o/{world.org}/tvatt/{made.pk}/kvitto.json").content)
    assert check_receipt(kept, read_public_key(Path(str(settings.REGISTER)))).sound
    assert actions.forget_lists(timezone.now()) >= 1
    assert not folder.exists()
    assert client_of("charlie").get(f"/o/{world.org}/tvatt/{made.pk}/lista").status_code == 404
    assert kept_rows(world) == before + 2


def test_a_list_nobody_fetches_goes_after_a_day(world: World, client_of: Callable[[str], Client]) -> None:
    made = finish(send(client_of("alice"), world))
    actions.forget_lists(timezone.now() + timedelta(hours=23))
    assert queries.answered(made) is not None
    actions.forget_lists(timezone.now() + timedelta(hours=25))
    made.refresh_from_db()
    assert made.folder == "" and made.receipt


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("lista.pdf", LIST, "CSV, Excel"), ("lista.csv", b"", "tom")],
)
def test_a_list_that_cannot_be_taken_is_refused_on_the_page(
    world: World, client_of: Callable[[str], Client], name: str, content: bytes, said: str
) -> None:
    given = {"seller": "556000-0001", "purpose": "sale", "list": SimpleUploadedFile(name, content)}
    before = Wash.objects.count()
    answer = client_of("alice").post(f"/o/{world.org}/tvatt/ny/", given)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert Wash.objects.count() == before


def test_a_list_without_numbers_fails_as_a_job_and_leaves_nothing(
    world: World, client_of: Callable[[str], Client]
) -> None:
    from gensvar.errors import BadInput

    made = send(client_of("alice"), world, b"namn;ort\nA;Lund\n")
    with pytest.raises(BadInput, match="no column of telephone numbers"):
        finish(made)
    assert not list(queries.folder_of(made).glob("*"))


def test_consents_and_the_own_list_count(world: World, client_of: Callable[[str], Client]) -> None:
    today = timezone.localdate().isoformat()
    consents = f"number,company,given,active\n0701234567,556000-0001,{today},ja\n".encode()
    opted = b"number\n0709999999\n"
    made = finish(
        send(
            client_of("alice"),
            world,
            consents=SimpleUploadedFile("s.csv", consents),
            opt_outs=SimpleUploadedFile("n.csv", opted),
        )
    )
    assert (made.receipt["counts"]["exempt"], made.receipt["counts"]["own_opt_out"]) == (1, 1)
