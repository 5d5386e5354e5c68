"""Every writer against the reader of its format: what a target can hold comes back, the rest is named."""

import json
import re
import zipfile
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from geostrike import escape, tables
from geostrike.errors import MissingExtraError, OutputError, TableError
from geostrike.tables import columns, geowriting, missing, outgoing, writing
from geostrike.tables.cells import Cells, texts, tidy
from geostrike.tables.columns import KNOWN, NUMBERS, Draft

FILES = Path(__file__).parent / "files"
NAMES = {
    "csv": "o.csv",
    "geojson": "o.geojson",
    "geojsonl": "o.ndjson",
    "kml": "o.kml",
    "kmz": "o.kmz",
    "gpkg": "o.gpkg",
    "geoparquet": "o.parquet",
    "flatgeobuf": "o.fgb",
    "shapefile": "o.shp",
    "xlsx": "o.xlsx",
    "ods": "o.ods",
}
TIMEMAP = {"id", "title", "date", "date_end", "time", "place", "country", "precision", "category", "source"}
TEXT = st.text(st.characters(codec="utf-8"), max_size=40).map(lambda text: tidy(escape.clean(tidy(text))))
TEXT = TEXT.filter(lambda text: not text.startswith(("'", "#", "sep=")) and text not in missing.WORDS)
COUNT = st.one_of(st.just(np.nan), st.integers(0, 10**6).map(float))
DAY = st.one_of(
    st.dates().map(str).filter(lambda day: day > "1000"), st.sampled_from(["", "2024", "2024-02"])
)


def _made(rows, extra=(), shapes=None):
    cells = Cells("t", {}, np.arange(1, len(rows) + 1))
    column = lambda name, blank="": [row.get(name, blank) for row in rows]  # noqa: E731
    draft = Draft(cells, "events", *(np.array(column(name, np.nan), float) for name in ("lon", "lat")))
    for name in KNOWN:
        numeric = name in NUMBERS
        draft.values[name] = np.array(column(name, np.nan), float) if numeric else texts(column(name))
    draft.extra = {name: texts(column(name)) for name in extra}
    draft.shapes = shapes
    return columns.finish(draft)


@st.composite
def _events(draw):
    rows = []
    for at in range(draw(st.integers(1, 4))):
        place = draw(st.one_of(st.none(), st.tuples(st.floats(-180, 180), st.floats(-90, 90))))
        rows.append(
            {
                "id": f"e{at}",
                "title": draw(TEXT.filter(bool)),
                "date": draw(DAY),
                "time": draw(st.sampled_from(["", "04:30", "dawn"])),
                "country": draw(st.sampled_from(["", "SY", "IQ"])),
                "precision": draw(st.sampled_from(["unknown", "town", "exact"])),
                "kind": draw(st.sampled_from(["", "strike"])),
                **{name: draw(TEXT) for name in ("place", "place_ar", "source", "category")},
                **{name: draw(COUNT) for name in ("killed_low", "injured_high")},
                "More text": draw(TEXT),
                "other": draw(TEXT),
                **({} if place is None else {"lon": place[0], "lat": place[1]}),
            }
        )
    return _made(rows, ("More text", "other"))


def _same(first, second, names=KNOWN, *, exact=True):
    for name in names:
        a, b = first.values[name], second.values[name]
        if name in NUMBERS and not exact:
            np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-12, err_msg=name)
        else:
            np.testing.assert_array_equal(a, b, err_msg=name)
    for a, b in ((first.lon, second.lon), (first.lat, second.lat)):
        np.testing.assert_array_equal(a, b)


def _back(held, path, form=""):
    notes = writing.write(held, path, form=form)
    found = tables.read_columns(path)
    assert not found.aside, found.aside
    return found, notes


@pytest.mark.parametrize("form", NAMES)
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(held=_events())
def test_what_is_written_comes_back(tmp_path, form, held):
    found, notes = _back(held, tmp_path / NAMES[form])
    assume(not any("hold a tab" in note for note in notes))
    assert found.format == "events"
    _same(held, found, exact=form != "shapefile")
    for name, column in held.extra.items():
        if (column != "").any():
            assert found.extra[name].tolist() == column.tolist()


@pytest.mark.parametrize("name", ["o.xlsx", "o.json"])
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(held=_events())
def test_timemap_holds_what_it_can(tmp_path, name, held):
    for column in ("source", "category"):
        held.values[column][:] = [text.replace("|", "/") for text in held.values[column]]
    found, notes = _back(held, tmp_path / name, "timemap")
    dated = [len(day) == 10 for day in held.values["date"]]
    assert found.format == "timemap"
    assert all(dated) or not any(held.values["date"][np.invert(dated)]) or any("no day" in n for n in notes)
    held.values["date"][:] = [day if len(day) == 10 else "" for day in held.values["date"]]
    names = TIMEMAP - ({"source"} if name == "o.json" else set())
    _same(held, found, [*sorted(names), "killed_low", "injured_high", "radius_m"])


