"""The geocoder of geopy: None where there is no one point, and geopandas asks it; never the network."""

import subprocess
import sys

import geopandas
import pytest
from geopy.point import Point
from shapely import Point as ShapelyPoint

from geostrike.errors import CoordinateError
from geostrike.gazetteer.geocoder import GeostrikeGeocoder


@pytest.fixture
def coder(places):
    return GeostrikeGeocoder(places)


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr("socket.socket.connect", refuse)


def test_a_resolved_name_is_a_location_with_its_answer(coder, small):
    found = coder.geocode("al-Qaim", exactly_one=True)
    assert (found.latitude, found.longitude) == (34.37, 41.12)
    assert found.address == "Al-Qaim, town, IQ (within 6 km)"
    assert found.raw == small.resolve("al-Qaim").as_dict()


@pytest.mark.parametrize("name", ["al-Hamra", "Mosul", "", None, float("nan"), "Anbar", "x" * 100_000])
def test_ambiguous_unknown_and_regions_have_no_location(coder, name):
    assert coder.geocode(name) is None


def test_candidates_are_listed_on_demand(coder):
    found = coder.geocode("al-Hamra", exactly_one=False, timeout=1)
    assert sorted(each.raw["id"] for each in found) == [f"homonyms:hamra-{letter}" for letter in "abc"]
    assert [each.raw["kind"] for each in coder.geocode("Anbar", exactly_one=False)] == ["governorate"]
    assert coder.geocode("Zzz", exactly_one=False) is None


@pytest.mark.parametrize("context", [{"country": "JO"}, {"near": (36.0, 32.0)}])
def test_country_and_near_are_the_geocoders(places, context):
    assert GeostrikeGeocoder(places, **context).geocode("al-Hamra").raw["place"]["id"] == "homonyms:hamra-c"


@pytest.mark.parametrize("point", [(33.31, 38.7), Point(33.31, 38.7), "33.31, 38.70"])
def test_reverse_takes_latitude_first(coder, point):
    found = coder.reverse(point)
    assert found.raw["id"] == "homonyms:tower-22"
    assert found.raw["distance_m"] == pytest.approx(0, abs=1e-6)
    assert found.address == "Tower 22, outpost, JO, 0.0 km away (within 3 km)"
    assert len(coder.reverse(point, exactly_one=False, limit=3)) == 3
    assert coder.reverse(point, exactly_one=False, limit=0) is None


@pytest.mark.parametrize("point", [(91, 0), (0, 200), (1,), 7, "34,5 40,9", ("a", "b")])
def test_reverse_refuses_what_is_no_point(coder, point):
    with pytest.raises(CoordinateError):
        coder.reverse(point)


def test_geopandas_geocodes_with_it(places):
    names = ["al-Qaim", "al-Hamra", "Mosul", None]
    found = geopandas.tools.geocode(names, provider=GeostrikeGeocoder, layers=[places])
    assert (found.geometry[0].x, found.geometry[0].y) == (41.12, 34.37)
    assert found.geometry.is_empty.tolist() == [False, True, True, True]
    assert found.address.isna().tolist() == [False, True, True, True]
    here = geopandas.tools.reverse_geocode([ShapelyPoint(38.7, 33.31)], provider=GeostrikeGeocoder)
    assert here.address[0].startswith("Tower 22, outpost, JO")


def test_a_single_resolve_does_not_load_geopy():
    code = (
        "import sys\nfrom geostrike.cli import main\nmain(['resolve', 'al-Qaim'])\n"
        "assert not [name for name in sys.modules if name.startswith(('geopy.geocoders', 'pandas'))]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
