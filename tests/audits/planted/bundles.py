"""Sites whose faults have nothing to do with each other, audited as one: a browser's time is what the test costs.

`GENSVAR_PLANTED=alone` audits every site by itself instead.
"""

from __future__ import annotations

import os
from dataclasses import replace

from planted.plants import SITES
from planted.sites import Site
from planted.truth import differences

MOST = 5  # sites in one: more would hide who is to blame


def bundles() -> list[tuple[Site, ...]]:
    """Return the sites in groups, the first group that takes a site in their order."""
    found: list[tuple[Site, ...]] = []
    for site in SITES:
        at = next((at for at, group in enumerate(found) if not _alone() and _fits(site, group)), None)
        if at is None:
            found.append((site,))
        else:
            found[at] = (*found[at], site)
    return found


def joined(group: tuple[Site, ...]) -> Site:
    """Return one site with the faults of all."""
    changes = tuple(change for site in group for change in site.changes)
    return replace(group[0], name="+".join(site.name for site in group), changes=changes)


def _alone() -> bool:
    return os.environ.get("GENSVAR_PLANTED") == "alone"


def _fits(site: Site, group: tuple[Site, ...]) -> bool:
    """Whether no detector is concerned twice, in the same windows, and every change still finds what it changes."""
    if len(group) >= MOST or site.alone or any(one.alone or one.windows != site.windows for one in group):
        return False
    if any(_touched(site) & _touched(one) for one in group):
        return False
    try:
        joined((*group, site)).files()
    except (AssertionError, KeyError):
        return False
    return True


def _touched(site: Site) -> set[str]:
    return {name for window in site.windows for name in differences(site.name, window)}
