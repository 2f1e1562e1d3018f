"""Two assessments side by side: which verdicts changed, and what differs in the documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

IGNORED = ("created", "hash", "changes", "gensvar")


def verdict_changes(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    """Return `{"rule", "title", "before", "after", "reasons"}` for every rule whose verdict is not the same.

    A rule that only one of the assessments has gets `None` on the other side.
    """
    old = {finding["rule"]: finding for finding in before["findings"]}
    new = {finding["rule"]: finding for finding in after["findings"]}
    changes = []
    for rule in [*new, *(rule for rule in old if rule not in new)]:
        was, now = old.get(rule), new.get(rule)
        verdicts = tuple(finding["verdict"] if finding else None for finding in (was, now))
        if verdicts[0] != verdicts[1]:
            shown = now or was or {}
            changes.append(
                {
                    "rule": rule,
                    "title": shown["title"],
                    "before": verdicts[0],
                    "after": verdicts[1],
                    "reasons": shown["reasons"],
                }
            )
    return changes


def differences(stored: Any, recomputed: Any, path: str = "") -> Iterator[dict[str, Any]]:
    """Yield `{"path", "stored", "recomputed"}` wherever two JSON documents are not equal.

    The top-level fields that say when and by what a document was made are not compared.
    """
    if isinstance(stored, dict) and isinstance(recomputed, dict):
        for key in [*stored, *(key for key in recomputed if key not in stored)]:
            if path == "" and key in IGNORED:
                continue
            yield from differences(stored.get(key), recomputed.get(key), f"{path}/{key}")
    elif isinstance(stored, list) and isinstance(recomputed, list) and len(stored) == len(recomputed):
        for index, (left, right) in enumerate(zip(stored, recomputed, strict=True)):
            label = left.get("rule") or left.get("id") if isinstance(left, dict) else None
            yield from differences(left, right, f"{path}/{label or index}")
    elif stored != recomputed or isinstance(stored, bool) != isinstance(recomputed, bool):
        yield {"path": path, "stored": stored, "recomputed": recomputed}
