import json
import zlib

import numpy as np
import pytest
import shapely

from geostrike import borders, geodesy
from geostrike.errors import InputError
from geostrike.files import data_path
from geostrike.maps import basefile, basemap, placenames, thinning

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
    thin = thinning.thin(line, np.array([POINT]), 1.0, (0.0, 0.001, 0.004))
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


WINDOWS = [
    (BOX, [POINT]),
    ((35.0, 33.0, 36.0, 34.0), [(35.2, 33.27)]),
    ((42.0, 12.0, 46.0, 17.0), []),
    ((22.0, 10.0, 60.0, 42.0), []),
    ((-120.0, -40.0, 140.0, 60.0), []),
    ((-5.0, 33.0, 55.0, 52.0), [(35.2, 33.27), (30.5, 50.4)]),
]


@pytest.mark.parametrize("bounds", [(42.0, 14.0, 45.0, 36.0), (30.0, 50.0, 31.0, 59.0)])
def test_a_flat_screen_that_tall_bounds_fill_shows_nothing_beyond_the_window(bounds):
    west, south, east, north = basemap.window(bounds)
    ends = np.radians(bounds[1::2])
    tall = np.degrees(np.diff(np.arcsinh(np.tan(ends))))[0]
    assert east - west >= 2.5 * tall - 0.01
    assert (south, north) < bounds[1::2] < (north, 90)


@pytest.mark.parametrize(("bounds", "points"), WINDOWS)
def test_all_is_clipped_to_the_window_and_polygons_are_valid(bounds, points):
    drawn = basemap.basemap(bounds, points)
    west, south, east, north = drawn.limits
    packed = [ring for polygon in (*drawn.land, *drawn.lakes) for ring in polygon]
    packed += [*drawn.rivers, *drawn.admin, *(line["at"] for line in drawn.lines)]
    xy = np.concatenate([unpack(one) for one in packed])
    slack = 0.006 if not points and east - west > 60 else 6e-5
    assert (xy >= (west - slack, south - slack)).all()
    assert (xy <= (east + slack, north + slack)).all()
    for shell, *holes in (*drawn.land, *drawn.lakes):
        assert shapely.Polygon(unpack(shell), [unpack(hole) for hole in holes]).is_valid


@pytest.mark.parametrize(("bounds", "points"), WINDOWS[:5])
def test_a_basemap_is_small_and_the_same_each_time(bounds, points):
    texts = [json.dumps(basemap.basemap(bounds, points).as_dict(), separators=(",", ":")) for _ in range(2)]
    assert texts[0] == texts[1]
    assert len(zlib.compress(texts[0].encode(), 9)) < 150_000


def test_the_euphrates_passes_al_qaim(drawn):
    rivers = shapely.multilinestrings([shapely.linestrings(unpack(line)) for line in drawn.rivers])
    near = shapely.get_coordinates(shapely.shortest_line(shapely.Point(40.99, 34.39), rivers))
    assert geodesy.inverse(*near.T[:, :1], *near.T[:, 1:])[0][0] < 5_000
    euphrates = next(water for water in drawn.waters if water["name"] == "Euphrates")
    assert euphrates["ar"] == "الفرات"
    west, south, east, north = drawn.limits
    assert all(west <= lon <= east and south <= lat <= north for lon, lat in euphrates["at"])


def test_lake_assad_and_the_dead_sea_are_lakes_on_land(drawn):
    lakes = shapely.union_all([shapely.Polygon(unpack(rings[0])) for rings in drawn.lakes])
    land = shapely.union_all([shapely.Polygon(unpack(rings[0])) for rings in drawn.land])
    for lon, lat in ((38.2, 36.0), (35.5, 31.5)):
        assert shapely.intersects_xy(lakes, lon, lat)
        assert shapely.intersects_xy(land, lon, lat)


def test_layers_with_a_source_of_their_own_are_named_only_where_drawn(drawn):
    assert drawn.layers == ("water", "provinces")
    at_sea = basemap.basemap((-30.0, -20.0, -29.0, -19.0), [])
    assert at_sea.layers == ()


def test_a_disputed_border_is_told_from_others():
    kinds = {line["kind"] for line in basemap.basemap((35.0, 32.0, 36.0, 34.0), []).lines}
    assert {"land", "disputed", "indefinite"} <= kinds


def test_the_coast_is_sharp_around_events_of_a_wide_map():
    wide = basemap.basemap((-5.0, 33.0, 55.0, 52.0), [(35.2, 33.27)])
    near = basemap.basemap((35.0, 33.0, 36.0, 34.0), [(35.2, 33.27)])
    box = shapely.box(35.0, 33.1, 35.4, 33.4)
    one, other = (
        shapely.union_all([shapely.Polygon(unpack(rings[0])) for rings in drawn.land]).intersection(box)
        for drawn in (wide, near)
    )
    assert shapely.area(shapely.symmetric_difference(one, other)) < 1e-4


def test_the_file_of_the_basemap_is_read_as_written_and_fits_the_wheel(monkeypatch, tmp_path):
    xy = np.array([[40.5, 34.0], [-40.6, 34.1234], [180.0, -80.0]])
    path = tmp_path / "one.npz"
    path.write_bytes(basefile.write({"rivers": [(xy, {"name": "A"}), (xy[:2], {"name": ""})]}))
    monkeypatch.setattr(basefile, "data_path", lambda *_: path)
    basefile.layer.cache_clear()
    layer = basefile.layer("rivers")
    assert (layer.run(0) == xy).all()
    assert (layer.run(1) == xy[:2]).all()
    assert layer.touching((170.0, -90.0, 180.0, -60.0)) == [0]
    path.write_bytes(b"nothing")
    basefile.layer.cache_clear()
    with pytest.raises(InputError, match="not a readable basemap"):
        basefile.layer("rivers")
    monkeypatch.undo()
    basefile.layer.cache_clear()
    assert data_path(*basefile.FILE).stat().st_size < 1_800_000
