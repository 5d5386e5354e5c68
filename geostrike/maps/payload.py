"""The data that a page's script draws from: a whitelist, numbers rounded; makes no markup."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geostrike import __version__, borders, geodesy
from geostrike.escape import json_text
from geostrike.gazetteer import Gazetteer
from geostrike.maps import basemap, placenames, speakers, tools, wording
from geostrike.maps.alttext import shown_name
from geostrike.maps.released import Released, released
from geostrike.maps.report import Item, Report
from geostrike.maps.strings import country, say, spoken
from geostrike.maps.whereabouts import countries
from geostrike.model import Measure

BADGES = frozenset({"disputed", "retracted", "draft"})
_CORNERS = 180
_WORLD = (-30.0, -25.0, 60.0, 60.0)
_MARGIN_DEG = 0.15
_ROUND_UP_TO_M = 150_000.0  # a larger disc is no ellipse in the map's projection
_BORDER_NEAR_M = 30_000.0


def events(report: Report) -> list[dict[str, Any]]:
    """The events that have a place, as the script draws them."""
    return [_event(item, report) for item in report.items if item.on_map]


def page_data(
    report: Report,
    drawn: Sequence[dict[str, Any]],
    *,
    gazetteer: Gazetteer | None = None,
    limits: tuple[float, float, float, float] | None = None,
) -> dict[str, Any]:
    """Everything that the script of a page reads: the events and the map under them, out to `limits`."""
    bounds = bounds_of(report)
    points = _points(report)
    base = basemap.basemap(bounds, points, limits=limits)
    names = placenames.place_names(base.limits, points, _own_names(report), gazetteer)
    countries = [
        {"name": country(code).upper(), "at": [spot for spot in spots if _inside(spot, base.limits)]}
        for code, spots in basemap.sides(points).items()
    ]
    below = base.as_dict()
    below |= {"countries": countries, "places": _lettered(names), "waters": _lettered(below["waters"])}
    return {
        "version": __version__,
        "bounds": bounds,
        "limits": base.limits,
        "datasets": base.datasets,
        "layers": base.layers,
        "events": drawn,
        "base": below,
        "index": tools.index(report),
        "facets": tools.FACETS,
        "words": tools.words(),
    }


def _inside(spot: Sequence[float], limits: tuple[float, float, float, float]) -> bool:
    west, south, east, north = limits
    return west < spot[0] < east and south < spot[1] < north


def _lettered(entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Names as the page letters them: the Arabic one alone where that is spoken and known."""
    if spoken() == "en":
        return list(entries)
    return [entry | {"name": entry["ar"] or entry["name"], "ar": ""} for entry in entries]


def edition(data: object) -> str:
    """Twelve hexadecimal digits that change whenever the data do.

    Examples
    --------
    >>> edition({"a": 1}) == edition({"a": 1}), len(edition([]))
    (True, 12)
    """
    return hashlib.sha256(json_text(data).encode("utf-8")).hexdigest()[:12]


def bounds_of(report: Report) -> tuple[float, float, float, float]:
    """West, south, east and north of everything that is drawn, with a margin, in degrees."""
    corners = [_extent(item) for item in report.items if item.on_map]
    given = [one.position for item in report.items for one in released(item, report.sources)]
    corners += [np.array([[position.lon, position.lat]]) for position in given]
    if not corners:
        return _WORLD
    every = np.concatenate(corners)
    west, south = np.round(every.min(axis=0) - _MARGIN_DEG, 3).tolist()
    east, north = np.round(every.max(axis=0) + _MARGIN_DEG, 3).tolist()
    return west, south, east, north


def _points(report: Report) -> list[tuple[float, float]]:
    spots = [(item.where.lon, item.where.lat) for item in report.items if item.on_map]
    return [(lon, lat) for lon, lat in spots if lon is not None and lat is not None]


def _own_names(report: Report) -> list[str]:
    names = [item.event.place for item in report.items if item.on_map]
    return names + [item.where.place.name for item in report.items if item.where.place]


