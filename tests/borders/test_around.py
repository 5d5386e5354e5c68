import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geostrike import borders, geodesy
from geostrike.errors import BorderError, CoordinateError


@settings(max_examples=20)
@given(st.floats(39, 48), st.floats(30, 37))
def test_the_sign_is_that_of_the_country(lon, lat):
    (signed,) = borders.signed_distances([lon], [lat], country="IRQ")
    plain = borders.distance(lon, lat, to="IRQ")
    assert abs(signed) == pytest.approx(plain.distance_m)
    assert (signed < 0) == (plain.country == "IQ")


def test_what_is_not_covered_has_no_side():
    lon, lat = [np.nan, 2.2, 33.7], [34.0, 46.5, 21.87]  # no place, France, Bir Tawil
    signed = borders.signed_distances(lon, lat, country="IRQ")
    assert np.isnan(signed).tolist() == [True, False, True]


REGION = {"SYR", "IRQ", "JOR", "LBN", "TUR", "SAU", "IRN", "KWT", "ISR", "PSE"}


def _each(lon, lat, dataset):
    pairs = [pair for pair in borders.load(dataset).pairs() if {*pair.split("-")} & REGION]
    found = (borders.distance(lon, lat, to=pair, dataset=dataset) for pair in pairs)
    return sorted((each.distance_m, each.border) for each in found)


@settings(max_examples=3)
@given(st.floats(36, 43), st.floats(31, 36), st.integers(1, 4))
def test_the_nearest_borders_are_those_of_all(lon, lat, k):
    every = _each(lon, lat, "osm")
    found = [(each.distance_m, each.border) for each in borders.nearest_borders(lon, lat, k=k)]
    assert [border for _, border in found] == [border for _, border in every[:k]]
    limit_m = every[k - 1][0] + 1e-3
    within = borders.borders_within(lon, lat, within_m=limit_m)  # several meet where three countries do
    assert [each.border for each in within] == [border for far_m, border in every if far_m <= limit_m]


def test_more_borders_than_there_are_is_all_and_fewer_than_one_is_none():
    everything = borders.nearest_borders(41, 34, k=10_000, dataset="naturalearth")
    assert len(everything) == len(borders.load("naturalearth").pairs())
    assert borders.nearest_borders(41, 34, k=0) == ()
    assert borders.borders_within(41, 34, within_m=0) == ()


@pytest.mark.parametrize("dataset", borders.names())
def test_the_middle_of_a_long_segment_is_near_it_though_its_ends_are_not(dataset):
    lines = borders.target("IRQ", dataset)
    longest = int(np.argmax(lines.segments.length_m))
    lon, lat = geodesy.destination(
        lines.segments.lon0[longest],
        lines.segments.lat0[longest],
        lines.segments.azimuth_deg[longest],
        lines.segments.length_m[longest] / 2,
    )
    assert lines.segments.length_m[longest] > 200
    found = borders.borders_within(float(lon), float(lat), within_m=1, dataset=dataset)
    assert [each.border for each in found] == [lines.border[longest]]


@pytest.mark.parametrize(("lon", "lat"), [(np.nan, 34), (41, 91)])
def test_what_is_no_point_is_refused(lon, lat):
    with pytest.raises(CoordinateError):
        borders.nearest_borders(lon, lat)


def test_an_unknown_data_set_is_refused():
    with pytest.raises(BorderError):
        borders.borders_within(41, 34, within_m=1, dataset="atlas")
