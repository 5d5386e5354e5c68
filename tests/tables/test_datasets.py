"""ACLED, UCDP GED and Airwars: their columns and traps, and that no text of theirs gets into the events."""

import csv
from pathlib import Path

import numpy as np
import pytest

from geostrike import precision, tables
from geostrike.errors import TableError
from geostrike.tables import spots, wording
from geostrike.tables.columns import KNOWN

FILES = Path(__file__).parent / "files"


def _rows(name):
    found = tables.read_columns(FILES / name)
    columns = {**found.values, "lon": found.lon, "lat": found.lat}
    return found, [{key: column[at] for key, column in columns.items()} for at in range(len(found))]


def _holds(row, **values):
    for name, value in values.items():
        assert row[name] == value or (value is None and np.isnan(row[name])), (name, row[name])


@pytest.mark.parametrize(
    ("name", "layout", "size", "aside"),
    [
        ("acled.csv", "acled", 4, {4: "out of range: lon 4239.00416", 5: "id IRQ1 stands in row 1 already"}),
        ("acled_old.csv", "acled", 3, {}),
        ("ged.csv", "ucdp", 3, {4: "lat is empty"}),
        ("ged_hdx.csv", "ucdp", 2, {}),
        ("airwars.csv", "airwars", 5, {5: "out of range: lon 4239.00416"}),
        ("airwars_pages.csv", "airwars", 1, {2: "its coordinates are 'near the river'"}),
        ("timemap.csv", "timemap", 3, {4: "lon is empty"}),
        ("timemap.json", "timemap", 2, {}),
        ("list.csv", "generic", 4, {5: "decimal commas", 7: "there is no such day"}),
        ("points.geojson", "events", 3, {4: "cannot be read"}),
        ("lines.ndjson", "events", 3, {4: "cannot be read"}),
        ("earth.kml", "generic", 3, {}),
    ],
)
def test_formats_are_told_by_their_columns(name, layout, size, aside):
    found = tables.read_columns(FILES / name)
    assert (found.format, len(found)) == (layout, size)
    assert {each.row for each in found.aside} == set(aside)
    for each in found.aside:
        assert aside[each.row] in each.reason


@pytest.mark.parametrize(
    "name", sorted(path.name for path in FILES.glob("[a-z]*.*") if path.stem not in {"headers", "make_files"})
)
def test_no_text_of_others_gets_into_events(name):
    found = tables.read_columns(FILES / name)
    for column in KNOWN:
        assert not any("WITHHELD" in str(cell) for cell in found.values[column]), column
    for column in found.extra:
        held = any("WITHHELD" in str(cell) for cell in found.extra[column])
        assert held == (column in found.withheld and held), column


def test_acled():
    _, rows = _rows("acled.csv")
    _holds(
        rows[0],
        id="IRQ1",
        title="Air/drone strike, Al-Qaim, Iraq",
        date="2024-02-03",
        country="IQ",
        kind="strike",
        killed_low=16,
        killed_high=16,
        killed_civilian_low=None,
        precision="town",
        radius_m=4000,
        lon=41.1389,
    )
    _holds(rows[1], date="2024-02-03", date_how="inferred", precision="district")
    _holds(rows[2], date="2024-01", precision="province", kind="", category="Attack")
    _holds(rows[3], source="@newsdesk")


def test_the_oldest_layout_puts_the_day_first():
    found, rows = _rows("acled_old.csv")
    assert [row["date"] for row in rows] == ["2001-04-18", "2001-04-03", "2001-04-19"]
    assert "day comes first" in found.notes[0]
    _holds(rows[0], country="DZ", killed_low=0)


def test_ged():
    _, rows = _rows("ged.csv")
    _holds(
        rows[0],
        date="2024-02-03",
        date_end="",
        killed_low=5,
        killed_high=17,
        killed_civilian_low=2,
        killed_civilian_high=5,
        source="An agency",
        precision="town",
        radius_m=5000,
        category="State-based violence",
    )
    _holds(rows[1], date="2024-01-01", date_end="2024-01-31", precision="province", date_how="inferred")
    _holds(rows[2], country="YE", precision="country")


def test_a_row_of_tags_is_left_out():
    found, rows = _rows("ged_hdx.csv")
    assert "HXL" in found.notes[0]
    _holds(rows[1], country="SY", killed_low=5, killed_high=17)


def test_a_row_of_numbers_with_a_sign_is_no_row_of_tags(tmp_path):
    (tmp_path / "a.csv").write_text("id,title,date,lon,lat\n#1,#2,,,\n", encoding="utf-8")
    assert tables.read_columns(tmp_path / "a.csv").values["id"].tolist() == ["#1"]


