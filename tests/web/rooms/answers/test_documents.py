"""Documents: what is taken, what is refused, how they are handed out."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from web_support.world import World

from gensvar.errors import BadInput
from gensvar_web.rooms.answers import actions, receiving
from gensvar_web.rooms.answers.receiving import ending_of, shown_name
from gensvar_web.vault.models import Answer, StoredFile

Clients = Callable[[str], Client]


def _packed(*names: str, first: tuple[str, str] | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        if first:
            packed.writestr(*first)
        for name in names:
            packed.writestr(name, "x")
    return target.getvalue()


WORD = ("[Content_Types].xml", "word/document.xml")
ODT = ("mimetype", "application/vnd.oasis.opendocument.text")
TAKEN = {
    "a.pdf": b"%PDF-1.4",
    "A.PDF": b"%PDF-1.4",
    "a.docx": _packed(*WORD),
    "a.xlsx": _packed("[Content_Types].xml", "xl/workbook.xml"),
    "a.odt": _packed("content.xml", first=ODT),
    "a.png": b"\x89PNG\r\n\x1a\n0",
    "a.jpg": b"\xff\xd8\xff\xe0",
    "a.txt": "Åäö".encode(),
    "a.csv": b"=cmd|' /C calc'!A0;1",
    "policy.svg.pdf": b"%PDF-1.4",
}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED = {
    "a.svg": SVG,
    "a.html": b"<!doctype html><script>alert(1)</script>",
    "a.htm": b"<html>",
    "a.exe": b"MZ\x90",
    "a.pdf.exe": b"%PDF-1.4",
    "a.js": b"alert(1)",
    "a": b"%PDF-1.4",
    "a.doc": b"\xd0\xcf\x11\xe0",
    "a.docm": _packed(*WORD, "word/vbaProject.bin"),
    "a.zip": _packed("x"),
    "svg.png": SVG,
    "html.pdf": b"<html><script>alert(1)</script></html>",
    "html.txt": b"\n\n  <HTML><script>",
    "svg.txt": b"<?xml version='1.0'?>" + SVG,
    "utf16.txt": "<html>".encode("utf-16"),
    "binary.csv": b"a;b\0c",
    "macro.docx": _packed(*WORD, "word/vbaProject.bin"),
    "only-zip.docx": _packed("evil.exe"),
    "xlsx.docx": _packed("[Content_Types].xml", "xl/workbook.xml"),
    "cut.docx": _packed(*WORD)[:-30],
    "wrong.odt": _packed("content.xml", first=("mimetype", "text/html")),
    "basic.odt": _packed("Basic/script.xml", first=ODT),
    "many.docx": _packed(*WORD, *[f"word/{n}" for n in range(5001)]),
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_document_is_taken(name: str) -> None:
    file = io.BytesIO(TAKEN[name])
    assert ending_of(name, file) == Path(name.lower()).suffix
    assert file.tell() == 0


@pytest.mark.parametrize("name", REFUSED)
def test_another_file_is_refused(name: str) -> None:
    with pytest.raises(BadInput) as problem:
        ending_of(name, io.BytesIO(REFUSED[name]))
    assert problem.value.mend


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\hemligt\\policy.pdf", "policy.pdf"),
        ("rapport\u202efdp.exe.pdf", "rapportfdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("", "dokument"),
        ("x" * 400 + ".pdf", "x" * 197 + ".pdf"),
    ],
)
def test_a_name_from_outside_is_made_harmless(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def _send(client: Client, world: World, file: SimpleUploadedFile, **more: Any) -> Any:
    url = f"/o/{world.org}/svar/{world.places['round']}/fraga/KS-1.3.trial/"
    return client.post(url, {"choice": "yes", "version": 0, "document": file, **more})


def test_a_document_hangs_on_its_answer_and_comes_back_as_an_attachment(world: World, client_of: Clients) -> None:
    file = SimpleUploadedFile("Prov våren.pdf", b"%PDF-1.7 <script>alert(1)</script>", content_type="text/html")
    sent = _send(client_of("bob"), world, file, covers_from="2026-01-01", covers_to="2026-06-30")
    assert sent.status_code == 302
    stored = Answer.objects.get(question="KS-1.3.trial").document
    assert stored
    assert (stored.name, stored.media_type, stored.size) == ("Prov våren.pdf", "application/pdf", 34)
    assert (stored.covers_from, stored.covers_to) == (date(2026, 1, 1), date(2026, 6, 30))
    assert stored.hash.startswith("sha256:")
    assert stored.received_from == world.bob
    response = client_of("rita").get(f"/o/{world.org}/svar/dokument/{stored.pk}/")
    assert b"".join(response.streaming_content) == b"%PDF-1.7 <script>alert(1)</script>"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox;")


def test_a_refused_document_leaves_nothing_and_keeps_the_rest(world: World, client_of: Clients) -> None:
    folder = Path(settings.DATA) / "organisations" / str(world.organisation.pk) / "files"
    rows, files = StoredFile.objects.count(), len(list(folder.iterdir()))
    response = _send(client_of("bob"), world, SimpleUploadedFile("logo.svg", SVG), comment="min kommentar")
    assert response.status_code == 422
    page = response.content.decode()
    assert "den sortens fil tas inte emot: logo.svg" in page
    assert "min kommentar" in page
    assert (StoredFile.objects.count(), len(list(folder.iterdir()))) == (rows, files)
    assert not Answer.objects.filter(question="KS-1.3.trial").exists()


def test_a_document_that_is_too_large_leaves_nothing(
    world: World, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gensvar_web.rooms.answers.actions import documents

    monkeypatch.setattr(documents, "LIMIT", 1_000_000)
    folder = Path(settings.DATA) / "organisations" / str(world.organisation.pk) / "files"
    files = len(list(folder.iterdir()))
    response = _send(client_of("bob"), world, SimpleUploadedFile("a.pdf", b"%PDF-1.7" + b"0" * 1_000_000))
    assert response.status_code == 422
    assert "större än 1 MB" in response.content.decode()
    assert len(list(folder.iterdir())) == files
    assert receiving.LIMIT == 25_000_000


def test_a_mistake_elsewhere_does_not_lose_the_document(world: World, client_of: Clients) -> None:
    bob = client_of("bob")
    first = _send(bob, world, SimpleUploadedFile("a.pdf", b"%PDF-1"), choice="", covers_to="igår")
    assert first.status_code == 422
    waiting = StoredFile.objects.get(name="a.pdf")
    url = f"/o/{world.org}/svar/{world.places['round']}/fraga/KS-1.3.trial/"
    form = {"choice": "dated", "value": "2026-03-01", "version": 0, "waiting": waiting.pk, "covers_to": "2026-12-31"}
    assert bob.post(url, form).status_code == 302
    answer = Answer.objects.get(question="KS-1.3.trial")
    assert (answer.value, answer.document) == ("2026-03-01", waiting)
    waiting.refresh_from_db()
    assert waiting.covers_to == date(2026, 12, 31)


def test_somebody_elses_waiting_document_is_not_to_be_had(world: World, client_of: Clients) -> None:
    theirs = actions.receive_document(
        actor=world.stranger, organisation=world.elsewhere, file=SimpleUploadedFile("a.txt", b"hemligt")
    )
    url = f"/o/{world.org}/svar/{world.places['round']}/fraga/KS-1.3.trial/"
    form = {"choice": "yes", "version": 0, "waiting": theirs.pk}
    assert client_of("bob").post(url, form).status_code == 302
    assert Answer.objects.get(question="KS-1.3.trial").document is None


def test_a_document_is_replaced_and_taken_off_but_stays_in_the_history(world: World, client_of: Clients) -> None:
    bob = client_of("bob")
    for version, name in enumerate(("ett.pdf", "två.pdf")):
        assert _send(bob, world, SimpleUploadedFile(name, b"%PDF-1"), version=version).status_code == 302
    answer = Answer.objects.get(question="KS-1.3.trial")
    assert answer.document
    assert answer.document.name == "två.pdf"
    url = f"/o/{world.org}/svar/{world.places['round']}/fraga/KS-1.3.trial/"
    assert bob.post(url, {"choice": "yes", "version": 2, "remove": "on"}).status_code == 302
    answer.refresh_from_db()
    assert answer.document is None
    assert "ett.pdf" in bob.get(url).content.decode()
