#!/usr/bin/env bash
# Everything that has to hold: style, types, import directions, spelling, then the tests; last, what may differ between
# databases once more on a private PostgreSQL. With arguments only those tests run, on SQLite.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
$bin/ruff check --quiet src tests bench
$bin/ruff format --check --quiet src tests bench
$bin/mypy
$bin/lint-imports --no-logo 2>/dev/null || $bin/lint-imports
$bin/codespell src tests docs deploy rulebooks README.md CHANGELOG.md GLOSSARY.md
$bin/pytest -n 2 --dist loadgroup "$@"
[ $# -eq 0 ] || exit 0
exec env GENSVAR_TEST_DATABASE=postgresql $bin/pytest -n 2 --dist loadgroup -q tests/web/test_access.py tests/web/test_ledger.py \
  tests/web/test_once.py tests/web/test_jobs.py tests/web/api/test_api.py tests/web/api/test_rooms.py tests/web/operations/test_erasure.py \
  tests/web/deeds
