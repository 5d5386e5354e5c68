"""Sheets of newsrooms: dates whose names say their order, spots in one cell, dashes for nothing."""

import zipfile

import numpy as np
import pytest

from geostrike import tables
from geostrike.errors import TableError
from geostrike.tables import monthnames, writing


def _read(tmp_path, text):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    return tables.read_columns(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("header", "date"),
    [("Date (MM-DD-YYYY)", "2015-03-04"), ("date dd/mm/yy", "2015-04-03"), ("Date", "")],
)
def test_the_name_of_a_column_says_the_order(tmp_path, header, date):
    found = _read(tmp_path, f"Ref,{header},Lat,Lon\n1,03-04-2015,34,40\n2,2015-01-01,34,40\n")
    assert (found.values["date"].tolist()[:-1] or [""]) == [date]


@pytest.mark.parametrize(
    ("cell", "precision", "radius_m"),
    [
        ('"34.3678448,41.1389967"', "unknown", np.nan),
        ('"34°23\'24""N 40°58\'12""E"', "unknown", np.nan),
        ('"34.4,41.1"', "city", 10_000),
        ("37SFU8140407174", "exact", 1),
    ],
)
def test_fine_digits_say_nothing_of_a_place(tmp_path, cell, precision, radius_m):
    found = _read(tmp_path, f"Ref,Date,Lat/Long of location,Most specific lat/long\n1,2024,{cell},x\n")
    assert found.values["precision"][0] == precision
    np.testing.assert_allclose(found.values["radius_m"][0], radius_m, rtol=0.5)
    assert any("look like coordinates: Most specific lat/long;" in note for note in found.notes)


def test_dashes_are_nothing(tmp_path):
    found = _read(tmp_path, "Ref,Date,Lat,Lon,Time,Place,Status\n1,2024-02-03,34,40,-,?,unknown\n")
    assert [found.values[name][0] for name in ("time", "place", "status")] == ["", "", "unknown"]
    assert found.values["title"][0] == "Event"


def test_times_that_are_all_midnight(tmp_path):
    header = "description,date,time,location,latitude,longitude,association1"
    row = "A roof,02/24/2022,00:00,There,46,32,Homes\n"
    assert _read(tmp_path, f"{header}\n{row}{row}").values["time"].tolist() == ["", ""]
    other = row.replace("00:00", "04:30")
    assert _read(tmp_path, f"{header}\n{row}{other}").values["time"].tolist() == ["00:00", "04:30"]


def _marks(tmp_path, marks):
    (tmp_path / "a.kml").write_text(f"<kml><Document>{marks}</Document></kml>", encoding="utf-8")
    return tables.read_columns(tmp_path / "a.kml")


def test_folders_of_google_earth(tmp_path):
    mark = "<Placemark><name>A</name><Point><coordinates>41, 34, 0</coordinates></Point></Placemark>"
    inner = f"<Folder><name>February</name>{mark}</Folder>"
    found = _marks(tmp_path, f"<Folder><name>2024</name>{inner}{mark}</Folder><Folder>{mark}</Folder>")
    assert found.values["category"].tolist() == ["February", "2024", ""]
    assert found.lon.tolist() == [41, 41, 41]


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        ("<Point><coordinates>41;34</coordinates></Point>", "'41;34', which cannot be read as LON,LAT"),
        ("<LineString><coordinates>41,34</coordinates></LineString>", "'41,34'"),
        ("<Polygon><coordinates/></Polygon>", ""),
        ("<Point><coordinates> </coordinates></Point>", ""),
    ],
)
def test_coordinates_of_a_mark_that_cannot_be_read(tmp_path, shape, reason):
    found = _marks(tmp_path, f"<Placemark><name>A</name>{shape}</Placemark>")
    assert reason in "".join(each.reason for each in found.aside)
    assert len(found) == (not reason)


def test_a_multipoint_of_one_is_a_point(tmp_path):
    form = '{{"type":"Feature","properties":{{"n":1}},"geometry":{{"type":"MultiPoint","coordinates":{}}}}}'
    held = ",".join(form.format(points) for points in ("[[41,34]]", "[[41,34],[42,35]]"))
    (tmp_path / "a.geojson").write_text(
        f'{{"type":"FeatureCollection","features":[{held}]}}', encoding="utf-8"
    )
    found = tables.read_columns(tmp_path / "a.geojson")
    np.testing.assert_array_equal(found.lon, [41, np.nan])
    assert found.shapes is not None


@pytest.mark.parametrize(
    "text",
    [
        '{"columns": ["id", "lat", "lon"], "index": [0], "data": [["a", 34, 40]]}',
        '{"id": {"0": "a"}, "lat": {"0": 34}, "lon": {"0": 40}}',
    ],
)
def test_tables_of_pandas_in_json(tmp_path, text):
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    found = tables.read_columns(tmp_path / "a.json")
    assert (found.values["id"].tolist(), found.lat.tolist()) == (["a"], [34])


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("1501459200000", ("2017-07-31", "", "")),
        ("1501462800000", ("2017-07-31", "01:00", "UTC")),
    ],
)
def test_milliseconds_since_1970(tmp_path, cell, moment):
    found = _read(tmp_path, f"Ref,Date,Lat,Lon\n1,{cell},34,40\n")
    assert tuple(found.values[name][0] for name in ("date", "time", "zone")) == moment


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty; get it again"),
        (b"\xef\xbb\xbf\n", "empty; get it again"),
        (b"<!DOCTYPE html>\n<html><title>Log in</title></html>", "a web page, no table"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "a pointer to a file in Git LFS"),
        (b"%PDF-1.7\n", "a PDF, no table"),
    ],
)
def test_downloads_that_are_no_table(tmp_path, content, message):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(TableError, match=message):
        tables.read_columns(tmp_path / "a.csv")