def test_airwars():
    found, rows = _rows("airwars.csv")
    _holds(
        rows[0],
        place_ar="القائم",
        precision="neighbourhood",
        killed_low=None,
        killed_civilian_low=0,
        killed_civilian_high=3,
        injured_high=36,
        time="04:00",
        zone="",
        source_url="https://example.org/ci883/",
    )
    _holds(rows[1], time="early morning", date_end="2024-02-04", place_how="official_grid", precision="exact")
    assert (round(rows[1]["lat"], 4), round(rows[1]["lon"], 4)) == (34.3901, 40.9733)
    _holds(rows[2], date="", lon=None, grid="37SFU8140407174; 37SFV0499408511")
    _holds(rows[3], country="PS", grid="377SFU805225", lat=35.0248)
    _holds(rows[4], status="draft", precision="exact", radius_m=100)
    assert (
        sum("1970-01-01" in note or "more than one grid" in note or "no MGRS" in note for note in found.notes)
        == 3
    )


def test_a_grid_is_no_sharper_than_its_stated_accuracy(tmp_path):
    path = tmp_path / "a.csv"
    header = (
        "code,date,permalink,strike_type_name,belligerent_1_mgrs_coordinate,belligerent_1_mgrs_accuracy,"
        "latitude,longitude,strike_status_name"
    )
    path.write_text(
        f"{header}\nCS1,2024-02-03,https://example.org,Airstrike,37SFU8140407174,100m,,,Declared\n",
        encoding="utf-8",
    )
    assert tables.read_columns(path, layout="airwars").values["radius_m"][0] == 100


def test_names_as_pages_print_them():
    _, rows = _rows("airwars_pages.csv")
    _holds(
        rows[0],
        place="al-Mayadin",
        place_ar="الميادين",
        admin1="Deir Ezzor",
        country="SY",
        radius_m=2000,
        lat=35.03,
    )


def test_a_list_as_people_keep_it():
    found, rows = _rows("list.csv")
    _holds(
        rows[0], id="1", date="2024-02-13", place="القائم", killed_low=16, killed_high=None, injured_high=7
    )
    _holds(rows[0], precision="town", radius_m=4000, source="@newsdesk", lat=34.367)
    _holds(rows[1], date="2024-02-03", lat=35.025, killed_low=None)
    _holds(rows[2], lon=None, grid="37SFU8140407174; 37SFV0499408511", source="An agency;\na paper")
    _holds(rows[3], lon=40.0333, killed_low=1200)
    said = " ".join(found.notes)
    assert all(
        word in said for word in ("cp1256", "above the names", "candidates", "map links", "day comes first")
    )
    assert "secret" not in repr(found)


def test_timemap_as_exported():
    _, rows = _rows("timemap.csv")
    _holds(rows[0], date="2024-02-13", time="04:30", category="Airstrike | Depot", source="s1 | s2")
    assert rows[0]["summary"] == "A depot was hit,\ntwo cars burned"
    _, rows = _rows("timemap.json")
    _holds(
        rows[0], source="example.org | An agency", source_url="https://example.org/a", category="Commercial"
    )
    _holds(rows[1], lon=None, source="s1", date="2024-02-03")


@pytest.mark.parametrize(
    ("cell", "source", "address"),
    [
        ('[{"id": "s1"}, 3]', "s1", ""),
        ('[{"id": "s1", "paths": 3, "path": "x"}]', "s1", ""),
        ('[{"paths": ["", "https://www.example.org"]}]', "example.org", "https://www.example.org"),
        ('[{"path": "HIDDEN", "description": "Source hidden"}]', "Source hidden", ""),
        ("https://a.example/1,b,https://b.example/2", "a.example | b.example", "https://a.example/1,b"),
        ("https://[a", "https://[a", "https://[a"),
        ("[{broken", "[{broken", ""),
        ("[{}]", "", ""),
    ],
)
def test_sources_inside_an_event(tmp_path, cell, source, address):
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["description", "date", "latitude", "longitude", "sources", "associations"])
        writer.writerow(["A", "2/13/2024", "34", "40", cell, ""])
    found = tables.read_columns(tmp_path / "a.csv")
    assert found.values["source"].tolist() == [source]
    assert found.values["source_url"].tolist() == [address]


