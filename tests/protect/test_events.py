from datetime import date

import numpy as np
import pytest
import shapely

from geostrike import protect
from geostrike.errors import GeostrikeError
from geostrike.protect import events
from geostrike.tables import cells, detect

DAY = date(2024, 3, 1)
HEAD = "id,title,date,lon,lat,kind,category,place,radius_m,status,publish,publish_reason,note"


def _columns(tmp_path, *rows, head=HEAD):
    path = tmp_path / "events.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return detect.read_columns(path)


def _row(name="a", **cells):
    facts = {
        "id": name,
        "title": "A strike",
        "date": "2020-01-01",
        "lon": "41.3431",
        "lat": "33.4191",
    } | cells
    return ",".join(facts.get(column, "") for column in HEAD.split(","))


@pytest.mark.parametrize(
    ("cells", "coarse"),
    [
        ({}, False),
        ({"kind": "school"}, True),
        ({"category": "Hospital"}, True),
        ({"place": "Rukban camp"}, True),
        ({"title": "Strike on a house"}, True),
        ({"title": "غارة على مدرسة"}, True),
        ({"title": "A household word"}, False),
        ({"place": "Hôpital de Hajin"}, True),
        ({"title": "Angriff auf eine Grundschule"}, True),
        ({"kind": "school", "publish": "yes", "publish_reason": "asked for"}, False),
        ({"kind": "school", "publish_reason": "asked for"}, True),
        ({"kind": "school", "publish": "yes"}, True),
        ({"publish": "coarse"}, True),
        ({"date": "2024-02-20"}, True),
        ({"date": "2024-02-20", "publish": "yes", "publish_reason": "x"}, False),
    ],
)
def test_rows_are_coarse_by_what_they_say_and_how_young_they_are(tmp_path, cells, coarse):
    found = protect.protect(_columns(tmp_path, _row(**cells), _row("b")), day=DAY)
    moved = [float(lon) != 41.3431 for lon in found.lon]
    assert moved == [coarse, False]
    assert (protect.rule(found) != "") is coarse
    assert found.values["radius_m"][0] == 5000 or not coarse


def test_titles_of_several_lines_are_read_too(tmp_path):
    found = protect.protect(_columns(tmp_path, _row(title='"One\nschool"'), _row("b")), day=DAY)
    assert (found.lon != 41.3431).tolist() == [True, False]


def test_what_the_source_says_of_the_site_counts(tmp_path):
    path = tmp_path / "t.csv"
    rows = [
        "a,A strike,2014-01-01,41.3431,34.4,IDP or refugee camp,",
        "b,B,2014-01-01,41.3431,34.4,Bridge,school",
    ]
    path.write_text("id,title,date,lon,lat,Civilian infrastructure,Remarks\n" + "\n".join(rows), "utf-8")
    assert (protect.protect(detect.read_columns(path), day=DAY).lon != 41.3431).tolist() == [True, False]


def test_half_a_character_is_searched_in_the_other_way(monkeypatch):
    monkeypatch.setattr(cells, "MANY", 1)
    assert dict(events._with_stem(["\ud800 strike", "a school"])) == {1: "a school"}


