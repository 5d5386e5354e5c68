import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import nearest_m
from shapely.geometry import Point, Polygon

from geostrike import borders
from geostrike.errors import BorderError

PUBLISHED = (40.97452, 34.39841)  # a published strike point, within 100 m, Syria


def _segments(to, dataset, lon, lat, reach_deg=1.0):
    """Segments of a border about a point, for the brute-force oracle."""
    lines = borders.load(dataset).lines(to)
    runs = zip(lines.starts[:-1], lines.starts[1:], strict=True)
    ends = [
        (lines.lon[i], lines.lat[i], lines.lon[i + 1], lines.lat[i + 1])
        for a, b in runs
        for i in range(a, b - 1)
    ]
    return [end for end in ends if abs(end[0] - lon) < reach_deg and abs(end[1] - lat) < reach_deg]


def test_the_published_point_lies_in_two_countries():
    found = borders.distance(*PUBLISHED, to="IRQ", radius_m=100)
    assert (found.border, found.country, found.dataset) == ("IRQ-SYR", "SY", "osm")
    assert found.distance_m == pytest.approx(138.6, abs=1)
    assert found.low_m == pytest.approx(found.distance_m - 106)
    assert found.high_m == pytest.approx(found.distance_m + 106)
    (other,) = found.sensitivity
    assert (other["dataset"], other["country"]) == ("naturalearth", "IQ")
    assert other["distance_m"] == pytest.approx(914, abs=1)


@pytest.mark.parametrize("dataset", borders.names())
@settings(max_examples=6)
@given(st.floats(40.8, 41.3), st.floats(34.2, 34.6))
def test_distance_is_the_oracle_s_to_a_millimetre(dataset, lon, lat):
    found = borders.distance(lon, lat, to="IRQ-SYR", dataset=dataset)
    expected = nearest_m(lon, lat, _segments("IRQ-SYR", dataset, lon, lat, 0.5))
    assert found.distance_m == pytest.approx(expected, abs=1e-3)


@settings(max_examples=20)
@given(st.floats(39, 48), st.floats(30, 37), st.floats(0, 50_000))
def test_the_interval_holds_the_distance_and_grows_with_the_radius(lon, lat, radius_m):
    found = borders.distance(lon, lat, to="IRQ", radius_m=radius_m)
    assert 0 <= found.low_m <= found.distance_m <= found.high_m
    assert found.high_m - found.distance_m == pytest.approx(radius_m + borders.load("osm").error_m)


@pytest.mark.parametrize("to", ["IRQ-SYR", "IRQ", "all"])
def test_the_error_is_that_of_the_line_of_the_foot_not_of_the_whole_set(to):
    found = borders.distance(*PUBLISHED, to=to, dataset="naturalearth")
    assert found.high_m - found.distance_m == pytest.approx(borders.load("naturalearth").errors["IRQ-SYR"])


def test_tower_22_is_about_ten_kilometres_from_iraq():
    found = borders.distance(38.706, 33.309, to="IRQ")
    assert found.country == "JO"
    assert 9_700 < found.distance_m < 9_900


def test_agreement_needs_no_sentence():
    assert not borders.disagreement(borders.distance(44.4, 33.3, to="IRQ"))


def test_a_border_that_the_other_set_lacks_has_no_distance_there():
    found = borders.distance(-56.0, 3.0, to="BRA-FRA", dataset="naturalearth")
    (other,) = found.sensitivity
    assert other["distance_m"] is None
    assert other["country"] == "SR"
    assert not borders.disagreement(found)


@pytest.mark.parametrize(("to", "dataset"), [("IRQ-ESP", "osm"), ("XXX", "osm"), ("IRQ", "atlas")])
def test_what_is_not_there_is_said(to, dataset):
    with pytest.raises(BorderError):
        borders.distance(44.4, 33.3, to=to, dataset=dataset)


def test_the_interval_of_a_region_spans_its_points():
    west, south, east, north = 40.90, 34.42, 40.93, 34.44
    region = Polygon([(west, south), (east, south), (east, north), (west, north)])
    found = borders.region_distance(region, to="IRQ-SYR")
    assert found.low_m <= found.distance_m <= found.high_m
    for lon, lat in [(west, south), (east, north), (40.915, 34.43)]:
        assert found.low_m <= borders.distance(lon, lat, to="IRQ-SYR").distance_m <= found.high_m


def test_a_region_across_the_border_begins_at_zero():
    region = Point(*PUBLISHED).buffer(0.01)
    assert borders.region_distance(region, to="IRQ-SYR").low_m == 0
