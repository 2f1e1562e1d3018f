#!/usr/bin/env bash
# The demo: make up an organisation, judge it on the command line, then start the web application with it filled in.
# The application goes on in the background until `scripts/demo.sh stop` (make stop).
set -euo pipefail
cd "$(dirname "$0")/.."
gensvar=.venv/bin/gensvar
report=demo/assessment/report.html
web=$PWD/demo/web
website=$PWD/demo/website
export GENSVAR_DATA=$web GENSVAR_DEMO=1 GENSVAR_MAIL=console
unset GENSVAR_DATABASE_URL GENSVAR_HOSTS GENSVAR_DEBUG

alive() { kill -0 "$1" 2>/dev/null && ! grep -qs '^State:.Z' "/proc/$1/status"; }

# End what a file of process numbers says, if that process is still the one that was started.
end() {
  [ -f "$1" ] || return 0
  local pid
  pid=$(cat "$1")
  if grep -qs "$2" "/proc/$pid/cmdline" || ps -p "$pid" -o args= 2>/dev/null | grep -q "$2"; then
    kill "$pid" 2>/dev/null || true
    for _ in $(seq 100); do alive "$pid" || break; sleep 0.1; done
  fi
  rm -f "$1"
}

stop() {
  end "$web/serve.pid" gensvar
  end "$web/website.pid" http.server
}

# The first free port from the one that is asked for.
free_port() {
  .venv/bin/python - "$1" <<'PY'
import socket, sys
first = int(sys.argv[1])
for port in range(first, first + 50):
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            continue
    print(port)
    break
PY
}

answers() { .venv/bin/python -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=5)' "$1/halsa/" 2>/dev/null; }

if [ "${1:-}" = stop ]; then
  stop
  exit 0
fi

# The data are made once, the report again when the program or the rules have changed: a second run takes seconds.
[ -d demo/website ] || $gensvar generate --seed 2026 --contacts 60000 -o demo
if [ ! -f "$report" ] || [ -n "$(find src/gensvar rulebooks -type f ! -name '*.pyc' -newer "$report" -print -quit)" ]; then
  $gensvar assess demo/store --rulebook KS --profile demo/profile.yaml --answers demo/answers.yaml -o demo/assessment
fi

mkdir -p "$web"
stop
port=$(free_port "${PORT:-8000}")
site_port=$(free_port $((port + 1)))
export GENSVAR_ADDRESS=http://127.0.0.1:$port GENSVAR_AUDIT_PLACES=127.0.0.1:$site_port
nohup .venv/bin/python -m http.server --bind 127.0.0.1 --directory "$website" "$site_port" >"$web/website.log" 2>&1 </dev/null &
echo $! >"$web/website.pid"
told=$($gensvar manage demo --website "http://127.0.0.1:$site_port/") || {
  stop
  exit 1
}
nohup $gensvar serve --port "$port" >"$web/serve.log" 2>&1 </dev/null &
echo $! >"$web/serve.pid"
for _ in $(seq 120); do
  if answers "$GENSVAR_ADDRESS"; then break; fi
  if ! alive "$(cat "$web/serve.pid")"; then
    tail -20 "$web/serve.log" >&2
    printf '%s\n' "Webbplatsen startade inte. / The web application did not start." >&2
    exit 1
  fi
  sleep 0.5
done

printf '\n%s\n  %s\n' "Rapporten från kommandoraden / the report of the command line:" "file://$PWD/$report"
printf '%s\n' "$told"
printf '\n%s\n' "Den går tills du skriver / it runs until you type:  make stop"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ -z "${CI:-}" ]; then
  .venv/bin/python -m webbrowser -t "$GENSVAR_ADDRESS/demo/" >/dev/null 2>&1 || true
fi
