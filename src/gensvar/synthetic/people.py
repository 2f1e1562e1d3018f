"""What customers said in surveys, and what the agents were taught."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gensvar.synthetic.contacts import ANSWERED_OUTCOME, NOBODY, Contacts
from gensvar.synthetic.matters import CHANNEL_NAMES
from gensvar.synthetic.opening import DAY, Period
from gensvar.synthetic.organisation import Organisation
from gensvar.synthetic.randomness import NEVER, Bools, Floats, Ints, Randomness, choose, happens

HOUR = 3600
SCALES = ("csat_1_5", "nps_0_10", "resolved")
CSAT, NPS, RESOLVED = range(3)
COURSES = ("Introduktion kundservice", "Årlig repetition")


@dataclass
class Surveys:
    """One row per question asked. `answered` is NEVER and `score` NaN when nobody answered."""

    contact: Ints
    asked: Ints
    answered: Ints
    scale: Ints
    score: Floats

    def __len__(self) -> int:
        return len(self.asked)


@dataclass
class Training:
    """One row per agent and course; `completed` is NEVER when the course was not taken in time for the data."""

    agent: Ints
    refresher: Bools
    completed: Ints
    first_contact: Ints
    team: Ints

    def __len__(self) -> int:
        return len(self.agent)


def make_surveys(contacts: Contacts, what: Organisation, period: Period, randomness: Randomness) -> Surveys:
    """Return the surveys: some of those who were answered are asked, an hour after."""
    generator = randomness.of("surveys")
    eligible = contacts.outcome == ANSWERED_OUTCOME
    rows = np.flatnonzero(eligible & happens(generator, what.survey_asked, len(contacts)))
    asked = contacts.end[rows] + HOUR
    rows, asked = rows[asked < period.end], asked[asked < period.end]
    answered = asked + generator.integers(60, 2 * DAY, len(rows))
    replied = happens(generator, what.survey_answered, len(rows)) & (answered < period.end)
    scale = choose(generator, [what.survey_kinds[name] for name in SCALES], len(rows))
    solved = (~contacts.matters.unresolved[rows]).astype(np.float64)
    grades = (1.0 + choose(generator, what.csat, len(rows)), 1.0 * choose(generator, what.nps, len(rows)), solved)
    score = np.choose(scale, grades)
    return Surveys(rows, asked, np.where(replied, answered, NEVER), scale, np.where(replied, score, np.nan))


def make_training(contacts: Contacts, what: Organisation, period: Period, randomness: Randomness) -> Training:
    """Return two courses per agent who took contacts: one to begin with, one to repeat every year."""
    generator = randomness.of("training")
    agents = np.unique(np.concatenate([contacts.agent, contacts.second_agent]))
    agents = agents[agents != NOBODY]
    count = len(agents)
    first_contact = period.start - generator.integers(950, 3000, count) * DAY + generator.integers(8, 16, count) * HOUR
    before = happens(generator, what.trained_before, count)
    course = np.where(before, -generator.integers(1, 30, count), generator.integers(1, 60, count)) * DAY
    fresh = happens(generator, what.refreshed, count)
    months = np.where(fresh, generator.integers(1, 330, count), generator.integers(400, 900, count)) * DAY
    return Training(
        agent=np.tile(agents, 2),
        refresher=np.repeat([False, True], count),
        completed=np.concatenate([first_contact + course, period.end - months]),
        first_contact=np.tile(first_contact, 2),
        team=np.tile(agents % 3, 2),
    )


def survey_channels(surveys: Surveys, contacts: Contacts) -> list[str]:
    """Return the channel each survey is about."""
    return [CHANNEL_NAMES[code] for code in contacts.matters.channel[surveys.contact].tolist()]
