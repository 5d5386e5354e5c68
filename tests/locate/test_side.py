import pytest

from geostrike import borders
from geostrike.locate import side

BOTH = {"IQ", "SY"}


@pytest.mark.parametrize(
    ("words", "countries", "azimuth_deg", "unread"),
    [
        ("7 km inside Iraq", ("IQ",), None, False),
        ("10 km inside Iraqi territory", ("IQ",), None, False),
        ("7 km in Iraq's Anbar province", ("IQ",), None, False),
        ("2 km from the border on the Syrian side", ("SY",), None, False),
        ("7 km within the United Arab Emirates", ("AE",), None, False),
        ("7 km in Iraq, 5 km in Syria", ("IQ", "SY"), None, True),
        ("7 km in Rojava", (), None, True),
        ("7 km inside the border", (), None, True),
        ("5 km across the border", (), None, True),
        ("140 m outside of Iraq", (), None, True),
        ("7 km in northern Iraq", (), None, True),
        ("just 20 km (12 miles) north", (), None, True),
        ("7 km east of the border and north of al-Qaim", (), None, True),
        ("على بعد 10 كم داخل العراق", (), None, True),
        ("7 km east of the border", (), 90.0, False),
        ("5 km NNE of the border", (), 22.5, False),
        ("7 km north-west from the Iraqi border", (), 315.0, False),
        ("within 10 km of the border", (), None, False),
        ("within a kilometre of the border", (), None, False),
        ("in the region of 5 km", (), None, False),
        ("only 10 km (6 miles)", (), None, False),
        ("7 km from the border with Iraq", (), None, False),
    ],
)
def test_sides_and_directions_are_read_out_of_words(words, countries, azimuth_deg, unread):
    found = side.read(words, BOTH)
    assert (found.countries, found.azimuth_deg, found.unread) == (countries, azimuth_deg, unread)
    assert bool(found) == (bool(countries) or azimuth_deg is not None or unread)


def test_a_direction_is_from_a_border_or_a_place():
    starts = ("the Syrian-Iraqi border", "Iraq", "Tikrit", "the town")
    assert [side.read(f"7 km east of {start}").of_border for start in starts] == [True, True, False, False]


def _judged(words, verdict="consistent", countries=("SY", "SY"), **facts):
    held = {"whole": True, "azimuth_deg": 0.0, "to_border": True} | facts
    return side.judge(side.read(words, BOTH), verdict, countries=countries, **held)[0]


@pytest.mark.parametrize(
    ("words", "facts", "verdict"),
    [
        ("7 km", {}, "consistent"),
        ("7 km inside Iraq", {}, "inconsistent"),
        ("7 km inside Iraq", {"verdict": "cannot tell"}, "inconsistent"),
        ("7 km inside Iraq", {"countries": ("SY", None)}, "cannot tell"),
        ("7 km inside Iraq", {"countries": ("SY", "IQ")}, "cannot tell"),
        ("7 km inside Iraq", {"countries": ("IQ+SY", "IQ+SY")}, "cannot tell"),
        ("7 km inside Iraq", {"countries": ("", "")}, "cannot tell"),
        ("7 km inside Iraq", {"countries": (None, None)}, "cannot tell"),
        ("7 km inside Iraq", {"whole": False}, "cannot tell"),
        ("7 km inside Syria", {}, "consistent"),
        ("7 km inside Syria", {"verdict": "inconsistent"}, "inconsistent"),
        ("7 km inside the border", {}, "cannot tell"),
        ("7 km inside the border", {"verdict": "inconsistent"}, "inconsistent"),
        ("7 km north of the border", {}, "consistent"),
        ("7 km north of the border", {"azimuth_deg": 67.0}, "consistent"),
        ("7 km north of the border", {"azimuth_deg": 292.0}, "cannot tell"),
        ("7 km north of the border", {"azimuth_deg": 113.0}, "inconsistent"),
        ("7 km north of the border", {"azimuth_deg": None}, "cannot tell"),
        ("7 km north of the border", {"to_border": False}, "cannot tell"),
        ("7 km north of Tikrit", {}, "cannot tell"),
        ("7 km north of Tikrit", {"to_border": False}, "consistent"),
        ("inside Syria, 7 km south of the border", {}, "inconsistent"),
    ],
)
def test_a_length_that_fits_is_consistent_only_where_its_side_fits(words, facts, verdict):
    assert _judged(words, **facts) == verdict


def test_the_countries_beside_a_border_are_those_of_its_name_and_of_the_point():
    found = borders.distance(40.91, 34.45, to="IRQ")
    assert side.beside(found) == BOTH
    assert side.from_border(found) == pytest.approx(346.8, abs=0.1)
