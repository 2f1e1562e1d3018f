"""What customers want and when: first contacts by time of day, and those who come back because it was not solved."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from gensvar.synthetic.opening import DAY, OpeningHours, Slots
from gensvar.synthetic.organisation import QUEUES, REASONS, WRITTEN_QUEUES, Organisation
from gensvar.synthetic.randomness import Bools, Ints, Randomness, choose, happens

CHANNEL_NAMES = ("phone", "chat", "email", "form")
PHONE, CHAT, EMAIL, FORM = range(4)
QUEUE_NAMES = (*(queue.name for queue in QUEUES), *WRITTEN_QUEUES.values())
CHAT_QUEUE = QUEUE_NAMES.index("chatt")
REASON_QUEUE = np.array([QUEUE_NAMES.index(reason.queue) for reason in REASONS])
UNRESOLVED = np.array([reason.unresolved for reason in REASONS])
RETURN_DAYS = np.array([reason.return_days for reason in REASONS])
SOONEST_RETURN = 2 * 3600
MOST_RETURNS = 12


@dataclass
class Matters:
    """One row per contact, in no order: `time` UTC seconds, `root` the number of the first contact in the matter."""

    time: Ints
    channel: Ints
    queue: Ints
    reason: Ints
    customer: Ints
    root: Ints
    unresolved: Bools

    def __len__(self) -> int:
        return len(self.time)

    def take(self, rows: Ints | Bools) -> Matters:
        """Return the chosen rows."""
        return Matters(**{part.name: getattr(self, part.name)[rows] for part in fields(self)})

    @staticmethod
    def joined(parts: list[Matters]) -> Matters:
        """Return all rows of several."""
        return Matters(**{f.name: np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Matters)})


def make_matters(count: int, what: Organisation, hours: OpeningHours, randomness: Randomness) -> Matters:
    """Return exactly `count` contacts in order of time.

    First contacts are drawn, the unresolved come back until nobody does; the odd remainder is filled with
    letters that nobody returns about, or taken from such.
    """
    expected = _contacts_per_matter(what)
    first = _first_contacts(round(count * 0.985 / expected), what, hours, randomness)
    waves, generator = [first], randomness.of("returns")
    while len(waves[-1]) and len(waves) <= MOST_RETURNS:
        waves.append(_returns(waves[-1], what, hours, generator))
    found = _exactly(count, Matters.joined(waves), what, hours, randomness)
    return found.take(np.argsort(found.time, kind="stable"))


def _contacts_per_matter(what: Organisation) -> float:
    shares = np.array([reason.share for reason in REASONS])
    returning = (shares * UNRESOLVED).sum() / shares.sum() * what.returns_if_unresolved
    return float(1 / (1 - returning))


def _first_contacts(count: int, what: Organisation, hours: OpeningHours, randomness: Randomness) -> Matters:
    generator = randomness.of("first contacts")
    channel = choose(generator, [what.channel_mix[name] for name in CHANNEL_NAMES], count)
    reason = choose(generator, [reason.share for reason in REASONS], count)
    queue = queue_of(channel, reason)
    time = np.empty(count, dtype=np.int64)
    for number in np.unique(queue):
        rows = queue == number
        time[rows] = draw_times(generator, slots_of(int(number), hours), int(rows.sum()))
    customers = generator.integers(0, max(int(count * what.customers_per_contact), 1), count)
    unresolved = generator.random(count) < UNRESOLVED[reason]
    return Matters(time, channel, queue, reason, customers, np.arange(count), unresolved)


def queue_of(channel: Ints, reason: Ints) -> Ints:
    """Return the queue that a contact goes to: by reason on the telephone, else by channel."""
    written = np.array([0, CHAT_QUEUE, QUEUE_NAMES.index("epost"), QUEUE_NAMES.index("formular")])
    return np.where(channel == PHONE, REASON_QUEUE[reason], written[channel])


def slots_of(queue: int, hours: OpeningHours) -> Slots:
    """Return when contacts can arrive in a queue."""
    return hours.open_slots(QUEUE_NAMES[queue]) if queue <= CHAT_QUEUE else hours.written_slots()


def draw_times(generator: np.random.Generator, slots: Slots, count: int) -> Ints:
    """Return arrivals of a non-homogeneous Poisson process, given their number."""
    start = slots.start[choose(generator, slots.weight, count)]
    return start + generator.integers(0, 1800, count)


def _returns(earlier: Matters, what: Organisation, hours: OpeningHours, generator: np.random.Generator) -> Matters:
    """Return the contacts that unresolved ones lead to, inside the period."""
    back = earlier.take(earlier.unresolved & happens(generator, what.returns_if_unresolved, len(earlier)))
    count = len(back)
    delay = generator.gamma(2.0, RETURN_DAYS[back.reason] / 2) * DAY
    time = back.time + SOONEST_RETURN + delay.astype(np.int64)
    same = happens(generator, what.returns_same_channel, count)
    channel = np.where(same, back.channel, PHONE)
    queue = queue_of(channel, back.reason)
    time = _when_open(time, queue, hours, generator)
    unresolved = generator.random(count) < UNRESOLVED[back.reason]
    found = Matters(time, channel, queue, back.reason, back.customer, back.root, unresolved)
    return found.take(time < hours.period.end)


def _when_open(time: Ints, queue: Ints, hours: OpeningHours, generator: np.random.Generator) -> Ints:
    """Move times outside a queue's opening hours to some moment in the next opening."""
    moved, fraction = time.copy(), generator.random(len(time))
    for number in np.unique(queue[queue <= CHAT_QUEUE]):
        rows = np.flatnonzero(queue == number)
        opened = hours.queues[QUEUE_NAMES[number]]
        rows = rows[~opened.is_open(time[rows])]
        start, close = opened.next_open(time[rows])
        moved[rows] = start + (fraction[rows] * np.minimum(close - start, 4 * 3600)).astype(np.int64)
    return moved


def _exactly(count: int, found: Matters, what: Organisation, hours: OpeningHours, randomness: Randomness) -> Matters:
    generator = randomness.of("remainder")
    surplus = len(found) - count
    if surplus > 0:
        per_matter = np.bincount(found.root, minlength=int(found.root.max()) + 1)
        alone = np.flatnonzero(per_matter[found.root] == 1)
        return found.take(np.delete(np.arange(len(found)), generator.choice(alone, surplus, replace=False)))
    extra = _first_contacts(-surplus, what, hours, Randomness(int(generator.integers(1 << 62))))
    extra.channel[:], extra.unresolved[:] = EMAIL, False
    extra.queue = queue_of(extra.channel, extra.reason)
    extra.time = draw_times(generator, hours.written_slots(), -surplus)
    extra.root += len(found) + count
    return Matters.joined([found, extra])
