"""What is asked of cubes: a meaning to be counted for a question, and what a cube must tell apart for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from gensvar.measures.expressions import columns_read
from gensvar.measures.facts import FACTS
from gensvar.measures.meaning import Meaning
from gensvar.measures.reference import Question
from gensvar.measures.uses import Needs, Use, needs_of

TIMES = ("day", "month")
BY_DAY = ("interval_share", "stock")  # kinds of measures that go by days whatever is asked


@dataclass(frozen=True)
class Wish:
    """One meaning to be counted for one question."""

    meaning: Meaning
    question: Question

    @property
    def by(self) -> frozenset[str]:
        """The columns that cells must tell apart for the question, besides what the meaning reads."""
        return frozenset({*self.question.where, *(name for name in self.question.by if name not in TIMES)})

    @property
    def needs(self) -> Needs:
        """What is needed of a cube for meaning and question."""
        needs = self.daily
        return needs.by_month(self.meaning.time) if self._monthly() else needs

    @property
    def daily(self) -> Needs:
        """The same, days told apart even where the question does not ask for it."""
        types = FACTS[self.meaning.table]
        return needs_of(self.meaning).also({name: Use(types[name].type, whole=True) for name in self.by})

    def _monthly(self) -> bool:
        """Tell whether it is enough to know the month of each row."""
        time, (first, last) = self.meaning.time, self.question.period
        read = {"day"} if "day" in self.question.by or self.meaning.kind in BY_DAY else set[str]()
        read |= self.by.union(*(columns_read(one) for one in self.meaning.expressions()))
        starts = first is None or first.day == 1
        ends = last is None or (last + timedelta(days=1)).day == 1
        return not {"day", time} & read and starts and ends
