"""Answers in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gensvar.rulebook.model import Question
from gensvar.text import format_number
from gensvar_web.kit.language import language

STATES = {
    "open": (gettext_lazy("Inte besvarad"), "neutral"),
    "carried": (gettext_lazy("Ska bekräftas"), "warning"),
    "dont_know": (gettext_lazy("Vet inte"), "info"),
    "answered": (gettext_lazy("Besvarad"), "success"),
}


def shown(question: Question, value: Any, dont_know: bool) -> str:
    """Return an answer as a person says it; empty where nothing is answered."""
    if dont_know:
        return _("Vet inte")
    if value is None:
        return ""
    if isinstance(value, bool):
        if question.kind == "document" and value:
            return _("Ja, utan datum")
        return _("Ja") if value else _("Nej")
    if isinstance(value, int | float):
        return format_number(value, language(), 0 if float(value).is_integer() else 2)
    return str(value)
