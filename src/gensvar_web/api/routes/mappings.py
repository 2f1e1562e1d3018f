"""Where the columns of a file belong: proposed, corrected by hand, kept for files with the same columns."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from gensvar.errors import BadInput
from gensvar.logs.mapping import Mapping
from gensvar.logs.tables import TABLES
from gensvar.text import Text
from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.problems import refused
from gensvar_web.api.routes.files import FILE, upload_of
from gensvar_web.api.routes.jobs import JobOut
from gensvar_web.api.routes.jobs import shape as job_shape
from gensvar_web.api.schemas import Line
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.data import actions, corrections, queries
from gensvar_web.rooms.data.forms import MappingForm
from gensvar_web.rooms.data.models import SavedMapping, Upload

router = Router(tags=["data"])


class ColumnOut(Schema):
    """A column of the file: how its values look, some of them, where it goes first, and its unit."""

    name: str
    looks: str
    values: list[str]
    to: str | None = None
    unit: str | None = None


class MappingOut(Schema):
    """How a file is read, where its columns may go, and the first rows that would come of it."""

    state: str
    tables: list[str]
    columns: list[ColumnOut]
    choices: dict[str, list[str]] = Field(description="What a column may go to, by table")
    zone: str = ""
    order: str = ""
    saved_as: str = ""
    rows: dict[str, int]
    sample: dict[str, Any]
    rejected: list[dict[str, Any]]
    problem: dict[str, Any] | None = None


class GivenMapping(Schema):
    """What is corrected; columns left out stay where they are, null means that a column is not used.

    `save_as` keeps it under a name for files with the same columns.
    """

    tables: list[Literal[*TABLES]] | None = None  # type: ignore[valid-type]
    columns: Annotated[dict[Line, Line | None], Field(max_length=500)] = {}
    units: Annotated[dict[Line, Line | None], Field(max_length=500)] = {}
    zone: Line | None = None
    order: Literal["", "ymd", "dmy", "mdy"] | None = None
    save_as: Annotated[Line, Field(max_length=80)] = ""


class SavedOut(Schema):
    """A mapping kept for files with the same columns."""

    id: int
    name: str
    mapping: dict[str, Any]
    updated_at: datetime


def _base(one: Upload) -> Mapping | None:
    return Mapping.model_validate(one.mapping) if one.mapping else None


@router.get(f"{FILE}/mapping", response=MappingOut, auth=reach("data", "data.import"),
            summary="Read how a file would be read")  # fmt: skip
def mapping(request: ApiRequest, org: str, pk: int) -> dict[str, Any]:
    """The proposal, or what was corrected, with sample rows: persons as pseudonyms."""
    one = upload_of(request, pk)
    base = _base(one)
    goes, units = corrections.assigned(base), corrections.units(base)
    columns = [
        {name: column[name] for name in ("name", "looks", "values")}
        | {"to": goes.get(column["name"]), "unit": units.get(column["name"])}
        for column in one.columns
    ]
    return {
        "state": one.state, "tables": list(base.tables) if base else [], "columns": columns,
        "choices": {name: list(corrections.choices_of(name)) for name in TABLES},
        "zone": one.wishes.get("zone", ""), "order": one.wishes.get("order", ""),
        "saved_as": one.saved.name if one.saved else "", "rows": one.about.get("rows", {}),
        "sample": one.about.get("sample", {}), "rejected": one.about.get("rejected", []), "problem": one.problem,
    }  # fmt: skip


@router.patch(f"{FILE}/mapping", response={202: JobOut}, auth=reach("data", "data.import"),
              summary="Correct how a file is read")  # fmt: skip
def correct(request: ApiRequest, org: str, pk: int, given: GivenMapping) -> Status[dict[str, Any]]:
    """The file is inspected again with it: the answer is the job to follow. Then it is `ready`, or tells why not."""
    one = upload_of(request, pk)
    base = _base(one)
    tables = given.tables or (list(base.tables) if base else ["contacts"])
    form = MappingForm(_as_form(one, base, given, tables), tables=tables, columns=one.columns)
    if not form.is_valid():
        raise refused(form)
    made = corrections.corrected(base, tables, form.goes(), form.units(), one.columns, one.file.name)
    corrected = actions.correct_mapping(
        actor=request.user,
        organisation=request.organisation,
        upload=one,
        mapping=made,
        wishes=form.wishes(),
        name=form.cleaned_data["name"].strip(),
    )
    assert corrected.job is not None  # it is being inspected again
    return Status(202, job_shape(corrected.job))


def _as_form(one: Upload, base: Mapping | None, given: GivenMapping, tables: list[str]) -> dict[str, Any]:
    """Return the form as the page would send it: what stands, overlaid with what was given."""
    known = {column["name"] for column in one.columns}
    unknown = sorted({*given.columns, *given.units} - known)
    if unknown:
        raise BadInput(Text(sv="filen har ingen sådan kolumn", en="the file has no such column"), where=unknown[0])
    goes = {
        name: to for name, to in corrections.assigned(base).items() if to.partition(".")[0] in tables
    } | given.columns
    units = corrections.units(base) | given.units
    wishes = {
        "zone": one.wishes.get("zone", "") if given.zone is None else given.zone,
        "order": one.wishes.get("order", "") if given.order is None else given.order,
    }
    fields: dict[str, Any] = {**wishes, "name": given.save_as}
    for place, column in enumerate(one.columns):
        fields[f"column_{place}"] = goes.get(column["name"]) or ""
        fields[f"unit_{place}"] = units.get(column["name"]) or ""
    return fields


@router.get("/o/{slug:org}/mappings", response=Page[SavedOut], auth=reach("data", "data.import"),
            summary="List the saved mappings")  # fmt: skip
def saved(request: ApiRequest, org: str, asked: Paged) -> dict[str, Any]:
    """By name."""
    return page_of(request, queries.saved_mappings(request.organisation), asked, _saved)


def _saved(one: SavedMapping) -> dict[str, Any]:
    return {"id": one.pk, "name": one.name, "mapping": one.mapping, "updated_at": one.updated_at}


@router.delete("/o/{slug:org}/mappings/{int:pk}", response={204: None}, auth=reach("data", "data.import"),
               summary="Forget a saved mapping")  # fmt: skip
def forget(request: ApiRequest, org: str, pk: int) -> Status[None]:
    """Files that were read with it stay as they are."""
    one = get_object_or_404(queries.saved_mappings(request.organisation), pk=pk)
    actions.forget_mapping(actor=request.user, organisation=request.organisation, saved=one)
    return Status(204, None)
