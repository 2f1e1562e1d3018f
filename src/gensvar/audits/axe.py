"""axe-core, vendored unmodified, and its answer as data: violations apart from what a person must look at."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from gensvar.audits.observation import Axe, AxeFinding
from gensvar.errors import GensvarError
from gensvar.text import Text

FILE = Path(__file__).with_name("vendor") / "axe.min.js"
VERSION = "4.14.1"
SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
# The default run leaves out WCAG 2.2: it must be asked for by its tags.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# Frames are looked into where axe has been put into them: those of the page's own origin.
RUN = """tags => {
  const ready = one => { try { return !!one.contentWindow.axe; } catch { return false; } };
  const iframes = [...document.querySelectorAll("iframe, frame")].some(ready);
  const resultTypes = ["violations", "incomplete"];
  return axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes, iframes });
}"""


@cache
def source() -> str:
    """Return the script; raises GensvarError when the file is not the one we vendored."""
    content = FILE.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise GensvarError(Text(sv="axe.min.js är inte den fil det ska vara", en="axe.min.js is not the vendored file"))
    return content.decode()


def as_axe(answer: dict[str, Any]) -> Axe:
    """Return axe's answer as data, at most 20 nodes a rule."""
    return Axe(
        version=VERSION,
        violations=tuple(_finding(one) for one in answer["violations"]),
        review=tuple(_finding(one) for one in answer["incomplete"]),
        passes=len(answer["passes"]),
    )


def _finding(rule: dict[str, Any]) -> AxeFinding:
    nodes = [
        (" ".join(map(str, node["target"])), node["html"][:300], (node.get("failureSummary") or "")[:300])
        for node in rule["nodes"][:20]
    ]
    return AxeFinding(rule["id"], rule.get("impact") or "", rule["help"], tuple(rule["tags"]), tuple(nodes))
