"""Tables as other programs export them: words for nothing, renamed columns, HXL tags, dates in parts."""

import json

import numpy as np
import openpyxl
import pytest

from geostrike import tables
from geostrike.errors import TableError
from geostrike.tables import arrowcells, csvfile, generic, guessing, missing, topmost
from geostrike.tables.cells import Cells, texts
from geostrike.tables.detect import open_cells

ROOF = {"id": "E", "description": "A roof", "latitude": "46.5", "longitude": "32.5", "location": "There"}
ACLED = (
    '"","event.id.cnty","event.date","event.type","sub.event.type","latitude","longitude","geo.precision",'
    '"country","admin2","location","fatalities"\n'
)


def _read(tmp_path, text, name="a.csv"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tables.read_columns(tmp_path / name)


def test_an_export_of_r(tmp_path):
    rows = (
        '"1","AAA1","28 December 2022","Battles","Armed clash",12.5,3.25,1,"Benin",NA,"Somewhere",NA\n'
        '"2","AAA2","NA","Battles","Armed clash",NA,NA,2,"NA","Alibori","NA",4\n'
    )
    found = _read(tmp_path, ACLED + rows)
    assert (found.format, len(found), found.aside) == ("acled", 2, ())
    assert found.values["admin2"].tolist() == ["", "Alibori"]
    assert found.values["place"].tolist() == ["Somewhere", ""]
    assert found.values["date"].tolist() == ["2022-12-28", ""]
    np.testing.assert_array_equal(found.values["killed_low"], [np.nan, 4])
    np.testing.assert_array_equal(found.lon, [3.25, np.nan])
    assert "NA stands for nothing in 7 columns; those cells are read as empty." in found.notes


@pytest.mark.parametrize(
    ("column", "cells", "kept"),
    [
        ("country", ["NA", "ZA"], ["NA", "ZA"]),
        ("iso2", ["NA", ""], ["NA", ""]),
        ("country", ["NA", "South Africa"], ["", "South Africa"]),
        ("country", ["NULL", "ZA"], ["", "ZA"]),
        ("town", ["NaN", "Na"], ["", "Na"]),
    ],
)
def test_words_for_nothing(column, cells, kept):
    table = Cells("a.csv", {column: texts(cells)}, np.arange(1, 3))
    assert missing.emptied(table).texts(column).tolist() == kept


def test_words_for_nothing_through_arrow(tmp_path, monkeypatch):
    monkeypatch.setattr(csvfile, "LARGE", 0)
    table = "id,title,date,lon,lat,country,note\n1,A,2024-02-03,NA,NA,NA, NaN \n2,B,2024-02-03,40,34,SY,x\n"
    found = _read(tmp_path, table)
    assert np.isnan(found.lon[0])
    assert found.values["country"].tolist() == ["NA", "SY"]
    assert arrowcells.texts(found.extra["note"]).tolist() == ["", "x"]


def test_what_people_write_for_not_known(tmp_path):
    found = _read(
        tmp_path,
        "Ref,Date,Lat,Lon,Killed min,Killed max\n1,unknown,-,-,?,n/a\n"
        "2,2024-02-03,34,Unknown,1,2\n3,2024-02-03,34,40,many,2\n",
    )
    assert (found.values["id"].tolist(), found.values["date"].tolist()) == (["1"], [""])
    assert np.isnan([found.lon[0], found.values["killed_low"][0]]).all()
    assert [each.reason for each in found.aside] == ["lon is empty", "Killed min is 'many', not a number"]


@pytest.mark.parametrize(
    ("header", "ours", "name"),
    [
        ("min_ppl_killed,max_ppl_killed,lat,lon", "killed_low", "min_ppl_killed"),
        (
            "Maximum civilians reported killed,lat,lon",
            "killed_civilian_high",
            "Maximum civilians reported killed",
        ),
        ("Lowest injured,lat,lon", "injured_low", "Lowest injured"),
        ("min_child_killed,lat,lon", "killed_low", None),
        ("Killed,min ppl killed,lat,lon", "killed_low", "min ppl killed"),
        ("deaths,deaths_a,lat,lon", "killed_high", "deaths"),
        ("n_killed,lat,lon", "killed_high", "n_killed"),
        ("Civilian fatalities,lat,lon", "killed_civilian_low", "Civilian fatalities"),
        ("Nombre de blessés,lat,lon", "injured_low", "Nombre de blessés"),
        ("min and max killed,lat,lon", "killed_low", None),
        ("min killed and injured,lat,lon", "killed_low", None),
        ("Year,Month,Day,lat,lon", "date", "Year + Month + Day"),
        ("iyear,imonth,lat,lon", "date", "iyear + imonth"),
        ("Year,Event date,lat,lon", "date", "Event date"),
        ("Month,Day,lat,lon", "date", "Day"),
        ("X,lat,wkt", "lon", None),
        ("X,Y", "lon", "X"),
        ("Airwars ref code,lat,lon", "id", "Airwars ref code"),
        ("Lat/Long of Location,Most Specific Lat/Long", "at", "Lat/Long of Location"),
        ("Country,Lat-lng of the crater", "at", "Lat-lng of the crater"),
    ],
)
def test_guesses(header, ours, name):
    assert guessing.guess(header.split(",")).columns.get(ours) == name


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        (("2014", "5", "7"), "2014-05-07"),
        (("2014.0", "5.0", "0"), "2014-05"),
        (("2014", "0", "7"), "2014"),
        (("2014", "May", "7"), "2014-05-07"),
        (("-", "5", "7"), ""),
    ],
)
def test_a_date_in_three_columns(tmp_path, parts, date):
    found = _read(tmp_path, f"eventid,iyear,imonth,iday,latitude,longitude\n7,{','.join(parts)},34,40\n")
    assert (found.values["date"].tolist(), found.aside) == ([date], ())
    assert not found.extra


