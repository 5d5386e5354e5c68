"""How the verb `distance` prints one measure, as JSON and as sentences; no verb lives here."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from geostrike import borders, quantities
from geostrike.borders.codes import country_name
from geostrike.cli.output import as_table
from geostrike.model import Measure, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is printed: a measure, the point it is from, and a claim held against it."""

    found: Measure
    lon: float
    lat: float
    radius_m: float
    place: Place | None = None
    why: str = ""
    claim: quantities.Length | None = None
    verdict: str = ""
    side: str = ""
    sensitivity: bool = False
    own_line: bool = False
    asked: str = ""
    to: str = ""

    @property
    def note(self) -> str:
        """What a reader must know of the claim, as sentences."""
        side = f"{self.side[:1].upper()}{self.side[1:]}." if self.side else ""
        return " ".join(filter(None, (self.claim.note if self.claim else "", side)))

    @property
    def read_as_code(self) -> bool:
        """Whether the border was asked for by another name than its code."""
        return self.to.casefold() != self.asked.casefold()

    @property
    def interval(self) -> tuple[float, float]:
        """The measured interval."""
        return self.found.low_m, self.found.high_m


def as_facts(shown: Shown) -> dict[str, Any]:
    """A measure as JSON members."""
    found, place = shown.found, shown.place
    facts = _numbers(asdict(found)) | {"sensitivity": [_numbers(each) for each in found.sensitivity]}
    point = {"lon": round(shown.lon, 7), "lat": round(shown.lat, 7), "radius_m": round(shown.radius_m, 3)}
    named = {"id": place.id, "name": place.name, "kind": place.kind, "source": place.source} if place else {}
    named |= {"why": shown.why} if shown.why else {}
    facts |= {"to": shown.to} if shown.read_as_code else {}
    facts |= {"edge_model": "geodesic", "point": point | named}
    if shown.sensitivity:
        facts["countries_agree"] = borders.agreement(found)
    if shown.claim is not None:
        stated = {"text": shown.claim.text, "low_m": shown.claim.low_m, "high_m": shown.claim.high_m}
        facts["claim"] = _numbers(stated) | {"verdict": shown.verdict, "note": shown.note}
    return facts


def as_sentences(shown: Shown) -> str:
    """A measure as sentences for a person."""
    text = "".join(f"{line}.\n" for line in _lines(shown))
    return text + _sensitivity(shown.found) if shown.sensitivity else text


def _lines(shown: Shown) -> Iterator[str]:
    found, place = shown.found, shown.place
    if place:
        yield f"{place.name} ({place.kind}, {place.id}; {place.source})"
    if shown.why:
        yield shown.why.removesuffix(".")
    if shown.read_as_code:
        yield f"{shown.asked!r} is read as the land border {shown.to}"
    yield f"{metres(found.distance_m)} ({_interval(found.low_m, found.high_m)}) from {found.border}"
    yield from _basis(shown)
    yield f"Radius of the place {metres(shown.radius_m)}"
    toward = "" if math.isnan(found.azimuth_deg) else f", azimuth {found.azimuth_deg:.1f} degrees"
    yield f"Nearest point of the border {found.border_lat:.7f},{found.border_lon:.7f}{toward}"
    if not shown.sensitivity:
        yield from map(_elsewhere, found.sensitivity)
    if shown.radius_m > found.distance_m / 2:
        yield "The place is wide for this distance: quote the interval, not the number"
    if shown.claim is not None:
        yield from _claim(shown.claim, shown)


def _basis(shown: Shown) -> Iterator[str]:
    found = shown.found
    if not shown.own_line:
        yield f"In {_country(found.country)}, by {found.dataset} of {found.dataset_date}"
        return
    data = borders.load()
    yield f"The line is that of {found.dataset}; how far it is from the true one is not known"
    yield f"In {_country(found.country)}, by {data.name} of {data.date}"


def _elsewhere(each: Mapping[str, Any]) -> str:
    far = each["distance_m"]
    says = f"{metres(far)} from it" if isinstance(far, float) else "it does not hold this border"
    return f"By {each['dataset']} of {each['dataset_date']}: in {_country(each['country'])}, {says}"


def _claim(claim: quantities.Length, shown: Shown) -> Iterator[str]:
    covers = "no number" if claim.vague else _interval(claim.low_m, claim.high_m)
    yield f"Stated {claim.text!r}, {covers}; measured {_interval(*shown.interval)}: {shown.verdict}"
    if shown.note:
        yield shown.note.removesuffix(".")


def _sensitivity(found: Measure) -> str:
    """Each data set's answer and whether they agree on the country."""
    own = {"dataset": found.dataset, "dataset_date": found.dataset_date, "distance_m": found.distance_m}
    rows = [own | {"country": found.country}, *found.sensitivity]
    rows = [row for row in rows if row["dataset"] in borders.names()] if len(rows) > 2 else rows
    header = ("dataset", "date", "country", "distance_m")
    cells = ([row["dataset"], row["dataset_date"], row["country"], _far(row["distance_m"])] for row in rows)
    agree = {
        True: "agree",
        False: "do not agree",
        None: "cannot be compared, since one does not cover the point,",
    }
    return f"{as_table(header, cells)}The border data {agree[borders.agreement(found)]} on the country.\n"


def _far(distance_m: Any) -> str:
    return f"{distance_m:.1f}" if isinstance(distance_m, float) else ""


def _numbers(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _number(name, value) for name, value in facts.items()}


def _number(name: str, value: Any) -> Any:
    if not isinstance(value, float):
        return value
    if not math.isfinite(value):
        return None
    return round(value, 3 if name.endswith("_m") else 7)


def _interval(low_m: float, high_m: float) -> str:
    if not math.isfinite(high_m):
        return f"{metres(low_m)} or more"
    digits = next((n for n in (1, 2, 3) if metres(low_m, n) != metres(high_m, n)), 3)
    return f"{metres(low_m, digits)} to {metres(high_m, digits)}"


def _country(code: str | None) -> str:
    if code is None:
        return "a country that it does not cover"
    return f"{country_name(code)} ({code})" if code else "no country (at sea, or nobody's land)"


def metres(length_m: float, digits: int = 1) -> str:
    """A length as a reader would write it: metres below 10 km, kilometres above."""
    if length_m < 10_000:
        return f"{length_m:,.{digits - 1}f} m"
    return f"{length_m / 1000:,.{digits}f} km"
