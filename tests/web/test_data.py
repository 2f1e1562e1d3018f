"""The data room: real files from hand-in to figure and back out again, hostile files, double and lost work."""

import gzip
import shutil
import stat
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils import timezone
from web_support.made_up_data import give_data, give_upload, made_up
from web_support.world import World, make_world

from gensvar.errors import BadInput
from gensvar.logs.mapping import Mapping
from gensvar.logs.store import Store as Library
from gensvar_web.kit.person_data import export_person, forget_person
from gensvar_web.ledger.models import Entry
from gensvar_web.rooms.data import corrections, measuring, queries
from gensvar_web.rooms.data.actions import begin_import, remove_file
from gensvar_web.rooms.data.models import SavedMapping, Upload
from gensvar_web.rooms.data.receiving import clean_name, receive_files
from gensvar_web.rooms.data.rejects import safe_cell
from gensvar_web.rooms.data.ticks import put_away_forgotten_files, resume_stopped
from gensvar_web.vault.folders import absolute, folder_of
from gensvar_web.vault.jobs import revive_lost
from gensvar_web.vault.models import Job, StoredFile
from gensvar_web.vault.stores import alone_with, default_store, ensure_store, key_of, opened, path_of, touched

Run = Callable[[Callable[[], Any]], Any]
CALLS = (
    "Samtals-ID;Starttid;Svarstid;Utfall;Nummer\r\n"
    + "".join(f"T{n};2026-04-0{n % 9 + 1} 09:00:0{n};{n * 7};Besvarat;07012345{n:02d}\r\n" for n in range(9))
    + "T99;i går;5;Besvarat;0701234599\r\n"
).encode("cp1252")
ODD = b"Ref;Tidpunkt A;Tidpunkt B;Slutkod\r\n" + b"".join(
    b"r%d;2026-04-0%d 10:00:00;2026-04-0%d 10:05:00;K\r\n" % (n, n % 9 + 1, n % 9 + 1) for n in range(20)
)


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """People, and no data yet: what earlier tests left on disk under the same numbers goes."""
    for left in ("organisations", "cache/figures"):
        shutil.rmtree(settings.DATA / left, ignore_errors=True)
    # The test's own transaction holds SQLite: a job cannot say from another connection that it lives.
    monkeypatch.setattr("gensvar_web.vault.jobs.BEAT_S", 600.0)
    return make_world(rooms=False)


def _receive(world: World, content: bytes, name: str = "samtal.csv") -> Upload:
    (made,) = receive_files(
        actor=world.alice, organisation=world.organisation, files=[SimpleUploadedFile(name, content)]
    )
    return made


def _inspected(world: World, run_tasks: Run, content: bytes, name: str = "samtal.csv") -> Upload:
    made = run_tasks(lambda: _receive(world, content, name))
    made.refresh_from_db()
    return made


def _imported(world: World, run_tasks: Run, content: bytes) -> Upload:
    made = _inspected(world, run_tasks, content)
    run_tasks(lambda: begin_import(actor=world.alice, organisation=world.organisation, uploads=[made]))
    made.refresh_from_db()
    return made


def _library(world: World) -> Library:
    found = opened(default_store(world.organisation))
    assert found is not None
    return found


def test_a_file_from_hand_in_to_store(world: World, run_tasks: Run, client_of: Callable[[str], Client]) -> None:
    client = client_of("bob")
    answer = run_tasks(
        lambda: client.post(f"/o/{world.org}/data/lamna-filer/", {"file": SimpleUploadedFile("samtal.csv", CALLS)})
    )
    upload = Upload.objects.get()
    assert answer["Location"].endswith(f"/jobb/{upload.job_id}/")
    assert upload.state == "ready"
    page = client.get(f"/o/{world.org}/data/fil/{upload.pk}/").content.decode()
    assert "contacts.t_start" in page and "Kontakten började" in page and "T0" in page
    assert "/organisations/" not in page, "a path on the server"
    run_tasks(lambda: client.post(f"/o/{world.org}/data/fil/{upload.pk}/las-in/"))
    upload.refresh_from_db()
    store = default_store(world.organisation)
    assert store is not None and store.rows == {"contacts": 9} and store.data_hash.startswith("sha256:")
    assert (upload.state, upload.outcome["rows"], upload.rejected) == ("imported", {"contacts": 9}, 1)
    assert str(upload.file.covers_from) == "2026-04-01"
    assert not absolute(upload.file.path).exists(), "the file with the numbers in it is still there"
    assert "0701" not in str([upload.columns, upload.about, upload.outcome])
    assert {"data.receive", "data.begin_import", "data.import"} <= set(Entry.objects.values_list("deed", flat=True))
    assert measuring.kept(store, measuring.every_measure()), "the measures were not computed after the import"
    assert "samtal.csv" in client.get(f"/o/{world.org}/data/").content.decode()


