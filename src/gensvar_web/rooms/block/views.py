"""The pages: a number blocked or unblocked by whoever holds it, and the pages of whoever runs the register."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gensvar.errors import BadInput, GensvarError
from gensvar_web.kit.language import language, say
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.block import actions, queries
from gensvar_web.rooms.block.forms import AskForm, CodeForm, LetterForm, ReleaseForm
from gensvar_web.rooms.block.models import Request

KEPT = "block"


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Tell what the register is; ask for a code."""
    form, status = AskForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made, token = actions.ask_for_code(
                    **form.cleaned_data, address=str(request.META.get("REMOTE_ADDR", "")), language=language()
                )
            except actions.TooManyError as problem:
                form.add_error(None, say(problem.what))
                status = 429
            except GensvarError as problem:
                form.add_error("number", f"{_sentence(say(problem.what))} {say(problem.mend) if problem.mend else ''}")
            else:
                request.session[KEPT] = {"request": str(made.pk), "token": token}
                return redirect("block:code")
    return render(request, "block/start.html", {"form": form}, status=status)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code; enter what was asked for."""
    kept: dict[str, str] = request.session.get(KEPT) or {}
    asked = Request.objects.filter(pk=kept["request"], done_at=None).first() if kept else None
    if asked is None:
        return redirect("block:start")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm(request=asked, token=kept["token"], code=form.cleaned_data["code"])
        except BadInput as problem:
            form.add_error("code", say(problem.what))
        else:
            del request.session[KEPT]
            request.session["block_done"] = asked.deed
            return redirect("block:done")
    context = {"form": form, "way": asked.way, "minutes": int(queries.CODE_LASTS.total_seconds() // 60)}
    return render(request, "block/code.html", context, status=422 if form.errors else 200)


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Say that it is done; the same whether or not the number was there before."""
    deed = request.session.get("block_done")
    return render(request, "block/done.html", {"deed": deed}) if deed else redirect("block:start")


@require_safe
def letter(request: HttpRequest) -> HttpResponse:
    """A letter to print, sign and send."""
    return render(request, "block/letter.html")


@gate("block.run")
@require_http_methods(["GET", "POST"])
def run(request: InOrganisation) -> HttpResponse:
    """Show the register in figures and the letters that wait; take a letter in."""
    form = LetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.enter_letter(actor=request.user, organisation=request.organisation, **form.cleaned_data)
        except BadInput as problem:
            form.add_error(None, say(problem.what))
        else:
            if found.done_at:
                messages.success(request, _("Brevet är infört i registret."))
            elif found.differs:
                messages.warning(request, _("Ni läste olika. Brevet läses om från början."))
            else:
                messages.success(request, _("Läst en gång. En kollega läser det igen utan att se vad du skrev."))
            return redirect("block:run", request.organisation.slug)
    context: dict[str, Any] = {
        "form": form,
        "state": queries.state(),
        "letters": queries.waiting_letters(),
        "release": ReleaseForm() if request.user.has_perm("block.release", request.organisation) else None,
    }
    return render(request, "block/run.html", context, status=422 if form.errors else 200)


@gate("block.release")
@require_POST
def release(request: InOrganisation) -> HttpResponse:
    """Take out the numbers of an operator's file."""
    form = ReleaseForm(request.POST, request.FILES)
    if form.is_valid():
        with NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR, suffix=".txt") as file:
            for piece in form.cleaned_data["file"].chunks():
                file.write(piece)
            file.flush()
            try:
                taken = actions.release(actor=request.user, organisation=request.organisation, path=Path(file.name))
            except BadInput as problem:
                messages.error(request, say(problem.what))
            else:
                messages.success(request, _("%(n)s nummer är uttagna.") % {"n": taken.numbers})
    else:
        messages.error(request, _("Välj en fil."))
    return redirect("block:run", request.organisation.slug)
