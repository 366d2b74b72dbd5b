# make demo and make test are all a newcomer needs: each builds .venv first, on Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock
GOLD := evaluation/gold
BASE := HEAD~1

.PHONY: help demo test check static glossaries fix-glossaries eval train eval-models readme lock clean distclean

help: ## show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/'

# Stamps: an installation is repeated only when what it is made from has changed.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'aligner needs Python 3.11 or newer: make PYTHON=python3.12 ...' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(INSTALL) --editable .
	@$(BIN)/python -m compileall -q aligner
	@touch $@

$(VENV)/.dev: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(INSTALL) --editable '.[dev]'
	@$(BIN)/python -m compileall -q aligner
	@touch $(VENV)/.core $@

demo: $(VENV)/.core ## align an example, show it, write it as TMX
	$(BIN)/aligner align $(GOLD)/article.zh.txt $(GOLD)/article.en.txt
	@mkdir -p build
	$(BIN)/aligner align $(GOLD)/article.zh.txt $(GOLD)/article.en.txt -o build/article.tmx
	@echo 'Written: build/article.tmx'

test: $(VENV)/.dev ## all tests and doctests, the architecture test among them
	$(BIN)/python -m pytest

static: $(VENV)/.dev ## format, lint, strict types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy aligner evaluation tests

glossaries: $(VENV)/.core ## check the glossaries, run their pairs, show what changed in them
	$(BIN)/aligner glossary lint glossaries/policy.tsv
	$(BIN)/aligner glossary test glossaries/policy.tsv
	@git rev-parse --quiet --verify $(BASE) >/dev/null 2>&1 || exit 0; \
	  $(BIN)/aligner glossary diff glossaries/policy.tsv --base $(BASE)

fix-glossaries: $(VENV)/.core ## mend and sort the glossaries
	$(BIN)/aligner glossary lint --fix glossaries/policy.tsv

check: static test glossaries ## everything that must pass before a commit

eval: $(VENV)/.dev ## benchmarks: make eval DATA=folder-of-gold-sets
	@test -n '$(DATA)' || { echo 'usage: make eval DATA=DIR, see CONTRIBUTING.md' >&2; exit 2; }
	$(BIN)/python -m evaluation.alignment --data '$(DATA)' --output evaluation/results/alignment.json
	$(BIN)/python -m evaluation.policy --data '$(DATA)/../policy' --output evaluation/results/policy.json
	$(BIN)/python -m evaluation.documents --data '$(DATA)/../policy' --output evaluation/results/documents.json
	$(BIN)/python -m evaluation.formats --output evaluation/results/formats.json
	$(BIN)/python -m evaluation.terminology --data '$(DATA)/..' --output evaluation/results/terminology.json
	$(BIN)/python -m evaluation.mining --data '$(DATA)/../terminology' --output evaluation/results/mining.json
	$(BIN)/python -m evaluation.term_cases --output evaluation/results/term_cases.json
	$(BIN)/python -m evaluation.glossary_speed --output evaluation/results/glossary_speed.json
	$(BIN)/python -m evaluation.memory_speed --output evaluation/results/memory_speed.json
	$(BIN)/python -m evaluation.check_alarms --data '$(DATA)/..' --output evaluation/results/check_alarms.json
	$(BIN)/python -m evaluation.check_catches --data '$(DATA)/..' --output evaluation/results/check_catches.json
	$(BIN)/python -m evaluation.check_speed --data '$(DATA)/..' --output evaluation/results/check_speed.json
	$(BIN)/python -m evaluation.drift --data '$(DATA)/..' --output evaluation/results/drift.json
	$(BIN)/python -m evaluation.adequacy --data '$(DATA)/..' --output evaluation/results/adequacy.json
	$(BIN)/python -m evaluation.score_speed --data '$(DATA)/..' --output evaluation/results/score_speed.json
	$(BIN)/python -m evaluation.speed --data '$(DATA)' --output evaluation/results/speed.json
	$(MAKE) readme

train: $(VENV)/.dev ## train the small models that eval-models measures: make train DATA=general.zh-en.tsv.xz
	@test -n '$(DATA)' || { echo 'usage: make train DATA=FILE, see CONTRIBUTING.md' >&2; exit 2; }
	$(BIN)/python -m evaluation.training.marian --data '$(DATA)' --output build/marian --minutes 68
	$(BIN)/python -m evaluation.training.encoder '$(DATA)' build/encoder --minutes 7
	$(BIN)/python -m evaluation.training.encoder '$(DATA)' build/encoder-layer --layers 1 --minutes 5

eval-models: $(VENV)/.dev ## benchmarks of encoders and translation: make eval-models DATA=folder-of-all-data
	@test -n '$(DATA)' || { echo 'usage: make eval-models DATA=DIR, see CONTRIBUTING.md' >&2; exit 2; }
	$(BIN)/python -m evaluation.encoder --data '$(DATA)/alignment' --encoder build/encoder --timed build/encoder build/encoder-layer --output evaluation/results/encoder.json
	$(BIN)/python -m evaluation.plain_translation --data '$(DATA)' --model build/marian --output evaluation/results/plain_translation.json
	$(BIN)/python -m evaluation.enforcement --data '$(DATA)/training/general.zh-en.tsv.xz' --policy '$(DATA)/policy' --model build/marian --ablation --output evaluation/results/enforcement.json
	$(BIN)/python -m evaluation.translate_speed --sentences 1000 --output evaluation/results/translate_speed.json
	$(MAKE) readme

readme: $(VENV)/.dev ## write docs/results.md, and the tables and the terminal picture of README.md
	$(BIN)/python -m evaluation.pages
	$(BIN)/python -m evaluation.pages.picture

lock: ## pin what a clean environment gets today
	rm -rf build/lock && mkdir -p build && $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check '.[dev]'
	build/lock/bin/python -m pip freeze --exclude aligner > requirements.lock

clean: ## remove what was built, keep .venv
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean ## remove .venv too
	rm -rf $(VENV)