def test_the_key_lies_apart_for_its_owners_eyes_only(world: World, run_tasks: Run) -> None:
    _imported(world, run_tasks, CALLS)
    store = default_store(world.organisation)
    assert store is not None
    key = key_of(store)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600 and stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    assert not key.is_relative_to(path_of(store).parent)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bild.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "binär"),
        ("sida.csv", b"<html><script>alert(1)</script></html>", "HTML"),
        ("bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "XML"),
        ("gammal.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "gammal Excel-fil"),
        ("trasig.xlsx", b"PK\x03\x04" + bytes(300), "skadad"),
        ("bara-rubriker.csv", "Samtals-ID;Kö;Starttid;Utfall\n".encode(), "inga rader"),
    ],
)
def test_a_hostile_file_is_refused_in_words(name: str, content: bytes, told: str, world: World, run_tasks: Run) -> None:
    made = _inspected(world, run_tasks, content, name)
    assert made.state == "refused"
    assert told in made.problem["what"]["sv"] and made.problem["where"].startswith(name)
    assert settings.ENVIRONMENT.data.name not in str(made.problem)
    assert not absolute(made.file.path).exists()
    assert default_store(world.organisation) is None


def test_bombs_are_refused(world: World, run_tasks: Run, tmp_path: Path) -> None:
    packed = gzip.compress(b"a;b;c\n" * 30_000_000, 9)
    assert "orimligt" in _inspected(world, run_tasks, packed, "bomb.csv.gz").problem["what"]["sv"]
    book = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(300_000_000))
    assert "orimligt" in _inspected(world, run_tasks, book.read_bytes(), "bomb.xlsx").problem["what"]["sv"]


def test_names_never_become_paths(world: World) -> None:
    assert clean_name("../../etc/passwd") == "passwd"
    assert clean_name("C:\\loggar\\samtal.csv") == "samtal.csv"
    assert clean_name("a\u202evsc.exe\x00\n") == "avsc.exe"
    assert clean_name("../") == "fil"
    made = _receive(world, CALLS, "../../../etc/cron.d/x")
    path = absolute(made.file.path)
    assert path.parent == folder_of(world.organisation, "files") and "cron" not in path.name


def test_a_file_over_the_limit_is_told_of_and_nothing_is_left(world: World, client_of: Callable[[str], Client]) -> None:
    with override_settings(UPLOAD_LIMIT=1000):
        answer = client_of("bob").post(
            f"/o/{world.org}/data/lamna-filer/", {"file": SimpleUploadedFile("stor.csv", b"x" * 5000)}
        )
        assert answer.status_code == 422 and "större än" in answer.content.decode()
        with pytest.raises(BadInput):
            _receive(world, b"x" * 5000)
    assert not Upload.objects.exists() and not list(folder_of(world.organisation, "files").iterdir())
    assert not list((settings.DATA / "uploads").glob("*.upload*"))


def test_several_files_at_once_and_none_of_them_if_one_cannot_be(
    world: World, client_of: Callable[[str], Client]
) -> None:
    both = [SimpleUploadedFile("a.csv", CALLS), SimpleUploadedFile("b.csv", ODD)]
    answer = client_of("bob").post(f"/o/{world.org}/data/lamna-filer/", {"file": both})
    assert answer["Location"].endswith("/data/") and Upload.objects.count() == 2
    before = len(list(folder_of(world.organisation, "files").iterdir()))
    with override_settings(UPLOAD_LIMIT=2000), pytest.raises(BadInput):
        more = [SimpleUploadedFile("c.csv", CALLS + b"x"), SimpleUploadedFile("d.csv", b"x" * 3000)]
        receive_files(actor=world.alice, organisation=world.organisation, files=more)
    assert len(list(folder_of(world.organisation, "files").iterdir())) == before


