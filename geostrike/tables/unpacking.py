"""What can go wrong with a packed file, as one sentence; nothing is unpacked here."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geostrike.errors import GeostrikeError, InputError, TableError

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, RuntimeError),
    *(NotImplementedError, ValueError, OverflowError, UnicodeError),
)


@contextmanager
def of(path: Path) -> Iterator[None]:
    """Turn what a packed file raises into one sentence.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Raises
    ------
    InputError
        If it cannot be read.
    TableError
        If it cannot be unpacked.
    """
    try:
        yield
    except GeostrikeError:
        raise
    except _BROKEN as error:
        raise TableError(f"{path.name} cannot be unpacked ({error}); save it again.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror or error}); check the path.") from None
