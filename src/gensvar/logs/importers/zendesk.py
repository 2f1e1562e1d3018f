"""Zendesk: tickets with metric sets, metric events, comments and audits, as pages or one ticket per line.

Durations that Zendesk computed are not used: everything is recomputed from points in time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from gensvar.errors import BadInput
from gensvar.logs.importers.canonical_rows import Rows, counted, text_of
from gensvar.logs.importers.json_source import BAD_LINE
from gensvar.logs.importers.replies import Message, first_human_reply
from gensvar.logs.importers.stamps import Clock
from gensvar.logs.importers.zendesk_audits import (
    DONE,
    changes,
    channel_of,
    comments_in,
    messages,
    metric_milestones,
    status_milestones,
)
from gensvar.logs.importers.zendesk_export import Export
from gensvar.logs.parsed import Parsed, ParseOptions, Rejected
from gensvar.text import Text

NAME = "zendesk"
TITLE = Text(sv="Ärenden ur Zendesk (JSON)", en="Tickets from Zendesk (JSON)")
DELETED = Text(sv="ärendet är raderat och räknas inte", en="the ticket is deleted and not counted")
MERGED = Text(
    sv="ärendet är sammanslaget med ett annat och räknas inte", en="the ticket was merged into another, not counted"
)
NO_FIRST_RESPONSE = Text(
    sv="Första svar saknas: exportera kommentarer, audits eller ticket metric events; "
    "Zendesks egna minuter används inte.",
    en="First response is missing: export comments, audits or ticket metric events; "
    "Zendesk's own minutes are not used.",
)
MERGED_TAG = "closed_by_merge"


def detect(path: Path, head: bytes) -> float:
    """Return how sure it is, from 0 to 1, that the file is a Zendesk export."""
    if b'"metric_sets"' in head or b'"ticket_metric_events"' in head or b'"reply_time_in_minutes"' in head:
        return 0.97
    own = (b'"requester_id"', b'"via"', b'"assignee_id"', b'"group_id"', b'"has_incidents"', b'"submitter_id"')
    found = sum(key in head for key in own)
    return 0.95 if found >= 5 else 0.8 if found >= 3 and b'"requester_id"' in head else 0.0


def parse(path: Path, options: ParseOptions) -> Parsed:
    """Return `cases`, and `case_events` when the export has audits or comments."""
    export = Export.read(path)
    if not export.tickets:
        raise BadInput(Text(sv="filen har inga ärenden", en="the file has no tickets"), where=str(path))
    rejected = [Rejected("cases", line, None, BAD_LINE, "") for line in export.bad_lines]
    rejected += [_without_id(row) for row in export.nameless]
    work = _Conversion(export, Clock(options.zone), options.keep_text, rejected)
    for done, key in enumerate(export.tickets):
        if done % 1000 == 0:
            options.progress(0.3 + 0.6 * done / len(export.tickets), NAME)
        work.add(key)
    events = {"case_events": work.events.to_arrow()} if len(work.events) else {}
    return Parsed({"cases": work.cases.to_arrow()} | events, rejected, work.notes())


def _without_id(row: int) -> Rejected:
    return Rejected("cases", row, "case_id", Text(sv="ärendet saknar id", en="the ticket has no id"), "")


def _left_out(ticket: dict[str, Any]) -> Text | None:
    if ticket.get("status") == "deleted":
        return DELETED
    tags = ticket.get("tags")
    return MERGED if isinstance(tags, list) and MERGED_TAG in tags else None


@dataclass
class _Conversion:
    """Turns the tickets of one export into canonical rows."""

    export: Export
    clock: Clock
    keep_text: bool
    rejected: list[Rejected]
    unclear: int = 0

    def __post_init__(self) -> None:
        self.cases, self.events = Rows("cases", self.rejected), Rows("case_events", self.rejected)

    def add(self, key: str) -> None:
        """Add one ticket, or say why it is left out."""
        row, ticket = self.export.tickets[key]
        reason = _left_out(ticket)
        if reason:
            self.cases.reject(row, "status", reason, f"id={key}")
            return
        said = self._messages(key, ticket)
        case = self._plain(key, ticket) | self._milestones(key, ticket, said)
        if self.cases.add(row, case, raw=f"id={key}"):
            self._add_events(key, row, said or [])

    def _messages(self, key: str, ticket: dict[str, Any]) -> list[Message] | None:
        """Return who said what when; None when the export has no comments of this ticket."""
        comments = self.export.comments.get(key)
        if comments is None and key not in self.export.audits:
            return None
        said = messages(comments or comments_in(self.export.audits.get(key, [])), ticket, self.export.roles, self.clock)
        self.unclear += sum(message.actor == "unknown" for message in said)
        return said

    def _plain(self, key: str, ticket: dict[str, Any]) -> dict[str, Any]:
        """Return the columns that are read as they stand."""
        group = text_of(ticket.get("group_id"))
        row = {
            "case_id": key,
            "source": NAME,
            "created": self.clock.read(ticket.get("created_at")),
            "due": self.clock.read(ticket.get("due_at")),
            "channel": channel_of(ticket),
            "category": text_of(ticket.get("type")),
            "priority": text_of(ticket.get("priority")),
            "status": text_of(ticket.get("status")),
            "org_unit": self.export.groups.get(group or "", group),
            "customer_key": text_of(ticket.get("requester_id")),
            "agent_key": text_of(ticket.get("assignee_id")),
        }
        if self.keep_text:
            row["text"] = "\n".join(filter(None, (text_of(ticket.get(name)) for name in ("subject", "description"))))
        return row

    def _milestones(self, key: str, ticket: dict[str, Any], said: list[Message] | None) -> dict[str, Any]:
        """Return replies, solutions, re-openings, pauses: from audits, else metric events, else the metric set."""
        steps = changes(self.export.audits.get(key, []), self.clock)
        statuses = sorted((time, after or "") for time, name, _, after, _ in steps if name == "status")
        found = _from_metric_set(self.export.metric_sets.get(key), ticket, self.clock)
        found |= metric_milestones(self.export.metric_events.get(key, []), self.clock)
        found |= status_milestones(statuses)
        if said is not None:
            found["first_response"] = first_human_reply(said, self.clock.read(ticket.get("created_at")))
        return found

    def _add_events(self, key: str, row: int, said: list[Message]) -> None:
        found = [message.event(key) for message in said if message.time]
        found += [self._change(key, *step) for step in changes(self.export.audits.get(key, []), self.clock)]
        for event in sorted(found, key=lambda event: event["time"]):
            self.events.add(row, event)

    def _change(
        self, key: str, time: datetime, name: str, before: str | None, after: str | None, who: str | None
    ) -> dict[str, Any]:
        event = {"case_id": key, "time": time, "activity": name.removesuffix("_id"), "actor_key": who}
        if name == "group_id":
            before, after = (self.export.groups.get(group or "", group) for group in (before, after))
            event["org_unit"] = after
        if name == "assignee_id":  # a person's number is personal data, and these two columns are not hashed
            return event
        return event | {"from_value": before, "to_value": after}

    def notes(self) -> list[Text]:
        """Return the remarks that concern the whole export."""
        notes = self.clock.notes() + counted(
            self.export.repeated,
            "{n} upprepade versioner av samma ärende; den senaste gäller.",
            "{n} repeated versions of the same ticket; the latest counts.",
        )
        notes += counted(
            self.unclear,
            "{n} kommentarer kom genom ett program; om en människa skrev dem syns inte, så de är inget första svar.",
            "{n} comments came through a program; whether a person wrote them is unknown: no first response.",
        )
        return notes if any("first_response" in row for row in self.cases.rows) else [*notes, NO_FIRST_RESPONSE]


def _from_metric_set(metrics: dict[str, Any] | None, ticket: dict[str, Any], clock: Clock) -> dict[str, Any]:
    """Return what a metric set's times and counts say; its minutes are not used.

    `solved_at` is the last solution: the first as well when the ticket was never reopened.
    """
    if metrics is None:
        return {}
    solved, reopens = clock.read(metrics.get("solved_at")), metrics.get("reopens")
    return {
        "closed": solved if ticket.get("status") in DONE else None,
        "first_resolved": solved if reopens == 0 else None,
        "reopened_n": reopens if isinstance(reopens, int) else None,
    }
