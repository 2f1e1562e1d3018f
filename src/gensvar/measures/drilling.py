"""The rows behind a figure: which contacts or cases fell where, read with the very expressions that counted them.

Agents and free text are never among the columns, customers are pseudonyms. A figure that would not be shown
because few are in its group shows no rows either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from gensvar.errors import BadInput
from gensvar.logs.store import Store
from gensvar.logs.tables import TABLES
from gensvar.measures.answering import missing
from gensvar.measures.asking import TIMES, Asked, read_request
from gensvar.measures.compiling import FAILED, FIRST_EXCLUSION, NOT_DUE, OK, OUTSIDE, UNKNOWN, compiled, fate
from gensvar.measures.facts import FACTS
from gensvar.measures.figures import SMALLEST_GROUP, SUPPRESSED
from gensvar.measures.loading import Measures, load_measures
from gensvar.measures.meaning import Meaning
from gensvar.measures.result import Problem, Request
from gensvar.measures.times import day_number, day_of
from gensvar.text import Text

if TYPE_CHECKING:
    import ibis

FATES = {"ok": OK, "failed": FAILED, "unknown": UNKNOWN, "not_due": NOT_DUE}
HIDDEN = frozenset({"agent_key", "text", "source", "seq", "source_file", "source_row"})
VALUE, LEFT = "the value", "left"


@dataclass(frozen=True)
class Behind:
    """Rows of one fate. `counts` has every fate, also `excluded.<id>` and, for a stock, `left`.

    Times in `rows` carry UTC, days are dates; `the value` is what the measure sums. With a problem there are no rows.
    """

    table: str
    columns: tuple[str, ...] = ()
    rows: list[dict[str, Any]] = field(default_factory=list)
    counts: Mapping[str, int] = field(default_factory=dict)
    problem: Problem | None = None


def rows_behind(
    store: Store, request: Request, which: str, limit: int, offset: int = 0, *, measures: Measures | None = None
) -> Behind:
    """Return a page of the rows that fell into `which`: ok, failed, unknown, not_due, left or excluded.<id>.

    Of a `per` the rows of the numerator. In an interval share rows are told, not half-hours. `by` of the request
    counts for nothing: narrow with `where` and `period`. Raises BadInput as `compute` does.
    """
    asked = read_request(measures or load_measures(), request)
    meaning = asked.meanings[0]
    known, problem = _known(store, asked)
    if problem is not None:
        return Behind(meaning.table, problem=problem)
    lacking = meaning.columns() - known
    names = _names(asked, meaning.without(lacking))
    codes = {code: name for name, code in names.items()}
    if which not in names:
        raise _no_fate(which, names)
    from gensvar.measures.backends import open_backend
    from gensvar.measures.facts.tables import fact_table

    with open_backend("duckdb") as backend:
        facts = fact_table(backend, store, meaning.table).expression
        judged = _judged(facts, asked, meaning.without(lacking), names)
        counts = _counts(backend.fetch(judged.group_by("fate#").aggregate(n=judged.count())).to_pylist(), codes)
        if _too_few(asked, counts):
            return Behind(meaning.table, problem=SUPPRESSED)
        columns = _columns(meaning, known)
        page = _page(judged, names[which], meaning, columns, limit, offset)
        rows = [_row(meaning.table, row) for row in backend.fetch(page).to_pylist()]
    return Behind(meaning.table, columns, rows, counts)


def _known(store: Store, asked: Asked) -> tuple[frozenset[str], Problem | None]:
    from gensvar.measures.facts.known import known_facts

    have = {table: store.columns(table) for table in TABLES}
    known = {meaning.table: known_facts(meaning.table, have) for meaning in asked.meanings if have[meaning.table]}
    problem = missing(asked, {table: known.get(table, frozenset()) for table in TABLES}, have)
    return known.get(asked.meanings[0].table, frozenset()), problem


def _names(asked: Asked, meaning: Meaning) -> dict[str, int]:
    """Return the code of every fate that a row can have; those of exclusions by place, as `fate` numbers them."""
    names = dict(FATES)
    names |= {f"excluded.{rule.role}": FIRST_EXCLUSION + n for n, rule in enumerate(meaning.exclude)}
    return names | ({LEFT: FIRST_EXCLUSION + len(meaning.exclude)} if asked.measure.kind == "stock" else {})


def _judged(facts: ibis.Table, asked: Asked, meaning: Meaning, names: Mapping[str, int]) -> ibis.Table:
    """Return the rows within period and narrowing that the measure is about, with where each falls."""
    import ibis

    from gensvar.measures.cells import Cells
    from gensvar.measures.questions import narrowed

    kept = narrowed(Cells(facts, {}), asked.question).table
    first, last = asked.period
    day, code = kept[meaning.time], fate(meaning, kept)
    if asked.measure.kind == "stock":  # entered by the end of the period, whenever that was
        kept, code = _in_stock(kept, meaning, code, names[LEFT], last)
    else:
        kept = kept.filter(day >= day_number(first)) if first else kept
        kept = kept.filter(kept[meaning.time] <= day_number(last)) if last else kept
        code = fate(meaning, kept)
    value = compiled(meaning.value, kept) if meaning.value is not None else ibis.null("int64")
    found = kept.mutate(**{"fate#": code, "value#": value.cast("int64")})
    return found.filter(found["fate#"] != OUTSIDE)


def _in_stock(table: ibis.Table, meaning: Meaning, code: Any, left: int, last: date | None) -> tuple[ibis.Table, Any]:
    import ibis

    if last:
        end = day_number(last)
        table = table.filter(table[meaning.time].isnull() | (table[meaning.time] <= end))
    gone = ibis.literal(False) if meaning.leaves is None else compiled(meaning.leaves, table).notnull()
    if meaning.leaves is not None and last:
        gone = gone & (compiled(meaning.leaves, table) <= day_number(last))
    code = fate(meaning, table)
    return table, ibis.cases(((code == OK) & gone, left), else_=code).cast("int8")


def _counts(rows: list[dict[str, Any]], codes: Mapping[int, str]) -> dict[str, int]:
    found = {codes[row["fate#"]]: int(row["n"]) for row in rows if row["fate#"] in codes}
    return {name: found.get(name, 0) for name in codes.values()}


def _too_few(asked: Asked, counts: Mapping[str, int]) -> bool:
    """Tell as `answering` does: a narrowing by anything but time must leave enough rows to hide in."""
    if not any(name not in TIMES for name in asked.question.where):
        return False
    judged = sum(counts.get(name, 0) for name in ("ok", "failed", LEFT))
    return 0 < judged < SMALLEST_GROUP or 0 < sum(counts.values()) < SMALLEST_GROUP


def _columns(meaning: Meaning, known: frozenset[str]) -> tuple[str, ...]:
    """Return the row's own columns that may be seen, then the facts that the measure reads."""
    own = [column.name for column in TABLES[meaning.table].columns]
    read = [name for name in FACTS[meaning.table] if name in meaning.columns() and name not in own]
    shown = tuple(name for name in [*own, *read] if name in known and name not in HIDDEN)
    return (*shown, VALUE) if meaning.value is not None else shown


