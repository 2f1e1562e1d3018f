"""Jira Service Management: issues with SLA fields, change log and comments, as JSON.

The SLA fields' own durations are not used; their points in time are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from gensvar.errors import BadInput
from gensvar.logs.importers.canonical_rows import Rows, counted, text_of
from gensvar.logs.importers.jira_sla import FIRST_RESPONSE, RESOLUTION, Sla, named, slas
from gensvar.logs.importers.json_source import BAD_LINE, JsonSource, listed, nested
from gensvar.logs.importers.replies import Message, first_human_reply, seconds_within
from gensvar.logs.importers.stamps import Clock
from gensvar.logs.parsed import Parsed, ParseOptions, Rejected
from gensvar.text import Text

NAME = "jira"
TITLE = Text(sv="Ärenden ur Jira Service Management (JSON)", en="Issues from Jira Service Management (JSON)")
WAITING = {"waiting for customer", "väntar på kund", "pending customer", "waiting for reporter"}
FOLLOWED = {"status", "priority", "resolution", "assignee", "issuetype"}


def detect(path: Path, head: bytes) -> float:
    """Return how sure it is, from 0 to 1, that the file holds issues of Jira."""
    if b'"completedCycles"' in head or b'"ongoingCycle"' in head:
        return 0.97
    own = (b'"fields"', b'"issuetype"', b'"reporter"', b'"resolutiondate"', b'"issues"', b'"changelog"')
    found = sum(key in head for key in own)
    return 0.9 if found >= 4 else 0.7 if found == 3 and b'"issuetype"' in head else 0.0


def parse(path: Path, options: ParseOptions) -> Parsed:
    """Return `cases`, and `case_events` when the issues have a change log or comments."""
    source, rejected = JsonSource(path), list[Rejected]()
    work = _Conversion(Clock(options.zone), options.keep_text, rejected)
    for row, issue in _issues(source):
        work.add(row, issue)
        if row % 1000 == 0:
            options.progress(0.5, f"{NAME} {row}")
    rejected += [Rejected("cases", line, None, BAD_LINE, "") for line in source.bad_lines]
    if not len(work.cases) and not rejected:
        raise BadInput(Text(sv="filen har inga ärenden", en="the file has no issues"), where=str(path))
    events = {"case_events": work.events.to_arrow()} if len(work.events) else {}
    return Parsed({"cases": work.cases.to_arrow()} | events, rejected, work.notes())


def _issues(source: JsonSource) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield issues with their row: in pages {"issues": [...]}, in a list, or one per line."""
    row = 0
    for line, part in source.objects():
        if isinstance(part.get("issues"), list):
            for issue in listed(part, "issues"):
                row += 1
                yield row, issue
        elif "fields" in part or "key" in part:
            yield line, part


