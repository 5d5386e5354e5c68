"""A layer as a file and back; its arrays are mapped as they are, so that only what is asked is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geostrike.gazetteer import index, store
from geostrike.gazetteer.index import SoundIndex
from geostrike.gazetteer.layer import Layer
from geostrike.gazetteer.store import Strings

_META = ("name", "prefix", "source", "licence", "kinds", "countries")
_STRINGS = ("ids", "spellings", "facts")
_ARRAYS = (
    "lon7", "lat7", "radius", "population", "kind", "country", "first", "owner", "scripts", "bits",
    "bits_at", "words", "key_hash", "key_name",
)  # fmt: skip


def save(layer: Layer, path: Path) -> None:
    """Write a layer as a gazetteer file."""
    arrays = {name: getattr(layer, name) for name in _ARRAYS}
    for name in _STRINGS:
        packed: Strings = getattr(layer, name)
        arrays |= {f"{name}.at": packed.at, f"{name}.blob": packed.blob}
    arrays |= {f"sounds.{name}": getattr(layer.sounds, name) for name in index.ARRAYS}
    store.write(path, {name: getattr(layer, name) for name in _META}, arrays)


def open_layer(path: Path) -> Layer:
    """Open a gazetteer file; its arrays stay on disk until they are read.

    Raises
    ------
    InputError
        If the file is missing, is no gazetteer of this version, or is damaged.
    """
    meta, arrays = store.read(path)
    if not {*_META, *_parts()} <= {*meta, *arrays}:
        raise store.other_version(path)
    packed: dict[str, Any] = {
        name: Strings(arrays.pop(f"{name}.at"), arrays.pop(f"{name}.blob")) for name in _STRINGS
    }
    sounds = SoundIndex(**{name: arrays.pop(f"sounds.{name}") for name in index.ARRAYS})
    columns: dict[str, Any] = {name: arrays[name] for name in _ARRAYS} | {
        name: tuple(meta[name]) if isinstance(meta[name], list) else meta[name] for name in _META
    }
    return Layer(**columns, **packed, sounds=sounds)


def _parts() -> list[str]:
    """Names of the arrays that a file holds."""
    texts = [f"{name}.{part}" for name in _STRINGS for part in ("at", "blob")]
    return [*_ARRAYS, *texts, *[f"sounds.{name}" for name in index.ARRAYS]]
