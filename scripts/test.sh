#!/usr/bin/env bash
# Everything that has to hold: style, types, import directions, spelling, then all tests. With arguments: these tests only.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE # the tests start hundreds of programs: let each keep what the first has compiled
bin=.venv/bin
$bin/ruff check --quiet src tests bench
$bin/ruff format --check --quiet src tests bench
$bin/mypy
$bin/lint-imports --no-logo 2>/dev/null || $bin/lint-imports
$bin/codespell src docs deploy README.md CHANGELOG.md GLOSSARY.md # tests misspell on purpose
if [ $# -gt 0 ]; then exec $bin/pytest -n 2 --dist loadfile "$@"; fi
$bin/pytest -n 2 --dist loadfile --ignore=tests/web --ignore=tests/audits
$bin/pytest -n 2 --dist worksteal tests/audits # whole audits in a browser: shared out one by one
exec scripts/test_web.sh
