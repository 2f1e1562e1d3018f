"""What every detector should say about every planted site, read from `truth.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

Expected = dict[str, str]  # detector: verdict, with the number of steps behind it where a way is counted ("pass 2")


@cache
def _truth() -> Any:
    return YAML(typ="safe").load(Path(__file__).with_name("truth.yaml"))


def told() -> set[str]:
    """Return the sites that have a truth."""
    return set(_truth()["sites"])


def differences(site: str, window: str) -> Expected:
    """Return where a site differs from the clean one in a window; a list of detectors with one verdict is written out."""
    said = _truth()["sites"][site] or {}
    both = {name: value for name, value in said.items() if name not in ("desktop", "mobile")}
    return {**both, **said.get(window, {})}


def expected(sites: Sequence[str], window: str) -> Expected:
    """Return every detector's verdict in a window on a site that has the faults of all these."""
    clean = _truth()["clean"]
    found = {**clean["both"], **clean.get(window, {})}
    for site in sites:
        said = differences(site, window)
        found |= dict.fromkeys(found, said["everything"]) if "everything" in said else said
    return found
