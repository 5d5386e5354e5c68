"""KML and KMZ: placemarks with their shapes, times and extended data, read and written; only here."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape as xml_escape

import shapely

from geostrike import escape
from geostrike.errors import TableError
from geostrike.tables import unpacking
from geostrike.tables.cells import Cells, Texts, from_rows, with_shapes

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
_TAIL = "</Document>\n</kml>\n"
_LARGEST = 1 << 30
_ALWAYS = ("id", "title", "date")
_OLD = (1980, 1, 1, 0, 0, 0)


def read(path: Path) -> Cells:
    """Text of the placemarks of a KML or KMZ file.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Raises
    ------
    InputError
        If it cannot be read.
    TableError
        If it is no KML, or holds no placemark.
    """
    content = _content(path)
    if re.search(rb"<!(DOCTYPE|ENTITY)", content, re.IGNORECASE):
        raise TableError(f"{path.name} declares entities, which no KML needs; save it again.")
    try:
        root = ET.fromstring(content)  # noqa: S314  (what makes XML dangerous is refused above)
    except (ET.ParseError, ValueError, LookupError) as error:
        raise TableError(f"{path.name} is no KML ({error}); save it again.") from None
    marks = [mark for mark in root.iter() if _name(mark) == "Placemark"]
    if not marks:
        raise TableError(f"{path.name} holds no placemark; networks links and overlays hold no events.")
    folders = _folders(root)
    rows = [_fields(mark) | folders.get(mark, {}) for mark in marks]
    header = list(dict.fromkeys(name for row in rows for name in row))
    table = from_rows(path.name, header, ([row.get(name, "") for name in header] for row in rows))
    return with_shapes(table, [_shape(mark) for mark in marks])


def _folders(root: ET.Element) -> dict[ET.Element, dict[str, str]]:
    """Name of the innermost folder that each placemark lies in."""
    found: dict[ET.Element, dict[str, str]] = {}
    for folder in (each for each in root.iter() if _name(each) == "Folder"):
        name = next(((each.text or "").strip() for each in folder if _name(each) == "name"), "")
        found |= {mark: {"folder": name} for mark in folder.iter() if _name(mark) == "Placemark" and name}
    return found


def _content(path: Path) -> bytes:
    with unpacking.of(path):
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            inside = [each for each in archive.infolist() if each.filename.casefold().endswith(".kml")]
            if not inside or inside[0].file_size > _LARGEST:
                raise TableError(f"{path.name} holds no KML file; save it again as KMZ or KML.")
            return archive.read(inside[0])


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _fields(mark: ET.Element) -> dict[str, str]:
    found: dict[str, str] = {}
    plain: dict[str, str] = {}
    for element in mark.iter():
        name, text = _name(element), (element.text or "").strip()
        if name == "Data":
            held = next((child.text or "" for child in element if _name(child) == "value"), "")
            found[element.get("name", "")] = held.strip()
        elif name == "SimpleData":
            found[element.get("name", "")] = text
        elif name in {"when", "begin"} and text:
            plain["date"] = text
        elif name == "end" and text:
            plain["date_end"] = text
        elif name in {"name", "description"} and element in list(mark):
            plain[name] = _plain(text) if name == "description" else text
    if plain.get("name") == found.get("title"):
        plain.pop("name", None)
    return plain | {name: text for name, text in found.items() if name}


def _plain(text: str) -> str:
    """Words of a description, which tools write as HTML."""
    if not re.search(r"<[a-zA-Z/!]", text):
        return text
    lines = re.sub(r"(?i)<(br|/p|/div|/tr|/li)\b[^>]*>", "\n", text)
    words = html.unescape(re.sub(r"<[a-zA-Z/!][^>]*>", " ", lines))
    return "\n".join(filter(None, (" ".join(line.split()) for line in words.split("\n"))))


def _shape(mark: ET.Element) -> Any:
    """A shapely geometry, None for none, or a text that says what is wrong."""
    shapes = [made for element in mark.iter() if (made := _part(element)) is not None]
    wrong = next((made for made in shapes if isinstance(made, str)), None)
    if wrong or not shapes:
        return wrong
    return shapes[0] if len(shapes) == 1 else shapely.unary_union(shapes)


def _part(element: ET.Element) -> Any:
    name = _name(element)
    try:
        if name == "Point":
            return shapely.Point(_ring(element)[0])
        if name == "LineString":
            return shapely.LineString(_ring(element))
        if name == "Polygon":
            rings = [_ring(each) for each in element.iter() if _name(each) == "LinearRing"]
            return shapely.Polygon(rings[0], rings[1:])
    except (ValueError, IndexError, shapely.errors.GEOSException):
        text = " ".join(_coordinates(element).split())
        return f"its coordinates are {text[:40]!r}, which cannot be read as LON,LAT" if text else None
    return None


def _coordinates(element: ET.Element) -> str:
    return next((each.text or "" for each in element.iter() if _name(each) == "coordinates"), "")


def _ring(element: ET.Element) -> list[tuple[float, float]]:
    text = re.sub(r"\s*,\s*", ",", _coordinates(element))
    return [(float(lon), float(lat)) for lon, lat, *_ in (triple.split(",") for triple in text.split())]


def lines(names: Sequence[str], rows: Iterable[Mapping[str, str]], shapes: Texts) -> Iterator[str]:
    """Text of a KML document, placemark by placemark.

    Parameters
    ----------
    names : sequence of str
        Columns, which become extended data.
    rows : iterable of mapping of str to str
        Texts by column.
    shapes : ndarray of object
        Geometry of each row, None for none.
    """
    yield _HEAD
    for row, shape in zip(rows, shapes, strict=True):
        yield "<Placemark>\n"
        yield f"<name>{_xml(row.get('title', ''))}</name>\n"
        yield _time(row.get("date", ""), row.get("date_end", ""))
        data = "".join(
            f'<Data name="{_xml(name)}"><value>{_xml(row[name])}</value></Data>\n'
            for name in names
            if row[name] or name in _ALWAYS
        )
        yield f"<ExtendedData>\n{data}</ExtendedData>\n"
        yield "" if shape is None else _geometry(shape) + "\n"
        yield "</Placemark>\n"
    yield _TAIL


def zipped(document: bytes) -> bytes:
    """A KMZ file around a KML document, the same bytes for the same document."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("doc.kml", _OLD), document, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _xml(text: str) -> str:
    return xml_escape(escape.clean(text), {'"': "&quot;"})


