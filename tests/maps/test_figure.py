import io
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import _text_helpers, image
from matplotlib.font_manager import fontManager, get_font
from matplotlib.path import Path as Outline
from matplotlib.textpath import text_to_path

from geostrike.errors import GeostrikeError, TableError
from geostrike.locate import Located, locate
from geostrike.maps import basemap, payload
from geostrike.maps.figure import SOCIAL, _content, figure, ground, labels, read, save
from geostrike.maps.figure import frame as frames
from geostrike.maps.figure.content import content
from geostrike.maps.figure.lettering import face
from geostrike.maps.figure.pen import Pen
from geostrike.maps.figure.sheet import sheet, shown
from geostrike.maps.report import prepare
from geostrike.maps.strings import speaking
from geostrike.model import Dossier, Event
from geostrike.tables.dossier import read as read_dossier

SEEDS = Path(__file__).parents[2] / "seeds"
FOLDER = Path(__file__).parent / "dossier"
DRAW = """
import sys
from geostrike.locate import locate
from geostrike.maps.figure import figure, read
from geostrike.tables.dossier import read as read_dossier
dossier = read_dossier(sys.argv[1])
located = locate(dossier)
for form in ("svg", "pdf", "png"):
    sys.stdout.buffer.write(figure(dossier, located, form=form, size=read("85mm"), lang="ar"))
"""
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def seeds():
    dossier = read_dossier(SEEDS)
    return dossier, locate(dossier)


def _pen(records, width="170mm", lang="en", **options):
    with speaking(lang), save.fixed_style():
        report = prepare(*records, **options)
        data = payload.page_data(report, payload.events(report))
        return sheet(content(report, data, rtl=lang == "ar"), SOCIAL if width == "social" else read(width))


def _ink(pen):
    """What is lettered, with the box of its ink in points from the left bottom corner, from the outlines."""
    texts = [(text, text.get_position()) for text in pen.figure.texts]
    found = [(text.get_text(), _letters(text) + np.array((x, pen.height - y))) for text, (x, y) in texts]
    found += [
        ("\u200f", patch.get_path().vertices * (1, -1) + np.array((0, pen.height)))
        for patch in pen.figure.artists
        if patch.get_linewidth() == 0 and Outline.CURVE3 in patch.get_path().codes
    ]
    return [(words, (*xy.min(axis=0), *xy.max(axis=0))) for words, xy in found if len(xy)]


def _letters(text):
    prop = text.get_fontproperties()
    corners, _ = text_to_path.get_text_path(prop, text.get_text(), ismath=False)
    return np.reshape(corners, (-1, 2)) * prop.get_size_in_points() / text_to_path.FONT_SCALE


def _parsed(svg):
    return ET.fromstring(svg)  # noqa: S314  (our own drawing)


def _meet(one, other):
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > 0
        and min(one[3], other[3]) - max(one[1], other[1]) > 0
    )


@pytest.mark.parametrize("width", ["85mm", "120mm", "170mm", "social"])
@pytest.mark.parametrize(("which", "lang"), [("seeds", "en"), ("dossier", "en"), ("seeds", "ar")])
def test_no_letter_lies_over_another_or_beyond_the_sheet(which, width, lang, seeds, dossier, located):
    pen = _pen(seeds if which == "seeds" else (dossier, located), width, lang)
    found = _ink(pen)
    assert len(found) > 15
    over = [(a, b) for (a, one), (b, other) in combinations(found, 2) if _meet(one, other)]
    assert over == []
    for _, (left, bottom, right, top) in found:
        assert left >= -0.6
        assert bottom >= -0.6
        assert right <= pen.width + 0.6
        assert top <= pen.height + 0.6


def test_two_processes_draw_the_same_bytes():
    drawn = [
        subprocess.run(
            [sys.executable, "-c", DRAW, str(FOLDER)],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": seed},
        ).stdout
        for seed, zone in (("1", "UTC"), ("4242", "Asia/Baghdad"))
    ]
    assert len(drawn[0]) > 300_000
    assert drawn[0] == drawn[1]


def test_a_style_of_the_user_changes_nothing(dossier, located):
    plain = figure(dossier, located)
    with mpl.rc_context(
        {"font.size": 22, "svg.fonttype": "none", "lines.linewidth": 9, "axes.facecolor": "red"}
    ):
        assert figure(dossier, located) == plain
        assert mpl.rcParams["font.size"] == 22


@pytest.mark.parametrize(
    ("width", "points"), [("170mm", 170 / 25.4 * 72), ("8.5cm", 85 / 25.4 * 72), ("4in", 288)]
)
def test_the_width_is_what_was_asked_for(dossier, located, width, points):
    root = _parsed(figure(dossier, located, size=read(width)))
    assert root.get("width") == width
    assert float(root.get("viewBox").split()[2]) == pytest.approx(points, abs=1e-3)
    pdf = figure(dossier, located, form="pdf", size=read(width))
    box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", pdf)
    assert float(box[1]) == pytest.approx(points, abs=1e-3)


