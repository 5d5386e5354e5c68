import pytest

from geostrike import gazetteer


@pytest.mark.parametrize(
    ("name", "country", "place"),
    [
        ("Abu Kamal, Syria", "", "geostrike:al-bukamal"),
        ("Al-Qa'im, Iraq", "IQ", "geostrike:al-qaim"),
        ("Tripoli, Lebanon", "", "geostrike:tripoli-lebanon"),
        ("Paris, France", "", "geonames:2988507"),
    ],
)
def test_a_country_behind_a_comma_is_read_as_the_country(name, country, place):
    answer = gazetteer.load().resolve(name, country=country)
    assert (answer.query, answer.status, answer.place and answer.place.id) == (name, "resolved", place)


def test_a_country_that_contradicts_the_one_given_is_no_country():
    assert gazetteer.load().resolve("Abu Kamal, Syria", country="IQ").status == "unknown"


@pytest.mark.parametrize(("name", "country"), [("al-Qaim", "SY"), ("القائم", "SY"), ("Deir ez-Zor", "IQ")])
def test_a_name_known_elsewhere_is_not_taken_for_one_that_is_like_it(name, country):
    answer = gazetteer.load().resolve(name, country=country)
    assert answer.status == "unknown"
    assert answer.why == f"No place of that name in {country}; there is one elsewhere."
    assert answer.candidates[0].place.layer == "geostrike"
