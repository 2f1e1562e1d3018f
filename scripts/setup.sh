#!/usr/bin/env bash
# Set up what `make demo` or `make test` needs: Debian packages, a virtual environment, the locked dependencies.
# Usage: scripts/setup.sh demo|test [PYTHON]. Safe to run again; prints the exact line to type when it may not install.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=$1
python=${2:-python3.11}

# What draws PDF (Pango) and opens websites (Chromium); for the tests also what checks PDF (Java, for
# veraPDF), runs Spark (Java), opens pages and reads text in pictures (an option of audits).
packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 chromium-headless-shell)
if [ "$purpose" = test ]; then
  packages+=(libjaxb-java chromium postgresql tesseract-ocr tesseract-ocr-swe)
  command -v javac >/dev/null || packages+=(openjdk-17-jdk-headless)
fi

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
stop() { printf '%s\n' "$@" >&2; exit 1; }

command -v "$python" >/dev/null || python=$(command -v python3.11 || command -v python3.12 || command -v python3 || true)
[ -n "$python" ] || stop "Python 3.11 saknas. / Python 3.11 is missing." "  apt-get install python3.11 python3.11-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
  || stop "$python är äldre än 3.11. / is older than 3.11." "  make $purpose PYTHON=/path/to/python3.11"

# A Debian without python3-venv can make no virtual environment.
"$python" -c 'import ensurepip, venv' 2>/dev/null || packages+=("python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv")

missing=()
if command -v dpkg-query >/dev/null; then
  for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  if [ "${#missing[@]}" -gt 0 ]; then
    line="apt-get install --no-install-recommends --yes ${missing[*]}"
    if [ "$(id -u)" = 0 ]; then
      say "Installerar / installing: ${missing[*]}"
      export DEBIAN_FRONTEND=noninteractive
      log=$(mktemp)
      { apt-get update -qq && $line; } >"$log" 2>&1 || { tail -20 "$log" >&2; stop "Det gick inte. / That failed:" "  $line"; }
      rm -f "$log"
    else
      stop "Systempaket saknas. Kör detta och sedan make $purpose igen. / System packages are missing. Run this, then make $purpose again:" \
        "  sudo apt-get update && sudo $line"
    fi
  fi
else
  say "Inte Debian: se till att Pango och Chromium finns / Not Debian: make sure that Pango and Chromium are installed (gensvar doctor tells)."
fi

if [ ! -x .venv/bin/python ]; then
  say "Skapar .venv / making .venv"
  "$python" -m venv .venv
fi
uv_version=$(sed -n '/^name = "uv"$/{n;s/version = "\(.*\)"/\1/p}' uv.lock)
if ! .venv/bin/uv --version 2>/dev/null | grep -qF " $uv_version"; then
  .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$uv_version"
fi
say "Installerar låsta beroenden / installing locked dependencies"
extras=(--extra all --no-dev)
[ "$purpose" = demo ] || extras=(--all-extras)
VIRTUAL_ENV="$PWD/.venv" UV_PROJECT_ENVIRONMENT=.venv .venv/bin/uv sync --quiet --locked --inexact "${extras[@]}"