def _page(
    judged: ibis.Table, code: int, meaning: Meaning, columns: tuple[str, ...], limit: int, offset: int
) -> ibis.Table:
    """Return the page: the largest value first where there is one, else in order of time; ties by the row's key."""
    import ibis

    chosen = judged.filter(judged["fate#"] == code)
    key = [name for name in TABLES[meaning.table].key if name in judged.columns]
    order = [ibis.desc("value#")] if meaning.value is not None else []
    ordered = chosen.order_by([*order, meaning.time, *key])
    named = {name: ordered["value#"] if name == VALUE else ordered[name] for name in columns}
    return ordered.select(**named).limit(limit, offset=offset)


def _row(table: str, row: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(table, name, value) for name, value in row.items()}


def _plain(table: str, name: str, value: Any) -> Any:
    kind = FACTS[table][name].kind if name in FACTS[table] else "plain"
    if value is None or kind not in ("time", "day"):
        return value
    return datetime.fromtimestamp(value, UTC) if kind == "time" else day_of(value)


def _no_fate(which: str, names: Mapping[str, int]) -> BadInput:
    listed = ", ".join(names)
    return BadInput(
        Text(sv=f"okänt utfall: {which}", en=f"unknown fate: {which}"),
        mend=Text(sv=f"Det som finns: {listed}", en=f"What there is: {listed}"),
    )
