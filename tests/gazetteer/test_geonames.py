"""GeoNames dumps: read, compiled, saved, opened again; broken ones refused by line."""

import zipfile

import pytest

from geostrike import gazetteer
from geostrike.errors import InputError, TableError
from geostrike.gazetteer import gazfile, geonames

HEAD = (
    "99072\tMosul\tMosul\tAl Mawsil,الموصل,Мосул\t36.335\t43.11889\tP\tPPLA\tIQ\t\t15\t\t\t\t1739800\t\t234\t"
    "Asia/Baghdad\t2024-01-01\n"
)
MORE = "99533\tMuḩāfaz̧at Anbār\tMuhafazat Anbar\t\t33\t42\tA\tADM1\tIQ\t\t01\t\t\t\t0\t\t\t\t2024-01-01\n"


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "IQ.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "no data")
        archive.writestr("IQ.txt", "#comment\n" + HEAD + "\n" + MORE)
    return path


def test_a_dump_is_built_and_opened_again(dump, tmp_path):
    target = tmp_path / "mine.gaz"
    built = gazetteer.build([dump], target)
    opened = gazfile.open_layer(target)
    assert [opened.place(row) for row in range(2)] == [built.place(row) for row in range(2)]
    mosul = opened.place(0)
    assert (mosul.id, mosul.kind, mosul.layer, mosul.names_ar) == (
        "geonames:99072",
        "city",
        "mine",
        ("الموصل",),
    )
    assert opened.place(1).region
    for name in ("Mosul", "al-Mawsil", "الموصل", "Мосул", "Moussoul"):
        assert gazetteer.load(target).resolve(name).place.id == "geonames:99072", name


def test_equal_input_gives_equal_bytes(dump, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        gazetteer.build([dump], tmp_path / name / "mine.gaz")
    assert (tmp_path / "a" / "mine.gaz").read_bytes() == (tmp_path / "b" / "mine.gaz").read_bytes()


def test_alternate_names_are_added(dump, tmp_path):
    more = tmp_path / "alternateNamesV2.txt"
    more.write_text("1\t99072\tku\tMûsil\n2\t99072\tiata\tOSM\n3\t99072\n", encoding="utf-8")
    record = next(geonames.read([dump, more]))
    assert "Mûsil" in record.names
    assert "OSM" not in record.names


def test_a_table_makes_a_gazetteer_too(places, tmp_path):
    gazetteer.build([places], tmp_path / "own.gaz")
    assert gazetteer.load(tmp_path / "own.gaz").resolve("Tower 22").place.id == "own:tower-22"


def test_tables_and_dumps_are_not_mixed(places, dump, tmp_path):
    with pytest.raises(InputError, match="build two"):
        gazetteer.build([places, dump], tmp_path / "own.gaz")


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("x.txt", b"1\tMosul\n", TableError, "line 1 .*2 columns"),
        ("x.txt", HEAD.replace("36.335", "north").encode(), TableError, "line 1"),
        ("x.txt", HEAD.replace("36.335", "136").encode(), TableError, "line 1 .*coordinate"),
        ("x.txt", b"\xff\xfe\n", InputError, "UTF-8"),
        ("x.zip", b"no zip", InputError, "no ZIP"),
        ("missing.txt", None, InputError, "check the path"),
    ],
)
def test_a_broken_dump_is_refused(tmp_path, name, content, error, words):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error, match=words):
        list(geonames.read([path]))


def test_a_zip_without_a_dump_is_refused(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x.csv", "")
    with pytest.raises(InputError, match=r"no \.txt"):
        list(geonames.read([path]))


def test_a_file_cut_short_is_refused(dump, tmp_path):
    target = tmp_path / "mine.gaz"
    gazetteer.build([dump], target)
    content = target.read_bytes()
    for size in (len(content) - 100, 200, 60):
        target.write_bytes(content[:size])
        with pytest.raises(InputError, match=r"mine\.gaz"):
            gazfile.open_layer(target)
