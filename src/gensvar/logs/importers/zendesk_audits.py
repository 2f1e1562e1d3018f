"""What Zendesk's audits, comments and metric events say about one ticket."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

from gensvar.logs.importers.canonical_rows import text_of
from gensvar.logs.importers.event_names import canonical_channel
from gensvar.logs.importers.json_source import listed, nested
from gensvar.logs.importers.replies import Message, seconds_within
from gensvar.logs.importers.stamps import Clock, whole_seconds

CHANNELS = {
    "web": "form",
    "web_form": "form",
    "mobile": "form",
    "mobile_sdk": "form",
    "native_messaging": "chat",
    "chat": "chat",
    "chat_transcript": "chat",
    "messaging": "chat",
    "whatsapp": "chat",
    "voice": "phone",
    "phone": "phone",
    "twitter": "social",
    "facebook": "social",
    "instagram_dm": "social",
    "any_channel": "social",
}
MACHINES = {"rule", "system", "automation", "trigger", "answer_bot", "answer_bot_for_web_widget"}
# A program or a person behind a program: the export does not tell them apart.
THROUGH_PROGRAMS = {"api", "sunshine_conversations_api"}
STAFF = {"agent", "admin"}
SYSTEM_AUTHOR = "-1"
FIELDS = {"status", "group_id", "priority", "assignee_id"}
DONE = {"solved", "closed"}


def channel_of(ticket: dict[str, Any]) -> str | None:
    """Return the canonical channel of a ticket, from the way it came in."""
    name = text_of(nested(ticket, "via", "channel"))
    return CHANNELS.get(name) or canonical_channel(name) if name else None


def messages(
    comments: list[dict[str, Any]], ticket: dict[str, Any], roles: dict[str, str], clock: Clock
) -> list[Message]:
    """Return the comments of a ticket with who made them."""
    return [
        Message(
            clock.read(comment.get("created_at")),
            _actor(comment, text_of(ticket.get("requester_id")), roles),
            comment.get("public") is not False,
            text_of(comment.get("author_id")),
        )
        for comment in comments
    ]


def _actor(comment: dict[str, Any], requester: str | None, roles: dict[str, str]) -> str:
    """Return who made a comment; what rules, triggers and bots write is never a person's."""
    author = text_of(comment.get("author_id"))
    if author == SYSTEM_AUTHOR or nested(comment, "via", "channel") in MACHINES:
        return "system"
    if nested(comment, "via", "source", "rel") in ("trigger", "automation"):
        return "system"
    if author == requester or roles.get(author or "", "agent") not in STAFF:
        return "customer"
    if author is None or nested(comment, "via", "channel") in THROUGH_PROGRAMS:
        return "unknown"
    return "human"


def comments_in(audits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the comments that stand inside audits, in the shape of comments by themselves."""
    return [
        {
            "created_at": audit.get("created_at"),
            "author_id": event.get("author_id", audit.get("author_id")),
            "public": event.get("public"),
            "via": event.get("via") or audit.get("via"),
        }
        for audit in audits
        for event in listed(audit, "events")
        if event.get("type") == "Comment"
    ]


def changes(
    audits: list[dict[str, Any]], clock: Clock
) -> Iterator[tuple[datetime, str, str | None, str | None, str | None]]:
    """Yield (time, field, from, to, who) of every change of status, group, priority and assignee."""
    for audit in audits:
        time = clock.read(audit.get("created_at"))
        for event in listed(audit, "events"):
            name = event.get("field_name")
            if time and name in FIELDS and event.get("type") in ("Create", "Change"):
                before, after = text_of(event.get("previous_value")), text_of(event.get("value"))
                yield time, str(name), before, after, text_of(audit.get("author_id"))


def status_milestones(statuses: list[tuple[datetime, str]]) -> dict[str, Any]:
    """Return what the changes of status tell; (time, status entered) in order of time."""
    if not statuses:
        return {}
    solved = [time for time, state in statuses if state == "solved"]
    names = [state for _, state in statuses]
    reopened = sum(before in DONE and after not in DONE for before, after in pairwise(names))
    return {
        "first_resolved": solved[0] if solved else None,
        "closed": solved[-1] if solved and names[-1] in DONE else None,
        "reopened_n": reopened,
        "waiting_customer_s": seconds_within(statuses, {"pending"}, None),
    }


def metric_milestones(events: list[dict[str, Any]], clock: Clock) -> dict[str, Any]:
    """Return what the ticket metric events tell: first reply, first solution, pauses while the customer answers."""
    found: dict[str, Any] = {}
    replied = [stamp for stamp, kind in _stamps(events, "reply_time", clock) if kind == "fulfill"]
    if _stamps(events, "reply_time", clock):
        found["first_response"] = min(replied, default=None)
    solved = [stamp for stamp, kind in _stamps(events, "resolution_time", clock) if kind == "fulfill"]
    if solved:
        found["first_resolved"] = min(solved)
    waits = _stamps(events, "requester_wait_time", clock)
    if any(kind == "pause" for _, kind in waits):
        found["waiting_customer_s"] = _paused(waits)
    return found


def _stamps(events: list[dict[str, Any]], metric: str, clock: Clock) -> list[tuple[datetime, str]]:
    """Return (time, activate | pause | fulfill) of one metric in order of time; withdrawn events are left out."""
    read = (
        (clock.read(event.get("time")), str(event.get("type")))
        for event in events
        if event.get("metric") == metric and not event.get("deleted")
    )
    steps = [(time, kind) for time, kind in read if time and kind in ("activate", "pause", "fulfill")]
    return sorted(steps, key=lambda step: step[0])


def _paused(steps: list[tuple[datetime, str]]) -> int:
    total, since = 0, None
    for time, kind in steps:
        if kind == "pause":
            since = since or time
        elif since is not None:
            total, since = total + (whole_seconds(since, time) or 0), None
    return total
