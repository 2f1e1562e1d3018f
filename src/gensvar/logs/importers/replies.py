"""Who wrote what in a case: the first reply that a person made and the customer could read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from gensvar.logs.importers.stamps import whole_seconds


@dataclass(frozen=True, slots=True)
class Message:
    """One message in a case. `actor` is a canonical actor type: human (staff), customer, bot, system, unknown."""

    time: datetime | None
    actor: str
    public: bool
    author: str | None = None
    row: int = 0

    def event(self, case_id: str | None) -> dict[str, Any]:
        """Return the message as a row of `case_events`."""
        return {
            "case_id": case_id,
            "time": self.time,
            "activity": "message" if self.public else "internal_note",
            "actor_type": self.actor,
            "actor_key": self.author,
            "public": self.public,
        }


def first_human_reply(messages: Iterable[Message], created: datetime | None) -> datetime | None:
    """Return when a person on the staff first wrote something public, not before the case was created."""
    times = (message.time for message in messages if message.actor == "human" and message.public and message.time)
    return min((time for time in times if created is None or time >= created), default=None)


def seconds_within(changes: list[tuple[datetime, str]], states: Iterable[str], until: datetime | None) -> int:
    """Return the seconds spent in any of `states`; `changes` are (time, state entered) in order of time.

    A state entered and never left counts to `until`, and not at all if that is unknown.
    """
    wanted, total = set(states), timedelta()
    ends = [time for time, _ in changes[1:]] + [until]
    for (start, state), end in zip(changes, ends, strict=True):
        if state in wanted and end is not None and end > start:
            total += end - start
    return whole_seconds(datetime.min, datetime.min + total) or 0
