#!/usr/bin/env bash
# Speed, never a test: every figure is a ratio against something measured in the same run. docs/benchmarks.md holds the latest.
set -euo pipefail
cd "$(dirname "$0")/.."
for script in bench/*.py; do
  printf '\n== %s\n' "$script"
  .venv/bin/python "$script"
done
