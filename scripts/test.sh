#!/usr/bin/env bash
# Everything that has to hold: style, types, import directions, spelling, then the tests of the library and the command line.
# The web platform, which is not finished, has its own: make test-web (scripts/test_web.sh).
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
$bin/ruff check --quiet src tests bench
$bin/ruff format --check --quiet src tests bench
$bin/mypy
$bin/lint-imports --no-logo 2>/dev/null || $bin/lint-imports
$bin/codespell src docs deploy README.md CHANGELOG.md GLOSSARY.md # tests misspell on purpose
exec $bin/pytest -n 2 --dist loadfile --ignore=tests/web "$@"
