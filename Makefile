# Everything a person needs: `make demo` shows the platform, `make test` proves it. `make help` lists the rest.

HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export HOST PORT
export PUBLIC_URL ?= http://$(HOST):$(PORT)

.DEFAULT_GOAL := help
.PHONY: help demo example test test-postgres lint types messages reset search-server search-server-stop

help: ## Show what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/installed ## Run the platform with demonstration content (HOST=127.0.0.1 PORT=8000)
	@$(BIN)/python manage.py demo

KIOSK := examples/kiosk
example: $(KIOSK)/node_modules/installed ## Build a front end of its own from the running demonstration's API, and serve it (EXAMPLE_PORT=4321 TERRITORY=pavia)
	@cd $(KIOSK) && export AGORA_URL="$${AGORA_URL:-$(PUBLIC_URL)}" && node build.mjs && exec node serve.mjs

test: $(VENV)/installed-dev ## Run the tests (ARGS="tests/events -x" for some of them)
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

# What asks the database; browsers, the search server and the tools of others do the same on any.
ON_POSTGRES ?= tests/search tests/events/test_occurrences.py tests/events/test_agenda.py tests/events/test_choice_counts.py \
	tests/events/test_day_counts.py tests/portal/test_freshness.py tests/settings/test_health.py tests/settings/test_two_workers.py \
	tests/portal/webhooks tests/events/test_announcing.py tests/labs/test_announcing.py

test-postgres: $(VENV)/installed-dev ## Run the tests of what asks the database on a PostgreSQL of their own (ON_POSTGRES=tests for all)
	@$(BIN)/python -m tests.on_postgresql -m "not browser" -k "not elasticsearch" $(ON_POSTGRES) $(ARGS)

lint: $(VENV)/installed-dev ## Check style, templates, who imports whom, and that no migration is missing
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/djlint --quiet --lint portal labs events search home && $(BIN)/lint-imports
	@$(BIN)/python manage.py makemigrations --check --dry-run

types: $(VENV)/installed-dev ## Check the types
	@$(BIN)/mypy

search-server: $(VENV)/installed ## Start a real Elasticsearch for the tests (see tests/elasticsearch)
	@PYTHON=$(BIN)/python tests/elasticsearch/server.sh start

search-server-stop: ## Stop it
	@tests/elasticsearch/server.sh stop

messages: $(VENV)/installed-dev ## Collect the words of the interface into the catalogues (needs gettext)
	@for app in portal labs events search home; do (cd $$app && ../$(BIN)/python -m django makemessages -l it -l en --no-location --no-obsolete); done

reset: ## Forget the demonstration's data: the next `make demo` starts over
	@rm -rf var

$(KIOSK)/node_modules/installed: $(KIOSK)/package-lock.json
	@command -v npm >/dev/null || { echo "The example needs Node.js 20 or later with npm (https://nodejs.org/)."; exit 1; }
	@echo "Installing what the example needs (a minute)…"
	@npm ci --prefix $(KIOSK) --silent
	@touch $@

$(VENV)/installed: requirements.txt
	@test -x $(BIN)/python || { echo "Making the environment in $(VENV)…"; $(PYTHON) -m venv $(VENV); }
	@echo "Installing what the platform needs (a minute or two)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "Installing what the tests need…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
