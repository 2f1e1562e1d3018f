"""The cases: first response in open hours, solution, reopening when the customer comes back, complaints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from gensvar.synthetic.contacts import ANSWERED_OUTCOME, Contacts
from gensvar.synthetic.matters import CHAT, EMAIL, FORM
from gensvar.synthetic.opening import OpeningHours, OpenTime
from gensvar.synthetic.organisation import REASONS, Organisation, Written
from gensvar.synthetic.randomness import (
    NEVER,
    Bools,
    Ints,
    Randomness,
    choose,
    happened_by,
    happens,
    lognormal,
    whole,
)

HOUR = 3600
UNITS = tuple(dict.fromkeys(reason.unit for reason in REASONS))
REASON_UNIT = np.array([UNITS.index(reason.unit) for reason in REASONS])
FRONT = UNITS.index("Kundservice")
COMPLAINT_OUTCOMES = ("upheld", "partly_upheld", "rejected")
BODIES = ("Energimarknadsbyrån", "ARN", "Konsumentverket")
CAUSES = ("process", "system", "information", "leverantör")


@dataclass
class Cases:
    """One row per case in order of creation. Times are UTC seconds, NEVER where nothing happened in the period.

    `contact` is the row of the contact that opened it; -1 in the code columns means none.
    """

    contact: Ints
    created: Ints
    first_response: Ints
    first_resolved: Ints
    closed: Ints
    due: Ints
    reopened: Ints
    reopened_at: Ints
    waiting: Ints
    unit: Ints
    moved: Bools
    moved_at: Ints
    confirmed_at: Ints
    delay_notice: Ints
    complaint: Bools
    complaint_outcome: Ints
    in_writing: Bools
    next_instance: Bools
    escalated: Ints
    cause: Ints
    agent: Ints

    def __len__(self) -> int:
        return len(self.created)


@dataclass(frozen=True)
class CaseFile:
    """The cases, and the case of every contact (-1: none)."""

    cases: Cases
    of_contact: Ints


@dataclass(frozen=True)
class _Openings:
    """The contacts that open a case, those that refer to it, and when the last of the latter came."""

    opener: Ints
    of_contact: Ints
    last_return: Ints
    returns: Ints


def make_cases(contacts: Contacts, what: Organisation, hours: OpeningHours, randomness: Randomness) -> CaseFile:
    """Return every case that the contacts lead to, as known at the end of the period."""
    opened = _openings(contacts, what, randomness)
    generator, office, count = randomness.of("cases"), hours.office, len(opened.opener)
    channel = contacts.matters.channel[opened.opener]
    created = np.where(channel <= CHAT, contacts.end[opened.opener], contacts.start[opened.opener])
    response = _first_response(created, channel, what, office, generator)
    waits = happens(generator, what.waits_for_customer, count)
    waiting = whole(generator.exponential(30 * HOUR, count), 600) * waits
    effort = whole(lognormal(generator, what.resolve_median_open_h * HOUR, what.resolve_spread, count), 60)
    resolved = office.after(response + waiting, effort)
    complaint = happens(generator, what.complaint, count)
    again, closed, times_reopened = _reopenings(opened, resolved, office, generator)
    end = hours.period.end
    due = office.after(created, np.full(count, int(what.due_open_days * 9 * HOUR)))
    moved = happens(generator, what.moved_between_units, count)
    cases = Cases(
        contact=opened.opener,
        created=created,
        first_response=happened_by(response, end),
        first_resolved=happened_by(resolved, end),
        closed=happened_by(closed, end),
        due=due,
        reopened=times_reopened,
        reopened_at=again,
        waiting=np.where(resolved < end, waiting, 0),
        unit=np.where(moved, REASON_UNIT[contacts.matters.reason[opened.opener]], FRONT),
        moved=moved,
        moved_at=happened_by(np.where(moved, response + 60, NEVER), end),
        confirmed_at=_confirmations(created, channel, what, generator),
        delay_notice=_delay_notices(closed, due, what, end, generator),
        agent=contacts.agent[opened.opener],
        **_complaints(complaint, resolved < end, what, generator),
    )
    return CaseFile(cases, opened.of_contact)


def _openings(contacts: Contacts, what: Organisation, randomness: Randomness) -> _Openings:
    """A matter has at most one case: its first contact that needs one opens it, later ones refer to it."""
    generator, matters = randomness.of("case openings"), contacts.matters
    written = (matters.channel == EMAIL) | (matters.channel == FORM)
    spoken = (contacts.outcome == ANSWERED_OUTCOME) & ~written
    wants = written | (spoken & happens(generator, what.case_from_conversation, len(contacts)))
    rows = np.flatnonzero(wants)
    rows = rows[np.argsort(contacts.end[rows], kind="stable")]
    roots, first, case_of_root = np.unique(matters.root[rows], return_index=True, return_inverse=True)
    by_creation = np.argsort(first, kind="stable")
    number = np.empty(len(roots), dtype=np.int64)
    number[by_creation] = np.arange(len(roots))
    of_contact = np.full(len(contacts), -1, dtype=np.int64)
    of_contact[rows] = number[case_of_root]
    opener = rows[first[by_creation]]
    last_return = np.full(len(roots), NEVER, dtype=np.int64)
    np.maximum.at(last_return, of_contact[rows], np.where(np.isin(rows, opener), NEVER, contacts.start[rows]))
    returns = np.bincount(of_contact[rows], minlength=len(roots)) - 1
    return _Openings(opener, of_contact, last_return, returns)


def _first_response(
    created: Ints, channel: Ints, what: Organisation, office: OpenTime, generator: np.random.Generator
) -> Ints:
    """Return when a person first replied: at once in a conversation, after open hours in writing."""
    response = created.copy()
    for code, law in ((EMAIL, what.email), (FORM, what.form)):
        rows = np.flatnonzero(channel == code)
        delay = whole(lognormal(generator, law.median_open_h * HOUR, law.spread, len(rows)), 120)
        response[rows] = office.after(created[rows], delay)
    return response


def _reopenings(
    opened: _Openings, resolved: Ints, office: OpenTime, generator: np.random.Generator
) -> tuple[Ints, Ints, Ints]:
    """Return when a case was opened again, when it was closed for good, and how often it was reopened.

    A customer who comes back about a solved matter reopens it; the last return counts.
    """
    back = opened.last_return > resolved
    effort = whole(lognormal(generator, 5 * HOUR, 1.0, len(resolved)), 60)
    again = np.where(back, opened.last_return, NEVER)
    closed = np.where(back, office.after(np.where(back, opened.last_return, resolved), effort), resolved)
    return again, closed, back.astype(np.int64)


def _confirmations(created: Ints, channel: Ints, what: Organisation, generator: np.random.Generator) -> Ints:
    """Return when the automatic confirmation of a letter was sent."""
    laws: dict[int, Written] = {EMAIL: what.email, FORM: what.form}
    share = np.array([laws[code].confirmed if code in laws else 0.5 for code in range(FORM + 1)])[channel]
    sent = generator.random(len(created)) < share
    return np.where(sent, created + generator.integers(1, 90, len(created)), NEVER)


def _delay_notices(closed: Ints, due: Ints, what: Organisation, end: int, generator: np.random.Generator) -> Ints:
    """Return when the customer was told that it takes longer, for some of those that did."""
    late = (closed > due) & happens(generator, what.delay_notice, len(due))
    return happened_by(np.where(late, due - generator.integers(0, 8 * HOUR, len(due)), NEVER), end)


def _complaints(complaint: Bools, settled: Bools, what: Organisation, generator: np.random.Generator) -> dict[str, Any]:
    """Return the columns that only complaints have."""
    count, done = len(complaint), complaint & settled
    upheld = (1 - what.complaint_rejected) / 2
    outcome = choose(generator, [upheld, upheld, what.complaint_rejected], count)
    taken_on = complaint & happens(generator, what.escalated, count)
    caused = complaint & happens(generator, what.cause_known, count)
    return {
        "complaint": complaint,
        "complaint_outcome": np.where(done, outcome, -1),
        "in_writing": happens(generator, what.reasons_in_writing, count),
        "next_instance": happens(generator, what.next_instance_named, count),
        "escalated": np.where(taken_on, generator.integers(0, len(BODIES), count), -1),
        "cause": np.where(caused, generator.integers(0, len(CAUSES), count), -1),
    }
