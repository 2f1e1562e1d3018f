"""axe-core on a page: every violation of WCAG 2.2 AA as readable lines."""

from __future__ import annotations

from typing import Any

from gensvar.audits.axe import source

# The default run leaves out WCAG 2.2: it is asked for by its tags.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Any) -> list[str]:
    """Return the page's violations: rule, what is wrong, where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
    result = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    assert result["passes"] or result["violations"], "axe looked at nothing"
    return [
        f"{rule['id']}: {node['failureSummary']} {node['target']} {node['html'][:160]}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]
