"""Files that are not what they say, or mean harm: one clear error each, and no store where there was none."""

from __future__ import annotations

import gzip
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Desk

GOOD = "Samtals-ID;Kö;Starttid;Utfall\na;k;2026-01-05 09:00:00;Besvarat\n"
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + ']><log xes.version="1.0" xmlns="http://www.xes-standard.org/"><trace><string key="concept:name" value="&j;"/></trace></log>'
)


REFUSED: list[tuple[str, bytes, str]] = [
    ("empty.csv", b"", "empty"),
    ("blank.csv", b" \r\n\r\n \n", "empty"),
    ("header.csv", b"Samtals-ID;K\xc3\xb6;Starttid;Utfall\n", "no rows"),
    ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "binary"),
    ("nul.csv", GOOD.encode() + b"b;k\x00k;2026-01-05 09:00:00;Besvarat\n", "binary"),
    ("web.csv", b"<html><body><table><tr><td>1</td></tr></table></body></html>", "HTML"),
    ("old.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "old Excel"),
    ("paper.csv", b"%PDF-1.7\n" + bytes(60), "PDF"),
    ("torn.xlsx", b"PK\x03\x04" + bytes(300), "truncated or damaged"),
    ("torn.parquet", b"PAR1" + bytes(300), "truncated or damaged"),
    ("torn.gz", gzip.compress(GOOD.encode() * 100)[:60], "truncated or damaged"),
    ("torn.json", b'[{"id": 1}, {"id":', "not valid JSON"),
    ("deep.json", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "JSON"),
    ("deep_list.json", b"[" * 100_000 + b"]" * 100_000, "JSON"),
    ("entities.xes", ENTITIES.encode(), "entit"),
    ("line.csv", b"x" * 10_000_000, ""),
    ("wide.csv", b"a;" * 200_000 + b"\n" + b"1;" * 200_000 + b"\n", ""),
    ("words.csv", "Färg;Form\nröd;rund\n".encode(), "recognised"),
]


@pytest.mark.parametrize(("name", "content", "said"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_refused_in_one_sentence(desk: Desk, name: str, content: bytes, said: str) -> None:
    told = desk.refusal(desk.file(name, content))
    assert said in told
    assert name in told
    assert len(told) < 1500
    assert not desk.store_path.exists()
    assert not desk.store_path.with_name("store.key").exists()


def test_a_bomb_in_gzip(desk: Desk) -> None:
    path = desk.folder / "bomb.csv.gz"
    with gzip.open(path, "wb") as stream:
        for _ in range(200):
            stream.write(b"0" * 1_000_000)
    assert "beyond reason" in desk.refusal(path)


def test_a_bomb_in_a_workbook(desk: Desk) -> None:
    path = desk.folder / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", "0" * 200_000_000)
    assert "beyond reason" in desk.refusal(path)


def test_an_archive_that_is_no_workbook(desk: Desk) -> None:
    path = desk.folder / "files.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", GOOD)
    assert "not a workbook" in desk.refusal(path)


def test_a_folder_and_a_file_that_is_not_there(desk: Desk) -> None:
    (desk.folder / "f").mkdir()
    assert "folder" in desk.refusal(desk.folder / "f")
    assert "does not exist" in desk.refusal(desk.folder / "nowhere.csv")
    (desk.folder / "dangling.csv").symlink_to(desk.folder / "nowhere.csv")
    assert "does not exist" in desk.refusal(desk.folder / "dangling.csv")


def test_a_wrong_extension_does_not_matter(desk: Desk) -> None:
    assert len(desk.contacts(GOOD, name="calls.xlsx")) == 1


def test_a_gzipped_table_is_read(desk: Desk) -> None:
    assert len(desk.contacts(gzip.compress(GOOD.encode()), name="calls.csv.gz")) == 1


def test_names_of_columns_are_no_sql(desk: Desk) -> None:
    evil = 'Samtals-ID;"Kö"" FROM x; DROP TABLE y --";Kö;Starttid;Utfall\na;1;"k\'); --";2026-01-05 09:00:00;Besvarat\n'
    (row,) = desk.contacts(evil)
    assert row["queue"] == "k'); --"


def test_a_bad_file_leaves_a_store_as_it_was(desk: Desk) -> None:
    desk.source(desk.file("good.csv", GOOD))
    before = {path: path.stat().st_mtime_ns for path in sorted(desk.store_path.rglob("[!.]*"))}
    desk.refusal(desk.file("bad.csv", json.dumps({"a": 1}) + "\n\x00"))
    assert {path: path.stat().st_mtime_ns for path in sorted(desk.store_path.rglob("[!.]*"))} == before
