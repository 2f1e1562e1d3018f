"""What an audit found, as a reader wants it: a table, lines, the film strip of the way to the number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from gensvar_web.kit.language import language
from gensvar_web.kit.tables import Cell, Column, Table, table
from gensvar_web.people.models import Organisation
from gensvar_web.rooms.site.models import SiteAudit
from gensvar_web.rooms.site.queries import Said

CODES = {"pass": "met", "fail": "not_met", "cannot_tell": "cannot_be_judged", "not_applicable": "not_applicable"}
STRIPPED = ("D01", "D02")  # the ways that are shown as a strip of pictures


def window(name: str) -> str:
    """Return what a window is called."""
    return {"desktop": _("Dator"), "mobile": _("Mobil")}.get(name, name)


def audits_table(organisation: Organisation, found: Iterable[SiteAudit]) -> Table:
    """Return the audits as a table."""
    columns = [
        Column("at", _("Gjord"), "date"), Column("address", _("Webbplats")), Column("windows", _("Sedd på")),
        Column("pages", _("Sidor"), "number"), Column("fail", _("Inte uppfyllt"), "number"),
        Column("unclear", _("Kan inte bedömas"), "number"),
    ]  # fmt: skip

    def row(one: SiteAudit) -> list[Cell | str]:
        counts, at = one.counts(), f"{timezone.localtime(one.begun_at):%Y-%m-%d %H:%M}"
        url = reverse("site:audit", args=[organisation.slug, one.pk]) if one.done else ""
        if not url and one.job is not None:
            url = reverse("vault:job", args=[organisation.slug, one.job.pk])
        windows = ", ".join(window(name) for name in one.windows)
        if not one.done:
            failed = one.job is None or one.job.state == "failed"
            return [Cell(at, url, note=_("gick inte") if failed else _("pågår")), one.address, windows, "–", "–", "–"]
        return [Cell(at, url), one.address, windows, str(one.pages), str(counts["fail"]), str(counts["cannot_tell"])]

    return table(columns, found, row, _("Granskningar av webbplatsen"))


def line(said: Said) -> dict[str, Any]:
    """Return a detector as the page draws it."""
    spoken = language()
    return {
        "id": said.id,
        "title": said.title.get(spoken) or said.id,
        "verdict": CODES[said.verdict],
        "before": CODES.get(said.before, ""),
        "why": _why(said, spoken),
        "windows": [_window(name, one, spoken) for name, one in said.windows],
    }


def _why(said: Said, spoken: str) -> str:
    """Return the reason of the window that decided, where there is something to mend or to find out."""
    reasons = [_reason(one, spoken) for _, one in said.windows if one["verdict"] == said.verdict]
    return reasons[0] if reasons and said.verdict in ("fail", "cannot_tell") else ""


def _reason(one: dict[str, Any], spoken: str) -> str:
    return capfirst(str((one.get("reason") or {}).get(spoken, "")))


def _window(name: str, one: dict[str, Any], spoken: str) -> dict[str, Any]:
    pictures = [(proof.get("screenshot") or "").removeprefix("evidence/") for proof in one.get("evidence") or ()]
    return {
        "name": window(name),
        "verdict": CODES[one["verdict"]],
        "reason": _reason(one, spoken),
        "steps": one.get("steps"),
        "scroll": one.get("scroll"),
        "found": one.get("found") or [],
        "proof": [_proof(proof, spoken) for proof in one.get("evidence") or ()],
        "pictures": list(dict.fromkeys(picture for picture in pictures if picture)),
    }


def _proof(proof: dict[str, Any], spoken: str) -> dict[str, str]:
    return {
        "url": proof.get("url") or "",
        "note": (proof.get("note") or {}).get(spoken, ""),
        "snippet": proof.get("snippet") or "",
    }


def strips(walks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return for each window and way the pictures of what a customer has to do."""
    spoken, found = language(), list[dict[str, Any]]()
    for walk in walks:
        for one in walk["detectors"]:
            if one["id"] not in STRIPPED or one["verdict"] == "not_applicable":
                continue
            steps = [
                {"label": step.get("label") or step.get("name"), "picture": _picture(step)}
                for step in one.get("path") or ()
            ]
            last = next((_picture(proof) for proof in reversed(one.get("evidence") or []) if _picture(proof)), "")
            found.append(
                {
                    "title": (one.get("title") or {}).get(spoken, one["id"]),
                    "window": window(walk["viewport"]),
                    "verdict": CODES[one["verdict"]],
                    "steps": steps,
                    "number": len(steps),
                    "scroll": one.get("scroll"),
                    "last": last,
                    "found": (one.get("found") or [""])[0],
                    "reason": _reason(one, spoken),
                }
            )
    return found


def _picture(one: dict[str, Any]) -> str:
    return (one.get("screenshot") or "").removeprefix("evidence/")