def test_a_zip_without_a_table(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(TableError, match="holds no table"):
        tables.read_columns(tmp_path / "a.docx")


def test_rows_wrapped_in_quotation_marks(tmp_path):
    found = _read(tmp_path, '"Ref,Place,""Lat"",Lon"\n"1,""A, B"",34,40"\n')
    assert (found.values["place"].tolist(), found.lat.tolist()) == (["A, B"], [34])
    assert "in one cell, in quotation marks" in found.notes[0]


def test_of_two_columns_of_a_name_the_one_with_cells_is_taken(tmp_path):
    found = _read(tmp_path, "Lat,Lon,Lat,Date\n,40,34,2024\n")
    assert (found.lat.tolist(), found.notes[0]) == (
        [34],
        "a.csv has two columns Lat; an empty one is left out.",
    )


@pytest.mark.parametrize(
    ("rows", "message"), [("", "no rows below its names"), ("1,34,x\n", "the first because Lon is 'x'")]
)
def test_nothing_to_write(tmp_path, rows, message):
    found = _read(tmp_path, f"Ref,Lat,Lon\n{rows}")
    with pytest.raises(TableError, match=message):
        writing.write(found, tmp_path / "b.csv")


def test_associations_in_one_cell(tmp_path):
    header = "id,date,latitude,longitude,location,description,sources,associations"
    found = _read(
        tmp_path,
        f'{header}\nC1,02/24/2022,46,32,There,A roof,https://example.org/1,"Area=Homes, flats,Weapon=A"\n',
    )
    assert [found.values[name][0] for name in ("category", "source", "source_url")] == [
        "Homes, flats | A",
        "example.org",
        "https://example.org/1",
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "5 février 2024",
        "lundi 5 févr. 2024",
        "5. Februar 2024",
        "5 de febrero de 2024",
        "5 февраля 2024 г.",
        "5 лютого 2024",
        "5 Şubat 2024",
        "٥ شباط ٢٠٢٤",
        "الاثنين، 5 فبراير 2024",
        "5-févr.-24",
        "Monday, 5 February 2024",
    ],
)
def test_months_in_other_languages(tmp_path, cell):
    found = _read(tmp_path, f'Ref,Date,Lat,Lon\n1,"{cell}",34,40\n')
    assert (found.values["date"].tolist(), found.aside) == (["2024-02-05"], ())


def test_months_of_all_languages_stand_for_one():
    assert [monthnames.english(f"7 {name} 2024") for name in ("تشرين الأول", "Oktober", "october")] == [
        "7 Oct 2024",
        "7 Oct 2024",
        "7 october 2024",
    ]


def test_words_of_two_lines_stand_on_one(tmp_path):
    found = _read(tmp_path, 'Ref,Date,Lat,Lon,Type,Description\n1,2024,34,40,"An air\nstrike","Two\nlines"\n')
    assert [found.values[name][0] for name in ("category", "title", "summary")] == [
        "An air strike",
        "An air strike",
        "Two\nlines",
    ]


def test_names_without_coordinates(tmp_path):
    with pytest.raises(TableError, match="column location seems to hold names"):
        _read(tmp_path, "date,country,location\n2024-02-03,Syria,Raqqa\n")


@pytest.mark.parametrize(
    "header",
    [
        "Datum;Ort;Breite;Länge;Tote;Verletzte",
        "Date;Ville;Latitude;Longitude;Morts;Blessés",
        "Fecha;Lugar;Latitud;Longitud;Muertos;Heridos",
        "Дата;Місце;Широта;Довгота;Загинуло;Поранено",
        "التاريخ;المدينة;خط العرض;خط الطول;القتلى;الجرحى",
    ],
)
def test_names_in_other_languages(tmp_path, header):
    found = _read(tmp_path, f"{header}\n2024-02-03;There;34;40;3;5\n")
    got = [found.values[name][0] for name in ("date", "place", "killed_high", "injured_low")]
    assert (*got, found.lat[0]) == ("2024-02-03", "There", 3, 5, 34)


@pytest.mark.parametrize(
    "text",
    [
        "Ort;lat;lon\nA;36.2;37.1\n",
        "Ref;Place;lat;lon;Note\n1;A;34;40;one, two, three, four, five, six\n2;B;34;40;a, b, c, d, e, f\n",
        "Ref|Place|lat|lon\n1|A, B, C; D, E, F|34|40\n",
        "Ref\tPlace\tlat\tlon\n1\tA, B, C, D, E\t34\t40\n",
    ],
)
def test_the_sign_between_the_columns_is_the_one_that_parts_most(tmp_path, text):
    assert _read(tmp_path, text).lat.tolist()[0] > 30
