"""Layers of any length: compiled in parts and merged as arrays, so that few records are held at once."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, islice
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike.gazetteer import index, typed
from geostrike.gazetteer.gazfile import open_layer, save
from geostrike.gazetteer.index import SoundIndex
from geostrike.gazetteer.layer import Layer, Record, compile_layer
from geostrike.gazetteer.store import Strings, strings
from geostrike.names.sounds import ALPHABET

PART = 250_000  # records that are compiled at once
_RANKS = bytes(
    sorted(range(len(ALPHABET)), key=ALPHABET.__getitem__).index(code) for code in range(len(ALPHABET))
)
_RANK = _RANKS.ljust(256, b"\xff")  # of a code of a sound, among the codes by their letters

Row = tuple[
    int, bytes, bytes, int, int, int
]  # length of a skeleton, skeleton, sounds; part, skeleton, row there


def compile_any(
    records: Iterable[Record],
    *,
    most: int = PART,
    progress: Callable[[int], None] = lambda _count: None,
    **about: Any,
) -> Layer:
    """Make a layer out of any number of records; equal to what `compile_layer` makes of them.

    Parameters
    ----------
    records : iterable of Record
        Read once.
    most : int
        Records that are compiled at once.
    progress : callable
        Called with the number of records that are compiled, behind each part but the only one.
    **about : str
        `name`, `prefix`, `source` and `licence` of the layer.
    """
    left = iter(records)
    held, ahead = (list(islice(left, most)) for _ in range(2))
    if not ahead:
        return compile_layer(held, **about)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        paths: list[Path] = []
        while held:
            paths.append(Path(folder) / f"{len(paths)}.gaz")
            save(compile_layer(held, **about), paths[-1])
            progress(most * (len(paths) - 1) + len(held))
            held, ahead = ahead, list(islice(left, most))
        return merged([open_layer(path) for path in paths])


def merged(parts: Sequence[Layer]) -> Layer:
    """One layer with the places of several, in their order."""
    names = list(accumulate((len(part.spellings) for part in parts), initial=0))
    places = list(accumulate(map(len, parts), initial=0))
    kinds, countries = (
        tuple(sorted({value for part in parts for value in getattr(part, name)}))
        for name in ("kinds", "countries")
    )
    bits = np.unique(_joined(parts, "bits"))
    hashes, named = _joined(parts, "key_hash"), _joined(parts, "key_name", names)
    order = np.lexsort((named, hashes))
    return Layer(
        name=parts[0].name,
        prefix=parts[0].prefix,
        source=parts[0].source,
        licence=parts[0].licence,
        kinds=kinds,
        countries=countries,
        kind=_renumbered(parts, "kind", "kinds", kinds),
        country=_renumbered(parts, "country", "countries", countries),
        ids=_strings([part.ids for part in parts]),
        spellings=_strings([part.spellings for part in parts]),
        facts=_strings(_facts(parts)),
        lon7=_joined(parts, "lon7"),
        lat7=_joined(parts, "lat7"),
        radius=_joined(parts, "radius"),
        population=_joined(parts, "population"),
        scripts=_joined(parts, "scripts"),
        first=_offsets([part.first for part in parts]),
        owner=_joined(parts, "owner", places),
        bits=bits,
        bits_at=np.concatenate([np.searchsorted(bits, part.bits)[part.bits_at] for part in parts]).astype(
            np.uint16
        ),
        words=_words(parts, names),
        key_hash=hashes[order],
        key_name=named[order],
        sounds=_sounds([part.sounds for part in parts], names),
    )


def _joined(parts: Sequence[Any], name: str, shift: Sequence[int] = ()) -> NDArray[Any]:
    """Arrays of the parts one after the other, numbers shifted by where a part begins."""
    arrays = [getattr(part, name) for part in parts]
    if shift:
        arrays = [some + some.dtype.type(by) for some, by in zip(arrays, shift, strict=False)]
    return np.concatenate(arrays)


def _offsets(ends: Sequence[NDArray[np.uint32]]) -> NDArray[np.uint32]:
    begin = list(accumulate((int(some[-1]) for some in ends), initial=0))
    shifted = [some[:-1] + np.uint32(by) for some, by in zip(ends, begin, strict=False)]
    return np.concatenate([*shifted, np.array(begin[-1:], np.uint32)])


def _strings(parts: Sequence[Strings]) -> Strings:
    return Strings(_offsets([part.at for part in parts]), np.concatenate([part.blob for part in parts]))


def _facts(parts: Sequence[Layer]) -> list[Strings]:
    """Facts of each place, empty ones for a part that has none where another one does."""
    if not any(len(part.facts) for part in parts):
        return [part.facts for part in parts]
    return [part.facts if len(part.facts) else strings(["\t\t"] * len(part)) for part in parts]


def _renumbered(parts: Sequence[Layer], name: str, values: str, known: Sequence[str]) -> NDArray[np.uint8]:
    numbers = [np.array([known.index(value) for value in getattr(part, values)], np.uint8) for part in parts]
    return np.concatenate([new[getattr(part, name)] for part, new in zip(parts, numbers, strict=True)])


def _words(parts: Sequence[Layer], names: Sequence[int]) -> NDArray[np.uint32]:
    rows = [
        typed.following(part.words, part.spellings, shift) for part, shift in zip(parts, names, strict=False)
    ]
    return np.fromiter(map(itemgetter(1), heapq.merge(*rows)), np.uint32)


def _sounds(parts: Sequence[SoundIndex], names: Sequence[int]) -> SoundIndex:
    """Rows of all parts by skeleton and sounds; equal ones become one."""
    made: dict[str, Any] = {
        "bone": bytearray(), "signature": array("Q"), "letters": array("I"), "row_at": array("I"),
        "sound": bytearray(), "sound_at": array("I", [0]), "script": bytearray(), "numbered": bytearray(),
        "cell": array("H"), "spelling": array("I"), "spelling_at": array("I", [0]),
    }  # fmt: skip
    lengths, last = array("B"), b""
    rows = heapq.merge(*(_rows(part, at) for at, part in enumerate(parts)))
    for (length, bone, _), same in groupby(rows, key=itemgetter(0, 1, 2)):
        group = [found[3:] for found in same]
        part, number, _ = group[0]
        if bone != last or not lengths:
            last = bone
            lengths.append(length)
            made["bone"] += bone
            made["signature"].append(int(parts[part].signature[number]))
            made["letters"].append(int(parts[part].letters[number]))
            made["row_at"].append(len(made["script"]))
        _add(made, parts, names, [(each, row) for each, _, row in group])
    made["row_at"].append(len(made["script"]))
    length_at = np.searchsorted(np.array(lengths), np.arange(len(parts[0].length_at))).astype(np.uint32)
    blocks = np.diff(length_at) * np.arange(len(length_at) - 1)
    kinds = {name: getattr(parts[0], name).dtype for name in index.ARRAYS}
    return SoundIndex(
        length_at=length_at,
        block_at=np.cumsum([0, *blocks]).astype(np.uint32),
        **{name: np.frombuffer(some, kinds[name]) for name, some in made.items()},
    )


def _add(
    made: dict[str, Any], parts: Sequence[SoundIndex], names: Sequence[int], group: list[tuple[int, int]]
) -> None:
    """Add one row of sounds, which several parts may have."""
    at, row = group[0]
    made["sound"] += parts[at].sound[parts[at].sound_at[row] : parts[at].sound_at[row + 1]].tobytes()
    made["sound_at"].append(len(made["sound"]))
    made["script"].append(int(parts[at].script[row]))
    made["numbered"].append(int(parts[at].numbered[row]))
    cells = {int(parts[each].cell[own]) for each, own in group}
    made["cell"].append(cells.pop() if len(cells) == 1 else index.MANY)
    for each, own in group:
        part = parts[each]
        spelt = part.spelling[part.spelling_at[own] : part.spelling_at[own + 1]]
        made["spelling"].extend((spelt + np.uint32(names[each])).tolist())
    made["spelling_at"].append(len(made["spelling"]))


def _rows(part: SoundIndex, at: int) -> Iterator[Row]:
    for length in range(len(part.length_at) - 1):
        begin, end = int(part.length_at[length]), int(part.length_at[length + 1])
        block = int(part.block_at[length])
        for number in range(begin, end):
            start = block + (number - begin) * length
            bone = part.bone[start : start + length].tobytes()
            for row in range(int(part.row_at[number]), int(part.row_at[number + 1])):
                sound = part.sound[part.sound_at[row] : part.sound_at[row + 1]].tobytes()
                yield length, bone, sound.translate(_RANK), at, number, row
