# Two commands do everything on a machine that has Python, git and make: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
INSTALL = $(PY) -m pip install --disable-pip-version-check --quiet

KERNEL := $(wildcard prisonersvoice_ar/perception/markers/kernel/*.[ch]) tools/kernel.py

.PHONY: run setup test lint bench kernel lock demo-footage clean

run: $(VENV)/.kernel
	@$(PY) main.py $(ARGS)

setup: $(VENV)/.kernel

test: $(VENV)/.ready-dev $(VENV)/.kernel
	@$(PY) -m pytest -n 3 --dist loadfile $(ARGS)

lint: $(VENV)/.ready-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy --strict -p prisonersvoice_ar
	$(VENV)/bin/lint-imports

bench: $(VENV)/.ready-dev $(VENV)/.kernel
	@$(PY) -m bench $(ARGS)

# Compile the tracker's kernel once more, with all that the compiler says.
kernel: $(VENV)/.ready
	@$(PY) tools/kernel.py --always

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another: make run PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python could not make a virtual environment. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 3; }

$(VENV)/.ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the locked dependencies (about a minute) …"
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	@echo "Installing what the tests need …"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

# The installation has compiled the kernel; this compiles it anew once it was edited. Where it cannot be, numpy serves,
# and the next start tries again.
$(VENV)/.kernel: $(KERNEL) $(VENV)/.ready
	@if $(PY) tools/kernel.py; then touch $@; fi

# For maintainers; needs uv. Hashes, and no address of any index.
lock:
	uv pip compile pyproject.toml --extra film --extra setup --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --custom-compile-command "make lock" -q -o requirements.lock
	uv pip compile pyproject.toml --extra film --extra setup --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --custom-compile-command "make lock" -q -o requirements-dev.lock

clean:
	rm -rf $(VENV) out
