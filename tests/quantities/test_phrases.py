import re
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.errors import FieldError
from geostrike.quantities import HEDGES, METRES, compare, parse, stated_interval_m
from geostrike.quantities.lexicon import SMALL, TENS

MILE = METRES["mi"]
WORDED = {
    "": "{}",
    "about": "about {}",
    "nearly": "nearly {}",
    "just_over": "just over {}",
    "at_least": "at least {}",
    "more_than": "more than {}",
    "up_to": "up to {}",
    "less_than": "less than {}",
}


@pytest.mark.parametrize(
    ("text", "low_m", "high_m"),
    [
        ("10 km", 9500, 10500),
        ("only 10 km (6 miles)", 5.5 * MILE, 10500),
        ("just 20 km (12 miles) north", 11.5 * MILE, 20500),
        ("10 km, or about 6 miles, from the border", 4.9 * MILE, 7.1 * MILE),
        ("less than 6 miles (10 km)", 0, 10500),
        ("about 370 yards", (370 * 0.9 - 5) * 0.9144, (370 * 1.1 + 5) * 0.9144),
        ("nearly 400 km", 355_000, 405_000),
        ("less than six miles", 0, 6.5 * MILE),
        ("less than about 6 miles", 0, 7.1 * MILE),
        ("two and a half miles", 2.25 * MILE, 2.75 * MILE),
        ("2½ miles", 2.25 * MILE, 2.75 * MILE),
        ("2 1/2 miles", 2.25 * MILE, 2.75 * MILE),
        ("a mile and a half", 1.35 * MILE, 1.65 * MILE),
        ("one and a half to two miles", 1.35 * MILE, 2.5 * MILE),
        ("a third of a kilometre", 300, 1100 / 3),
        ("just over a third of a kilometre", 300, 400),
        ("one-third of a kilometer", 300, 1100 / 3),
        ("half a mile", 0.45 * MILE, 0.55 * MILE),
        ("Half-mile", 0.45 * MILE, 0.55 * MILE),
        ("quarter of a mile", 0.225 * MILE, 0.275 * MILE),
        ("three-quarters of a mile", 0.675 * MILE, 0.825 * MILE),
        ("1/3 km", 300, 1100 / 3),
        ("a mile", 0.5 * MILE, 1.5 * MILE),
        ("between 10 and 12 kilometres", 9500, 12500),
        ("10\u201312 km", 9500, 12500),
        ("10 km to 12 km", 9500, 12500),
        ("two or three kilometres", 1500, 3500),
        ("10 km to the north", 9500, 10500),
        ("1,500 m", 1450, 1550),
        ("1 500\u00a0metres", 1450, 1550),
        ("a hundred and fifty metres", 145, 155),
        ("two thousand five hundred feet", 2450 * 0.3048, 2550 * 0.3048),
        ("1.5 million feet", 1.45e6 * 0.3048, 1.55e6 * 0.3048),
        ("4 thousand metres", 3950, 4050),
        ("twenty-five nautical miles", 24.5 * 1852, 25.5 * 1852),
        ("3 nm", 2.5 * 1852, 3.5 * 1852),
        ("5.0 km", 4950, 5050),
        ("10-kilometre", 9500, 10500),
        ("5 km or more", 4500, inf),
        ("5 km at most", 0, 5500),
        ("~10 km", 8500, 11500),
        ("within a mile of the border", 0, 1.5 * MILE),
        ("10 km / 6 miles", 5.5 * MILE, 10500),
    ],
)
def test_words_are_an_interval(text, low_m, high_m):
    found = parse(text)
    assert (found.low_m, found.high_m) == pytest.approx((low_m, high_m))
    assert not found.vague
    assert not found.note


