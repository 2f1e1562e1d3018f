"""What a table's facts are worked out from: all tables, the clock, the end of the data, the reasons."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from gensvar.measures.facts.portable import Column, Table, whole
from gensvar.measures.facts.portable_links import Stage
from gensvar.measures.facts.portable_time import PortableTime
from gensvar.measures.facts.reasons import Reason


@dataclass(frozen=True)
class Whole:
    """All tables with times in seconds, how time is reckoned, the end of the data, and the reasons by code.

    Unless `certain`, contacts are linked in one go, with a column that says where that was not enough.
    """

    tables: Mapping[str, Table]
    time: PortableTime
    end_s: int | None
    reasons: Mapping[str, Reason]
    stage: Stage
    certain: bool = True

    @property
    def end(self) -> Column:
        """The end of the data in seconds."""
        return whole(self.end_s)


Wanted = Collection[str]
Make = Callable[[Table, Whole], Column]
