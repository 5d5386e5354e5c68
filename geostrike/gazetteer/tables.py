"""Readers of other people's tables of places: Who's On First and OCHA p-codes; each row becomes a record."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geostrike.borders.codes import alpha2
from geostrike.errors import BorderError, TableError
from geostrike.files import read_text
from geostrike.gazetteer import kinds
from geostrike.gazetteer.layer import Record

_WOF = frozenset({"id", "name", "placetype", "geom_latitude", "geom_longitude"})
_WOF_KINDS = {
    "country": "country", "dependency": "country", "macroregion": "region", "region": "governorate",
    "macrocounty": "district", "county": "district", "localadmin": "subdistrict",
    "locality": "populated place",
    "borough": "quarter", "macrohood": "quarter", "neighbourhood": "quarter", "microhood": "quarter",
    "campus": "site", "building": "site", "venue": "site", "ocean": "water", "marinearea": "water",
}  # fmt: skip
_LEVELS = ("country", "governorate", "district", "subdistrict")
_PCODE = re.compile(r"adm(?:in)?(\d)_?pcode$")
_LON = ("longitude", "longitude_x", "lon", "long", "x_coord", "point_x", "center_lon", "centroid_lon", "x")
_LAT = ("latitude", "latitude_y", "lat", "y_coord", "point_y", "center_lat", "centroid_lat", "y")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Records of a table, what their ids begin with, whose they are, how many rows are out of date."""

    prefix: str
    source: str
    licence: str
    records: tuple[Record, ...]
    outdated: int = 0


def read(path: Path) -> Table | None:
    """Read a table of Who's On First or of OCHA p-codes; None where it is neither.

    Who's On First: the columns of its meta files; rows that are superseded, deprecated or ceased are counted,
    not read. OCHA: ``ADMn_PCODE``, names in ``ADMn_EN``, ``ADMn_AR`` and so on, and a longitude and latitude;
    a row is a place of its deepest level.

    Raises
    ------
    InputError, TableError
        If the file cannot be read, naming row and field.
    """
    try:
        return _read(path)
    except csv.Error as error:
        raise TableError(f"{path.name} cannot be read as CSV ({error}); save it as 'CSV UTF-8'.") from None


def _read(path: Path) -> Table | None:
    rows = csv.DictReader(io.StringIO(read_text(path), newline=""))
    columns = [name.strip().lower() for name in rows.fieldnames or []]
    rows.fieldnames = columns
    if set(columns) >= _WOF:
        return _table(path, rows, _of_wof, "wof", "Who's On First", "CC BY 4.0 and those of its sources")
    if any(map(_PCODE.match, columns)):
        return _table(path, rows, _of_ocha, "pcode", "OCHA p-codes", "as its data set says, mostly CC BY-IGO")
    return None


def _table(
    path: Path,
    rows: csv.DictReader[str],
    record: Callable[[str, Row], Record | None],
    prefix: str,
    owner: str,
    licence: str,
) -> Table:
    found: dict[str, Record] = {}
    outdated = 0
    for number, row in enumerate(rows, 1):
        where = f"{path.name} row {number}"
        if None in row:
            raise TableError(f"{where} has more cells than the header; quote text with commas.")
        one = record(where, {name: (value or "").strip() for name, value in row.items()})
        outdated += one is None
        if one and found.setdefault(one.id, one) is not one:
            raise TableError(f"{where}: {one.id} stands in an earlier row too; keep one row for each place.")
    left = f", without {outdated} rows that are out of date" if outdated else ""
    return Table(prefix, f"{owner} ({path.name}{left})", licence, tuple(found.values()), outdated)


def _of_wof(where: str, row: Row) -> Record | None:
    if any(row.get(name) not in _NOT_ENDED for name in _ENDED):
        return None
    label = bool(row.get("lbl_latitude") and row.get("lbl_longitude"))
    pair = ("lbl_longitude", "lbl_latitude") if label else ("geom_longitude", "geom_latitude")
    lon, lat = _number(where, row, pair[0], 180), _number(where, row, pair[1], 90)
    kind = _WOF_KINDS.get(row["placetype"], "area")
    names = [value for name, value in row.items() if name == "fullname" or name.startswith("name_")]
    codes = [row.get(name, "") for name in ("wof_country", "iso_country", "iso")]
    return _record(
        where, row["id"], row["name"], names, kind, next(filter(None, map(_code, codes)), ""), lon, lat
    )


_ENDED = ("superseded_by", "deprecated", "cessation")
_NOT_ENDED = frozenset({None, "", "0", "u", "uuuu", "..", "-1", "null"})


def _of_ocha(where: str, row: Row) -> Record:
    levels = sorted((int(found[1]), name) for name in row if (found := _PCODE.match(name)) and row[name])
    if not levels:
        raise TableError(f"{where}: there is no p-code; write one, or delete the row.")
    level, column = levels[-1]
    called = re.compile(rf"adm(?:in)?{level}_?(?:name|ref|alt|[a-z]{{2}}$)")
    names = [row[name] for name in sorted(row, key=_english_first) if called.match(name) and row[name]]
    kind = _LEVELS[level] if level < len(_LEVELS) else "populated place"
    lon, lat = (
        _number(where, row, _first(where, row, some), most) for some, most in ((_LON, 180), (_LAT, 90))
    )
    country = _code(row.get("adm0_pcode", "")) or _code(row[column][:2])
    return _record(where, row[column], names[0] if names else "", names[1:], kind, country, lon, lat)


def _english_first(column: str) -> tuple[bool, bool, str]:
    """Order of columns: the English name, those in other languages, then variants (ADM1_REF, ADM1ALT1EN)."""
    return bool(_VARIANT.search(column)), not column.endswith(("_en", "name")), column


_VARIANT = re.compile(r"\d_?(?:ref|alt)")


def _first(where: str, row: Row, columns: tuple[str, ...]) -> str:
    for name in columns:
        if name in row:
            return name
    raise TableError(f"{where}: there is no column {columns[0]}; add one with the degrees of each place.")


def _record(
    where: str, own_id: str, name: str, names: list[str], kind: str, country: str, lon: float, lat: float
) -> Record:
    if not own_id or not name:
        raise TableError(f"{where}: {'name' if own_id else 'id'} is empty; it is required.")
    return Record(
        id=own_id,
        name=name,
        names=tuple(filter(None, names)),
        kind=kind,
        country=country,
        lon=lon,
        lat=lat,
        radius_m=kinds.radius_m(kind, 0),
    )


def _code(text: str) -> str:
    try:
        return alpha2(text) if text else ""
    except BorderError:
        return ""


def _number(where: str, row: Row, name: str, limit: float) -> float:
    try:
        value = float(row[name])
    except ValueError:
        value = float("nan")
    if not -limit <= value <= limit:
        raise TableError(f"{where}: {name} is {row[name]!r}; write a number from {-limit:g} to {limit:g}.")
    return value
