# Two commands on a fresh machine with Python 3.11 and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.installed-run
DEV := $(VENV)/.installed-dev
CI := $(VENV)/.installed-ci

.PHONY: help env demo test lint types contract docs screenshots messages clean

help:
	@echo "make demo   set up and play the golden thread, then serve it (Ctrl+C stops)"
	@echo "make test   set up and run the tests"
	@echo "make env    only create the environment"
	@echo "make lint | types | contract | screenshots | messages | docs"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Manumit needs Python 3.11 or newer; name it with PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN): requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.txt $(RUN)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(CI): requirements/ci.txt $(DEV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/ci.txt
	@touch $@

env: $(RUN)

demo: $(RUN)
	$(BIN)/manumit demo $(DEMO)

test: $(DEV)
	$(BIN)/python -m pytest $(TEST)

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/djlint --lint --quiet src/manumit
	$(BIN)/deptry src

types: $(DEV)
	$(BIN)/mypy

contract: $(DEV)
	$(BIN)/lint-imports

screenshots: $(CI)
	$(BIN)/python docs/make_screenshots.py

messages: $(DEV)
	$(BIN)/pybabel extract --mapping babel.cfg --output src/manumit/locale/django.pot --project Manumit --omit-header --sort-by-file src/manumit
	$(BIN)/pybabel update --input-file src/manumit/locale/django.pot --output-dir src/manumit/locale --domain django --no-fuzzy-matching --omit-header
	$(BIN)/pybabel compile --directory src/manumit/locale --domain django

docs:
	$(PYTHON) -m venv $(VENV)-docs
	$(VENV)-docs/bin/python -m pip install --quiet --require-hashes -r requirements/docs.txt
	$(VENV)-docs/bin/mkdocs build --strict

clean:
	rm -rf $(VENV) $(VENV)-docs var build *.egg-info src/*.egg-info
