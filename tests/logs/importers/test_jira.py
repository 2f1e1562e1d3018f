"""Jira Service Management: several cycles per issue, public and internal comments, the change log."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gensvar.logs.importers import jira
from gensvar.logs.parsed import Parsed, ParseOptions


def stamp(at: str) -> dict[str, Any]:
    moment = datetime.fromisoformat(f"2026-01-{at}").replace(tzinfo=UTC)
    return {"epochMillis": int(moment.timestamp() * 1000), "iso8601": moment.isoformat(), "friendly": "igår"}


def cycle(start: str, stop: str | None, breach: str) -> dict[str, Any]:
    return {
        "startTime": stamp(start),
        "breachTime": stamp(breach),
        "breached": True,
        "elapsedTime": {"millis": 1},
        **({"stopTime": stamp(stop)} if stop else {}),
    }


def issue(key: str = "KS-1", **fields: Any) -> dict[str, Any]:
    return {
        "key": key,
        "fields": {
            "created": "2026-01-05T10:00:00.000+0100",
            "resolutiondate": None,
            "issuetype": {"name": "Faktura"},
            "priority": {"name": "High"},
            "status": {"name": "Open"},
            "reporter": {"accountId": "kund-1", "accountType": "customer"},
            "assignee": {"accountId": "agent-1"},
            **fields,
        },
    }


def parse(tmp_path: Path, *parts: Any) -> Parsed:
    path = tmp_path / "jira.json"
    path.write_text("\n".join(json.dumps(part) for part in parts))
    return jira.parse(path, ParseOptions())


def case(parsed: Parsed) -> dict[str, Any]:
    (row,) = parsed.tables["cases"].to_pylist()
    return row


def test_several_cycles_of_a_solution_mean_reopened(tmp_path: Path) -> None:
    reply = {"name": "Time to first response", "completedCycles": [cycle("05T09:00", "05T11:30", "05T13:00")]}
    solution = {
        "name": "Time to resolution",
        "completedCycles": [cycle("07T09:00", "08T09:00", "09T09:00"), cycle("05T09:00", "06T09:00", "07T09:00")],
        "ongoingCycle": cycle("09T09:00", None, "12T09:00"),
    }
    other = {"name": "Time to close after solution", "ongoingCycle": cycle("05T09:00", None, "07T09:00")}
    page = {"issues": [issue(customfield_1=reply, customfield_2=solution, customfield_3=other)]}
    row = case(parse(tmp_path, page))
    assert row["created"] == datetime(2026, 1, 5, 9)
    assert row["first_response"] == datetime(2026, 1, 5, 11, 30)
    assert row["first_resolved"] == datetime(2026, 1, 6, 9)
    assert (row["reopened_n"], row["due"]) == (2, datetime(2026, 1, 12, 9))


def test_the_slas_of_the_service_desk_api_are_read_too(tmp_path: Path) -> None:
    part = issue() | {
        "sla": {"values": [{"name": "Tid till första svar", "completedCycles": [], "ongoingCycle": None}]}
    }
    parsed = parse(tmp_path, part)
    assert case(parsed)["first_response"] is None
    assert "first_response" in parsed.tables["cases"].column_names


def remark(author: dict[str, Any], at: str, **rest: Any) -> dict[str, Any]:
    return {"author": author, "created": f"2026-01-05T{at}.000+0000", "jsdPublic": True, **rest}


def test_the_first_response_is_a_persons_public_comment(tmp_path: Path) -> None:
    comments = [
        remark({"accountId": "bot", "accountType": "app"}, "09:00:01"),
        remark({"accountId": "agent-1", "accountType": "atlassian"}, "09:10:00", jsdPublic=False),
        remark({"accountId": "kund-1", "accountType": "customer"}, "09:20:00"),
        remark({"accountId": "agent-1", "accountType": "atlassian"}, "12:00:00"),
    ]
    parsed = parse(tmp_path, issue(comment={"comments": comments}))
    assert case(parsed)["first_response"] == datetime(2026, 1, 5, 12)
    actors = [event["actor_type"] for event in parsed.tables["case_events"].to_pylist()]
    assert actors == ["bot", "human", "customer", "human"]


def history(at: str, field: str, before: str | None, after: str | None) -> dict[str, Any]:
    item = {"field": field, "fromString": before, "toString": after}
    return {"created": f"2026-01-05T{at}.000+0000", "author": {"accountId": "agent-1"}, "items": [item]}


def test_the_change_log_gives_pauses_and_reopenings(tmp_path: Path) -> None:
    histories = [
        history("13:00:00", "resolution", "Done", None),
        history("10:00:00", "status", "Open", "Waiting for customer"),
        history("11:00:00", "status", "Waiting for customer", "In progress"),
        history("12:00:00", "resolution", None, "Done"),
        history("14:00:00", "resolution", None, "Done"),
        history("14:00:00", "Rank", "", "lower"),
    ]
    part = issue(resolutiondate="2026-01-05T14:00:00.000+0000") | {"changelog": {"histories": histories}}
    parsed = parse(tmp_path, part)
    row = case(parsed)
    assert (row["waiting_customer_s"], row["reopened_n"]) == (3600, 1)
    assert (row["first_resolved"], row["closed"]) == (datetime(2026, 1, 5, 12), datetime(2026, 1, 5, 14))
    events = parsed.tables["case_events"].to_pylist()
    assert [event["time"].hour for event in events] == [10, 11, 12, 13, 14]


def test_who_an_issue_is_given_to_is_not_left_in_the_open(tmp_path: Path) -> None:
    part = issue() | {"changelog": {"histories": [history("10:00:00", "assignee", "Anna", "Bo")]}}
    events = parse(tmp_path, part).tables["case_events"]
    assert not {"Anna", "Bo"} & {str(value) for row in events.to_pylist() for value in row.values()}


def test_an_issue_without_creation_is_rejected_and_the_rest_kept(tmp_path: Path) -> None:
    parsed = parse(tmp_path, issue("A-1"), issue("A-2", created=None))
    assert [(reject.row, reject.column, reject.raw) for reject in parsed.rejected] == [(2, "created", "key=A-2")]
    assert parsed.tables["cases"].num_rows == 1


def test_the_file_is_recognised() -> None:
    assert jira.detect(Path("a"), json.dumps({"issues": [issue(resolutiondate=None)]}).encode()) >= 0.9
    assert jira.detect(Path("a"), b'{"completedCycles": []}') > 0.9
    assert jira.detect(Path("a"), b'{"tickets": []}') == 0
