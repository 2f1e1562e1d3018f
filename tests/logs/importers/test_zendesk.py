"""Zendesk: everything recomputed from points in time; machines' replies are nobody's."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from gensvar.errors import BadInput
from gensvar.logs.importers import zendesk
from gensvar.logs.parsed import Parsed, ParseOptions


def ticket(number: int, **rest: Any) -> dict[str, Any]:
    return {
        "id": number,
        "created_at": "2026-01-05T09:00:00Z",
        "updated_at": "2026-01-06T09:00:00Z",
        "status": "solved",
        "type": "question",
        "priority": "normal",
        "requester_id": 100,
        "assignee_id": 7,
        "group_id": 1,
        "via": {"channel": "email"},
        "subject": "Fakturan",
        "description": "Fel belopp",
        "tags": [],
        **rest,
    }


def parse(tmp_path: Path, *parts: Any, **options: Any) -> Parsed:
    path = tmp_path / "zendesk.json"
    path.write_text("\n".join(json.dumps(part) for part in parts))
    return zendesk.parse(path, ParseOptions(**options))


def case(parsed: Parsed) -> dict[str, Any]:
    (row,) = parsed.tables["cases"].to_pylist()
    return row


def comment(author: int, at: str, **rest: Any) -> dict[str, Any]:
    return {"author_id": author, "created_at": f"2026-01-05T{at}Z", "public": True, "via": {"channel": "web"}, **rest}


def test_the_first_response_is_a_persons_public_reply(tmp_path: Path) -> None:
    comments = [
        comment(100, "09:00:00"),
        comment(7, "09:00:01", via={"channel": "rule"}),
        comment(-1, "09:00:02"),
        comment(7, "09:10:00", public=False),
        comment(8, "09:20:00", via={"channel": "api"}),
        comment(7, "10:30:00"),
        comment(7, "11:00:00"),
    ]
    parsed = parse(tmp_path, {"tickets": [ticket(1, comments=comments)], "groups": [{"id": 1, "name": "Faktura"}]})
    assert case(parsed)["first_response"] == datetime(2026, 1, 5, 10, 30)
    assert case(parsed)["org_unit"] == "Faktura"
    assert any(note.en.startswith("1 comments came through a program") for note in parsed.notes)
    events = parsed.tables["case_events"].to_pylist()
    assert [event["actor_type"] for event in events] == [
        "customer",
        "system",
        "system",
        "human",
        "unknown",
        "human",
        "human",
    ]


def test_a_role_of_end_user_is_a_customer_whoever_asked(tmp_path: Path) -> None:
    page = {
        "tickets": [ticket(1)],
        "comments": [comment(55, "09:30:00", ticket_id=1), comment(7, "12:00:00", ticket_id=1)],
        "users": [{"id": 55, "role": "end-user"}, {"id": 7, "role": "agent"}],
    }
    assert case(parse(tmp_path, page))["first_response"] == datetime(2026, 1, 5, 12)


def test_minutes_of_the_vendor_are_never_used(tmp_path: Path) -> None:
    metrics = {"ticket_id": 1, "reopens": 0, "solved_at": "2026-01-05T12:00:00Z"}
    metrics |= {"reply_time_in_minutes": {"calendar": 1, "business": 1}}
    parsed = parse(tmp_path, {"tickets": [ticket(1)], "metric_sets": [metrics]})
    assert "first_response" not in parsed.tables["cases"].column_names
    assert case(parsed)["closed"] == case(parsed)["first_resolved"] == datetime(2026, 1, 5, 12)
    assert any("First response is missing" in note.en for note in parsed.notes)


def test_a_reopened_ticket_has_no_first_solution_in_its_metric_set(tmp_path: Path) -> None:
    metrics = {"ticket_id": 1, "reopens": 2, "solved_at": "2026-01-09T12:00:00Z"}
    row = case(parse(tmp_path, {"tickets": [ticket(1)], "metric_sets": [metrics]}))
    assert (row["reopened_n"], row["first_resolved"]) == (2, None)


def event(metric: str, kind: str, at: str, **rest: Any) -> dict[str, Any]:
    return {"ticket_id": 1, "metric": metric, "type": kind, "time": f"2026-01-05T{at}Z", **rest}


def test_metric_events_give_reply_solution_and_pauses(tmp_path: Path) -> None:
    events = [
        event("reply_time", "activate", "09:00:00"),
        event("reply_time", "breach", "09:30:00"),
        event("reply_time", "fulfill", "10:00:00"),
        event("reply_time", "fulfill", "09:59:00", deleted=True),
        event("requester_wait_time", "activate", "09:00:00"),
        event("requester_wait_time", "pause", "10:00:00"),
        event("requester_wait_time", "activate", "10:45:00"),
        event("requester_wait_time", "fulfill", "11:00:00"),
        event("resolution_time", "fulfill", "11:00:00"),
    ]
    row = case(parse(tmp_path, {"tickets": [ticket(1)], "ticket_metric_events": events}))
    assert row["first_response"] == datetime(2026, 1, 5, 10)
    assert row["first_resolved"] == datetime(2026, 1, 5, 11)
    assert row["waiting_customer_s"] == 45 * 60


def status(at: str, before: str | None, after: str) -> dict[str, Any]:
    change = {"type": "Change", "field_name": "status", "previous_value": before, "value": after}
    return {"ticket_id": 1, "created_at": f"2026-01-05T{at}Z", "author_id": 7, "events": [change]}


def test_audits_give_every_cycle(tmp_path: Path) -> None:
    audits = [
        status("09:05:00", "new", "pending"),
        status("09:35:00", "pending", "open"),
        status("10:00:00", "open", "solved"),
        status("11:00:00", "solved", "open"),
        status("12:00:00", "open", "solved"),
    ]
    parsed = parse(tmp_path, {"tickets": [ticket(1)], "audits": audits})
    row = case(parsed)
    assert (row["first_resolved"], row["closed"]) == (datetime(2026, 1, 5, 10), datetime(2026, 1, 5, 12))
    assert (row["reopened_n"], row["waiting_customer_s"]) == (1, 30 * 60)
    assert parsed.tables["case_events"].num_rows == 5


def test_a_move_between_groups_is_an_event_of_its_unit(tmp_path: Path) -> None:
    change = {"type": "Change", "field_name": "group_id", "previous_value": 1, "value": "2"}
    audit = {"ticket_id": 1, "created_at": "2026-01-05T10:00:00Z", "author_id": 7, "events": [change]}
    groups = [{"id": 1, "name": "Front"}, {"id": 2, "name": "Teknik"}]
    (row,) = (
        parse(tmp_path, {"tickets": [ticket(1)], "audits": [audit], "groups": groups}).tables["case_events"].to_pylist()
    )
    assert (row["activity"], row["from_value"], row["to_value"], row["org_unit"]) == (
        "group",
        "Front",
        "Teknik",
        "Teknik",
    )


def test_deleted_and_merged_tickets_are_left_out_with_the_reason(tmp_path: Path) -> None:
    tickets = [ticket(1), ticket(2, status="deleted"), ticket(3, status="closed", tags=["closed_by_merge"])]
    parsed = parse(tmp_path, {"tickets": tickets})
    assert [row["case_id"] for row in parsed.tables["cases"].to_pylist()] == ["1"]
    assert [(reject.row, reject.raw) for reject in parsed.rejected] == [(2, "id=2"), (3, "id=3")]


def test_one_ticket_per_line_and_the_latest_version_counts(tmp_path: Path) -> None:
    lines = [ticket(1, status="open"), ticket(1, status="closed", updated_at="2026-01-08T09:00:00Z"), ticket(2)]
    parsed = parse(tmp_path, *lines)
    assert {row["case_id"]: row["status"] for row in parsed.tables["cases"].to_pylist()} == {
        "1": "closed",
        "2": "solved",
    }
    assert any(note.en.startswith("1 repeated versions") for note in parsed.notes)


def test_a_ticket_without_a_creation_time_is_rejected(tmp_path: Path) -> None:
    parsed = parse(tmp_path, {"tickets": [ticket(1), ticket(2, created_at="igår")]})
    assert [(reject.row, reject.column) for reject in parsed.rejected] == [(2, "created")]


def test_free_text_comes_only_when_asked_for(tmp_path: Path) -> None:
    page = {"tickets": [ticket(1)]}
    assert "text" not in parse(tmp_path, page).tables["cases"].column_names
    assert case(parse(tmp_path, page, keep_text=True))["text"] == "Fakturan\nFel belopp"


def test_a_file_without_tickets_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no tickets"):
        parse(tmp_path, {"metric_sets": []})


def test_the_file_is_recognised() -> None:
    assert zendesk.detect(Path("a"), json.dumps({"tickets": [ticket(1)], "metric_sets": []}).encode()) > 0.9
    assert zendesk.detect(Path("a"), json.dumps(ticket(1)).encode()) > 0.7
    assert zendesk.detect(Path("a"), b'{"issues": [{"fields": {}}]}') == 0
