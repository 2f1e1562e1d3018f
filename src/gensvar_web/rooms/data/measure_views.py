"""What can be measured, one measure in full, and the rows behind it."""

from __future__ import annotations

import calendar
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gensvar.evidence import content_hash
from gensvar.measures import load_measures
from gensvar.measures.declaration import Measure
from gensvar.measures.drilling import VALUE, rows_behind
from gensvar.measures.facts import FACTS
from gensvar.report.cells import figure
from gensvar.text import format_number
from gensvar_web.kit.language import language, say
from gensvar_web.kit.tables import Cell, Column, Table, table
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.data import actions, figures, measuring
from gensvar_web.rooms.data.forms import PeriodForm, QuestionForm
from gensvar_web.rooms.data.measuring import Question
from gensvar_web.rooms.data.words import worded
from gensvar_web.vault.models import Store
from gensvar_web.vault.stores import default_store, opened

PAGE = 50
NARROWING = ("channel", "queue", "unit")


@gate("data.read")
@require_http_methods(["GET", "POST"])
def measures(request: InOrganisation) -> HttpResponse:
    """Show every measure: its figure, or what is missing. POST has them computed in the background."""
    store = default_store(request.organisation)
    form = PeriodForm(request.GET or None)
    days = _days(form)
    if request.method == "POST":
        return _begin(request, {**days, "url": _here(request)}, f"all-{days['first']}-{days['last']}")
    context: dict[str, Any] = {"form": form, "store": store if store and store.rows else None}
    if context["store"]:
        wanted = measuring.every_measure(days["first"], days["last"])
        found = measuring.kept(context["store"], wanted)
        context |= {"waits": found is None, **_overview(request, found or [], days)}
    return render(request, "data/measures.html", context, status=422 if form.errors else 200)


def _overview(request: InOrganisation, found: list[measuring.FIGURES], days: dict[str, str]) -> dict[str, Any]:
    known = load_measures()
    results = [one for some in found for one in some]

    def url(measure: str) -> str:
        return figures.address(reverse("data:measure", args=[request.organisation.slug, measure]), **days)

    lacking = [one for one in results if figures.is_lacking(one)]
    there = [one for one in results if not figures.is_lacking(one)]
    return {
        "results": figures.overview_table(there, known, url, _("Mått som kan räknas")) if there else None,
        "lacking": figures.lacking_table(lacking, known, url, _("Mått som saknar data")) if lacking else None,
        "there": len(there),
        "missing": len(lacking),
    }


@gate("data.read")
@require_http_methods(["GET", "POST"])
def measure(request: InOrganisation, measure: str) -> HttpResponse:
    """Show one measure in full. POST has it computed in the background, where the data are large."""
    store, declared = _found(request, measure)
    form = QuestionForm(request.GET or None, measure=declared, values=_values(store, declared))
    if request.GET and not form.is_valid():
        return render(request, "data/measure.html", {"measure": declared, "form": form, "store": store}, status=422)
    question = _question(form, declared)
    if request.method == "POST":
        key = content_hash(vars(question)).removeprefix("sha256:")[:40]
        return _begin(request, {"question": vars(question), "url": _here(request)}, key)
    found = measuring.kept(store, question.requests())
    if found is None and measuring.is_small(store):
        found = measuring.computed(store, question.requests())
    if not request.GET:
        form = QuestionForm(initial=_defaults(declared), measure=declared, values=_values(store, declared))
    context = {"measure": declared, "form": form, "store": store, "waits": found is None}
    return render(
        request, "data/measure.html", context | (_answer(request, declared, question, found) if found else {})
    )


def _answer(
    request: InOrganisation, declared: Measure, question: Question, found: list[measuring.FIGURES]
) -> dict[str, Any]:
    base = reverse("data:rows", args=[request.organisation.slug, declared.id])
    may_see = request.user.has_perm("data.rows", request.organisation)
    asked = _query(question)

    def rows(fate: str) -> str:
        return figures.address(base, **{**asked, "by": ""}, fate=fate) if may_see else ""

    here = reverse("data:measure", args=[request.organisation.slug, declared.id])

    def group(by: str) -> Any:
        return lambda value: figures.address(here, **{**asked, "by": "", **_narrowed(question, by, value)})

    result, months = found[0][0], found[1]
    lacking = figures.is_lacking(result)
    return {
        "result": result,
        "variant": declared.variants[question.variant],
        "value": figures.value_of(result),
        "interval": figures.interval_of(result),
        "problem": figures.problem_of(result),
        "lacking": lacking,
        "formula": result["formula"],
        "formula_words": result["formula"][language()],
        "counted": figures.counted(result, declared, rows) if not result["problem"] else [],
        "left_out": figures.left_out(result, declared, rows),
        "chart": figures.chart_of(months, declared) if not lacking else None,
        "months": figures.group_table(months, "month", declared, group("month")) if months and not lacking else None,
        "groups": figures.group_table(found[2], question.by, declared, group(question.by))
        if len(found) > 2 and found[2] and not lacking
        else None,
        "by": question.by,
    }


def _narrowed(question: Question, by: str, value: Any) -> dict[str, str]:
    if by != "month":
        return {by: str(value)}
    year, month = (int(part) for part in str(value).split("-"))
    first, last = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    begins = max(first, date.fromisoformat(question.first)) if question.first else first
    ends = min(last, date.fromisoformat(question.last)) if question.last else last
    return {"first": begins.isoformat(), "last": ends.isoformat()}


