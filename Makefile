# Two commands on a fresh machine: `make demo` and `make test`. Both use .venv/ in this folder and nothing outside it.
# On Windows the same is done without make: see README.md.

PYTHON ?= python3
PYTEST_ARGS ?= -n 2 --dist loadfile
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test test-full fuzz bench lint format lock clean run-env dev-env

help:  ## Den här listan
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: run-env  ## Installera det som behövs och kör exempelåren från ingenting till färdiga rapporter
	@$(BIN)/gnv demo

test: dev-env  ## Alla tester utom de långsamma
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

test-full: dev-env  ## Även de långsamma och de som öppnar filer i LibreOffice
	@$(BIN)/python -m pytest $(PYTEST_ARGS) -m "not fuzz and not bench"

fuzz: dev-env  ## Tusentals genererade exempel
	@GNV_HYPOTHESIS=fuzz $(BIN)/python -m pytest -m fuzz

bench: dev-env  ## Mät tider
	@$(BIN)/python -m benchmarks.intake
	@$(BIN)/python -m benchmarks.measure
	@$(BIN)/python -m benchmarks.reports

lint: dev-env  ## Stil, typer och vem som får känna vem
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: dev-env  ## Rätta det som kan rättas av sig självt
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# One lock for every platform and Python version, with hashes and without addresses. The larger lock repeats the
# smaller one's versions (-c), and requirements with extras keep them, which pip's hash check needs.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-strip-extras --no-header --no-annotate pyproject.toml

lock: dev-env  ## Lös versionerna på nytt efter en ändring i pyproject.toml (UPGRADE=--upgrade hämtar nyare)
	@$(LOCK) $(UPGRADE) --extra build -o requirements.txt
	@$(LOCK) $(UPGRADE) --extra build --extra dev -c requirements.txt -o requirements-dev.txt

clean:  ## Ta bort det som kan byggas på nytt (aldrig data/raw)
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -rf data/warehouse data/dagster reports
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

run-env:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 eller senare behövs, men $(PYTHON) finns inte."; \
		echo "Ange var den finns, till exempel: make demo PYTHON=python3.12"; exit 1; }
	@$(PYTHON) scripts/bootstrap.py run

dev-env:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 eller senare behövs, men $(PYTHON) finns inte."; \
		echo "Ange var den finns, till exempel: make test PYTHON=python3.12"; exit 1; }
	@$(PYTHON) scripts/bootstrap.py dev
