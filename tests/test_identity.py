"""The same input gives the same bytes: in another process, with other hash seeds, by another Python."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DRAW = """
import hashlib, sys
from geostrike import protect
from geostrike.locate import locate
from geostrike.maps import ReportMap, ledger, prepare, render, table
from geostrike.maps.figure import figure
from geostrike.tables import detect
from geostrike.tables.dossier import read

import folium

dossier = read(sys.argv[1])
report = prepare(dossier, locate(dossier))
rows = ledger.rows(report)
opened = ReportMap(dossier, locate(dossier))
folium.Marker([34.4, 40.9], popup="one").add_to(opened)
events = detect.read_columns(sys.argv[2])
made = {
    "page": render(dossier, locate(dossier)),
    "open page": opened.html(),
    "coarse page": render(dossier, locate(dossier, coarsen="admin1")),
    "table page": table.render_columns(protect.protect(events)),
    "coarse table page": table.render_columns(protect.coarsen(events, "5km")),
    "ledger csv": ledger.as_csv(rows),
    "ledger html": ledger.as_html(report, rows),
    "ledger xlsx": ledger.as_xlsx(rows),
    **{f"figure {form}": figure(dossier, locate(dossier), form=form) for form in ("svg", "pdf", "png")},
}
for name, content in made.items():
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    print(name, hashlib.sha256(data).hexdigest())
"""


def _drawn(seed, python=sys.executable):
    """Hashes of all outputs by name, as another process makes them."""
    inputs = [
        str(ROOT / "tests" / "maps" / "dossier"),
        str(ROOT / "tests" / "tables" / "files" / "acled.csv"),
    ]
    settings = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1767225600"}
    done = subprocess.run(
        [python, "-c", DRAW, *inputs], capture_output=True, check=True, env=os.environ | settings, text=True
    )
    return dict(line.rsplit(" ", 1) for line in done.stdout.splitlines())


@pytest.fixture(scope="module")
def drawn():
    return _drawn("1")


def test_another_process_with_another_hash_seed_draws_the_same_bytes(drawn):
    assert len(drawn) == 11
    assert _drawn("4242") == drawn


@pytest.mark.skipif("GEOSTRIKE_PYTHON" not in os.environ, reason="names no other Python")
def test_another_python_with_the_same_dependencies_draws_the_same_bytes(drawn):
    assert _drawn("1", os.environ["GEOSTRIKE_PYTHON"]) == drawn
