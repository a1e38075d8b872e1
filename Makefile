# One door for everything; `make help` lists the targets.
PYTHON ?= python3
# The article that `make audit` and `make html` audit.
ARTICLE ?= tests/samples/rate-decision.txt
# What `make test` runs: paths, and an expression over names.
TESTS ?= tests
T ?=
# What `make evaluate` measures: folders of ID.ar.txt, ID.en.txt and perhaps ID.bt.txt; without one, the samples.
CORPUS ?=
SEEDS ?= 1 2 3 4 5
DOCS ?= 20
MODEL ?= recorded ar-en-mini
# A folder of real translations with what readers found in them (see tests/evaluation/real.py); measured instead of the samples.
REAL ?=
# What `make mutate` changes (nothing: all areas), and in how many places of each.
AREA ?=
PLACES ?= 150
# How long `make fuzz` runs, about, and with which examples.
MINUTES ?= 10
SEED ?= 1
# Not empty: with a calibration made from those documents of the corpus that are not being measured.
HELD_OUT ?=

VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help audit html test fuzz mutate lint format check docs lock bench bench-align evaluate clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

# The pip of a new environment may be too old to know dependency groups.
$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

# torch first and by its exact version: a CPU build that lies ready is taken before a build for GPUs.
$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet torch==2.13.0
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

audit: $(VENV)/.installed ## set up and audit a sample with planted divergences, which are to be found (exit code 1)
	$(BIN)/audit $(ARTICLE) || test $$? -eq 1

html: $(VENV)/.installed ## the same as a page, in build/
	mkdir -p build
	$(BIN)/audit $(ARTICLE) --format html > build/$(notdir $(basename $(ARTICLE))).html || test $$? -eq 1

%.audit.json: %.txt $(VENV)/.installed
	$(BIN)/audit $< --format json > $@ || test $$? -eq 1

test: $(VENV)/.tested ## set up and run the tests; TESTS=path, T=expression
	$(BIN)/python -m pytest -n auto --dist loadfile $(TESTS) $(if $(T),-k "$(T)")

fuzz: $(VENV)/.tested ## damaged bytes wherever a file is read; MINUTES=10, SEED=1
	FUZZ_MINUTES=$(MINUTES) FUZZ_SEED=$(SEED) $(BIN)/python -m pytest tests/fuzz

mutate: $(VENV)/.tested ## how many small faults the tests notice; AREA="alignment rules numbers calibration", SEED=1, PLACES=150
	$(BIN)/python tests/mutate.py $(AREA) --seed $(SEED) --places $(PLACES)

lint: $(VENV)/.tested ## ruff, mypy and the order of imports
	$(BIN)/ruff check auditor tests
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.tested ## lay the code out
	$(BIN)/ruff check --fix-only auditor tests
	$(BIN)/ruff format auditor tests

check: lint test ## what a change must pass

docs: $(VENV)/.installed ## bring rules, options and settings in docs/ up to date with the program
	$(BIN)/python tests/write_docs.py

lock: $(VENV)/.installed ## write requirements-dev.lock anew: the newest versions that pyproject.toml allows, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --upgrade --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" --quiet \
	  --output-file requirements-dev.lock

bench: $(VENV)/.tested ## how fast engines and whole audits are, and how time and memory grow; some ten minutes
	$(BIN)/python tests/bench.py

bench-align: $(VENV)/.tested ## how fast the aligner is, and what memory it takes
	$(BIN)/python tests/bench_align.py

evaluate: $(VENV)/.tested ## how much is found; CORPUS=folders, SEEDS="1 2", DOCS=n, MODEL="recorded name", HELD_OUT=1, REAL=folder
	$(BIN)/python tests/evaluation/evaluate.py $(CORPUS) --seeds "$(SEEDS)" --docs $(DOCS) --models "$(MODEL)" $(if $(HELD_OUT),--held-out) $(if $(REAL),--real $(REAL))

clean: ## remove what the targets made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
