#!/usr/bin/env bash
# Everything that has to hold: style, types, import directions, spelling, then the tests.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
$bin/ruff check --quiet src tests bench
$bin/ruff format --check --quiet src tests bench
$bin/mypy
$bin/lint-imports --no-logo 2>/dev/null || $bin/lint-imports
$bin/codespell src docs README.md CHANGELOG.md GLOSSARY.md # tests misspell on purpose
exec $bin/pytest -n 2 --dist loadgroup "$@"
