"""One run of the made-up organisation: everything that happened, in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gensvar.synthetic.cases import CaseFile, make_cases
from gensvar.synthetic.contacts import Contacts, make_contacts
from gensvar.synthetic.matters import make_matters
from gensvar.synthetic.opening import OpeningHours, Period
from gensvar.synthetic.organisation import Organisation
from gensvar.synthetic.people import Surveys, Training, make_surveys, make_training
from gensvar.synthetic.promises import Promises, make_promises
from gensvar.synthetic.randomness import Randomness


@dataclass(frozen=True)
class Simulation:
    """The records of one run, from which both the data and the truth are written."""

    seed: int
    what: Organisation
    period: Period
    hours: OpeningHours
    contacts: Contacts
    file: CaseFile
    promises: Promises
    surveys: Surveys
    training: Training

    def active_customers(self, months: int) -> list[int]:
        """Return the customers of each month; they grow a little."""
        first = max(len(self.contacts) * 3, 1)
        return [round(first * (1 + 0.004 * month)) for month in range(months)]

    def orders(self, months: int) -> list[int]:
        """Return the new contracts of each month."""
        generator = Randomness(self.seed).of("orders")
        return [int(number) for number in np.ceil(generator.uniform(0.010, 0.014, months) * len(self.contacts) * 3)]


def simulate(seed: int, contacts: int, period: Period, what: Organisation | None = None) -> Simulation:
    """Return a run; the same arguments always give the same records."""
    what, randomness = what or Organisation(), Randomness(seed)
    hours = OpeningHours(period, what, randomness.of("storms"))
    matters = make_matters(contacts, what, hours, randomness)
    found = make_contacts(matters, what, hours, randomness)
    file = make_cases(found, what, hours, randomness)
    return Simulation(
        seed,
        what,
        period,
        hours,
        found,
        file,
        make_promises(found, what, hours, randomness),
        make_surveys(found, what, period, randomness),
        make_training(found, what, period, randomness),
    )
