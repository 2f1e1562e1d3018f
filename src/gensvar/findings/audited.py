"""What an audit of the website found, as evidence: read from its file, judged by the rules' own thresholds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gensvar.errors import BadInput
from gensvar.evidence import content_hash, read_json
from gensvar.findings import reasons
from gensvar.findings.outcomes import Given, Outcome, Reason, Threshold
from gensvar.findings.parameters import threshold_of
from gensvar.rulebook.model import AuditCheck, RecordCheck, Rule
from gensvar.text import Text

FILE = "audit.json"
VERDICTS = ("pass", "fail", "cannot_tell", "not_applicable")
KEPT = ("verdict", "steps", "scroll", "found", "reason", "figures")


@dataclass(frozen=True)
class Seen:
    """What one detector said in each window that the site was looked at in, as the audit's file has it."""

    detector: str
    windows: tuple[dict[str, Any], ...]

    def having(self, verdict: str) -> list[dict[str, Any]]:
        """Return what was said in the windows with a verdict."""
        return [one for one in self.windows if one["verdict"] == verdict]

    def worst(self, figure: str) -> float | None:
        """Return the largest value of a figure (`steps`, `scroll`, or one of `figures`) over all windows."""
        values = [one["figures"].get(figure, one.get(figure)) for one in self.windows]
        return max((float(value) for value in values if value is not None), default=None)


def load_audit(path: Path) -> dict[str, Any]:
    """Return an audit as an assessment embeds it, from its folder or file; BadInput if it is none.

    `{"hash", "site", "windows": [{"viewport", "pages", "time", "detectors": {id: {"verdict", "steps", …}}}]}`.
    """
    file = path / FILE if path.is_dir() else path
    content = read_json(file)
    walks = content.get("audits", [content]) if isinstance(content, Mapping) else content
    try:
        windows = [_window(walk) for walk in walks]
        sites = {str(walk["site"]) for walk in walks}
    except (AttributeError, KeyError, TypeError, ValueError) as problem:
        raise _no_audit(file) from problem
    if len(sites) != 1:
        raise _no_audit(file)
    return {"hash": content_hash(content), "site": sites.pop(), "windows": windows}


def _window(walk: Mapping[str, Any]) -> dict[str, Any]:
    said = {str(one["id"]): _said(one) for one in walk["detectors"]}
    if not said or any(one["verdict"] not in VERDICTS for one in said.values()):
        raise ValueError("verdict")
    pages = walk.get("pages")
    number = len(pages) if isinstance(pages, Sequence) and not isinstance(pages, str) else pages
    return {"viewport": str(walk["viewport"]), "pages": number, "time": walk.get("time"), "detectors": said}


def _said(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept of a detection; a reason in one language stands for both."""
    kept = {key: one[key] for key in KEPT if key in one}
    reason = kept.get("reason") or ""
    kept["reason"] = dict(reason) if isinstance(reason, Mapping) else {"sv": str(reason), "en": str(reason)}
    return {**kept, "figures": dict(kept.get("figures") or {})}


def _no_audit(file: Path) -> BadInput:
    return BadInput(
        Text(sv="filen är ingen granskning av en webbplats", en="the file is not an audit of one website"),
        where=str(file),
        mend=Text(sv="Välj mappen som gensvar audit skrev.", en="Choose the folder that gensvar audit wrote."),
    )


def seen_by(audit: Mapping[str, Any] | None) -> dict[str, Seen]:
    """Return what each detector said in an embedded audit; nothing without an audit."""
    windows = audit["windows"] if audit else []
    names = dict.fromkeys(name for window in windows for name in window["detectors"])
    return {
        name: Seen(
            name,
            tuple(
                {"viewport": window["viewport"], **window["detectors"][name]}
                for window in windows
                if name in window["detectors"]
            ),
        )
        for name in names
    }


def judge_audit(rule: Rule, check: AuditCheck, given: Given, on: date, titles: dict[str, str]) -> Outcome:
    """Return the outcome of a detector: any window that fails decides, then any that could not tell."""
    seen = given.seen.get(check.detector)
    if not given.seen and check.claim is not None:
        return Outcome(check.id, "audit", None, reasons.PENDING_AUDIT)
    if seen is None:
        return Outcome(check.id, "audit", "cannot_be_judged", reasons.PENDING_AUDIT)
    threshold = threshold_of(rule, check, on, given.thresholds.get(rule.id, {}), titles) if check.compare else None
    reason = _reason(check, seen, threshold)
    aside = reason.code == "out_of_scope" or (reason.code == "no_threshold" and check.claim is not None)
    verdict: Any = reason.code if reason.code in ("met", "not_met") else None if aside else "cannot_be_judged"
    return Outcome(
        check.id, "audit", verdict, reason, threshold=threshold, claim=claim_beside(check, given, verdict), seen=seen
    )


def _reason(check: AuditCheck, seen: Seen, threshold: Threshold | None) -> Reason:
    for verdict, code in (("fail", "not_met"), ("cannot_tell", "measurer_failed")):
        if found := seen.having(verdict):
            return reasons.audited(code, found)  # type: ignore[arg-type]
    passed = seen.having("pass")
    if not passed:
        return reasons.audited("out_of_scope", seen.windows)
    value = seen.worst(check.figure) if check.figure else None
    if check.compare is None or value is None:
        return reasons.audited("met", passed)
    if threshold is None:
        return reasons.NO_THRESHOLD
    met = value >= threshold.value if check.compare == "at_least" else value <= threshold.value
    return reasons.compared(value, str(check.figure), threshold, met, None)


def claim_beside(check: AuditCheck | RecordCheck, given: Given, verdict: str | None) -> dict[str, Any] | None:
    """Return the answer that a check is held against, and whether they contradict each other; None without a claim."""
    if check.claim is None:
        return None
    answer = given.answers.get(check.claim, {}).get("value")
    contradicts = (answer is True and verdict == "not_met") or (answer is False and verdict == "met")
    return {"question": check.claim, "answer": answer, "contradicts": contradicts}