def test_dates_in_parts_are_one_column_for_all(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Year,Month,Day,Date,Lat,Lon\n2014,5,7,,34,40\n", encoding="utf-8")
    assert open_cells(path).texts("Year + Month + Day").tolist() == ["2014-05-07"]
    path.write_text("Year,Month,Day,Date,Lat,Lon\n2014,5,7,2015,34,40\n", encoding="utf-8")
    assert "Year + Month + Day" not in open_cells(path).columns


def test_a_column_that_holds_nothing_is_not_taken(tmp_path):
    found = _read(tmp_path, "Ref,Date,lat,long,lon\n1,2024-02-03,34,40,NA\n")
    assert found.lon.tolist() == [40]


def test_a_number_that_hardly_differs_is_no_id(tmp_path):
    rows = "".join(f"1{at % 2},2024-02-03,34,40\n" for at in range(6))
    found = _read(tmp_path, f"number,date,lat,lon\n{rows}")
    assert found.values["id"].tolist() == [f"row-{at}" for at in range(1, 7)]


def test_tags_tell_what_foreign_names_do_not(tmp_path):
    table = (
        "Fecha,Sitio,Latitud Y,Longitud X,Muertos,Nota\n"
        "#date+occurred,#loc+name,#geo+lat,#geo+lon,#affected+killed,\n"
        "2024-02-03,Pueblo,34,40,3,x\n"
    )
    found = _read(tmp_path, table)
    assert found.values["place"].tolist() == ["Pueblo"]
    assert (found.lat[0], found.values["killed_low"][0], found.values["date"][0]) == (34, 3, "2024-02-03")
    assert _read(tmp_path, table.partition("\n")[2], "b.csv").lat.tolist() == [34]


def test_lists_of_names_stay_behind():
    assert guessing.of_people(["names", "names1", "Town names"]) == ("names", "names1")


def test_a_mapping_may_name_parts_of_a_date(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b,lat,lon\n2024,2,34,40\n", encoding="utf-8")
    mapping = guessing.Assignment({"date": "a + b", "lat": "lat", "lon": "lon"})
    assert tables.read_columns(path, mapping=mapping).values["date"].tolist() == ["2024-02"]
    cells = open_cells(path)
    with pytest.raises(TableError, match="no column 'a \\+ c'"):
        generic.read(cells, guessing.Assignment({"date": "a + c", "lat": "lat", "lon": "lon"}))


def _book(path, rows, merged=(), before=()):
    book = openpyxl.Workbook()
    for name in before:
        book.active.title = name
        book.active.append([f"About {name}"])
        book.create_sheet("Data")
    sheet = book.worksheets[-1]
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(path)
    return tables.read_columns(path)


def test_a_workbook_of_a_newsroom(tmp_path):
    rows = [
        ["Our list of strikes"],
        ["Updated", "3 May"],
        [],
        ["Date", "Place", "Coordinates", None, "Casualties", None],
        [None, None, "Lat", "Lon", "Killed", "Injured"],
        ["2024-02-03", "Here", 34.25, 41.5, 12, "5-7"],
        [None, "There", 33.5, 39.9, None, None],
        [None, None, None, None, 12, 7],
        [None, "TOTAL:", None, None, 12, 7],
        [None, "Nowhere known", None, None, 2, None],
    ]
    merged = ("A1:F1", "A4:A5", "B4:B5", "C4:D4", "E4:F4", "A6:A7", "E6:E7")
    found = _book(tmp_path / "a.xlsx", rows, merged, before=["Read me"])
    assert "a.xlsx has 2 rows above the names of its columns; they are left out." in found.notes
    assert "Sheet Data is read; a.xlsx also has Read me." in found.notes
    assert found.values["date"].tolist() == ["2024-02-03", "2024-02-03", ""]
    np.testing.assert_array_equal(found.values["killed_low"], [12, np.nan, 2])
    np.testing.assert_array_equal(found.values["injured_high"], [7, np.nan, np.nan])
    np.testing.assert_array_equal(found.lat, [34.25, 33.5, np.nan])
    reason = "is a row of totals or of numbers alone, without date and place: no event"
    assert [(each.row, each.reason) for each in found.aside] == [(3, reason), (4, reason)]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([["a", "b", "c"], ["1", "2", "3"]], (["a", "b", "c"], 0, 1)),
        ([["List"], ["a", "b", "c"], ["1", "2", "3"]], (["a", "b", "c"], 1, 2)),
        ([["List", "3 May", "", "", "", ""], list("abcdef"), list("123456")], (list("abcdef"), 1, 2)),
        ([["a", "b", "c"], ["1", "2", "3", "4", "5", "6", "7"]], (["a", "b", "c"], 0, 1)),
        ([["a", "b", ""], ["", "x", "note"]], (["a", "x", "note"], 0, 2)),
        ([["a", "b", ""], ["7", "x", "note"]], (["a", "b", ""], 0, 1)),
        ([["a", "b", "c"], ["", "x", "note"]], (["a", "b", "c"], 0, 1)),
        ([["a"]], (["a"], 0, 1)),
        ([], ([], 0, 0)),
    ],
)
def test_which_row_holds_the_names(rows, found):
    assert topmost.find(rows) == found


