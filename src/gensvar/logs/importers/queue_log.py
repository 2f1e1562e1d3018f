"""Asterisk's queue_log: the pipe-separated file, and a CSV dump of the database variant.

Shape: time | call id | queue | agent | event | parameters. One call enters several queues and becomes one
contact with several legs. Durations are taken from the times, not from the parameters.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gensvar.errors import BadInput
from gensvar.logs.importers.canonical_rows import Rows, counted, text_of
from gensvar.logs.importers.opening import decode_lines, open_bytes
from gensvar.logs.importers.queue_calls import EXITS, Call
from gensvar.logs.importers.stamps import Clock
from gensvar.logs.parsed import Parsed, ParseOptions, Rejected
from gensvar.text import Text

NAME = "queue_log"
TITLE = Text(sv="Asterisks kölogg (queue_log)", en="Asterisk's queue log (queue_log)")

LINE = re.compile(rb"^\d{9,11}(\.\d+)?\|[^|\n]*\|[^|\n]*\|[^|\n]*\|[A-Z_]+(\||\r?$)")
COLUMNS = ("time", "callid", "queuename", "agent", "event")
STEPS = {"ENTERQUEUE", "CONNECT", *EXITS}
NOT_A_CALL = {"NONE", "REALTIME", "MANAGER", ""}
NOT_A_TIME = Text(sv="tiden går inte att läsa", en="the time cannot be read")
TOO_FEW = Text(sv="raden har färre än fem fält", en="the line has fewer than five fields")
BEGAN_BEFORE = Text(sv="samtalet började före loggen", en="the call began before the log")
NEVER_CONNECTED = Text(sv="samtalet avslutas utan att ha kopplats", en="the call is completed but never connected")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log; `time` is None when it cannot be read."""

    row: int
    time: datetime | None
    call_id: str
    queue: str | None
    agent: str | None
    name: str
    data: tuple[str, ...]


def detect(path: Path, head: bytes) -> float:
    """Return how sure it is, from 0 to 1, that the file is a queue log."""
    lines = [line for line in head.split(b"\n")[:200] if line.strip()]
    if not lines:
        return 0.0
    if set(COLUMNS) <= set(_header(lines[0].decode("utf-8", "replace"))[0]):
        return 0.95
    whole = lines[:-1] or lines
    return 0.95 * sum(bool(LINE.match(line)) for line in whole) / len(whole)


def parse(path: Path, options: ParseOptions) -> Parsed:
    """Return `contacts` and `legs`."""
    clock, rejected = Clock(options.zone), list[Rejected]()
    with open_bytes(path) as stream:
        events = _events(decode_lines(stream, path), clock, rejected)
        calls, ignored = _calls(events, rejected)
    if not calls and not ignored:
        raise BadInput(
            Text(sv="filen har inga samtal ur en kölogg", en="the file has no calls of a queue log"), where=str(path)
        )
    options.progress(0.7, NAME)
    notes = clock.notes() + counted(
        sum(ignored.values()),
        "{n} rader rör inget samtal (inloggning, paus, omstart) och används inte.",
        "{n} lines concern no call (log-in, pause, restart) and are not used.",
    )
    return Parsed(_tables(calls, rejected), rejected, notes + _open_questions(calls))


def _header(line: str) -> tuple[list[str], str]:
    separator = max(",;\t", key=line.count)
    return [name.strip().strip('"').lower().lstrip("\ufeff") for name in line.split(separator)], separator


def _events(lines: Iterator[tuple[int, str]], clock: Clock, rejected: list[Rejected]) -> Iterator[Event]:
    number, first = next(lines, (1, ""))
    names, separator = _header(first)
    rows: Iterator[tuple[int, list[str]]]
    if not set(COLUMNS) <= set(names):
        rows = ((row, line.split("|")) for row, line in _from(number, first, lines))
    else:
        rows = _csv_rows(lines, names, separator)
    for row, fields in rows:
        if len(fields) >= len(COLUMNS):
            yield _event(row, fields, clock)
        elif fields != [""]:
            rejected.append(Rejected("contacts", row, None, TOO_FEW, "|".join(fields[:1])))


