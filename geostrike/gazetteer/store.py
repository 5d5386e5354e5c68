"""The file of a compiled gazetteer: named arrays behind a JSON header, memory-mapped; no places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike.errors import InputError
from geostrike.files import replacing

MAGIC = b"geostrike gazetteer 3\n"
_ALIGN = 64

Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Strings:
    """Many texts in one array of UTF-8 bytes; text `i` runs from ``at[i]`` to ``at[i + 1]``."""

    at: NDArray[np.uint32]
    blob: NDArray[np.uint8]

    def __getitem__(self, i: int) -> str:
        return bytes(self.blob[self.at[i] : self.at[i + 1]]).decode("utf-8")

    def __len__(self) -> int:
        return len(self.at) - 1


def strings(texts: Iterable[str]) -> Strings:
    """Pack texts.

    Examples
    --------
    >>> strings(["a", "القائم"])[1]
    'القائم'
    """
    encoded = [text.encode("utf-8") for text in texts]
    at = np.zeros(len(encoded) + 1, np.uint32)
    np.cumsum([len(text) for text in encoded], out=at[1:])
    return Strings(at, np.frombuffer(b"".join(encoded), np.uint8))


def pack(meta: Mapping[str, Any], arrays: Arrays) -> Iterator[bytes | memoryview]:
    """Stretches of bytes that make a gazetteer file; equal input gives equal bytes."""
    index, at = {}, 0
    little = {name: array.astype(array.dtype.newbyteorder("<"), copy=False) for name, array in arrays.items()}
    for name, array in little.items():
        index[name] = [array.dtype.str, len(array), at]
        at += array.nbytes + -array.nbytes % _ALIGN
    header = json.dumps({"meta": meta, "arrays": index}, ensure_ascii=False, sort_keys=True).encode()
    head = MAGIC + len(header).to_bytes(8, "little") + header
    yield head + bytes(-len(head) % _ALIGN)
    for array in little.values():
        yield np.ascontiguousarray(array).data
        yield bytes(-array.nbytes % _ALIGN)


def write(path: Path, meta: Mapping[str, Any], arrays: Arrays) -> None:
    """Write a gazetteer file, atomically."""
    with replacing(path) as beside, beside.open("wb") as file:
        file.writelines(pack(meta, arrays))


def read(path: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Header and memory-mapped arrays of a gazetteer file.

    Raises
    ------
    InputError
        If the file is missing, is no gazetteer of this version, or is cut short.
    """
    try:
        content = np.asarray(np.memmap(path, np.uint8, mode="r"))  # a plain view: ten times faster to slice
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is empty"
        raise InputError(f"The gazetteer {path} cannot be read ({reason}); check the path.") from None
    start = len(MAGIC) + 8
    size = int.from_bytes(bytes(content[len(MAGIC) : start]), "little")
    if bytes(content[: len(MAGIC)]) != MAGIC or size > len(content):
        raise other_version(path)
    return _mapped(path, content, start, size)


def other_version(path: Path) -> InputError:
    """The error for a file that another version of geostrike made, or that is no gazetteer."""
    return InputError(
        f"{path} is no gazetteer of this version; build it again with 'geostrike gazetteer build'."
    )


def _mapped(
    path: Path, content: NDArray[np.uint8], start: int, size: int
) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    first = start + size + -(start + size) % _ALIGN
    try:
        header = json.loads(bytes(content[start : start + size]))
        arrays = {
            name: content[first + at : first + at + length * np.dtype(kind).itemsize].view(kind)
            for name, (kind, length, at) in header["arrays"].items()
        }
        if any(len(arrays[name]) != length for name, (_, length, _at) in header["arrays"].items()):
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise InputError(
            f"The gazetteer {path} is damaged or cut short; build or download it again."
        ) from None
    return dict(header["meta"]), arrays