def test_the_same_file_twice_is_one(world: World, run_tasks: Run) -> None:
    first, second = _inspected(world, run_tasks, CALLS), _receive(world, CALLS, "kopia.csv")
    assert first.pk == second.pk and len(list(folder_of(world.organisation, "files").iterdir())) == 1
    _imported(world, run_tasks, CALLS)
    again = _imported(world, run_tasks, CALLS)
    assert (again.pk, again.state) == (first.pk, "imported") and _library(world).rows("contacts") == 9


def test_two_presses_import_once(world: World, run_tasks: Run) -> None:
    made = _inspected(world, run_tasks, CALLS)
    first, second = (
        begin_import(actor=world.alice, organisation=world.organisation, uploads=[made])[0] for _ in range(2)
    )
    assert first.pk == second.pk


def test_a_lost_worker_is_made_up_for(world: World, run_tasks: Run) -> None:
    made = _imported(world, run_tasks, CALLS)
    before = _library(world).data_hash()
    # As if the worker had died after the store was written and before anybody was told.
    Upload.objects.filter(pk=made.pk).update(state="importing", outcome={})
    Job.objects.filter(pk=made.job_id).update(state="running", seen_at=timezone.now() - timedelta(minutes=5))
    run_tasks(lambda: revive_lost(timezone.now()))
    made.refresh_from_db()
    assert (made.state, made.outcome["rows"]) == ("imported", {"contacts": 9})
    assert _library(world).data_hash() == before


def test_a_file_whose_work_was_given_up_may_be_tried_again(world: World, run_tasks: Run) -> None:
    made = _inspected(world, run_tasks, CALLS)
    Upload.objects.filter(pk=made.pk).update(state="importing")
    Job.objects.filter(pk=made.job_id).update(
        state="failed", error={"what": {"sv": "avbröts", "en": "was interrupted"}}
    )
    resume_stopped(timezone.now())
    made.refresh_from_db()
    assert made.state == "ready" and made.problem["what"]["en"] == "was interrupted"


def test_unknown_columns_are_mapped_by_hand_and_known_the_next_time(
    world: World, run_tasks: Run, client_of: Callable[[str], Client]
) -> None:
    made = _inspected(world, run_tasks, ODD, "udda.csv")
    assert made.state == "to_map" and made.problem
    client, url = client_of("bob"), f"/o/{world.org}/data/fil/{made.pk}/kolumner/"
    assert "Tidpunkt A" in client.get(url).content.decode()
    fields = {"table": "contacts", "column_0": "contacts.contact_id", "column_2": "contacts.t_end", "name": "Växeln"}
    wrong = client.post(url, fields)
    assert wrong.status_code == 422 and "kontakten började" in wrong.content.decode()
    stranger = client.post(url, fields | {"column_1": "contacts.password"})
    assert stranger.status_code == 422
    run_tasks(lambda: client.post(url, fields | {"column_1": "contacts.t_start", "zone": "Europe/Helsinki"}))
    made.refresh_from_db()
    assert (made.state, made.about["rows"], made.about["zone"]["zone"]) == (
        "ready",
        {"contacts": 20},
        "Europe/Helsinki",
    )
    saved = SavedMapping.objects.get()
    later = _inspected(world, run_tasks, ODD.replace(b"2026-04", b"2026-05"), "maj.csv")
    assert (later.state, later.saved_id, later.about["zone"]["zone"]) == ("ready", saved.pk, "Europe/Helsinki")
    assert "Växeln" in client.get(f"/o/{world.org}/data/fil/{later.pk}/").content.decode()


