"""Lists in pages: `?page=2&size=50`; the answer says how many there are and where the next page is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.http import HttpRequest
from ninja import Field, Query, Schema

T = TypeVar("T")


class Page(Schema, Generic[T]):
    """A page of a list."""

    items: list[T]
    count: int = Field(description="How many there are in all")
    next: str | None = Field(None, description="The address of the next page")


class Asked(Schema):
    """Which page."""

    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(50, ge=1, le=200)


Paged = Annotated[Asked, Query()]


def page_of(
    request: HttpRequest, found: Any, asked: Asked, form: Callable[[Any], Any] = lambda one: one
) -> dict[str, Any]:
    """Return a page of a queryset or a sequence, each item put into its form."""
    count = len(found) if isinstance(found, Sequence) else found.count()
    start = (asked.page - 1) * asked.size
    items = [form(one) for one in found[start : start + asked.size]]
    return {"items": items, "count": count, "next": _next(request, asked, count)}


def sliced(
    request: HttpRequest,
    asked: Asked,
    count: int,
    rows: Callable[[int, int], list[Any]],
    form: Callable[[Any], Any] = lambda one: one,
) -> dict[str, Any]:
    """Return a page of what is counted already; `rows(first, count)` reads no more than the page shows."""
    found = rows((asked.page - 1) * asked.size, asked.size)
    return {"items": [form(one) for one in found], "count": count, "next": _next(request, asked, count)}


def _next(request: HttpRequest, asked: Asked, count: int) -> str | None:
    if asked.page * asked.size >= count:
        return None
    query = request.GET.copy()
    query["page"] = str(asked.page + 1)
    return f"{request.path}?{query.urlencode()}"
