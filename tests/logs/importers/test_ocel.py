"""OCEL 2.0: flattened to one object type, and honest about what that loses."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from gensvar.errors import BadInput
from gensvar.logs.importers import ocel
from gensvar.logs.parsed import Parsed, ParseOptions


def event(number: int, kind: str, at: str, *objects: str) -> dict[str, Any]:
    related = [{"objectId": name, "qualifier": "rör"} for name in objects]
    return {"id": f"e{number}", "type": kind, "time": f"2026-01-05T{at}Z", "attributes": [], "relationships": related}


def log(case_type: str = "Ticket") -> dict[str, Any]:
    changes = [
        {"name": "priority", "time": "2026-01-06T00:00:00Z", "value": "high"},
        {"name": "priority", "time": "1970-01-01T00:00:00Z", "value": "low"},
    ]
    return {
        "objectTypes": [{"name": case_type}, {"name": "Order"}, {"name": "Agent"}],
        "eventTypes": [{"name": "open"}],
        "objects": [
            {"id": "t1", "type": case_type, "attributes": changes},
            {"id": "t2", "type": case_type, "attributes": []},
            {"id": "t3", "type": case_type, "attributes": []},
            {"id": "o1", "type": "Order", "attributes": []},
            {"id": "a1", "type": "Agent", "attributes": []},
        ],
        "events": [
            event(3, "closed", "12:00:00", "t1"),
            event(1, "open", "09:00:00", "t1", "t1", "o1", "a1"),
            event(2, "join", "10:00:00", "t1", "t2", "okänd"),
            event(4, "ship", "11:00:00", "o1"),
        ],
    }


def parse(tmp_path: Path, content: Any) -> Parsed:
    path = tmp_path / "log.json"
    path.write_text(json.dumps(content))
    return ocel.parse(path, ParseOptions())


def test_events_are_flattened_to_cases_in_order_of_time(tmp_path: Path) -> None:
    parsed = parse(tmp_path, log())
    events = parsed.tables["case_events"].to_pylist()
    assert [(row["case_id"], row["activity"]) for row in events] == [
        ("t1", "open"),
        ("t1", "join"),
        ("t1", "closed"),
        ("t2", "join"),
    ]
    assert events[0]["actor_key"] == "a1"
    first = parsed.tables["cases"].to_pylist()[0]
    assert (first["created"], first["closed"], first["priority"]) == (
        datetime(2026, 1, 5, 9),
        datetime(2026, 1, 5, 12),
        "low",
    )


def test_what_flattening_loses_is_told(tmp_path: Path) -> None:
    parsed = parse(tmp_path, log())
    notes = " ".join(note.en for note in parsed.notes)
    assert "flattened to cases of type Ticket" in notes
    assert "1 events touch several cases" in notes
    assert "1 events touch no case" in notes


def test_a_case_without_events_is_rejected(tmp_path: Path) -> None:
    assert [(one.row, one.column, one.raw) for one in parse(tmp_path, log()).rejected] == [(3, "created", "case_id=t3")]


def test_without_a_named_case_type_the_one_most_events_touch_is_it(tmp_path: Path) -> None:
    content = log("Sak")
    content["events"] += [event(9, "pack", "13:00:00", "o1"), event(10, "send", "14:00:00", "o1")]
    rows = parse(tmp_path, content).tables["cases"].to_pylist()
    assert [row["case_id"] for row in rows] == ["o1"]


def test_the_first_version_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"OCEL 1, not OCEL 2\.0"):
        parse(tmp_path, {"ocel:events": {}, "ocel:objects": {}})


def test_the_file_is_recognised() -> None:
    assert ocel.detect(Path("a"), json.dumps(log()).encode()) > 0.9
    assert ocel.detect(Path("a"), b'{"tickets": []}') == 0
