"""The built wheel, installed into a fresh environment, runs from any folder with the data that it carries."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LIMIT_BYTES = 42_000_000

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def fresh(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("fresh")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    install = [str(programs / "python"), "-m", "pip", "install", "--quiet", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return programs / "geostrike"


def test_the_wheel_carries_data_and_licences_but_no_scripts(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "geostrike/data/places.csv",
        "geostrike/data/SOURCES.md",
        "geostrike/data/borders/osm.npz",
        "geostrike/data/regions/admin1.npz",
    ):
        assert wanted in names
    assert any("licenses/LICENSE" in name for name in names)
    assert not [name for name in names if "scripts" in name or "tests/" in name]
    assert wheel.stat().st_size < LIMIT_BYTES


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["resolve", "al-Bukamal", "--format", "json"], '"resolved"'),
        (["distance", "34.39841,40.97452", "--to", "IRQ", "--format", "json"], '"IRQ-SYR"'),
        (["borders", "list"], "IRQ-SYR"),
        (["licenses"], "ODbL"),
    ],
)
def test_the_installed_command_runs_from_any_folder(fresh, args, words, tmp_path):
    done = subprocess.run([str(fresh), *args], check=True, capture_output=True, cwd=tmp_path)
    assert words in done.stdout.decode("utf-8")


def test_the_installed_command_draws_the_map_of_the_checkout(fresh, tmp_path):
    seeds, drawn = ROOT / "seeds", tmp_path / "x.html"
    subprocess.run([str(fresh), "map", str(seeds), "-o", str(drawn)], check=True, cwd=tmp_path)
    assert drawn.read_bytes().startswith(b"<!DOCTYPE html>")
