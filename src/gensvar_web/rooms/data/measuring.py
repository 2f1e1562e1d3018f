"""Figures of a store, kept on disk for as long as the data are the same. The library computes; nothing is invented."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from gensvar import __version__
from gensvar.evidence import content_hash, write_whole
from gensvar.measures import Request, load_measures
from gensvar.measures.asking import read_request
from gensvar.measures.declaration import Measure
from gensvar.measures.facts import dimensions
from gensvar.measures.meaning import meanings
from gensvar_web.vault.models import Store
from gensvar_web.vault.stores import opened

FIGURES = list[dict[str, Any]]
Progress = Callable[[float, str], None]
AT_ONCE = 300_000  # rows: a page computes figures of a store up to this size itself, a job those of a larger one
BREAKDOWNS = ("month", "channel", "queue", "unit")


@dataclass(frozen=True)
class Question:
    """What a page of one measure asks: JSON types, so that a job can be told."""

    measure: str
    variant: str
    parameters: dict[str, str] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    by: str = ""
    first: str = ""
    last: str = ""

    def request(self, *by: str) -> Request:
        """Return what the library is asked, broken down by `by`."""
        period = (_day(self.first), _day(self.last))
        return Request(self.measure, self.variant, self.parameters, self.where, by, period)

    def requests(self) -> list[Request]:
        """Return the figure, its months, and what it is broken down by besides."""
        beyond = [self.request(self.by)] if self.by not in ("", "month") else []
        return [self.request(), self.request("month"), *beyond]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def every_measure(first: str = "", last: str = "") -> list[Request]:
    """Return a request for each measure in its usual variant."""
    return [Request(name, period=(_day(first), _day(last))) for name in load_measures()]


def breakdowns(measure: Measure) -> tuple[str, ...]:
    """Return what figures of a measure may be broken down and narrowed by: what every table it reads has."""
    tables = [one.table for one in meanings(measure, measure.default_variant, measure.defaults())]
    return tuple(name for name in BREAKDOWNS if name == "month" or all(name in dimensions(one) for one in tables))


def is_small(store: Store) -> bool:
    """Tell whether a page may compute by itself."""
    return sum(int(count) for count in store.rows.values()) <= AT_ONCE


def kept(store: Store, requests: Sequence[Request]) -> list[FIGURES] | None:
    """Return figures that were computed before on these very data; None if they were not."""
    path = _place(store, requests)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def computed(store: Store, requests: Sequence[Request], progress: Progress = lambda _s, _n: None) -> list[FIGURES]:
    """Return the results of each request as JSON, kept or computed now. BadInput for what does not exist."""
    found = kept(store, requests)
    if found is not None:
        return found
    library = opened(store)
    if library is None or not library.manifest.sources:
        return [[] for _ in requests]
    from gensvar.measures import compute

    measures = load_measures()
    for request in requests:
        read_request(measures, request)
    results = [one.to_json() for one in compute(library, requests, "duckdb", progress)]
    answer = _apart(requests, results)
    _keep(_place(store, requests), answer)
    return answer


def _apart(requests: Sequence[Request], results: FIGURES) -> list[FIGURES]:
    """Return the results by request: those of the same measure follow on each other, told apart by their groups."""
    left, answer = list(results), list[FIGURES]()
    for request in requests:
        mine: FIGURES = []
        while left and left[0]["id"] == request.measure and _is_of(left[0], request, bool(mine)):
            mine.append(left.pop(0))
        answer.append(mine)
    return answer


def _is_of(result: dict[str, Any], request: Request, more: bool) -> bool:
    if not result["group"]:  # a figure of everything, or a problem of the whole request
        return not more
    return set(result["group"]) == set(request.by)


def _place(store: Store, requests: Sequence[Request]) -> Path:
    asked = [
        [
            one.measure,
            one.variant,
            dict(one.parameters),
            dict(one.where),
            list(one.by),
            [str(day) for day in one.period],
        ]
        for one in requests
    ]
    key = content_hash([__version__, asked]).removeprefix("sha256:")[:32]
    data = (store.data_hash or "sha256:none").removeprefix("sha256:")[:32]
    return Path(settings.DATA) / "cache" / "figures" / str(store.pk) / data / f"{key}.json"


def _keep(path: Path, answer: list[FIGURES]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for older in path.parent.parent.iterdir():
        if older != path.parent:
            shutil.rmtree(older, ignore_errors=True)
    write_whole(path, json.dumps(answer, ensure_ascii=False).encode())


def values_of(store: Store, measure: Measure, name: str) -> list[str]:
    """Return the values of a column that are shared by enough rows to be shown, most common first where many."""
    from gensvar.measures.figures import SMALLEST_GROUP

    library = opened(store)
    table = meanings(measure, measure.default_variant, measure.defaults())[0].table
    if library is None or not library.columns(table):
        return []
    counting = _COUNTING.get(table)
    if counting is None:
        return []
    request = Request(counting, by=(name,))
    found = kept(store, [request])
    if found is None:
        if not is_small(store):
            return []
        found = computed(store, [request])
    groups = [one["group"].get(name) for one in found[0] if (one["n"] or 0) >= SMALLEST_GROUP]
    return sorted(str(value) for value in groups if value is not None)[:MOST_VALUES]


_COUNTING = {"contacts": "contacts_count", "cases": "cases_count"}
MOST_VALUES = 200
