"""Tables as other programs export them: words for nothing, renamed columns, HXL tags, dates in parts."""

import numpy as np
import pytest

from geostrike import tables
from geostrike.tables import arrowcells, csvfile, generic, guessing, missing
from geostrike.tables.cells import Cells, texts

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
        ("min killed and injured,lat,lon", "killed_low", None),
        ("Year,Month,Day,lat,lon", "date", "Year + Month + Day"),
        ("iyear,imonth,lat,lon", "date", "iyear + imonth"),
        ("Year,Event date,lat,lon", "date", "Event date"),
        ("Month,Day,lat,lon", "date", "Day"),
        ("X,lat,wkt", "lon", None),
        ("X,Y", "lon", "X"),
        ("Airwars ref code,lat,lon", "id", "Airwars ref code"),
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
    cells = tables.detect.open_cells(path)
    with pytest.raises(tables.detect.TableError, match="no column 'a \\+ c'"):
        generic.read(cells, guessing.Assignment({"date": "a + c", "lat": "lat", "lon": "lon"}))
