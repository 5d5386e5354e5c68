"""The file of a border data set: arcs on the 1e-7 degree grid, packed, the same bytes each time; no geometry.

An arc is a run of vertices with one country on its left and one on its right. Vertices are kept as
differences to the one before, zigzag coded and split into byte planes, which deflate well and inflate fast.
"""

from __future__ import annotations

import io
import json
import lzma
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from geostrike.errors import InputError

GRID = 10_000_000
CLASSES = ("land", "coast", "maritime", "disputed", "indefinite")
OUTSIDE = "*"

IntArray = NDArray[np.int32]
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """Arcs of one data set: int32 vertices in units of 1e-7 degree and what lies on their two sides.

    `left` and `right` index `faces` (alpha-2 codes, "" for the sea or nobody's land, "*" for what the set
    does not cover); `starts` has one entry more than arcs; `claimants` are those who dispute an arc.
    """

    lon: IntArray
    lat: IntArray
    starts: NDArray[np.int64]
    left: IntArray
    right: IntArray
    kind: IntArray
    claimants: tuple[tuple[str, ...], ...]
    faces: tuple[str, ...]


def write(arcs: Arcs, meta: Mapping[str, Any]) -> bytes:
    """Bytes of a data set's file."""
    disputes = {str(at): list(names) for at, names in enumerate(arcs.claimants) if names}
    head = {**meta, "faces": arcs.faces, "claimants": disputes}
    table = np.stack([np.diff(arcs.starts).astype(np.int32), arcs.left, arcs.right, arcs.kind])
    out = io.BytesIO()
    np.savez_compressed(
        out,
        meta=np.frombuffer(json.dumps(head, ensure_ascii=False, sort_keys=True).encode(), np.uint8),
        arcs=_pack(table.ravel()),
        lon=_pack(arcs.lon),
        lat=_pack(arcs.lat),
    )
    return out.getvalue()


def write_coarse(arcs: Arcs, meta: Mapping[str, Any], quantum: IntArray) -> bytes:
    """Bytes of a file whose vertices, but for the ends of arcs, are multiples of their arc's quantum."""
    lengths = np.diff(arcs.starts).astype(np.int32)
    whole, rest = _divide(arcs, np.repeat(quantum, lengths))
    disputes = {str(at): list(names) for at, names in enumerate(arcs.claimants) if names}
    head = {**meta, "faces": arcs.faces, "claimants": disputes}
    head |= {"arcs": lengths.size, "vertices": arcs.lon.size}
    columns = (lengths, arcs.left, arcs.right, arcs.kind, quantum, *rest[:, _ends(arcs.starts)], *whole)
    planes = b"".join(_pack(column).tobytes() for column in columns)
    out = io.BytesIO()
    np.savez(
        out,
        meta=np.frombuffer(json.dumps(head, ensure_ascii=False, sort_keys=True).encode(), np.uint8),
        xz=np.frombuffer(lzma.compress(planes, filters=_FILTERS), np.uint8),
    )
    return out.getvalue()


def read_coarse(path: Path) -> tuple[Arcs, dict[str, Any]]:
    """Arcs and descriptive facts of a file by `write_coarse`.

    Raises
    ------
    InputError
        If the file is damaged or not one of ours.
    """
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as store:
            meta = json.loads(store["meta"].tobytes())
            planes = np.frombuffer(lzma.decompress(store["xz"].tobytes()), np.uint8)
        count = meta.pop("arcs")
        cuts = 4 * np.cumsum([count] * 5 + [2 * count] * 2 + [meta.pop("vertices")])
        columns = [_unpack(part.reshape(4, -1)) for part in np.split(planes, cuts)]
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, lzma.LZMAError) as error:
        raise InputError(
            f"{path} is not a readable border data set ({error}); reinstall geostrike."
        ) from None
    lengths, left, right, kind, quantum, rest_lon, rest_lat, lon, lat = columns
    starts = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    step, ends = np.repeat(quantum, lengths), _ends(starts)
    lon, lat = lon * step, lat * step
    lon[ends] += rest_lon
    lat[ends] += rest_lat
    disputes = meta.pop("claimants")
    claimants = tuple(tuple(disputes.get(str(at), ())) for at in range(len(lengths)))
    return Arcs(lon, lat, starts, left, right, kind, claimants, tuple(meta.pop("faces"))), meta


