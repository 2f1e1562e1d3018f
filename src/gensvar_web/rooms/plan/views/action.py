"""An action: seen, made, changed, moved, talked about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gensvar.errors import BadInput
from gensvar_web.kit.language import say
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.plan import queries
from gensvar_web.rooms.plan.actions import changing, owning, talking
from gensvar_web.rooms.plan.conflict import merge
from gensvar_web.rooms.plan.forms import ActionForm, AttachForm, CommentForm, MoveForm, initial_of
from gensvar_web.rooms.plan.policy import manages, may_change, require_change
from gensvar_web.rooms.plan.words import TONE, lines_of
from gensvar_web.vault.folders import absolute
from gensvar_web.vault.models import Action, FindingRow


def told(problem: BadInput) -> str:
    """Return a mistake and its mend as one text."""
    return " ".join(say(part) for part in (problem.what, problem.mend) if part)


def _found(request: InOrganisation, pk: int) -> Action:
    return get_object_or_404(queries.actions_of(request.organisation), pk=pk)


@gate("plan.read")
@require_safe
def action(request: InOrganisation, pk: int) -> HttpResponse:
    """Show an action with its history."""
    return _show(request, _found(request, pk), CommentForm(), AttachForm())


def _show(
    request: InOrganisation, found: Action, comment_form: CommentForm, attach_form: AttachForm, status: int = 200
) -> HttpResponse:
    context = {
        "action": found,
        "rule": queries.rule_of(found),
        "steps": [line for line in found.steps.splitlines() if line.strip()],
        "late": found.late(timezone.localdate()),
        "tone": TONE[Action.Status(found.status)],
        "history": lines_of(list(queries.history_of(found))),
        "attachments": queries.attachments_of(found),
        "link": queries.link_in_use(found) if found.owner_email else None,
        "may_change": may_change(request.user, found),
        "may_comment": request.user.has_perm("plan.edit", request.organisation),
        "manages": manages(request.user, request.organisation),
        "comment_form": comment_form,
        "attach_form": attach_form,
    }
    return render(request, "plan/action.html", context, status=status)


@gate("plan.edit")
@require_http_methods(["GET", "POST"])
def new(request: InOrganisation) -> HttpResponse:
    """Make an action, prefilled with what the rulebook suggests for a finding."""
    finding = _finding(request)
    rule = _rule(finding)
    form = _form(request, None if request.method == "POST" else _suggested(request, rule))
    if request.method == "POST" and form.is_valid():
        suggestion = form.cleaned_data["suggestion"]
        try:
            made = changing.make_action(
                actor=request.user,
                organisation=request.organisation,
                finding=finding,
                suggestion=suggestion,
                **form.values(),
            )
        except BadInput as problem:
            form.add_error(None, told(problem))
        else:
            messages.success(request, _("Åtgärden är skapad."))
            return redirect("plan:action", request.organisation.slug, made.pk)
    context = {"form": form, "finding": finding, "rule": rule, "manages": manages(request.user, request.organisation)}
    return render(request, "plan/new.html", context, status=422 if form.errors else 200)


def _form(request: InOrganisation, initial: dict[str, Any] | None, data: Any = None) -> ActionForm:
    given = data if data is not None else request.POST if request.method == "POST" and initial is None else None
    leads = manages(request.user, request.organisation)
    return ActionForm(given, initial=initial, organisation=request.organisation, manages=leads)


def _finding(request: InOrganisation) -> FindingRow | None:
    number = request.GET.get("finding", "")
    if not number:
        return None
    found = queries.gap_of(request.organisation, int(number)) if number.isdecimal() and len(number) < 18 else None
    if found is None:
        raise Http404
    return found


def _rule(finding: FindingRow | None) -> Any:
    if finding is None:
        return None
    return queries.rule_of(Action(edition=finding.assessment.edition, rule=finding.rule))


def _suggested(request: InOrganisation, rule: Any) -> dict[str, Any]:
    """Return the first fields: one of the rulebook's suggestions, or all of them as steps."""
    leads = manages(request.user, request.organisation)
    initial: dict[str, Any] = {"status": Action.Status.OPEN if leads else Action.Status.PROPOSED}
    if rule is None:
        return initial
    chosen = next((one for one in rule.actions if one.id == request.GET.get("forslag")), None)
    if chosen:
        return initial | {"title": say(chosen.text)[:200], "suggestion": chosen.id}
    steps = "\n".join(f"{say(one.text)} ({say(one.role)})" for one in rule.actions)
    return initial | {"title": _("Uppfyll %(rule)s") % {"rule": f"{rule.id} {say(rule.title)}"[:180]}, "steps": steps}


