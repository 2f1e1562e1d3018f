#!/usr/bin/env bash
# The tests of the web platform, in a real browser, on SQLite; then on a private PostgreSQL what may differ between the
# two: every page once, the ledger, locks, jobs, erasure. (The story and the backup take both databases by themselves.)
# With arguments: these tests only.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE
pytest="$PWD/.venv/bin/pytest -n 2 --dist worksteal" # long runs of neighbours: what a module makes is made once or twice
if [ $# -gt 0 ]; then exec $pytest "$@"; fi
$pytest --durations=25 tests/web
exec env GENSVAR_TEST_DATABASE=postgresql $pytest -q tests/web/test_access.py tests/web/test_ledger.py tests/web/test_once.py \
  tests/web/test_jobs.py tests/web/api/test_rooms.py tests/web/operations/test_erasure.py tests/web/deeds \
  -k "not has_a_line"
