"""Worked examples as trials: rows and what must come out of them, the same for every engine.

`trials()` gives one trial per example and variant. An engine turns `Trial.rows` into figures in its own
way, in the time zone `ZONE`, and `differences()` says what did not come out as declared; `on_reference()` is how
the oracle does it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from gensvar.logs.tables import TABLES
from gensvar.measures.checking import expectations
from gensvar.measures.declaration import Example, Measure, Number
from gensvar.measures.expressions import Scalar
from gensvar.measures.facts import FACTS
from gensvar.measures.facts.plain import facts_of
from gensvar.measures.figures import Figure, figure
from gensvar.measures.meaning import Meaning, meanings
from gensvar.measures.reference import Question, tallies
from gensvar.measures.tally import Tally
from gensvar.measures.times import day_number
from gensvar.text import Text

Row = Mapping[str, Any]
Tables = dict[str, list[dict[str, Any]]]
FACTS_GIVEN = "facts"
ZONE = "Europe/Stockholm"  # the time zone of every worked example
TOLERANCE = 5e-5  # a figure in an example is written with four decimals


@dataclass(frozen=True)
class Trial:
    """One worked example of one variant.

    With `given_facts`, `rows` holds facts by table, complete and typed: days and times are whole numbers, what the
    example does not say is None. Otherwise it holds canonical rows: times are naive UTC datetimes, `seq` and ids
    are filled in, and columns that the example does not name are absent.
    """

    measure: Measure
    variant: str
    number: int
    title: Text
    parameters: Mapping[str, Number]
    given_facts: bool
    rows: Tables
    expected: Mapping[str, Number | str | None]

    @property
    def name(self) -> str:
        """What the trial is called in test reports: `service_level-C-1`."""
        return f"{self.measure.id}-{self.variant}-{self.number}"

    @property
    def question(self) -> Question:
        """The whole of the rows, in one group."""
        return Question(where={}, target=float(self.parameters.get("target", 0)))

    def meanings(self) -> tuple[Meaning, ...]:
        """Return the variant's meaning with the trial's parameters bound."""
        return meanings(self.measure, self.variant, self.parameters)


def trials(measures: Mapping[str, Measure]) -> list[Trial]:
    """Return every worked example of every variant it is about, in order of id."""
    return [
        trial
        for measure in measures.values()
        for number, example in enumerate(measure.examples, 1)
        for trial in _of(measure, example, number)
    ]


def _of(measure: Measure, example: Example, number: int) -> Iterator[Trial]:
    given_facts = example.rows.get("given") == FACTS_GIVEN
    by_table = _named(measure, example.rows)
    rows = {table: (_facts if given_facts else _canonical)(table, given) for table, given in by_table.items()}
    for variant, expected in expectations(measure, example).items():
        parameters = {**measure.defaults(), **example.parameters}
        yield Trial(measure, variant, number, example.title, parameters, given_facts, rows, expected)


def _named(measure: Measure, rows: Mapping[str, Any]) -> dict[str, list[Row]]:
    """Return the rows by table; `table` stands for the measure's own, `times: n` for n equal rows."""
    return {
        measure.table if name == "table" else name: [row for row in given for _ in range(row.get("times", 1))]
        for name, given in rows.items()
        if name != "given"
    }


def _facts(table: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    known = FACTS[table]
    for row in rows:
        if unknown := set(row) - set(known) - {"times"}:
            raise KeyError(f"{table} has no fact {sorted(unknown)}")
    return [{name: _number(row.get(name)) for name in known} for row in rows]


def _number(value: Any) -> Scalar | None:
    """Days become days since 1970, times seconds since 1970."""
    if isinstance(value, datetime):
        return int(value.replace(tzinfo=UTC).timestamp())
    return day_number(value) if isinstance(value, date) else value


def _canonical(table: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    declared = TABLES[table]
    found = []
    for seq, row in enumerate(rows, 1):
        key = {name: f"{table}-{seq}" for name in declared.key if name.endswith("_id") and len(declared.key) == 1}
        given = {name: _typed(table, name, value) for name, value in row.items() if name != "times"}
        found.append({**key, **given, "seq": seq})
    return found


def _typed(table: str, name: str, value: Any) -> Any:
    """Refuse a column that the table lacks (KeyError); read a time or a date."""
    kind = TABLES[table].column(name).type
    if kind == "time" and isinstance(value, str):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind == "date" and isinstance(value, str) else value


def differences(trial: Trial, counted: Sequence[Tally], found: Figure) -> list[str]:
    """Return what differs from the declaration, as `ok: 2 instead of 3`; nothing if all is well."""
    tally = counted[0]
    got: dict[str, Number | str | None] = {
        "ok": tally.ok,
        "failed": tally.failed,
        "unknown": tally.unknown,
        "not_due": tally.not_due,
        "excluded": sum(tally.excluded),
        "value": found.value,
        "n": found.n,
        "numerator": found.numerator,
        "denominator": found.denominator,
        "problem": found.problem.code if found.problem else None,
    }
    return [
        f"{name}: {got[name]} instead of {wanted}"
        for name, wanted in trial.expected.items()
        if not _same(got[name], wanted)
    ]


def _same(got: Number | str | None, wanted: Number | str | None) -> bool:
    if isinstance(got, float) and isinstance(wanted, int | float):
        return abs(got - wanted) <= TOLERANCE * max(1.0, abs(wanted))
    return got == wanted


def plain_facts(trial: Trial) -> Tables:
    """Return the facts of a trial by table, worked out in plain Python where it gives canonical rows.

    Facts that nobody can know from the example's columns are None.
    """
    if trial.given_facts:
        return trial.rows
    found: Tables = {}
    for table in {meaning.table for meaning in trial.meanings()}:
        rows, _ = facts_of(table, trial.rows, ZONE)
        found[table] = [dict.fromkeys(FACTS[table]) | row for row in rows]
    return found


def on_reference(trial: Trial) -> tuple[tuple[Tally, ...], Figure]:
    """Return what the reference engine makes of a trial."""
    facts = plain_facts(trial)
    counted = tuple(tallies(meaning, facts.get(meaning.table, ()), trial.question)[()] for meaning in trial.meanings())
    return counted, figure(trial.measure, trial.variant, trial.parameters, counted)
