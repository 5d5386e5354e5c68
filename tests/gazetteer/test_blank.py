"""Words that say that no place is known: never a place, unless a country or a point says where it lies."""

import pytest

from geostrike import gazetteer

PLACES = gazetteer.load()


BLANK = [
    "none",
    "None",
    "null",
    "n/a",
    "N/A",
    "na",
    "nan",
    "unknown",
    "tbd",
    "various",
    "multiple",
    "other",
    "مجهول",
    "-",
    "?",
    "--",
]


@pytest.mark.parametrize(
    "name", [*BLANK, "Unknown location", "several places", "not specified", "No location given", "غير معروف"]
)
def test_no_name_is_no_place(name):
    answer = PLACES.resolve(name)
    assert (answer.status, answer.candidates) == ("unknown", ())
    assert answer.why


def test_the_reason_says_so():
    assert PLACES.resolve("none").why.startswith("It says that no place is known")


def test_a_country_or_a_point_narrows_it():
    assert PLACES.resolve("None", country="IT").place.name == "None"
    assert PLACES.resolve("None", near=(7.5, 44.9)).place.name == "None"
    assert PLACES.resolve("None, Italy").place.name == "None"


@pytest.mark.parametrize("name", ["Nancy", "Nantes", "Nonnweiler", "Note", "Nowhereland"])
def test_names_that_begin_so_are_names(name):
    assert "no place is known" not in PLACES.resolve(name).why


@pytest.mark.parametrize("name", ["unknown", "none", "various", "nil", "other"])
@pytest.mark.parametrize("country", ["SY", "IQ", "UA", "FR"])
def test_with_a_country_only_a_place_of_exactly_that_name_counts(name, country):
    assert PLACES.resolve(name, country=country).candidates == ()