@pytest.mark.parametrize("form", [*NAMES, "timemap"])
@pytest.mark.parametrize(
    "name", sorted(path.name for path in FILES.glob("[a-z]*.*") if path.stem not in {"headers", "make_files"})
)
def test_data_sets_go_through_every_format(tmp_path, form, name):
    held = tables.read_columns(FILES / name)
    path = tmp_path / NAMES.get(form, "o.xlsx")
    found, _ = _back(held, path, form)
    names = sorted(TIMEMAP - {"date"}) if form == "timemap" else KNOWN
    _same(held, found, names, exact=form != "shapefile")
    parts = sorted(tmp_path.iterdir())
    first = [part.read_bytes() for part in parts]
    assert not any(b"WITHHELD" in content for content in _unzipped(first))
    writing.write(held, path, form=form)
    assert [part.read_bytes() for part in parts] == first


def _unzipped(contents):
    for content in contents:
        yield content
        if content.startswith(b"PK"):
            path = __import__("io").BytesIO(content)
            with zipfile.ZipFile(path) as archive:
                yield from (archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("form", NAMES)
def test_areas(tmp_path, form):
    shapes = texts([None, shapely.box(0, 0, 1, 1).normalize(), shapely.LineString([(0, 0), (1, 1)])])
    rows = [{"id": f"e{at}", "title": "A", "date": "2024"} for at in range(3)]
    rows[0] |= {"lon": 40.97, "lat": 34.39}
    held = _made(rows, shapes=shapes)
    found, notes = _back(held, tmp_path / NAMES[form])
    assert found.lon[0] == 40.97
    if form == "shapefile":
        assert any("2 events are lines or areas" in note for note in notes)
        return
    assert [shape is not None and shape.equals(shapes[at]) for at, shape in enumerate(found.shapes)][1:] == [
        True
    ] * 2


def test_columns_that_are_named_anew(tmp_path):
    held = tables.read_columns(FILES / "acled.csv")
    notes = writing.write(held, tmp_path / "o.csv")
    assert any("country as acled_country" in note for note in notes)
    assert any("Left out" in note and "notes" in note for note in notes)
    assert "_" not in {name[0] for name in outgoing.prepare(held).columns}


def test_private_columns_stay(tmp_path):
    held = _made([{"id": "a", "title": "A", "date": "", "_who": "secret"}], ("_who",))
    for form, name in NAMES.items():
        writing.write(held, tmp_path / name, form=form)
    assert not any(b"secret" in part.read_bytes() for part in tmp_path.iterdir())


def test_long_texts(tmp_path):
    held = _made([{"id": "a", "title": "A", "date": "", "summary": "ش" * 33_000, "source": "=1+1"}])
    assert "cut to 254 bytes" in writing.write(held, tmp_path / "o.shp")[0]
    assert "cut to 32767 characters" in writing.write(held, tmp_path / "o.xlsx")[0]
    found = tables.read_columns(tmp_path / "o.xlsx")
    assert found.values["source"][0] == "=1+1"
    assert len(tables.read_columns(tmp_path / "o.shp").values["summary"][0]) == 127


def test_short_names_of_fields(tmp_path):
    held = tables.read_columns(FILES / "ged.csv")
    notes = writing.write(held, tmp_path / "o.shp")
    assert any("killed_civilian_low as kciv_low" in note for note in notes)
    names = json.loads((tmp_path / "o.fields.json").read_text(encoding="utf-8"))
    assert all(len(name) <= 10 for name in names)
    assert len({name.casefold() for name in names}) == len(names)


def test_geojson_has_the_time(tmp_path):
    held = _made(
        [{"id": "a", "title": "A", "date": "2024-02-02", "date_end": "2024-02-03", "killed_low": 2.5}]
    )
    writing.write(held, tmp_path / "o.json")
    feature = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["features"][0]
    assert feature["when"] == {"timespans": [{"start": {"in": "2024-02-02"}, "end": {"in": "2024-02-03"}}]}
    assert feature["properties"]["killed_low"] == 2.5


def test_addresses_of_sources_in_timemap(tmp_path):
    rows = [
        {
            "id": "a",
            "title": "A",
            "date": "2024-02-03",
            "source": "X | Y",
            "source_url": "https://example.org/x",
        },
        {
            "id": "b",
            "title": "B",
            "date": "2024-02",
            "source_url": "https://example.org/y",
            "summary": "Long",
        },
    ]
    found, notes = _back(
        _made([{**row, "title": "A"} for row in rows], ("zone",)), tmp_path / "o.xlsx", "timemap"
    )
    assert found.values["source"].tolist() == ["X | Y", "https://example.org/y"]
    assert found.values["source_url"].tolist() == ["https://example.org/x", "https://example.org/y"]
    assert found.values["summary"].tolist() == ["", "Long"]
    assert any("1 dates have no day" in note for note in notes)


def test_what_cannot_be_written(tmp_path, monkeypatch):
    held = _made([{"id": "a", "title": "A", "date": ""}])
    with pytest.raises(OutputError, match="no known ending"):
        writing.write(held, tmp_path / "o.doc")
    for name in NAMES.values():
        with pytest.raises(OutputError, match="cannot be written"):
            writing.write(held, tmp_path / "nowhere" / name)
    with pytest.raises(TableError, match="No event is left"):
        writing.write(_made([{"id": "", "title": "A"}]), tmp_path / "o.csv")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match="pyarrow"):
        geowriting.geoparquet(outgoing.prepare(held), tmp_path / "o.parquet")


