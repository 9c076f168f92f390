# Two commands for a fresh machine: `make demo` and `make test`. Everything else is for those who build.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)

.PHONY: demo test check bench soak wheel lock clean

demo: $(STAMP)
	@$(BIN)/desk demo

test: $(STAMP)
	@$(BIN)/python -m compileall -q desk
	@$(BIN)/pytest -n auto --dist worksteal

check: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(STAMP)
	@$(BIN)/python -m tests.bench

# Long proofs that do not belong in a test run: a hundred kills, many writers.
soak: $(STAMP)
	@$(BIN)/pytest -m soak -p no:cacheprovider tests/soak

wheel: $(STAMP)
	@rm -rf dist
	@$(BIN)/python -m build --wheel --no-isolation

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "desk needs Python 3.11 or newer with the venv module"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Needs uv on the PATH; only for those who move a pinned version.
lock:
	@uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-annotate --no-header --no-emit-index-url -o requirements.lock

clean:
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
