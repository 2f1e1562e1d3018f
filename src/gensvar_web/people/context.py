"""What every page needs to know: the organisation it is about, the person's others, the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from gensvar_web.kit.navigation import menu
from gensvar_web.people.queries import memberships_of


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Return `organisation`, `role`, `memberships` and `navigation` for the layout: one query."""
    organisation = getattr(request, "organisation", None)
    user = getattr(request, "user", None)
    memberships = list(memberships_of(user)) if user is not None and user.is_authenticated else []
    return {
        "organisation": organisation,
        "role": getattr(request, "role", None),
        "memberships": memberships,
        "navigation": menu(request, organisation) if user is not None else [],
    }
