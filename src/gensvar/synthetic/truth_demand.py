"""True figures on demand: why customers made contact, what it cost, whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gensvar.synthetic.contacts import ANSWERED_OUTCOME, NOBODY
from gensvar.synthetic.matters import CHAT, PHONE
from gensvar.synthetic.organisation import REASONS
from gensvar.synthetic.randomness import NEVER, Bools, Ints
from gensvar.synthetic.truth import Figure, ratio, share, single

if TYPE_CHECKING:
    from gensvar.synthetic.simulation import Simulation

UNITS = sorted({reason.unit for reason in REASONS if reason.demand == "failure"})
FAILURE = np.array([reason.demand == "failure" for reason in REASONS])


def demand_figures(found: Simulation) -> dict[str, dict[str, Figure]]:
    """Return handling, transfers, failure demand and its cost, and contacts against customers."""
    contacts, matters = found.contacts, found.contacts.matters
    everyone = np.ones(len(contacts), dtype=bool)
    met = contacts.outcome == ANSWERED_OUTCOME
    handling = contacts.talk + contacts.hold + contacts.after_work
    called = met & (matters.channel == PHONE)
    moved = contacts.second_agent != NOBODY
    spoken = met & (matters.channel <= CHAT)
    return {
        "handling_time": {
            "phone": ratio("talk + hold + after-call work / answered calls", handling[called].sum(), called.sum()),
            "spoken": ratio("the same, calls and chats", handling[spoken].sum(), spoken.sum()),
            "all": ratio("the same, every answered contact", handling[met].sum(), met.sum()),
        },
        "transfer_rate": {
            "phone": share("answered calls with two agents / answered calls", moved, called),
            "queued": share("the same, calls and chats", moved, met & (contacts.answered != NEVER)),
        },
        "failure_demand": _failure(found),
        "failure_demand_cost": _costs(found, handling * met),
        "contact_rate": {"per_customer_month": _per_customer(found)},
        "contacts_with_case": {"share": share("contacts with a case / contacts", found.file.of_contact >= 0, everyone)},
        "basic_rate_share": {"share": share("calls at basic rate / calls", everyone, matters.channel == PHONE)},
        "contacts_count": {"all": single("contacts", len(contacts), len(contacts))},
    }


def _failure(found: Simulation) -> dict[str, Figure]:
    known, failure = found.contacts.classified, FAILURE[found.contacts.matters.reason]
    says = "failure / (failure + value)"
    by_unit = {
        f"share;unit={unit}": share(says, failure, known & _owned(found, unit)).within(unit=unit) for unit in UNITS
    }
    return {"share": share(says, failure, known), **by_unit}


def _owned(found: Simulation, unit: str) -> Bools:
    owned: Bools = np.array([reason.unit == unit for reason in REASONS])[found.contacts.matters.reason]
    return owned


def _costs(found: Simulation, handling: Ints) -> dict[str, Figure]:
    """Handling minutes of failure contacts times the cost of a minute, in kronor."""
    price = found.what.cost_per_minute
    failure = FAILURE[found.contacts.matters.reason] & found.contacts.classified

    def cost(rows: Bools) -> Figure:
        kronor = float(handling[rows].sum() / 60 * price)
        return single("handling minutes x cost", kronor, int(rows.sum()), cost_per_minute=price)

    by_unit = {f"cost;unit={unit}": cost(failure & _owned(found, unit)).within(unit=unit) for unit in UNITS}
    return {"cost": cost(failure), **by_unit}


def _per_customer(found: Simulation) -> Figure:
    from gensvar.synthetic.canonical import months_of

    months = len(months_of(found.period.first, found.period.last))
    customers = sum(found.active_customers(months))
    return ratio("contacts / hundred active customers, summed over the months", len(found.contacts), customers / 100)
