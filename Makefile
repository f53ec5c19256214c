# Each target is little more than one command, so that Windows needs no make: see "Without make" in README.md.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: site serve test lint audit bench lock clean
site: $(STAMP)  ## build the archive: seeds/ -> docs/ -> site/
	@$(BIN)/briefings build

serve: $(STAMP)  ## build, serve and reload on every change
	@$(BIN)/briefings serve

test: $(STAMP)  ## lint, types, tests
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/pytest -m "not slow"

audit: $(STAMP)  ## what takes long: the properties with many examples
	@HYPOTHESIS_PROFILE=audit $(BIN)/pytest

bench: $(STAMP)  ## how the work grows with the archive, as ratios
	@$(BIN)/python tests/bench.py

lock:  ## renew the lock file (needs uv)
	@uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-annotate \
	  --extra dev pyproject.toml -o requirements.lock

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

clean:  ## forget what was installed and published; docs/ and seeds/ stay
	@rm -rf .venv .cache site dist
