"""The consumers' pages: a number blocked or unblocked by whoever holds it, without an account."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from gensvar.blocklist.register.register import ZONE
from gensvar.errors import BadInput, GensvarError
from gensvar_web.kit.language import language
from gensvar_web.rooms.block import queries
from gensvar_web.rooms.block.actions import asking
from gensvar_web.rooms.block.forms import AskForm, CodeForm
from gensvar_web.rooms.block.models import Request
from gensvar_web.rooms.block.secrecy import address_of
from gensvar_web.rooms.block.senders import only_tries
from gensvar_web.rooms.block.words import told

WAITING, DONE = "block", "block_done"  # in the session: which request, and what was done


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Tell what the register is; bring a code."""
    form, wait = AskForm(request.POST or None), 0
    if request.method == "POST" and form.is_valid():
        try:
            made = asking.ask_for_code(**form.cleaned_data, address=address_of(request), language=language())
        except asking.TooManyError as problem:
            form.add_error(None, told(problem))
            wait = problem.wait
        except GensvarError as problem:
            form.add_error(None, told(problem))
        else:
            request.session[WAITING] = str(made.pk)
            return redirect("block:code")
    context = {"form": form, "tries": only_tries()}
    return _waited(render(request, "block/start.html", context, status=_status(bool(form.errors), wait)), wait)


def _status(wrong: bool, wait: int) -> int:
    return 429 if wait else 422 if wrong else 200


def _waited(answer: HttpResponse, wait: int) -> HttpResponse:
    if wait:
        answer["Retry-After"] = str(wait)
    return answer


def _waiting(request: HttpRequest) -> Request | None:
    kept = request.session.get(WAITING)
    return Request.objects.filter(pk=kept, done_at=None).first() if kept else None


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code and enter what was asked for; or bring another code."""
    waiting = _waiting(request)
    if waiting is None:
        return redirect("block:start")
    if "way" in request.POST:
        return _again(request, waiting)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asking.confirm(request=waiting, code=form.cleaned_data["code"])
        except BadInput as problem:
            form.add_error("code", told(problem))
        else:
            del request.session[WAITING]
            request.session[DONE] = waiting.deed
            return redirect("block:done")
    return _code_page(request, form, waiting)


def _code_page(
    request: HttpRequest, form: CodeForm, waiting: Request, refused: str = "", wait: int = 0
) -> HttpResponse:
    context = {
        "form": form,
        "refused": refused,
        "waiting": waiting,
        "asked": queries.asked(waiting),
        "minutes": int(queries.CODE_LASTS.total_seconds() // 60),
        "tries": only_tries(),
    }
    wrong = bool(form.errors or refused)
    return _waited(render(request, "block/code.html", context, status=_status(wrong, wait)), wait)


def _again(request: HttpRequest, waiting: Request) -> HttpResponse:
    """Bring another code to the same number, this way or the other."""
    way, wait = request.POST["way"], 0
    try:
        made = asking.ask_again(
            request=waiting,
            way=way if way in Request.Way.values else waiting.way,
            address=address_of(request),
            language=language(),
        )
    except asking.TooManyError as problem:
        refused, wait = told(problem), problem.wait
    except GensvarError as problem:
        refused = told(problem)
    else:
        request.session[WAITING] = str(made.pk)
        messages.success(request, _("En ny kod är på väg. Den förra gäller inte längre."))
        return redirect("block:code")
    return _code_page(request, CodeForm(), waiting, refused, wait)


@cache_control(private=True, no_store=True)
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Say that it is done; the same whether or not the number was there before."""
    deed = request.session.get(DONE)
    if not deed:
        return redirect("block:start")
    last_day = queries.last_day_of_calls(timezone.now().astimezone(ZONE).date())
    return render(request, "block/done.html", {"deed": deed, "last_day": last_day})


@require_safe
def letter(request: HttpRequest) -> HttpResponse:
    """A letter to print, sign and send."""
    return render(request, "block/letter.html", {"operator": settings.OPERATOR})
