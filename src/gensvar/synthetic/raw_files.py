"""Source files as the organisation's systems would export them: one month, with their quirks, to try an import on.

Customers are made-up customer numbers and agents made-up seats; there is no telephone number anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from gensvar.synthetic.contacts import NOBODY, OUTCOMES, Contacts
from gensvar.synthetic.matters import PHONE, QUEUE_NAMES
from gensvar.synthetic.opening import local_second
from gensvar.synthetic.organisation import REASONS, SECOND_LINE, ZONE
from gensvar.synthetic.randomness import NEVER, Ints

if TYPE_CHECKING:
    from gensvar.synthetic.simulation import Simulation

FIRST_CUSTOMER = 200_000
OUTCOME_WORDS = {
    "answered": "Besvarat",
    "abandoned": "Avbrutet",
    "callback_booked": "Återuppringning",
    "timeout": "Maxtid",
    "closed_hours": "Stängt",
    "blocked": "Spärrat",
    "system_error": "Tekniskt fel",
}
CHANNEL_WORDS = ("Telefon", "Chatt", "E-post", "Formulär")
README = """\
Rådata från {name}, en påhittad organisation. {first} till {last}, lokal tid (Europe/Stockholm).

telefoni.csv   telefonväxeln: semikolon, Windows-1252, datum och tid i var sin kolumn, kötid som mm:ss
arenden.csv    ärendesystemet: semikolon, UTF-8, decimalkomma
queue_log      samma telefonsamtal som Asterisks kölogg

Prova:  gensvar data inspect telefoni.csv
        gensvar data import telefoni.csv --into STORE

Made-up data of a made-up organisation; local time. There is no telephone number of anybody in these files.
"""


def raw_files(found: Simulation) -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of each file."""
    start = local_second(found.period.last.replace(day=1), 0)
    calls = _calls(found, start)
    yield "telefoni.csv", _lines(_telephony(found, calls)).encode("cp1252")
    yield "arenden.csv", _lines(_cases(found, start)).encode("utf-8")
    yield "queue_log", "".join(f"{line}\n" for line in _queue_log(found, calls)).encode("utf-8")
    words = {"name": found.what.name, "first": found.period.last.replace(day=1), "last": found.period.last}
    yield "LASMIG.txt", README.format(**words).encode("utf-8")


def _lines(rows: Iterable[list[str]]) -> str:
    return "".join(";".join(row) + "\r\n" for row in rows)


def _calls(found: Simulation, start: int) -> list[int]:
    """Return the month's calls in order of arrival."""
    contacts = found.contacts
    rows = np.flatnonzero((contacts.matters.channel == PHONE) & (contacts.start >= start))
    return [int(row) for row in rows[np.argsort(contacts.start[rows], kind="stable")]]


def _local(second: int, form: str) -> str:
    return datetime.fromtimestamp(second, UTC).astimezone(ZoneInfo(ZONE)).strftime(form) if second != NEVER else ""


def _clock(seconds: int) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}" if minutes >= 60 else f"{minutes:02d}:{rest:02d}"


def _customer(found: Simulation, row: int) -> str:
    known = found.contacts.known_customer[row]
    return str(FIRST_CUSTOMER + int(found.contacts.matters.customer[row])) if known else "okänd"


def _agent(number: int) -> str:
    return f"Agent {number + 1:03d}" if number != NOBODY else ""


def _telephony(found: Simulation, calls: list[int]) -> Iterator[list[str]]:
    contacts, matters, wait = found.contacts, found.contacts.matters, found.contacts.wait
    yield [
        "Samtals-ID",
        "Kö",
        "Startdatum",
        "Starttid",
        "Ködatum",
        "Köstart",
        "Kötid",
        "Samtalstid",
        "Väntläge",
        "Efterarbete",
        "Utfall",
        "Agent",
        "Kundnr",
        "Orsak",
        "Språk",
    ]
    for row in calls:
        queued = int(contacts.queued[row])
        yield [
            f"T{row:07d}",
            QUEUE_NAMES[matters.queue[row]],
            _local(int(contacts.start[row]), "%Y-%m-%d"),
            _local(int(contacts.start[row]), "%H:%M:%S"),
            _local(queued, "%Y-%m-%d"),
            _local(queued, "%H:%M:%S"),
            _clock(wait[row]) if queued != NEVER else "",
            _clock(contacts.talk[row]),
            _clock(contacts.hold[row]),
            _clock(contacts.after_work[row]),
            OUTCOME_WORDS[OUTCOMES[contacts.outcome[row]]],
            _agent(int(contacts.agent[row])),
            _customer(found, row),
            REASONS[matters.reason[row]].code if contacts.classified[row] else "",
            "en" if contacts.english[row] else "sv",
        ]