def _from(number: int, first: str, lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    yield number, first
    yield from lines


def _csv_rows(lines: Iterator[tuple[int, str]], names: list[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield rows in the order of the pipe format; the older variant has one `data` column, itself with pipes."""
    data: list[str] = [name for name in ("data1", "data2", "data3", "data4", "data5") if name in names] or ["data"]
    places = [names.index(name) for name in (*COLUMNS, *data) if name in names]
    for row, line in lines:
        cells = next(csv.reader([line], delimiter=separator), [])
        if len(cells) <= max(places[: len(COLUMNS)]):
            yield row, cells[:1]
            continue
        picked = [cells[place] if place < len(cells) else "" for place in places]
        yield row, picked[:5] + (picked[5].split("|") if data == ["data"] and picked[5:] else picked[5:])


def _event(row: int, fields: list[str], clock: Clock) -> Event:
    stamp, call_id, queue, agent, name, *data = (part.strip() for part in fields)
    time = clock.seconds(stamp) if re.fullmatch(r"\d+(\.\d+)?", stamp) else clock.read(stamp)
    return Event(row, time, call_id, _named(queue), _named(agent), name.upper(), tuple(data))


def _named(value: str) -> str | None:
    return None if value.upper() in ("NONE", "") else value


def _calls(events: Iterator[Event], rejected: list[Rejected]) -> tuple[list[Call], Counter[str]]:
    """Return the calls in order of appearance and the count of lines that concern no call, by event."""
    histories: dict[str, list[tuple[datetime, Event]]] = {}
    ignored: Counter[str] = Counter()
    for event in events:
        if event.call_id.upper() in NOT_A_CALL:
            ignored[event.name] += 1
        elif event.name in STEPS and event.time is None:
            rejected.append(_unusable(event, NOT_A_TIME))
        elif event.name in STEPS and event.time is not None:
            histories.setdefault(event.call_id, []).append((event.time, event))
    calls = (_call(call_id, history, rejected) for call_id, history in histories.items())
    return [call for call in calls if call.legs], ignored


def _call(call_id: str, history: list[tuple[datetime, Event]], rejected: list[Rejected]) -> Call:
    """Play one call's events in order of time; a database dump need not be in that order."""
    call = Call(call_id, history[0][1].row)
    for time, event in sorted(history, key=lambda step: step[0]):
        problem = _apply(event, time, call)
        if problem:
            rejected.append(_unusable(event, problem))
    return call


def _unusable(event: Event, reason: Text) -> Rejected:
    return Rejected("legs", event.row, None, reason, f"{event.call_id}|{event.name}")


def _apply(event: Event, time: datetime, call: Call) -> Text | None:
    """Move the call on by one event; return why the line cannot be used, or None."""
    if event.name == "ENTERQUEUE":
        call.enter(time, event.row, event.queue, text_of(event.data[1]) if len(event.data) > 1 else None)
    elif not call.legs:
        return BEGAN_BEFORE
    elif event.name == "CONNECT":
        call.connect(time, event.agent)
    elif event.name in ("COMPLETEAGENT", "COMPLETECALLER") and call.legs[-1].connected is None:
        return NEVER_CONNECTED
    elif call.legs[-1].left is None:
        call.leave(time, event.name)
    return None


def _tables(calls: list[Call], rejected: list[Rejected]) -> dict[str, object]:
    contacts, legs = Rows("contacts", rejected), Rows("legs", rejected)
    for call in calls:
        contacts.add(call.row, _contact(call))
        for number, leg in enumerate(call.legs, start=1):
            legs.add(
                leg.row,
                {
                    "leg_id": f"{call.call_id}/{number}",
                    "contact_id": call.call_id,
                    "queue": leg.queue,
                    "agent_key": leg.agent,
                    "t_enter": leg.entered,
                    "t_exit": leg.left,
                    "exit_reason": leg.exit_reason,
                },
            )
    return {"contacts": contacts.to_arrow(), "legs": legs.to_arrow()}


def _contact(call: Call) -> dict[str, object]:
    first, last = call.legs[0], call.legs[-1]
    return {
        "contact_id": call.call_id,
        "source": NAME,
        "channel": "phone",
        "direction": "inbound",
        "queue": first.queue,
        "t_start": first.entered,
        "t_queue": first.entered,
        "t_answer": call.answered,
        "t_end": last.left,
        "outcome": call.outcome,
        "customer_key": call.caller,
        "agent_key": call.agent,
        "talk_s": call.talk_s if call.answered else None,
    }


def _open_questions(calls: list[Call]) -> list[Text]:
    return counted(
        sum(call.legs[-1].left is None for call in calls),
        "{n} samtal pågår när loggen slutar; deras utfall är okänt om ingen har svarat.",
        "{n} calls are under way when the log ends; unless answered their outcome is unknown.",
    ) + counted(
        sum(not call.answered and call.legs[-1].exit_reason == "key" for call in calls),
        "{n} samtal lämnade kön med en knapptryckning; loggen säger inte vart, så utfallet är okänt.",
        "{n} calls left the queue by a key; the log does not say where to, so the outcome is unknown.",
    )