def test_names_that_stand_again(tmp_path):
    row = "1,2024-02-03,34,40\n"
    found = _read(tmp_path, f"Ref,Date,Lat,Lon\n{row}Ref,Date,Lat,Lon\n2{row[1:]}")
    assert [(each.row, each.reason) for each in found.aside] == [(2, "repeats the names of the columns")]
    assert found.values["id"].tolist() == ["1", "2"]


def test_a_file_that_breaks_off_says_where(tmp_path):
    rows = 'Ref,Date,Lat,Lon,Note\n1,2024-02-03,34,40,"two\nlines"\n2,2024-02-03,34,40,"breaks\noff'
    with pytest.raises(TableError, match="from line 4 on"):
        _read(tmp_path, rows)


def test_totals_are_no_event_but_places_are(tmp_path):
    found = _read(tmp_path, "Date,Place,Lat,Lon,Killed\n2024-02-03,A,34,40,3\n,,,,3\n,Total,,,3\n,B,,,\n")
    assert found.values["place"].tolist() == ["A", "B"]
    shapes = '{"type":"Feature","properties":{"Killed":3},"geometry":{"type":"Point","coordinates":[40,34]}}'
    assert len(_read(tmp_path, f'{{"type":"FeatureCollection","features":[{shapes}]}}', "a.geojson")) == 1


