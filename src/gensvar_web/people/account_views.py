"""The pages of a person: home, account, invitations, data about oneself."""

from __future__ import annotations

from typing import cast

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gensvar.errors import BadInput
from gensvar_web.kit.language import say
from gensvar_web.people import actions, gathering, queries
from gensvar_web.people.forms import AccountForm, JoinForm, OrganisationForm
from gensvar_web.people.gate import SignedIn
from gensvar_web.people.models import Invitation, PersonFile, User


@login_required
@require_safe
def home(request: SignedIn) -> HttpResponse:
    """Lead to the organisation, or let the person choose or found one."""
    memberships = list(queries.memberships_of(request.user))
    if len(memberships) == 1:
        return redirect("overview:overview", memberships[0].organisation.slug)
    return render(request, "people/home.html", {"chosen": memberships})


@login_required
@require_http_methods(["GET", "POST"])
def new_organisation(request: SignedIn) -> HttpResponse:
    """Found another organisation."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organisation = actions.found_organisation(actor=request.user, name=form.cleaned_data["name"])
        messages.success(request, _("Organisationen är skapad. Fyll i profilen, så vet vi vilka regler som gäller er."))
        return redirect("people:profile", organisation.slug)
    return render(request, "people/new_organisation.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def account(request: SignedIn) -> HttpResponse:
    """Show and change one's own account."""
    user = request.user
    form = AccountForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        actions.save_account(actor=user, **form.cleaned_data)
        messages.success(request, _("Kontot är sparat."))
        return redirect("people:account")
    return render(request, "people/account.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def my_data(request: SignedIn) -> HttpResponse:
    """Gather everything that is known of oneself, and show how far it has come; htmx asks for the moving part only."""
    if request.method == "POST":
        gathering.ask(actor=request.user)
        return redirect("people:my_data")
    file = PersonFile.objects.filter(user=request.user).first()
    running = file is not None and file.state == PersonFile.State.RUNNING
    progress = {
        "label": _("Så långt har arbetet kommit"),
        "hundredths": round(file.share * 100) if file else 0,
        "running": running,
        "url": request.path,
    }
    if getattr(request, "htmx", False):
        if running:
            return render(request, "kit/progress.html", progress)
        response = HttpResponse()
        response["HX-Redirect"] = request.path
        return response
    lost = running and file is not None and file.seen_at < timezone.now() - gathering.SILENCE
    return render(request, "people/my_data.html", {"file": file, "lost": lost, **progress})


@login_required
@require_safe
def my_data_file(request: SignedIn) -> FileResponse:
    """Fetch what was gathered."""
    file = PersonFile.objects.filter(user=request.user, state=PersonFile.State.DONE).first()
    if file is None or not gathering.path_of(file).is_file():
        raise Http404
    opened = gathering.path_of(file).open("rb")
    return FileResponse(
        opened, as_attachment=True, filename="gensvar-mina-uppgifter.json", content_type="application/json"
    )


@login_required
@require_http_methods(["GET", "POST"])
def erase(request: SignedIn) -> HttpResponse:
    """Delete one's account."""
    if request.method == "POST":
        actions.erase_person(actor=request.user)
        logout(request)
        messages.success(request, _("Kontot är borttaget."))
        return redirect("start")
    words = {
        "heading": _("Ta bort mitt konto"),
        "text": _(
            "Namn och e-postadress tas bort för alltid. Svar och beslut finns kvar i organisationen utan ditt namn."
        ),
        "button": _("Ta bort kontot"),
        "tone": "danger",
        "back": reverse("people:account"),
    }
    return render(request, "kit/confirm.html", words)


@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """Accept an invitation: signed in as the invited person, or as somebody new."""
    found = queries.invitation_of(key)
    if found is None:
        raise Http404
    known = User.objects.filter(email__iexact=found.email).exists()
    form = JoinForm(request.POST or None) if not known and not request.user.is_authenticated else None
    if request.method == "POST" and (form is None or form.is_valid()):
        if form is None and not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?next={request.path}")
        try:
            user = cast(User, request.user) if form is None else _welcome(request, found, form.cleaned_data["name"])
            actions.accept_invitation(actor=user, invitation=found)
        except BadInput as problem:
            messages.error(request, f"{say(problem.what)} {say(problem.mend) if problem.mend else ''}")
            return redirect(request.path)
        messages.success(request, _("Välkommen till %(name)s.") % {"name": found.organisation.name})
        return redirect("people:organisation", found.organisation.slug)
    context = {"invitation": found, "form": form, "known": known}
    return render(request, "people/invitation.html", context, status=422 if form is not None and form.errors else 200)


@transaction.atomic
def _welcome(request: HttpRequest, found: Invitation, name: str) -> User:
    """Make an account; the link was mailed to the address, so the address is proved."""
    language = (get_language() or "sv")[:2]
    user = User.objects.create_user(found.email, name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user
