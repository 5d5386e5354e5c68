"""Fetching GeoNames country dumps when a user asks for them; each is checked before it takes its place."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from geostrike import net
from geostrike.borders.codes import alpha2
from geostrike.errors import InputError, NetworkError, OutputError
from geostrike.files import write_text

BASE_URL = "https://download.geonames.org/export/dump"
_SHA256 = re.compile("[0-9a-fA-F]{64}")
_WHOLE = {name.lower(): name for name in ("allCountries", "alternateNamesV2")}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched, its size, and its checksum, which also stands beside it in NAME.sha256."""

    path: Path
    size: int
    sha256: str


def fetch(
    names: Sequence[str],
    folder: Path,
    *,
    base_url: str = BASE_URL,
    sha256: str = "",
    progress: Callable[[str], net.Progress] = lambda _name: lambda _done, _total: None,
) -> list[Fetched]:
    """Download GeoNames dumps; a download that broke off goes on where it stopped.

    Parameters
    ----------
    names : sequence of str
        Alpha-2 or alpha-3 codes, ``allCountries`` or ``alternateNamesV2``.
    folder : pathlib.Path
        Where the ZIP files go; it is made where it is missing.
    base_url : str
        The folder of the dumps on the server, or on a mirror of it.
    sha256 : str
        The checksum, in hexadecimal, that the one file must have; another one is thrown away.
    progress : callable
        Given a file's name, what `geostrike.net.download` reports to.

    Raises
    ------
    BorderError
        If there is no such country.
    InputError
        If a checksum is none, or there are several files.
    NetworkError, OutputError
        If a file cannot be fetched or written, is no whole ZIP file, or not the one of that checksum.
    """
    if sha256 and (len(names) != 1 or not _SHA256.fullmatch(sha256)):
        raise InputError("A checksum is that of one file, 64 hexadecimal digits.")
    files = [f"{_WHOLE.get(name.lower()) or alpha2(name)}.zip" for name in dict.fromkeys(names)]
    net.check_url(base_url)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder {folder} cannot be made ({error.strerror}); name another.") from None
    root = base_url.rstrip("/")
    return [_one(name, folder, f"{root}/{name}", sha256.lower(), progress(name)) for name in files]


def _one(name: str, folder: Path, url: str, sha256: str, progress: net.Progress) -> Fetched:
    path = folder / name
    digest = net.download(url, path, progress=progress, check=lambda part: _sound(part, url, sha256))
    write_text(folder / f"{name}.sha256", f"{digest}  {name}\n")
    return Fetched(path, path.stat().st_size, digest)


def _sound(part: Path, url: str, sha256: str) -> None:
    found = net.sha256(part)
    if sha256 not in {"", found}:
        raise NetworkError(
            f"{url} has the SHA-256 {found}, not the one that is asked for; it was thrown away."
        )
    try:
        with zipfile.ZipFile(part) as archive:
            broken = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError):
        broken = "all of it"
    if broken:
        raise NetworkError(f"{url} is no whole ZIP file; it was thrown away, try again or another mirror.")
