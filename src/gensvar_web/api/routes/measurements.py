"""Measures of the organisation's data: computed, read, and the rows behind a figure."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import Http404
from ninja import Field, Query, Router, Schema, Status

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.api.paging import Page, Paged, sliced
from gensvar_web.api.routes.jobs import JobOut
from gensvar_web.api.routes.jobs import shape as job_shape
from gensvar_web.api.schemas import Line
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.data import actions, measuring
from gensvar_web.vault.models import Store
from gensvar_web.vault.stores import default_store, opened

router = Router(tags=["measures"])
PLACE = "/o/{slug:org}/measurements"


class Narrowed(Schema):
    """How a measure is asked: variant, own parameters as `name=value`, narrowing, days."""

    variant: Line = ""
    parameter: Annotated[list[Line], Field(max_length=20, description="Own values, each as name=value")] = []
    channel: Line = ""
    queue: Line = ""
    unit: Line = ""
    first: date | None = None
    last: date | None = None


class GivenMeasure(Narrowed):
    """What is asked of a measure; without a measure all are computed in their usual variant."""

    measure: Line = ""
    by: Line = Field("", description="month, channel, queue or unit")


class Broken(Narrowed):
    """How a measure is asked, and what it is broken down by."""

    by: Line = Field("", description="month, channel, queue or unit")


class Days(Schema):
    """Which days, both included; all if left out."""

    first: date | None = None
    last: date | None = None


class Figures(Schema):
    """The figure, its months, and its breakdown where one was asked for: n, value, interval, formula, exclusions."""

    figures: list[list[dict[str, Any]]]


class Row(Schema):
    """A contact or case behind a figure: customers as pseudonyms, no agents."""

    row: dict[str, Any]


@router.get(PLACE, response=Figures, auth=reach("read", "data.read"), summary="Read every computed measure")
def every(request: ApiRequest, org: str, period: Query[Days]) -> dict[str, Any]:
    """In their usual variants; 404 until they have been computed on the data there are now."""
    wanted = measuring.every_measure(_written(period.first), _written(period.last))
    return _kept(default_store(request.organisation), wanted)


@router.post(PLACE, response={202: JobOut}, auth=reach("data", "data.measure"), summary="Compute measures")
def measure(request: ApiRequest, org: str, given: GivenMeasure) -> Status[dict[str, Any]]:
    """The answer is the job to follow; its figures are read from `measurements/{measure}`, or `measurements`."""
    arguments: dict[str, Any] = {"first": _written(given.first), "last": _written(given.last)}
    if given.measure:
        arguments = {"question": vars(_question(given.measure, given, given.by))}
    made = actions.begin_measuring(
        actor=request.user, organisation=request.organisation, arguments=arguments, key=_key(arguments)
    )
    return Status(202, job_shape(made))


def _key(arguments: dict[str, Any]) -> str:
    from gensvar.evidence import content_hash

    return f"api:{content_hash(arguments)}"


@router.get(f"{PLACE}/{{measure}}", response=Figures, auth=reach("read", "data.read"), summary="Read computed figures")
def figures(request: ApiRequest, org: str, measure: str, asked: Query[Broken]) -> dict[str, Any]:
    """404 until they have been computed on the data there are now; small data are computed as they are asked for."""
    question = _question(measure, asked, asked.by)
    store = default_store(request.organisation)
    if store is not None and measuring.is_small(store):
        return {"figures": measuring.computed(store, question.requests())}
    return _kept(store, question.requests())


@router.get(f"{PLACE}/{{measure}}/rows", response=Page[Row], auth=reach("data", "data.rows"),
            summary="List the contacts or cases behind a figure")  # fmt: skip
def rows(
    request: ApiRequest, org: str, measure: str, asked: Paged, narrowed: Query[Narrowed], fate: Line = "ok"
) -> dict[str, Any]:
    """`fate` is ok, failed, unknown, not_due, left or excluded.<why>; few rows are not shown, so that nobody is met."""
    from gensvar.measures.drilling import rows_behind

    question, library = _question(measure, narrowed, ""), opened(default_store(request.organisation))
    if library is None:
        raise Http404
    start = (asked.page - 1) * asked.size
    behind = rows_behind(library, question.request(), fate, asked.size, start)
    if behind.problem is not None:
        raise BadInput(behind.problem.text, where=measure)
    found = [{"row": {name: row[name] for name in behind.columns}} for row in behind.rows]
    return sliced(request, asked, behind.counts.get(fate, 0), lambda _first, _count: found)


def _kept(store: Store | None, requests: Any) -> dict[str, Any]:
    found = measuring.kept(store, requests) if store else None
    if found is None:
        raise Http404
    return {"figures": found}


def _question(name: str, given: Narrowed, by: str) -> measuring.Question:
    """Return what the room computes; BadInput, with the nearest that exists, for what does not."""
    from gensvar.measures import load_measures
    from gensvar.measures.asking import read_request

    measures = load_measures()
    where = {key: value for key in ("channel", "queue", "unit") if (value := getattr(given, key))}
    question = measuring.Question(
        name,
        given.variant or measures.named(name).default_variant,
        dict(_pair(one) for one in given.parameter),
        where,
        by,
        _written(given.first),
        _written(given.last),
    )
    for request in question.requests():
        read_request(measures, request)
    return question


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise BadInput(Text(sv="skriv namn=värde", en="write name=value"), where=text)
    return name.strip(), value.strip()


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
