"""Towns beside regions of their name: the better known stands, and where neither does, both are named."""

import pytest

from geostrike import gazetteer
from geostrike.gazetteer import rivals
from geostrike.model import Place

PLACES = gazetteer.load()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ontario", "naturalearth:CA-ON"),
        ("Virginia", "naturalearth:US-VA"),
        ("Sachsen", "naturalearth:DE-SN"),
        ("Yucatan", "naturalearth:MX-YUC"),
        ("Chiapas", "naturalearth:MX-CHP"),
        ("Quebec", "geonames:6325494"),
        ("Kiev", "geonames:703448"),
        ("New York", "geonames:5128581"),
        ("Buenos Aires", "geonames:3435910"),
    ],
)
def test_the_better_known_of_a_name_is_the_answer(name, found):
    assert PLACES.resolve(name).place.id == found


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("Washington", "geonames:4140963", "naturalearth:US-WA"),
        ("Montana", "geonames:729114", "naturalearth:US-MT"),
        ("Acre", "geonames:295721", "naturalearth:BR-AC"),
        ("Cluj", "naturalearth:RO-CJ", "geonames:681290"),
    ],
)
def test_where_neither_is_both_are_candidates(name, first, second):
    answer = PLACES.resolve(name)
    assert (answer.status, [each.place.id for each in answer.candidates[:2]]) == (
        "ambiguous",
        [first, second],
    )
    assert "is so called, and the " in answer.why
    assert answer.why.endswith("Give a country or a nearby point.")


def test_what_else_is_so_called_is_told():
    assert PLACES.resolve("Quebec").why.endswith("The province Quebec (CA) is so called too.")
    assert "A place Ontario (city, US) is so called too." in PLACES.resolve("Ontario").why


@pytest.mark.parametrize(("name", "country"), [("Ontario", "US"), ("Acre", "IL")])
def test_with_its_country_a_town_of_that_name_stays(name, country):
    assert not PLACES.resolve(name, country=country).place.region


def test_with_its_country_a_village_only_called_so_does_not_stand_for_the_region():
    assert PLACES.resolve("Bretagne", country="FR").place.id == "regions:brittany"
    assert PLACES.resolve("Bretagne", near=(-0.46, 43.85)).place.id == "geonames:3030286"


def test_places_made_by_hand_are_never_set_aside_for_a_region():
    assert PLACES.resolve("Gaza").status == "ambiguous"
    assert [each.place.country for each in PLACES.resolve("Gaza").candidates[:2]] == ["PS", "PS"]


def _place(name, people, lon, *, region=False, layer="geonames"):
    return Place(
        id=f"x:{name}", name=name, kind="region" if region else "town", country="XX", lon=lon, lat=0,
        region=region, radius_m=100_000 if region else 1_000, layer=layer, source="-", population=people,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("town", "people", "lon", "region_people", "verdict"),
    [
        ("Alva", 60_000, 0.1, 10_000_000, "town"),
        ("Alva", 10_000, 0.1, 150_000, "town"),
        ("Alva", 10_000, 0.1, 1_500_000, "either"),
        ("Alva", 10_000, 0.1, 3_000_000, "region"),
        ("Alva Nova", 10_000, 0.1, 150_000, "either"),
        ("Brock", 10_000, 0.1, 150_000, "region"),
        ("Brock", 60_000, 0.1, 200_000, "either"),
        ("Alva", 60_000, 9.0, 50_000, "town"),
        ("Alva", 60_000, 9.0, 900_000, "either"),
        ("Alva", 60_000, 9.0, 9_000_000, "region"),
        ("Alva", 600_000, 9.0, 90_000_000, "either"),
        ("Alva", 10_000, 9.0, 40_000, "either"),
        ("Alva", 10_000, 9.0, 60_000, "region"),
        ("Brock", 600_000, 9.0, 900_000, "either"),
        ("Brock", 600_000, 9.0, 9_000_000, "region"),
    ],
)
def test_verdicts(town, people, lon, region_people, verdict):
    regions = [_place("Alva", region_people, 0.0, region=True)]
    assert rivals.verdict(_place(town, people, lon), regions, "Alva") == verdict


def test_a_seat_of_one_region_beside_another_is_either_but_for_a_metropolis():
    regions = [_place("Alva", 80_000, 0.0, region=True), _place("Alva", 9_000_000, 50.0, region=True)]
    assert rivals.verdict(_place("Alva", 60_000, 0.1), regions, "Alva") == "either"
    assert rivals.verdict(_place("Alva", 600_000, 0.1), regions, "Alva") == "town"


def test_a_sea_counts_for_many():
    assert rivals.people_of(PLACES.resolve("Black Sea").place) > rivals.people_of(
        PLACES.resolve("Krajina").place
    )
    assert rivals.people_of(_place("Alva", 0, 0.0, region=True, layer="regions")) == 1_000_000
    assert rivals.people_of(_place("Alva", 0, 0.0, region=True)) == 0
