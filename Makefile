# One door for everything. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARTICLE ?= tests/samples/rate-decision.txt
TESTS ?= tests
T ?=
CORPUS ?=

.DEFAULT_GOAL := help
.PHONY: help audit html test lint format check bench clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet torch==2.13.0
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

audit: $(VENV)/.installed ## set up, audit the sample with planted divergences (findings are expected)
	$(BIN)/audit $(ARTICLE) || test $$? -eq 1

html: $(VENV)/.installed ## the same as a web page, rate-decision.html
	$(BIN)/audit $(ARTICLE) -f html > $(notdir $(basename $(ARTICLE))).html || test $$? -eq 1

test: $(VENV)/.tested ## set up and run the tests: TESTS=path T=expression
	$(BIN)/python -m pytest $(TESTS) $(if $(T),-k "$(T)")

lint: $(VENV)/.tested ## ruff and mypy
	$(BIN)/ruff check auditor tests
	$(BIN)/mypy

format: $(VENV)/.tested ## ruff format
	$(BIN)/ruff format auditor tests

check: lint test ## what a change must pass

bench: $(VENV)/.tested ## the speed tables of the README
	$(BIN)/python tests/bench.py

%.audit.json: %.txt $(VENV)/.installed
	$(BIN)/audit $< -f json > $@ || test $$? -eq 1

clean: ## remove what the targets made
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
