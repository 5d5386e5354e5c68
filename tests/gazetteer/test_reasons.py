"""Reasons: what an answer says for itself, read as an editor reads it."""

import pytest

from geostrike import gazetteer


@pytest.fixture(scope="module")
def world():
    return gazetteer.load()


@pytest.mark.parametrize(
    ("name", "place", "words"),
    [
        (
            "al-Bukamal",
            "al-bukamal",
            "Name equal; the most prominent of that name. It may also mean al-Bukamal crossing",
        ),
        ("القائم", "al-qaim", "Arabic name equal; the most prominent"),
        ("al-Bukamel", "al-bukamal", "Name sounds like 'al-Bukamal'"),
        ("Kuwait", "kuwait", "It may also mean Kuwait City"),
        ("Euphrates", "euphrates", "Name equal; the only place of that name in the gazetteer."),
        ("Homs", "homs", "Al Khums (city, LY, 2091 km away, also called 'Homs')"),
        ("Al-Qaim", "al-qaim", "Husaybah (town, IQ, 12 km away, geonames calls it"),
        ("Kurdistan", "kurdistan-region", "The province Kurdistan (IR) is so called too."),
        ("Palmyra", "palmyra", "The region Palmyra Atoll (UM) is so called too."),
        ("חיפה", "haifa", "across scripts"),
    ],
)
def test_a_reason_says_what_was_met_and_what_else_it_may_mean(world, name, place, words):
    answer = world.resolve(name)
    assert answer.place.id == f"geostrike:{place}"
    assert words in answer.why


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "Gaza",
            "3 places fit and none stands out: Gaza City (city, PS, also called 'Gaza'), Gaza Strip (region",
        ),
        ("al-Hamra", "Give a country or a nearby point."),
        ("Tripoli", "Tripoli (city, LY, 2104 km away)"),
    ],
)
def test_what_cannot_be_told_lists_what_it_may_be(world, name, words):
    answer = world.resolve(name)
    assert answer.status == "ambiguous"
    assert words in answer.why


def test_a_nearby_point_is_told_with_its_distance(small):
    assert "near that point, 7 km from it" in small.resolve("al-Hamra", near=(36.45, 35.85)).why
    assert small.resolve("Tower 22", near=(38.7, 33.4)).why.endswith("near that point, 10 km from it.")


@pytest.mark.parametrize(("name", "place"), [("6 October City", "353219"), ("Tadef", "163811")])
def test_a_place_of_geonames_keeps_its_own_record(world, name, place):
    assert world.resolve(name).place.id == f"geonames:{place}"
