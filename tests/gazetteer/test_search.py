"""Type-ahead: held against a plain loop over all folded spellings, and in the order that is promised."""

import pytest

from geostrike import gazetteer
from geostrike.gazetteer import search
from geostrike.names import fold


def _ids(found):
    return [hit.place.id.split(":")[1] for hit in found]


def _slow(layer, typed):
    """Places that have a spelling with a word that begins so."""
    found = set()
    for row in range(len(layer)):
        for name in range(layer.first[row], layer.first[row + 1]):
            folded = f" {fold(layer.spellings[name])}"
            if f" {fold(typed)}" in folded:
                found.add(layer.ids[row])
    return found


@pytest.mark.parametrize("typed", ["a", "al-", "al ha", "QA’I", "22", "t", "القا", "حلب", "mayadeen", "zz"])
def test_all_that_begin_so_are_found(small, typed):
    assert set(_ids(small.search(typed, limit=99))) == _slow(small.groups[0][0], typed)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("aleppo", ["aleppo", "aleppo-governorate"]),
        ("al-qaim", ["qaim", "qaim-crossing", "qaim-district"]),
        ("el ham", ["hamra-c"]),
        ("الحمر", ["hamra-a", "hamra-b"]),
    ],
)
def test_equal_names_come_first_then_prominence(small, typed, first):
    assert _ids(small.search(typed)) == first


@pytest.mark.parametrize("typed", ["", " ", "\0", "x" * 100_000, "\ua66e", "\u202e"])
def test_nothing_is_found_for_what_is_no_name(small, typed):
    assert small.search(typed) == ()


def test_the_limit_holds(small):
    assert len(small.search("al", limit=2)) == 2
    assert small.search("al", limit=0) == ()


def test_hand_made_places_come_first_and_once():
    found = gazetteer.load().search("abu kam", limit=5)
    assert found[0].place.id == "geostrike:al-bukamal"
    assert fold(found[0].spelling).startswith("abu kam")
    aleppo = [hit.place for hit in gazetteer.load().search("Aleppo", limit=50)]
    assert [place.id for place in aleppo if place.kind == "city"][0] == "geostrike:aleppo"  # noqa: RUF015
    assert "geonames:170063" not in [place.id for place in aleppo]  # the same town


def test_a_name_that_holds_the_parting_letter_is_folded_alone():
    assert search._lines(["A\ua66eb", "Ç-d "]) == "ab\nc d"
    assert search._lines(["Ab'", " Ç-d-"]) == "ab\nc d"
