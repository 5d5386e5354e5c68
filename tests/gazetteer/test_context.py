"""Names of one document: sure places settle ambiguous ones, and no sure one is changed without a word."""

import json

import pytest

from geostrike import gazetteer
from geostrike.gazetteer.batch import LONGEST, answers
from geostrike.gazetteer.context import resolve_document

PLACES = gazetteer.load()


def test_sure_places_settle_an_ambiguous_name():
    assert PLACES.resolve("al-Hamra").status == "ambiguous"
    hamra, salamiyah, hama = resolve_document(PLACES, ["al-Hamra", "Salamiyah", "Hama"])
    assert hamra.place.id == "geonames:173830"
    assert hamra.why.startswith("Other places of the same document lie within 60 km (")
    assert "Hama" in hamra.why
    assert (salamiyah, hama) == (PLACES.resolve("Salamiyah"), PLACES.resolve("Hama"))


@pytest.mark.parametrize("others", [[], ["Paris"], ["Homs governorate"], ["Nowhereville"]])
def test_what_lies_far_off_settles_nothing(others):
    assert resolve_document(PLACES, ["al-Hamra", *others])[0] == PLACES.resolve("al-Hamra")


def test_two_places_that_both_lie_near_stay_ambiguous():
    found = resolve_document(PLACES, ["al-Hamra", "Irbid", "Ras Al Khaimah"])
    assert found[0].status == "ambiguous"


def test_a_far_place_is_doubted_aloud():
    alone = PLACES.resolve("al-Mansurah")
    assert alone.place.country == "EG"
    doubted = resolve_document(PLACES, ["al-Mansurah", "Raqqa", "Tabqa"])[0]
    assert (doubted.status, doubted.place) == ("ambiguous", None)
    assert "of the same document lie within 60 km of it (" in doubted.why
    assert doubted.candidates == alone.candidates
    assert resolve_document(PLACES, ["al-Mansurah", "Raqqa"])[0] == alone


def test_a_point_of_its_own_counts_before_the_document():
    near = [(55.8, 25.7), None, None]
    found = resolve_document(PLACES, ["al-Hamra", "Salamiyah", "Hama"], near=near)
    assert found[0].place.country == "AE"


def _lines(*rows):
    return [json.dumps(row).encode() + b"\n" for row in rows]


def test_lines_of_one_document_are_resolved_together():
    one = [{"name": name, "document": 1} for name in ("al-Hamra", "Hama", "Salamiyah")]
    found = list(
        answers(PLACES, [[*_lines(*one), b"al-Hamra\n", *_lines({"name": "al-Hamra", "document": 2})]])
    )
    assert [answer.status for answer in found] == ["resolved"] * 3 + ["ambiguous"] * 2


def test_a_broken_line_breaks_no_document_and_keeps_its_place():
    rows = _lines({"name": "al-Hamra", "document": "a"}, {"name": "Hama", "country": "QQ", "document": "a"})
    found = list(answers(PLACES, [[*rows, b"{\n", *_lines({"name": "Hama", "document": "a"})]]))
    assert [answer.status for answer in found] == ["ambiguous", "unknown", "unknown", "resolved"]
    assert "QQ" in found[1].why


def test_lines_stream_and_a_document_is_held_to_a_bound():
    asked = []

    def lines():
        for number in range(LONGEST + 5):
            asked.append(number)
            yield [b'{"name": "Hama", "document": "long"}\n']

    assert next(answers(PLACES, lines())).place.id == "geostrike:hama"
    assert len(asked) == LONGEST + 1