def test_rejected_rows(tmp_path):
    held = tables.read_columns(FILES / "acled.csv")
    name = outgoing.save_rejected(held, str(tmp_path / "o.csv"))
    lines = Path(name).read_text(encoding="utf-8")
    assert lines.startswith("row,reason,")
    assert "WITHHELD" not in lines
    assert "4239.00416" in lines
    assert outgoing.save_rejected(_made([{"id": "a", "title": "A"}]), str(tmp_path / "o.csv")) == ""
    assert not Path(name).exists()


SAID = {
    "class or radius": {"precision", "radius_m"},
    "dates": {"date", "date_end", "date_how"},
    "two ends": {"killed_low", "killed_high"},
    "lines or areas": {"lon"},
}


def _unsaid(held, found, notes):
    """Columns that are others now though no note says so."""
    said = {
        "dataset",
        "dataset_id",
        *(name for words, names in SAID.items() if words in notes for name in names),
    }
    pairs = {name: (held.values[name], found.values[name]) for name in KNOWN}
    pairs |= {"lon": (held.lon, found.lon), "lat": (held.lat, found.lat)}
    held_at = {name: ~(a == "") if a.dtype == object else ~np.isnan(a) for name, (a, _) in pairs.items()}
    differ = {name for name, (a, b) in pairs.items() if ((a != b) & held_at[name]).any()}
    return {name for name in differ - said if not re.search(rf"\b{name}\b", notes)}


@pytest.mark.parametrize("form", ["acled", "ucdp", "airwars"])
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(held=_events())
def test_what_a_data_set_cannot_hold_is_named(tmp_path, form, held):
    path = tmp_path / "o.csv"
    notes = " ".join(writing.write(held, path, form=form))
    found = tables.read_columns(path)
    assert (found.format, found.aside) == (form, ())
    assert not _unsaid(held, found, notes), notes
    first = path.read_bytes()
    writing.write(held, path, form=form)
    assert path.read_bytes() == first


@pytest.mark.parametrize("name", ["o.xlsx", "o.json"])
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(held=_events())
def test_what_timemap_cannot_hold_is_named(tmp_path, name, held):
    notes = " ".join(writing.write(held, tmp_path / name, form="timemap"))
    found = tables.read_columns(tmp_path / name)
    assert not _unsaid(held, found, notes), notes


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("acled.csv", "acled"),
        ("acled_old.csv", "acled"),
        ("ged.csv", "ucdp"),
        ("ged_hdx.csv", "ucdp"),
        ("airwars.csv", "airwars"),
        ("airwars_pages.csv", "airwars"),
    ],
)
def test_a_data_set_goes_through_its_own_format(tmp_path, name, form):
    held = tables.read_columns(FILES / name)
    notes = " ".join(writing.write(held, tmp_path / "o.csv", form=form))
    found = tables.read_columns(tmp_path / "o.csv")
    assert found.format == form
    assert not _unsaid(held, found, notes)
    kept = {key.casefold(): column for key, column in found.extra.items()}
    for key, column in held.extra.items():
        empty = not any(map(str, column))
        assert empty or key.casefold() in kept or key in held.withheld or key in notes, key
    for key in {"actor1", "dyad_name", "strike_status_name"} & set(held.extra) & set(found.extra):
        assert list(map(str, kept[key])) == list(map(str, held.extra[key]))
