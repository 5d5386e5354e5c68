import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from geostrike.errors import GeostrikeError, InputError
from geostrike.maps.embed import FORMS, SANDBOX, Embedded, inline, read_page, relative, snippet

HOSTILE = '"><script>alert(1)</script>](javascript:alert(1)) `{{ }} -->'


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def tags(text):
    parser = _Tags()
    parser.feed(text)
    return parser.found


@pytest.fixture
def written(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("map.html").write_text(page, encoding="utf-8")
    Path("map.png").write_bytes(b"")
    return Path("map.html")


def test_title_and_alt_text_come_from_the_page(written):
    found = read_page(written, picture="map.png")
    assert found.title == "A night of strikes"
    assert found.alt.startswith("Map of 8 events, 28 January 2024 to 2 March 2024. Drawn: ")
    assert (found.address, found.picture) == ("map.html", "map.png")


def test_the_frame_is_named_sandboxed_and_lazy(written):
    (frame,) = [facts for tag, facts in tags(snippet(read_page(written), "iframe")) if tag == "iframe"]
    assert frame["src"] == "map.html"
    assert frame["title"] == "A night of strikes"
    assert frame["sandbox"] == SANDBOX
    assert "allow-same-origin" not in SANDBOX
    assert frame["loading"] == "lazy"
    assert "aspect-ratio:4/3" in frame["style"]
    tall = snippet(read_page(written, height_px=700), "iframe")
    assert "height:700px" in tall


def test_the_picture_stands_in_with_its_alt_text(written):
    page = read_page(written, picture="map.png")
    assert [facts["alt"] for tag, facts in tags(snippet(page, "iframe")) if tag == "img"] == [page.alt]
    markdown = snippet(page, "markdown")
    assert markdown.startswith("[![Map of 8 events")
    assert "](map.png)](map.html)" in markdown


@pytest.mark.parametrize("form", FORMS)
def test_nothing_that_a_page_says_becomes_markup(form):
    page = Embedded(address="map.html", title=HOSTILE, alt=HOSTILE, picture="map.png")
    text = snippet(page, form)
    if form == "jupyter":
        text = ast.literal_eval(re.search(r"HTML\((.*)\)", text, re.DOTALL)[1])
    shown = re.sub(r"\\.", "", text) if form in {"markdown", "quarto"} else text
    assert "<script" not in shown
    assert form != "markdown" or "](javascript" not in shown
    assert shown.count("-->") == (2 if form == "wordpress" else 0)
    for _, facts in tags(text):
        assert not [name for name in facts if name.startswith("on")]
        assert facts.get("href", "map.html") == "map.html"


def test_each_kind_of_document_gets_what_it_needs(written):
    page = read_page(written, url="https://example.org/a%20map.html?x=1&y=2")
    quarto = snippet(page, "quarto")
    assert 'data-external="1"' in quarto
    assert "\t" not in quarto
    assert snippet(page, "wordpress").startswith("<!-- wp:html -->\n<figure")
    assert tags(snippet(page, "iframe"))[1][1]["src"] == "https://example.org/a%20map.html?x=1&y=2"
    compile(snippet(page, "jupyter"), "cell", "exec")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("a b/ü.html", "a%20b/%C3%BC.html"),
        ("../m.html", "../m.html"),
        ("javascript:x.html", "javascript%3Ax.html"),
    ],
)
def test_a_path_becomes_a_relative_address(path, address):
    assert relative(Path(path)) == address


def test_an_absolute_path_is_not_told():
    assert relative(Path("/home/somebody/map.html")) == "map.html"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"url": "javascript:alert(1)"}, "http"),
        ({"picture": "no.png"}, "not there"),
        ({"picture": "a.gpx"}, "picture"),
    ],
)
def test_what_cannot_be_used_is_refused(written, options, words):
    with pytest.raises(GeostrikeError, match=words):
        read_page(written, **options)


def test_a_file_without_a_title_is_refused(tmp_path):
    bare = tmp_path / "bare.html"
    bare.write_text("<body><title>late</title></body>", encoding="utf-8")
    with pytest.raises(InputError, match="no title"):
        read_page(bare)
    with pytest.raises(GeostrikeError, match="no snippet"):
        snippet(Embedded(address="x", title="x", alt="x"), "word")


def test_a_notebook_keeps_the_page_whole_in_a_sandboxed_frame(page):
    ((tag, facts),) = tags(inline(page, "A night"))
    assert (tag, facts["sandbox"], facts["title"]) == ("iframe", SANDBOX, "A night")
    assert facts["srcdoc"] == page
    assert "src" not in facts


CELL = """
from geostrike.locate import locate
from geostrike.maps import ReportMap
from geostrike.tables.dossier import read
dossier = read({folder!r})
ReportMap(dossier, locate(dossier), title="A night of strikes")
"""


@pytest.fixture(scope="module")
def notebook():
    folder = str(Path(__file__).parent / "dossier")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL.format(folder=folder))])
    NotebookClient(book, timeout=120, kernel_name="python3").execute()
    (output,) = [out for out in book.cells[0].outputs if out.output_type == "execute_result"]
    return output.data["text/html"]


def test_a_notebook_shows_the_page(notebook, page):
    ((_, facts),) = tags(notebook)
    assert facts["srcdoc"] == page
