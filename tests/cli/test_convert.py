import json
from pathlib import Path

import numpy as np
import pytest

from geostrike import tables
from geostrike.cli import main
from geostrike.locate import locate
from geostrike.tables import dossier, events

FILES = Path(__file__).parents[1] / "tables" / "files"


def _row(path, name="e1"):
    found = tables.read_columns(path)
    at = found.values["id"].tolist().index(name)
    return {key: column[at] for key, column in {**found.values, "lon": found.lon, "lat": found.lat}.items()}


def test_convert_says_what_it_did(tmp_path, capsys):
    out = tmp_path / "o.geojson"
    assert main(["convert", str(FILES / "acled.csv"), str(out)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert f"2 rows are set aside; {out}.rejected.csv says why." in said.err
    assert "Left out, since they name people or hold text of others: notes." in said.err
    assert f"Wrote {out} (4 events, read as acled)." in said.err
    assert len(json.loads(out.read_text(encoding="utf-8"))["features"]) == 4


def test_the_format_may_be_told(tmp_path):
    out = tmp_path / "o.xlsx"
    assert main(["convert", str(FILES / "ged.csv"), str(out), "--format", "timemap"]) == 0
    assert tables.read_columns(out).format == "timemap"
    assert main(["convert", str(FILES / "ged.csv"), str(out), "--format", "doc"]) == 2


@pytest.mark.parametrize("form", ["acled", "ucdp", "airwars"])
def test_columns_of_data_sets_are_written(tmp_path, capsys, form):
    out = tmp_path / "o.csv"
    assert main(["convert", str(FILES / "airwars.csv"), str(out), "--format", form]) == 0
    assert tables.read_columns(out).format == form
    assert ("has no columns for" in capsys.readouterr().err) == (form != "airwars")


@pytest.mark.parametrize("how", ["5km", "admin1", "grid"])
@pytest.mark.parametrize("name", ["o.csv", "o.kml", "o.gpkg"])
def test_coarse_places_give_no_point_away(tmp_path, capsys, how, name):
    out = tmp_path / name
    assert main(["convert", str(FILES / "airwars.csv"), str(out), "--coarsen", how]) == 0
    assert "coarsened" in capsys.readouterr().err
    held = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    for told in (b"34.3901", b"40.9733", b"37SFU8140407174", b"4239.00416"):
        assert told not in held
    found = tables.read_columns(out)
    assert not (found.lat == 34.3901).any()
    assert set(map(str, found.extra["coarsened"])) == {how}


def test_a_mapping_is_shown_saved_and_used(tmp_path, capsys):
    table, out, saved = tmp_path / "a.csv", tmp_path / "o.csv", tmp_path / "m.json"
    table.write_text("Ref,When,A,B,What\nx,03/04/2021,34,40,Strike\n", encoding="utf-8")
    saved.write_text(
        json.dumps(
            {
                "columns": {"id": "Ref", "date": "When", "lat": "A", "lon": "B", "title": "What"},
                "date_order": "dmy",
            }
        ),
        encoding="utf-8",
    )
    again = tmp_path / "again.json"
    arguments = ["convert", str(table), str(out), "--mapping", str(saved), "--save-mapping", str(again)]
    assert main(arguments) == 0
    assert "Columns: id from Ref, date from When" in capsys.readouterr().err
    written = json.loads(again.read_text(encoding="utf-8"))
    assert written["columns"]["killed_low"] == ""
    written["columns"] = {name: column for name, column in written["columns"].items() if column}
    assert written == json.loads(saved.read_text(encoding="utf-8"))
    assert _row(out, "x")["date"] == "2021-04-03"


def test_a_guess_is_saved(tmp_path):
    table, saved = tmp_path / "a.csv", tmp_path / "m.json"
    table.write_text("Ref,When,Lat,Long\nx,2021,34,40\n", encoding="utf-8")
    assert main(["convert", str(table), str(tmp_path / "o.csv"), "--save-mapping", str(saved)]) == 0
    assert json.loads(saved.read_text(encoding="utf-8"))["columns"]["lat"] == "Lat"


@pytest.mark.parametrize(
    "arguments", [["none.csv", "o.csv"], ["acled.csv", "o.doc"], ["headers.csv", "o.csv"]]
)
def test_errors_are_one_sentence(arguments, tmp_path, capsys):
    source, out = arguments
    assert main(["convert", str(FILES / source), str(tmp_path / out)]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("Error: ")
    assert not (tmp_path / out).exists()


def test_a_dossier_becomes_a_table(make_dossier, tmp_path, capsys):
    folder = make_dossier(
        events=[
            {"at": "34.3900, 40.9700", "radius_m": "300", "date": "2024-02-02/2024-02-03"},
            {"id": "e2", "publish": "no", "title": "SECRET"},
            {"id": "e3", "place": "", "area": "POLYGON ((40 34, 41 34, 41 35, 40 34))"},
            {"id": "e4", "publish": "coarse", "at": "34.39841, 40.97452"},
        ],
        claims=[
            {},
            {"id": "c2", "low": "3", "high": "", "hedge": "at_least"},
            {"id": "c3", "low": "1", "high": "9", "who": "civilian", "stance": "denies"},
            {"id": "c4", "kind": "injured", "low": "4", "high": ""},
            {"id": "c5", "event": "e3", "low": "9", "high": "9"},
            {"id": "c6", "event": "e3", "low": "7", "high": "8", "replaces": "c5"},
        ],
        sources=[{"url": "https://example.org/a"}],
    )
    out = tmp_path / "o.csv"
    assert main(["convert", str(folder), str(out)]) == 0
    said = capsys.readouterr().err
    assert "1 events that are not to be published are left out." in said
    assert "1 places are shown as areas" in said
    text = out.read_text(encoding="utf-8")
    assert "SECRET" not in text
    assert "40.974" not in text
    row, area = _row(out), _row(out, "e3")
    assert (row["date"], row["date_end"], row["source"]) == ("2024-02-02", "2024-02-03", "A newspaper")
    assert (row["lon"], row["radius_m"], row["precision"]) == (40.97, 300, "site")
    assert row["killed_low"] == 1
    assert np.isnan(row["killed_high"])
    assert np.isnan(row["killed_civilian_low"])
    assert (row["injured_low"], row["injured_high"]) == (4, 4)
    assert (area["killed_low"], area["killed_high"], row["source_url"]) == (7, 8, "https://example.org/a")
    assert np.isnan(area["lon"])
    assert tables.read_columns(out).shapes[1].geom_type == "Polygon"


def test_a_dossier_becomes_a_frame(make_dossier):
    records = dossier.read(make_dossier())
    frame = events.from_dossier(records, locate(records))
    assert frame["id"].tolist() == ["e1"]
    assert frame.crs == "EPSG:4326"


def test_each_column_that_is_not_used_is_named(tmp_path, capsys):
    table = tmp_path / "t.csv"
    head = "Nr,Date,Lat,Lon,Distance,Remarques,Statut,_notes"
    table.write_text(f"{head}\na,2024-02-03,33.4,41.1,3 km,vu,ok,secret\n", encoding="utf-8")
    assert main(["convert", str(table), str(tmp_path / "o.csv")]) == 0
    assert "Not used: Distance, Remarques, Statut; convert keeps them" in capsys.readouterr().err
    assert "Distance" in (tmp_path / "o.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("made", [True, False])
def test_a_folder_is_no_file_to_write(tmp_path, capsys, made):
    table, folder = tmp_path / "t.csv", tmp_path / "story"
    table.write_text("id,title,date,lat,lon\na,A strike,2024-02-03,33.4,\n", encoding="utf-8")
    if made:
        folder.mkdir()
    assert main(["convert", str(table), f"{folder}/"]) == 1
    said = capsys.readouterr().err
    assert "story/ is a folder, and convert writes one file" in said
    assert "made with `geostrike init`" in said
    assert folder.exists() == made
    assert len(list(tmp_path.iterdir())) == 1 + made
