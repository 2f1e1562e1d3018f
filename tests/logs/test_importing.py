"""Importing: each file whole or not at all, twice is once, the key apart, what was imported can be taken out again."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from gensvar.errors import BadInput
from gensvar.logs.people.pseudonyms import key_path, new_key, read_key, write_key
from gensvar.logs.store import Store

if TYPE_CHECKING:
    from .conftest import Desk

A = "Samtals-ID;Kö;Starttid;Utfall;Kundnr;Agent\na;k;2026-01-05 09:00:00;Besvarat;4711;Åsa\n"
B = "Samtals-ID;Kö;Starttid;Utfall;Kundnr;Agent\nb;k;2026-01-06 09:00:00;Besvarat;4711;Bo\n"
CASES = "Ärendenr;Skapad;Stängd;Kundnr;Beskrivning\n1;2026-01-05 09:00;;4711;Ring 070-123 45 67 eller a.b@example.com om faktura 12\n"


def test_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    path = desk.file("a.csv", A)
    first = desk.source(path)
    (again,) = desk.import_(path)
    assert (again.status, again.source) == ("unchanged", first)
    (renamed,) = desk.import_(desk.file("copy.csv", A))
    assert renamed.status == "unchanged"
    assert Store.open(desk.store_path).rows("contacts") == 1


def test_the_same_file_read_otherwise_replaces_the_earlier_reading(desk: Desk) -> None:
    path = desk.file("a.csv", A)
    desk.source(path)
    desk.source(path, zone="UTC")
    assert [row["t_start"].hour for row in desk.rows("contacts")] == [9]
    assert len(Store.open(desk.store_path).manifest.sources) == 1


def test_one_bad_file_among_good_ones(desk: Desk) -> None:
    outcomes = desk.import_(desk.file("a.csv", A), desk.file("bad.csv", "Färg\nröd\n"), desk.file("b.csv", B))
    assert [one.status for one in outcomes] == ["imported", "refused", "imported"]
    assert [row["contact_id"] for row in desk.rows("contacts")] == ["a", "b"]


def test_the_key_lies_beside_the_store_and_only_its_owner_reads_it(desk: Desk) -> None:
    desk.source(desk.file("a.csv", A))
    path = key_path(desk.store_path)
    assert path.parent == desk.store_path.parent
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    secret = path.read_text().strip()
    for file in desk.store_path.rglob("*"):
        assert file.is_dir() or secret.encode() not in file.read_bytes()
    assert json.loads((desk.store_path / "manifest.json").read_text())["key_check"] == read_key(path).check


def test_the_same_customer_has_one_pseudonym_in_every_file_and_table(desk: Desk) -> None:
    desk.source(desk.file("a.csv", A))
    desk.source(desk.file("b.csv", B))
    desk.source(desk.file("c.csv", CASES))
    keys = {row["customer_key"] for table in ("contacts", "cases") for row in desk.rows(table)}
    assert keys == {read_key(key_path(desk.store_path)).pseudonym("4711")}


def test_nobody_stands_in_the_store_by_name_or_number(desk: Desk) -> None:
    desk.source(desk.file("a.csv", A))
    desk.source(desk.file("c.csv", CASES), keep_text=True)
    for file in desk.store_path.rglob("*.parquet"):
        import pyarrow.parquet as pq

        content = str(pq.read_table(file).to_pylist())
        assert not [secret for secret in ("4711", "Åsa", "070-123", "example.com") if secret in content]


def test_two_stores_have_two_keys(desk: Desk) -> None:
    path = desk.file("a.csv", A)
    desk.source(path)
    first = desk.rows("contacts")[0]["customer_key"]
    desk.store_path = desk.folder / "other"
    desk.source(path)
    assert desk.rows("contacts")[0]["customer_key"] != first


def test_a_store_whose_key_is_gone_takes_no_more_files(desk: Desk) -> None:
    desk.source(desk.file("a.csv", A))
    key = key_path(desk.store_path).rename(desk.folder / "moved.key")
    with pytest.raises(BadInput, match="key-file"):
        desk.import_(desk.file("b.csv", B))
    assert desk.import_(desk.file("b.csv", B), key_file=key)[0].status == "imported"


def test_another_key_is_refused(desk: Desk) -> None:
    desk.source(desk.file("a.csv", A))
    write_key(new_key(), desk.folder / "new.key")
    (outcome,) = desk.import_(desk.file("b.csv", B), key_file=desk.folder / "new.key")
    assert "another key" in str(outcome.problem)


def test_a_key_that_others_can_read_is_refused(desk: Desk) -> None:
    desk.source(desk.file("a.csv", A))
    key_path(desk.store_path).chmod(0o644)
    with pytest.raises(BadInput, match="chmod 600"):
        desk.import_(desk.file("b.csv", B))


def test_free_text_is_dropped_unless_asked_for_and_then_masked(desk: Desk) -> None:
    path = desk.file("c.csv", CASES)
    desk.source(path)
    assert "text" not in desk.rows("cases")[0]
    desk.source(path, keep_text=True)
    assert desk.rows("cases")[0]["text"] == "Ring [nummer] eller [e-post] om faktura 12"


def test_a_file_can_be_taken_out_again(desk: Desk) -> None:
    source = desk.source(desk.file("a.csv", A))
    desk.source(desk.file("b.csv", B))
    Store.open(desk.store_path).forget(source.hash[:8])
    assert [row["contact_id"] for row in desk.rows("contacts")] == ["b"]


def test_columns_that_the_file_lacks_are_absent(desk: Desk) -> None:
    desk.source(desk.file("a.csv", A))
    columns = Store.open(desk.store_path).columns("contacts")
    assert {"t_start", "outcome"} <= columns
    assert not {"t_queue", "acw_s", "case_id"} & columns


def test_a_new_store_goes_by_the_zone_of_its_first_file(desk: Desk) -> None:
    desk.source(desk.file("a.csv", A), zone="Europe/Helsinki")
    assert Store.open(desk.store_path).zone == "Europe/Helsinki"


def test_a_folder_that_holds_something_else_is_left_alone(desk: Desk) -> None:
    desk.store_path.mkdir()
    (desk.store_path / "letter.txt").write_text("hej")
    with pytest.raises(BadInput, match="something else"):
        desk.import_(desk.file("a.csv", A))
    assert [path.name for path in desk.store_path.iterdir()] == ["letter.txt"]


def test_every_table_can_be_imported_by_the_names_of_its_own_columns(desk: Desk) -> None:
    contents = {
        "surveys": "survey_id,contact_id,asked_at,answered_at,scale,score\n1,a,2026-01-05 09:00,2026-01-05 10:00,csat_1_5,4\n",
        "schedules": "queue,weekday,opens,closes,open_on_holidays\nk,1,08:00,16:30,nej\n",
        "reasons": "reason_code,title_sv,demand_type,owning_unit\nf1,Faktura,failure,Ekonomi\n",
        "training": "agent_key,course,kind,completed\nÅsa,Etik,initial,2025-09-01\n",
        "promises": "promise_id,kind,requested_at,promised_at,done_at\n1,callback,2026-01-05 09:00,2026-01-06 09:00,\n",
        "volumes": "month,active_customers,orders\n2026-01-01,1000,200\n",
        "legs": "leg_id,contact_id,queue,t_enter,t_exit,exit_reason\n1,a,k,2026-01-05 09:00,2026-01-05 09:01,left\n",
        "texts": "text,category\nWhere is my card?,card\n",
        "case_events": "case_id,time,activity,actor_type\n1,2026-01-05 09:00,Skapad,system\n1,2026-01-05 09:01,Svar,human\n",
    }
    for table, content in contents.items():
        source = desk.source(desk.file(f"{table}.csv", content))
        assert table in source.tables, (table, list(source.tables))
        assert source.rejected is None, source.rejected


def test_overlapping_exports_are_told(desk: Desk) -> None:
    desk.source(desk.file("a.csv", A))
    assert not desk.source(desk.file("b.csv", B)).notes
    told = desk.source(desk.file("both.csv", A + B.splitlines()[1] + "\n")).notes
    assert [note["en"].split(";")[0] for note in told] == [
        "1 ids in contacts are in the store already, from a.csv",
        "1 ids in contacts are in the store already, from b.csv",
    ]
