"""The file of the basemap: lines and rings of land, lakes, rivers, borders; draws and clips nothing."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from geostrike.errors import InputError
from geostrike.files import data_path

GRID = 10_000
FILE = ("basemap", "naturalearth.npz")

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Runs of vertices in degrees, run `i` being ``xy[starts[i]:starts[i + 1]]``, each with its facts."""

    xy: Floats
    starts: NDArray[np.int64]
    facts: tuple[Mapping[str, Any], ...]

    def run(self, at: int) -> Floats:
        """Vertices of one run, (n, 2) longitude and latitude."""
        return self.xy[self.starts[at] : self.starts[at + 1]]

    def touching(self, box: tuple[float, float, float, float]) -> list[int]:
        """Runs whose extent meets a box of west, south, east, north."""
        low = np.minimum.reduceat(self.xy, self.starts[:-1])
        high = np.maximum.reduceat(self.xy, self.starts[:-1])
        meets = (low <= box[2:]).all(axis=1) & (high >= box[:2]).all(axis=1)
        return np.flatnonzero(meets).tolist()


def write(layers: Mapping[str, Sequence[tuple[Floats, Mapping[str, Any]]]]) -> bytes:
    """Bytes of a file that holds some layers of (vertices in degrees, facts)."""
    columns: dict[str, NDArray[np.uint8]] = {}
    for name, runs in layers.items():
        whole = [np.rint(xy * GRID).astype(np.int64) for xy, _ in runs]
        facts = json.dumps([dict(fact) for _, fact in runs], ensure_ascii=False, separators=(",", ":"))
        columns[f"{name}.facts"] = np.frombuffer(facts.encode(), np.uint8)
        columns[f"{name}.lengths"] = _pack(np.array([len(xy) for xy in whole]))
        columns[f"{name}.lon"], columns[f"{name}.lat"] = map(_pack, np.concatenate(whole).T)
    out = io.BytesIO()
    np.savez_compressed(out, allow_pickle=False, **columns)
    return out.getvalue()


@cache
def layer(name: str) -> Layer:
    """One layer of the shipped file: "land", "lakes", "rivers" or "borders".

    Raises
    ------
    InputError
        If the file is damaged.

    Examples
    --------
    >>> sorted({fact["name"] for fact in layer("rivers").facts if fact["name"].startswith("Eu")})
    ['Euphrates']
    """
    path = data_path(*FILE)
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as store:
            facts = tuple(json.loads(store[f"{name}.facts"].tobytes()))
            lengths = _unpack(store[f"{name}.lengths"])
            xy = np.column_stack([_unpack(store[f"{name}.{axis}"]) for axis in ("lon", "lat")]) / GRID
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise InputError(f"{path} is not a readable basemap ({error}); reinstall geostrike.") from None
    return Layer(xy, np.concatenate([[0], np.cumsum(lengths)]), facts)


def _pack(values: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Byte planes of the zigzag-coded differences."""
    step = np.diff(values, prepend=0)
    zigzag = ((step << 1) ^ (step >> 63)).astype("<u4")
    return np.ascontiguousarray(zigzag.view(np.uint8).reshape(-1, 4).T)


def _unpack(planes: NDArray[np.uint8]) -> NDArray[np.int64]:
    zigzag = np.ascontiguousarray(planes.T).view("<u4").ravel().astype(np.int64)
    return np.cumsum((zigzag >> 1) ^ -(zigzag & 1))
