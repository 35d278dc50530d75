# licet: what a developer types. `make` alone lists the targets.

PYTHON ?= python3
# Workers for pytest; 0 runs the tests in one process (for a debugger).
WORKERS ?= 2
# More arguments for pytest, for example: make test TESTS="tests/lists -k footnote"
TESTS ?=
# Modules of benchmarks/ that `make bench` runs
BENCHMARKS ?= ownership screening

export PYTHON
BIN := .venv/bin
RUN := .venv/run.stamp
DEV := .venv/dev.stamp
BENCH := .venv/bench.stamp
BUILD := .venv/build.stamp
SETUP := requirements/build.lock.txt scripts/install

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test lint format bench lock upgrade clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

$(BUILD): $(SETUP)
	@scripts/install build

$(RUN): $(SETUP) pyproject.toml requirements/run.lock.txt
	@scripts/install run

$(DEV): $(SETUP) pyproject.toml requirements/dev.lock.txt
	@scripts/install dev

$(BENCH): $(SETUP) pyproject.toml requirements/bench.lock.txt
	@scripts/install bench

demo: $(RUN) ## Install, then check the same sale to Huawei on four days
	@PATH="$(CURDIR)/$(BIN):$$PATH" examples/huawei-2019/run.sh

test: lint ## Install, lint, then run every test
	@echo "==> running the tests"
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile $(TESTS)

lint: $(DEV) ## Check style, types and who may import whom
	@echo "==> ruff: style"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "==> mypy: types"
	@$(BIN)/mypy
	@echo "==> import-linter: who may import whom"
	@$(BIN)/lint-imports

format: $(DEV) ## Put the code in the house style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(BENCH) ## Measure speed, memory and accuracy beside other programs
	@set -e; for name in $(BENCHMARKS); do \
	    echo "==> benchmarks.$$name"; $(BIN)/python -m benchmarks.$$name; done

lock: $(BUILD) ## Pin again after a change in pyproject.toml or another list of needs
	@scripts/lock

upgrade: $(BUILD) ## Pin the newest releases
	@scripts/lock --upgrade

clean: ## Remove the environment and every cache
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests benchmarks tools -type d -name __pycache__ -exec rm -rf {} +