def _time(first: str, last: str) -> str:
    if not first:
        return ""
    if not last:
        return f"<TimeStamp><when>{_xml(first)}</when></TimeStamp>\n"
    return f"<TimeSpan><begin>{_xml(first)}</begin><end>{_xml(last)}</end></TimeSpan>\n"


def _geometry(shape: Any) -> str:
    if shape.geom_type == "Point":
        return f"<Point><coordinates>{_pairs(shape)}</coordinates></Point>"
    if shape.geom_type == "LineString":
        return f"<LineString><coordinates>{_pairs(shape)}</coordinates></LineString>"
    if shape.geom_type == "Polygon":
        holes = "".join(f"<innerBoundaryIs>{_linear(ring)}</innerBoundaryIs>" for ring in shape.interiors)
        return f"<Polygon><outerBoundaryIs>{_linear(shape.exterior)}</outerBoundaryIs>{holes}</Polygon>"
    return f"<MultiGeometry>{''.join(map(_geometry, shape.geoms))}</MultiGeometry>"


def _linear(ring: Any) -> str:
    return f"<LinearRing><coordinates>{_pairs(ring)}</coordinates></LinearRing>"


def _pairs(shape: Any) -> str:
    return " ".join(f"{lon!r},{lat!r}" for lon, lat in shapely.get_coordinates(shape).tolist())
