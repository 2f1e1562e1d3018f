"""Zammad: times from articles, minute fields never used, merged tickets out."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from gensvar.logs.importers import zammad
from gensvar.logs.parsed import Parsed, ParseOptions


def ticket(number: int, **rest: Any) -> dict[str, Any]:
    return {
        "id": number,
        "created_at": "2026-01-05T09:00:00.000Z",
        "state": "closed",
        "group": "Kundtjänst",
        "priority": "2 normal",
        "customer_id": 5,
        "owner_id": 3,
        "create_article_type": "web",
        "first_response_at": "2026-01-05T09:00:02.000Z",
        "first_response_in_min": 999,
        "close_at": "2026-01-06T09:00:00.000Z",
        "close_in_min": None,
        "close_escalation_at": None,
        "title": "Avtalet",
        **rest,
    }


def article(number: int, sender: str, at: str, **rest: Any) -> dict[str, Any]:
    base = {"ticket_id": number, "sender": sender, "type": "email", "internal": False, "created_by_id": 3}
    return base | {"created_at": f"2026-01-05T{at}Z"} | rest


def parse(tmp_path: Path, *parts: Any) -> Parsed:
    path = tmp_path / "zammad.json"
    path.write_text("\n".join(json.dumps(part) for part in parts))
    return zammad.parse(path, ParseOptions())


def case(parsed: Parsed) -> dict[str, Any]:
    (row,) = parsed.tables["cases"].to_pylist()
    return row


ARTICLES = [
    article(1, "Customer", "09:00:00", type="web"),
    article(1, "System", "09:00:02"),
    article(1, "Agent", "09:01:00", preferences={"is-auto-response": True}),
    article(1, "Agent", "09:30:00", internal=True),
    article(1, "Agent", "09:40:00", type="note"),
    article(1, "Agent", "11:00:00"),
]


def test_the_first_response_is_an_agents_own_public_article(tmp_path: Path) -> None:
    parsed = parse(tmp_path, {"tickets": [ticket(1)], "articles": ARTICLES})
    assert case(parsed)["first_response"] == datetime(2026, 1, 5, 11)
    assert [row["public"] for row in parsed.tables["case_events"].to_pylist()] == [True, True, True, False, False, True]


def test_articles_inside_the_ticket_and_assets_are_read_too(tmp_path: Path) -> None:
    inside = case(parse(tmp_path, [ticket(1, articles=ARTICLES)]))
    assets = {
        "assets": {"Ticket": {"1": ticket(1)}, "TicketArticle": {str(n): part for n, part in enumerate(ARTICLES)}}
    }
    assert inside["first_response"] == case(parse(tmp_path, assets))["first_response"] == datetime(2026, 1, 5, 11)


def test_without_articles_the_noted_time_is_used_and_told(tmp_path: Path) -> None:
    parsed = parse(tmp_path, [ticket(1)])
    assert case(parsed)["first_response"] == datetime(2026, 1, 5, 9, 0, 2)
    assert any("may be an automatic reply" in note.en for note in parsed.notes)


def test_close_at_is_the_first_and_last_close_at_the_last(tmp_path: Path) -> None:
    row = case(parse(tmp_path, [ticket(1, last_close_at="2026-01-09T09:00:00Z")]))
    assert (row["first_resolved"], row["closed"]) == (datetime(2026, 1, 6, 9), datetime(2026, 1, 9, 9))


def test_a_reopened_ticket_is_not_closed(tmp_path: Path) -> None:
    row = case(parse(tmp_path, [ticket(1, state={"id": 2, "name": "open"})]))
    assert (row["closed"], row["first_resolved"]) == (None, datetime(2026, 1, 6, 9))


def test_merged_tickets_are_left_out_with_the_reason(tmp_path: Path) -> None:
    parsed = parse(tmp_path, [ticket(1), ticket(2, state="merged")])
    assert [(reject.row, reject.raw) for reject in parsed.rejected] == [(2, "id=2")]
    assert parsed.tables["cases"].num_rows == 1


def test_states_as_numbers_are_told(tmp_path: Path) -> None:
    part = {key: value for key, value in ticket(1).items() if key != "state"} | {"state_id": 4}
    parsed = parse(tmp_path, [part])
    assert case(parsed)["closed"] == datetime(2026, 1, 6, 9)
    assert any("expand=true" in note.en for note in parsed.notes)


def test_the_channel_is_the_way_the_ticket_was_made(tmp_path: Path) -> None:
    ways = ["web", "email", "phone", "twitter status", "något nytt"]
    parsed = parse(tmp_path, [ticket(n, create_article_type=way) for n, way in enumerate(ways)])
    channels = [row["channel"] for row in parsed.tables["cases"].to_pylist()]
    assert channels == ["form", "email", "phone", "social", "other"]


def test_the_file_is_recognised() -> None:
    assert zammad.detect(Path("a"), json.dumps([ticket(1)]).encode()) > 0.9
    assert zammad.detect(Path("a"), b'{"tickets": [], "metric_sets": []}') == 0