@gate("data.rows")
@require_safe
def rows(request: InOrganisation, measure: str) -> HttpResponse:
    """Show the contacts or cases behind a figure: no agents, customers as pseudonyms, nobody singled out."""
    store, declared = _found(request, measure)
    library = opened(store)
    form = QuestionForm(request.GET or None, measure=declared, values=_values(store, declared))
    if library is None or (request.GET and not form.is_valid()):
        return redirect("data:measure", request.organisation.slug, measure)
    question = _question(form, declared)
    which = request.GET.get("fate", "failed" if declared.kind == "share" else "ok")
    number = request.GET.get("page", "1")
    place = max(int(number), 1) if number.isdecimal() and len(number) < 9 else 1
    behind = rows_behind(library, question.request(), which, PAGE, (place - 1) * PAGE)
    total = behind.counts.get(which, 0)
    page = Paginator(range(total), PAGE).get_page(place)
    if page.number != place and total:
        behind = rows_behind(library, question.request(), which, PAGE, (page.number - 1) * PAGE)
    back = figures.address(reverse("data:measure", args=[request.organisation.slug, measure]), **_query(question))
    context = {
        "measure": declared,
        "variant": declared.variants[question.variant],
        "problem": say(behind.problem.text) if behind.problem else "",
        "table": _rows_table(behind.table, behind.columns, behind.rows, ZoneInfo(library.zone), declared),
        "page": page,
        "total": total,
        "fates": _fates(request, declared, question, behind.counts),
        "current": which,
        "back": back,
        "zone": library.zone,
        "narrowed": [value for value in [question.first, question.last] if value]
        + [worded(key, value) for key, value in question.where.items()],
    }
    return render(request, "data/rows.html", context)


def _fates(request: InOrganisation, declared: Measure, question: Question, counts: Any) -> list[tuple[str, str, str]]:
    titles = {one.id: say(one.title) for one in declared.definition(question.variant).exclude}
    words = {
        "ok": _("Räknas som ja") if declared.kind in ("share", "interval_share", "survival") else _("Räknas"),
        "failed": _("Räknas som nej"),
        "unknown": _("Okänt"),
        "not_due": _("För tidigt"),
        "left": _("Klara"),
    }
    base = reverse("data:rows", args=[request.organisation.slug, declared.id])
    return [
        (
            name,
            f"{words.get(name) or titles.get(name.partition('.')[2], name)} ({format_number(n, language())})",
            figures.address(base, **{**_query(question), "by": ""}, fate=name),
        )
        for name, n in counts.items()
        if n
    ]


def _rows_table(
    name: str, columns: tuple[str, ...], found: list[dict[str, Any]], zone: ZoneInfo, declared: Measure
) -> Table | None:
    if not found:
        return None
    filled = [one for one in columns if any(row[one] is not None for row in found)]
    heads = [Column(one, _("Värde")) if one == VALUE else _head(name, one) for one in filled]

    def cell(column: str, value: Any) -> Cell:
        if value is None:
            return Cell("–")
        if isinstance(value, bool):
            return Cell(_("Ja") if value else _("Nej"))
        if isinstance(value, datetime):
            return Cell(value.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"))
        unit = "s" if column != VALUE and FACTS[name][column].kind == "seconds" else ""
        if column == VALUE and declared.unit in ("s", "business_s"):
            unit = "s"
        return Cell(figure(value, unit, language()) if unit else worded(column, value))

    return table(heads, found, lambda row: [cell(one, row[one]) for one in filled], _("Rader bakom talet"))


def _head(name: str, column: str) -> Column:
    fact = FACTS[name][column]
    return Column(column, say(fact.title), "date" if fact.kind in ("time", "day") else "text")


def _found(request: InOrganisation, name: str) -> tuple[Store, Measure]:
    """Return store and measure; 404 where there is no such measure or no data."""
    store, known = default_store(request.organisation), load_measures()
    if store is None or name not in known:
        raise Http404
    return store, known[name]


def _values(store: Store, declared: Measure) -> dict[str, list[str]]:
    """Return the values that figures of a measure may be narrowed to, by column: those it was broken down by."""
    names = [name for name in measuring.breakdowns(declared) if name in NARROWING]
    return {name: measuring.values_of(store, declared, name) for name in names}


def _question(form: QuestionForm, declared: Measure) -> Question:
    given = form.cleaned_data if form.is_bound else {}
    parameters = {name: str(given[f"p_{name}"]) for name in declared.parameters if given.get(f"p_{name}") is not None}
    return Question(
        declared.id,
        given.get("variant") or declared.default_variant,
        {name: _short(value) for name, value in parameters.items()},
        {name: given[name] for name in NARROWING if given.get(name)},
        given.get("by") or "",
        given["first"].isoformat() if given.get("first") else "",
        given["last"].isoformat() if given.get("last") else "",
    )


def _short(number: str) -> str:
    return number.removesuffix(".0")


def _defaults(declared: Measure) -> dict[str, Any]:
    return {"variant": declared.default_variant, **{f"p_{name}": value for name, value in declared.defaults().items()}}


def _query(question: Question) -> dict[str, str]:
    """Return the question as the query of an address."""
    numbers = {f"p_{name}": _written(value) for name, value in question.parameters.items()}
    own = {"variant": question.variant, "first": question.first, "last": question.last, "by": question.by}
    return {**own, **numbers, **question.where}


def _written(number: str) -> str:
    return number.replace(".", ",") if language() == "sv" else number


def _days(form: PeriodForm) -> dict[str, str]:
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return {name: given[name].isoformat() if given.get(name) else "" for name in ("first", "last")}


def _here(request: InOrganisation) -> str:
    return request.get_full_path()


def _begin(request: InOrganisation, arguments: dict[str, Any], key: str) -> HttpResponse:
    made = actions.begin_measuring(actor=request.user, organisation=request.organisation, arguments=arguments, key=key)
    return redirect("vault:job", request.organisation.slug, made.pk)
