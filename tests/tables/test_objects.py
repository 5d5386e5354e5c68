"""JSON, GeoJSON and KML: what they hold, their traps, what is refused."""

import json
import zipfile

import numpy as np
import pytest

from geostrike import tables
from geostrike.errors import TableError

POINT = {"type": "Point", "coordinates": [40.97, 34.39]}
MARK = """<Placemark><name>Strike</name><description>{text}</description>
<TimeSpan><begin>2024-02-02</begin><end>2024-02-03</end></TimeSpan>{inside}</Placemark>"""
SQUARE = "0,0 1,0 1,1 0,1 0,0"


def _row(found, at=0):
    return {name: column[at] for name, column in found.values.items()}


def _kml(path, *inside, text="A"):
    marks = "".join(MARK.format(text=text, inside=each) for each in inside)
    path.write_text(
        f'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>',
        encoding="utf-8",
    )
    return path


def _json(path, held):
    path.write_text(held if isinstance(held, str) else json.dumps(held), encoding="utf-8")
    return path


def test_timemap_json(tmp_path):
    event = {
        "id": "e1",
        "description": "Strike",
        "date": "2/13/2024",
        "time": "04:30",
        "location": "al-Qaim",
        "latitude": "34.39",
        "longitude": "40.97",
        "associations": ["Airstrike"],
        "sources": ["s1", "s2"],
        "graphic": "FALSE",
        "killed_low": "2",
        "precision": "town",
    }
    found = tables.read_columns(_json(tmp_path / "e.json", [event, {**event, "id": "e2", "sources": []}]))
    row = _row(found)
    assert (found.format, row["source"], row["category"]) == ("timemap", "s1 | s2", "Airstrike")
    assert (row["killed_low"], row["radius_m"], found.lon[0]) == (2, 4000, 40.97)


@pytest.mark.parametrize("mark", ["", "\x1e"])
def test_geojson_with_time(tmp_path, mark):
    when = {"timespans": [{"start": {"earliest": "2024-02-02"}, "end": {"in": "2024-02-03~"}}]}
    features = [
        {
            "type": "Feature",
            "id": 7,
            "geometry": POINT,
            "properties": {"title": "A", "killed_low": 2.0},
            "when": when,
        },
        {
            "type": "Feature",
            "geometry": None,
            "properties": {"id": "b", "title": "B", "date": "2024", "tags": ["x", "y"]},
        },
        {"type": "Feature", "geometry": {"type": "Point"}, "properties": {"id": "c", "title": "C"}},
        {"type": "Feature", "geometry": {"type": "Circle"}, "properties": {"id": "d", "odd": {"a": [1]}}},
    ]
    text = (
        "\n".join(mark + json.dumps(each) for each in features)
        if mark
        else {"type": "FeatureCollection", "features": features}
    )
    found = tables.read_columns(_json(tmp_path / "a.geojson", text))
    row = _row(found)
    assert (row["id"], row["date"], row["date_end"], row["killed_low"]) == (
        "7",
        "2024-02-02",
        "2024-02-03",
        2,
    )
    assert np.isnan(found.lon[1])
    assert found.extra["tags2"].tolist() == ["", "y"]
    assert [each.reason for each in found.aside] == [
        "its geometry has coordinates that cannot be read",
        "its geometry is no GeoJSON geometry",
    ]


def test_a_title_may_be_called_as_a_member_of_geojson_is(tmp_path):
    feature = {
        "type": "Feature",
        "geometry": POINT,
        "properties": {"id": "a", "title": "crs", "date": "2024"},
    }
    text = {"type": "FeatureCollection", "features": [feature]}
    assert _row(tables.read_columns(_json(tmp_path / "a.geojson", text)))["title"] == "crs"


def test_lists_of_objects(tmp_path):
    held = {
        "data": [{"ref": 1, "when": "2024-02-03", "coordinates": "34.39, 40.97", "ok": True, "none": None}]
    }
    found = tables.read_columns(_json(tmp_path / "a.json", held))
    assert (found.format, found.lon.tolist(), found.extra["ok"].tolist()) == ("generic", [40.97], ["TRUE"])
    feature = {"type": "Feature", "geometry": POINT, "properties": {"n": 1.0, "f": 1.5, "what": {"a": 1}}}
    assert tables.read_columns(_json(tmp_path / "b.json", feature)).lat.tolist() == [34.39]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "no JSON near line 1"),
        ("[1, 2]", "no list of objects"),
        ("{}", "no list of objects"),
        ("[" * 100_000, "nested too deep|no JSON"),
        ('{"crs": {"name": "EPSG:3857"}, "features": [{"type": "Feature"}]}', "crs other than"),
    ],
)
def test_json_that_is_refused(tmp_path, text, message):
    with pytest.raises(TableError, match=message):
        tables.read_columns(_json(tmp_path / "a.json", text))


def test_kml(tmp_path):
    extended = (
        '<ExtendedData><Data name="id"><value>a</value></Data><SchemaData><SimpleData name="place">al-Qaim'
        "</SimpleData></SchemaData></ExtendedData>"
    )
    ring = f"<LinearRing><coordinates>{SQUARE}</coordinates></LinearRing>"
    path = _kml(
        tmp_path / "a.kml",
        f"{extended}<Point><coordinates>40.97,34.39,0</coordinates></Point>",
        f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>",
        "<MultiGeometry><LineString><coordinates>0,0 1,1</coordinates></LineString><LineString><coordinates>"
        "2,2 3,3</coordinates></LineString></MultiGeometry>",
        "<Point><coordinates>x</coordinates></Point>",
    )
    found = tables.read_columns(path)
    row = _row(found)
    assert (row["id"], row["title"], row["date"]) == ("a", "Strike", "2024-02-02")
    assert (row["date_end"], row["place"]) == ("2024-02-03", "al-Qaim")
    kinds = [None if shape is None else shape.geom_type for shape in found.shapes]
    assert kinds == [None, "Polygon", "MultiLineString"]
    assert [each.reason for each in found.aside] == [
        "its coordinates are 'x', which cannot be read as LON,LAT"
    ]
    with zipfile.ZipFile(tmp_path / "a.kmz", "w") as archive:
        archive.write(path, "doc.kml")
    assert tables.read_columns(tmp_path / "a.kmz").lon[0] == 40.97


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<kml>", "is no KML"),
        ("<kml/>", "holds no placemark"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><kml/>', "declares entities"),
    ],
)
def test_kml_that_is_refused(tmp_path, text, message):
    (tmp_path / "a.kml").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        tables.read_columns(tmp_path / "a.kml")


@pytest.mark.parametrize("text", ["a < b", "x <3 y"])
def test_descriptions_that_are_no_html_stay(tmp_path, text):
    path = _kml(tmp_path / "a.kml", "", text=text.replace("<", "&lt;"))
    assert tables.read_columns(path).values["summary"].tolist() == [text]


def test_objects_inside_objects(tmp_path):
    event = {
        "code": "CI1",
        "date": "2014-08-08",
        "country": {"name": "Iraq", "slug": "iraq"},
        "latitude": 35.7,
        "longitude": 43.5,
        "geolocation_accuracy": "Village",
        "strike_type": "Airstrike",
        "civilians_killed_min": 1,
        "more": {"deep": {"a": 1}},
    }
    found = tables.read_columns(_json(tmp_path / "a.json", [event]))
    assert (found.format, found.values["country"][0], found.extra["more"][0]) == (
        "airwars",
        "IQ",
        '{"deep": {"a": 1}}',
    )
