"""Fetching GeoNames country dumps when a user asks for them; each is checked before it takes its place."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from geostrike import net
from geostrike.borders.codes import alpha2
from geostrike.errors import NetworkError, OutputError
from geostrike.files import write_text

BASE_URL = "https://download.geonames.org/export/dump"
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
    progress : callable
        Given a file's name, what `geostrike.net.download` reports to.

    Raises
    ------
    BorderError
        If there is no such country.
    NetworkError, OutputError
        If a file cannot be fetched, is no whole ZIP file, or cannot be written.
    """
    files = [f"{_WHOLE.get(name.lower()) or alpha2(name)}.zip" for name in dict.fromkeys(names)]
    net.check_url(base_url)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder {folder} cannot be made ({error.strerror}); name another.") from None
    return [_one(name, folder, f"{base_url.rstrip('/')}/{name}", progress(name)) for name in files]


def _one(name: str, folder: Path, url: str, progress: net.Progress) -> Fetched:
    path = folder / name
    digest = net.download(url, path, progress=progress, check=lambda part: _whole_zip(part, url))
    write_text(folder / f"{name}.sha256", f"{digest}  {name}\n")
    return Fetched(path, path.stat().st_size, digest)


def _whole_zip(part: Path, url: str) -> None:
    try:
        with zipfile.ZipFile(part) as archive:
            broken = archive.testzip()
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError):
        broken = "all of it"
    if broken:
        raise NetworkError(f"{url} is no whole ZIP file; it was thrown away, try again or another mirror.")