@gate("plan.edit")
@require_http_methods(["GET", "POST"])
def change(request: InOrganisation, pk: int) -> HttpResponse:
    """Change an action; who comes second compares and chooses."""
    found = _found(request, pk)
    require_change(request.user, request.organisation, found)
    form = _form(request, initial_of(found) if request.method == "GET" else None)
    if request.method == "POST" and form.is_valid():
        try:
            changing.change_action(
                actor=request.user,
                organisation=request.organisation,
                action=found,
                version=form.cleaned_data["version"] or 0,
                **form.values(),
            )
        except changing.Conflict as problem:
            return _conflict(request, problem.stored, form.values(), form.cleaned_data["version"] or 0)
        except BadInput as problem:
            form.add_error(None, told(problem))
        else:
            messages.success(request, _("Åtgärden är sparad."))
            return redirect("plan:action", request.organisation.slug, pk)
    return render(request, "plan/change.html", {"form": form, "action": found}, status=422 if form.errors else 200)


def _conflict(request: InOrganisation, stored: Action, mine: dict[str, Any], version: int) -> HttpResponse:
    merged = merge(stored, mine, version)
    form = _form(request, initial_of(stored) | merged.values)
    context = {"form": form, "action": stored, "rows": merged.rows, "by": merged.by}
    return render(request, "plan/conflict.html", context, status=409)


@gate("plan.edit")
@require_POST
def move(request: InOrganisation, pk: int) -> HttpResponse:
    """Move an action on the board, or undo: reopen, restore."""
    found, form = _found(request, pk), MoveForm(request.POST)
    require_change(request.user, request.organisation, found)
    if not form.is_valid():
        messages.error(request, _("Välj vart åtgärden ska flyttas."))
        return redirect("plan:action", request.organisation.slug, pk)
    given = {"status": form.cleaned_data["status"]}
    if form.cleaned_data["obstacle"]:
        given["obstacle"] = form.cleaned_data["obstacle"]
    try:
        moved = changing.change_action(
            actor=request.user,
            organisation=request.organisation,
            action=found,
            version=form.cleaned_data["version"],
            **given,
        )
    except changing.Conflict as problem:
        return _conflict(request, problem.stored, given, form.cleaned_data["version"])
    messages.success(
        request, _("%(title)s är nu: %(status)s.") % {"title": moved.title, "status": moved.get_status_display()}
    )
    if request.POST.get("back") == "board":
        return redirect("plan:board", request.organisation.slug)
    return redirect("plan:action", request.organisation.slug, pk)


@gate("plan.edit")
@require_POST
def comment(request: InOrganisation, pk: int) -> HttpResponse:
    """Write a comment."""
    found, form = _found(request, pk), CommentForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, AttachForm(), 422)
    talking.comment(actor=request.user, organisation=request.organisation, action=found, **form.cleaned_data)
    messages.success(request, _("Kommentaren är sparad."))
    return redirect("plan:action", request.organisation.slug, pk)


@gate("plan.edit")
@require_POST
def attach(request: InOrganisation, pk: int) -> HttpResponse:
    """Keep a file with the action."""
    found, form = _found(request, pk), AttachForm(request.POST, request.FILES)
    require_change(request.user, request.organisation, found)
    if form.is_valid():
        given = form.cleaned_data["file"]
        try:
            if getattr(given, "too_large", False):  # cut off on its way in
                raise talking.too_large()
            talking.attach(
                actor=request.user,
                organisation=request.organisation,
                action=found,
                name=given.name,
                chunks=given.chunks(),
            )
        except BadInput as problem:
            form.add_error("file", told(problem))
        else:
            messages.success(request, _("Filen är bifogad."))
            return redirect("plan:action", request.organisation.slug, pk)
    return _show(request, found, CommentForm(), form, 422)


@gate("plan.read")
@require_safe
def file(request: InOrganisation, pk: int, file: int) -> HttpResponse:
    """Hand out a file, to be kept and never to be run by the browser."""
    found = get_object_or_404(queries.attachments_of(_found(request, pk)), pk=file).file
    path = absolute(found.path)
    if not path.exists():
        raise Http404
    response = HttpResponse(path.read_bytes(), content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name)
    return response


@gate("plan.manage")
@require_POST
def link(request: InOrganisation, pk: int) -> HttpResponse:
    """End the link of an owner without an account, or send a new one."""
    found = _found(request, pk)
    if not found.owner_email:
        raise Http404
    if request.POST.get("what") == "send":
        owning.send_link_again(actor=request.user, organisation=request.organisation, action=found)
        messages.success(request, _("En ny länk är på väg. Den gamla gäller inte längre."))
    else:
        owning.revoke_link(actor=request.user, organisation=request.organisation, action=found)
        messages.success(request, _("Länken gäller inte längre."))
    return redirect("plan:action", request.organisation.slug, pk)
