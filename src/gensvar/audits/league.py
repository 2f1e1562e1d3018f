"""Many audited sites beside each other: how near each one's telephone number is, and how the sector spreads.

Reads what `keeping.visit_json` writes. A site that could not be judged has no place: not to know is no last place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

Reach = Literal["start", "one", "two", "more", "hidden", "unknown"]
REACHES: tuple[Reach, ...] = ("start", "one", "two", "more", "hidden", "unknown")
PHONE, EMAIL, HOURS = "D01", "D02", "D04"


@dataclass(frozen=True)
class Placed:
    """One site in one window: its place (None: it could not be judged), how its number is reached, its verdicts."""

    place: int | None
    site: str
    viewport: str
    reach: Reach
    steps: Mapping[str, int | None]
    scroll: float | None
    counts: Mapping[str, int]
    why: str
    folder: str
    visit: Mapping[str, Any]


@dataclass(frozen=True)
class Sector:
    """One window of all sites: the table, how many numbers are how near, and each detector's verdicts."""

    viewport: str
    sites: tuple[Placed, ...]
    reaches: Mapping[Reach, int]
    detectors: Mapping[str, Mapping[str, int]]

    @property
    def judged(self) -> int:
        """The sites of which it could be told whether a customer reaches a number."""
        return sum(count for reach, count in self.reaches.items() if reach != "unknown")


def sectors(visits: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[Sector, ...]:
    """Return a sector per window of `(folder, visit)`, the sites in order of place."""
    by_window: dict[str, list[Placed]] = {}
    for folder, visit in visits:
        by_window.setdefault(str(visit["viewport"] or ""), []).append(_unplaced(folder, visit))
    failed = by_window.pop("", [])  # a site that could not even be begun belongs to every window
    return tuple(_sector(window, [*sites, *failed]) for window, sites in by_window.items())


def as_data(found: Sequence[Sector]) -> list[dict[str, Any]]:
    """Return the sectors as JSON data."""
    return [
        {
            "viewport": one.viewport,
            "sites": [
                {"place": site.place, "site": site.site, "reach": site.reach, "steps": dict(site.steps),
                 "scroll": site.scroll, "verdicts": dict(site.counts), "why": site.why, "folder": site.folder}
                for site in one.sites
            ],
            "reaches": dict(one.reaches),
            "judged": one.judged,
            "detectors": {name: dict(counts) for name, counts in one.detectors.items()},
        }
        for one in found
    ]  # fmt: skip


def _sector(window: str, sites: list[Placed]) -> Sector:
    verdicts: dict[str, Counter[str]] = {}
    for site in sites:
        for one in site.visit["detectors"]:
            verdicts.setdefault(one["id"], Counter())[one["verdict"]] += 1
    reaches = Counter(site.reach for site in sites)
    return Sector(window, _in_order(sites), {reach: reaches[reach] for reach in REACHES}, verdicts)


def _in_order(sites: list[Placed]) -> tuple[Placed, ...]:
    """Give places: by steps, then screens down, then faults; equals share one."""
    known = sorted((one for one in sites if one.reach != "unknown"), key=_rank)
    unknown = sorted((one for one in sites if one.reach == "unknown"), key=lambda one: one.site)
    placed = [replace(one, place=1 + sum(_rank(other)[:3] < _rank(one)[:3] for other in known)) for one in known]
    return (*placed, *unknown)


def _rank(one: Placed) -> tuple[int, float, int, str]:
    steps = one.steps[PHONE]
    return (99 if steps is None else steps, one.scroll or 0.0, one.counts.get("fail", 0), one.site)


def _unplaced(folder: str, visit: Mapping[str, Any]) -> Placed:
    said = {one["id"]: one for one in visit["detectors"]}
    phone = said.get(PHONE, {})
    reach = _reach(phone)
    reached = reach not in ("hidden", "unknown")
    why = "" if reached else str(visit.get("error") or (phone.get("reason") or {}).get("sv", ""))
    steps = {name: said[name]["steps"] if name in said else None for name in (PHONE, EMAIL, HOURS)}
    counts = Counter(one["verdict"] for one in said.values())
    return Placed(None, str(visit["site"]), str(visit["viewport"] or ""), reach, steps,
                  phone.get("scroll") if reached else None, counts, why, folder, visit)  # fmt: skip


def _reach(phone: Mapping[str, Any]) -> Reach:
    steps = phone.get("steps")
    if steps is not None and phone.get("verdict") in ("pass", "fail"):  # a fail with steps is farther than a limit
        return ("start", "one", "two")[steps] if steps < 3 else "more"
    return "hidden" if phone.get("verdict") == "fail" else "unknown"