def test_a_web_site_is_no_site(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("id,title,date,lon,lat,Website\na,A strike,2014-01-01,41.3431,34.4,x.org/home\n", "utf-8")
    assert protect.protect(detect.read_columns(path), day=DAY).lon.tolist() == [41.3431]


def test_many_titles_are_searched_through_arrow_to_the_same_end(monkeypatch):
    pytest.importorskip("pyarrow")
    lines = ["A strike", "Strike on a HOUSE", "غارة على مدرسة", "ÉCOLE de Hajin", "ДОМ ЖИЛОЙ", ""]
    one_by_one = dict(events._with_stem(lines))
    monkeypatch.setattr(cells, "MANY", 1)
    assert dict(events._with_stem(lines)) == one_by_one == {at: lines[at] for at in (1, 2, 3, 4)}


def test_rows_not_to_be_published_are_left_out(tmp_path):
    found = protect.protect(_columns(tmp_path, _row(publish="no"), _row("b")), day=DAY)
    assert found.values["id"].tolist() == ["b"]
    assert "left out" in found.notes[-1]


def test_what_is_not_coarse_stays_as_it_is(tmp_path):
    given = _columns(tmp_path, _row())
    assert protect.protect(given, day=DAY) is given
    assert protect.rule(given) == ""


def test_other_columns_of_a_coarse_row_go_and_those_of_others_stay(tmp_path):
    found = protect.protect(_columns(tmp_path, _row(kind="home", note="x1"), _row("b", note="x2")), day=DAY)
    assert found.extra["note"].tolist() == ["", "x2"]
    assert found.extra["coarsened"].tolist() == ["5km", ""]
    again = protect.coarsen(found, "grid")
    assert list(again.extra) == ["coarsened"]
    assert protect.rule(again) == protect.note("grid")


def test_names_larger_than_the_cell_stay_and_smaller_ones_become_the_province(tmp_path):
    rows = (
        _row(place="Anbar desert", radius_m="20000"),
        _row("b", place="Husaybah", title="Strike on Husaybah"),
    )
    found = protect.coarsen(_columns(tmp_path, *rows), "5km")
    assert found.values["place"].tolist() == ["Anbar desert", "Al Anbar governorate"]
    assert found.values["title"].tolist() == ["A strike", "Event in Al Anbar governorate"]
    assert found.values["radius_m"].tolist() == [24_000, 5_000]
    assert set(found.values["admin1"]) == {"Al Anbar"}


def test_areas_become_a_cell_that_reaches_all_of_them(tmp_path):
    shape = "POLYGON ((41.30 33.40, 41.50 33.40, 41.50 33.60, 41.30 33.60, 41.30 33.40))"
    rows = (f'a,T,2020-01-01,"{shape}"', "b,T,2020-01-01,POINT (41.3431 33.4191)", "c,T,2020-01-01,")
    found = protect.coarsen(_columns(tmp_path, *rows, head="id,title,date,geometry"), "5km")
    assert found.shapes is None
    assert found.values["radius_m"][0] > 15_000
    assert np.isnan(found.lon[2])
    assert found.values["precision"][2] == "unknown"


def test_areas_of_other_rows_stay(tmp_path):
    shape = "POLYGON ((41.30 33.40, 41.50 33.40, 41.50 33.60, 41.30 33.40))"
    rows = (f'a,School,2020-01-01,"{shape}"', f'b,T,2020-01-01,"{shape}"')
    found = protect.protect(_columns(tmp_path, *rows, head="id,title,date,geometry"), day=DAY)
    assert shapely.is_missing(found.shapes).tolist() == [True, False]


def test_rows_set_aside_keep_neither_cells_nor_numbers(tmp_path):
    found = protect.coarsen(_columns(tmp_path, _row(lat="133.4191"), _row("b")), "5km")
    (aside,) = found.aside
    assert aside.cells == {}
    assert "133" not in aside.reason


def test_another_way_is_an_error(tmp_path):
    with pytest.raises(GeostrikeError, match="20km"):
        protect.coarsen(_columns(tmp_path, _row()), "20km")


def test_a_town_that_bears_the_name_of_its_province_is_not_named(tmp_path):
    row = _row(place="Deir ez-Zor", title="Strikes in Deir ez-Zor", lat="35.336", lon="40.141", kind="strike")
    found = protect.coarsen(_columns(tmp_path, row), "admin1")
    assert found.values["place"].tolist() == ["Deir ez-Zor governorate"]
    assert found.values["title"].tolist() == ["Strike in Deir ez-Zor governorate"]
    assert found.values["admin1"].tolist() == ["Deir ez-Zor"]
