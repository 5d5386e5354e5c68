"""A layer as a file and back: offsets are kept as sizes, which pack small; the rest is mapped as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike.gazetteer import index, store
from geostrike.gazetteer.index import SoundIndex
from geostrike.gazetteer.layer import Layer
from geostrike.gazetteer.store import Strings

_META = ("name", "prefix", "source", "licence", "kinds", "countries")
_STRINGS = ("ids", "spellings", "facts")
_ARRAYS = ("lon7", "lat7", "radius", "population", "kind", "country", "first", "bits", "key_hash", "key_name")
_OFFSETS = (
    "first", "ids.at", "spellings.at", "facts.at",
    *(f"sounds.{name}" for name in index.ARRAYS if name.endswith("_at")),
)  # fmt: skip


def save(layer: Layer, path: Path) -> None:
    """Write a layer as a gazetteer file."""
    arrays = {name: getattr(layer, name) for name in _ARRAYS}
    for name in _STRINGS:
        packed: Strings = getattr(layer, name)
        arrays |= {f"{name}.at": packed.at, f"{name}.blob": packed.blob}
    arrays |= {f"sounds.{name}": getattr(layer.sounds, name) for name in index.ARRAYS}
    sizes = {name: _sizes(arrays[name]) for name in _OFFSETS}
    store.write(path, {name: getattr(layer, name) for name in _META}, arrays | sizes)


def open_layer(path: Path) -> Layer:
    """Open a gazetteer file; its arrays stay on disk until they are read.

    Raises
    ------
    InputError
        If the file is missing, is no gazetteer of this version, or is damaged.
    """
    meta, arrays = store.read(path)
    arrays |= {name: _offsets(arrays[name]) for name in _OFFSETS}
    packed: dict[str, Any] = {
        name: Strings(arrays.pop(f"{name}.at"), arrays.pop(f"{name}.blob")) for name in _STRINGS
    }
    sounds = SoundIndex(**{name: arrays.pop(f"sounds.{name}") for name in index.ARRAYS})
    columns: dict[str, Any] = arrays | {
        name: tuple(value) if isinstance(value, list) else value for name, value in meta.items()
    }
    first = columns["first"]
    owner = np.repeat(np.arange(len(first) - 1, dtype=np.uint32), np.diff(first))
    return Layer(**columns, **packed, owner=owner, sounds=sounds)


def _sizes(offsets: NDArray[np.uint32]) -> NDArray[Any]:
    sizes = np.diff(offsets)
    return sizes.astype(np.min_scalar_type(int(sizes.max(initial=0))))


def _offsets(sizes: NDArray[Any]) -> NDArray[np.uint32]:
    offsets = np.zeros(len(sizes) + 1, np.uint32)
    np.cumsum(sizes, dtype=np.uint32, out=offsets[1:])
    return offsets
