# Two commands matter: `make demo` and `make test`. Each first installs what it needs (scripts/setup.sh).
PYTHON ?= python3.11
GENSVAR := .venv/bin/gensvar
FIXED := $(shell cat uv.lock pyproject.toml scripts/setup.sh 2>/dev/null | cksum | cut -d' ' -f1)

.PHONY: demo stop test test-web test-audits bench docs format clean

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

# Not in `make test`: whole audits of planted sites in a browser. They take half an hour, and longer ways may fail where the machine is busy.
test-audits: .venv/.ready-test-$(FIXED)
	@.venv/bin/pytest -n 2 --dist worksteal tests/audits/test_planted.py tests/audits/test_auditing.py

# Speed, as ratios measured side by side in one run; see docs/benchmarks.md. Takes a while and 10 GB of disk.
bench: .venv/.ready-test-$(FIXED)
	@scripts/bench.sh

# Pages that are generated from the code and its data.
docs: .venv/.ready-test-$(FIXED)
	@.venv/bin/python -m gensvar.measures.manual
	@.venv/bin/python -m gensvar.audits.manual

format: .venv/.ready-test-$(FIXED)
	@.venv/bin/ruff check --fix --quiet src tests bench && .venv/bin/ruff format --quiet src tests bench

clean:
	rm -rf .venv demo bench-data

.venv/.ready-demo-$(FIXED):
	@scripts/setup.sh demo $(PYTHON) && touch $@

.venv/.ready-test-$(FIXED):
	@scripts/setup.sh test $(PYTHON) && touch $@ .venv/.ready-demo-$(FIXED)
