"""What services answer, read into places: kinds, radii and codes, and what is left out."""

import pytest
from geopy.location import Location

from geostrike.gazetteer.hits import hit


def _hit(raw, service="nominatim"):
    return hit(Location("Tal Invented, Syria", (34.5, 40.5), raw), service)


@pytest.mark.parametrize(
    ("raw", "kind", "region"),
    [
        ({"type": "town"}, "town", False),
        ({"addresstype": "state", "type": "administrative"}, "governorate", True),
        ({"type": "administrative"}, "area", True),
        ({"type": "bakery"}, "site", False),
        ({"osm_value": "river"}, "river", True),
        ({}, "site", False),
    ],
)
def test_the_kind_is_one_of_ours(raw, kind, region):
    place = _hit(raw).place
    assert (place.kind, place.region, place.radius_m > 0) == (kind, region, True)


@pytest.mark.parametrize(
    ("raw", "country"),
    [
        ({"countrycode": "sy"}, "SY"),
        ({"address": {"country_code": "iq"}}, "IQ"),
        ({"countrycode": "qq"}, ""),
        ({"address": "Syria"}, ""),
    ],
)
def test_the_country_is_a_code_or_unknown(raw, country):
    assert _hit(raw).place.country == country


@pytest.mark.parametrize("box", [{"boundingbox": ["34", "35", "40", "41"]}, {"extent": [40, 35, 41, 34]}])
def test_the_radius_reaches_over_half_the_box(box):
    assert 65_000 < _hit(box).place.radius_m < 75_000


def test_names_in_all_languages():
    found = _hit({"name": "Tal", "namedetails": {"name": "Tal", "name:ar": "تل"}})
    assert (found.names, found.place.names) == (("Tal", "تل"), ("تل",))
    assert _hit({"properties": {"name": "Inner"}}).place.name == "Inner"
    assert _hit([]).place.name == "Tal Invented"


def test_a_service_of_other_data_says_so():
    place = _hit({}, "pelias").place
    assert (place.id, place.licence, "terms of that service" in place.source) == (
        "pelias:34.5000000,40.5000000",
        "",
        True,
    )
    assert _hit({"osm_type": "way", "osm_id": 7}).place.id == "nominatim:w7"
