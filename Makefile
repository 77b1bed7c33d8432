PYTHON ?= python3
BIN = .venv/bin
ARTICLE = sample_data/diplomatic_dispute.txt

.PHONY: demo test check accuracy fuzz mutants docs report layers clean

demo: .venv/installed
	$(BIN)/newsan entities -f table $(ARTICLE)
	$(BIN)/newsan quotes -f table $(ARTICLE)
	$(BIN)/newsan stance -f table $(ARTICLE)

test: .venv/dev
	$(BIN)/python -m pytest

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(MAKE) test

accuracy: .venv/dev
	$(BIN)/python -m benchmarks.accuracy

fuzz: .venv/dev
	$(BIN)/python -m tests.fuzz --seconds 120 $(FUZZ)

mutants: .venv/dev
	$(BIN)/python -m benchmarks.mutants

docs: .venv/dev
	$(BIN)/python -m docs.build --write

report: .venv/dev
	mkdir -p build
	$(BIN)/newsan report sample_data/corpus --meta-file sample_data/corpus/metadata.csv --by outlet -o build/report.html
	$(BIN)/python -m docs.picture build/report.html

layers: .venv/dev
	$(BIN)/python -m docs.layers

.venv/installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/dev: setup.cfg pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@ .venv/installed

clean:
	rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist newsan.egg-info
