"""A user's own places: every wrong row is named, and layers lie over one another, the first winning."""

import re
from pathlib import Path

import pytest

from geostrike import gazetteer
from geostrike.cli import main
from geostrike.errors import TableError

HEADER = "id,name,names,names_ar,kind,country,lon,lat,radius_m,source,licence,note"
ROW = "mill,The Old Mill,Tahunat,الطاحونة,site,SYR,40.9,34.4,250,own visit,CC0-1.0,"


@pytest.fixture
def table(tmp_path):
    def write(*rows, header=HEADER):
        path = tmp_path / "my_places.csv"
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8-sig")
        return path

    return write


def test_a_layer_of_ones_own_lies_over_the_default(table, tmp_path, capsys):
    mine = str(tmp_path / "mine.gaz")
    bukamal = "b,al-Bukamal,,,town,SY,40.95,34.44,900,own visit,,"
    assert main(["gazetteer", "add", str(table(ROW, bukamal)), "-o", mine]) == 0
    assert "2 places" in capsys.readouterr().err
    layered = gazetteer.load(mine, "default")
    mill = layered.resolve("the old mill").place
    assert (mill.id, mill.country, mill.radius_m, mill.source, mill.layer) == (
        "mine:mill", "SY", 250, "own visit", "mine",
    )  # fmt: skip
    assert layered.resolve("al-Bukamal").place.id == "mine:b"
    assert layered.resolve("Tower 22").place.id == "geostrike:tower-22"
    assert gazetteer.load("default", mine).resolve("al-Bukamal").place.id == "geostrike:al-bukamal"
    assert gazetteer.load(mine).resolve("Tower 22").status == "unknown"
    assert layered.search("al-buk")[0].place.id == "mine:b"
    assert main(["resolve", "the old mill", "--gazetteer", mine, "--gazetteer", "default"]) == 0
    assert "resolved" in capsys.readouterr().out


def test_semicolons_will_do(table, tmp_path):
    path = table(ROW.replace(",", ";"), header=HEADER.replace(",", ";"))
    assert len(gazetteer.add([path], tmp_path / "mine.gaz")) == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("x,X,,,site,SY,40,34,250,,,", "row 2: source is empty; it is required."),
        ("x,X,,,site,SY,40,34,,me,,", "row 2: radius_m is empty; it is required."),
        ("x,X,,,site,SY,40,34,0,me,,", "row 2: radius_m is '0'; write how many metres"),
        ("x,X,,,site,SY,40,34,-5,me,,", "row 2: radius_m is '-5'"),
        ("x,X,,,site,SY,40,34,wide,me,,", "row 2: radius_m is 'wide'"),
        ("x,X,,,twon,SY,40,34,250,me,,", "row 2: kind is 'twon', which is none; write for example 'town'."),
        ("x,X,,,site,Syria,40,34,250,me,,", "row 2: country: "),
        ("x,X,,,site,SY,34,140,250,me,,", "row 2: lat is '140'"),
        ("x,,,,site,SY,40,34,250,me,,", "row 2: name is empty"),
        ("mill,X,,,site,SY,40,34,250,me,,", "row 2: id 'mill' stands in row 1 too"),
        ("x,X,,,site,SY,40,34,250,me,,,too,many", "row 2 has more cells than the header"),
    ],
)
def test_a_wrong_row_is_named(table, tmp_path, row, words):
    with pytest.raises(TableError) as caught:
        gazetteer.add([table(ROW, row)], tmp_path / "mine.gaz")
    assert words in str(caught.value)
    assert not (tmp_path / "mine.gaz").exists()


def test_every_wrong_row_has_its_sentence(table, tmp_path, capsys):
    rows = [f"{i},X,,,site,SY,40,34,,me,," for i in range(25)]
    assert main(["gazetteer", "add", str(table(*rows)), "-o", str(tmp_path / "mine.gaz")]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert [f"row {i}:" in captured.err for i in (1, 20, 21)] == [True, True, False]
    assert "5 more rows are wrong." in captured.err


def test_a_table_without_places(table, tmp_path):
    with pytest.raises(TableError, match="holds no place"):
        gazetteer.add([table()], tmp_path / "mine.gaz")


def test_the_documentation_names_each_column():
    text = (Path(__file__).parents[2] / "docs" / "gazetteer.md").read_text(encoding="utf-8")
    assert [name for name in HEADER.split(",") if f"`{name}`" not in text] == []


def test_the_python_of_the_documentation_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = (Path(__file__).parents[2] / "docs" / "gazetteer.md").read_text(encoding="utf-8")
    for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        exec(compile(block, "gazetteer.md", "exec"), {})  # noqa: S102
