import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geostrike import borders
from geostrike.errors import CoordinateError

LON = st.floats(39, 48)
LAT = st.floats(30, 37)


@settings(max_examples=10)
@given(
    st.lists(st.tuples(LON, LAT, st.floats(0, 50_000)), min_size=1, max_size=5),
    st.sampled_from(["IRQ", "IRQ-SYR", "all"]),
    st.sampled_from(borders.names()),
)
def test_bulk_answers_what_single_answers(points, to, dataset):
    lon, lat, radius_m = np.transpose(points)
    found = borders.distances(lon, lat, to=to, dataset=dataset, radius_m=radius_m)
    for i, point in enumerate(points):
        single = borders.distance(*point[:2], to=to, dataset=dataset, radius_m=point[2])
        for name, values in found.columns():
            assert values[i] == pytest.approx(getattr(single, name), nan_ok=True)


@settings(max_examples=10)
@given(st.lists(st.tuples(LON, LAT, st.floats(0, 50_000)), min_size=1, max_size=5))
def test_the_interval_holds_the_distance(points):
    lon, lat, radius_m = np.transpose(points)
    found = borders.distances(lon, lat, to="IRQ", radius_m=radius_m)
    assert (found.low_m <= found.distance_m).all()
    assert (found.high_m >= found.distance_m).all()
    assert (found.high_m - found.distance_m >= radius_m).all()


def test_a_point_that_is_not_finite_gets_nothing():
    found = borders.distances([np.nan, 41.0, np.inf], [34.0, 34.0, 34.0], to="IRQ", radius_m=[5, np.nan, 5])
    assert np.isnan(found.distance_m).tolist() == [True, False, True]
    assert np.isnan(found.low_m).tolist() == np.isnan(found.high_m).tolist() == [True, False, True]
    assert found.border.tolist() == ["", "IRQ-SYR", ""]
    assert found.country.tolist()[::2] == [None, None]
    assert found.high_m[1] - found.distance_m[1] == pytest.approx(borders.load().error_m)


@pytest.mark.parametrize(
    ("lon", "lat", "radius_m", "words"),
    [
        ([41, 34.4], [34.4, 141], 0, "Point 1 .* latitude"),
        ([200], [34], 0, "longitude"),
        ([41], [34], [-1], "radius"),
        ([41], [34], [np.inf], "radius"),
    ],
)
def test_a_point_out_of_range_is_refused(lon, lat, radius_m, words):
    with pytest.raises(CoordinateError, match=words):
        borders.distances(lon, lat, to="IRQ", radius_m=radius_m)


@pytest.mark.parametrize(("lon", "lat"), [(200, 34), (41, 91), (np.nan, 34)])
def test_a_single_point_out_of_range_is_refused(lon, lat):
    with pytest.raises(CoordinateError):
        borders.distance(lon, lat, to="IRQ")


def test_the_columns_are_those_of_the_tables():
    assert (
        ["distance_m", "low_m", "high_m", "azimuth_deg", "border_lon", "border_lat", "border", "country"][0],
        *["low_m", "high_m", "azimuth_deg", "border_lon", "border_lat", "border", "country"],
    ) == borders.COLUMNS


def test_a_single_distance_and_arrays_load_no_pandas():
    code = (
        "import sys\nfrom geostrike import borders\n"
        "borders.distance(40.97, 34.39, to='IRQ-SYR')\nborders.distances([40.97], [34.39], to='IRQ-SYR')\n"
        "heavy = {'geopandas', 'pandas', 'pyogrio', 'pyarrow', 'dask'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
