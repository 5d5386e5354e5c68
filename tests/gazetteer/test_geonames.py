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
    rest = "\t\t1\t\t\t\t\n"
    names = ("7\t5\tku\tElsewhere", "1\t99072\tku\tMûsil", "2\t99072\tiata\tOSM", "3\t99533\t\tPapa",
             '4\t99072\ten\t"Mosul"')  # fmt: skip
    more = tmp_path / "names.txt"  # known by its columns
    more.write_text("".join(name + rest for name in names), encoding="utf-8", newline="\n")
    mosul, anbar = geonames.read([more, dump])
    assert mosul.names[-2:] == ("Mûsil", '"Mosul"')
    assert anbar.names[-1] == "Papa"
    assert "OSM" not in mosul.names
    more.write_text(f"1\t99072\tku\tMûsil{rest}2\t99072\n", encoding="utf-8", newline="\n")
    with pytest.raises(TableError, match="line 2 is no alternate name"):
        list(geonames.read([more, dump]))


def test_a_place_of_two_dumps_is_taken_from_the_first(dump, tmp_path):
    more = tmp_path / "allCountries.TXT"
    more.write_text(HEAD.replace("Mosul", "Later") + MORE.replace("99533", "7"), encoding="utf-8")
    assert [(r.id, r.name) for r in geonames.read([dump, more])] == [
        ("99072", "Mosul"),
        ("99533", "Muḩāfaz̧at Anbār"),
        ("7", "Muḩāfaz̧at Anbār"),
    ]


def test_long_numbers_of_other_sources_are_kept_once_too(tmp_path):
    path = tmp_path / "SY.txt"
    path.write_text(HEAD.replace("99072", "9907299072") * 2, encoding="utf-8")
    assert [record.id for record in geonames.read([path])] == ["9907299072"]


def test_cells_are_read_as_they_stand(tmp_path):
    path = tmp_path / "SY.txt"
    cells = ["7", 'Tell "X', "", "a'b, \u2028c ,,", "34", "36", "", "", "", *[""] * 9, "2024-01-01"]
    path.write_bytes(("\ufeff" + "\t".join(cells) + "\r\n").encode())
    (record,) = geonames.read([path])
    assert (record.id, record.name, record.names) == ("7", 'Tell "X', ("a'b", "c"))
    assert (record.country, record.kind, record.population) == ("", "site", 0)
    cells[14] = "99999999999"
    path.write_text("\t".join(cells), encoding="utf-8")
    gazetteer.build([path], tmp_path / "mine.gaz")
    assert gazfile.open_layer(tmp_path / "mine.gaz").place(0).population == 2**32 - 1


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
        ("x.txt", HEAD.replace("36.335", "nan").encode(), TableError, "line 1 .*coordinate"),
        ("x.txt", HEAD.replace("1739800", "many").encode(), TableError, "line 1"),
        ("x.txt", HEAD.replace("IQ", "Iraq").encode(), TableError, "line 1 .*country"),
        ("x.txt", b"x" + HEAD.encode(), TableError, "line 1 .*no id"),
        ("x.txt", HEAD.encode() + b"id\tname\n", TableError, "line 2 .*2 columns"),
        ("x.txt", b"\xff\xfe\n", InputError, "UTF-8"),
        ("x.txt", b"", InputError, "x.txt holds no place"),
        ("x.txt", b"1\t99072\tku\tx\t\t\t\t\t\t\n", InputError, "x.txt holds no place"),
        ("x.zip", b"no zip", InputError, "no ZIP"),
        ("x.zip", b"", InputError, "no ZIP"),
        ("missing.txt", None, InputError, "check the path"),
    ],
)
def test_a_broken_dump_is_refused(tmp_path, name, content, error, words):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error, match=words):
        list(geonames.read([path]))


@pytest.mark.parametrize(
    ("at", "value", "words"),
    [(-1, None, "cut short"), ("data", 0xFF, "cut short"), (6, 1, "locked"), (8, 99, "rare way")],
)
def test_a_broken_zip_is_refused(tmp_path, at, value, words):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.txt", HEAD * 1_000)
    content = bytearray(path.read_bytes())
    if value is None:
        content = content[: len(content) // 2]
    elif at == "data":
        content[60:90] = bytes([value]) * 30
    else:
        directory = content.index(b"PK\x01\x02")
        content[at] = content[directory + at + 2] = value
    path.write_bytes(content)
    with pytest.raises(InputError, match=words):
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
