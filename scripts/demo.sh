#!/usr/bin/env bash
# Make up an organisation, judge it against the customer service rules, and open the report.
set -euo pipefail
cd "$(dirname "$0")/.."
gensvar=.venv/bin/gensvar
report=demo/assessment/report.html

# The data are made once, the report again when the program or the rules have changed: a second run takes seconds.
[ -f demo/truth.json ] || $gensvar generate --seed 2026 --contacts 60000 -o demo
if [ ! -f "$report" ] || [ -n "$(find src/gensvar rulebooks -type f ! -name '*.pyc' -newer "$report" -print -quit)" ]; then
  $gensvar assess demo/store --rulebook KS --profile demo/profile.yaml --answers demo/answers.yaml -o demo/assessment
fi
printf '\n%s\n  %s\n' "Rapporten / the report:" "file://$PWD/$report"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ -z "${CI:-}" ]; then
  .venv/bin/python -m webbrowser -t "file://$PWD/$report" >/dev/null 2>&1 || true
fi
