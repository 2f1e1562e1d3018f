"""Call-backs that callers booked and things that agents promised: when they were due and when they were done."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gensvar.synthetic.contacts import ANSWERED_OUTCOME, BOOKED_OUTCOME, Contacts
from gensvar.synthetic.opening import DAY, OpeningHours
from gensvar.synthetic.organisation import Organisation
from gensvar.synthetic.randomness import NEVER, Bools, Ints, Randomness, happened_by, happens

HOUR = 3600
LATE_FROM_DAYS = 4


@dataclass
class Promises:
    """One row per promise. Times are UTC seconds; `due` is NEVER for call-backs, whose rule gives the time."""

    contact: Ints
    callback: Bools
    requested: Ints
    due: Ints
    done: Ints

    def __len__(self) -> int:
        return len(self.requested)


def make_promises(contacts: Contacts, what: Organisation, hours: OpeningHours, randomness: Randomness) -> Promises:
    """Return the promises of the period, call-backs first."""
    generator = randomness.of("promises")
    spoken = (contacts.outcome == ANSWERED_OUTCOME) & (contacts.queued != NEVER)
    booked = np.flatnonzero(contacts.outcome == BOOKED_OUTCOME)
    promised = np.flatnonzero(spoken & happens(generator, what.promised, len(contacts)))
    called = _call_backs(contacts, booked, what, hours, generator)
    agreed = _agreements(contacts, promised, what, hours, generator)
    both = (called, agreed)
    return Promises(
        contact=np.concatenate([one.contact for one in both]),
        callback=np.concatenate([one.callback for one in both]),
        requested=np.concatenate([one.requested for one in both]),
        due=np.concatenate([one.due for one in both]),
        done=happened_by(np.concatenate([one.done for one in both]), hours.period.end),
    )


def _call_backs(
    contacts: Contacts, rows: Ints, what: Organisation, hours: OpeningHours, generator: np.random.Generator
) -> Promises:
    """A kept call-back comes within seven open hours; one that is not kept comes days late, or never."""
    count, requested = len(rows), contacts.end[rows]
    kept = happens(generator, what.callback_kept, count)
    soon = hours.office.after(requested, generator.integers(300, 7 * HOUR, count))
    late = hours.office.after(requested + LATE_FROM_DAYS * DAY, generator.integers(300, 20 * HOUR, count))
    done = np.where(kept, soon, np.where(happens(generator, what.callback_never, count), NEVER, late))
    return Promises(rows, np.ones(count, bool), requested, np.full(count, NEVER), done)


def _agreements(
    contacts: Contacts, rows: Ints, what: Organisation, hours: OpeningHours, generator: np.random.Generator
) -> Promises:
    """A promise has a time of its own, one to eight working days on; a broken one is days late."""
    count, requested = len(rows), contacts.end[rows]
    due = hours.office.after(requested, generator.integers(9 * HOUR, 8 * 9 * HOUR, count))
    kept = happens(generator, what.promise_kept, count)
    early = requested + ((due - requested) * generator.uniform(0.1, 1.0, count)).astype(np.int64)
    late = due + generator.integers(HOUR, 9 * DAY, count)
    return Promises(rows, np.zeros(count, bool), requested, due, np.where(kept, early, late))