def read_facts(path: Path) -> dict[str, Any]:
    """Descriptive facts of a data set's file alone.

    Raises
    ------
    InputError
        If the file is damaged or not one of ours.
    """
    try:
        with np.load(path, allow_pickle=False) as store:
            facts: dict[str, Any] = json.loads(store["meta"].tobytes())
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise InputError(
            f"{path} is not a readable border data set ({error}); reinstall geostrike."
        ) from None
    return facts


def join(near: Arcs, far: Arcs) -> Arcs:
    """Arcs of two files together, without the outer limit of the first."""
    faces = tuple(sorted({*near.faces, *far.faces}))
    inner = near.kind != CLASSES.index("maritime")
    kept = np.flatnonzero(inner)
    lengths = np.diff(near.starts)
    vertices = np.repeat(inner, lengths)
    numbers = [np.array([faces.index(face) for face in each.faces], np.int32) for each in (near, far)]
    return Arcs(
        np.concatenate([near.lon[vertices], far.lon]),
        np.concatenate([near.lat[vertices], far.lat]),
        np.concatenate([[0], np.cumsum(np.append(lengths[kept], np.diff(far.starts)))]),
        np.concatenate([numbers[0][near.left[kept]], numbers[1][far.left]]),
        np.concatenate([numbers[0][near.right[kept]], numbers[1][far.right]]),
        np.concatenate([near.kind[kept], far.kind]),
        (*(near.claimants[i] for i in kept), *far.claimants),
        faces,
    )


def _divide(arcs: Arcs, step: IntArray) -> tuple[IntArray, IntArray]:
    """Vertices in whole steps and what is left over, shape (2, n); only ends of arcs may leave something."""
    vertices = np.stack([arcs.lon, arcs.lat])
    whole = np.rint(vertices / step).astype(np.int32)
    return whole, vertices - whole * step


def _ends(starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """First and last vertex of each arc."""
    return np.stack([starts[:-1], starts[1:] - 1], axis=1).ravel()


def read(path: Path) -> tuple[Arcs, dict[str, Any]]:
    """Arcs and descriptive facts of a data set's file.

    Raises
    ------
    InputError
        If the file is damaged or not one of ours.
    """
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as store:
            meta = json.loads(store["meta"].tobytes())
            lengths, left, right, kind = _unpack(store["arcs"]).reshape(4, -1)
            lon, lat = _unpack(store["lon"]), _unpack(store["lat"])
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise InputError(
            f"{path} is not a readable border data set ({error}); reinstall geostrike."
        ) from None
    starts = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    disputes = meta.pop("claimants")
    claimants = tuple(tuple(disputes.get(str(at), ())) for at in range(len(lengths)))
    faces = tuple(meta.pop("faces"))
    return Arcs(lon, lat, starts, left, right, kind, claimants, faces), meta


def _pack(values: IntArray) -> NDArray[np.uint8]:
    """Byte planes of the zigzag-coded differences, which wrap around as int32 does."""
    step = np.diff(values, prepend=np.int32(0)).astype(np.int32)
    zigzag = ((step << 1) ^ (step >> 31)).view(np.uint32)
    return np.ascontiguousarray(zigzag.astype("<u4").view(np.uint8).reshape(-1, 4).T)


def _unpack(planes: NDArray[np.uint8]) -> IntArray:
    zigzag = np.ascontiguousarray(planes.T).view("<u4").ravel().astype(np.uint32)
    step = (zigzag >> 1).view(np.int32) ^ -(zigzag & 1).view(np.int32)
    return np.cumsum(step, dtype=np.int32)
