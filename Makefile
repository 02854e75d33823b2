# Kho Báo. Needs make and Python 3.11 to 3.13; the rest comes with the first target.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
LANDING ?= seeds/articles
WAREHOUSE ?= data/warehouse.duckdb
JOBS ?= 2
KILLS ?= 100
N ?= 2000
HTML ?= 0

BIN := .venv/bin
READY := .venv/.stamp

.DEFAULT_GOAL := help
.PHONY: help run test faults bench score lint types layers sql-style fmt picture lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(READY) ## run the night: LANDING=folder WAREHOUSE=file make run
	@$(BIN)/python -m flows.tonight "$(LANDING)" "$(WAREHOUSE)"

test: $(READY) ## run the tests
	@$(BIN)/python -m pytest -q -n $(JOBS) --dist loadgroup

faults: $(READY) ## kill a hundred runs at any moment while readers look on: make faults KILLS=100
	@$(BIN)/python tests/faults --kills "$(KILLS)"

bench: $(READY) ## measure nights of made-up articles: make bench N=10000 HTML=0.1
	@$(BIN)/python tests/bench --articles "$(N)" --html "$(HTML)"

score: $(READY) ## score the reading of sentences against hand-made answers
	@$(BIN)/python -m tests.samples.score $(SETS)

lint: $(READY) ## check style and formatting of the Python
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY) ## check types
	@$(BIN)/mypy

layers: $(READY) ## check that imports go one way
	@$(BIN)/lint-imports

sql-style: $(READY) ## check style of the SQL
	@$(BIN)/sqlfluff lint --disable-progress-bar sql

fmt: $(READY) ## mend what can be mended of style, Python and SQL
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/sqlfluff fix --disable-progress-bar sql

picture: $(READY) ## draw the star schema in the README anew
	@$(BIN)/python -m warehouse.picture README.md

lock: $(READY) ## resolve the dependencies anew into requirements.lock
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --extra dask --group dev --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade \
		--quiet --output-file requirements.lock

clean: ## remove what the targets made, but not the data
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
		|| { echo "Kho Báo needs Python 3.11 to 3.13; name one: make PYTHON=... $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Setting up .venv (once) ..."
	@"$(PYTHON)" -m venv .venv
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
