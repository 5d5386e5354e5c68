"""Every event as plain HTML, for who has no script; the script makes the same card (viewer/table/card.js)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geostrike import precision
from geostrike.escape import Html, tag, web_address
from geostrike.maps import wording
from geostrike.maps.strings import say
from geostrike.maps.table.packing import degrees
from geostrike.maps.table.phrases import phrase
from geostrike.maps.table.sheet import Sheet, country_names

PEOPLE = (("killed", "killed"), ("killed_civilian", "killed_civilian"), ("injured", "injured"))


def static(sheet: Sheet) -> Iterator[Html]:
    """The cards in the order of their dates.

    Parameters
    ----------
    sheet : Sheet
        From `sheet.prepare`.
    """
    names = country_names(sheet)
    lon, lat = (axis.tolist() for axis in degrees(sheet.keys))
    rows = sorted(
        range(len(sheet)), key=lambda at: (not sheet.columns["date"][at], sheet.columns["date"][at], at)
    )
    for at in rows:
        event = sheet.row(at)
        spot = (lon[at], lat[at]) if at < sheet.placed else None
        yield _card(event, spot, names)


def _card(event: Mapping[str, str], spot: tuple[float, float] | None, names: Mapping[str, str]) -> Html:
    status = event.get("status", "")
    kicker = [text for text in (event.get("category", ""), event.get("kind", "")) if text]
    return tag(
        "article",
        tag("p", " · ".join(kicker), _status(status), class_="kicker", dir="auto")
        if kicker or status
        else None,
        tag("h3", event["title"], dir="auto"),
        tag("p", place(event, names, drawn=spot is not None), class_="place", dir="auto"),
        tag("p", when(event), class_="when"),
        tag("p", event["summary"], class_="lead", dir="auto") if event.get("summary") else None,
        tag("section", tag("h4", phrase("where")), tag("dl", *_pairs(where(event, spot)), class_="facts")),
        tag("section", tag("h4", phrase("people")), tag("dl", *_pairs(people(event)), class_="facts")),
        _source(event),
        id=f"event-{event['id']}",
        class_="card",
    )


def _status(status: str) -> Html | None:
    if not status:
        return None
    known = status in {"draft", "reported", "confirmed", "disputed", "retracted"}
    return tag("span", say(f"status_{status}") if known else status, class_="badge")


def _pairs(facts: Iterator[tuple[str, str]]) -> list[Html]:
    return [part for name, value in facts for part in (tag("dt", name), tag("dd", value, dir="auto"))]


def _source(event: Mapping[str, str]) -> Html | None:
    name, address = event.get("source", ""), web_address(event.get("source_url", ""))
    if not name and not address:
        return None
    text = name or address
    shown = (
        tag("a", text, href=address, rel="noopener noreferrer", dir="auto")
        if address
        else tag("span", text, dir="auto")
    )
    return tag("section", tag("h4", phrase("source")), tag("p", shown, class_="evidence"))


def place(event: Mapping[str, str], names: Mapping[str, str], *, drawn: bool) -> str:
    """Where an event happened in words, or why there are none: `drawn` says whether it has a point."""
    country = names.get(event.get("country", ""), "")
    unnamed = "place_held" if event.get("held") else "place_unnamed" if drawn else "place_unknown"
    return say("comma").join(text for text in (event.get("place", ""), country) if text) or phrase(unnamed)


def when(event: Mapping[str, str]) -> str:
    """The date of an event in words."""
    first, last = event["date"], event.get("date_end", "")
    if not first:
        return phrase("date_unknown")
    return wording.day(f"{first}/{last}" if last and "/" not in first else first, short=True)


def where(event: Mapping[str, str], spot: tuple[float, float] | None) -> Iterator[tuple[str, str]]:
    """How sharply the place is known, and its coordinates with the digits that it can bear."""
    if spot is None:
        yield phrase("precision"), phrase("not_drawn")
        return
    radius_m = radius(event)
    yield phrase("precision"), _sharpness(radius_m, event.get("precision", ""))
    yield phrase("coordinates"), wording.coordinates(*spot, radius_m or 25_000.0)


def radius(event: Mapping[str, str]) -> float:
    """Radius in metres as given, or that of the class of precision; 0 where neither is known."""
    given = event.get("radius_m", "")
    known = {each.name: each.radius_m for each in precision.CLASSES if each.name != "unknown"}
    return float(given) if given else known.get(event.get("precision", ""), 0.0)


def _sharpness(radius_m: float, name: str) -> str:
    if not radius_m:
        return phrase("precision_unknown")
    key = "precision_exact" if radius_m <= 100 else "precision_around"
    text = phrase(key, radius=wording.radius(radius_m))
    return phrase("precision_class", text=text, name=name) if name and name != "unknown" else text


def people(event: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Figures as printed; what is not given is not known, never 0."""
    for key, column in PEOPLE:
        low, high = event.get(f"{column}_low", ""), event.get(f"{column}_high", "")
        if key != "killed_civilian" or low or high:
            yield phrase(key), figures(low, high)


def figures(low: str, high: str) -> str:
    """A range as printed.

    Examples
    --------
    >>> figures("2", "5"), figures("3", "3"), figures("", ""), figures("2", "")
    ('2 to 5', '3', 'not known', 'at least 2')
    """
    low, high = _grouped(low), _grouped(high)
    if low and high:
        return low if low == high else phrase("range", low=low, high=high)
    if low:
        return phrase("at_least", low=low)
    return phrase("up_to", high=high) if high else phrase("people_unknown")


def _grouped(number: str) -> str:
    return wording.number(float(number)) if number else ""
