#!/usr/bin/env bash
# The tests of the web platform, in a real browser, on SQLite; then on a private PostgreSQL what may differ between the two.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE
pytest="$PWD/.venv/bin/pytest -n 2 --dist loadgroup"
$pytest tests/web "$@"
[ $# -eq 0 ] || exit 0
exec env GENSVAR_TEST_DATABASE=postgresql $pytest -q tests/web/test_access.py tests/web/test_ledger.py tests/web/test_once.py \
  tests/web/test_jobs.py tests/web/api/test_api.py tests/web/api/test_rooms.py tests/web/operations/test_erasure.py tests/web/deeds
