"""The pages of an organisation: what it is, its profile, its members."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gensvar.errors import BadInput
from gensvar_web.kit.language import say
from gensvar_web.people import actions, queries
from gensvar_web.people.forms import InviteForm, RoleForm
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.people.models import Membership
from gensvar_web.people.profile import ProfileForm, initial_of, shown_profile


@gate("people.read")
@require_safe
def organisation(request: InOrganisation) -> HttpResponse:
    """Show the profile and the way to members."""
    facts = shown_profile(request.organisation.profile)
    return render(request, "people/organisation.html", {"facts": facts})


@gate("people.edit_profile")
@require_http_methods(["GET", "POST"])
def profile(request: InOrganisation) -> HttpResponse:
    """Edit the profile."""
    form = ProfileForm(request.POST or None, initial=initial_of(request.organisation))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.save_profile(
                actor=request.user,
                organisation=request.organisation,
                name=given["name"],
                profile=form.profile(),
                version=given["version"],
            )
        except BadInput as problem:
            form.add_error(None, say(problem.what) + " " + (say(problem.mend) if problem.mend else ""))
        else:
            messages.success(request, _("Profilen är sparad."))
            return redirect("people:organisation", request.organisation.slug)
    return render(request, "people/profile.html", {"form": form}, status=_status(form))


@gate("people.read")
@require_safe
def members(request: InOrganisation) -> HttpResponse:
    """List members and open invitations."""
    found = {"members": queries.members_of(request.organisation)}
    if request.user.has_perm("people.invite", request.organisation):
        found["invitations"] = queries.open_invitations(request.organisation)  # type: ignore[assignment]
    return render(request, "people/members.html", found)


@gate("people.invite")
@require_http_methods(["GET", "POST"])
def invite(request: InOrganisation) -> HttpResponse:
    """Invite somebody."""
    form = InviteForm(request.POST or None, own_role=request.role)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(actor=request.user, organisation=request.organisation, **form.cleaned_data)
        except BadInput as problem:
            form.add_error("email", say(problem.what))
        else:
            messages.success(request, _("Inbjudan är på väg till %(email)s.") % form.cleaned_data)
            return redirect("people:members", request.organisation.slug)
    return render(request, "people/invite.html", {"form": form}, status=_status(form))


@gate("people.invite")
@require_http_methods(["GET", "POST"])
def withdraw(request: InOrganisation, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(queries.open_invitations(request.organisation), pk=pk)
    if request.method == "POST":
        actions.withdraw_invitation(actor=request.user, organisation=request.organisation, invitation=invitation)
        messages.success(request, _("Inbjudan är återtagen."))
        return redirect("people:members", request.organisation.slug)
    words = {
        "heading": _("Ta tillbaka inbjudan"),
        "text": _("Länken som %(email)s har fått slutar att fungera.") % {"email": invitation.email},
        "button": _("Ta tillbaka"),
    }
    return _confirm(request, words)


@gate("people.manage_members")
@require_http_methods(["GET", "POST"])
def role(request: InOrganisation, pk: int) -> HttpResponse:
    """Change a member's role."""
    membership = _membership(request, pk)
    form = RoleForm(request.POST or None, initial={"role": membership.role})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_role(
                actor=request.user, organisation=request.organisation, membership=membership, **form.cleaned_data
            )
        except BadInput as problem:
            form.add_error("role", say(problem.what))
        else:
            messages.success(request, _("Rollen är ändrad."))
            return redirect("people:members", request.organisation.slug)
    return render(request, "people/role.html", {"form": form, "member": membership}, status=_status(form))


@gate("people.read")
@require_http_methods(["GET", "POST"])
def remove(request: InOrganisation, pk: int) -> HttpResponse:
    """End a membership: one's own, or as an owner somebody else's."""
    membership = _membership(request, pk)
    if request.method == "POST":
        actions.remove_member(actor=request.user, organisation=request.organisation, membership=membership)
        messages.success(request, _("%(name)s är inte längre med.") % {"name": membership.user})
        own = membership.user_id == request.user.pk
        return redirect("people:home") if own else redirect("people:members", request.organisation.slug)
    words = {
        "heading": _("Ta bort %(name)s") % {"name": membership.user},
        "text": _("Personen kommer inte längre åt organisationen. Det som redan är gjort finns kvar."),
        "button": _("Ta bort"),
    }
    return _confirm(request, words)


def _membership(request: InOrganisation, pk: int) -> Membership:
    return get_object_or_404(queries.members_of(request.organisation), pk=pk)


def _confirm(request: InOrganisation, words: dict[str, str]) -> HttpResponse:
    from django.urls import reverse

    back = reverse("people:members", args=[request.organisation.slug])
    return render(request, "kit/confirm.html", {**words, "tone": "danger", "back": back})


def _status(form: ProfileForm | InviteForm | RoleForm) -> int:
    return 422 if form.errors else 200
