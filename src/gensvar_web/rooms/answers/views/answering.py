"""One question a page: answering it, seeing a colleague's answer that came in between, undoing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gensvar.errors import BadInput
from gensvar_web.kit.language import say
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.answers import actions, carrying, queries
from gensvar_web.rooms.answers.forms import AnswerForm, initial_of
from gensvar_web.rooms.answers.policy import may_answer
from gensvar_web.rooms.answers.queries import Line, Sheet
from gensvar_web.rooms.answers.views.finding import drawn, line_of, sheet_of
from gensvar_web.rooms.answers.words import shown
from gensvar_web.vault.models import Answer, StoredFile


@gate("answers.read", resumes=True)
@require_http_methods(["GET", "POST"])
def question(request: InOrganisation, pk: int, question: str) -> HttpResponse:
    """Answer a question; who may not answer it reads the answer."""
    whole = sheet_of(request, pk)
    line = line_of(whole, question)
    able = may_answer(request.user, request.organisation, line.handed)
    if request.method != "POST":
        form = _form_of(request, line) if able else None
        return _page(request, whole, line, form)
    if not able:
        raise PermissionDenied("answers.answer")
    form = AnswerForm(line.question, request.POST, request.FILES)
    valid = form.is_valid()
    document = _document(request, form, line)
    if not valid or form.errors:
        return _page(request, whole, line, form, waiting=document)
    try:
        actions.save_answer(
            actor=request.user,
            organisation=request.organisation,
            round=whole.round,
            question=question,
            **form.content(),
            document=document,
            version=form.cleaned_data["version"],
        )
    except actions.Conflict as conflict:
        return _page(request, whole, line, form, waiting=document, theirs=conflict.stored)
    except BadInput as problem:
        form.add_error(form.answering[0].name, say(problem.what))
        return _page(request, whole, line, form, waiting=document)
    return _onward(request, whole, line)


def _form_of(request: InOrganisation, line: Line) -> AnswerForm:
    """Return the form as the answer stands, or as it was typed when the session ended."""
    begins = initial_of(line.question, line.answer)
    if request.kept is None:
        return AnswerForm(line.question, initial=begins)
    messages.warning(request, _("Det du skrev står kvar här nedanför, men är inte sparat än."))
    return AnswerForm(line.question, initial={**begins, "unknown": False, **request.kept.dict()})


def _document(request: InOrganisation, form: AnswerForm, line: Line) -> StoredFile | None:
    """Return the document that the answer is to have. One that came with the form is taken in whatever else is wrong.

    Its number goes along in the form, so that a mistake elsewhere, or a colleague's answer, does not lose it.
    """
    given = form.cleaned_data
    told: dict[str, Any] = {"actor": request.user, "organisation": request.organisation}
    told |= {name: given.get(name) for name in ("covers_from", "covers_to")}
    if given.get("document"):
        try:
            taken = actions.receive_document(file=given["document"], **told)
        except BadInput as problem:
            form.add_error("document", " ".join(say(text) for text in (problem.what, problem.mend) if text))
            return None
        form.put("waiting", taken.pk)
        return taken
    waiting = queries.waiting(request.organisation, request.user, given.get("waiting"))
    if waiting is not None:
        actions.date_document(file=waiting, **told)
        return waiting
    before = line.answer.document if line.answer else None
    return None if given.get("remove") else before


def _onward(request: InOrganisation, whole: Sheet, line: Line) -> HttpResponseRedirect:
    """Lead to the next open question of the chapter, or to the chapter to be checked."""
    org, pk = request.organisation.slug, whole.round.pk
    after = queries.next_line(whole, line, request.user)
    if request.GET.get("till") == "granska":
        url = reverse("answers:review", args=[org, pk])
    elif after is not None and request.GET.get("till") != "kapitel":
        url = reverse("answers:question", args=[org, pk, after.question.id])
    else:
        url = reverse("answers:chapter", args=[org, pk, line.chapter.id])
    return HttpResponseRedirect(f"{url}?sparat={line.question.id}")


def _page(
    request: InOrganisation,
    whole: Sheet,
    line: Line,
    form: AnswerForm | None,
    *,
    waiting: StoredFile | None = None,
    theirs: Answer | None = None,
) -> HttpResponse:
    asked = list((whole.part(line.chapter.id) or whole.parts[0]).asked)
    place = next((at for at, one in enumerate(asked) if one.question.id == line.question.id), None)
    stored = theirs or line.answer
    if theirs is not None and form is not None:
        form.put("version", theirs.version)
    changes = list(queries.changes_of(whole.round, line.question.id))
    context = {
        **drawn(request, line),
        "sheet": whole,
        "round": whole.round,
        "chapter_title": say(line.chapter.title),
        "question": line.question,
        "rule": line.rule,
        "form": form,
        "document": stored.document if stored else None,
        "waiting": waiting if waiting is not None and waiting != (stored.document if stored else None) else None,
        "theirs": theirs,
        "theirs_shown": shown(line.question, theirs.value, theirs.dont_know) if theirs else "",
        "history": [{"change": one, "shown": shown(line.question, one.value, one.dont_know)} for one in changes],
        "place": None if place is None else place + 1,
        "of": len(asked),
        "before": asked[place - 1] if place else None,
        "after": asked[place + 1] if place is not None and place + 1 < len(asked) else None,
        "changed": carrying.changes_since(whole).get(line.rule.id),
        "saved": request.GET.get("sparat", "") if request.method == "GET" else "",
    }
    status = 409 if theirs else 422 if form is not None and form.errors else 200
    return render(request, "answers/question.html", context, status=status)


@gate("answers.answer")
@require_http_methods(["GET", "POST"])
def undo(request: InOrganisation, pk: int, question: str) -> HttpResponse:
    """Undo the last change of an answer, after showing what it becomes."""
    whole = sheet_of(request, pk)
    line = line_of(whole, question)
    able = may_answer(request.user, request.organisation, line.handed)
    back = reverse("answers:question", args=[request.organisation.slug, pk, question])
    if line.version == 0 or not able:
        if request.method == "POST" and not able:
            raise PermissionDenied("answers.answer")
        return redirect(back)
    if request.method == "POST":
        seen = request.POST.get("version", "")
        actions.undo(
            actor=request.user,
            organisation=request.organisation,
            round=whole.round,
            question=question,
            version=int(seen) if seen.isdecimal() and len(seen) < 10 else -1,
        )
        messages.success(request, _("Ändringen är ångrad."))
        return redirect(back)
    before = queries.changes_of(whole.round, question).filter(version=line.version - 1).first()
    context = {
        **drawn(request, line),
        "before": shown(line.question, before.value, before.dont_know) if before else "",
        "before_comment": before.comment if before else "",
        "back": back,
        "round": whole.round,
    }
    return render(request, "answers/undo.html", context)