@pytest.mark.parametrize(
    "text",
    [
        "a few hundred metres",
        "some hundred metres",
        "hundreds of yards",
        "a couple of miles",
        "several km",
        "metres from the border",
        "a dozen miles",
    ],
)
def test_a_vague_length_can_contradict_nothing(text):
    found = parse(text)
    assert found.vague
    assert (found.low_m, found.high_m) == (0, inf)
    assert {compare(found, measured) for measured in [(5, 6), (10_000, 10_001)]} == {"cannot tell"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.500 km", "two ways"),
        ("10,5 km", "two ways"),
        ("10/6 km", "two ways"),
        ("1/0 km", "divides"),
        ("a third kilometre", "where a number should stand"),
        ("10", "no unit"),
        ("ten", "no unit"),
        ("1e5 km", "no unit"),
        ("5 furlongs", "no unit"),
        ("", "no number"),
        ("about", "no number"),
        ("not 10 km", "'not'"),
        ("10+ km", "'+'"),
        ("10 km and a half km", "not understood"),
        ("10 km/h", "'h'"),
        ("10 km banana", "'banana'"),
        ("10 km 6 miles", "more than one length"),
        ("10 km to the border and six miles", "more than one length"),
        ("10 km (6 miles", "bracket"),
        ("12 to 10 km", "below its beginning"),
        ("between 10 m and 12 km", "one unit"),
        ("km" * 200, "longer"),
        ("10 km \x00", "'\\x00'"),
    ],
)
def test_what_is_no_length_or_reads_two_ways_is_one_sentence(text, words):
    with pytest.raises(FieldError, match=re.escape(words)) as caught:
        parse(text)
    assert str(caught.value).startswith("The length ")
    assert "write one such as" in str(caught.value)


def test_forms_that_do_not_agree_are_said():
    found = parse("10 km (60 miles)")
    assert "do not agree" in found.note
    verdicts = [compare(found, measured) for measured in [(9_900, 9_950), (96_000, 96_100), (50_000, 50_100)]]
    assert verdicts == ["cannot tell", "cannot tell", "inconsistent"]


@pytest.mark.parametrize(
    ("text", "measured", "expected"),
    [
        ("just over a third of a kilometre", (133, 145), "inconsistent"),
        ("just over a third of a kilometre", (332, 344), "consistent"),
        ("about 370 yards", (33, 245), "inconsistent"),
        ("10 km", (9_700, 9_900), "consistent"),
        ("10 km", (2_000, 15_000), "cannot tell"),
    ],
)
def test_words_are_held_against_a_measurement(text, measured, expected):
    assert compare(parse(text), measured) == expected


@given(st.integers(1, 10**6), st.sampled_from(sorted(METRES)), st.sampled_from(sorted(WORDED)))
def test_digits_read_as_the_numbers_themselves(number, unit, hedge):
    found = parse(f"{WORDED[hedge].format(number)} {unit}")
    assert (found.low_m, found.high_m) == pytest.approx(stated_interval_m(number, None, unit, hedge))


@given(st.integers(1, 999), st.integers(1, 99), st.sampled_from(["", *HEDGES]))
def test_decimals_read_as_the_numbers_themselves(whole, hundredths, hedge):
    number = whole + hundredths / 100
    found = parse(f"{WORDED[hedge].format(f'{number:.10g}')} km")
    assert (found.low_m, found.high_m) == pytest.approx(stated_interval_m(number, None, "km", hedge))


def _spelt(number):
    small, tens = ({value: word for word, value in words.items()} for words in (SMALL, TENS))
    if number >= 1000:
        rest = f" {_spelt(number % 1000)}" if number % 1000 else ""
        return f"{_spelt(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {_spelt(number % 100)}" if number % 100 else ""
        return f"{_spelt(number // 100)} hundred{rest}"
    if number in small:
        return small[number]
    return tens[number - number % 10] + (f"-{small[number % 10]}" if number % 10 else "")


@given(st.integers(1, 999_999), st.sampled_from(sorted(METRES)))
def test_number_words_read_as_digits(number, unit):
    spelt, digits = parse(f"{_spelt(number)} {unit}"), parse(f"{number} {unit}")
    assert (spelt.low_m, spelt.high_m) == (digits.low_m, digits.high_m)


@given(st.floats(0.5, 1e6), st.sampled_from(sorted(METRES)))
def test_the_interval_holds_the_number_as_rounded(number, unit):
    found = parse(f"{number:.2f} {unit}")
    assert found.low_m <= number * METRES[unit] * (1 + 1e-12)
    assert found.high_m >= number * METRES[unit] * (1 - 1e-12)


@given(st.text(max_size=60))
def test_any_text_is_a_length_or_a_sentence(text):
    try:
        found = parse(text)
    except FieldError as error:
        assert str(error).startswith("The length ")  # noqa: PT017
    else:
        assert 0 <= found.low_m <= found.high_m


WORDS = "a the half third of km mile 10 2.5 and or to - ( ) about just over few"


@given(st.lists(st.sampled_from(WORDS.split())))
def test_any_mix_of_its_words_is_a_length_or_a_sentence(words):
    try:
        found = parse(" ".join(words))
    except FieldError:
        return
    assert 0 <= found.low_m <= found.high_m
