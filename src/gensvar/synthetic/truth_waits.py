"""True figures on waiting: service level in six variants, abandonment, patience, announcements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gensvar.synthetic.contacts import ABANDONED_OUTCOME, ANSWERED_OUTCOME, BLOCKED, BOT, CLOSED
from gensvar.synthetic.matters import CHAT, PHONE, QUEUE_NAMES
from gensvar.synthetic.randomness import NEVER, Bools, Ints
from gensvar.synthetic.truth import Figure, nearest_rank, ratio, share, single

if TYPE_CHECKING:
    from gensvar.synthetic.simulation import Simulation

TAU, SIGMA, TARGET = 60, 5, 0.8
LONG_WAIT, ANNOUNCED_WAIT = 600, 60
Figures = dict[str, dict[str, Figure]]


def wait_figures(found: Simulation) -> Figures:
    """Return the figures on waiting, over inbound telephone calls unless another channel is named."""
    contacts, matters = found.contacts, found.contacts.matters
    phone, chat = matters.channel == PHONE, matters.channel == CHAT
    met, lost, wait = contacts.outcome == ANSWERED_OUTCOME, contacts.outcome == ABANDONED_OUTCOME, contacts.wait
    answered, abandoned = phone & met, phone & lost
    offered = answered | abandoned
    queued = phone & (contacts.queued != NEVER)
    chats = chat & (met | lost)
    return {
        "service_level": service_level(answered, abandoned, wait) | _strict_by_group(found, answered, abandoned, wait),
        "answer_speed": {"mean": ratio("waits of the answered / answered", wait[answered].sum(), answered.sum())},
        "wait_mean_all": {"mean": ratio("waits / (answered + abandoned)", wait[offered].sum(), offered.sum())},
        "wait_percentile": _percentiles(answered, offered, wait),
        "longest_wait": {"max": single("longest wait of those who queued", wait[queued].max(initial=0), queued.sum())},
        "abandonment": _abandonment(abandoned, offered, wait),
        "answer_rate": {"share": share("answered / (answered + abandoned)", answered, offered)},
        "patience": {"median": _patience(abandoned, queued, wait)},
        "long_wait_message_offered": {
            "share": share(
                "could leave a message", contacts.message_offered, queued & (wait > LONG_WAIT), limit_s=LONG_WAIT
            )
        },
        "wait_announced": {
            "share": share(
                "told how long", contacts.announced, queued & (wait > ANNOUNCED_WAIT), limit_s=ANNOUNCED_WAIT
            )
        },
        "blocked_share": {"share": share("refused before the queue / calls", contacts.outcome == BLOCKED, phone)},
        "answered_in_opening_hours": {"share": share("answered / (answered + abandoned), open", answered, offered)},
        "interval_compliance": {"C": _intervals(found, answered, offered, wait)},
        "closed_hours_share": {"share": share("calls when closed / calls", contacts.outcome == CLOSED, phone)},
        "chat_first_response": {
            "share": share("answered within tau / (answered + abandoned chats)", met & (wait <= TAU), chats, tau=TAU)
        },
        "bot_only_share": {"share": share("chats that only met the bot / chats", contacts.outcome == BOT, chat)},
    }


def service_level(
    answered: Bools, abandoned: Bools, wait: Ints, tau: int = TAU, sigma: int = SIGMA
) -> dict[str, Figure]:
    """Return the six variants of service level."""
    a, b = int(answered.sum()), int(abandoned.sum())
    a_tau, b_tau = int((answered & (wait <= tau)).sum()), int((abandoned & (wait <= tau)).sum())
    b_sigma = int((abandoned & (wait <= sigma)).sum())
    pairs = {
        "A": ("(A_tau + B_tau) / (A + B)", a_tau + b_tau, a + b),
        "B": ("A_tau / A", a_tau, a),
        "C": ("A_tau / (A + B)", a_tau, a + b),
        "D": ("A_tau / (A + B - B_tau)", a_tau, a + b - b_tau),
        "E": ("(A_tau + B_sigma) / (A + B)", a_tau + b_sigma, a + b),
        "F": ("A_tau / (A + B - B_sigma)", a_tau, a + b - b_sigma),
    }
    return {letter: ratio(says, over, under, tau=tau, sigma=sigma) for letter, (says, over, under) in pairs.items()}


def _percentiles(answered: Bools, offered: Bools, wait: Ints) -> dict[str, Figure]:
    groups = {"answered": answered, "all": offered}
    return {
        f"{name};q={q}": single("nearest rank", nearest_rank(wait[rows], q), int(rows.sum()), q=q)
        for name, rows in groups.items()
        for q in (0.5, 0.9)
    }


def _abandonment(abandoned: Bools, offered: Bools, wait: Ints) -> dict[str, Figure]:
    short = abandoned & (wait <= SIGMA)
    return {
        "gross": share("B / (A + B)", abandoned, offered),
        "net_of_short": share("(B - B_sigma) / (A + B - B_sigma)", abandoned & ~short, offered & ~short, sigma=SIGMA),
    }


def _patience(abandoned: Bools, queued: Bools, wait: Ints) -> Figure:
    """Kaplan-Meier: hanging up is the event, everything else that ends a wait hides when it would have come."""
    ends, hung_up = wait[queued], abandoned[queued]
    surviving, at_risk, median = 1.0, len(ends), None
    seconds, counts = np.unique(ends, return_counts=True)
    events = np.bincount(np.searchsorted(seconds, ends[hung_up]), minlength=len(seconds))
    for second, count, event in zip(seconds.tolist(), counts.tolist(), events.tolist(), strict=True):
        surviving *= 1 - event / at_risk
        at_risk -= count
        if median is None and surviving <= 0.5:
            median = second
    return single(
        "median of Kaplan-Meier; event: hung up, censored: any other end of the wait", median, int(queued.sum())
    )


def _intervals(found: Simulation, answered: Bools, offered: Bools, wait: Ints) -> Figure:
    """Local half-hours by day, over all telephone queues."""
    time = found.contacts.queued
    cell = found.hours.day_of(time) * 48 + found.hours.half_hour_of(time)
    good = np.bincount(cell[answered & (wait <= TAU)], minlength=int(cell.max()) + 1)
    every = np.bincount(cell[offered], minlength=int(cell.max()) + 1)
    reached = int(((good >= TARGET * every) & (every > 0)).sum())
    return ratio(
        "half-hours with service level C >= target / half-hours with calls",
        reached,
        int((every > 0).sum()),
        tau=TAU,
        target=TARGET,
    )


def _strict_by_group(found: Simulation, answered: Bools, abandoned: Bools, wait: Ints) -> dict[str, Figure]:
    """Variant C of each queue and of each local month."""
    contacts, days = found.contacts, found.period.days
    month = np.array([f"{day:%Y-%m}" for day in days])[found.hours.day_of(contacts.start)]
    queue = np.array(QUEUE_NAMES)[contacts.matters.queue]
    groups = [("queue", str(name), queue == name) for name in np.unique(queue[answered | abandoned])]
    groups += [("month", str(name), month == name) for name in np.unique(month)]
    return {
        f"C;{kind}={name}": service_level(answered & rows, abandoned & rows, wait)["C"].within(**{kind: name})
        for kind, name, rows in groups
    }
