"""Countries of the world by name: never a town in place of one, and the town where it is asked for."""

import csv
from pathlib import Path

import pytest

from geostrike import gazetteer
from geostrike.gazetteer.extents import outline

PLACES = gazetteer.load()
TABLE = Path(__file__).parents[2] / "gazetteer" / "regions" / "countries.csv"
with TABLE.open(encoding="utf-8", newline="") as file:
    COUNTRIES = list(csv.DictReader(file))


def test_every_country_resolves_as_a_region_with_extent():
    answers = PLACES.resolve_many([row["name"] for row in COUNTRIES])
    for row, answer in zip(COUNTRIES, answers, strict=True):
        place = answer.place
        assert (answer.status, place.kind, place.country) == ("resolved", "country", row["alpha2"]), row
        assert place.region
        assert place.radius_m >= 1_000
        assert answer.as_dict()["place"]["extent"], row


@pytest.mark.parametrize(
    "name", ["Germany", "Deutschland", "ألمانيا", "Германия", "Federal Republic of Germany"]
)
def test_a_country_has_names_in_many_languages(name):
    answer = PLACES.resolve(name)
    assert answer.place.id == "naturalearth:DE"
    assert answer.why.startswith("The country Germany (DE) is so called.")


@pytest.mark.parametrize(
    ("name", "asked", "kind"),
    [
        ("Georgia", {}, "country"),
        ("Lebanon", {}, "country"),
        ("Lebanon", {"country": "US"}, ""),
        ("Germany", {"country": "DE"}, "country"),
        ("Germany", {"near": (13.0, 52.0)}, "country"),
        ("Luxembourg", {"country": "LU", "near": (6.13, 49.61)}, "town"),
        ("Hungary", {"country": "US"}, ""),
    ],
)
def test_a_town_stays_where_it_is_asked_for(name, asked, kind):
    answer = PLACES.resolve(name, **asked)
    found = [candidate.place.kind for candidate in answer.candidates[:1]]
    assert found[:1] == [kind] if kind else "country" not in found


@pytest.mark.parametrize(
    ("name", "country"), [("Burma", "MM"), ("the Netherlands", "NL"), ("The Gambia", "GM"), ("Vatican", "VA")]
)
def test_all_english_names_count(name, country):
    place = PLACES.resolve(name).place
    assert (place.kind, place.country) == ("country", country)


@pytest.mark.parametrize(("name", "known"), [("Kuwait", "geostrike:kuwait"), ("Jordan", "geostrike:jordan")])
def test_a_country_made_by_hand_is_the_one_that_is_told(name, known):
    assert PLACES.resolve(name).place.id == known


@pytest.mark.parametrize("name", ["England", "Scotland", "Wales", "Northern Ireland"])
def test_parts_of_the_united_kingdom_are_regions(name):
    place = PLACES.resolve(name).place
    assert (place.region, place.country) == (True, "GB")


def test_what_else_it_may_mean_is_said():
    assert "the state Georgia (US)" in PLACES.resolve("Georgia").why
    assert "Luxembourg (town, LU)" in PLACES.resolve("Luxembourg").why


@pytest.mark.parametrize(("name", "town", "country"), [("عمان", "JO", "OM"), ("تونس", "TN", "TN")])
def test_a_name_of_another_language_that_a_town_has_too_is_ambiguous(name, town, country):
    answer = PLACES.resolve(name)
    assert answer.status == "ambiguous"
    first, second = (candidate.place for candidate in answer.candidates[:2])
    assert (first.country, second.country, second.kind) == (town, country, "country")


def test_parts_overseas_are_no_part_of_an_extent():
    assert [round(edge) for edge in outline(PLACES.resolve("France").place).bounds] == [-5, 41, 10, 51]
    west, _, east, _ = PLACES.resolve("United States").as_dict()["place"]["extent"]
    assert west < -150 < east or east < -60


def test_a_gazetteer_of_ones_own_knows_no_countries(places):
    assert gazetteer.load(places).resolve("Germany").status == "unknown"
    assert gazetteer.load(places, "default").resolve("Germany").place.kind == "country"
