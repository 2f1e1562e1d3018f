"""A queue, first come first served: agents who come and go by shifts, callers who lose patience."""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass

import numpy as np

from gensvar.synthetic.opening import DAY, HALF_HOUR, OpeningHours
from gensvar.synthetic.randomness import Bools, Ints

ANSWERED, ABANDONED, BOOKED, TIMED_OUT = range(4)
# Agents finish the calls that wait at closing time.
OVERTIME = 3600
# Many work part time, so that more people than seats take turns.
PEOPLE_PER_SEAT = 3


@dataclass(frozen=True)
class Callers:
    """Those who entered one pool's queues, in order of arrival; whole seconds.

    `books` tells who takes a call-back if it is offered, `service` how long an agent would be busy.
    """

    time: Ints
    patience: Ints
    service: Ints
    books: Bools


@dataclass(frozen=True)
class Served:
    """What became of the callers: outcome, seconds waited, the agent's number (-1: none)."""

    outcome: Ints
    wait: Ints
    agent: Ints


@dataclass(frozen=True)
class Rules:
    """When a call-back is offered (expected wait in seconds; -1: never), and the longest anyone may wait."""

    callback_after: int
    limit: int


def serve(callers: Callers, shifts: dict[int, list[tuple[int, int, int]]], day_of: Ints, rules: Rules) -> Served:
    """Play the queue, one day after the other; `shifts` holds (from, to, agent) of each day.

    The wait in store for a caller is known on arrival: when the first agent becomes free of all who came earlier.
    Someone hangs up when patience is no longer than that wait.
    """
    outcome, wait, agent = [], [], []
    columns = (callers.time.tolist(), callers.patience.tolist(), callers.service.tolist(), callers.books.tolist())
    today, free = -1, list[tuple[int, int, int]]()
    for day, now, patience, service, books in zip(day_of.tolist(), *columns, strict=True):
        if day != today:
            today, free = day, list(shifts.get(day, ()))
            heapq.heapify(free)
        while free and max(free[0][0], now) >= free[0][1]:
            heapq.heappop(free)
        ahead = max(free[0][0] - now, 0) if free else DAY
        if 0 <= rules.callback_after < ahead and books:
            result, waited, who = BOOKED, 20 + service % 30, -1
        elif ahead > 0 and patience <= min(ahead, rules.limit):
            result, waited, who = ABANDONED, patience, -1
        elif ahead > rules.limit:
            result, waited, who = TIMED_OUT, rules.limit, -1
        else:
            begin, end, who = free[0][0], free[0][1], free[0][2]
            result, waited = ANSWERED, ahead
            heapq.heapreplace(free, (max(begin, now) + service, end, who))
        outcome.append(result)
        wait.append(waited)
        agent.append(who)
    return Served(*(np.array(column, dtype=np.int64) for column in (outcome, wait, agent)))


def agents_needed(calls_per_half_hour: float, service_s: float, occupancy: float) -> int:
    """Return the fewest agents who would be busy no more than `occupancy` of their time."""
    return math.ceil(calls_per_half_hour * service_s / HALF_HOUR / occupancy)


def roster(
    forecast: Ints, service_s: float, occupancy: float, hours: OpeningHours, first_agent: int
) -> tuple[dict[int, list[tuple[int, int, int]]], int]:
    """Return each day's shifts (from, to, agent), and how many agents there are, from the arrivals to expect.

    The forecast is the mean over the period by weekday and half-hour: it does not see month starts, days after
    holidays, or growth.
    """
    needed = _needed(forecast, service_s, occupancy, hours)
    most = int(needed.max())
    pool = max(most * PEOPLE_PER_SEAT, 1)
    shifts = {}
    for number in np.unique(hours.day_of(forecast)).tolist():
        turn = number * 3  # who has the early seat moves on every day
        present = (_present(needed[hours.weekdays[number]], seat) for seat in range(most))
        shifts[number] = [
            (
                int(hours.day_starts[number]) + start,
                int(hours.day_starts[number]) + end,
                first_agent + (seat + turn) % pool,
            )
            for seat, stretches in enumerate(present)
            for start, end in stretches
        ]
    return shifts, pool


def _needed(forecast: Ints, service_s: float, occupancy: float, hours: OpeningHours) -> Ints:
    """Return the agents needed by weekday (rows) and half-hour of the day (columns)."""
    day = hours.day_of(forecast)
    cell = hours.weekdays[day] * 48 + hours.half_hour_of(forecast)
    calls = np.bincount(cell, minlength=7 * 48).reshape(7, 48)
    working = np.bincount(hours.weekdays[np.unique(day)], minlength=7)
    rates = calls / np.maximum(working, 1)[:, None]
    return np.array([[agents_needed(rate, service_s, occupancy) if rate else 0 for rate in row] for row in rates])


def _present(needed: Ints, seat: int) -> list[tuple[int, int]]:
    """Return the stretches (seconds of the day) in which at least `seat` + 1 agents are needed."""
    there = np.concatenate([[0], (needed > seat).astype(np.int64), [0]])
    starts, ends = np.flatnonzero(np.diff(there) == 1), np.flatnonzero(np.diff(there) == -1)
    closing = np.flatnonzero(needed)[-1] + 1
    return [
        (int(start) * HALF_HOUR, int(end) * HALF_HOUR + (OVERTIME if end == closing else 0))
        for start, end in zip(starts, ends, strict=True)
    ]
