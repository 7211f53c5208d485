# Two commands do all: "make report" and "make test".
PYTHON ?= python3
BIN := .venv/bin
SOURCE ?= data/sample
# What is known of the actors: of the sample's, unless another SOURCE is read.
ACTORS ?= $(if $(filter data/sample,$(SOURCE)),data/actors.csv)

.PHONY: help report test slow browser soak lint lessons stick evaluate bench lock licences audit lab clean
help:
	@echo "make report    the report on the sample corpus (SOURCE=folder for your own, OUT=folder,"
	@echo "               else named after SOURCE; OPTIONS=\"--language en\")"
	@echo "make test      the tests"
	@echo "make slow      those that need minutes: killed runs, a cluster, nbgrader"
	@echo "make soak      a simulated year of unattended runs, killed and with full disks, and long fuzzing"
	@echo "make lab       JupyterLab on the notebooks, start.ipynb first (TEACH=yes: nbgrader's menus, too)"
	@echo "make lint      style checks"
	@echo "make lessons   the pupils' notebooks and keys, from the teachers' sources"
	@echo "make stick     a folder for a class without a network (stick/klasse) and the teacher's part"
	@echo "make evaluate  quality on public gold (GOLD=folder of the data sets)"
	@echo "make browser   JupyterLab and reports in a real browser (Chromium)"
	@echo "make bench     speed beside peers, by engine and part, growth and memory, what formats keep, as tables"
	@echo "make lock      pin the dependencies anew; make licences lists them, make audit asks for"
	@echo "               known vulnerabilities (both need a network)"
	@echo "make clean     takes away the environment, reports, sticks and what checks keep"

# The environment: hash-locked; uv where it can be had, else pip.
# uv compiles nothing by itself: where Python may not write beside its modules, each start would
# compile pandas anew, and a report starts nine times.
.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv \
	  && $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

report: .venv/ready
	@$(BIN)/presseschau report --source "$(SOURCE)" --actors "$(ACTORS)" $(if $(OUT),--out "$(OUT)") $(OPTIONS) || [ $$? -eq 3 ]

test: .venv/ready lint
	@echo "Not among them: 'make slow' (killed runs, a cluster, nbgrader) and 'make browser'."
	@$(BIN)/python -m pytest -n auto --dist worksteal

slow: .venv/ready
	@$(BIN)/python -m pytest -m slow -n auto --dist worksteal

# axe-core judges the accessibility of finished pages; its check is left out where npm is missing.
browser: .venv/ready
	@test -d .venv/axe || npm install --silent --no-audit --no-fund --no-save --prefix .venv/axe axe-core || true
	@$(BIN)/python -m pytest -m browser -n auto --dist loadfile

soak: .venv/ready
	@$(BIN)/python -m pytest -m soak

lint: .venv/ready
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .

# In the lessons also a failure before their first cell is explained.
define EXPLAINED
import os

if "lessons" in os.environ.get("JPY_SESSION_NAME", ""):
    c.InteractiveShellApp.extensions = ["presseschau.lessons.failures"]
endef
export EXPLAINED

# Dropped files travel as one message, of which the server takes 10 MB unless told otherwise.
lab: .venv/ready
	@mkdir -p .venv/etc/ipython && echo "$$EXPLAINED" > .venv/etc/ipython/ipython_kernel_config.py
	@$(BIN)/jupyter labextension disable "@jupyterlab/apputils-extension:announcements"
	@$(BIN)/jupyter labextension $(if $(TEACH),enable,disable) "@jupyter/nbgrader"
	$(BIN)/jupyter lab notebooks/start.ipynb \
	  --ServerApp.tornado_settings="{'websocket_max_message_size': 500000000}"

lessons: .venv/ready
	@$(BIN)/python -m presseschau.lessons.build

stick: .venv/ready
	@$(BIN)/python -m presseschau.lessons.stick stick

evaluate: .venv/ready
	$(BIN)/python -m workshop.gold.quality --gold $(GOLD)

# environment.lock is what conda and Binder install: the same, without what only tests need.
COMPILE := $(BIN)/uv pip compile pyproject.toml --extra build --extra dask --extra jobs --extra lab --extra schedule --extra study --extra teach \
  --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate --quiet
lock: .venv/ready
	$(COMPILE) --extra test --output-file requirements.lock
	$(COMPILE) --constraint requirements.lock --output-file environment.lock
# The pip of Python 3.11 fails on an extra that a lock writes with a hyphen, a package with a line.
	@sed -i.old 's/^lxml\[html-clean\]/lxml[html_clean]/' requirements.lock environment.lock && rm -f *.lock.old

# What speeds are compared with is no dependency (SoMaJo is GPL): it has its own environment, and
# is left out of the table where it cannot be installed.
PEERS := .venv/peers/bin/python
$(PEERS):
	@$(PYTHON) -m venv .venv/peers
	@$(PEERS) -m pip install --quiet --disable-pip-version-check HanTa SoMaJo spacy textblob-de "textblob<0.18" || true

bench: .venv/ready $(PEERS)
	@$(BIN)/python -m workshop.benchmarks peers --python $(PEERS)
	@$(BIN)/python -m workshop.benchmarks batches
	@$(BIN)/python -m workshop.benchmarks engines
	@$(BIN)/python -m workshop.benchmarks growth
	@$(BIN)/python -m workshop.benchmarks reports
	@$(BIN)/python -m workshop.benchmarks packing

licences: .venv/ready
	$(BIN)/uv tool run --from pip-licenses pip-licenses --python $(BIN)/python --with-system --format markdown \
	  --order name --no-version --ignore-packages presseschau uv pip --output-file THIRD_PARTY.md

audit: .venv/ready
	$(BIN)/uv tool run pip-audit --disable-pip --require-hashes --requirement requirements.lock

clean:
	rm -rf .venv reports stick .pytest_cache .ruff_cache
