import json

import pytest

from geostrike.errors import FieldError, InputError
from geostrike.tables.area import read_area

WKT = "POLYGON ((41 34, 41.1 34, 41.1 34.1, 41 34))"
POLYGON = {"type": "Polygon", "coordinates": [[[41, 34], [41.1, 34], [41.1, 34.1], [41, 34]]]}
FEATURE = {"type": "Feature", "properties": {}, "geometry": POLYGON}


@pytest.mark.parametrize(
    "text",
    [
        WKT,
        WKT.lower(),
        json.dumps(POLYGON),
        json.dumps(FEATURE),
        json.dumps({"type": "FeatureCollection", "features": [FEATURE, FEATURE]}),
    ],
)
def test_geojson_and_wkt_are_read_from_text_and_file(text, tmp_path):
    (tmp_path / "area.txt").write_text(text, encoding="utf-8")
    assert read_area(text).bounds == (41, 34, 41.1, 34.1)
    assert read_area("area.txt", tmp_path).equals(read_area(text))


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "{broken",
        '{"type": "Point", "coordinates": [41, 34]}',
        '{"type": "Feature", "geometry": null}',
        "POLYGON ((41 34, 41.1",
        "POLYGON EMPTY",
        "POLYGON ((41 34, 42 35, 42 34, 41 35, 41 34))",
        "POLYGON ((34 141, 35 141, 35 142, 34 141))",
    ],
)
def test_what_is_no_polygon_of_the_globe_is_refused(text):
    with pytest.raises(FieldError, match="area"):
        read_area(text)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"no\.geojson"):
        read_area("no.geojson", tmp_path)
