"""Whatever is asked: a clean answer in bounded time, by one name, by many and by the line."""

import json
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike import gazetteer
from geostrike.gazetteer.batch import answers

HOSTILE = {
    "empty": "",
    "nul": "\0",
    "spaces": " \t\r\n\u00a0",
    "marks of direction alone": "\u202e\u202c\u200f",
    "one letter": "x",
    "100,000 letters": "a" * 100_000,
    "100,000 Arabic letters": "ا" * 100_000,
    "100,000 digits": "1" * 100_000,
    "100,000 commas": "," * 100_000,
    "100,000 accents": "a" + "\u0301" * 100_000,
    "100,000 ligatures": "ﷺ" * 100_000,
    "a country behind each comma": "Qaim" + ", Syria" * 10_000,
    "a long link": "https://maps.google.com/?q=" + "1" * 99_000,
    "one letter many times": "b" * 190,
    "a word many times": "al " * 60,
    "many consonants": "bakadafagahalamanarasataza" * 7,
    "many vowels": "aeiou" * 39,
    "half a character": "\ud800",
    "pictures": "💥" * 300,
}


@pytest.fixture(scope="module")
def places():
    return gazetteer.load()


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_name_is_unknown_at_once(places, name):
    started = time.process_time()
    answer = places.resolve(name)
    assert time.process_time() - started < 1.0
    assert (answer.status, answer.place) == ("unknown", None)
    assert answer.why.endswith(".")
    assert len(answer.why) < 300
    assert len(places.search(name, limit=3)) <= 3


@pytest.mark.parametrize(
    "name", ["\u202eal-Qaim\u202c", "al\0-Qaim", "\u202bالقائم\u202c\u200f", " al-Qaim\n"]
)
def test_signs_that_are_not_seen_change_nothing(places, name):
    assert places.resolve(name).place.id == "geostrike:al-qaim"


@pytest.mark.parametrize("name", ["zf", "jt", "kw x", "lhc"])
def test_a_few_letters_are_no_name_by_likeness(places, name):
    answer = places.resolve(name)
    assert answer.status != "resolved" or "equal" in answer.why


@pytest.mark.parametrize("name", ["AL", "CA", "In"])
def test_codes_of_regions_are_no_names(places, name):
    assert places.resolve(name).status != "resolved"


@given(st.text(max_size=300))
def test_any_text_gives_an_answer(places, name):
    answer = places.resolve(name)
    assert answer.status in {"resolved", "ambiguous", "unknown"}
    assert (answer.place is None) == (answer.status != "resolved")
    assert 0 <= answer.score <= 1
    assert json.loads(json.dumps(answer.as_dict(), allow_nan=False))["query"] == name


def test_many_names_are_answered_as_they_are_alone(places):
    names = [
        "al-Bukamal",
        "",
        "Qaem",
        "x" * 5_000,
        "34.4,40.9",
        "Abu Kamal, Syria",
        "القائم",
        "Deir Ezzor",
        "T4",
    ]
    near = [None, None, (41.0, 34.3), None, None, None, (41.0, 34.3), None, None]
    together = places.resolve_many(names, country=["", "", "IQ", "", "", "", "", "SY", ""], near=near)
    alone = [
        places.resolve(name, country=country, near=point)
        for name, country, point in zip(names, ["", "", "IQ", "", "", "", "", "SY", ""], near, strict=True)
    ]
    assert [answer.as_dict() for answer in together] == [answer.as_dict() for answer in alone]


def test_random_bytes_give_a_line_each(places):
    lines = random.Random(0).randbytes(200_000).split(b"\n")  # noqa: S311
    started = time.process_time()
    found = list(answers(places, [lines]))
    assert len(found) == len(lines)
    assert time.process_time() - started < 10.0
