"""First-order regions: outlines against counts, areas and points known from elsewhere."""

import numpy as np
import pyproj
import pytest
import shapely

from geostrike import borders
from geostrike.borders import admin
from geostrike.errors import BorderError

AREA = pyproj.Geod(ellps="WGS84")


@pytest.mark.parametrize(("country", "count"), [("IQ", 18), ("JOR", 12), ("LB", 6)])
def test_a_country_has_its_governorates(country, count):
    found = admin.regions(country)
    assert len(found) == count
    assert {region.type for region in found} == {"governorate"}
    assert all(region.name_ar for region in found)


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (43.3, 33.42, "IQ-AN"),
        (40.14, 35.33, "SY-DY"),
        (36.71, 34.73, "SY-HI"),
        (44.4, 33.3, "IQ-BG"),
        (-30, 40, ""),
    ],
)
def test_towns_lie_in_their_regions(lon, lat, code):
    assert admin.containing([lon], [lat]).tolist() == [code]


def test_points_that_are_none_lie_nowhere():
    assert admin.containing([np.nan, 43.3], [33.0, np.inf]).tolist() == ["", ""]
    assert admin.containing([], []).size == 0


def test_every_region_has_a_valid_outline_that_holds_a_point_of_its_own():
    codes = [region.code for region in admin.regions()]
    assert len(set(codes)) == len(codes) > 4_500
    areas = [admin.polygon(code) for code in codes]
    assert all(area.is_valid and not area.is_empty for area in areas)
    inside = shapely.get_coordinates([area.representative_point() for area in areas])
    assert (admin.containing(*inside.T) == np.array(codes, object)).mean() > 0.999


@pytest.mark.parametrize(("code", "km2"), [("IQ-AN", 137_800), ("SY-HA", 23_334)])
def test_areas_are_near_published_ones(code, km2):
    area, _ = AREA.geometry_area_perimeter(shapely.orient_polygons(admin.polygon(code)))
    assert abs(area) / 1e6 == pytest.approx(km2, rel=0.06)


def test_the_regions_of_a_country_make_up_its_land():
    land = borders.load("naturalearth").polygon("IQ")
    regions = shapely.union_all([admin.polygon(region.code) for region in admin.regions("IQ")])
    assert shapely.symmetric_difference(land, regions).area / land.area < 0.01


def test_lines_part_regions_of_one_country_only():
    found = admin.lines(38, 32, 46, 37)
    assert len(found.starts) == len(found.left) + 1
    for left, right in zip(found.left, found.right, strict=True):
        assert admin.region(left).country == admin.region(right).country
    assert admin.lines(-30, 40, -29, 41).lon.size == 0


def test_a_region_across_180_degrees_has_a_short_box():
    west, _, east, _ = admin.extent("RU-CHU")
    assert west > 150
    assert east < -150


def test_the_codes_near_an_unknown_one_are_named():
    with pytest.raises(BorderError, match="IQ-A"):
        admin.polygon("IQ-ZZ")
    with pytest.raises(BorderError, match="IQ-AN"):
        admin.region("nowhere")
