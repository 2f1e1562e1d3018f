"""One finding in full, verdicts that a person set aside, and thresholds of one's own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.routes.assessments import record_of
from gensvar_web.api.schemas import Line, Prose, Said, said
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.findings import actions, lists, queries
from gensvar_web.rooms.findings.models import Override
from gensvar_web.rooms.findings.names import with_names
from gensvar_web.vault import editions
from gensvar_web.vault.models import FindingRow

router = Router(tags=["findings"])
THRESHOLD = "/o/{slug:org}/thresholds"


class OverrideOut(Schema):
    """A person's verdict in the place of the judged one: by whom, when, and whether it was taken back."""

    id: int
    rulebook: str
    rule: str
    verdict: str
    reason: str
    by: int | None = None
    on: datetime
    withdrawn_by: int | None = None
    withdrawn_at: datetime | None = None


class Earlier(Schema):
    """A verdict on the rule in another assessment."""

    assessment: int
    edition: str
    created_at: datetime
    verdict: str
    value: float | None = None
    n: int | None = None
    overridden: bool


class WholeFinding(Schema):
    """A finding as the sealed document has it, with names for persons; overrides and history of the rule."""

    finding: dict[str, Any]
    overrides: list[OverrideOut]
    history: list[Earlier]


class GivenOverride(Schema):
    """A person's verdict in the place of the judged one."""

    rule: Line
    verdict: Literal["met", "not_met", "cannot_be_judged", "not_applicable"]
    reason: Annotated[Prose, Field(min_length=1, max_length=2000)]


class Own(Schema):
    """The organisation's own value, and where it comes from."""

    value: float
    note: str = ""


class ThresholdOut(Schema):
    """A parameter of a rule: the rulebook's value today (null where it leaves it open), and the organisation's own."""

    rule: str
    parameter: str
    title: Said
    unit: str
    value: float | None = None
    status: str | None = None
    confidence: str | None = None
    own: Own | None = None


class GivenThreshold(Schema):
    """The organisation's own threshold, a share as 0 to 1; without a value it is taken away."""

    value: float | None = Field(None, ge=0, allow_inf_nan=False)
    note: Annotated[Line, Field(max_length=300)] = ""


class Against(Schema):
    """Which edition; the one in force of the customer service rules if none is named."""

    rulebook: Line = "KS"
    edition: Line = ""


@router.get("/o/{slug:org}/assessments/{int:pk}/findings/{rule}", response=WholeFinding,
            auth=reach("read", "findings.read"), summary="Read a finding in full")  # fmt: skip
def finding(request: ApiRequest, org: str, pk: int, rule: str) -> dict[str, Any]:
    """Evidence with figures, intervals, formulas, exclusions; own answers; earlier verdicts on the rule."""
    record = record_of(request, pk)
    found = queries.finding_in(record, rule)
    if found is None:
        raise Http404
    book = record.edition.rulebook
    return {
        "finding": with_names(found),
        "overrides": [_override(one) for one in queries.overrides_ever(request.organisation, book, rule)],
        "history": [_earlier(one) for one in queries.history(request.organisation, book, rule)],
    }


def _override(one: Override) -> dict[str, Any]:
    same = {name: getattr(one, name) for name in ("rulebook", "rule", "verdict", "reason", "on", "withdrawn_at")}
    return {"id": one.pk, **same, "by": one.by_id, "withdrawn_by": one.withdrawn_by_id}


def _earlier(row: FindingRow) -> dict[str, Any]:
    record = row.assessment
    same = {name: getattr(row, name) for name in ("verdict", "value", "n", "overridden")}
    return {"assessment": record.pk, "edition": record.edition.edition, "created_at": record.created_at, **same}


@router.get("/o/{slug:org}/overrides", response=Page[OverrideOut], auth=reach("read", "findings.read"),
            summary="List the overrides in force")  # fmt: skip
