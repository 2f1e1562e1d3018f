"""The facts of one table of a store, put together on one engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from gensvar.calendar import Calendar
from gensvar.evidence.canonical import content_hash
from gensvar.logs.store import Store
from gensvar.measures.backends import Backend
from gensvar.measures.facts.clock import Clock
from gensvar.measures.facts.declared import FACTS
from gensvar.measures.facts.known import tables_behind
from gensvar.measures.facts.opening import ScheduleRow
from gensvar.measures.facts.portable import Table
from gensvar.measures.facts.portable_cases import cases
from gensvar.measures.facts.portable_contacts import contacts
from gensvar.measures.facts.portable_links import UNSURE
from gensvar.measures.facts.portable_people import promises, surveys, training, volumes
from gensvar.measures.facts.portable_time import PortableTime
from gensvar.measures.facts.portable_world import Wanted, Whole
from gensvar.measures.facts.reasons import reasons_of
from gensvar.measures.facts.sources import Reach, plain, reach, small_rows, source

# Raised whenever a fact comes to mean something else, so that what was kept is worked out anew.
VERSION = 1
BUILD: dict[str, Callable[[Whole, Wanted], Table]] = {
    "contacts": contacts,
    "cases": cases,
    "surveys": surveys,
    "training": training,
    "promises": promises,
    "volumes": volumes,
}
IBIS_TYPES = {"text": "string", "int": "int64", "float": "float64", "bool": "boolean"}


@dataclass(frozen=True)
class Building:
    """The facts `wanted` of `table`; nothing is computed until it is asked for."""

    backend: Backend
    store: Store
    table: str
    wanted: frozenset[str]
    certain: bool = True

    @cached_property
    def hash(self) -> str:
        """The hash of everything that decides the facts, whichever of them are wanted."""
        behind = tables_behind(self.table, FACTS[self.table])
        declared = [[fact.name, fact.type, fact.kind, list(fact.needs)] for fact in FACTS[self.table].values()]
        parts = [self.store.data_hash(behind), self.store.zone, Calendar.swedish().version, VERSION, declared]
        return content_hash(parts).removeprefix("sha256:")

    @property
    def names(self) -> list[str]:
        """The wanted facts in the order in which they are declared."""
        return [name for name in FACTS[self.table] if name in self.wanted]

    def nothing(self) -> Table:
        """Return a table without rows that has every declared fact."""
        return self.backend.small([], {name: IBIS_TYPES[fact.type] for name, fact in FACTS[self.table].items()})

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables that the wanted facts need, plain."""
        behind = sorted(tables_behind(self.table, self.wanted) & set(self.store.tables()))
        return {name: plain(name, source(self.backend, self.store, name)) for name in behind}

    @cached_property
    def reach(self) -> Reach:
        """How far the times of the table reach, and the data behind it."""
        return reach(self.backend, self.table, self.tables)

    @cached_property
    def expression(self) -> Table:
        """The facts, in the portable subset of Ibis."""
        facts = BUILD[self.table](self._whole(), self.wanted)
        types = {name: IBIS_TYPES[FACTS[self.table][name].type] for name in self.names}
        told = [] if self.certain or UNSURE not in facts.columns else [UNSURE]
        return facts.select(*told, **{name: facts[name].cast(kind) for name, kind in types.items()})

    def _whole(self) -> Whole:
        schedules = tuple(ScheduleRow.of(row) for row in small_rows(self.store, "schedules"))
        clock = Clock(self.store.zone, self.reach.first_s, self.reach.last_s, schedules)
        reasons = reasons_of(small_rows(self.store, "reasons"))
        time, end_s, stage = PortableTime(clock, self.backend.small), self.reach.end_s, self.backend.stage
        return Whole(self.tables, time, end_s, reasons, stage, self.certain)
