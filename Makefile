# The one interface for working on kb. Every target sets up what it needs and is safe to run again.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo
# Once and for all, also where Python is told not to keep what it compiles ($PYTHONDONTWRITEBYTECODE).
COMPILED := $(BIN)/python -m compileall -q kb

.DEFAULT_GOAL := help
.PHONY: help demo test quick lint format types docs gate consumers wheel bench clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 11

demo: $(VENV)/kb  ## set up, read the sample articles and print their timeline
	@mkdir -p $(DEMO)
	@rm -f $(DEMO)/kb.db
	@echo '$$ kb add data/articles'
	@$(BIN)/kb --db $(DEMO)/kb.db add data/articles
	@echo
	@echo '$$ kb timeline --from 2019-12-27 --to 2020-01-01'
	@$(BIN)/kb --db $(DEMO)/kb.db timeline --from 2019-12-27 --to 2020-01-01
	@echo
	@echo '$$ kb export demo/timeline.md'
	@$(BIN)/kb --db $(DEMO)/kb.db export $(DEMO)/timeline.md
	@echo
	@echo '$$ kb export demo/timeline.html'
	@$(BIN)/kb --db $(DEMO)/kb.db export $(DEMO)/timeline.html
	@echo
	@echo 'Open demo/timeline.html in a browser: the timeline as a page, with filters.'

test: lint types  ## set up, check the style and the types, and run all tests
	$(BIN)/python -m pytest -n auto $(TEST)

quick: $(VENV)/dev  ## run the tests alone (TEST=tests/test_when.py for one file)
	$(BIN)/python -m pytest $(TEST)

lint: $(VENV)/dev  ## check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/dev  ## mend style and formatting
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/dev  ## check the types
	$(BIN)/mypy

docs: $(VENV)/dev  ## write docs/cli.md and the transcripts of the tutorial anew
	$(BIN)/python docs/generate.py

gate: $(VENV)/dev  ## score the corpora against their floors (GATE=--update raises the floors)
	$(BIN)/python tests/gate.py $(GATE)

consumers:  ## install with npm the parsers by which the tests read exports, where they are there
	cd tests/consumers && npm install --no-audit --no-fund --no-package-lock

wheel: $(VENV)/dev  ## build kb for this machine, its engine compiled: a minute or two, with a C compiler
	@rm -rf build dist
	KB_COMPILE=1 $(BIN)/python -m pip wheel --quiet --no-build-isolation --no-deps --wheel-dir dist .
	@ls dist/*.whl

bench: $(VENV)/dev  ## measure how fast kb is, half an hour (BENCH="startup peers" for parts, TEXTS=FILE for other articles)
	$(BIN)/python tests/bench $(BENCH) $(if $(TEXTS),--texts $(TEXTS)) $(if $(OUT),--out $(OUT))

clean:  ## remove what the other targets made
	rm -rf $(VENV) $(DEMO) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "kb needs Python 3.11 or later; $(PYTHON) is older: make PYTHON=python3.11 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/kb: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(COMPILED)
	@touch $@

$(VENV)/dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@$(COMPILED)
	@touch $@ $(VENV)/kb
