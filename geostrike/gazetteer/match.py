"""Finding: which places of a layer spellings may name, and how alike the names are; prefers no place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geostrike.gazetteer import index, kinds
from geostrike.gazetteer.index import Near
from geostrike.gazetteer.layer import Layer
from geostrike.gazetteer.learnt import costs
from geostrike.names import Spelling, read
from geostrike.names.compare import own_odds, script_of
from geostrike.names.words import ARTICLE, SETTLEMENT

REACH = 2.5  # degrees to each side of a nearby point, within which misspelt names are looked for
_LOOKED_AT, _ROWS = 1500, 400  # rows of sounds that are looked at, and compared with a name, at most

Point = tuple[float, float]
Asked = tuple[Spelling, str, Point | None]  # a spelling, an alpha-2 code or "", a nearby point


@dataclass(frozen=True, slots=True)
class Found:
    """Places that spellings may name: row of the layer, the spelling met, and measures of likeness.

    `of` is the number of the question; `odds` are log-odds of being one name by sound and `mean` the same by
    letter; `equal` is 2 where the spellings are the same but for articles, 1 where they sound the same;
    `more` where generic words are left over; `across` where the scripts differ, and `doubted` where the place
    has spellings in the script of the query too; `lax` where part of the query is taken for no part of the
    name.
    """

    of: NDArray[np.intp]
    row: NDArray[np.intp]
    name: NDArray[np.intp]
    odds: NDArray[np.float32]
    mean: NDArray[np.float32]
    equal: NDArray[np.int8]
    more: NDArray[np.bool_]
    across: NDArray[np.bool_]
    lax: NDArray[np.bool_]
    doubted: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.row)

    def take(self, which: NDArray[np.intp] | slice) -> Found:
        """Some of the places."""
        return Found(*[getattr(self, part)[which] for part in _COLUMNS])


_COLUMNS = Found.__slots__
_NONE = Found(*[np.zeros(0, kind) for kind in (*[np.intp] * 3, *[np.float32] * 2, np.int8, *[np.bool_] * 4)])


def find(asked: Sequence[Asked], layer: Layer) -> Found:
    """Places of a layer that spellings may name, by the likest spelling in its script and in others.

    Other scripts count only for a place that has no equal spelling in the script of the query. Questions are
    looked up together, which is several times faster than one by one; the answers are the same.
    """
    readings = [(of, sounds) for of, (spelling, _, _) in enumerate(asked) for sounds in spelling.readings]
    parts = [_by_key(asked, layer)] + ([_by_sound(asked, readings, layer)] if readings else [])
    found = Found(*[np.concatenate([getattr(part, name) for part in parts]) for name in _COLUMNS])
    said = np.array([spelling.bits for spelling, _, _ in asked], np.uint32)[found.of]
    settlement = (layer.bits_of(found.name) & ~said & np.uint32(SETTLEMENT)) != 0
    better = 16 * found.more + 4 * (2 - found.equal) + 2 * settlement + found.lax  # the less, the better
    side = (found.of * len(layer) + found.row) * 2 + found.across
    order = np.lexsort((found.name, -found.odds, better, side))
    best = order[np.diff(side[order], prepend=-1) != 0]
    again = np.diff(side[best] // 2, prepend=-1) == 0  # a place that has been met in the query's script
    found = found.take(best[~(again & (np.roll(found.equal[best], 1) > 0))])
    scripts = np.array([script_of(spelling.sounds) for spelling, _, _ in asked], np.uint8)[found.of]
    found.doubted[:] = found.across & (layer.scripts[found.row] >> scripts & 1 > 0)
    return found


def named(spelling: Spelling, layer: Layer) -> Found:
    """Places of a layer, in whatever country, whose name is equal, in whatever script it is spelt."""
    rows = np.concatenate([_NOTHING, *[layer.sounds.equal(sounds) for sounds in spelling.readings]])
    by_key = layer.find(spelling.key) if spelling.key else _NOTHING
    if not len(rows) and not len(by_key):
        return _NONE
    names, _ = _names(layer, rows.astype(np.intp))
    met, _ = _met(layer, names, np.uint32(spelling.bits))
    names = np.concatenate([by_key.astype(np.intp), names[met]])
    _, first = np.unique(layer.rows_of(names), return_index=True)
    return _equal([spelling], np.zeros(len(first), np.intp), names[first], layer)


def _by_key(asked: Sequence[Asked], layer: Layer) -> Found:
    """Places whose name is equal but for articles, whatever its script and its generic words."""
    names = [layer.find(spelling.key) if spelling.key else _NOTHING for spelling, _, _ in asked]
    of = np.repeat(np.arange(len(asked)), [len(some) for some in names])
    flat = np.concatenate(names).astype(np.intp)
    inland = layer.inland(layer.rows_of(flat), _countries(asked, layer)[of])
    return _equal([spelling for spelling, _, _ in asked], of[inland], flat[inland], layer)


def _equal(
    spellings: Sequence[Spelling], of: NDArray[np.intp], names: NDArray[np.intp], layer: Layer
) -> Found:
    """Places whose names are those that are asked for."""
    own = {at: own_odds(spellings[at].sounds, costs()) for at in set(of.tolist())}
    odds = np.array([own[at] for at in of.tolist()], np.float32)
    sizes = np.array([max(len(spelling.sounds), 1) for spelling in spellings], np.float32)[of]
    equal, no = np.full(len(of), 2, np.int8), np.zeros((4, len(of)), np.bool_)
    return Found(of, layer.rows_of(names), names, odds, odds / sizes, equal, *no)


_NOTHING = np.zeros(0, np.uint32)


def _by_sound(asked: Sequence[Asked], readings: Sequence[tuple[int, str]], layer: Layer) -> Found:
    """Places whose name sounds alike and answers to the generic words and digits that are asked for."""
    question = np.array([of for of, _ in readings])
    spelling = [asked[of][0] for of in question]
    texts = [sounds for _, sounds in readings]
    where = np.stack([layer.where(asked[of][1], asked[of][2], REACH) for of in question])
    near = _with_digits(spelling, layer, layer.sounds.near(texts, where))
    near = near.take(layer.sounds.likest(texts, near, _LOOKED_AT))
    names, at = _names(layer, near.row)
    of = question[near.of[at]]
    places = layer.rows_of(names)
    keep = layer.inland(places, _countries(asked, layer)[of])
    lon, lat = points(asked)
    far = np.flatnonzero(keep & (near.errors[at] > 0) & ~np.isnan(lon)[of])
    keep[far] = layer.around(places[far], lon[of[far]], lat[of[far]], REACH)
    names, at, places, of = names[keep], at[keep], places[keep], of[keep]
    met, more = _met(layer, names, np.array([s.bits for s, _, _ in asked], np.uint32)[of])
    best = _best(layer, texts, near, np.bincount(at[met], minlength=len(near.row)) > 0)
    keep = met & (best >= 0)[at]
    near, at = near.take(np.flatnonzero(best >= 0)), best[at[keep]]
    odds = layer.sounds.compare(texts, near)
    same = layer.sounds.same(texts, near).astype(np.int8)
    size = np.array([len(sounds) for sounds in texts])[near.of]
    mean = np.asarray(
        odds / np.where(same, size, np.maximum(size, layer.sounds.lengths(near.row))), np.float32
    )
    across = layer.sounds.script[near.row] != np.array([script_of(sounds) for sounds in texts])[near.of]
    lax = np.array([sounds != s.sounds for sounds, s in zip(texts, spelling, strict=True)])[near.of]
    no = np.zeros(len(at), np.bool_)
    return Found(
        of[keep], places[keep], names[keep], odds[at], mean[at], same[at], more[keep], across[at], lax[at], no
    )


def _countries(asked: Sequence[Asked], layer: Layer) -> NDArray[np.int16]:
    """For each question the number of its country in the layer, -1 where it has none of it, -2 for any."""
    return np.array([layer.number_of(country) for _, country, _ in asked], np.int16)


def points(asked: Sequence[Asked]) -> NDArray[np.float64]:
    """Longitudes and latitudes of the nearby points of questions, not a number where there is none."""
    return np.array([near or (np.nan, np.nan) for _, _, near in asked]).reshape(-1, 2).T


def _best(layer: Layer, texts: Sequence[str], near: Near, wanted: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Position of each row among those that are compared, -1 for the others: the likest of each name."""
    used = np.flatnonzero(wanted)
    used = used[layer.sounds.likest(texts, near.take(used), _ROWS)]
    position = np.full(len(near.row), -1, np.intp)
    position[used] = np.arange(len(used))
    return position