@pytest.mark.parametrize(
    "text",
    [
        '{"status": "OK", "strike": [{"id": "a", "date": "2024-02-03", "lat": 34, "lon": 40}]}',
        '{"Events": [{"id": "a", "date": "2024-02-03", "lat": 34, "lon": 40}], "Other": [{"id": "b"}]}',
        '{"a": {"date": "2024-02-03", "lat": 34, "lon": 40}, "b": {"date": "2024", "lat": 1, "lon": 2}}',
    ],
)
def test_lists_in_objects(tmp_path, text):
    assert _read(tmp_path, text, "a.json").values["id"].tolist()[0] == "a"


@pytest.mark.parametrize("text", ['{"a": 1, "b": [1, 2]}', '{"a": [{"x": 1}], "b": [{"x": 1}]}'])
def test_objects_without_one_list(tmp_path, text):
    with pytest.raises(TableError, match="no list of objects"):
        _read(tmp_path, text, "a.json")


def test_timemap_with_its_lists_in_one_file(tmp_path):
    event = {
        "id": "E",
        "description": "A roof",
        "date": "11/10/2022",
        "latitude": "46.5",
        "longitude": "32.5",
    }
    event |= {"location": "There", "sources": ["s1"], "associations": ["k1"], "graphic": "FALSE"}
    held = {
        "Events": [event],
        "Sources": {"s1": {"id": "s1", "title": "A channel", "paths": ["HIDDEN", "https://example.org/1"]}},
        "Associations": [{"id": "k1", "title": "Homes", "mode": "FILTER"}],
    }
    found = _read(tmp_path, json.dumps(held), "a.json")
    names = ("category", "source", "source_url", "date")
    assert [found.values[name][0] for name in names] == [
        "Homes",
        "A channel",
        "https://example.org/1",
        "2022-11-10",
    ]
    assert "In column date the month comes first, as TimeMap has it." in found.notes


def test_timemap_with_filters(tmp_path):
    source = {"id": "s", "path": "https://example.org/1", "description": "A film"}
    event = {
        "id": "E",
        "description": "A roof",
        "date": "02/24/2022",
        "latitude": "46.5",
        "longitude": "32.5",
    }
    event |= {"location": "There", "sources": [source], "filters": [{"key": "Area", "value": "Homes"}]}
    found = _read(tmp_path, json.dumps([event]), "a.json")
    assert (found.format, found.values["category"][0], found.values["source"][0]) == (
        "timemap",
        "Homes",
        "example.org",
    )


def test_zeros_of_the_short_airwars_export(tmp_path):
    event = {
        "unique_reference_code": "A1",
        "date": "2017-03-01",
        "country": "the-gaza-strip",
        "grading": "weak",
    }
    event |= {
        "strike_status": "likely-strike",
        "permalink": "https://example.org/",
        "civilians_killed_min": 1,
    }
    found = _read(tmp_path, json.dumps({"x": [event | {"latitude": 0.0, "longitude": 0.0}]}), "a.json")
    assert (found.format, found.values["country"][0]) == ("airwars", "PS")
    assert found.values["title"][0] == "Event, The Gaza Strip"
    assert np.isnan(found.lon[0])
    assert any("0,0" in note for note in found.notes)


def test_weekly_counts_are_no_events(tmp_path):
    header = "WEEK,COUNTRY,ADMIN1,EVENT_TYPE,EVENTS,FATALITIES,CENTROID_LATITUDE,CENTROID_LONGITUDE"
    with pytest.raises(TableError, match="no single events"):
        _read(tmp_path, f"{header}\n2024-02-03,Yemen,Sanaa,Battles,5,12,15.3,44.2\n")
