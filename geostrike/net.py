"""The only door to the network: https or this computer, user agent, time-out, size limit, resuming."""

from __future__ import annotations

import hashlib
import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from geostrike import __version__
from geostrike.errors import GeostrikeError, NetworkError, OutputError

USER_AGENT = f"geostrike/{__version__}"
TIMEOUT_S = 30.0
MOST_BYTES = 4_000_000_000
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_CHUNK = 1 << 16
_TRIES = 3
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)$")

Progress = Callable[[int, int | None], None]


def check_url(url: str) -> None:
    """Refuse what is neither https nor a server on this computer.

    Raises
    ------
    NetworkError
        Naming the address.

    Examples
    --------
    >>> check_url("https://example.org/SY.zip")
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        raise NetworkError(f"{url!r} is no web address; write one that begins with https://.") from None
    local = parts.scheme == "http" and host in _LOCAL
    if not host or not (parts.scheme == "https" or local) or parts.username or parts.password:
        raise NetworkError(f"{url!r} is not fetched; write an address that begins with https://.")


def download(
    url: str,
    target: Path,
    *,
    timeout_s: float = TIMEOUT_S,
    most_bytes: int = MOST_BYTES,
    progress: Progress = lambda _done, _total: None,
    check: Callable[[Path], None] = lambda _path: None,
) -> str:
    """Fetch a file; what a broken connection leaves is kept beside it and completed by the next call.

    Parameters
    ----------
    url : str
        https, or http on this computer; redirects too.
    target : pathlib.Path
        The file, written whole or not at all.
    timeout_s : float
        Seconds without an answer after which a try is given up.
    most_bytes : int
        A larger file is refused.
    progress : callable
        Called with the bytes there are and the bytes there will be, None where the server does not say.
    check : callable
        Called with the whole file before it takes its place; what it raises refuses the file.

    Returns
    -------
    str
        The SHA-256 of the file, in hexadecimal.

    Raises
    ------
    NetworkError
        If the server cannot be reached, refuses, breaks off three times or sends too much.
    OutputError
        If the file cannot be written.
    """
    check_url(url)
    part = target.with_name(f".{target.name}.part")
    _fetch_patiently(url, part, timeout_s, most_bytes, progress)
    try:
        check(part)
    except GeostrikeError:
        _forget(part)
        raise
    digest = sha256(part)
    with _writing(target):
        part.replace(target)
        _forget(part)
    return digest


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def get(
    url: str, *, headers: Mapping[str, str], timeout_s: float = TIMEOUT_S, most_bytes: int = 5_000_000
) -> bytes:
    """Content of a short answer of a server, asked once.

    Parameters
    ----------
    url : str
        https, or http on this computer; redirects too.
    headers : mapping
        Headers of the request; the user agent is always geostrike's.
    timeout_s : float
        Seconds without an answer after which it is given up.
    most_bytes : int
        A longer answer is refused.

    Raises
    ------
    NetworkError
        If the server cannot be reached, refuses (`facts` holds the `status`), or sends too much; the message
        does not show the address, for it may hold a key.
    """
    check_url(url)
    host = urlsplit(url).hostname
    request = Request(url, headers={**headers, "User-Agent": USER_AGENT})  # noqa: S310  (check_url has seen it)
    try:
        with _opener(url).open(request, timeout=timeout_s) as answer:
            content: bytes = answer.read(most_bytes + 1)
    except HTTPError as error:
        error.close()
        raise NetworkError(f"{host} refuses ({error.code} {error.reason}).", status=error.code) from None
    except (OSError, HTTPException) as error:
        if isinstance(error, NetworkError):
            raise
        raise NetworkError(f"{host} cannot be reached ({_reason(error)}).") from None
    if len(content) > most_bytes:
        raise NetworkError(f"{host} sends more than the {most_bytes} bytes that are allowed.")
    return content


def _fetch_patiently(url: str, part: Path, timeout_s: float, most_bytes: int, progress: Progress) -> None:
    for tries_left in reversed(range(_TRIES)):
        try:
            _fetch(url, part, timeout_s, most_bytes, progress)
        except _BrokenOffError as error:
            if not tries_left:
                raise NetworkError(
                    f"{url} cannot be fetched ({error}); {_size(part)} bytes are kept, try again for more."
                ) from None
        else:
            return


class _BrokenOffError(Exception):
    """A try that may be repeated."""


def _fetch(url: str, part: Path, timeout_s: float, most_bytes: int, progress: Progress) -> None:
    """Fetch what is missing of a file."""
    have, validator = _kept(url, part)
    with _opened(url, part, have, validator, timeout_s) as answer:
        start, total = _extent(answer, part, have)
        if (total or 0) > most_bytes:
            raise NetworkError(f"{url} has {total} bytes, more than the {most_bytes} that are allowed.")
        with _writing(part):
            _tag(part).write_text(f"{url}\n{_validator(answer.headers)}", encoding="utf-8", newline="\n")
            file = part.open("ab" if start else "wb")
        done = start
        with file:
            progress(done, total)
            for chunk in _chunks(answer):
                done += len(chunk)
                if done > most_bytes:
                    raise NetworkError(f"{url} sends more than the {most_bytes} bytes that are allowed.")
                with _writing(part):
                    file.write(chunk)
                progress(done, total)
    if total is not None and done != total:
        raise _BrokenOffError(f"{done} of {total} bytes came")


@contextmanager
def _opened(url: str, part: Path, have: int, validator: str, timeout_s: float) -> Iterator[Any]:
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
    if have:
        headers |= {"Range": f"bytes={have}-", "If-Range": validator}
    request = Request(url, headers=headers)  # noqa: S310  (check_url has seen it)
    try:
        answer = _opener(url).open(request, timeout=timeout_s)
    except HTTPError as error:
        error.close()
        if error.code == 416:
            _forget(part)
            raise _BrokenOffError("the rest is not there") from None
        raise NetworkError(f"{url} is refused by the server ({error.code} {error.reason}).") from None
    except (OSError, HTTPException) as error:
        if isinstance(error, NetworkError):
            raise
        raise _BrokenOffError(_reason(error)) from None
    with answer:
        yield answer


class _Redirects(HTTPRedirectHandler):
    """Redirects lead only where a download may begin."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        try:
            check_url(newurl)
        except NetworkError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(url: str) -> OpenerDirector:
    proxies: dict[str, str] | None = {} if urlsplit(url).hostname in _LOCAL else None
    return build_opener(
        ProxyHandler(proxies), HTTPSHandler(context=ssl.create_default_context()), _Redirects()
    )


