import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.maps.table import words

TWO, THREE, FOUR = 176, 240, 255
TEXTS = st.lists(st.text("ab  cé'", max_size=12), max_size=30)


def spoken(packed, column):
    """Texts of a packed column of prose, read number by number."""
    per_word, *planes = (np.frombuffer(piece, np.uint8).astype(np.int64) for piece in packed.followers)
    follows = sum(plane << 8 * at for at, plane in enumerate(planes))
    starts = np.concatenate([[0], np.cumsum(per_word)])
    texts, text, before = [], [], 0
    data = iter(b"".join(packed.columns[column].pieces))
    for lead in data:
        if lead < TWO:
            word = int(follows[starts[before] + lead])
        elif lead < THREE:
            word = (lead - TWO << 8) + next(data)
        else:
            first = (THREE - TWO) * 256
            size, start = (2, first) if lead < FOUR else (3, first + (FOUR - THREE) * 65536)
            word = start + sum(next(data) << 8 * back for back in reversed(range(size)))
            word += (lead - THREE) * 65536 if lead < FOUR else 0
        before = word
        if word:
            text.append(packed.words[word])
        else:
            texts.append(" ".join(text))
            text = []
    return texts


@given(TEXTS, TEXTS)
def test_prose_comes_back(first, second):
    packed = words.prose([first, second])
    assert [spoken(packed, 0), spoken(packed, 1)] == [first, second]


def test_frequent_pairs_take_a_byte_and_rare_words_more():
    common = ["the strike hit a house"] * 500
    rare = [" ".join(f"w{at * 40 + more}" for more in range(40)) for at in range(500)]
    packed = words.prose([common + rare])
    assert spoken(packed, 0) == common + rare
    assert packed.words[1:6] == sorted(["the", "strike", "hit", "a", "house"])
    assert sum(map(len, packed.columns[0].pieces)) < 500 * 6 + 20_000 * 3 + 1000


def test_words_beyond_a_million_take_four_bytes(monkeypatch):
    monkeypatch.setattr(words, "_THREE", 177)
    monkeypatch.setattr(words, "_FOUR", 178)
    monkeypatch.setattr(words, "_FROM_THREE", 256)
    monkeypatch.setattr(words, "_FROM_FOUR", 256 + 65536)
    known = words.Followers(
        np.zeros(16, np.uint64), np.zeros(16, np.uint8), np.uint64(60), np.zeros(1, np.uint8), np.zeros(0)
    )
    codes = np.array([1, 300, 70_000, 0])
    found = words._as_bytes(codes, known, 80_000)
    assert found == bytes([176, 1, 177, 0, 44, 178, 0, 16, 112, 176, 0])


def test_a_long_column_is_cut_at_whole_blocks():
    texts = [f"strike {at % 7}" for at in range(2 * words.BLOCK)]
    packed = words.prose([texts])
    assert len(packed.columns[0].pieces) == 2
    assert spoken(packed, 0) == texts


@pytest.mark.parametrize("sign", ["\t", "\r", "\x00", "\u202e"])
def test_signs_that_would_part_or_turn_words_are_gone(sign):
    assert sign not in "".join(words.prose([[f"a{sign}b c"]]).words)
