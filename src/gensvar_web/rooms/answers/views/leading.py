"""Pages for who leads the work: a new round, handing over, bringing along and confirming, a file of answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from gensvar.errors import BadInput
from gensvar_web.kit.language import language, say
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.answers import actions, carrying, queries
from gensvar_web.rooms.answers.exchanging import answers_in
from gensvar_web.rooms.answers.forms import BringForm, HandOverForm, RoundForm, TakeInForm
from gensvar_web.rooms.answers.views.finding import drawn, line_of, sheet_of


@gate("answers.lead")
@require_http_methods(["GET", "POST"])
def begin(request: InOrganisation) -> HttpResponse:
    """Begin a round: of the customer service rules in force, this year, if nothing else is chosen."""
    today = timezone.localdate()
    choices = [
        (one.reference, f"{say(one.head.title)} ({one.head.edition})" + (_(", gäller nu") if now else ""))
        for one, now in queries.choosable(today)
    ]
    initial = {"edition": choices[0][0] if choices else "", "name": str(today.year)}
    form = RoundForm(choices, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        rulebook, _at, edition = form.cleaned_data["edition"].partition("@")
        try:
            made = actions.begin_round(
                actor=request.user,
                organisation=request.organisation,
                rulebook=rulebook,
                edition=edition,
                name=form.cleaned_data["name"],
            )
        except BadInput as problem:
            form.add_error("name", _whole(problem))
        else:
            return redirect("answers:overview", request.organisation.slug, made.pk)
    return render(request, "answers/begin.html", {"form": form}, status=422 if form.errors else 200)


@gate("answers.lead")
@require_http_methods(["GET", "POST"])
def hand_over(request: InOrganisation, pk: int) -> HttpResponse:
    """Ask a colleague to answer: the questions that `?fraga=` or `?kapitel=` name are chosen from the beginning."""
    whole = sheet_of(request, pk)
    people = queries.answering(request.organisation)
    lines = [line for part in whole.parts for line in part.asked]
    chapter, chosen = request.GET.get("kapitel", ""), request.GET.get("fraga", "")
    shown = [line for line in lines if chapter in ("", line.chapter.id)] or lines
    marked = [
        line.question.id for line in shown if (line.question.id == chosen if chosen else chapter and not line.done)
    ]
    choices = [(line.question.id, _choice(line)) for line in shown]
    form = HandOverForm(people, choices, request.POST or None, initial={"questions": marked})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        to = next(one for one in people if one.pk == given["to"])
        try:
            count = actions.hand_over(
                actor=request.user,
                organisation=request.organisation,
                round=whole.round,
                questions=given["questions"],
                to=to,
                note=given["note"],
            )
        except BadInput as problem:
            form.add_error(None, _whole(problem))
        else:
            said = ngettext("%(n)s fråga är lämnad till %(name)s.", "%(n)s frågor är lämnade till %(name)s.", count)
            messages.success(request, said % {"n": count, "name": to})
            return redirect("answers:overview", request.organisation.slug, pk)
    context = {"form": form, "round": whole.round, "alone": len(people) < 2}
    return render(request, "answers/hand_over.html", context, status=422 if form.errors else 200)


def _choice(line: queries.Line) -> str:
    held = _(" (hos %(name)s)") % {"name": line.handed.to} if line.handed else ""
    return f"{say(line.question.text)}{held}"


@gate("answers.lead")
@require_http_methods(["GET", "POST"])
def take_back(request: InOrganisation, pk: int, question: str) -> HttpResponse:
    """No longer ask anybody to answer a question."""
    whole = sheet_of(request, pk)
    line = line_of(whole, question)
    back = reverse("answers:question", args=[request.organisation.slug, pk, question])
    if request.method == "POST":
        actions.take_back(actor=request.user, organisation=request.organisation, round=whole.round, question=question)
        messages.success(request, _("Frågan är återtagen."))
        return redirect(back)
    if line.handed is None:
        return redirect(back)
    words = {
        "heading": _("Ta tillbaka frågan"),
        "text": _("%(name)s blir inte längre ombedd att svara på den.") % {"name": line.handed.to},
        "button": _("Ta tillbaka"),
    }
    return render(request, "kit/confirm.html", {**words, "back": back})


@gate("answers.lead")
@require_http_methods(["GET", "POST"])
def bring(request: InOrganisation, pk: int) -> HttpResponse:
    """Bring answers along from an earlier round of the same rulebook."""
    whole = sheet_of(request, pk)
    earlier = queries.earlier(request.organisation, whole.round)
    form = BringForm(earlier, request.POST or None, initial={"source": earlier[0].pk if earlier else None})
    if request.method == "POST" and form.is_valid():
        source = get_object_or_404(queries.rounds(request.organisation), pk=form.cleaned_data["source"])
        try:
            count = actions.bring_along(
                actor=request.user, organisation=request.organisation, round=whole.round, source=source
            )
        except BadInput as problem:
            form.add_error(None, _whole(problem))
        else:
            said = ngettext("%(n)s svar togs med.", "%(n)s svar togs med.", count)
            messages.success(request, said % {"n": count})
            return redirect("answers:review", request.organisation.slug, pk)
    context = {"form": form, "round": whole.round, "earlier": earlier}
    return render(request, "answers/bring.html", context, status=422 if form.errors else 200)


@gate("answers.lead")
@require_http_methods(["GET", "POST"])
def review(request: InOrganisation, pk: int) -> HttpResponse:
    """Show what was brought along, with what changed in the rules since; confirm what still holds."""
    whole = sheet_of(request, pk)
    if request.method == "POST":
        count = actions.confirm(
            actor=request.user, organisation=request.organisation, round=whole.round, versions=_seen(request)
        )
        messages.success(
            request, ngettext("%(n)s svar är bekräftat.", "%(n)s svar är bekräftade.", count) % {"n": count}
        )
        return redirect("answers:review", request.organisation.slug, pk)
    changes = carrying.changes_since(whole)
    lines = [line for part in whole.parts for line in part.asked]
    carried = [
        {**drawn(request, line), "change": changes.get(line.rule.id)} for line in lines if line.state == "carried"
    ]
    fresh = [drawn(request, line) for line in lines if line.state == "open" and line.rule.id in changes]
    context = {
        "round": whole.round,
        "carried": carried,
        "fresh": fresh,
        "compared": whole.round.brought_from is not None and whole.round.brought_from.edition != whole.round.edition,
    }
    return render(request, "answers/review.html", context)


def _seen(request: InOrganisation) -> dict[str, int]:
    """Return which answers were ticked, each with the version that was on the page."""
    pairs = [one.rpartition(":") for one in request.POST.getlist("confirm")]
    return {name: int(version) for name, _colon, version in pairs if version.isdecimal() and len(version) < 10}


@gate("answers.lead")
@require_http_methods(["GET", "POST"])
def take_in(request: InOrganisation, pk: int) -> HttpResponse:
    """Take in a file of answers."""
    whole = sheet_of(request, pk)
    form = TakeInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = answers_in(form.cleaned_data["file"], whole)
            count = actions.take_in(
                actor=request.user,
                organisation=request.organisation,
                round=whole.round,
                entries=found.answers,
                replace=form.cleaned_data["replace"],
            )
        except BadInput as problem:
            form.add_error("file", _whole(problem))
        else:
            messages.success(request, ngettext("%(n)s svar lästes in.", "%(n)s svar lästes in.", count) % {"n": count})
            if found.overrides:
                messages.warning(request, _("Ändrade utfall i filen lästes inte in; de görs vid bedömningen."))
            return redirect("answers:overview", request.organisation.slug, pk)
    return render(
        request, "answers/take_in.html", {"form": form, "round": whole.round}, status=422 if form.errors else 200
    )


def _whole(problem: BadInput) -> str:
    """Return where, what and the way out as one line."""
    told: list[Any] = [f"{problem.where}:" if problem.where else "", say(problem.what)]
    return " ".join(part for part in (*told, problem.mend.into(language()) if problem.mend else "") if part)
