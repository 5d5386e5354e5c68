"""Parts of a country that a direction names: never another part or country that sounds alike."""

import pytest

from geostrike import gazetteer
from geostrike.names.directions import ways, without

PLACES = gazetteer.load()


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("northern Lebanon", "geostrike:lebanon"),
        ("western Iran", "geostrike:iran"),
        ("northeastern Nigeria", "naturalearth:NG"),
        ("northern Sinai", "regions:sinai"),
        ("northern Gaza", "geostrike:gaza-strip"),
        ("the north of Israel", "geostrike:israel"),
        ("eastern Aleppo", "geostrike:aleppo"),
        ("شمال لبنان", "geostrike:lebanon"),
        ("غرب إيران", "geostrike:iran"),
    ],
)
@pytest.mark.parametrize("country", ["", "own"])
def test_a_part_is_unknown_and_the_whole_is_told(name, whole, country):
    code = PLACES.resolve(name).candidates[0].place.country if country else ""
    answer = PLACES.resolve(name, country=code)
    assert (answer.status, answer.candidates[0].place.id) == ("unknown", whole)
    assert answer.why.startswith("It says a part of ")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("northern Syria", "geostrike:northern-syria"),
        ("northeast Syria", "geostrike:north-eastern-syria"),
        ("the north of Syria", "geostrike:northern-syria"),
        ("جنوب لبنان", "geostrike:southern-lebanon"),
        ("East Ghouta", "geostrike:eastern-ghouta"),
        ("North Sinai", "naturalearth:EG-SIN"),
        ("South Sudan", "naturalearth:SS"),
    ],
)
def test_parts_that_have_a_record_resolve(name, found):
    assert PLACES.resolve(name).place.id == found


@pytest.mark.parametrize("name", ["northern Nowhereland", "north", "the north", "lower west"])
def test_no_whole_no_part(name):
    answer = PLACES.resolve(name)
    assert answer.status != "resolved"
    assert "a part of" not in answer.why


def test_words_of_direction():
    assert ways("North-West Frontier") == {"n", "w"}
    assert ways("Westeros") == frozenset()
    assert ways("القرية الشرقية") == {"e"}
    assert without("the south of Turkey") == "turkey"
    assert without("شمال غرب سوريا") == "سوريا"
