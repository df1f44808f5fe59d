# Two commands on a fresh machine with Python 3.11 and make: `make demo` and `make test`.
PYTHON ?= python3
TEST ?= -q -n auto
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
	@mkdir -p build
	$(BIN)/pybabel extract -F babel.cfg -k gettext_lazy -k ngettext_lazy:1,2 -k pgettext:1c,2 -k pgettext_lazy:1c,2 -k npgettext:1c,2,3 --sort-by-file --no-wrap --project manumit -o build/messages.pot src/manumit
	$(BIN)/pybabel update -i build/messages.pot -D django -d src/manumit/locale --no-fuzzy-matching --no-wrap --ignore-obsolete
	$(BIN)/pybabel compile -D django -d src/manumit/locale

docs:
	$(PYTHON) -m venv $(VENV)-docs
	$(VENV)-docs/bin/python -m pip install --quiet --require-hashes -r requirements/docs.txt
	$(VENV)-docs/bin/mkdocs build --strict

clean:
	rm -rf $(VENV) $(VENV)-docs var build *.egg-info src/*.egg-info
