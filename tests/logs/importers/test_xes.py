"""XES: the real logs' counts, hostile and broken files, times with offsets."""

from __future__ import annotations

import gzip
from datetime import datetime
from pathlib import Path

import pyarrow.compute as pc
import pytest

from gensvar.errors import BadInput
from gensvar.logs.importers import xes
from gensvar.logs.parsed import Parsed, ParseOptions

REAL = Path(__file__).resolve().parents[3] / ".." / "shared" / "data"

LOG = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">
  <global scope="event"><string key="concept:name" value="__INVALID__"/></global>
  <trace>
    <string key="concept:name" value="Ä1"><string key="concept:name" value="inuti"/></string>
    <string key="channel" value="e-mail"/>
    <date key="deadline" value="2026-01-20T00:00:00+01:00"/>
    <event>
      <string key="concept:name" value="Inkommet"/><string key="org:resource" value="Anna"/>
      <string key="org:group" value="Front"/><string key="lifecycle:transition" value="complete"/>
      <date key="time:timestamp" value="2026-01-05T10:00:00+01:00"/>
    </event>
    <event>
      <string key="concept:name" value="Stängt"/>
      <date key="time:timestamp" value="2026-07-05T10:00:00"/>
    </event>
  </trace>
  {more}
</log>
"""


def parse(tmp_path: Path, content: str, name: str = "log.xes") -> Parsed:
    path = tmp_path / name
    path.write_bytes(gzip.compress(content.encode()) if name.endswith(".gz") else content.encode())
    return xes.parse(path, ParseOptions())


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz"])
def test_traces_become_cases_and_events(tmp_path: Path, name: str) -> None:
    parsed = parse(tmp_path, LOG.format(more=""), name)
    (case,) = parsed.tables["cases"].to_pylist()
    first, last = parsed.tables["case_events"].to_pylist()
    assert case["case_id"] == "Ä1"
    assert (case["created"], case["closed"]) == (datetime(2026, 1, 5, 9), datetime(2026, 7, 5, 8))
    assert (case["channel"], case["due"], case["org_unit"]) == ("email", datetime(2026, 1, 19, 23), "Front")
    assert (first["activity"], first["actor_key"], first["lifecycle"]) == ("Inkommet", "Anna", "complete")
    assert (last["time"], last["lifecycle"], last["source_row"]) == (datetime(2026, 7, 5, 8), None, 13)


def test_a_bad_event_is_rejected_with_its_line(tmp_path: Path) -> None:
    bad = (
        '<trace><string key="concept:name" value="Ä2"/>\n<event><string key="concept:name" value="x"/></event></trace>'
    )
    parsed = parse(tmp_path, LOG.format(more=bad))
    assert [(one.table, one.row, one.column) for one in parsed.rejected] == [
        ("case_events", 19, "time"),
        ("cases", 18, "created"),
    ]
    assert parsed.tables["cases"].num_rows == 1


def test_events_outside_cases_are_rejected(tmp_path: Path) -> None:
    parsed = parse(tmp_path, LOG.format(more='<event><string key="concept:name" value="x"/></event>'))
    assert [reject.reason.en for reject in parsed.rejected] == ["the event is outside every case"]


def test_repeated_and_missing_names_are_told_apart(tmp_path: Path) -> None:
    event = (
        '<event><string key="concept:name" value="x"/><date key="time:timestamp" value="2026-01-05T10:00:00Z"/></event>'
    )
    again = f'<trace><string key="concept:name" value="Ä1"/>{event}</trace><trace>{event}{event}</trace>'
    parsed = parse(tmp_path, LOG.format(more=again))
    assert [row["case_id"] for row in parsed.tables["cases"].to_pylist()] == ["Ä1", "Ä1#2", "trace-1"]
    assert any(note.en.startswith("1 events share case and time") for note in parsed.notes)


BOMB = """<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><log><trace/></log>"""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (BOMB, "DOCTYPE"),
        ('<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>', "DOCTYPE"),
        (LOG.format(more="")[:700], "not whole XML"),
        ("<svg></svg>", "not a XES log"),
        ("<log>" + "<list>" * 500 + "</list>" * 500 + "</log>", "not whole XML"),
        ('<?xml version="1.0" encoding="klingon"?><log/>', "not whole XML"),
    ],
)
def test_hostile_and_broken_files_are_one_clear_error(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        parse(tmp_path, content)
    assert "log.xes" in (caught.value.where or "")


def test_the_file_is_recognised() -> None:
    assert xes.detect(Path("a"), LOG.encode()) > 0.9
    assert xes.detect(Path("a"), b"<html><log>") < 0.5


def real(name: str) -> Parsed:
    path = REAL / name
    if not path.exists():
        pytest.skip(f"the real log {name} is not at hand in ../shared/data")
    return xes.parse(path, ParseOptions())


def test_the_real_help_desk_log() -> None:
    parsed = real("helpdesk.xes.gz")
    events = parsed.tables["case_events"]
    assert (events.num_rows, parsed.tables["cases"].num_rows, parsed.rejected) == (21_348, 4_580, [])
    assert len(events["activity"].unique()) == 14
    assert pc.min(events["time"]).as_py() == datetime(2010, 1, 13, 8, 40, 25)
    assert pc.max(events["time"]).as_py() == datetime(2014, 1, 3, 13, 20, 58)


def test_the_real_claims_log_whose_clock_starts_in_1970() -> None:
    parsed = real("teleclaims.xes.gz")
    events = parsed.tables["case_events"]
    assert (events.num_rows, parsed.tables["cases"].num_rows, parsed.rejected) == (46_138, 3_512, [])
    assert pc.min(events["time"]).as_py() == datetime(1970, 1, 1)
    assert set(events["lifecycle"].unique().to_pylist()) == {"start", "complete"}