def overrides(request: ApiRequest, org: str, asked: Paged) -> dict[str, Any]:
    """Of every rulebook, the newest first."""
    return page_of(request, queries.overrides_of(request.organisation), asked, _override)


@router.post("/o/{slug:org}/assessments/{int:pk}/overrides", response={201: OverrideOut},
             auth=reach("assess", "findings.override"), summary="Set a verdict aside")  # fmt: skip
def override(request: ApiRequest, org: str, pk: int, given: GivenOverride) -> Status[dict[str, Any]]:
    """From the next assessment on; the reason and the person stay visible."""
    record = record_of(request, pk)
    if not record.findings.filter(rule=given.rule).exists():
        raise BadInput(Text(sv="bedömningen har ingen sådan regel", en="the assessment has no such rule"), where="rule")
    made = actions.set_aside(actor=request.user, organisation=request.organisation, record=record, **given.dict())
    return Status(201, _override(made))


@router.delete("/o/{slug:org}/overrides/{int:pk}", response={204: None}, auth=reach("assess", "findings.override"),
               summary="Take an override back")  # fmt: skip
def withdraw(request: ApiRequest, org: str, pk: int) -> Status[None]:
    """The next assessment judges by the evidence again."""
    found = get_object_or_404(queries.overrides_of(request.organisation), pk=pk)
    actions.withdraw(actor=request.user, organisation=request.organisation, override=found)
    return Status(204, None)


@router.get(THRESHOLD, response=Page[ThresholdOut], auth=reach("read", "findings.read"), tags=["organisation"],
            summary="List the thresholds")  # fmt: skip
def thresholds(request: ApiRequest, org: str, asked: Paged, against: Query[Against]) -> dict[str, Any]:
    """What measures are compared with or counted by: the rulebook's values and the organisation's own."""
    today = timezone.localdate()
    listed = editions.in_force(against.rulebook, today) if not against.edition else None
    whole = editions.whole(listed) if listed else editions.edition(against.rulebook, against.edition)
    if whole is None:
        raise Http404
    own = request.organisation.thresholds
    return page_of(request, lists.thresholds(whole), asked, lambda pair: _threshold(pair, today, own))


def _threshold(pair: tuple[Any, Any], today: date, own: dict[str, Any]) -> dict[str, Any]:
    from gensvar.rulebook.in_force import value_on

    rule, parameter = pair
    dated = value_on(parameter, today)
    return {
        "rule": rule.id, "parameter": parameter.id, "title": said(parameter.title), "unit": parameter.unit,
        "value": dated.value if dated else None, "status": dated.status if dated else None,
        "confidence": dated.confidence if dated else None, "own": own.get(rule.id, {}).get(parameter.id),
    }  # fmt: skip


@router.put(f"{THRESHOLD}/{{rule}}/{{parameter}}", response={204: None}, auth=reach("admin", "findings.thresholds"),
            tags=["organisation"], summary="Set or remove a threshold of one's own")  # fmt: skip
def threshold(request: ApiRequest, org: str, rule: str, parameter: str, given: GivenThreshold) -> Status[None]:
    """From the next assessment on."""
    if given.value is not None and given.value > 1 and _unit(rule, parameter) == "share":
        raise BadInput(Text(sv="en andel är 0 till 1", en="a share is 0 to 1"), where="value")
    _unit(rule, parameter)
    actions.set_threshold(
        actor=request.user, organisation=request.organisation, rule=rule, parameter=parameter, **given.dict()
    )
    return Status(204, None)


def _unit(rule: str, parameter: str) -> str:
    """Return the unit of a parameter that some edition has; BadInput if none has it."""
    for one in editions.listed():
        found = editions.whole(one).rules.get(rule)
        named = next((entry for entry in found.parameters if entry.id == parameter), None) if found else None
        if named is not None:
            return str(named.unit)
    raise BadInput(
        Text(sv="det finns ingen sådan parameter", en="there is no such parameter"), where=f"{rule}/{parameter}"
    )
