#!/usr/bin/env bash
# Make up an organisation, judge it against the customer service rules, and start the web application with it in.
# The web application is started from a terminal only; elsewhere (CI, scripts) the line that starts it is printed.
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

export GENSVAR_DATA="$PWD/demo/web" GENSVAR_DEMO=1 GENSVAR_MAIL=console GENSVAR_ADDRESS="http://127.0.0.1:${PORT:-8000}"
unset GENSVAR_DATABASE_URL GENSVAR_HOSTS GENSVAR_DEBUG
$gensvar manage demo
start="$gensvar serve --port ${PORT:-8000}"
if [ -n "${CI:-}" ] || [ ! -t 1 ]; then
  printf '\n%s\n  %s\n' "Starta den så / start it like this:" \
    "GENSVAR_DATA=$GENSVAR_DATA GENSVAR_DEMO=1 GENSVAR_MAIL=console GENSVAR_ADDRESS=$GENSVAR_ADDRESS $start"
  exit 0
fi
printf '\n'
exec $start