def _cases(found: Simulation, start: int) -> Iterator[list[str]]:
    cases, contacts = found.file.cases, found.contacts
    yield [
        "Ärendenr",
        "Skapad",
        "Första svar",
        "Löst",
        "Stängd",
        "Förfaller",
        "Kanal",
        "Ärendetyp",
        "Klagomål",
        "Återöppnad",
        "Väntan på kund (tim)",
        "Kundnr",
    ]
    for number in np.flatnonzero(cases.created >= start).tolist():
        opener = int(cases.contact[number])
        moments: tuple[Ints, ...] = (cases.created, cases.first_response, cases.first_resolved, cases.closed, cases.due)
        yield [
            f"A{number:07d}",
            *(_local(int(column[number]), "%Y-%m-%d %H:%M:%S") for column in moments),
            CHANNEL_WORDS[contacts.matters.channel[opener]],
            REASONS[contacts.matters.reason[opener]].parent,
            "Ja" if cases.complaint[number] else "Nej",
            str(int(cases.reopened_at[number] != NEVER)),
            f"{cases.waiting[number] / 3600:.2f}".replace(".", ","),
            _customer(found, opener),
        ]


def _queue_log(found: Simulation, calls: list[int]) -> list[str]:
    """Return the lines of Asterisk's log in order of time; the caller's number is left empty."""
    contacts = found.contacts
    lines: list[tuple[int, str]] = []
    waits = contacts.wait
    for row in calls:
        if contacts.queued[row] != NEVER:
            lines += _call_lines(contacts, row, int(waits[row]))
    return [f"{time}|{line}" for time, line in sorted(lines, key=lambda line: line[0])]


def _call_lines(contacts: Contacts, row: int, wait: int) -> list[tuple[int, str]]:
    queued, end = int(contacts.queued[row]), int(contacts.end[row])
    call, queue = f"{queued}.{row}", QUEUE_NAMES[contacts.matters.queue[row]]
    begin = [(queued, f"{call}|{queue}|NONE|ENTERQUEUE|||1")]
    outcome = OUTCOMES[contacts.outcome[row]]
    if outcome != "answered":
        event = {"abandoned": "ABANDON", "timeout": "EXITWITHTIMEOUT"}.get(outcome, "EXITWITHKEY")
        return [*begin, (end, f"{call}|{queue}|NONE|{event}|1|1|{wait}")]
    agent, answered, first_end = (
        _agent(int(contacts.agent[row])),
        int(contacts.answered[row]),
        int(contacts.first_end[row]),
    )
    begin.append((answered, f"{call}|{queue}|{agent}|CONNECT|{wait}|{call}|2"))
    spoke = first_end - answered
    if contacts.second_agent[row] == NOBODY:
        return [*begin, (first_end, f"{call}|{queue}|{agent}|COMPLETECALLER|{wait}|{spoke}|1")]
    second, joined = _agent(int(contacts.second_agent[row])), int(contacts.second_answered[row])
    return [
        *begin,
        (first_end, f"{call}|{queue}|{agent}|BLINDTRANSFER|600|intern|{wait}|{spoke}|1"),
        (first_end, f"{call}|{SECOND_LINE}|NONE|ENTERQUEUE|||1"),
        (joined, f"{call}|{SECOND_LINE}|{second}|CONNECT|{joined - first_end}|{call}|2"),
        (end, f"{call}|{SECOND_LINE}|{second}|COMPLETEAGENT|{joined - first_end}|{end - joined}|1"),
    ]