def test_a_correction_keeps_what_was_not_touched() -> None:
    base = Mapping.model_validate(
        {
            "tables": {
                "contacts": {
                    "columns": {
                        "contact_id": {"from": "Id"},
                        "t_start": {"from": ["Datum", "Tid"]},
                        "t_queue": {"from": ["Datum", "Kö in"], "roll": "t_start"},
                        "t_answer": {"after": "t_queue", "from": "Väntan", "unit": "s", "when": {"Utfall": ["SVAR"]}},
                        "outcome": {"from": "Utfall", "values": {"SVAR": "answered"}, "other": "unknown"},
                        "channel": {"constant": "phone"},
                    }
                }
            }
        }
    )
    looks = {"Tid": "clock", "Kö in": "clock", "Väntan": "number", "Datum": "date"}
    columns = [
        {"name": name, "looks": looks.get(name, "text"), "phones": False, "parts": 3, "values": []}
        for name in ("Id", "Datum", "Tid", "Kö in", "Väntan", "Utfall", "Kund")
    ]
    goes = corrections.assigned(base)
    assert corrections.corrected(base, ["contacts"], goes, {}, columns, "fil") == base
    more = corrections.corrected(
        base, ["contacts"], {**goes, "Kund": "contacts.customer_key"}, {"Väntan": "min"}, columns, "fil"
    )
    rules = more.tables["contacts"].columns
    assert rules["customer_key"].from_ == "Kund" and rules["t_answer"].unit == "min"
    assert rules["outcome"] == base.tables["contacts"].columns["outcome"]
    # What leans on a column that is taken away goes with it.
    less = corrections.corrected(base, ["contacts"], {**goes, "Kö in": ""}, {}, columns, "fil")
    assert {"t_queue", "t_answer"}.isdisjoint(less.tables["contacts"].columns)
    with pytest.raises(BadInput):
        corrections.corrected(base, ["contacts"], {**goes, "Datum": "", "Tid": ""}, {}, columns, "fil")


def test_an_import_is_undone(world: World, run_tasks: Run, client_of: Callable[[str], Client]) -> None:
    made = _imported(world, run_tasks, CALLS)
    client, url = client_of("bob"), f"/o/{world.org}/data/fil/{made.pk}/ta-bort/"
    assert "försvinner" in client.get(url).content.decode() and _library(world).rows("contacts") == 9
    client.post(url)
    made.refresh_from_db()
    store = default_store(world.organisation)
    assert made.state == "forgotten" and store is not None and store.rows == {} and store.data_hash == ""
    assert _library(world).rows("contacts") == 0
    assert "inga data" in client.get(f"/o/{world.org}/data/").content.decode()
    remove_file(actor=world.alice, organisation=world.organisation, upload=made)  # twice is as good as once


def test_nothing_is_taken_out_while_somebody_reads_in(world: World, run_tasks: Run) -> None:
    made = _imported(world, run_tasks, CALLS)
    with alone_with(ensure_store(world.organisation)), pytest.raises(BadInput):
        remove_file(actor=world.alice, organisation=world.organisation, upload=made)
    assert _library(world).rows("contacts") == 9


def test_others_may_not(world: World, run_tasks: Run) -> None:
    made = _inspected(world, run_tasks, CALLS)
    for who in (world.charlie, world.rita, world.stranger):
        with pytest.raises(PermissionDenied):
            receive_files(actor=who, organisation=world.organisation, files=[SimpleUploadedFile("a.csv", CALLS)])
        with pytest.raises(PermissionDenied):
            begin_import(actor=who, organisation=world.organisation, uploads=[made])
        with pytest.raises(PermissionDenied):
            remove_file(actor=who, organisation=world.organisation, upload=made)


def test_rejected_rows_are_shown_and_handed_out_without_formulas(
    world: World, client_of: Callable[[str], Client]
) -> None:
    upload = give_upload(give_data(world.organisation, world.alice), world.alice)
    assert upload.rejected == 2
    client = client_of("bob")
    page = client.get(f"/o/{world.org}/data/fil/{upload.pk}/underkanda/").content.decode()
    assert "värdet är inte en tid" in page
    answer = client.get(f"/o/{world.org}/data/fil/{upload.pk}/underkanda.csv")
    told = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "attachment" in answer["Content-Disposition"] and told.count("\r\n") == 3
    assert safe_cell("=cmd|' /c calc'!A1") == "'=cmd|' /c calc'!A1" and safe_cell(" +1") == "' +1"
    assert safe_cell("\t=1") == "'\t=1" and safe_cell(-5) == -5 and safe_cell("a=b") == "a=b"
    there = queries.source_of(upload)
    assert there is not None
    assert [row["source_row"] for row in queries.rejected_rows(*there, offset=1, limit=5)] == [
        row["source_row"] for row in queries.rejected_rows(*there)
    ][1:]


