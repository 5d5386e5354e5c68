"""Files: where the shipped data lie, atomic writing, reading text; knows no format and no network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geostrike.errors import GeostrikeError, InputError, OutputError

_PACKAGE = Path(__file__).resolve().parent


def data_path(*parts: str) -> Path:
    """Path of a data file that ships with geostrike.

    An installed wheel keeps them in ``geostrike/data``; a checkout in ``gazetteer/`` beside the package.

    Parameters
    ----------
    *parts : str
        Path below the data folder.

    Raises
    ------
    InputError
        If the file is not there.

    Examples
    --------
    >>> data_path("SOURCES.md").name
    'SOURCES.md'
    """
    for root in (_PACKAGE / "data", _PACKAGE.parent / "gazetteer"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise InputError(
        f"The data file {'/'.join(parts)} is missing from this installation; reinstall geostrike."
    )


def read_text(path: Path) -> str:
    """Text of a UTF-8 file, with or without a byte order mark, newlines as they are.

    Raises
    ------
    InputError
        If the file is missing, unreadable or not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is not UTF-8 text (byte {error.start}); save it as 'CSV UTF-8' and try again."
        ) from None
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path.") from None


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside a file to write to; it takes the file's place at the end, and vanishes where that fails.

    Parameters
    ----------
    path : pathlib.Path
        The file that is to be written.

    Raises
    ------
    OutputError
        If the folder is missing or not writable, or the file is locked by another program.
    """
    beside = path.with_name(f".{path.stem}.{os.getpid()}.part{path.suffix}")
    try:
        yield beside
        beside.replace(path)
    except OSError as error:
        if isinstance(error, GeostrikeError):
            raise
        raise OutputError(
            f"{path} cannot be written ({error.strerror or error}); check that its folder exists and no "
            "program holds it open."
        ) from None
    finally:
        beside.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file beside its place and rename it, so that an interrupted run leaves the old file whole.

    Raises
    ------
    OutputError
        If the folder is missing or not writable, or the file is locked by another program.
    """
    with replacing(path) as beside:
        beside.write_bytes(content)


def write_text(path: Path, content: str) -> None:
    """Write UTF-8 text with the newlines that it has, atomically; see `write_bytes`."""
    write_bytes(path, content.encode("utf-8"))
