"""The gate before every page of an organisation: 404 for strangers, 403 where the role does not reach."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from gensvar_web.people.kept_forms import keep_form, show_form, take_form
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import role_of


class SignedIn(HttpRequest):
    """A request of somebody who is signed in (`django.contrib.auth.decorators.login_required`)."""

    user: User


class InOrganisation(SignedIn):
    """A request that has passed the gate."""

    organisation: Organisation
    role: str
    kept: QueryDict | None  # what was typed when the session had ended; for pages that say `gate(…, resumes=True)`


View = Callable[..., HttpResponse]


def gate(permission: str, *, resumes: bool = False) -> Callable[[View], View]:
    """Let in who has `permission` in the organisation that the address names (`<slug:org>`).

    The view gets `request.organisation` and `request.role` instead of `org`. Who is not signed in is
    sent to sign in, whether or not there is such an organisation; a form sent without a session is kept
    and shown again after signing in: by the page itself if it `resumes`, out of `request.kept`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def gated(request: HttpRequest, org: str, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                if request.method == "POST":
                    keep_form(request)
                return redirect_to_login(request.get_full_path())
            organisation = Organisation.objects.filter(slug=org).first()
            role = role_of(request.user, organisation) if organisation else None
            if organisation is None or role is None:
                raise Http404
            if not request.user.has_perm(permission, organisation):
                raise PermissionDenied(permission)
            request.organisation, request.role = organisation, role  # type: ignore[attr-defined]
            kept = take_form(request)
            if kept is not None and not resumes:
                return show_form(request, kept)
            request.kept = kept  # type: ignore[attr-defined]
            return view(request, **kwargs)

        gated.permission = permission  # type: ignore[attr-defined]
        return gated

    return decorate