@pytest.mark.parametrize(("size", "pixels"), [(read("1200px"), 1200), (read("85mm"), 1003), (SOCIAL, 1200)])
def test_a_picture_has_the_pixels_of_its_width(dossier, located, size, pixels):
    picture = image.imread(io.BytesIO(figure(dossier, located, form="png", size=size)))
    assert picture.shape[1] == pixels
    if size is SOCIAL:
        assert picture.shape[0] == 630
    assert np.unique(picture.reshape(-1, picture.shape[2]), axis=0).shape[0] > 100


def test_a_file_carries_no_time_and_says_what_it_shows(dossier, located):
    pdf = figure(dossier, located, form="pdf", title="A night")
    assert b"CreationDate" not in pdf
    assert b"/Title (A night)" in pdf
    assert b"GeostrikeSans-Regular" in pdf
    png = figure(dossier, located, form="png", title="A night")
    assert b"Software" not in png
    assert b"Description" in png
    svg = _parsed(figure(dossier, located, title="A night"))
    assert svg.find(f"{SVG}title").text == "A night"
    assert svg.find(f"{SVG}desc").text.startswith("Map of 8 events, 28 January 2024 to 2 March 2024.")
    assert svg.find(f".//{SVG}text") is None
    assert b"<!--" not in figure(dossier, located)


def _one(**facts):
    event = Event(id="a", title="A strike", kind="strike", date="2024-02-03", **facts)
    return Dossier(title="One", events=(event,), claims=(), sources=()), event


@pytest.mark.parametrize(
    "hostile", ["--><script>alert(1)</script>", "$x^2$ & <b>", "a]]>b", '"><svg onload=x>']
)
def test_text_from_outside_stays_text(hostile):
    dossier, event = _one(place=hostile)
    where = Located(event=event, shape="point", lon=41.0, lat=34.4, radius_m=50.0)
    svg = figure(dossier, [where], title=hostile)
    root = _parsed(svg)
    assert root.find(f"{SVG}title").text == hostile
    assert not {"script", "svg"} & {
        element.tag.removeprefix(SVG) for element in root.iter() if element is not root
    }
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    pdf = figure(dossier, [where], form="pdf", title=hostile)
    assert pdf.startswith(b"%PDF")


def test_a_draft_is_refused_and_marked_when_drawn(dossier, located):
    drafts = [replace(one, event=replace(one.event, status="draft")) for one in located]
    with pytest.raises(TableError, match="--draft"):
        figure(dossier, drafts)
    words = " ".join(words for words, _ in _ink(_pen((dossier, drafts), draft=True)))
    assert "Draft – not for publication" in words
    assert words.count("· Draft") == 6


def test_what_the_page_holds_back_is_not_in_the_figure(dossier, located):
    data = figure(dossier, located) + figure(dossier, located, form="pdf")
    assert b"PRIVATE" not in data
    words = " ".join(words for words, _ in _ink(_pen((dossier, located))))
    assert "held back" not in words


def test_names_that_find_no_room_become_numbers_with_a_key(seeds):
    words = [words for words, _ in _ink(_pen(seeds, "60mm"))]
    assert {"1", "2", "8"} <= set(words)
    assert any(line.startswith("Tower 22, 28 Jan 2024") for line in words)
    assert any("10.3 km (7.3 to 13.3 km)" in line for line in words)


