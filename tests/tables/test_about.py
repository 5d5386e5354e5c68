import pytest

from geostrike.checks import check
from geostrike.errors import TableError
from geostrike.model import About, Correction
from geostrike.tables.dossier import read
from geostrike.tables.dossier import write as write_dossier

EVENT = {"id": "a", "title": "A strike", "kind": "strike", "date": "2024-02-03", "place": "Akashat"}


@pytest.fixture
def folder(tmp_path):
    texts = {
        "events": ",".join(EVENT) + "\n" + ",".join(EVENT.values()) + "\n",
        "claims": "event,source,kind,words\n",
        "sources": "id,publisher,kind\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
    return tmp_path


def write(folder, name, *lines):
    (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def test_both_files_may_be_missing(folder):
    assert read(folder).about == About()


def test_what_the_author_says_is_read(folder):
    write(folder, "about", "key,value", "title,A title", '"standfirst","One, two"', "edition,2024-05-01")
    write(folder, "corrections", "date,event,change,reason,_mine", "2024-04-01,a,Moved,A grid,secret")
    dossier = read(folder)
    write_dossier(dossier, folder / "copy")
    assert read(folder / "copy").about == dossier.about
    assert dossier.title == "A title"
    assert dossier.about == About(
        title="A title",
        standfirst="One, two",
        edition="2024-05-01",
        corrections=(Correction(date="2024-04-01", event="a", change="Moved", reason="A grid"),),
    )


@pytest.mark.parametrize(
    ("name", "lines", "rule"),
    [
        ("about", ["key,value", "standfrist,x"], "vocabulary"),
        ("about", ["key,value", "title,x", "title,y"], "id-twice"),
        ("about", ["key,value", "edition,yesterday"], "date-relative"),
        ("about", ["key,value", "address,javascript:alert(1)"], "url"),
        ("about", ["key,text", "title,x"], "column-missing"),
        ("corrections", ["date,event,change", "2024-04-01,b,Moved"], "ref-unknown"),
        ("corrections", ["date,event,change", "April,a,Moved"], "date-form"),
        ("corrections", ["date,event,change", "2024-04-01,a,"], "required"),
    ],
)
def test_what_is_wrong_is_found_and_named(folder, name, lines, rule):
    write(folder, name, *lines)
    found = [finding for finding in check(folder) if finding.table == name]
    assert rule in [finding.rule for finding in found]
    with pytest.raises(TableError, match=rf"{name}\.csv"):
        read(folder)