def _names(layer: Layer, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Spellings that rows of sounds stand for, and for each the index of its row."""
    sounds = layer.sounds
    names = sounds.spelling[index.ranges(sounds.spelling_at, rows)].astype(np.intp)
    counts = (sounds.spelling_at[rows + 1] - sounds.spelling_at[rows]).astype(np.intp)
    return names, np.repeat(np.arange(len(rows)), counts)


def _with_digits(spelling: Sequence[Spelling], layer: Layer, near: Near) -> Near:
    """Rows whose numbers are those that are asked for; no number is ever near another."""
    wanted = np.array([bool(s.digits) for s in spelling])[near.of]
    keep = (layer.sounds.numbered[near.row] != 0) == wanted
    for at in np.flatnonzero(keep & wanted):
        name = layer.sounds.spelling[layer.sounds.spelling_at[near.row[at]]]
        keep[at] = read(layer.spellings[name]).digits == spelling[near.of[at]].digits
    return near.take(np.flatnonzero(keep))


def _met(
    layer: Layer, names: NDArray[np.intp], asked: NDArray[np.uint32] | np.uint32
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether the generic words asked for are met by name or kind, and whether some are left over."""
    bits = layer.bits_of(names)
    kind = kinds.bits_of(layer.kinds)[layer.kind[layer.rows_of(names)]]
    met = (asked & ~(bits | kind | np.uint32(SETTLEMENT))) == 0
    more = (bits & ~(asked | np.uint32(SETTLEMENT | ARTICLE))) != 0
    more |= (asked & ~(bits | kind) & np.uint32(SETTLEMENT)) != 0
    return met, more
