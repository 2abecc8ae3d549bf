# Everything that is done with this project, by name. Needs python3 (3.11 or newer), python3-venv.

PYTHON ?= python3
VENV := .venv/bin/python
BOOTSTRAP = @$(PYTHON) scripts/bootstrap.py
PYTEST := -m pytest --numprocesses=auto
LOCK := $(VENV) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help run test audit screens schema lint format messages lock upgrade clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

run: ## start the site on http://127.0.0.1:8000 (PORT=8001 moves it, DEMO=0 leaves the demo out)
	@$(PYTHON) scripts/serve.py

test: ## every test: on SQLite (what asks no database only below), on PostgreSQL (DATABASE_URL replaces the embedded server), in a browser
	$(BOOTSTRAP) dev
	@$(VENV) $(PYTEST) --database=sqlite --ignore=tests/browser -m database
	@browser=$$($(VENV) scripts/browser.py) && \
		CHROMIUM_PATH="$$browser" $(VENV) $(PYTEST) --database=postgresql

audit: ## every page in every size, theme and browser by axe-core, vnu and Lighthouse, the report API by schemathesis; takes a while
	$(BOOTSTRAP) dev
	@browser=$$($(VENV) scripts/browser.py) && CHROMIUM_PATH="$$browser" \
		$(VENV) -m pytest tests/audit --override-ini=python_files='audit_*.py'
	@QUESTIONS=500 $(VENV) $(PYTEST) tests/demo/test_fuzz.py

screens: ## a picture of every page in six sizes, light and dark, in var/screens/
	$(BOOTSTRAP) dev
	@browser=$$($(VENV) scripts/browser.py) && CHROMIUM_PATH="$$browser" $(VENV) scripts/screens.py

schema lint: export ENV_FILE := /dev/null
schema lint: export SECRET_KEY = $(shell $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')
schema lint: export ALLOWED_HOSTS := report.example
schema lint: export SITE_ADDRESS := https://report.example
schema: ## write the report API's docs/api/openapi.json anew from the code
	$(BOOTSTRAP) dev
	@$(VENV) manage.py schema

lint: ## style, templates, migrations, settings, translations
	$(BOOTSTRAP) dev
	@$(VENV) -m ruff check
	@$(VENV) -m ruff format --check
	@$(VENV) -m djlint --lint --quiet templates
	@$(VENV) manage.py makemigrations --check --dry-run
	@$(VENV) manage.py check --deploy --fail-level WARNING
	@$(VENV) scripts/catalogues.py check

format: ## put the Python files into shape
	$(BOOTSTRAP) dev
	@$(VENV) -m ruff check --fix
	@$(VENV) -m ruff format

messages: ## bring locale/ up to date with the texts in the sources
	$(BOOTSTRAP) dev
	@$(VENV) scripts/catalogues.py update

lock: ## write requirements/*.txt anew after a change of pyproject.toml (UPGRADE=--upgrade: newest versions)
	$(BOOTSTRAP) dev
	@$(LOCK) $(UPGRADE) requirements/uv.in -o requirements/uv.txt
	@$(LOCK) $(UPGRADE) pyproject.toml -o requirements/run.txt
	@$(LOCK) $(UPGRADE) pyproject.toml --extra test --extra lint -c requirements/run.txt -o requirements/dev.txt

clean: ## remove the environment and all caches; the site's data in var/ stays
	@rm -rf .venv .pytest_cache .ruff_cache .hypothesis var/cache var/static
	@find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +
	@find locale -name '*.mo' -delete
