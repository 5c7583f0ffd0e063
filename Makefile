# Every target sets up what it needs in .venv, from the lock file.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := report
.PHONY: report test lab bench lock clean

report: $(READY)  ## render the report of the newest wave
	$(BIN)/ckm report

test: $(READY)  ## style, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

lab: $(READY)  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab index.ipynb

bench: $(READY)  ## how much faster than plain papermill, measured in one run
	$(BIN)/python benchmarks/report.py

lock: $(READY)  ## newest versions into the lock file and environment.yml
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --all-extras --upgrade --generate-hashes \
		--no-emit-index-url --quiet --custom-compile-command "make lock" -o requirements.lock
	$(BIN)/python scripts/environment.py

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "ckmreport needs Python 3.11 or newer; name one with: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

clean:  ## remove what was made; the environment stays
	rm -rf _build _book
