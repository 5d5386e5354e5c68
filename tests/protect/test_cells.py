import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike import geodesy
from geostrike.borders import admin
from geostrike.errors import GeostrikeError
from geostrike.protect import HOW, cells, note

LON, LAT = st.floats(-180, 180), st.floats(-89.9, 89.9)


@given(lon=LON, lat=LAT)
def test_a_disc_of_5_km_holds_its_point_and_the_grid_square_too(lon, lat):
    for how in ("5km", "grid"):
        found = cells.cells(how, [lon], [lat])
        away_m = geodesy.inverse(found.lon[0], found.lat[0], lon, lat)[0]
        assert away_m <= found.radius_m[0]


@given(lon=LON, lat=LAT)
def test_the_middle_of_a_cell_lies_in_the_same_cell(lon, lat):
    for how in ("5km", "grid"):
        once = cells.cells(how, [lon], [lat])
        if abs(once.lon[0]) < 180:
            again = cells.cells(how, once.lon, once.lat)
            assert (again.lon[0], again.lat[0]) == (once.lon[0], once.lat[0])


def test_a_province_is_told_by_a_point_that_is_the_same_for_all_of_it():
    found = cells.cells("admin1", [41.0, 43.3, -30.0], [33.4, 33.4, 40.0])
    assert found.region.tolist() == ["IQ-AN", "IQ-AN", ""]
    assert found.lon[0] == found.lon[1]
    assert np.isnan(found.lon[2])
    assert admin.polygon("IQ-AN").distance(cells.outline("admin1", 0, 0, "IQ-AN")) == 0
    rim = np.array(admin.polygon("IQ-AN").exterior.coords)
    reach = geodesy.inverse(
        np.full(len(rim), found.lon[0]), np.full(len(rim), found.lat[0]), rim[:, 0], rim[:, 1]
    )[0]
    assert reach.max() <= found.radius_m[0] <= reach.max() + 1000


def test_a_cell_on_the_line_of_two_provinces_names_neither():
    lines = admin.lines(43, 33, 44, 34)
    lon, lat = lines.lon[0], lines.lat[0]
    assert cells.cells("5km", [lon], [lat]).region.tolist() == [""]


def test_no_point_has_no_cell():
    for how in HOW:
        found = cells.cells(how, [np.nan], [np.nan])
        assert np.isnan([found.lon[0], found.lat[0], found.radius_m[0]]).all()


def test_an_unknown_way_is_named():
    with pytest.raises(GeostrikeError, match=r"10km.*5km, admin1, grid"):
        cells.cells("10km", [1.0], [1.0])
    assert all("coarsened" in note(how) for how in HOW)
