"""A made-up autumn campaign by telephone: calls of every kind, what each rested on, and what was agreed.

Each call is given its state first, and then the records that make it so; the truth is what was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from gensvar.calendar import Calendar, add_months
from gensvar.logs.sales_tables import FOREIGN
from gensvar.synthetic.columns import names, pseudonyms, table, times, words
from gensvar.synthetic.organisation import ZONE
from gensvar.synthetic.randomness import NEVER, Ints, Randomness, choose, happens

if TYPE_CHECKING:
    from gensvar.synthetic.simulation import Simulation

# state -> share of the calls
SHARES: dict[str, float] = {
    "receipt": 0.842, "consent": 0.03, "relation": 0.05, "purpose": 0.02, "business": 0.01, "foreign": 0.002,
    "stale": 0.015, "never_washed": 0.008, "blocked": 0.007, "business_hours": 0.004, "own_no": 0.005,
    "consent_expired": 0.004, "unreadable": 0.003,
}  # fmt: skip
STATES = tuple(SHARES)
SELLER, CALLER = "556000-0001", "556000-0028"
CAMPAIGNS = (("host-el", "sale"), ("kundundersokning", "survey"))
DAYS_OF_CALLS, NUMBER_SALT, SELLERS = 50, 5, 14
SILENT, HIDDEN, SOLD, LATE, NOT_ACCEPTED, NOT_RECORDED = 0.02, 0.003, 0.12, 0.04, 0.03, 0.02
HOUR = 3600
FEWEST, MOST, PER_CONTACT = 240, 6_000, 15


@dataclass(frozen=True)
class SalesCalls:
    """The calls of the campaign: state, UTC seconds, and draws that the tables are written from."""

    states: Ints
    started: Ints
    silent: np.ndarray[Any, Any]
    hidden: np.ndarray[Any, Any]
    sold: np.ndarray[Any, Any]
    late: np.ndarray[Any, Any]
    not_accepted: np.ndarray[Any, Any]
    not_recorded: np.ndarray[Any, Any]
    washed: date
    last: date

    def __len__(self) -> int:
        return len(self.states)

    def which(self, *wanted: str) -> Ints:
        """Return the places of the calls in some states."""
        return np.flatnonzero(np.isin(self.states, [STATES.index(state) for state in wanted]))


def make_sales_calls(found: Simulation) -> SalesCalls:
    """Return the calls of the last seven weeks of the period."""
    chance, last = Randomness(found.seed).of("sales calls"), found.period.last
    size = min(max(len(found.contacts) // PER_CONTACT, FEWEST), MOST)
    states = choose(chance, list(SHARES.values()), size)
    states[: len(STATES)] = np.arange(len(STATES))  # one of each, however few there are
    calendar = Calendar.swedish()
    days = [last - timedelta(days=number) for number in range(1, DAYS_OF_CALLS)]
    working = sorted(day for day in days if calendar.is_working_day(day))
    after_hours = np.isin(states, [STATES.index("business_hours")])
    clock = np.where(after_hours, chance.uniform(17.5, 19, size), chance.uniform(9, 16.5, size))
    on = chance.integers(0, len(working), size)
    started = np.array([_utc(working[day], hour) for day, hour in zip(on, clock, strict=True)], np.int64)
    draws = [happens(chance, share, size) for share in (SILENT, HIDDEN, SOLD, LATE, NOT_ACCEPTED, NOT_RECORDED)]
    silent, hidden, sold, late, not_accepted, not_recorded = draws
    # What was sold in a survey would be no survey; who is not there buys nothing.
    sold &= ~silent & ~np.isin(states, [STATES.index("purpose"), STATES.index("unreadable")])
    washed = min(working) - timedelta(days=2)
    return SalesCalls(states, started, silent, hidden, sold, late, not_accepted, not_recorded, washed, last)


def _utc(day: date, hour: float) -> int:
    moment = datetime.combine(day, time(), ZoneInfo(ZONE)) + timedelta(seconds=round(hour * HOUR))
    return int(moment.timestamp())


def sales_tables(calls: SalesCalls) -> dict[str, pa.Table]:
    """Return the canonical tables of the campaign, numbers as pseudonyms."""
    return {
        "outbound_calls": _calls(calls),
        "campaigns": _campaigns(),
        "consents": _consents(calls),
        "relations": _relations(calls),
        "opt_outs": _opt_outs(calls),
        "agreements": _agreements(calls),
        **_washes(calls),
    }


def _keys(places: Ints) -> pa.Array:
    return pseudonyms(places, NUMBER_SALT)


def _calls(calls: SalesCalls) -> pa.Table:
    size = len(calls)
    unread, abroad = calls.which("unreadable"), calls.which("foreign")
    keys = _keys(np.arange(size)).to_pylist()
    for place in unread:
        keys[place] = None
    for place in abroad:
        keys[place] = FOREIGN
    answered = calls.started + 8
    survey = np.isin(calls.states, [STATES.index("purpose")])
    business = np.isin(calls.states, [STATES.index("business"), STATES.index("business_hours")])
    return table(
        {
            "call_id": names("U", np.arange(size)),
            "started": times(calls.started),
            "number_key": pa.array(keys, pa.string()),
            "answered": times(answered),
            "seller_connected": times(np.where(calls.silent, NEVER, answered + 1)),
            "ended": times(answered + 180),
            "number_shown": pa.array(~calls.hidden),
            "campaign": words(survey.astype(np.int64), [name for name, _ in CAMPAIGNS]),
            "principal": words(np.zeros(size, np.int64), (SELLER,)),
            "supplier": words(np.zeros(size, np.int64), (CALLER,)),
            "product": words(np.zeros(size, np.int64), ("el",)),
            "business": pa.array(business),
            "outcome": words(np.where(calls.sold, 0, 1), ("sale", "no")),
            "agent_key": pseudonyms(np.arange(size) % SELLERS, 6),
            "agreement_id": names("A", np.where(calls.sold, np.arange(size), -1)),
        }
    )


def _campaigns() -> pa.Table:
    size = len(CAMPAIGNS)
    return table(
        {
            "campaign": pa.array([name for name, _ in CAMPAIGNS]),
            "purpose": pa.array([purpose for _, purpose in CAMPAIGNS]),
            "principal": pa.array([SELLER] * size),
            "product": pa.array(["el"] * size),
            "target": pa.array(["consumer"] * size),
        }
    )


def _consents(calls: SalesCalls) -> pa.Table:
    valid, expired = calls.which("consent"), calls.which("consent_expired")
    places = np.concatenate([valid, expired])
    age = np.concatenate([np.full(len(valid), 20), np.full(len(expired), 120)])
    return table(
        {
            "number_key": _keys(places),
            "company": words(np.zeros(len(places), np.int64), (SELLER,)),
            "given": times(calls.started[places] - age * 24 * HOUR),
            "active": pa.array([True] * len(places)),
            "wording": words(np.zeros(len(places), np.int64), ("tävling v3",)),
        }
    )


def _relations(calls: SalesCalls) -> pa.Table:
    places = calls.which("relation")
    return table(
        {
            "number_key": _keys(places),
            "company": words(np.zeros(len(places), np.int64), (SELLER,)),
            "product": words(np.zeros(len(places), np.int64), ("el",)),
            "began": times(calls.started[places] - 700 * 24 * HOUR),
            "ended": times(np.where(places % 2 == 0, calls.started[places] - 90 * 24 * HOUR, NEVER)),
        }
    )


def _opt_outs(calls: SalesCalls) -> pa.Table:
    places = calls.which("own_no")
    return table(
        {
            "number_key": _keys(places),
            "company": words(np.zeros(len(places), np.int64), (SELLER,)),
            "said_at": times(calls.started[places] - 12 * 24 * HOUR),
        }
    )


def _agreements(calls: SalesCalls) -> pa.Table:
    places = np.flatnonzero(calls.sold)
    ended = calls.started[places] + 188
    late, unaccepted = calls.late[places], calls.not_accepted[places]
    return table(
        {
            "agreement_id": names("A", places),
            "call_id": names("U", places),
            "agreed_at": times(calls.started[places] + 150),
            "call_ended": times(ended),
            "confirmation_sent": times(ended + np.where(late, 20 * 24, 2) * HOUR),
            "accepted_at": times(np.where(unaccepted, NEVER, ended + 3 * HOUR)),
            "recording_id": names("R", np.where(calls.not_recorded[places], -1, places)),
            "offer_recorded": pa.array([True] * len(places)),
            "acceptance_recorded": pa.array([True] * len(places)),
            "target": words(np.zeros(len(places), np.int64), ("consumer",)),
        }
    )


def _washes(calls: SalesCalls) -> dict[str, pa.Table]:
    """Return two receipts: one just before the calls began, and one so old that it had run out."""
    old = add_months(calls.washed, -3)
    days = (calls.washed, old)
    moments = np.array([_utc(day, 8) for day in days], np.int64)
    fresh, stale = calls.which("receipt", "own_no"), calls.which("stale")
    blocked = calls.which("blocked", "business", "business_hours", "consent")
    places = np.concatenate([fresh, blocked, stale])
    answers = np.isin(places, blocked).astype(np.int64)
    receipts = np.concatenate([np.zeros(len(fresh) + len(blocked), np.int64), np.ones(len(stale), np.int64)])
    ids = tuple(f"kvitto-{day.isoformat()}" for day in days)
    washes = {
        "receipt_id": pa.array(ids),
        "washed": times(moments),
        "version_at": times(moments),
        "valid_until": pa.array([add_months(day, 2) for day in days], pa.date32()),
        "seller": pa.array([SELLER] * 2),
        "processor": pa.array([CALLER] * 2),
        "campaign": pa.array(["host-el"] * 2),
        "purpose": pa.array(["sale"] * 2),
        "issuer": pa.array(["Spärregistret"] * 2),
    }
    numbers = {
        "receipt_id": words(receipts, ids),
        "number_key": _keys(places),
        "status": words(answers, ("free", "blocked")),
    }
    return {"washes": table(washes), "washed_numbers": table(numbers)}


def truth_of_calls(calls: SalesCalls) -> dict[str, Any]:
    """Return how many calls are in each state, and how many breaches the other tests must find."""
    counted = np.bincount(calls.states, minlength=len(STATES))
    sold = calls.sold
    return {
        "states": {state: int(counted[place]) for place, state in enumerate(STATES)},
        "silent": int(calls.silent.sum()),
        "hidden": int(calls.hidden.sum()),
        "agreements": int(sold.sum()),
        "not_accepted": int((sold & calls.not_accepted).sum()),
        "not_recorded": int((sold & calls.not_recorded).sum()),
        "late": int((sold & calls.late).sum()),
        "seen_on": datetime.combine(calls.last + timedelta(days=40), time(), UTC).date().isoformat(),
    }
