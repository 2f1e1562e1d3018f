"""Questions to the association: seen by those who ask, and by those who answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gensvar.errors import BadInput
from gensvar_web.kit.language import say
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.plan import queries
from gensvar_web.rooms.plan.actions import asking
from gensvar_web.rooms.plan.forms import AnswerForm, HelpForm
from gensvar_web.rooms.plan.models import HelpRequest
from gensvar_web.rooms.plan.policy import manages
from gensvar_web.rooms.plan.views.action import told
from gensvar_web.rooms.plan.views.board import tabs_of
from gensvar_web.vault import editions

TONE = {"sent": "info", "answered": "success", "closed": "neutral"}


@gate("plan.read")
@require_safe
def questions(request: InOrganisation) -> HttpResponse:
    """List what has been asked."""
    found = [{"one": one, "tone": TONE[one.status]} for one in queries.questions_of(request.organisation)]
    leads = manages(request.user, request.organisation)
    return render(request, "plan/questions.html", {"tabs": tabs_of(request), "questions": found, "manages": leads})


@gate("plan.manage")
@require_http_methods(["GET", "POST"])
def ask(request: InOrganisation) -> HttpResponse:
    """Choose gaps, write a question, see exactly what is shared, send."""
    books = queries.rulebooks_of(request.organisation)
    book = request.GET.get("bok", "")
    book = book if book in books else (books[0] if books else "")
    record = queries.latest_of(request.organisation, book, timezone.localdate()) if book else None
    gaps = queries.gaps_of(request.organisation, record) if record else []
    known = queries.associations()
    if record is None or not gaps or not known.exists():
        return render(request, "plan/cannot_ask.html", {"gaps": gaps})
    chosen = [one for one in request.GET.getlist("regel") if one]
    initial = {"rules": chosen, "association": known.first()}
    form = HelpForm(
        request.POST if request.method == "POST" else None, initial=initial, gaps=gaps, say=say, associations=known
    )
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("association", "rules", "question")}
        try:
            made = asking.ask_for_help(actor=request.user, organisation=request.organisation, record_of=record, **given)
        except BadInput as problem:
            form.add_error(None, told(problem))
        else:
            messages.success(request, _("Frågan är skickad. Svaret kommer hit och i ett brev."))
            return redirect("plan:question", request.organisation.slug, made.pk)
    return render(request, "plan/ask.html", {"form": form}, status=422 if form.errors else 200)


@gate("plan.read")
@require_http_methods(["GET", "POST"])
def question(request: InOrganisation, pk: int) -> HttpResponse:
    """Show a question, its answer, and what was shared; close it."""
    found = get_object_or_404(queries.questions_of(request.organisation), pk=pk)
    if request.method == "POST":
        return _close(request, found, "plan:question")
    open_still = found.status != HelpRequest.Status.CLOSED
    context = _context(found) | {"may_close": open_still and manages(request.user, request.organisation)}
    return render(request, "plan/question.html", context)


def _close(request: InOrganisation, found: HelpRequest, to: str) -> HttpResponse:
    asking.close_question(actor=request.user, organisation=request.organisation, request=found)
    messages.success(request, _("Frågan är avslutad."))
    return redirect(to, request.organisation.slug, found.pk)


def _context(found: HelpRequest) -> dict[str, Any]:
    whole = editions.edition(found.edition.rulebook, found.edition.edition) if found.edition else None
    known = whole.rules if whole else {}
    shared = [{**row, "title": say(known[row["rule"]].title) if row["rule"] in known else ""} for row in found.shared]
    return {"question": found, "shared": shared, "tone": TONE[found.status]}


@gate("plan.inbox")
@require_safe
def inbox(request: InOrganisation) -> HttpResponse:
    """List what members ask the association, the unanswered first."""
    found = sorted(queries.inbox_of(request.organisation), key=lambda one: one.status != HelpRequest.Status.SENT)
    return render(request, "plan/inbox.html", {"questions": [{"one": one, "tone": TONE[one.status]} for one in found]})


@gate("plan.inbox")
@require_http_methods(["GET", "POST"])
def inbox_question(request: InOrganisation, pk: int) -> HttpResponse:
    """Read a member's question, answer it, close it."""
    found = get_object_or_404(queries.inbox_of(request.organisation), pk=pk)
    if request.method == "POST" and request.POST.get("do") == "close":
        return _close(request, found, "plan:inbox_question")
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            asking.answer(actor=request.user, association=request.organisation, request=found, **form.cleaned_data)
        except BadInput as problem:
            form.add_error(None, told(problem))
        else:
            messages.success(request, _("Svaret är skickat."))
            return redirect("plan:inbox_question", request.organisation.slug, pk)
    may = request.user.has_perm("plan.answer", request.organisation)
    context = _context(found) | {
        "form": form if may and found.status == HelpRequest.Status.SENT else None,
        "may_close": may and found.status != HelpRequest.Status.CLOSED,
    }
    return render(request, "plan/inbox_question.html", context, status=422 if form.errors else 200)
