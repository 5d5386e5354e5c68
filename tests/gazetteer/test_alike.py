"""Names that only sound like a place of the world: never an answer where nothing says in which part of it."""

import pytest

from geostrike import gazetteer
from geostrike.gazetteer.context import resolve_document


@pytest.fixture(scope="module")
def world():
    return gazetteer.load()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Hadida", "geonames:1262292"),
        ("Maysulun", "geonames:282793"),
        ("Kharkhiv", "geonames:706483"),
    ],
)
def test_a_place_of_the_world_that_only_sounds_alike_is_not_the_answer(world, name, found):
    answer = world.resolve(name)
    assert (answer.status, answer.candidates[0].place.id) == ("ambiguous", found)
    assert answer.why.startswith("The likeness is too weak: ")
    assert answer.why.endswith("Give a country or a nearby point.")


@pytest.mark.parametrize("given", [{"country": "UA"}, {"near": (36.0, 49.5)}])
def test_with_a_country_or_a_point_it_may_be(world, given):
    assert world.resolve("Kharkhiv", **given).place.id == "geonames:706483"


def test_the_other_names_of_a_document_narrow_it_too(world):
    assert resolve_document(world, ["Kharkhiv", "Derhachi"])[0].place.id == "geonames:706483"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("al-Bukamel", "geostrike:al-bukamal"),
        ("Moussoul", "geostrike:mosul"),
        ("Falloujah", "geostrike:fallujah"),
        ("Kirkouk", "geostrike:kirkuk"),
    ],
)
def test_a_place_made_by_hand_may_sound_alike(world, name, found):
    assert world.resolve(name).place.id == found


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("Mosul|Al Mawsil|Mossul|الموصل", "geostrike:mosul"),
        ("Baghdad|Bagdad", "geostrike:baghdad"),
        ("Damas|Damascus", "geostrike:damascus"),
        ("Homs|Hims", "geostrike:homs"),
        ("Idleb", "geostrike:idlib"),
        ("Raqa|Ar-Raqqah|Raqqa", "geostrike:raqqa"),
        ("Deir Ezzor|Dayr az Zawr", "geostrike:deir-ez-zor"),
        ("Hodeida|Al Hudaydah", "geostrike:hodeidah"),
        ("Sanaa|San'a", "geostrike:sanaa"),
        ("Kyiv|Kiev|Kyiv City", "geonames:703448"),
        ("Kharkov|Kharkiv|Kharkiv city|Харьков", "geonames:706483"),
        ("Khan Yunis|Khan Younes", "geostrike:khan-younis"),
        ("Tel Aviv|Tel-Aviv", "geostrike:tel-aviv"),
        ("Beyrouth", "geostrike:beirut"),
        ("Aleppo|Halab|Alep", "geostrike:aleppo"),
        ("El Fasher|Al-Fashir", "geonames:379555"),
        ("Kandahar|Qandahar", "geonames:1138336"),
        ("Muenchen|Munich|München", "geonames:2867714"),
    ],
)
def test_spellings_that_are_listed_stay_the_answer(world, names, found):
    assert {name: world.resolve(name).place.id for name in names.split("|")} == dict.fromkeys(
        names.split("|"), found
    )


def test_the_whole_name_wins_over_one_without_the_word_city(world):
    answer = world.resolve("Kuwait City")
    assert (answer.place.id, answer.place.region) == ("geonames:285787", False)
    assert "It may also mean Kuwait (country" in answer.why
    assert world.resolve("Kuwait").place.id == "geostrike:kuwait"


@pytest.mark.parametrize(
    ("name", "region", "town"),
    [
        ("Mosel", "naturalearth:FR-57", "geostrike:mosul"),
        ("Lattaquié", "naturalearth:SY-LA", "geostrike:latakia"),
    ],
)
def test_a_region_called_so_in_another_language_stands_beside_a_place_made_by_hand(world, name, region, town):
    answer = world.resolve(name)
    assert answer.status == "ambiguous"
    assert [candidate.place.id for candidate in answer.candidates[:2]] == [town, region]
    assert "in another language" in answer.why


@pytest.mark.parametrize(
    ("name", "found"), [("Moselle", "naturalearth:FR-57"), ("Bayern", "naturalearth:DE-BY")]
)
def test_other_regions_stay(world, name, found):
    assert world.resolve(name).place.id == found


def test_a_gazetteer_of_few_countries_stays_as_it_is(small):
    assert small.resolve("Tavirr").place.id == "homonyms:tavir"
