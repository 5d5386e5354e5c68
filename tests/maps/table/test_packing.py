import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.maps.table import packing

SIGNS = [chr(sign) for sign in range(33, 127) if chr(sign) not in '"\\<']
LINES = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=20)


def unpacked(text):
    """The opposite of base91, digit by digit in whole numbers."""
    pairs = [SIGNS.index(a) + 91 * SIGNS.index(b) for a, b in zip(text[1::2], text[2::2], strict=True)]
    bits = sum(pair << 13 * at for at, pair in enumerate(pairs))
    count = 13 * len(pairs) // 8 - SIGNS.index(text[0])
    return (bits & (1 << 8 * count) - 1).to_bytes(count, "little")


def inflated(line):
    return zlib.decompress(unpacked(line), -15)


@given(st.binary(max_size=200))
def test_bytes_come_back_and_no_sign_must_be_escaped(data):
    text = packing.base91(data)
    assert unpacked(text) == data
    assert set(text) <= set(SIGNS)


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=5))
def test_lines_are_a_json_array_that_opens_piece_by_piece(pieces):
    with ThreadPoolExecutor() as pool:
        text = packing.lines(pieces, pool)()
    assert text.startswith('["')
    assert [inflated(line) for line in text[2:-2].split('",\n"')] == pieces


@given(st.lists(st.tuples(st.integers(-180_000_000, 180_000_000), st.integers(-90_000_000, 90_000_000))))
def test_places_come_back_to_the_millionth(places):
    lon, lat = np.array(places, np.int64).reshape(-1, 2).T
    keys = packing.morton(lon, lat)
    expected = [
        sum(((x >> bit & 1) << 2 * bit) | ((y >> bit & 1) << 2 * bit + 1) for bit in range(32))
        for x, y in zip((lon + 180_000_000).tolist(), (lat + 90_000_000).tolist(), strict=True)
    ]
    assert keys.tolist() == expected
    assert [np.rint(axis * 1e6).tolist() for axis in packing.degrees(keys)] == [lon.tolist(), lat.tolist()]


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_planes_are_the_digits_of_numbers(values):
    packed = packing.whole_numbers(np.array(values, np.int64))
    planes = np.array([np.frombuffer(piece, np.uint8) for piece in packed.pieces], np.int64)
    assert len(planes) == packed.about["planes"]
    assert (planes.T @ 256 ** np.arange(len(planes))).tolist() == values


@given(st.lists(LINES))
def test_a_dictionary_stands_for_its_values(values):
    codes, distinct = packing.coded(values)
    assert distinct == sorted(set(values))
    assert [distinct[code] for code in codes] == values
    packed = packing.dictionary(codes, distinct)
    assert packed.pieces[0].decode() == "\n".join(distinct)


def joined(packed):
    """Texts of a numbered column, put together again."""
    wide = packed.about.get("codes", 1)
    beginnings = packed.pieces[0].decode().split("\n")
    planes = [np.frombuffer(piece, np.uint8).astype(np.int64) for piece in packed.pieces[1:]]
    which = sum(plane << 8 * at for at, plane in enumerate(planes[:wide]))
    numbers = sum(plane << 8 * at for at, plane in enumerate(planes[wide:]))
    for code, number in zip(which.tolist(), numbers.tolist(), strict=True):
        head, tab, digits = beginnings[code].partition("\t")
        yield head + (str(number).zfill(int(digits or 0)) if tab else "")


@given(
    st.lists(
        st.builds(
            lambda head, number, width: head + (str(number).zfill(width) if width else ""),
            st.sampled_from(["EV", "é", "", "0"]),
            st.integers(0, 10**11),
            st.integers(0, 12),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_numbered_texts_come_back(values):
    packed = packing.numbered(values)
    if packed is not None:
        assert list(joined(packed)) == values


@pytest.mark.parametrize(
    "values",
    [
        [f"{at * 7919 % 997}x" for at in range(1200)],
        ["A1"] * 1000 + [f"{at}z" for at in range(1000)],
    ],
    ids=["at once", "late"],
)
def test_texts_of_many_beginnings_are_no_numbered_ones(values):
    assert packing.numbered(values) is None


def test_many_beginnings_take_two_planes():
    values = [f"{chr(97 + at // 10 % 26)}{chr(97 + at // 260)}-{at}" for at in range(6000)]
    packed = packing.numbered(values)
    assert packed.about["codes"] == 2
    assert list(joined(packed)) == values


def test_long_columns_of_texts_are_blocks():
    values = [f"text {at}" for at in range(2 * packing.BLOCK + 1)]
    packed = packing.texts(values)
    assert [piece.count(b"\n") + 1 for piece in packed.pieces] == [packing.BLOCK, packing.BLOCK, 1]
    assert b"\n".join(packed.pieces).decode().split("\n") == values
