"""The contacts: who waited how long, who answered, what came of it, and the legs of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gensvar.synthetic.matters import CHAT, PHONE, QUEUE_NAMES, Matters, draw_times
from gensvar.synthetic.opening import HALF_HOUR, OpeningHours
from gensvar.synthetic.organisation import QUEUES, Organisation, Patience
from gensvar.synthetic.queueing import ABANDONED, ANSWERED, BOOKED, TIMED_OUT, Callers, Rules, Served, roster, serve
from gensvar.synthetic.randomness import NEVER, Bools, Ints, Randomness, happens, lognormal, whole

OUTCOMES = (
    "answered",
    "abandoned",
    "callback_booked",
    "timeout",
    "closed_hours",
    "blocked",
    "system_error",
    "bot_only",
    "unknown",
)
ANSWERED_OUTCOME, ABANDONED_OUTCOME, BOOKED_OUTCOME, TIMEOUT_OUTCOME = range(4)
CLOSED, BLOCKED, FAULT, BOT, UNKNOWN = range(4, 9)
OF_QUEUE = {ANSWERED: 0, ABANDONED: 1, BOOKED: 2, TIMED_OUT: 3}
NOBODY = -1


@dataclass
class Contacts:
    """One row per contact in order of arrival. Times are UTC seconds (NEVER: none), agents numbers (-1: none)."""

    matters: Matters
    start: Ints
    queued: Ints
    answered: Ints
    end: Ints
    outcome: Ints
    agent: Ints
    second_agent: Ints
    first_end: Ints
    second_answered: Ints
    talk: Ints
    hold: Ints
    after_work: Ints
    announced: Bools
    message_offered: Bools
    known_customer: Bools
    classified: Bools
    english: Bools
    agents: int

    def __len__(self) -> int:
        return len(self.start)

    @property
    def wait(self) -> Ints:
        """Seconds from entering the queue to an answer, else to the end; 0 for those who never queued."""
        until = np.where(self.answered != NEVER, self.answered, self.end)
        return np.where(self.queued != NEVER, until - np.where(self.queued != NEVER, self.queued, until), 0)


@dataclass(frozen=True)
class _Work:
    """How long each contact would keep people busy, in seconds."""

    talk: Ints
    hold: Ints
    after_work: Ints
    moved: Bools
    second_talk: Ints
    second_wait: Ints


def make_contacts(matters: Matters, what: Organisation, hours: OpeningHours, randomness: Randomness) -> Contacts:
    """Return what became of every contact."""
    outcome = _fates(matters, what, hours, randomness)
    work = _work(matters, what, randomness)
    waits, agent = np.zeros(len(matters), dtype=np.int64), np.full(len(matters), NOBODY, dtype=np.int64)
    first_agent = 0
    for pool in ("egen", "partner", "chatt"):
        rows = np.flatnonzero((outcome == UNKNOWN) & _in_pool(matters.queue, pool))
        served, agents = _serve(rows, matters, work, what, hours, randomness, pool, first_agent)
        first_agent += agents
        outcome[rows] = np.array([OF_QUEUE[code] for code in range(4)])[served.outcome]
        waits[rows], agent[rows] = served.wait, served.agent
    return _assembled(matters, outcome, waits, agent, first_agent, work, what, randomness)


def _in_pool(queue: Ints, pool: str) -> Bools:
    numbers = [QUEUE_NAMES.index(one.name) for one in QUEUES if one.pool == pool]
    return np.isin(queue, numbers)


def _fates(matters: Matters, what: Organisation, hours: OpeningHours, randomness: Randomness) -> Ints:
    """Return the outcome of those who never queue; UNKNOWN for the others. Moves some calls to closed hours."""
    generator, count = randomness.of("fates"), len(matters)
    outcome = np.full(count, UNKNOWN, dtype=np.int64)
    draw, calls = generator.random(count), matters.channel == PHONE
    edges = np.cumsum([what.closed_hours, what.blocked, what.system_error])
    # Only matters of one contact call when it is closed: nobody's return depends on when that was.
    alone = np.bincount(matters.root)[matters.root] == 1
    outcome[calls & alone & (draw < edges[0])] = CLOSED
    outcome[calls & (draw >= edges[0]) & (draw < edges[1])] = BLOCKED
    outcome[calls & (draw >= edges[1]) & (draw < edges[2])] = FAULT
    outcome[(matters.channel == CHAT) & happens(generator, what.bot_only, count)] = BOT
    for number in np.unique(matters.queue[outcome == CLOSED]):
        rows = np.flatnonzero((outcome == CLOSED) & (matters.queue == number))
        matters.time[rows] = draw_times(generator, hours.closed_slots(QUEUE_NAMES[number]), len(rows))
    return outcome


def _work(matters: Matters, what: Organisation, randomness: Randomness) -> _Work:
    generator, count = randomness.of("work"), len(matters)
    talk = whole(lognormal(generator, what.talk_median_s, what.talk_spread, count), 15)
    hold = whole(generator.exponential(what.hold_mean_s, count), 3) * happens(generator, what.held, count)
    after_work = whole(generator.exponential(what.after_work_mean_s, count))
    moved = happens(generator, what.transferred, count) & (matters.channel == PHONE)
    second_talk = whole(lognormal(generator, what.talk_median_s, what.talk_spread, count), 15) * moved
    second_wait = whole(generator.exponential(what.second_line_wait_mean_s, count), 1) * moved
    return _Work(talk, hold, after_work, moved, second_talk, second_wait)


def draw_patience(generator: np.random.Generator, law: Patience, count: int) -> Ints:
    """Return whole seconds of patience."""
    steady = law.scale_s * generator.weibull(law.shape, count)
    hasty = generator.uniform(0, 5, count)
    return whole(np.where(happens(generator, law.at_once, count), hasty, steady), 1)


def _serve(
    rows: Ints,
    matters: Matters,
    work: _Work,
    what: Organisation,
    hours: OpeningHours,
    randomness: Randomness,
    pool: str,
    first_agent: int,
) -> tuple[Served, int]:
    generator, chat = randomness.of(f"pool {pool}"), pool == "chatt"
    if not len(rows):
        return Served(rows, rows, rows), 0
    order = np.argsort(matters.time[rows], kind="stable")
    placed = rows[order]
    service = (work.talk + work.hold + work.after_work)[placed]
    patience = draw_patience(generator, what.chat_patience if chat else what.patience, len(rows))
    callers = Callers(matters.time[placed], patience, service, happens(generator, what.callback_accepted, len(rows)))
    shifts, agents = roster(matters.time[placed], float(service.mean()), what.occupancy_aimed, hours, first_agent)
    rules = Rules(-1 if chat else what.callback_after_s, what.wait_limit_s)
    served = serve(callers, shifts, hours.day_of(matters.time[placed]), rules)
    back = np.argsort(order, kind="stable")
    return Served(served.outcome[back], served.wait[back], served.agent[back]), agents


def _assembled(
    matters: Matters,
    outcome: Ints,
    waits: Ints,
    agent: Ints,
    agents: int,
    work: _Work,
    what: Organisation,
    randomness: Randomness,
) -> Contacts:
    """Return the contacts with all their times, in order of arrival."""
    generator, count = randomness.of("details"), len(matters)
    met, waited = outcome == ANSWERED_OUTCOME, outcome <= TIMEOUT_OUTCOME
    spoken = matters.channel <= CHAT
    menu = np.where((matters.channel == PHONE) & waited, generator.integers(5, 40, count), 0)
    queued = np.where(waited, matters.time, NEVER)
    answered = np.where(met, matters.time + waits, NEVER)
    moved = work.moved & met
    first_end = np.where(met, matters.time + waits + work.talk + work.hold, NEVER)
    second = np.where(moved, first_end + work.second_wait, NEVER)
    end = np.where(moved, second + work.second_talk, np.where(met, first_end, matters.time + waits))
    end = np.where(outcome == BOT, end + generator.integers(20, 240, count), end)
    letters = generator.integers(0, max(agents, 1), count)
    long_wait = waits > what.message_after_s
    # Nobody's menu crosses a half-hour: a call belongs to one, whether by its beginning or by when it queued.
    start = matters.time - np.minimum(menu, matters.time % HALF_HOUR)
    known = ~happens(generator, what.customer_unknown, count) | ~spoken
    return Contacts(
        matters=matters,
        start=start,
        queued=queued,
        answered=answered,
        end=end,
        outcome=np.where(spoken, outcome, ANSWERED_OUTCOME),
        agent=np.where(spoken, agent, letters),
        second_agent=np.where(moved, agents + generator.integers(0, max(agents // 4, 1), count), NOBODY),
        first_end=first_end,
        second_answered=second,
        talk=np.where(met, work.talk + work.second_talk * moved, 0),
        hold=np.where(met, work.hold, 0),
        after_work=np.where(met | ~spoken, work.after_work + ~spoken * work.talk, 0),
        announced=waited & (waits > what.announced_after_s) & happens(generator, what.announced, count),
        message_offered=waited & long_wait & happens(generator, what.message_offered, count),
        known_customer=known & ~_overlapping(matters.customer, start, end),
        classified=~happens(generator, what.reason_unclassified, count),
        english=happens(generator, what.language_english, count),
        agents=agents + max(agents // 4, 1),
    )


def _overlapping(customer: Ints, start: Ints, end: Ints) -> Bools:
    """Tell which contacts begin before an earlier one of the same customer has ended.

    Their customer stays unknown, so that "after" has one meaning in all that is counted on repeats.
    """
    order = np.lexsort((start, customer))
    reach = (customer[order] << 40) + end[order]
    earlier = np.concatenate([[-1], np.maximum.accumulate(reach)[:-1]]) if len(reach) else reach
    found = np.zeros(len(customer), dtype=bool)
    found[order] = earlier >= (customer[order] << 40) + start[order]
    return found
