"""The scripts that build the border sets: topology on small maps, and the same bytes from the sources."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geostrike.borders.store import GRID
from geostrike.files import data_path

SCRIPTS = Path(__file__).parents[2] / "gazetteer" / "scripts"
SOURCES = os.environ.get("GEOSTRIKE_SOURCES", "")
WALKS = st.lists(st.tuples(st.integers(-3000, 3000), st.integers(-3000, 3000)), min_size=3, max_size=60)


@pytest.fixture(scope="module")
def topology():
    sys.path.insert(0, str(SCRIPTS))
    yield importlib.import_module("_topology")
    sys.path.remove(str(SCRIPTS))


def _square(x, y, size=1.0):
    return shapely.box(x * GRID, y * GRID, (x + size) * GRID, (y + size) * GRID)


def test_sides_of_two_squares(topology):
    sides = topology.edges_of([_square(0, 0), _square(1, 0)], ["A", "B"])
    assert len(sides) == 7
    assert sides[1.0 * GRID, 0.0, 1.0 * GRID, 1.0 * GRID] == ["A", "B"]
    assert sides[0.0, 0.0, 0.0, 1.0 * GRID] == ["*", "A"]


def test_arcs_end_at_nodes_and_rings_begin_at_their_smallest_vertex(topology):
    line = [(0.0, 0.0, 1.0, 0.0), (1.0, 0.0, 2.0, 1.0)]
    spur = [(1.0, 5.0, 1.0, 0.0), (3.0, 3.0, 1.0, 0.0)]
    ring = [(9.0, 9.0, 8.0, 8.0), (8.0, 8.0, 9.0, 8.0), (9.0, 8.0, 9.0, 9.0)]
    arcs = topology.merge(
        {("A", "B", "land", ()): line, ("A", "C", "land", ()): spur, ("A", "D", "coast", ()): ring}
    )
    assert [(arc.right, arc.xy.tolist()) for arc in arcs] == [
        ("B", [[0, 0], [1, 0]]),
        ("B", [[1, 0], [2, 1]]),
        ("C", [[1, 5], [1, 0]]),
        ("C", [[3, 3], [1, 0]]),
        ("D", [[8, 8], [9, 8], [9, 9], [8, 8]]),
    ]


@given(WALKS, st.sampled_from([0.5, 5.0, 50.0]))
def test_simplification_keeps_its_bound(topology, steps, tolerance_m):
    start = np.array([40.97 * GRID, 34.40 * GRID])
    xy = start + np.cumsum(np.array(steps, float), axis=0)
    kept = topology.simplify(xy, tolerance_m)
    assert (kept[0], kept[-1]) == (0, len(xy) - 1)
    metres = topology.local_m(xy, 34.40)
    full, slim = shapely.linestrings(metres), shapely.linestrings(metres[kept])
    assert shapely.distance(shapely.points(metres), slim).max() <= tolerance_m * 1.001
    assert topology.error_m(xy, kept) >= shapely.hausdorff_distance(full, slim) * 0.98 - 0.01


def test_a_long_straight_line_keeps_points_for_the_geodesic(topology):
    xy = topology.densify(np.array([[39.0, 33.0], [42.0, 33.0]]) * GRID)
    assert len(xy) > 20
    kept = xy[topology.simplify(xy, 5.0)]
    assert len(kept) > 20
    assert kept[:, 1].max() / GRID > 33.005  # the geodesic bows north of the parallel


def test_arcs_that_would_cross_are_made_finer(topology, capsys):
    wave = np.array([[0, 0], [1000, 400], [2000, 0]], float)
    under = np.array([[0, -10], [1000, 200], [2000, -10]], float)
    arcs = [topology.Arc(wave, "A", "B", "land"), topology.Arc(under, "C", "D", "land")]
    tolerances = iter([8.0, 0.5])
    slim, errors = topology.simplify_all(arcs, lambda _: next(tolerances))
    assert not shapely.intersects(*(shapely.linestrings(arc.xy) for arc in slim))
    assert errors["land"] < 8
    assert "2 arcs cross after simplification; made finer" in capsys.readouterr().out


@pytest.mark.skipif(not SOURCES, reason="GEOSTRIKE_SOURCES names no folder with the packages of SOURCES.md")
@pytest.mark.parametrize(
    ("script", "output", "files"),
    [
        ("build_borders_osm.py", "osm.npz", ["osm.npz"]),
        ("build_borders_naturalearth.py", ".", ["naturalearth.npz", "countries.csv"]),
    ],
)
def test_the_sources_give_the_same_bytes(script, output, files, tmp_path):
    subprocess.run(
        [sys.executable, SCRIPTS / script, "--sources", SOURCES, "-o", tmp_path / output], check=True
    )
    for name in files:
        assert (tmp_path / name).read_bytes() == data_path("borders", name).read_bytes()
