"""Border lines as GeoJSON, lossless on the 1e-7 degree grid, and a list of what there is; writes no file."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from geostrike import geodesy
from geostrike.borders import codes
from geostrike.borders.data import BorderSet, Lines, load, names

_FACTS = (
    "name",
    "title",
    "date",
    "version",
    "licence",
    "attribution",
    "edge_model",
    "error_m",
    "error_basis",
)


def export(to: str, dataset: str = "osm") -> dict[str, Any]:
    """Land borders as a GeoJSON FeatureCollection, one feature for each pair of countries.

    Coordinates have at most seven decimals and are exactly those that distances are measured to. Edges are
    geodesics; drawn straight in longitude and latitude they lie within 0.3 m of them (1 m in high latitudes).

    Parameters
    ----------
    to : str
        A pair such as ``IRQ-SYR``, a country such as ``IRQ`` or ``IQ``, or ``all``.
    dataset : str
        One of `names`.

    Raises
    ------
    BorderError
        If the data set or the border is not there.

    Examples
    --------
    >>> feature = export("SYR-IRQ")["features"][0]
    >>> feature["id"], feature["geometry"]["type"], feature["properties"]["countries"]
    ('IRQ-SYR', 'MultiLineString', ['IQ', 'SY'])
    """
    borders = load(dataset)
    lines = borders.lines(to)
    return {
        "type": "FeatureCollection",
        "dataset": borders.name,
        "dataset_date": borders.date,
        "dataset_version": borders.version,
        "edge_model": borders.edge_model,
        "licence": borders.licence,
        "attribution": borders.attribution,
        "features": [_feature(borders, lines, pair) for pair in sorted(set(lines.pair))],
    }


def listing() -> list[dict[str, Any]]:
    """Facts of each border data set and of the borders in it, ready for JSON.

    Examples
    --------
    >>> [(each["name"], each["date"]) for each in listing()]
    [('osm', '2026-07-11'), ('naturalearth', '2022-05-08')]
    """
    return [_facts(load(name)) for name in names()]


def _facts(borders: BorderSet) -> dict[str, Any]:
    lines = borders.lines("all")
    lengths_m = _lengths_m(lines)
    rows = [
        {
            "border": pair,
            "countries": [codes.country_name(code) for code in pair.split("-")],
            "length_km": round(sum(lengths_m[i] for i in arcs) / 1000, 1),
            "classes": sorted({lines.kind[i] for i in arcs}),
            **_facts_of(borders, lines, pair, arcs),
        }
        for pair in borders.pairs()
        for arcs in [_arcs(lines, pair)]
    ]
    return {fact: getattr(borders, fact) for fact in _FACTS} | {"borders": rows}


def _facts_of(borders: BorderSet, lines: Lines, pair: str, arcs: list[int]) -> dict[str, Any]:
    """What holds for one border apart from the rest of its set."""
    return {
        "claimants": sorted({code for i in arcs for code in lines.claimants[i]}),
        "date": borders.dates.get(pair, borders.date),
        "error_m": borders.errors.get(pair, borders.error_m),
    }


def _feature(borders: BorderSet, lines: Lines, pair: str) -> dict[str, Any]:
    arcs = _arcs(lines, pair)
    return {
        "type": "Feature",
        "id": pair,
        "properties": {
            "border": pair,
            "countries": [codes.alpha2(code) for code in pair.split("-")],
            "classes": [lines.kind[i] for i in arcs],
            **_facts_of(borders, lines, pair, arcs),
        },
        "geometry": {"type": "MultiLineString", "coordinates": [_vertices(lines, i) for i in arcs]},
    }


def _arcs(lines: Lines, pair: str) -> list[int]:
    return [i for i, each in enumerate(lines.pair) if each == pair]


def _vertices(lines: Lines, arc: int) -> list[list[float]]:
    on = slice(lines.starts[arc], lines.starts[arc + 1])
    vertices: list[list[float]] = np.stack([lines.lon[on], lines.lat[on]], axis=1).tolist()
    return vertices


def _lengths_m(lines: Lines) -> list[float]:
    step_m, _ = geodesy.inverse(lines.lon[:-1], lines.lat[:-1], lines.lon[1:], lines.lat[1:])
    return [float(step_m[first : last - 1].sum()) for first, last in pairwise(lines.starts.tolist())]
