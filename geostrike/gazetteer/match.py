"""Finding: which places of a layer a spelling may name, and how alike the names are; prefers no place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geostrike.gazetteer import index, kinds
from geostrike.gazetteer.layer import Layer
from geostrike.gazetteer.learnt import costs
from geostrike.names import Spelling, read
from geostrike.names.compare import own_odds, script_of
from geostrike.names.words import ARTICLE, SETTLEMENT

REACH = 2.5  # degrees to each side of a nearby point, within which misspelt names are looked for
_ROWS = 250  # rows of sounds that are compared, at most


@dataclass(frozen=True, slots=True)
class Found:
    """Places that a spelling may name: row of the layer, the spelling met, and measures of likeness.

    `odds` are log-odds of being one name by sound and `mean` the same by letter; `equal` is 2 where the
    spellings are the same but for articles, 1 where they sound the same; `more` where generic words are left
    over; `across` where the scripts differ, and `doubted` where the place has spellings in the script of the
    query too; `lax` where part of the query is taken for no part of the name.
    """

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

    def take(self, which: NDArray[np.intp]) -> Found:
        """Some of the places."""
        return Found(*(getattr(self, part)[which] for part in self.__slots__))


def find(spelling: Spelling, layer: Layer, country: str, near: tuple[float, float] | None) -> Found:
    """Places of a layer that a spelling may name, by the likest spelling in its script and in others."""
    parts = [_by_key(spelling, layer, country)]
    parts += [_by_sound(spelling, sounds, layer, country, near) for sounds in spelling.readings]
    columns = zip(*([getattr(part, name) for name in Found.__slots__] for part in parts), strict=True)
    found = Found(*(np.concatenate(column) for column in columns))
    order = np.lexsort(
        (found.name, -found.odds, found.lax, -found.equal, found.more, found.across, found.row)
    )
    found = found.take(order)
    side = 2 * found.row + found.across
    found = found.take(np.flatnonzero(np.diff(side, prepend=-1)))
    found.doubted[:] = found.across & (layer.scripts[found.row] >> script_of(spelling.sounds) & 1 > 0)
    return found


def named(spelling: Spelling, layer: Layer) -> Found:
    """Places of a layer, in whatever country, whose name is equal."""
    found = find(spelling, layer, "", None)
    found = found.take(np.flatnonzero(found.equal))
    return found.take(np.flatnonzero(np.diff(found.row, prepend=-1)))


def _by_key(spelling: Spelling, layer: Layer, country: str) -> Found:
    """Places whose name is equal but for articles, whatever its script and its generic words."""
    names = layer.find(spelling.key).astype(np.intp) if spelling.key else np.zeros(0, np.intp)
    places = layer.rows_of(names)
    inland = layer.inland(places, country)
    names, places = names[inland], places[inland]
    count = len(names)
    odds = own_odds(spelling.sounds, costs()) if count else 0.0
    return Found(
        places,
        names,
        np.full(count, odds, np.float32),
        np.full(count, odds / max(len(spelling.sounds), 1), np.float32),
        np.full(count, 2, np.int8),
        np.zeros(count, np.bool_),
        np.zeros(count, np.bool_),
        np.zeros(count, np.bool_),
        np.zeros(count, np.bool_),
    )


def _by_sound(
    spelling: Spelling, sounds: str, layer: Layer, country: str, near: tuple[float, float] | None
) -> Found:
    """Places whose name sounds alike and answers to the generic words and digits that are asked for."""
    rows, errors = _with_digits(spelling, layer, *layer.sounds.near(sounds))
    names, at = _names(layer, rows)
    places = layer.rows_of(names)
    keep = layer.inland(places, country)
    if near:
        keep &= (errors == 0)[at] | layer.around(places, near, REACH)
    names, at, places = names[keep], at[keep], places[keep]
    met, more = _words(spelling.bits, layer.bits[names], kinds.bits_of(layer.kinds)[layer.kind[places]])
    best = _best(layer, sounds, rows, errors, np.bincount(at[met], minlength=len(rows)) > 0)
    keep = met & (best >= 0)[at]
    rows, at = rows[best >= 0], best[at[keep]]
    odds = layer.sounds.compare(sounds, rows)
    same = layer.sounds.same(sounds, rows).astype(np.int8)
    lengths = np.where(same, len(sounds), np.maximum(len(sounds), layer.sounds.lengths(rows)))
    mean = np.asarray(odds / lengths, np.float32)
    across = layer.sounds.script[rows] != script_of(sounds)
    lax = np.full(len(at), sounds != spelling.sounds)
    no = np.zeros(len(at), np.bool_)
    return Found(places[keep], names[keep], odds[at], mean[at], same[at], more[keep], across[at], lax, no)


def _best(
    layer: Layer, sounds: str, rows: NDArray[np.intp], errors: NDArray[np.int8], wanted: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """Position of each row among those that are compared, -1 for the others: the likest come first."""
    used = np.flatnonzero(wanted)
    if len(used) > _ROWS:
        apart = np.abs(layer.sounds.lengths(rows[used]) - len(sounds))
        order = 8 * errors[used] + np.minimum(apart, 7) - 9 * layer.sounds.same(sounds, rows[used])
        used = np.sort(used[np.argsort(order, kind="stable")[:_ROWS]])
    position = np.full(len(rows), -1, np.intp)
    position[used] = np.arange(len(used))
    return position


def _names(layer: Layer, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Spellings that rows of sounds stand for, and for each the index of its row."""
    sounds = layer.sounds
    names = sounds.spelling[index.ranges(sounds.spelling_at, rows)].astype(np.intp)
    counts = (sounds.spelling_at[rows + 1] - sounds.spelling_at[rows]).astype(np.intp)
    return names, np.repeat(np.arange(len(rows)), counts)


def _with_digits(
    spelling: Spelling, layer: Layer, rows: NDArray[np.intp], errors: NDArray[np.int8]
) -> tuple[NDArray[np.intp], NDArray[np.int8]]:
    """Rows whose numbers are those that are asked for; no number is ever near another."""
    numbered = layer.sounds.numbered[rows] != 0
    keep = ~numbered if not spelling.digits else numbered
    for at in np.flatnonzero(keep) if spelling.digits else ():
        name = layer.sounds.spelling[layer.sounds.spelling_at[rows[at]]]
        keep[at] = read(layer.spellings[name]).digits == spelling.digits
    return rows[keep], errors[keep]


def _words(
    asked: int, named: NDArray[np.uint32], kind: NDArray[np.uint32]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether the generic words asked for are met by name or kind, and whether some are left over."""
    hard = np.uint32(asked & ~SETTLEMENT)
    met = (hard & ~(named | kind)) == 0
    more = (named & ~np.uint32(SETTLEMENT | ARTICLE | asked)) != 0
    if asked & SETTLEMENT:
        more |= ((named | kind) & np.uint32(SETTLEMENT)) == 0
    return met, more
