# Two commands matter: `make demo` and `make test`. Each first installs what it needs (scripts/setup.sh).
PYTHON ?= python3.11
GENSVAR := .venv/bin/gensvar
FIXED := $(shell cat uv.lock pyproject.toml scripts/setup.sh 2>/dev/null | cksum | cut -d' ' -f1)

.PHONY: demo stop test test-web test-outside bench docs format clean

demo: .venv/.ready-demo-$(FIXED)
	@scripts/demo.sh

test: .venv/.ready-test-$(FIXED)
	@scripts/test.sh

# The web application that `make demo` started.
stop:
	@scripts/demo.sh stop

# A part of `make test`: the web platform, in a browser, on SQLite and PostgreSQL.
test-web: .venv/.ready-test-$(FIXED)
	@scripts/test_web.sh

# Not in `make test`: what audits find on pages that others made, fetched by you into SUITES (tests/outside/README.md says how).
test-outside: .venv/.ready-test-$(FIXED)
	@test -n "$(SUITES)" || { echo "Ange mappen / name the folder:  make test-outside SUITES=~/outside   (tests/outside/README.md)" >&2; exit 2; }
	@GENSVAR_OUTSIDE="$(SUITES)" .venv/bin/pytest -q -s tests/outside

# Speed, as ratios measured side by side in one run; see docs/benchmarks.md. Takes a while and 10 GB of disk.
bench: .venv/.ready-test-$(FIXED)
	@scripts/bench.sh

# Pages that are generated from the code and its data.
docs: .venv/.ready-test-$(FIXED)
	@.venv/bin/python -m gensvar.measures.manual
	@PYTHONPATH=tests/audits .venv/bin/python -m planted.pictures
	@.venv/bin/python -m gensvar.audits.manual

format: .venv/.ready-test-$(FIXED)
	@.venv/bin/ruff check --fix --quiet src tests bench && .venv/bin/ruff format --quiet src tests bench

clean:
	rm -rf .venv demo bench-data

.venv/.ready-demo-$(FIXED):
	@scripts/setup.sh demo $(PYTHON) && touch $@

.venv/.ready-test-$(FIXED):
	@scripts/setup.sh test $(PYTHON) && touch $@ .venv/.ready-demo-$(FIXED)
