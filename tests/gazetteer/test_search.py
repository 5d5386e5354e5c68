"""Type-ahead: held against a plain loop over all folded spellings, and in the order that is promised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike import gazetteer
from geostrike.gazetteer import typed
from geostrike.gazetteer.store import strings
from geostrike.names import fold


def _ids(found):
    return [hit.place.id.split(":")[1] for hit in found]


def _slow(layer, text):
    """Places that have a spelling with a word that begins so."""
    found = set()
    for row in range(len(layer)):
        for name in range(layer.first[row], layer.first[row + 1]):
            folded = f" {fold(layer.spellings[name])}"
            if f" {fold(text)}" in folded:
                found.add(layer.ids[row])
    return found


@pytest.mark.parametrize("text", ["a", "al-", "al ha", "QA’I", "22", "t", "القا", "حلب", "mayadeen", "zz"])
def test_all_that_begin_so_are_found(small, text):
    assert set(_ids(small.search(text, limit=99))) == _slow(small.groups[0][0], text)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("aleppo", ["aleppo", "aleppo-governorate"]),
        ("al-qaim", ["qaim", "qaim-crossing", "qaim-district"]),
        ("el ham", ["hamra-c"]),
        ("الحمر", ["hamra-a", "hamra-b"]),
    ],
)
def test_equal_names_come_first_then_prominence(small, text, first):
    assert _ids(small.search(text)) == first


@pytest.mark.parametrize("text", ["", " ", "\0", "x" * 100_000, "\ua66e", "\u202e"])
def test_nothing_is_found_for_what_is_no_name(small, text):
    assert small.search(text) == ()


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


def test_what_two_spellings_end_in_is_kept_once_for_each_place():
    texts = ["abu kamal", "bu kamal", "kamal"]
    assert typed.starts(texts, [0, 0, 1]).tolist() == [0, 8, 1, 16]
    assert typed.starts(texts, [0, 1, 2]).tolist() == [0, 8, 1, 9, 16]


@given(st.lists(st.text("ab ", min_size=1, max_size=5), max_size=6), st.text("ab", min_size=1, max_size=3))
def test_starts_are_searched_by_halves(texts, asked):
    texts = [" ".join(text.split()) for text in texts]
    words = typed.starts(texts, list(range(len(texts))))
    low, ended, high = typed.begin(words, strings(texts), asked)
    tails = [" ".join(texts[start >> 3].split()[start & 7 :]) for start in words.tolist()]
    assert tails == sorted(tails)
    assert [at for at, tail in enumerate(tails) if tail.startswith(asked)] == list(range(low, high))
    assert [at for at, tail in enumerate(tails) if tail == asked] == list(range(low, ended))
