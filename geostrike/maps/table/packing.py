"""Columns of many events as deflated planes of bytes, as text; knows no column's meaning.

Every way of packing here has its opposite in the viewer (`viewer/table/unpack.js`), tested against the other.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike.maps.table import coding

LEVEL = 4  # one level more costs a quarter more time for two thousandths of the bytes
BLOCK = 2048
_SIGNS = np.array([sign for sign in range(33, 127) if chr(sign) not in '"\\\\<'], np.uint8)
_MOST_DIGITS = 9

Codes = NDArray[np.int64]
Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed column: how to read it, the pieces before deflation, and what the content hash covers."""

    about: dict[str, Any]
    pieces: tuple[bytes, ...]


def deflate(piece: bytes) -> bytes:
    """Raw deflate: no header, so that the bytes are the same under each version of Python."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
    return packer.compress(piece) + packer.flush()


def lines(pieces: Iterable[bytes], pool: Executor) -> Callable[[], str]:
    """Begin to deflate each piece; what comes back gives them as a JSON array of texts, one below the other.

    Parameters
    ----------
    pieces : iterable of bytes
        Pieces that the script opens one by one.
    pool : Executor
        Threads that deflate while more is being packed.
    """
    found = pool.map(_line, pieces)
    return lambda: '["' + '",\n"'.join(found) + '"]'


def _line(piece: bytes) -> str:
    return base91(deflate(piece))


def base91(data: bytes) -> str:
    """Bytes as text: thirteen bits in two signs of ASCII, none of which JSON or HTML must escape.

    Thirteen bytes take sixteen signs where base64 needs more than seventeen. The first sign says by how many
    bytes the signs hold too much.

    Parameters
    ----------
    data : bytes
        Any bytes.

    Examples
    --------
    >>> base91(b""), base91(b"ab")
    ('!', '#c(%!')
    """
    rows = -(-len(data) // 13)
    table = np.zeros((rows, 13), np.uint32)
    table.reshape(-1)[: len(data)] = np.frombuffer(data, np.uint8)
    groups = np.empty((rows, 8), np.uint32)
    for at in range(8):
        first, shift = divmod(13 * at, 8)
        bits = table[:, first] >> shift
        for more in range(1, 3):
            if first + more < 13:
                bits = bits | table[:, first + more] << (8 * more - shift)
        groups[:, at] = bits & 0x1FFF
    pairs = -(-8 * len(data) // 13)
    used = groups.reshape(-1)[:pairs]
    signs = _SIGNS[np.column_stack([used % 91, used // 91])].tobytes().decode("ascii")
    return chr(_SIGNS[13 * pairs // 8 - len(data)]) + signs


def morton(lon6: NDArray[np.int64], lat6: NDArray[np.int64]) -> Keys:
    """Bits of longitude and latitude, in millionths of a degree, in turns: neighbours get near keys.

    Parameters
    ----------
    lon6, lat6 : ndarray of int64
        Millionths of a degree, -180e6 to 180e6 and -90e6 to 90e6.

    Examples
    --------
    >>> morton(np.array([-180_000_000, -179_999_999]), np.array([-90_000_000, -89_999_999])).tolist()
    [0, 3]
    """
    return _spread(lon6 + 180_000_000) | (_spread(lat6 + 90_000_000) << np.uint64(1))


def _spread(values: NDArray[np.int64]) -> Keys:
    out = values.astype(np.uint64)
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        out = (out | (out << np.uint64(shift))) & np.uint64(mask)
    return out


def positions(keys: Keys) -> Packed:
    """Sorted Morton keys as the planes of their differences.

    Parameters
    ----------
    keys : ndarray of uint64
        Sorted.
    """
    steps = np.diff(keys, prepend=np.uint64(0))
    return Packed({"kind": "places", "n": len(keys)}, planes(steps, 8))


def whole_numbers(values: NDArray[Any]) -> Packed:
    """Whole numbers from 0, as many planes as the largest needs.

    Parameters
    ----------
    values : ndarray of int
        Below 2 to the 32.
    """
    width = max(1, (int(values.max(initial=0)).bit_length() + 7) // 8)
    return Packed({"kind": "numbers", "planes": width}, planes(values.astype(np.uint64), width))


def planes(values: Keys, width: int) -> tuple[bytes, ...]:
    """The bytes of whole numbers by their weight, the least significant first.

    Parameters
    ----------
    values : ndarray of uint64
        Below 256 to the `width`.
    width : int
        Number of planes.

    Examples
    --------
    >>> [list(plane) for plane in planes(np.array([1, 258], np.uint64), 2)]
    [[1, 2], [0, 1]]
    """
    table = values.astype("<u8").view(np.uint8).reshape(-1, 8)
    return tuple(np.ascontiguousarray(table[:, at]).tobytes() for at in range(width))


def coded(values: Sequence[str]) -> tuple[Codes, list[str]]:
    """A column as codes into its distinct values, which are sorted.

    Examples
    --------
    >>> codes, distinct = coded(["b", "a", "b"])
    >>> codes.tolist(), distinct
    ([1, 0, 1], ['a', 'b'])
    """
    seen = coding.fresh()
    first = coding.codes_of(values, seen)
    distinct = sorted(seen)
    rank = np.empty(len(distinct), np.int64)
    rank[[seen[value] for value in distinct]] = np.arange(len(distinct))
    return rank[first] if len(first) else first, distinct


def dictionary(codes: Codes, distinct: Sequence[str]) -> Packed:
    """Codes with the values that they stand for.

    Parameters
    ----------
    codes : ndarray of int64
        One an event.
    distinct : sequence of str
        Values without a newline.
    """
    numbers = whole_numbers(codes)
    about = {"kind": "codes", "planes": numbers.about["planes"], "values": len(distinct)}
    return Packed(about, ("\n".join(distinct).encode(), *numbers.pieces))


def numbered(values: Sequence[str]) -> Packed | None:
    """Texts that end in digits, as few beginnings and many numbers; None where the beginnings are many.

    A beginning ends in a tab where a number follows, and in the number of its digits where it begins with 0.

    Parameters
    ----------
    values : sequence of str
        One an event, without a newline.

    Examples
    --------
    >>> numbered(["A001", "A002"]).about
    {'kind': 'numbered', 'planes': 1, 'values': 1}
    >>> numbered(["x", "y", "z", "v", "w", "u"])
    """
    if len(set(_split(values[:1000])[0])) * 4 > len(values[:1000]) + 4:
        return None
    heads, numbers = _split(values)
    codes, distinct = coded(heads)
    if len(distinct) * 4 > len(values) + 4:
        return None
    packed, beginnings = whole_numbers(numbers), dictionary(codes, distinct)
    about = {"kind": "numbered", "planes": packed.about["planes"], "values": len(distinct)}
    wide = beginnings.about["planes"]
    return Packed(about | ({"codes": wide} if wide > 1 else {}), (*beginnings.pieces, *packed.pieces))


def _split(values: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """Beginnings of texts and the numbers of at most nine digits that they end in."""
    signs = np.frombuffer(("\n" * _MOST_DIGITS + "\n".join(values) + "\n").encode(), np.uint8)
    ends = np.flatnonzero(signs == 10)[_MOST_DIGITS:]
    digits, numbers = np.zeros(len(ends), np.int64), np.zeros(len(ends), np.int64)
    for back in range(1, _MOST_DIGITS + 1):
        digit = signs[ends - back].astype(np.int64) - 48
        goes_on = (digits == back - 1) & (digit >= 0) & (digit <= 9)
        numbers[goes_on] += digit[goes_on] * 10 ** (back - 1)
        digits[goes_on] += 1
    padded = (digits > 1) & (signs[ends - np.maximum(digits, 1)] == 48)
    tails = np.array(["", "\t", *(f"\t{width}" for width in range(2, _MOST_DIGITS + 1))], object)
    suffixes = tails[np.where(padded, digits, np.minimum(digits, 1))].tolist()
    cut = zip(values, digits.tolist(), suffixes, strict=True)
    return [value[: len(value) - width] + suffix for value, width, suffix in cut], numbers


def texts(values: Sequence[str]) -> Packed:
    """Texts as they are, in blocks that open by themselves.

    Parameters
    ----------
    values : sequence of str
        One an event, without a newline.
    """
    blocks = range(0, len(values), BLOCK)
    pieces = tuple("\n".join(values[first : first + BLOCK]).encode() for first in blocks)
    return Packed({"kind": "lines", "block": BLOCK}, pieces)


def degrees(keys: Keys) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Longitude and latitude in degrees of Morton keys, the opposite of `morton`.

    Parameters
    ----------
    keys : ndarray of uint64
        From `morton`.

    Examples
    --------
    >>> degrees(morton(np.array([40_974_520]), np.array([34_398_410])))
    (array([40.97452]), array([34.39841]))
    """
    lon6, lat6 = _gather(keys), _gather(keys >> np.uint64(1))
    return (lon6 - 180_000_000) / 1e6, (lat6 - 90_000_000) / 1e6


def _gather(keys: Keys) -> NDArray[np.int64]:
    out = keys & np.uint64(0x5555555555555555)
    for shift, mask in (
        (1, 0x3333333333333333),
        (2, 0x0F0F0F0F0F0F0F0F),
        (4, 0x00FF00FF00FF00FF),
        (8, 0x0000FFFF0000FFFF),
        (16, 0x00000000FFFFFFFF),
    ):
        out = (out | (out >> np.uint64(shift))) & np.uint64(mask)
    return out.astype(np.int64)
