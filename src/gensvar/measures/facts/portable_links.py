"""A customer's contacts linked to each other, for whole tables: what `plain_links` says, in windows.

In a customer's contacts by start, the one before is the last to have ended and the one after the first to
start, unless some overlap or touch. Customers with such contacts are few. `with_gaps` puts their ends and starts,
and theirs alone, in one order and reads the latest end before a start, the earliest start after an end, off that.
`with_likely_gaps` goes through the contacts once only, looks past a few that overlap, and says where that
was not enough.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import ibis

from gensvar.measures.facts.portable import Column, Table, looked_up

Stage = Callable[[Table], Table]
# Names of working columns; none of them is a fact.
KEY, FAMILY, START, END = "link_key", "link_family", "link_start", "link_end"
UNSURE = "links_unsure"
DEPTH = 2  # how many neighbours `with_likely_gaps` looks at on either side
NEVER = -(2**62)
ALONE = "\x1f"  # begins a key that no customer and no reason has: a control character


def with_gaps(table: Table, family: str | None, stage: Stage) -> Table:
    """Add `prev_gap_s` and `next_gap_s`, and with the column `family` the same within one family of reasons.

    `table` has `contact_id`, `customer_key`, `t_start` and `t_end` in seconds. `stage` may keep a small table
    once it is worked out, so that it is not worked out again.
    """
    kinds, linked = _kinds(family), _linked(table, family)
    walked = linked.mutate(**{name: column for kind in kinds for name, column in _walked(linked, kind).items()})
    tangled = stage(_tangled(linked))
    found = _mended(walked, _untangled(linked, tangled, kinds), kinds)
    gaps = {name: column for kind in kinds for name, column in _gaps(found, kind).items()}
    return found.select(*table.columns, **gaps)


def with_likely_gaps(table: Table, family: str | None) -> Table:
    """Add what `with_gaps` adds and `links_unsure`: where that is true, some gap of the row may be wrong."""
    kinds, linked = _kinds(family), _linked(table, family)
    looked = linked.mutate(**{name: column for kind in kinds for name, column in _looked(linked, kind).items()})
    found = looked.mutate(**{name: column for kind in kinds for name, column in _likely(looked, kind).items()})
    gaps = {name: column for kind in kinds for name, column in _gaps(found, kind).items()}
    unsure = reduce(or_, (found[kind.flag] & found[f"{kind.prefix}unsure"] for kind in kinds))
    return found.select(*table.columns, **gaps, **{UNSURE: unsure})


@dataclass(frozen=True)
class Kind:
    """One way of linking: what its columns begin with, which contacts have a key, and the key."""

    prefix: str
    flag: str
    keys: tuple[str, ...]


def _kinds(family: str | None) -> list[Kind]:
    every = Kind("", "link_known", (KEY,))
    return [every] if family is None else [every, Kind("same_", "link_same_known", (KEY, FAMILY))]


def _linked(table: Table, family: str | None) -> Table:
    """Add the keys. A contact that is not linked is alone under its own id, so that no window grows huge."""
    ours = table["direction"].isnull() | (table["direction"] == "inbound")
    linked = ours & table["customer_key"].notnull()
    topic = ibis.null("string") if family is None else table[family]
    return table.mutate(
        link_known=linked,
        link_same_known=linked & topic.notnull(),
        **{
            KEY: ibis.ifelse(linked, table["customer_key"], ibis.literal(ALONE) + table["contact_id"]),
            FAMILY: ibis.coalesce(topic, ALONE),
            START: table["t_start"],
            END: ibis.greatest(table["t_start"], ibis.coalesce(table["t_end"], table["t_start"])),
        },
    )


def _tangled(linked: Table) -> Table:
    """Return the customers with contacts that overlap or touch."""
    contacts = linked.filter(linked["link_known"]).select(KEY, START, END)
    before = contacts[END].lag().over(ibis.window(group_by=KEY, order_by=START))
    marked = contacts.mutate(touches=before >= contacts[START])
    return marked.filter(marked["touches"]).select(KEY).distinct()


def _walked(linked: Table, kind: Kind) -> dict[str, Column]:
    """Return the end of the contact before and the start of the one after, in order of start."""
    window = ibis.window(group_by=list(kind.keys), order_by=START)
    return {
        f"{kind.prefix}prev_end": linked[END].lag().over(window),
        f"{kind.prefix}next_start": linked[START].lead().over(window),
    }


def _looked(linked: Table, kind: Kind) -> dict[str, Column]:
    """Return the ends of the last contacts before and the latest of all older ones, and the next starts."""
    keys = list(kind.keys)
    window = ibis.window(group_by=keys, order_by=START)
    older = ibis.window(group_by=keys, order_by=START, preceding=(None, DEPTH + 1))
    near = range(1, DEPTH + 1)
    return (
        {f"{kind.prefix}end_{n}": linked[END].lag(n).over(window) for n in near}
        | {f"{kind.prefix}start_{n}": linked[START].lead(n).over(window) for n in near}
        | {f"{kind.prefix}end_{DEPTH + 1}": linked[END].max().over(older)}
    )


def _likely(looked: Table, kind: Kind) -> dict[str, Column]:
    nothing = ibis.null("int64")
    ends = [looked[f"{kind.prefix}end_{n}"] for n in range(1, DEPTH + 2)]
    starts = [looked[f"{kind.prefix}start_{n}"] for n in range(1, DEPTH + 1)]
    before = ibis.greatest(*(ibis.ifelse(end < looked[START], end, NEVER) for end in ends))
    unsure = ibis.coalesce(ends[-1] >= looked[START], False) | ibis.coalesce(starts[-1] <= looked[END], False)
    return {
        f"{kind.prefix}prev_end": ibis.ifelse(before > NEVER, before, nothing),
        f"{kind.prefix}next_start": ibis.coalesce(
            *(ibis.ifelse(start > looked[END], start, nothing) for start in starts)
        ),
        f"{kind.prefix}unsure": unsure,
    }


def _untangled(linked: Table, tangled: Table, kinds: Sequence[Kind]) -> Table:
    """Return for each key, family, start and end of tangled customers the end before and the start after."""
    theirs = linked.filter(linked["link_known"]).select(KEY, FAMILY, START, END, *(kind.flag for kind in kinds))
    theirs = theirs.semi_join(tangled, KEY)
    rows = theirs.select(KEY, FAMILY, START, END).distinct()
    for kind in kinds:
        rows = _neighbours(rows, theirs.filter(theirs[kind.flag]), kind)
    return rows.mutate(tangled=True)


def _neighbours(rows: Table, contacts: Table, kind: Kind) -> Table:
    """Add the end before and the start after, from ends and starts in one order.

    At equal seconds a start comes before an end: what starts as another ends does not come after it.
    """
    placed = _placed(contacts, kind.keys)
    for moment, name, wanted in ((START, "prev_end", ~placed["is_end"]), (END, "next_start", placed["is_end"])):
        some = placed.filter(wanted)
        once = some.group_by([*kind.keys, "second"]).aggregate(**{name: some[name].max()})
        on: dict[str, Column] = {key: rows[key] for key in kind.keys} | {"second": rows[moment]}
        rows = looked_up(rows, once, on, {f"{kind.prefix}{name}": name})
    return rows


def _placed(contacts: Table, keys: Sequence[str]) -> Table:
    """Return every start and end with the latest end before it and the earliest start after it."""
    starts = contacts.select(*keys, at=contacts[START] * 2)
    moments = starts.union(contacts.select(*keys, at=contacts[END] * 2 + 1))
    second, is_end, nothing = (moments["at"] // 2).cast("int64"), moments["at"] % 2 == 1, ibis.null("int64")
    before = ibis.window(group_by=list(keys), order_by="at", preceding=(None, 1))
    after = ibis.window(group_by=list(keys), order_by="at", following=(1, None))
    return moments.mutate(
        second=second,
        is_end=is_end,
        prev_end=ibis.ifelse(is_end, second, nothing).max().over(before),
        next_start=ibis.ifelse(is_end, nothing, second).min().over(after),
    )


def _mended(walked: Table, exact: Table, kinds: Sequence[Kind]) -> Table:
    """Return what was walked, with the exact neighbours of tangled customers in its place."""
    names = [f"{kind.prefix}{name}" for kind in kinds for name in ("prev_end", "next_start")]
    on = {name: walked[name] for name in (KEY, FAMILY, START, END)}
    found = looked_up(walked, exact, on, {"tangled": "tangled"} | {f"exact_{name}": name for name in names})
    mended = {name: ibis.ifelse(found["tangled"].notnull(), found[f"exact_{name}"], found[name]) for name in names}
    return found.mutate(**mended)


def _gaps(found: Table, kind: Kind) -> dict[str, Column]:
    before = found[START] - found[f"{kind.prefix}prev_end"]
    after = found[f"{kind.prefix}next_start"] - found[END]
    nothing = ibis.null("int64")
    return {
        f"prev_{kind.prefix}gap_s": ibis.ifelse(found[kind.flag], before, nothing),
        f"next_{kind.prefix}gap_s": ibis.ifelse(found[kind.flag], after, nothing),
    }
