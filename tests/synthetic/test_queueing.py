"""The queue: first come first served, compared with a slow queue that ticks second by second."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gensvar.synthetic.queueing import ABANDONED, ANSWERED, BOOKED, TIMED_OUT, Callers, Rules, agents_needed, serve

NEVER_OFFERED = Rules(callback_after=-1, limit=10_000)


def play(
    arrivals: list[tuple[int, int, int]], agents: int, rules: Rules = NEVER_OFFERED, books: bool = False
) -> list[tuple[int, int]]:
    """Return (outcome, wait) per caller of (arrival, patience, service)."""
    time, patience, service = (np.array(column, dtype=np.int64) for column in zip(*arrivals, strict=True))
    callers = Callers(time, patience, service, np.full(len(time), books))
    shifts = {0: [(0, 1_000_000, agent) for agent in range(agents)]}
    served = serve(callers, shifts, np.zeros(len(time), dtype=np.int64), rules)
    return list(zip(served.outcome.tolist(), served.wait.tolist(), strict=True))


def ticking(arrivals: list[tuple[int, int, int]], agents: int) -> list[tuple[int, int]]:
    """The same, second by second: a line of callers, agents who count down."""
    line: list[int] = []
    busy_until = [0] * agents
    found: dict[int, tuple[int, int]] = {}
    for now in range(3_000):
        line += [n for n, (arrival, _, _) in enumerate(arrivals) if arrival == now]
        while line:
            for n in [n for n in line if now > arrivals[n][0] and arrivals[n][1] <= now - arrivals[n][0]]:
                found[n] = (ABANDONED, arrivals[n][1])
                line.remove(n)
            free = [agent for agent in range(agents) if busy_until[agent] <= now]
            if not free or not line:
                break
            n = line.pop(0)
            found[n] = (ANSWERED, now - arrivals[n][0])
            busy_until[free[0]] = now + arrivals[n][2]
    return [found[n] for n in range(len(arrivals))]


calls = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40), st.integers(1, 50)), min_size=1, max_size=12)


@settings(max_examples=200, deadline=None)
@given(arrivals=calls, agents=st.integers(1, 3))
def test_it_agrees_with_a_queue_that_ticks(arrivals: list[tuple[int, int, int]], agents: int) -> None:
    arrivals.sort(key=lambda call: call[0])
    assert play(arrivals, agents) == ticking(arrivals, agents)


def test_patience_that_ends_as_an_agent_is_free_has_ended() -> None:
    assert play([(0, 99, 10), (0, 10, 5), (0, 11, 5)], 1) == [(ANSWERED, 0), (ABANDONED, 10), (ANSWERED, 10)]


def test_a_call_back_is_offered_when_the_wait_in_store_is_long() -> None:
    outcomes = play([(0, 999, 500), (1, 999, 60), (2, 999, 60)], 1, Rules(callback_after=300, limit=10_000), books=True)
    assert [outcome for outcome, _ in outcomes] == [ANSWERED, BOOKED, BOOKED]


def test_nobody_waits_past_the_limit() -> None:
    outcomes = play([(0, 999, 500), (1, 999, 60), (2, 30, 60)], 1, Rules(callback_after=-1, limit=100))
    assert outcomes == [(ANSWERED, 0), (TIMED_OUT, 100), (ABANDONED, 30)]


def test_nobody_answers_after_the_shift() -> None:
    callers = Callers(
        *(np.array(column, dtype=np.int64) for column in ([50, 150], [20, 20], [10, 10])), np.zeros(2, bool)
    )
    served = serve(callers, {0: [(0, 100, 4)]}, np.zeros(2, dtype=np.int64), NEVER_OFFERED)
    assert served.outcome.tolist() == [ANSWERED, ABANDONED]
    assert served.agent.tolist() == [4, -1]


def test_a_day_without_shifts_answers_nobody() -> None:
    callers = Callers(*(np.array(column, dtype=np.int64) for column in ([50], [20], [10])), np.zeros(1, bool))
    assert serve(callers, {}, np.zeros(1, dtype=np.int64), NEVER_OFFERED).outcome.tolist() == [ABANDONED]


def test_agents_follow_from_the_load() -> None:
    assert agents_needed(30, 300, 0.9) == 6  # 5 erlang
    assert agents_needed(0.01, 300, 0.9) == 1
