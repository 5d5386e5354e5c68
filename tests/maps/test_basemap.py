import numpy as np
import pytest
import shapely

from geostrike import borders, geodesy
from geostrike.maps import basemap, placenames

POINT = (40.97452, 34.39841)
BOX = (40.0, 34.0, 41.0, 35.0)


def unpack(packed):
    return np.cumsum(np.reshape(packed, (-1, 2)), axis=0) / basemap.GRID


@pytest.fixture(scope="module")
def drawn():
    return basemap.basemap(BOX, [POINT])


def test_the_border_is_whole_near_an_event_and_thin_elsewhere(drawn):
    line = np.concatenate([unpack(one["at"]) for one in drawn.lines if one["pair"] == "IRQ-SYR"])
    near = geodesy.inverse(line[:, 0], line[:, 1], *POINT)[0] < 15_000
    exact = borders.load().lines("IRQ-SYR")
    close = geodesy.inverse(exact.lon, exact.lat, *POINT)[0] < 15_000
    assert near.sum() == close.sum()
    assert len(line) < 0.5 * len(exact.lon)


def test_thinning_stays_within_its_tolerance():
    exact = borders.load().lines("IRQ-SYR")
    line = np.column_stack([exact.lon, exact.lat])[exact.starts[0] : exact.starts[1]]
    thin = basemap._thin(line, [POINT], 1.0)
    assert (thin[[0, -1]] == line[[0, -1]]).all()
    assert shapely.hausdorff_distance(shapely.linestrings(line), shapely.linestrings(thin)) < 0.0041


def test_a_pair_comes_from_one_data_set_only(drawn):
    pairs = [one["pair"] for one in drawn.lines]
    own = set(borders.load().pairs())
    both = basemap.basemap(BOX, [POINT], dataset="naturalearth")
    assert drawn.datasets == ("osm", "naturalearth")
    assert both.datasets[0] == "naturalearth"
    assert set(pairs) & own


def test_land_is_land_and_sea_is_sea():
    wide = basemap.basemap((33.0, 32.0, 37.0, 36.0), [])
    rings = [unpack(ring) for polygon in wide.land for ring in polygon[:1]]
    land = shapely.union_all([shapely.polygons(ring) for ring in rings])
    assert shapely.intersects_xy(land, 36.3, 33.5)
    assert not shapely.intersects_xy(land, 34.0, 34.0)


def test_a_window_inside_one_country_is_all_land():
    inland = basemap.basemap((44.0, 23.0, 44.1, 23.1), [])
    assert inland.land


def test_packing_is_exact_to_a_millionth_of_a_degree():
    xy = np.random.default_rng(1).uniform(-80, 80, (50, 2))
    assert np.abs(unpack(basemap.pack(xy)) - xy).max() <= 0.5e-6 + 1e-12


def test_names_of_countries_stand_in_their_country_at_each_zoom():
    spots = basemap.sides([POINT])
    assert {"IQ", "SY"} <= spots.keys()
    for code, places in spots.items():
        for lon, lat, low, high in places:
            assert low < high
            assert borders.load().country(lon, lat) == code


def test_far_from_the_region_the_world_set_serves():
    assert "FR" in basemap.sides([(2.3, 48.8)])


def test_places_are_named_once_the_large_ones_first_and_not_those_of_events():
    names = placenames.place_names((33.0, 30.0, 46.0, 38.0), [POINT], ["al-Bukamal"])
    listed = [place["name"] for place in names]
    assert len(listed) == len(set(listed))
    assert listed[0] == "Baghdad"
    assert "al-Bukamal" not in listed
    assert [place["zoom"] for place in names] == sorted(place["zoom"] for place in names)
    assert len(names) <= placenames._MOST
    assert any(place["ar"] for place in names)
