"""Geocoding services of others as a last layer, asked only on demand; each answer is marked as theirs."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from geopy.adapters import BaseAsyncAdapter, BaseSyncAdapter
from geopy.exc import GeopyError
from geopy.geocoders import get_geocoder_for_service
from geopy.geocoders.base import Geocoder

from geostrike import coordinates, net
from geostrike.borders.codes import alpha2, code_of_name
from geostrike.errors import InputError, NetworkError
from geostrike.files import write_bytes
from geostrike.gazetteer.answer import Answer, Candidate, One
from geostrike.gazetteer.hits import Hit, hit
from geostrike.gazetteer.layer import rough_m
from geostrike.gazetteer.many import questions
from geostrike.gazetteer.resolver import Gazetteer, Point
from geostrike.names import read
from geostrike.names.blank import is_blank
from geostrike.names.words import NEVER_A_PLACE

PAUSE_S = 1.0
TIMEOUT_S = 10.0
_LIMIT = 10
_FAILURES = 3  # in a row, after which a service is left alone
_FAR_M = 300_000.0  # from the point that a place is asked for near, from which a hit is doubted
_FAILS = (GeopyError, OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
_OPTIONS: dict[str, dict[str, Any]] = {
    "nominatim": {"limit": _LIMIT, "addressdetails": True, "namedetails": True},
    "photon": {"limit": _LIMIT},
}


class Door(BaseSyncAdapter):  # type: ignore[misc]
    """The way of a geocoder of geopy to its server: through `geostrike.net`, once a second, kept on disk.

    The second is counted from the time of a file beside the answers, for all runs on this computer.
    """

    def __init__(self, *, proxies: Any = None, ssl_context: Any = None, folder: Path | None = None) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self.folder = folder or cache_folder()

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """Text of an answer, from disk where it was asked before."""
        kept = self.folder / f"{hashlib.sha256(url.encode()).hexdigest()}.json"
        try:
            return kept.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            content = self._ask(url, timeout, headers)
        write_bytes(kept, content.encode("utf-8"))
        return content

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        """Value of an answer in JSON."""
        return json.loads(self.get_text(url, timeout=timeout, headers=headers))

    def _ask(self, url: str, timeout: float, headers: Mapping[str, str]) -> str:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        asked = self.folder / "asked"
        time.sleep(min(max(0.0, PAUSE_S - _age_s(asked)), PAUSE_S))
        try:
            content = net.get(url, headers=headers, timeout_s=timeout).decode("utf-8")
            json.loads(content)
        except (ValueError, RecursionError):
            raise NetworkError("What came is no JSON.") from None
        finally:
            asked.write_bytes(b"")
        return content


def _age_s(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return PAUSE_S


def cache_folder() -> Path:
    """Folder of this computer where answers of services are kept; deleting it makes them be asked again.

    Examples
    --------
    >>> cache_folder().name
    'online'
    """
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "geostrike" / "online"


@dataclass(slots=True)
class Service:
    """A geocoder of geopy, the name of its layer, and how often it failed since its last answer."""

    name: str
    geocoder: Any
    failures: int = 0

    def hits(self, name: str, country: str) -> list[Hit]:
        """Places that it gives for a name, those known to lie in another country left out."""
        options = dict(_OPTIONS.get(self.name, {}))
        if country and self.name == "nominatim":
            options["country_codes"] = [country.lower()]
        found = self.geocoder.geocode(name, exactly_one=False, timeout=TIMEOUT_S, **options) or []
        hits = [hit(location, self.name) for location in found]
        return [one for one in hits if not country or one.place.country in {"", country}]


@dataclass(frozen=True, slots=True)
class Online(Gazetteer):
    """A gazetteer with a service behind it, which is asked for names that the gazetteer does not know."""

    service: Service = field(kw_only=True)

    def resolve(self, name: str, *, country: str = "", near: Point | None = None) -> Answer:
        """Place that a name means; see `geostrike.gazetteer.Gazetteer.resolve`.

        The service's places are candidates, `resolved` only where exactly one of them has an equal name and
        lies in the country that is asked for. Their score is 0: how often they are right is not known.
        """
        answer = Gazetteer.resolve(self, name, country=country, near=near)
        service = self.service
        if answer.status != "unknown" or not _may_be_asked(name):
            return answer
        if service.failures >= _FAILURES:
            return replace(answer, why=f"{answer.why} {service.name} was not asked: it failed before.")
        asked, code = _parted(name, alpha2(country) if country else "")
        try:
            hits = service.hits(asked, code)
        except _FAILS as error:
            service.failures += 1
            return replace(answer, why=f"{answer.why} {service.name} gave no answer: {_sentence(error)}")
        service.failures = 0
        wanted = read(asked).key
        equal = [one for one in hits if _is(one, wanted, code)]
        hits = [*equal, *(one for one in hits if one not in equal)]
        return _decide(answer, hits, len(equal), service.name, near)

    def resolve_many(self, names: Any, *, country: Any = None, near: Any = None) -> tuple[Answer, ...]:
        """Answers for many names, in their order; see `geostrike.gazetteer.Gazetteer.resolve_many`."""
        asked = questions(names, country, near)
        answers = {one: self.resolve(one[0], country=one[1], near=one[2]) for one in dict.fromkeys(asked)}
        return tuple(answers[one] for one in asked)


def online(gazetteer: Gazetteer, service: str | Geocoder, *, folder: Path | None = None) -> Online:
    """Put a geocoding service behind a gazetteer; nothing is asked before a name is unknown.

    What is asked for leaves this computer: the name, and the country where one is given; no point does.

    Parameters
    ----------
    gazetteer : Gazetteer
        What is asked first.
    service : str or geopy geocoder
        ``nominatim``, ``photon`` or another service of geopy, with options of its class behind commas, as in
        ``nominatim,domain=localhost:8080,scheme=http``; or a geocoder, for instance one with a key. Its
        requests go through `geostrike.net` in any case: https, one a second, geostrike's user agent.
    folder : pathlib.Path, optional
        Where answers are kept; `cache_folder` where nothing is given.

    Raises
    ------
    InputError
        If there is no such service, it needs what is not given, or the geocoder is asynchronous.

    Examples
    --------
    >>> from geostrike import gazetteer
    >>> places = online(gazetteer.load(), "photon")
    >>> places.resolve("al-Bukamal").place.layer, places.service.name
    ('geostrike', 'photon')
    """
    door = Door(folder=folder)
    if not isinstance(service, str):
        if isinstance(service.adapter, BaseAsyncAdapter):
            raise InputError(
                f"{type(service).__name__} is asynchronous; give one with a synchronous adapter."
            )
        geocoder = copy.copy(service)
        geocoder.adapter = door
        return _layered(gazetteer, type(service).__name__.lower(), geocoder)
    name, *settings = (part.strip() for part in service.split(","))
    try:
        options = dict(setting.split("=", 1) for setting in settings)
        geocoder = get_geocoder_for_service(name)(adapter_factory=lambda **_given: door, **options)
    except (GeopyError, TypeError, ValueError) as error:
        raise InputError(
            f"--online {service!r} is no service that can be asked ({error}); write for example nominatim, "
            "photon, or photon,domain=photon.example.org."
        ) from None
    return _layered(gazetteer, name.lower(), geocoder)


def _layered(gazetteer: Gazetteer, name: str, geocoder: Any) -> Online:
    own = {member.name: getattr(gazetteer, member.name) for member in fields(Gazetteer)}
    return Online(**own, service=Service(name, geocoder))


def _may_be_asked(name: str) -> bool:
    spelling = read(name)
    names = bool(spelling.core) and not spelling.bits & NEVER_A_PLACE and not is_blank(name)
    return names and not coordinates.looks_like(name)


def _parted(name: str, country: str) -> tuple[str, str]:
    """A name and the country that is said behind its comma, as a gazetteer reads ``Abu Kamal, Syria``."""
    head, _, tail = name.rpartition(",")
    said = code_of_name(tail) if head.strip() else ""
    return (head.strip(), said) if said and country in {"", said} else (name.strip(), country)


def _is(one: Hit, wanted: str, country: str) -> bool:
    return wanted in {read(name).key for name in one.names} and country in {"", one.place.country}


def _decide(ours: Answer, hits: list[Hit], equal: int, service: str, near: Point | None) -> Answer:
    """What the places of a service, those of equal name first, make of an unknown name."""
    if not hits:
        return replace(ours, why=f"{ours.why} {service} knows none either.")
    away_m = rough_m(hits[0].place.lon, hits[0].place.lat, *near) if near else 0.0
    single = equal == 1 and len(hits) < _LIMIT and away_m < _FAR_M
    if equal == 1 and away_m >= _FAR_M:
        said = f"a place {away_m / 1000:.0f} km from the point it is asked for near"
    elif single:
        said = (
            f"the only one of that name among {len(hits)} that it lists" if len(hits) > 1 else "its only one"
        )
    else:
        said = f"{len(hits)} places, {equal or 'none'} of them surely the one of that name"
    return Answer(
        query=ours.query,
        status="resolved" if single else "ambiguous",
        score=0.0,
        why=f"Unknown to the gazetteers here; {service} gives {said}. The score is not ours: not measured.",
        candidates=tuple(Candidate(One(one.place), 0, 0.0) for one in hits[:10]),
    )


def _sentence(error: Exception) -> str:
    return str(error).rstrip(".") + "."
