# `make help` lists what there is to do. Everything is installed into .venv; HOST and PORT choose the address.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCALE := src/serres_requests/locale
PO := $(wildcard $(LOCALE)/*/LC_MESSAGES/*.po)
SOURCES := src tests benchmarks

.PHONY: help run install demo test lint bench bench-catalogue bench-worker bench-forms browser servers translations clean

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 16

run: .venv/runtime $(PO:.po=.mo)  ## Serve the demonstration site at http://127.0.0.1:6543, with its stand-ins
	@exec $(BIN)/serres-requests run

install: .venv/runtime $(PO:.po=.mo)  ## Install into .venv what a server needs, and no more

demo: .venv/test $(PO:.po=.mo) browser  ## Drive the whole job in a browser and print each step
	@$(BIN)/python -m pytest -q -p no:cacheprovider --no-header --no-cov --capture=no tests/browser/test_job.py

test: .venv/test $(PO:.po=.mo) browser servers lint  ## Lint, types and all tests
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder --cov --cov-report=term:skip-covered
	$(BIN)/coverage report --include='*/serres_requests/domain/*,*/serres_requests/services/*' \
	  --skip-covered --show-missing --precision=2 --fail-under=99.9  # a race may miss a branch

lint: .venv/test  ## Lint, format, types and import directions
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: .venv/test $(PO:.po=.mo)  ## Measure the site through HTTP with N requests in it (10000)
	@$(BIN)/python -m benchmarks --requests $(or $(N),10000)

bench-catalogue: .venv/test $(PO:.po=.mo)  ## Measure queries in process with N requests in the catalogue (10000)
	@$(BIN)/python -m benchmarks.catalogue $(or $(N),10000)

bench-worker: .venv/test $(PO:.po=.mo)  ## Measure how many submissions the worker files, and how soon they are found
	@$(BIN)/python -m benchmarks.worker_throughput

soak: .venv/test $(PO:.po=.mo)  ## Keep a steady load up for MINUTES (60) and hold the end against the beginning
	@$(BIN)/python -m benchmarks.soak --minutes $(or $(MINUTES),60)

bench-forms: .venv/test $(PO:.po=.mo)  ## Measure a form of 200 fields with 100 conditions
	@$(BIN)/python -m benchmarks.form_of_200_fields

translations: .venv/test  ## Bring the catalogues up to date with the sources
	$(BIN)/pot-create -c lingua.cfg --no-linenumbers -d serres_requests --package-name serres-requests \
	  -o $(LOCALE)/serres_requests.pot src/serres_requests
	for language in el en; do \
	  $(BIN)/pybabel -q update -i $(LOCALE)/serres_requests.pot -d $(LOCALE) -D serres_requests -l $$language \
	    --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date || exit 1; done

clean:  ## Remove what was installed and built, not the data in var/
	rm -rf .venv $(LOCALE)/*/LC_MESSAGES/*.mo

# Debian keeps the module that makes environments in a package of its own.
.venv/bin/python:
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null && $(PYTHON) -m venv .venv; } || \
	  { echo "Python can't make virtual environments here: install python3-venv (Debian) and try again."; exit 1; }

.venv/runtime: requirements/runtime.txt setup.cfg | .venv/bin/python
	$(PIP) install --no-deps -r requirements/runtime.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/test: requirements/test.txt .venv/runtime
	$(PIP) install --no-deps -r requirements/test.txt
	@touch $@

%.mo: %.po | .venv/runtime
	@$(BIN)/pybabel -q compile --input-file=$< --output-file=$@

# The browser tests drive Debian's Chromium; it is installed when it is missing and we may.
browser:
	@command -v chromium >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; } || \
	  echo "Chromium is missing and can't be installed: install it, or the browser tests will fail."

# The tests of several processes start servers of their own, Debian's; they are installed when they are missing.
servers:
	@{ ls /usr/lib/postgresql/*/bin/initdb || command -v initdb; } >/dev/null 2>&1 && command -v nginx >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql nginx-light >/dev/null; } || \
	  echo "PostgreSQL or nginx is missing and can't be installed: install both, or tests of several processes will fail."
