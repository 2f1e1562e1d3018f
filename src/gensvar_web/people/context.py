"""What every page needs to know: the organisation it is about, the person's others, the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from gensvar_web.kit.navigation import menu
from gensvar_web.people.queries import memberships_of


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Return `organisation`, `role`, `memberships`, `home` and `navigation` for the layout: one query.

    `home` is the organisation whose menu is shown: on public pages that of a member of one organisation only.
    """
    organisation = getattr(request, "organisation", None)
    user = getattr(request, "user", None)
    memberships = list(memberships_of(user)) if user is not None and user.is_authenticated else []
    home = organisation or (memberships[0].organisation if len(memberships) == 1 else None)
    return {
        "organisation": organisation,
        "role": getattr(request, "role", None),
        "memberships": memberships,
        "home": home,
        "navigation": menu(request, home) if user is not None else [],
    }
