"""Files that are not what they say: one clear error with its place, never a traceback."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gensvar.errors import BadInput
from gensvar.logs.importers import opening
from gensvar.logs.importers.json_source import JsonSource
from gensvar.logs.importers.stamps import Clock
from gensvar.logs.parsed import Parsed, ParseOptions

NAMES = ("queue_log", "zendesk", "jira", "zammad", "xes", "ocel")
IMPORTERS = [import_module(f"gensvar.logs.importers.{name}") for name in NAMES]
each_importer = pytest.mark.parametrize("importer", IMPORTERS, ids=NAMES)


def outcome(importer: ModuleType, path: Path) -> Parsed | BadInput:
    try:
        parsed = importer.parse(path, ParseOptions())
    except BadInput as problem:
        return problem
    assert isinstance(parsed, Parsed)
    return parsed


@each_importer
@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"\x00\x01\x02\xff", b"{", b"[]", b"{}", b"<html></html>", b"null", b"3"]
)
def test_a_file_of_something_else_is_one_clear_error(importer: ModuleType, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "source"
    path.write_bytes(content)
    problem = outcome(importer, path)
    assert isinstance(problem, BadInput)
    assert str(path) in (problem.where or "")
    assert problem.what.sv != problem.what.en


@each_importer
def test_a_truncated_gzip_is_one_clear_error(importer: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "cut.gz"
    path.write_bytes(gzip.compress(bytes(range(256)) * 500)[:-20])
    problem = outcome(importer, path)
    assert isinstance(problem, BadInput)


@each_importer
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_no_bytes_make_a_traceback(importer: ModuleType, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "fuzz"
    path.write_bytes(content)
    assert importer.detect(path, content) <= 1
    outcome(importer, path)


any_json = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**13) | st.sampled_from(["", "x", "2024-01-01T00:00:00Z", "solved"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "tickets",
                    "issues",
                    "objects",
                    "events",
                    "id",
                    "type",
                    "time",
                    "key",
                    "fields",
                    "created",
                    "created_at",
                    "status",
                    "state",
                    "changelog",
                    "histories",
                    "items",
                    "metric_sets",
                    "audits",
                    "comments",
                    "via",
                    "channel",
                    "assets",
                    "Ticket",
                    "relationships",
                    "attributes",
                    "sla",
                    "articles",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@pytest.mark.parametrize("importer", IMPORTERS[1:4] + IMPORTERS[5:], ids=[*NAMES[1:4], "ocel"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=any_json)
def test_no_json_of_the_wrong_shape_makes_a_traceback(importer: ModuleType, tmp_path: Path, document: object) -> None:
    path = tmp_path / "fuzz.json"
    path.write_text(json.dumps(document))
    outcome(importer, path)


def test_an_archive_that_grows_beyond_reason_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bomb.xes.gz"
    path.write_bytes(gzip.compress(b" " * 3_000_000))
    monkeypatch.setattr(opening, "RATIO_COUNTS_FROM", 1_000_000)
    with pytest.raises(BadInput, match="grows beyond reason"), opening.open_bytes(path) as stream:
        stream.read()


def test_an_ordinary_archive_is_read_whole(tmp_path: Path) -> None:
    content = b"".join(b"line %d\n" % number for number in range(200_000))
    path = tmp_path / "plain.gz"
    path.write_bytes(gzip.compress(content))
    with opening.open_bytes(path) as stream:
        assert stream.read() == content


def test_deep_nesting_is_refused_and_not_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text("[" * 200_000)
    with pytest.raises(BadInput, match="not valid JSON"):
        list(JsonSource(path).objects())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_is_read_in_the_encodings_that_occur(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(json.dumps({"title": "Återbetalning"}, ensure_ascii=False, indent=1).encode(encoding))
    assert [part for _, part in JsonSource(path).objects()] == [{"title": "Återbetalning"}]


def test_a_bad_line_of_ndjson_is_told_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text('{"a": 1}\n{"a": \n\n{"a": 3}\n')
    source = JsonSource(path)
    assert [(line, part["a"]) for line, part in source.objects()] == [(1, 1), (4, 3)]
    assert source.bad_lines == [2]


def test_times_become_utc() -> None:
    clock = Clock("Europe/Stockholm")
    assert clock.read("2026-01-10T12:00:00+0100") == datetime(2026, 1, 10, 11)
    assert clock.read("2026-07-10T12:00:00Z") == datetime(2026, 7, 10, 12)
    assert clock.read("2026-07-10 12:00:00") == datetime(2026, 7, 10, 10)
    assert clock.doubled == 0


def test_the_hour_that_occurs_twice_is_the_first_and_counted() -> None:
    clock = Clock("Europe/Stockholm")
    assert clock.read("2025-10-26 02:30:00") == datetime(2025, 10, 26, 0, 30)
    assert clock.doubled == 1
    assert "1 " in clock.notes()[0].sv


def test_the_hour_that_never_was_is_no_time() -> None:
    assert Clock("Europe/Stockholm").read("2025-03-30 02:30:00") is None


@pytest.mark.parametrize("value", ["", "igår", "9999-12-31T23:59:59-12:00", None, 12, [], "2026-13-01"])
def test_what_is_no_time_is_none(value: object) -> None:
    assert Clock("Europe/Stockholm").read(value) is None


def test_an_unknown_zone_is_told() -> None:
    with pytest.raises(BadInput, match="unknown time zone"):
        Clock("Europe/Stockhlm")