def _chunks(answer: Any) -> Iterator[bytes]:
    try:
        while chunk := answer.read(_CHUNK):
            yield chunk
    except (OSError, HTTPException) as error:
        raise _BrokenOffError(_reason(error)) from None


def _extent(answer: Any, part: Path, have: int) -> tuple[int, int | None]:
    """Where the answer begins in the file, and the length of the whole file where the server says it."""
    if answer.status != 206:
        length = answer.headers.get("Content-Length") or ""
        return 0, int(length) if length.isdigit() else None
    found = _RANGE.match(answer.headers.get("Content-Range") or "")
    if not found or int(found[1]) != have:
        _forget(part)
        raise _BrokenOffError("another part came than was asked for")
    return have, int(found[2])


def _kept(url: str, part: Path) -> tuple[int, str]:
    """Bytes that an earlier try left of a file, and what the server calls its edition."""
    try:
        kept_url, validator = _tag(part).read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return 0, ""
    return (_size(part), validator) if kept_url == url and validator else (0, "")


def _validator(headers: HTTPMessage) -> str:
    etag = headers.get("ETag") or ""
    return (headers.get("Last-Modified") or "") if not etag or etag.startswith("W/") else etag


def _tag(part: Path) -> Path:
    return part.with_name(f"{part.name}.tag")


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    _tag(part).unlink(missing_ok=True)


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _reason(error: Exception) -> str:
    return str(getattr(error, "reason", None) or error) or type(error).__name__


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written ({error.strerror or error}); check that its folder exists."
        ) from None
