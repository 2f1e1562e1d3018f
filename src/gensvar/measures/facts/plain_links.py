"""Links between rows, in plain Python: a customer's contacts, a contact's legs, a case's units, an agent's courses.

A contact ends at `t_end`, or where that is unknown or lies before the start, when it started. The gap before a
contact runs from the latest end, by the same customer, that lies before its start; the gap after it to the
earliest start that lies after its end. Contacts that overlap or touch have no gap between them. Only what
customers did themselves is linked: outbound and internal contacts are not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gensvar.measures.facts.plain_rows import PlainRow

Gaps = list[tuple[int | None, int | None]]


def end_of(contact: PlainRow) -> int:
    """Return the second a contact ended."""
    start: int = contact["t_start"]
    return max(start, contact["t_end"] if contact["t_end"] is not None else start)


def gaps(contacts: Sequence[PlainRow], key_of: Callable[[PlainRow], Hashable | None]) -> Gaps:
    """Return the seconds since the last and until the next contact with the same key; None where there is none."""
    starts: dict[Hashable, list[int]] = {}
    ends: dict[Hashable, list[int]] = {}
    keys = [key_of(row) if _linked(row) else None for row in contacts]
    for key, row in zip(keys, contacts, strict=True):
        if key is not None:
            starts.setdefault(key, []).append(row["t_start"])
            ends.setdefault(key, []).append(end_of(row))
    for some in (*starts.values(), *ends.values()):
        some.sort()
    return [
        (None, None) if key is None else _gap(row, starts[key], ends[key])
        for key, row in zip(keys, contacts, strict=True)
    ]


def _linked(contact: PlainRow) -> bool:
    return contact["direction"] in (None, "inbound") and contact["t_start"] is not None


def _gap(row: PlainRow, starts: list[int], ends: list[int]) -> tuple[int | None, int | None]:
    start, end = row["t_start"], end_of(row)
    earlier, later = bisect_left(ends, start) - 1, bisect_right(starts, end)
    return (
        start - ends[earlier] if earlier >= 0 else None,
        starts[later] - end if later < len(starts) else None,
    )


def agent_legs(legs: Iterable[PlainRow]) -> dict[str, int]:
    """Return how many legs with an agent each contact has; a contact that no leg mentions is not there."""
    found: dict[str, int] = {}
    for leg in legs:
        found[leg["contact_id"]] = found.get(leg["contact_id"], 0) + (leg["agent_key"] is not None)
    return found


def bounces(events: Iterable[PlainRow]) -> dict[str, int]:
    """Return how often the unit changes from one event of a case to the next; events without a unit do not count."""
    units: dict[str, list[str]] = {}
    named = [event for event in events if event["org_unit"] is not None and event["time"] is not None]
    for event in sorted(named, key=lambda event: (event["time"], event["seq"], event["org_unit"])):
        units.setdefault(event["case_id"], []).append(event["org_unit"])
    return {case: sum(now != before for before, now in pairwise(several)) for case, several in units.items()}


@dataclass(frozen=True)
class Learning:
    """What one agent had learnt by the data end; seconds since 1970, None for never."""

    first_row: int
    introduced: int | None
    first_contact: int | None
    last_course: int | None
    last_refresher: int | None
    trained: bool


def learning(rows: Sequence[PlainRow], end: int | None) -> dict[str, Learning]:
    """Return what each agent had learnt, by agent. A course without a kind counts as an introduction."""
    by_agent: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        by_agent.setdefault(row["agent_key"], []).append(number)
    return {agent: _learning(rows, numbers, end) for agent, numbers in by_agent.items()}


def _learning(rows: Sequence[PlainRow], numbers: list[int], end: int | None) -> Learning:
    own = [rows[number] for number in numbers]
    introductions = [row["completed"] for row in own if row["kind"] in (None, "initial")]
    courses = [row["completed"] for row in own]
    refreshers = [row["completed"] for row in own if row["kind"] == "refresher"]
    return Learning(
        first_row=min(numbers, key=lambda number: _course_order(rows[number])),
        introduced=min(_known(introductions), default=None),
        first_contact=min(_known([row["first_contact"] for row in own]), default=None),
        last_course=_latest(courses, end),
        last_refresher=_latest(refreshers, end),
        trained=_latest(introductions, end) is not None,
    )


def _course_order(row: PlainRow) -> tuple[object, ...]:
    """By time, unknown last; then in order of import."""
    completed, contact = row["completed"], row["first_contact"]
    texts = [row[name] or "" for name in ("course", "kind", "team")]
    return (completed is None, completed or 0, row["seq"], contact is None, contact or 0, *texts)


def _known(moments: Iterable[int | None]) -> list[int]:
    return [moment for moment in moments if moment is not None]


def _latest(moments: Iterable[int | None], end: int | None) -> int | None:
    return max((moment for moment in _known(moments) if end is not None and moment <= end), default=None)
