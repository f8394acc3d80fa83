# Each of these works alone on a machine that has only Python (3.11 or later) and make.
#   make demo      a fictitious workspace in demo/, processed from end to end
#   make test      every test; those that need an outside program say so when it is missing
#                  (make test TESTS=tests/rules for some of them)
#   make check     what pre-commit checks: style, types, floors
#   make format    puts the code in form
#   make verrou    writes requirements.lock again, with the newest versions that pyproject.toml allows
#   make docs      remakes the pages of docs/reference/
#   make captures  remakes the pictures of docs/images/, from the workspace of make demo
#   make bench     measures the speed against openpyxl, docxtpl and typst, as ratios
#   make coverage   which lines of the program the tests run
#   make torture   the slow tests: the whole road killed at random moments

BIN := .venv/bin
PYTEST := $(BIN)/pytest

.PHONY: demo test check style types floors format docs modeles verrou captures bench coverage torture clean

demo: .venv/.installed
	@$(BIN)/cqp demo demo

test: .venv/.installed-dev
	@$(BIN)/python -m tests.outils.verapdf
	@$(PYTEST) $(TESTS)

check: style types floors

style: .venv/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/.installed-dev
	$(BIN)/mypy

floors: .venv/.installed-dev
	$(BIN)/lint-imports

format: .venv/.installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: .venv/.installed-dev
	$(BIN)/python -m tools.docs

modeles: .venv/.installed-dev
	$(BIN)/python -m tools.caracteres
	$(BIN)/python -m tools.classeurs
	$(BIN)/python -m tools.modeles

verrou: .venv/.installed-dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/python -m uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --upgrade \
		--no-emit-index-url --custom-compile-command 'make verrou' --quiet --output-file requirements.lock

captures: demo .venv/.installed-dev
	$(BIN)/python -m tools.captures

bench: .venv/.installed-dev
	@$(BIN)/python -m bench
	@$(BIN)/python -m bench.kit
	@$(BIN)/python -m bench.jpn

coverage: .venv/.installed-dev
	@$(PYTEST) --cov --cov-report=term:skip-covered

torture: .venv/.installed-dev
	@$(PYTEST) -m torture

clean:
	rm -rf .venv .verapdf demo dist

.venv/.installed: pyproject.toml tools/venv.sh
	@sh tools/venv.sh .
	@touch $@

.venv/.installed-dev: pyproject.toml tools/venv.sh
	@sh tools/venv.sh '.[dev]'
	@touch .venv/.installed $@
