"""What an audit leaves on disk: each window's walk, the verdicts, the hashes of everything; and how it is read back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gensvar.audits.evidence import Folder
from gensvar.audits.observation import Path, Step, Viewport, Walk, walk_from
from gensvar.audits.verdict import Detection, Evidence, detectors

if TYPE_CHECKING:
    from gensvar.audits.auditing import AuditResult, Visit
    from gensvar.audits.walking import Manners


def kept_walk(folder: Folder, start: str, viewport: Viewport, manners: Manners) -> tuple[Walk, int] | None:
    """Return the walk an interrupted audit of the same address left, if it went as far as this one would."""
    file = folder.root / "evidence" / f"walk-{viewport.name}.json"
    try:
        data = json.loads(file.read_text("utf-8"))
        walk = walk_from(data["walk"])
    except (OSError, ValueError, KeyError):
        return None
    same = data.get("asked") == start or walk.start == start
    return (walk, data["late_ms"]) if same and data["max_pages"] == manners.max_pages and not walk.blocked else None


def keep_result(folder: Folder, result: AuditResult) -> None:
    """Write audit.json (the verdicts) and hashes.json beside the evidence."""
    for name, data in (("audit.json", as_json(result)), ("hashes.json", dict(sorted(folder.hashes.items())))):
        beside = folder.root / f"{name}.part"
        beside.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
        beside.replace(folder.root / name)


def as_json(result: AuditResult) -> dict[str, Any]:
    """Return the audit as JSON data: one visit's object, or `{"audits": […]}` with one per window."""
    visits = [visit_json(result, one) for one in result.visits]
    return visits[0] if len(visits) == 1 else {"audits": visits}


def visit_json(result: AuditResult, visit: Visit) -> dict[str, Any]:
    """Return one window's verdicts: site, viewport, pages looked at, detectors."""
    walk = visit.walk
    return {
        "site": result.site,
        "viewport": walk.viewport.name,
        "pages": len(walk.pages),
        "blocked": walk.blocked,
        "complete": walk.complete,
        "started": result.started,
        "detectors": [_detection(one) for one in visit.detections],
        "addresses": [page.url for page in walk.pages],
        "unreached": [{"url": one.url, "reason": one.reason} for one in walk.unreached if one.reason != "limit"],
        "agent": walk.agent,
        "versions": walk.versions,
        "seconds": walk.timings,
    }


def _detection(one: Detection) -> dict[str, Any]:
    title = next((detector.title for detector in detectors() if detector.id == one.id), None)
    return {
        "id": one.id,
        "title": {"sv": title.sv, "en": title.en} if title else None,
        "verdict": one.verdict,
        "steps": one.steps,
        "scroll": one.scroll,
        "path": [_step(step) for step in one.path.steps] if one.path else [],
        "found": list(one.found),
        "reason": {"sv": one.reason.sv, "en": one.reason.en},
        "evidence": [*(_evidence(proof) for proof in one.evidence), *_pictures(one.path)],
        "figures": dict(one.figures),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "label": step.label or step.name,
        "name": step.name,
        "role": step.role,
        "selector": step.selector,
        "url": step.url_before,
        "landed": step.url_after,
        "screenshot": step.screenshot,
    }


def _evidence(proof: Evidence) -> dict[str, Any]:
    return {
        "url": proof.url,
        "state": proof.state,
        "selector": proof.selector,
        "snippet": proof.snippet,
        "note": {"sv": proof.note.sv, "en": proof.note.en} if proof.note else None,
        "screenshot": proof.screenshot,
    }


def _pictures(path: Path | None) -> list[dict[str, Any]]:
    shots = path.evidence[-1:] if path else ()
    return [
        {
            "url": path.url,
            "state": path.state,
            "selector": path.selector,
            "snippet": "",
            "note": None,
            "screenshot": shot,
        }
        for shot in shots
        if path
    ]