@pytest.mark.parametrize(
    ("beside", "source", "address"),
    [
        (
            '[{"id": "s1", "title": "A paper", "paths": ["x", "https://example.org/a"]}, 3]',
            "A paper",
            "https://example.org/a",
        ),
        ('{"s1": {"id": "s1", "paths": 3}}', "s1", ""),
        ("3", "s1", ""),
    ],
)
def test_sources_of_timemap_beside(tmp_path, beside, source, address):
    path = tmp_path / "e.json"
    path.write_text(
        '[{"description": "A", "date": "2/13/2024", "latitude": "34", "longitude": "40", "sources": ["s1"]}]',
        encoding="utf-8",
    )
    (tmp_path / "e.sources.json").write_text(beside, encoding="utf-8")
    found = tables.read_columns(path)
    assert (found.values["source"][0], found.values["source_url"][0]) == (source, address)
    (tmp_path / "e.sources.json").write_text("{", encoding="utf-8")
    with pytest.raises(TableError, match=r"e\.sources\.json is no JSON"):
        tables.read_columns(path)


def test_kml_of_globes():
    found, rows = _rows("earth.kml")
    _holds(rows[0], title="القائم", date="2024-02-03", time="01:30", zone="UTC", lon=41.1389)
    assert rows[0]["summary"] == "Two cars & a house\nburned"
    assert [shape and shape.geom_type for shape in found.shapes] == [None, "Polygon", None]


@pytest.mark.parametrize("name", ["ged.csv", "ged_hdx.csv"])
@pytest.mark.parametrize("large", [False, True])
def test_ged_without_a_row_of_names(tmp_path, monkeypatch, name, large):
    lines = (FILES / name).read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / name).write_text("".join(line for line in lines[1:] if "#" not in line), encoding="utf-8")
    monkeypatch.setattr("geostrike.tables.csvfile.LARGE", 0 if large else 1 << 20)
    found, whole = tables.read_columns(tmp_path / name), tables.read_columns(FILES / name)
    assert found.format == "ucdp"
    assert "no row of names" in found.notes[0]
    for column in KNOWN:
        np.testing.assert_array_equal(found.values[column], whole.values[column])
    assert [each.reason for each in found.aside] == [each.reason for each in whole.aside]


@pytest.mark.parametrize("name", ["acled.csv", "ged.csv", "airwars.csv", "acled_old.csv"])
@pytest.mark.parametrize("change", [str.upper, lambda name: f" {name.replace('_', ' ').title()} "])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_headers_signs_and_encodings(tmp_path, name, change, sign, encoding):
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    with (tmp_path / name).open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=sign)
        writer.writerow([*map(change, header), "A column more"])
        writer.writerows([*row, "x"] for row in rows)
    found, plain = tables.read_columns(tmp_path / name), tables.read_columns(FILES / name)
    assert found.format == plain.format
    for column in KNOWN:
        np.testing.assert_array_equal(found.values[column], plain.values[column], err_msg=column)
    assert len(found.aside) == len(plain.aside)
    assert set(found.extra["A column more"]) == {"x"}


@pytest.mark.parametrize("large", [False, True])
def test_letters_in_the_shapes_of_print_become_letters(tmp_path, monkeypatch, large):
    (tmp_path / "a.csv").write_text(
        "id,title,date,lon,lat,place_ar\na,A,2024,40,34,ﺍﻟﻘﺎﺋﻢ\n", encoding="utf-8"
    )
    monkeypatch.setattr("geostrike.tables.csvfile.LARGE", 0 if large else 1 << 20)
    assert tables.read_columns(tmp_path / "a.csv").values["place_ar"].tolist() == ["القائم"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no grid",
        "37 targets",
        "37SFU814040717437SFV0499408511",
    ],
)
def test_no_grids(text):
    assert spots.grids_in(text) == []


@pytest.mark.parametrize("each", precision.CLASSES, ids=lambda each: each.name)
def test_classes_cross_over(each):
    assert precision.of_name(each.name.upper()) is each
    for label in each.airwars:
        assert precision.from_airwars(label)[0] == each.name
        assert precision.from_airwars(label.casefold().replace("/", "_").replace(" ", "_"))[0] == each.name
    assert precision.from_ged(each.ged)[1] >= min(each.radius_m, 500_000) or each.name in {"city", "unknown"}
    assert each.acled in precision.ACLED_CODES


def test_codes_that_are_none():
    for name, radius_m in (
        precision.from_ged(float("nan")),
        precision.from_acled(9),
        precision.from_airwars("x"),
    ):
        assert name == "unknown"
        assert np.isnan(radius_m)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Yemen (North Yemen)", "YE"),
        ("Kingdom of eSwatini (Swaziland)", "SZ"),
        ("Democratic Republic of Congo", "CD"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Occupied Palestinian Territory", "PS"),
        ("UAE", "AE"),
        ("العراق", "IQ"),
        ("XQ", ""),
        ("Atlantis", ""),
    ],
)
def test_countries_as_data_sets_write_them(name, code):
    assert wording.country_of(name) == code