def test_many_marks_are_numbered_and_those_without_room_are_counted():
    events = tuple(
        Event(id=f"e{at}", title=f"Event {at}", kind="strike", date="2024-02-03", place=f"Place {at}")
        for at in range(60)
    )
    dossier = Dossier(title="Many", events=events, claims=(), sources=())
    places = [
        Located(event=event, shape="point", lon=41 + at % 4 * 1e-4, lat=34.4 + at // 4 * 1e-4, radius_m=20.0)
        for at, event in enumerate(events)
    ]
    words = [words for words, _ in _ink(_pen((dossier, places)))]
    assert any("Place 59, 3 Feb 2024" in line for line in words)
    assert any("no room for a number" in line for line in words)


def test_the_line_to_the_border_is_lettered_where_it_is_long_enough(dossier, located):
    near = [where for where in located if where.event.id == "border"]
    one = replace(dossier, events=tuple(where.event for where in near))
    words = [words for words, _ in _ink(_pen((one, near)))]
    assert any(words_of.startswith("139 m (83 to 195 m)") for words_of in words)
    assert any(re.fullmatch(r"\d+ (m|km)", line) for line in words), "a scale"


def test_an_empty_map_still_has_a_sheet():
    dossier, event = _one()
    words = [words for words, _ in _ink(_pen((dossier, [Located(event=event)])))]
    assert "1 event without a known place is not on the map." in words


def test_arabic_is_joined_and_runs_from_the_right(seeds):
    with save.fixed_style():
        shaped = _glyphs("القائم")
        apart = [glyph for letter in reversed("القائم") for glyph in _glyphs(letter)]
    assert len(shaped) == 6
    assert sum(one != other for one, other in zip(shaped, apart, strict=True)) >= 4
    pen = _pen(seeds, lang="ar")
    assert pen.figure.texts == [], "lines with marks of direction are outlines"
    assert figure(*seeds, lang="ar") != figure(*seeds)


def _glyphs(text):
    font = get_font(fontManager._find_fonts_by_props(face(bold=False)))
    font.set_size(10, 72)
    return [item.glyph_index for item in _text_helpers.layout(text, font)]


def test_arabic_words_name_places_months_and_units(seeds):
    with speaking("ar"):
        report = prepare(*seeds)
        found = content(report, payload.page_data(report, payload.events(report)), rtl=True)
    marks = {mark.event["id"]: mark for mark in found.marks}
    assert marks["2024-01-28-tower-22"].name == "البرج 22"
    assert marks["2024-01-28-tower-22"].date == "28 كانون الثاني 2024"
    assert marks["2024-01-28-tower-22"].line == "10.3 كم (7.3 إلى 13.3 كم) من حدود العراق–الأردن"
    assert marks["2021-02-26-bukamal"].name == "compound near al-Bukamal"
    assert {country["name"] for country in found.base["countries"]} >= {"سوريا", "العراق"}


def test_a_letter_that_no_font_has_is_named():
    dossier, event = _one(place="漢字")
    with pytest.raises(GeostrikeError, match=r"U\+5B57"):
        figure(dossier, [Located(event=event, shape="point", lon=41.0, lat=34.4, radius_m=50.0)])


@pytest.mark.parametrize("text", ["170", "wide", "-3mm", "1mm", "99999px", "170 mm mm", "mm"])
def test_a_width_that_is_none_is_refused(text):
    with pytest.raises(GeostrikeError):
        read(text)


def test_a_form_that_is_none_is_refused(dossier, located):
    with pytest.raises(GeostrikeError, match="gif"):
        figure(dossier, located, form="gif")


@pytest.mark.parametrize(("lang", "name"), [("en", "Euphrates"), ("ar", "الفرات")])
def test_rivers_are_named_where_they_are_drawn(seeds, lang, name):
    assert name in _letters_of(seeds, lang)
    near = replace(seeds[0], events=seeds[0].events[-1:]), seeds[1][-1:]
    assert name not in _letters_of(near, lang)


@pytest.mark.parametrize("size", [read("170mm"), SOCIAL])
def test_the_map_under_the_events_reaches_as_far_as_the_figure(seeds, size):
    spots = [located for located in seeds[1] if located.lon is not None][:2]
    bare = {
        "shape": "disc",
        "radius_m": 5000.0,
        "geometry": None,
        "measure": None,
        "named": None,
        "line": None,
    }
    far = [replace(one, lat=lat, lon=43.0, **bare) for one, lat in zip(spots, (36.0, 14.8), strict=True)]
    events = tuple(one.event for one in far)
    report = prepare(replace(seeds[0], events=events), far)
    found = _content(report, size, None, rtl=False)
    needed = shown(found, size)
    assert basemap.within(needed, found.cover) == needed


def _letters_of(records, lang):
    data = payload.page_data(prepare(*records), payload.events(prepare(*records)))
    with speaking(lang), save.fixed_style():
        found = content(prepare(*records), data, rtl=lang == "ar")
        frame = frames.fit([mark.event for mark in found.marks], found.limits, (0.0, 0.0), (480.0, 0.0))
        return {
            label.lines[0].text.lstrip("\u200f")
            for label in labels._ground(found, frame, 8.0)
            if label.key.startswith("water ")
        }


@pytest.mark.parametrize(("kind", "dashed"), [("land", False), ("indefinite", True), ("disputed", True)])
def test_borders_that_are_not_settled_are_dashed(kind, dashed):
    frame = frames.fit((), (40.0, 33.0, 42.0, 35.0), (0.0, 0.0), (480.0, 0.0))
    base = {"borders": [{"kind": kind, "at": basemap.pack(np.array([[40.5, 34.0], [41.5, 34.2]]))}]}
    pen = Pen(480, 480)
    ground._borders(pen, frame, base["borders"], 1.0)
    styles = [artist.get_linestyle() for artist in pen.figure.get_children() if hasattr(artist, "get_path")]
    assert any(style not in {"solid", "-"} for style in styles) is dashed
    assert ground.kinds(frame, base) == {"disputed" if dashed else "border"}


def test_a_map_without_a_border_in_sight_is_drawn():
    lonely = Located(
        event=Event(id="a", title="t", kind="strike", date="2024-02-03"),
        shape="point",
        lon=41.36,
        lat=33.42,
        radius_m=10,
    )
    dossier = Dossier(title="d", events=(lonely.event,), claims=(), sources=())
    assert figure(dossier, [lonely]).startswith(b"<?xml")


def test_the_source_line_of_a_coarse_figure_says_so(dossier):
    report = prepare(dossier, locate(dossier, coarsen="5km"))
    found = content(report, payload.page_data(report, payload.events(report)))
    assert any("All places are shown roughly" in line for line in found.sources)
    assert any("All places are shown roughly" in line for line in found.credits)
