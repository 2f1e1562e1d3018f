"""Shapes that several operations share."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AfterValidator, StringConstraints

from gensvar.text import Text


class Said(Schema):
    """A text in both languages."""

    sv: str
    en: str


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str | None = None
    where: str | None = None
    mend: str | None = None
    scope: str | None = None
    errors: list[dict[str, Any]] | None = None


def said(text: Text) -> dict[str, str]:
    """Return a text of the library as JSON."""
    return {"sv": text.sv, "en": text.en}


def _whole(value: Any) -> Any:
    """Refuse NUL, which no database keeps in a text."""
    if isinstance(value, str) and "\0" in value:
        raise ValueError("NUL is not allowed in a text")
    if isinstance(value, dict):
        for key, one in value.items():
            _whole(key), _whole(one)
    if isinstance(value, list):
        for one in value:
            _whole(one)
    return value


def _address(value: str) -> str:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(value)
    except ValidationError as problem:
        raise ValueError("this is no e-mail address") from problem
    return value


Whole = AfterValidator(_whole)
Line = Annotated[str, StringConstraints(max_length=200), Whole]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True), Whole]
Prose = Annotated[str, StringConstraints(max_length=10_000), Whole]
Json = Annotated[Any, Whole]
Fields = Annotated[dict[str, Any], Whole]
Number = Annotated[int, Field(ge=1, le=2**53)]
Version = Annotated[int, Field(ge=0, le=2**31 - 1)]
Address = Annotated[str, StringConstraints(max_length=254, strip_whitespace=True), AfterValidator(_address)]
