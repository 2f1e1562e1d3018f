"""Runs axe-core on an HTML page in the system's Chromium, which fetches nothing."""

from __future__ import annotations

import html as escaping
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from gensvar.audits.axe import source

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--virtual-time-budget=60000",
]
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')  # a report allows no script, not even axe
RUN = """
<script>{axe}</script>
<script>
  document.querySelectorAll("details").forEach(one => one.open = true);
  axe.run(document, {{runOnly: {tags}}}).then(found => {{
    const told = document.createElement("pre");
    told.id = "axe";
    told.textContent = JSON.stringify({{passes: found.passes.length, wide: document.documentElement.scrollWidth,
      faults: found.violations.map(one => ({{id: one.id, where: one.nodes.map(node => node.html)}}))}});
    document.body.append(told);
  }});
</script>
"""


def judge(page: str, folder: Path, width: int) -> dict[str, Any]:
    """Return `{"passes", "wide", "faults": [{"id", "where"}]}` for a page `width` pixels wide."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "Chromium is missing; install it with: apt-get install --no-install-recommends chromium"
    axe = source()
    run = RUN.format(axe=axe, tags=json.dumps(TAGS))
    inside = folder / "page.html"
    inside.write_text(POLICY.sub("", page).replace("</body>", run + "</body>"), "utf-8")
    command = [chromium, *QUIET, "--host-resolver-rules=MAP * ~NOTFOUND", f"--window-size={width},3000"]
    command += [f"--user-data-dir={folder / 'chromium'}", "--dump-dom", inside.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
    told = re.search(r'<pre id="axe">(.*?)</pre>', done.stdout, re.DOTALL)
    assert told, f"axe said nothing: {done.stderr[-500:]}"
    found: dict[str, Any] = json.loads(escaping.unescape(told[1]))
    return found
