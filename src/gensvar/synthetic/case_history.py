"""What happened in each case, event by event: who did it, and whether the customer could see it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from gensvar.synthetic.cases import FRONT, UNITS, Cases
from gensvar.synthetic.columns import flags, names, pseudonyms, table, times, words
from gensvar.synthetic.contacts import NOBODY, Contacts
from gensvar.synthetic.matters import CHAT
from gensvar.synthetic.randomness import NEVER, Ints

ACTIVITIES = ("registrerat", "bekräftelse", "svar", "flyttat", "löst", "återöppnat", "stängt")
REGISTERED, CONFIRMED, REPLIED, MOVED, RESOLVED, REOPENED, CLOSED = range(7)
ACTORS = ("customer", "system", "human")
ACTOR_OF = np.array([0, 1, 2, 2, 2, 0, 2])
SEEN = np.array([True, True, True, False, True, True, True])
AGENTS = 2


@dataclass(frozen=True)
class _Steps:
    """Events: the case, the time, which activity."""

    case: Ints
    time: Ints
    activity: Ints


def case_events(cases: Cases, contacts: Contacts) -> pa.Table:
    """Return the events in order of time, ties in order of activity."""
    steps = _steps(cases, contacts)
    order = np.lexsort((steps.activity, steps.time))
    case, activity = steps.case[order], steps.activity[order]
    actor = ACTOR_OF[activity]
    moved = activity == MOVED
    where = np.where(moved | ((activity > MOVED) & cases.moved[case]), cases.unit[case], FRONT)
    return table(
        {
            "case_id": names("A", case),
            "time": times(steps.time[order]),
            "activity": words(activity, ACTIVITIES),
            "actor_type": words(actor, ACTORS),
            "actor_key": pseudonyms(np.where(actor == 2, cases.agent[case], NOBODY), AGENTS),
            "public": flags(SEEN[activity]),
            "lifecycle": words(np.zeros(len(case), np.int64), ("complete",)),
            "from_value": words(np.where(moved, FRONT, -1), UNITS),
            "to_value": words(np.where(moved, cases.unit[case], -1), UNITS),
            "org_unit": words(where, UNITS),
        }
    )


def _steps(cases: Cases, contacts: Contacts) -> _Steps:
    """Return everything that happened by the end of the period."""
    reply = np.where(contacts.matters.channel[cases.contact] > CHAT, cases.first_response, NEVER)
    reopened = np.where(cases.reopened_at != NEVER, cases.reopened_at, NEVER)
    by_activity = (
        cases.created,
        cases.confirmed_at,
        reply,
        cases.moved_at,
        cases.first_resolved,
        reopened,
        cases.closed,
    )
    parts = [(np.flatnonzero(column != NEVER), column, code) for code, column in enumerate(by_activity)]
    return _Steps(
        np.concatenate([rows for rows, _, _ in parts]),
        np.concatenate([column[rows] for rows, column, _ in parts]),
        np.concatenate([np.full(len(rows), code, np.int64) for rows, _, code in parts]),
    )