def _extent(item: Item) -> NDArray[np.float64]:
    where = item.where
    if where.geometry is not None:
        return np.asarray(shapely.get_coordinates(where.geometry), float)
    if where.shape == "point":
        return np.array([[where.lon, where.lat]])
    return _ring(item)


def _ring(item: Item) -> NDArray[np.float64]:
    """The rim of a disc, at its true radius on the ground."""
    where = item.where
    return np.asarray(
        geodesy.disc(where.lon or 0, where.lat or 0, where.radius_m or 1, corners=_CORNERS), float
    )


def _event(item: Item, report: Report) -> dict[str, Any]:
    event, where = item.event, item.where
    entry: dict[str, Any] = {
        "id": event.id,
        "style": item.style,
        "shape": "coarse" if item.coarse and where.shape == "disc" else where.shape,
        "at": [round(where.lon or 0, 6), round(where.lat or 0, 6)],
        "name": shown_name(item),
        "date": wording.day(event.date, short=True),
        "title": event.title,
        "kind": event.kind,
        "status": event.status,
        "lines": _lines(item, report),
    }
    entry |= _extent_of(item)
    if not item.coarse and where.measure is not None and where.measure.distance_m < _BORDER_NEAR_M:
        entry["away"] = round((where.measure.azimuth_deg + 180) % 360)
    if where.line is not None and not item.coarse:
        entry["line"] = _line(item, where.line)
    badges = [say(f"status_{event.status}")] if event.status in BADGES else []
    badges += [say("badge_coarse")] if item.coarse else []
    if badges:
        entry["badge"] = " · ".join(badges)
    second = [_second_mark(one) for one in released(item, report.sources)]
    return entry | ({"released": second} if second else {})


def _second_mark(one: Released) -> dict[str, Any]:
    """A position that a source gave, by its box on the ground; a grid is a square, anything else a ring."""
    position = one.position
    rim = np.array(position.cell or geodesy.disc(position.lon, position.lat, position.radius_m, corners=36))
    return {
        "at": [round(position.lon, 6), round(position.lat, 6)],
        "box": [*np.round(rim.min(axis=0), 6).tolist(), *np.round(rim.max(axis=0), 6).tolist()],
        "square": bool(position.cell),
        "label": one.label,
    }


def _extent_of(item: Item) -> dict[str, Any]:
    """The outline of a cell or region; of a disc the box on the ground, in which the script draws a ring."""
    where = item.where
    if where.geometry is not None:
        return {"outline": basemap.outline(where.geometry)}
    if where.shape == "point":
        return {}
    ring = _ring(item)
    if (where.radius_m or 0) > _ROUND_UP_TO_M:
        return {"outline": [basemap.pack(ring)]}
    return {"box": [*np.round(ring.min(axis=0), 6).tolist(), *np.round(ring.max(axis=0), 6).tolist()]}


def _line(item: Item, measure: Measure) -> dict[str, Any]:
    """The line to the border; where a nearer border is not the one that it goes to, it says which one is."""
    interval = wording.interval(measure.low_m, measure.high_m)
    label = say("semicolon").join(
        [f"{wording.length(measure.distance_m)} ({interval})", *_other_countries(measure)]
    )
    named = item.where.named is not None and measure.border == item.where.named.border
    return {
        "foot": [round(measure.border_lon, 6), round(measure.border_lat, 6)],
        "label": say("line_to", length=label, border=wording.border(measure.border)) if named else label,
    }


def _other_countries(measure: Measure) -> list[str]:
    """The border sets that put the place in another country, with the country that each puts it in."""
    return [
        say(
            "line_other",
            dataset=borders.load(str(other["dataset"])).title,
            where=countries(str(other["country"])),
        )
        for other in measure.sensitivity
        if other["country"] is not None and other["country"] != measure.country
    ]


def _lines(item: Item, report: Report) -> list[str]:
    """What a popup says of an event beside its title, where there is no page around the map."""
    found = speakers.groups(item.claims, report.sources)
    people = [speakers.summary_of(found, kind) for kind in speakers.PEOPLE]
    return [line for line in (item.event.summary, *people) if line]
