import subprocess
import sys

import numpy as np
import pytest

from geostrike import geodesy
from geostrike.geodesy import dispatch, lines, segments

LINE = segments([41.0, 41.1], [34.4, 34.4], [41.1, 41.2], [34.4, 34.5])
LON, LAT = np.random.default_rng(2).uniform(30, 40, (2, 500))


@pytest.fixture(autouse=True)
def forgotten():
    dispatch._kernel.cache_clear()
    yield
    dispatch._kernel.cache_clear()


def _run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_small_query_loads_no_compiler():
    query = "from geostrike.geodesy import nearest, segments; nearest(41, 34, segments(41, 34, 42, 34))"
    assert _run(f"{query}; import sys; print({{'numba', 'pandas'}} & set(sys.modules))").strip() == "set()"


def test_a_large_query_goes_to_the_kernel(monkeypatch):
    seen = []
    monkeypatch.setattr(dispatch, "KERNEL_PAIRS", 1)
    monkeypatch.setattr(dispatch, "_kernel", lambda: lambda *given: seen.append(given) or "kernel")
    assert geodesy.nearest(LON, 34.0, LINE, threads=3) == "kernel"
    assert seen[0][1].tolist() == [34.0] * 500
    assert seen[0][3] == 3


def test_both_engines_answer_alike(monkeypatch):
    reference = geodesy.nearest(LON, LAT, LINE)
    monkeypatch.setattr(dispatch, "KERNEL_PAIRS", 1)
    assert geodesy.nearest(LON, LAT, LINE).distance_m == pytest.approx(reference.distance_m, abs=1e-6)


def test_without_numba_the_reference_answers(monkeypatch):
    for name in [name for name in sys.modules if name.startswith("geostrike.geodesy.kernel")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.setattr(dispatch, "KERNEL_PAIRS", 1)
    found, expected = geodesy.nearest(LON, LAT, LINE), lines.nearest(LON, LAT, LINE)
    assert found.distance_m.tolist() == expected.distance_m.tolist()


@pytest.mark.parametrize(
    ("broken", "answered"),
    [
        ("caching.CacheImpl._locator_classes = []", "[1 0]"),  # no folder can be written
        ("caching.IndexDataCacheFile.save = fail", "[1 0]"),  # a folder that filled up
        (
            "caching.IndexDataCacheFile.load = fail",
            "Nearest",
        ),  # another user's folder: the reference
    ],
)
def test_a_cache_that_cannot_be_used_is_no_error(broken, answered, tmp_path):
    pytest.importorskip("numba")
    code = f"""
import os
os.environ["NUMBA_CACHE_DIR"] = {str(tmp_path)!r}
from numba.core import caching
def fail(*_):
    raise PermissionError(13, "denied")
{broken}
from geostrike.geodesy import dispatch, kernel, nearest, segments
from geostrike.geodesy.kernel import run, sorting
def small(lon, lat, *_):  # one small function of the kernel stands for the long compilation of all
    return run._again(sorting.morton, lon, lat)
kernel.nearest = small
dispatch.KERNEL_PAIRS = 0
print(nearest([41.0, 40.0], [34.0, 34.0], segments([41], [34], [42], [34])))
"""
    assert _run(code).startswith(answered)


def test_many_points_go_to_the_kernel_however_short_the_line(monkeypatch):
    monkeypatch.setattr(dispatch, "KERNEL_POINTS", 3)
    monkeypatch.setattr(
        dispatch, "_kernel", lambda: lambda lon, _lat, _line, _threads: f"kernel of {lon.size}"
    )
    line = segments([41.0], [34.0], [41.0], [35.0])
    assert dispatch.nearest([41.5] * 4, [34.5] * 4, line) == "kernel of 4"
    assert dispatch.nearest([41.5] * 3, [34.5] * 3, line).segment.tolist() == [0, 0, 0]
