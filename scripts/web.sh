#!/usr/bin/env bash
# The web application, which is not finished, with the made-up organisation in it. `make demo` first makes the organisation.
set -euo pipefail
cd "$(dirname "$0")/.."
gensvar=.venv/bin/gensvar
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
