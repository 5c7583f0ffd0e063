# Every target sets up what it needs in .venv, from the lock file.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BROWSER_READY := $(VENV)/.browser

COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --generate-hashes \
	--no-emit-index-url --quiet --custom-compile-command "make lock"

.DEFAULT_GOAL := report
.PHONY: report test test-long test-browser update-baseline-images lab bench lock clean

report: $(READY)  ## render the report of the newest wave
	$(BIN)/ckm report

test: $(READY)  ## style, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -m "not long" --numprocesses auto --dist loadfile

test-long: $(READY)  ## every test, also the many of which `make test` runs one
	$(BIN)/pytest --numprocesses auto --dist loadfile

test-browser: $(BROWSER_READY)  ## the site in Chromium, the PDF in veraPDF
	$(BIN)/pytest --override-ini addopts="--strict-markers --import-mode=importlib -ra" \
		--numprocesses auto --dist worksteal tests/browser

update-baseline-images: $(READY)  ## approve how figures and pages look now
	$(BIN)/pytest -m images --update-baseline-images

lab: $(READY)  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab index.ipynb

bench: $(READY)  ## speed: against plain papermill, with 100,000 respondents, of many reports
	$(BIN)/python benchmarks/report.py
	$(BIN)/python benchmarks/preview.py
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/wave.py
	$(BIN)/python benchmarks/fleet.py --reports 10

lock: $(READY)  ## newest versions into the lock file and environment.yml
	$(BIN)/pip install --quiet uv
	$(COMPILE) --extra dev --extra fleet --extra lab --extra reconstruct --upgrade -o requirements.lock
	$(COMPILE) --extra browser --upgrade -c requirements.lock -o requirements-browser.lock
	$(BIN)/python scripts/environment.py

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "ckmreport needs Python 3.11 or newer; name one with: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(BROWSER_READY): $(READY) requirements-browser.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-browser.lock
	@command -v chromium >/dev/null && test -f /usr/share/java/jaxb-api.jar && command -v java >/dev/null \
		|| { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -qq --yes --no-install-recommends \
			chromium default-jre-headless libjaxb-java >/dev/null; } \
		|| { echo "install chromium, default-jre-headless and libjaxb-java first" >&2; exit 1; }
	@touch $@

clean:  ## remove what was made; the environment stays
	rm -rf _build _book
