#!/usr/bin/env bash
# Make up an organisation, judge it against the customer service rules, and open the report.
set -euo pipefail
cd "$(dirname "$0")/.."
gensvar=.venv/bin/gensvar
$gensvar generate --seed 2026 --contacts 60000 -o demo
$gensvar assess demo/store --rulebook KS --profile demo/profile.yaml --answers demo/answers.yaml -o demo/assessment
report="file://$PWD/demo/assessment/report.html"
printf '\n%s\n  %s\n' "Rapporten / the report:" "$report"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ -z "${CI:-}" ]; then
  .venv/bin/python -m webbrowser -t "$report" >/dev/null 2>&1 || true
fi