@dataclass
class _Conversion:
    """Turns issues into canonical rows."""

    clock: Clock
    keep_text: bool
    rejected: list[Rejected]
    unread_slas: int = 0

    def __post_init__(self) -> None:
        self.cases, self.events = Rows("cases", self.rejected), Rows("case_events", self.rejected)

    def add(self, row: int, issue: dict[str, Any]) -> None:
        """Add one issue."""
        key = text_of(issue.get("key")) or text_of(issue.get("id"))
        case = self._plain(key, issue) | self._from_slas(issue) | self._from_changes(issue)
        said = self._messages(issue)
        if said is not None:
            case["first_response"] = first_human_reply(said, case["created"])
        if self.cases.add(row, case, raw=f"key={key}"):
            self._add_events(key, row, issue, said or [])

    def _plain(self, key: str | None, issue: dict[str, Any]) -> dict[str, Any]:
        """Return the columns that are read as they stand."""
        fields = issue.get("fields") if isinstance(issue.get("fields"), dict) else {}
        row = {
            "case_id": key,
            "source": NAME,
            "created": self.clock.read(nested(fields, "created")),
            "closed": self.clock.read(nested(fields, "resolutiondate")),
            "category": text_of(nested(fields, "issuetype", "name")),
            "priority": text_of(nested(fields, "priority", "name")),
            "status": text_of(nested(fields, "status", "name")),
            "customer_key": person(nested(fields, "reporter")),
            "agent_key": person(nested(fields, "assignee")),
        }
        if self.keep_text:
            row["text"] = "\n".join(
                filter(None, (text_of(nested(fields, name)) for name in ("summary", "description")))
            )
        return row

    def _from_slas(self, issue: dict[str, Any]) -> dict[str, Any]:
        """Return what the SLA fields say: first response, first solution, times reopened, due."""
        found = slas(issue, self.clock)
        reply, solution = named(found, FIRST_RESPONSE), named(found, RESOLUTION)
        self.unread_slas += sum(sla not in (reply, solution) for sla in found)
        case: dict[str, Any] = {}
        if reply:
            case["first_response"] = min(reply.stops, default=None)
        return case | (_solution(solution) if solution else {})

    def _from_changes(self, issue: dict[str, Any]) -> dict[str, Any]:
        """Return what the change log says; it knows more than the SLA fields and comes last."""
        steps = list(changes(issue, self.clock))
        if not steps:
            return {}
        resolutions = [(time, after) for time, field, _, after, _ in steps if field == "resolution"]
        solved = [time for time, after in resolutions if after]
        statuses = [(time, (after or "").lower()) for time, field, _, after, _ in steps if field == "status"]
        case: dict[str, Any] = {"waiting_customer_s": seconds_within(statuses, WAITING, None)} if statuses else {}
        if solved:
            case |= {"first_resolved": solved[0], "reopened_n": _reopenings(resolutions)}
        return case

    def _messages(self, issue: dict[str, Any]) -> list[Message] | None:
        """Return who said what when; None when the export has no comments."""
        comments = nested(issue, "fields", "comment", "comments")
        if not isinstance(comments, list):
            return None
        reporter = person(nested(issue, "fields", "reporter"))
        return [_message(comment, reporter, self.clock) for comment in comments if isinstance(comment, dict)]

    def _add_events(self, key: str | None, row: int, issue: dict[str, Any], said: list[Message]) -> None:
        found = [message.event(key) for message in said if message.time]
        for time, field, before, after, who in changes(issue, self.clock):
            event = {"case_id": key, "time": time, "activity": field, "actor_key": who}
            found.append(event if field == "assignee" else event | {"from_value": before, "to_value": after})
        for event in sorted(found, key=lambda event: event["time"]):
            self.events.add(row, event)

    def notes(self) -> list[Text]:
        """Return the remarks that concern the whole file."""
        return self.clock.notes() + counted(
            self.unread_slas,
            "{n} SLA-fält är varken första svar eller lösning och används inte.",
            "{n} SLA fields are neither first response nor resolution and are not used.",
        )


def _solution(sla: Sla) -> dict[str, Any]:
    cycles = len(sla.stops) + sla.ongoing
    return {"first_resolved": min(sla.stops, default=None), "reopened_n": max(cycles - 1, 0), "due": sla.due}


def _reopenings(resolutions: list[tuple[datetime, str | None]]) -> int:
    """Return how often a resolution was taken back."""
    return sum(not after for _, after in resolutions)


def person(value: Any) -> str | None:
    """Return the id of a user object."""
    return text_of(nested(value, "accountId") or nested(value, "key") or nested(value, "name"))


def _message(comment: dict[str, Any], reporter: str | None, clock: Clock) -> Message:
    author = person(comment.get("author"))
    kind = nested(comment, "author", "accountType")
    actor = "bot" if kind == "app" else "customer" if kind == "customer" or author == reporter else "human"
    public = comment.get("jsdPublic") is not False and comment.get("public") is not False
    return Message(clock.read(comment.get("created")), actor if author else "unknown", public, author)


def changes(issue: dict[str, Any], clock: Clock) -> Iterator[tuple[datetime, str, str | None, str | None, str | None]]:
    """Yield (time, field, from, to, who) of the change log's fields that we follow, in order of time."""
    log = issue.get("changelog")
    histories = listed(log, "histories") if isinstance(log, dict) else []
    for history in sorted(histories, key=lambda part: clock.read(part.get("created")) or datetime.max):
        time = clock.read(history.get("created"))
        for item in listed(history, "items"):
            field = str(item.get("field"))
            if time and field in FOLLOWED:
                who = person(history.get("author"))
                yield time, field, text_of(item.get("fromString")), text_of(item.get("toString")), who