def test_a_measure_says_what_it_rests_on_and_leads_to_the_rows(
    world: World, client_of: Callable[[str], Client]
) -> None:
    give_data(world.organisation, world.alice)
    client = client_of("bob")
    page = client.get(f"/o/{world.org}/data/matt/answer_rate/?by=channel").content.decode()
    assert "Formel" in page and "<svg" in page and "fate=failed" in page and "by" in page
    assert 'style="' not in page
    shown = client.get(f"/o/{world.org}/data/matt/answer_rate/rader/?fate=failed&channel=phone").content.decode()
    assert "Kontaktens id" in shown and "Medarbetare" not in shown
    assert "See the rows" in client_of_language(client, world)
    rita = client_of("rita").get(f"/o/{world.org}/data/matt/answer_rate/").content.decode()
    assert "fate=" not in rita, "a reader is led to rows that are not for readers"


def client_of_language(client: Client, world: World) -> str:
    client.cookies["language"] = "en"
    return client.get(f"/o/{world.org}/data/matt/answer_rate/").content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [("?first=2026-04-30&last=2026-04-01", 422), ("?p_target=x", 200), ("?variant=nej", 422), ("?by=agent_key", 422)],
)
def test_a_question_that_makes_no_sense_is_told_of(
    query: str, status: int, world: World, client_of: Callable[[str], Client]
) -> None:
    give_data(world.organisation, world.alice)
    assert client_of("rita").get(f"/o/{world.org}/data/matt/answer_rate/{query}").status_code == status
    assert client_of("bob").get(f"/o/{world.org}/data/matt/answer_rate/rader/?fate=nej").status_code == 400
    assert client_of("rita").get(f"/o/{world.org}/data/matt/nej/").status_code == 404


def test_what_is_missing_is_named(world: World, run_tasks: Run, client_of: Callable[[str], Client]) -> None:
    _imported(world, run_tasks, CALLS)
    page = client_of("rita").get(f"/o/{world.org}/data/matt/").content.decode()
    assert "saknar data" in page and "surveys" in page
    page = client_of("rita").get(f"/o/{world.org}/data/matt/csat/").content.decode()
    assert "surveys" in page and "tabellen" in page


def test_large_data_are_measured_in_the_background(
    world: World, run_tasks: Run, client_of: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    give_data(world.organisation, world.alice)
    monkeypatch.setattr(measuring, "AT_ONCE", 10)
    client, url = client_of("bob"), f"/o/{world.org}/data/matt/answer_rate/?by=channel"
    assert "inte räknat än" in client.get(url).content.decode()
    run_tasks(lambda: client.post(url))
    assert Job.objects.get(kind="data.measure").result == {"url": url}
    assert "inte räknat än" not in client.get(url).content.decode()


def test_figures_of_other_data_are_not_shown(world: World) -> None:
    store = give_data(world.organisation, world.alice)
    asked = measuring.every_measure()[:1]
    measuring.computed(store, asked)
    assert measuring.kept(store, asked)
    library = _library(world)
    library.forget(library.manifest.sources[-1].hash)
    assert measuring.kept(touched(store), asked) is None


def test_numbers_left_lying_are_put_away(world: World, run_tasks: Run) -> None:
    made = _inspected(world, run_tasks, CALLS)
    put_away_forgotten_files(timezone.now())
    assert absolute(made.file.path).exists()
    put_away_forgotten_files(timezone.now() + timedelta(days=31))
    made.refresh_from_db()
    assert made.state == "forgotten" and not absolute(made.file.path).exists() and "0701" not in str(made.columns)


def test_a_person_is_told_and_forgotten(world: World) -> None:
    _receive(world, CALLS)
    assert export_person(world.alice)["data"][0]["name"] == "samtal.csv"
    forget_person(world.stranger)
    assert StoredFile.objects.get().received_from == world.alice
    from gensvar_web.rooms.data.erasure import forget_who_handed_in

    forget_who_handed_in(world.alice)
    assert StoredFile.objects.get().received_from is None


def test_raw_files_of_common_systems(world: World, run_tasks: Run) -> None:
    for name in ("telefoni.csv", "queue_log"):
        made = _inspected(world, run_tasks, (made_up().raw / name).read_bytes(), name)
        assert made.state == "ready", (name, made.problem)
