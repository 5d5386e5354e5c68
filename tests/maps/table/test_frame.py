import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point, Polygon, box

from geostrike.errors import TableError
from geostrike.maps import table
from geostrike.maps.table.sheet import country_names, prepare


def frame(**more):
    geometry = [Point(40.5, 34.5), None, box(40, 34, 41, 35), Point()]
    columns = {"id": list("abcd"), "title": "Strike", "date": ["2024-02-03", None, "", "2024-02"], **more}
    return gpd.GeoDataFrame(columns, geometry=geometry, crs="EPSG:4326")


def test_points_areas_and_nothing_are_told_apart():
    found = table.columns_of(frame())
    held = found.values  # noqa: PD011  (a dict)
    assert found.lon.tolist()[0] == 40.5
    assert np.isnan(found.lon[1:]).all()
    assert [isinstance(shape, Polygon) for shape in found.shapes] == [False, False, True, False]
    assert list(held["date"]) == ["2024-02-03", "", "", "2024-02"]


def test_numbers_days_and_nothing_become_plain():
    columns = {
        "killed_low": pd.array([1, None, 3, 4], "Int64"),
        "kind": ["x", np.nan, pd.NA, 5],
        "date": pd.to_datetime(["2024-02-03 04:00", None, "2020-01-01 00:00", None]),
    }
    held = table.columns_of(frame(**columns)).values  # noqa: PD011  (a dict)
    assert list(held["killed_low"][[0, 2, 3]]) == [1, 3, 4]
    assert np.isnan(held["killed_low"][1])
    assert list(held["kind"]) == ["x", "", "", "5"]
    assert list(held["date"]) == ["2024-02-03", "", "2020-01-01", ""]


def test_countries_are_named_and_unknown_codes_stay():
    found = prepare(table.columns_of(frame(country=["SY", "XX", "", ""])), title="T")
    assert country_names(found) == {"SY": "Syria", "XX": "XX"}


def test_other_coordinates_become_degrees():
    found = table.columns_of(frame().to_crs("EPSG:32637"))
    assert found.lon[0] == pytest.approx(40.5, abs=1e-9)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: frame().drop(columns="title"), "no column title"),
        (lambda: frame().set_crs(None, allow_override=True), "no CRS"),
    ],
)
def test_a_frame_that_is_no_events_table_is_refused(made, said):
    with pytest.raises(TableError, match=said):
        table.columns_of(made())


def test_a_frame_is_drawn_as_its_file_would_be():
    page = table.render(frame(), title="A frame")
    assert "<title>A frame</title>" in page
    assert page == table.render(frame(), title="A frame")
    assert "4 events" in page
    assert "2 events not on the map" in page
