#!/usr/bin/env bash
# Take the pictures of the tutorial anew: the story's own test walks through the pages and takes them on its way.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p docs/web/pictures
GENSVAR_PICTURES=docs/web/pictures .venv/bin/pytest -q tests/web/test_story.py -k sqlite
