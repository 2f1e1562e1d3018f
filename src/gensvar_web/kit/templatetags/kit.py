"""The components as template tags; built into every template. See docs/web/components.md."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from gensvar.text import Text, format_number, format_percent, format_value
from gensvar_web.kit import charts, drawing
from gensvar_web.kit.appearance import appearance_of
from gensvar_web.kit.language import language, say
from gensvar_web.kit.once import FIELD, new_token

register = template.Library()


@register.filter
def said(text: Text | None) -> str:
    """Return a text of the library in the language of the page."""
    return "" if text is None else say(text) if isinstance(text, Text) else str(text)


@register.filter
def number(value: float | None, decimals: int = 0) -> str:
    """Return a number as the reader writes it."""
    return "–" if value is None else format_number(value, language(), decimals)


@register.filter
def percent(value: float | None, decimals: int = 1) -> str:
    """Return a share (0 to 1) in per cent."""
    return "–" if value is None else format_percent(value, language(), decimals)


@register.filter
def figure(value: float | None, unit: str) -> str:
    """Return a figure in its unit (`share`, `s`, `months`, …)."""
    return format_value(value, unit, language())


@register.simple_tag
def once() -> SafeString:
    """Return the hidden field that keeps a form from being carried out twice."""
    return mark_safe(f'<input type="hidden" name="{FIELD}" value="{new_token()}">')  # noqa: S308  # our own token


@register.simple_tag
def verdict(code: str, size: str = "") -> SafeString:
    """A verdict as sign and word, never by colour alone."""
    return drawing.verdict(code, language(), size)


@register.simple_tag
def tag(text: Any, tone: str = "neutral") -> SafeString:
    """A small label. Tones: neutral, accent, success, warning, danger, info."""
    return drawing.tag(text, tone, language())


@register.inclusion_tag("kit/form.html", takes_context=True)
def form(context: template.Context, form: Any, submit: str = "", **options: Any) -> dict[str, Any]:
    """A whole form: summary of mistakes, fields, tokens, button. Options: action, cancel, tone, guard, multipart."""
    return {
        "form": form,
        "submit": submit,
        "csrf_token": context.get("csrf_token"),
        "multipart": form.is_multipart(),
        **options,
    }


@register.inclusion_tag("kit/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """The mistakes of a form with links to their fields; nothing where there are none."""
    mistakes = [
        {"id": bound.id_for_label or bound.auto_id, "text": error}
        for bound in form
        if bound.errors
        for error in bound.errors
    ]
    return {"general": form.non_field_errors(), "mistakes": mistakes}


@register.simple_tag
def table(table: Any) -> SafeString:
    """A `kit.tables.Table`; below 640 px each row becomes a card."""
    return drawing.table(table, language())


@register.simple_tag
def breadcrumb(*parts: Any) -> SafeString:
    """`{% breadcrumb "Regler" url "KS" url2 "Here" %}`: pairs of label and address, last the page itself."""
    return drawing.breadcrumb(gettext("Du är här"), zip(parts[:-1:2], parts[1::2], strict=True), parts[-1])


@register.simple_tag
def tabs(label: str, items: Any, current: str) -> SafeString:
    """Links between views of one thing. `items`: (key, label, address); the current one is marked."""
    return drawing.tabs(label, items, current)


@register.simple_tag
def tile(label: Any, value: Any, note: Any = "", url: str = "", tone: str = "neutral") -> SafeString:
    """A figure with its name, inside `<dl class="tiles">`."""
    return drawing.tile(said(label), value, said(note), url, tone)


@register.inclusion_tag("kit/empty.html")
def empty(title: str, text: str = "", url: str = "", label: str = "") -> dict[str, Any]:
    """What stands where there is nothing yet: why, and the way on."""
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("kit/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Any) -> dict[str, Any]:
    """Links to the pages of a list (a Django `Page`)."""
    query = context["request"].GET.copy() if "request" in context else QueryDict(mutable=True)
    query.pop("page", None)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "query": query.urlencode(), "gap": page.paginator.ELLIPSIS}


@register.simple_tag
def line_chart(chart: charts.LineChart) -> SafeString:
    """A `kit.charts.LineChart`; its figures must also stand in a table."""
    return drawing.line_chart(chart)


@register.simple_tag
def stack(counts: dict[str, int]) -> SafeString:
    """How many rules got each verdict: a bar, and the numbers with sign and word beneath it."""
    return drawing.stack(counts, language())


@register.simple_tag(takes_context=True)
def appearance(context: template.Context) -> str:
    """Return the chosen colour scheme: auto, light or dark."""
    request = context.get("request")
    return appearance_of(request) if request is not None else "auto"
