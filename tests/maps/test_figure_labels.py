from dataclasses import replace
from itertools import product

import numpy as np
import pytest
import shapely
from matplotlib.colors import to_rgba

from geostrike.locate import Located
from geostrike.maps import payload
from geostrike.maps.figure import ground, marks, read, save
from geostrike.maps.figure.content import content
from geostrike.maps.figure.sheet import _plan, _surroundings, _turned, sheet
from geostrike.maps.report import prepare
from geostrike.maps.strings import speaking
from geostrike.model import Dossier, Event


def _border_story():
    """Three episodes about a border: two dots and a wide ring, one dot right at the line."""
    facts = {
        "bukamal": ("2021-02-26", "point", 40.97452, 34.39841, 10.0),
        "qaim": ("2024-02-03", "disc", 41.0985, 34.3666, 5000.0),
        "hajin": ("2023-05-01", "point", 40.8311, 34.6889, 10.0),
    }
    events = [
        Event(id=key, title=f"Strike at {key}", kind="strike", date=date, place=f"The town of {key}")
        for key, (date, *_) in facts.items()
    ]
    dossier = Dossier(title="Border", events=tuple(events), claims=(), sources=())
    places = [
        Located(event=event, shape=shape, lon=lon, lat=lat, radius_m=radius)
        for event, (_, shape, lon, lat, radius) in zip(events, facts.values(), strict=True)
    ]
    return dossier, places


def _lettering(records, width, lang="en"):
    """What the figure says, where its labels stand, and the sheet itself."""
    with speaking(lang), save.fixed_style():
        report = prepare(*records)
        found = content(report, payload.page_data(report, payload.events(report)), rtl=lang == "ar")
        around = _surroundings(found, read(width))
        plan = _plan(found, around.frame, around.letters, numbers=True)
        return found, plan, sheet(found, read(width))


@pytest.mark.parametrize("width", ["85mm", "170mm"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_one_event_has_one_mark_and_its_label_is_beside_it_or_led_to_it(width, lang):
    records = _border_story()
    found, plan, pen = _lettering(records, width, lang)
    labels = {placed.label.key: placed for placed in plan.lettering.placed}
    for mark in found.marks:
        placed = labels[mark.event["id"]]
        away = shapely.box(*placed.box).distance(marks.outline(plan.frame, mark.event))
        assert placed.leader is not None or away < 4.5
    letters = {labels[mark.event["id"]].label.lines[0].raised for mark in found.marks}
    assert {letter.lstrip("\u200f") for letter in letters} == set("ABC" if lang == "en" else "أبج")
    left, top, right, bottom = plan.frame.box
    fills = {to_rgba(fill) for fill in marks.FILLS}
    filled = [artist for artist in pen.figure.artists if artist.get_facecolor() in fills]
    middles = [artist.get_path().get_extents(artist.get_patch_transform()) for artist in filled]
    on_map = [one for one in middles if left < one.x0 < right and top < one.y0 < bottom]
    assert len(on_map) == 2, "the two dots, and nothing like a dot"


@pytest.mark.parametrize(("lang", "names"), [("en", {"SYRIA", "IRAQ"}), ("ar", {"سوريا", "العراق"})])
@pytest.mark.parametrize("width", ["85mm", "170mm"])
def test_countries_are_named_and_no_label_lies_over_a_mark(width, lang, names):
    found, plan, _ = _lettering(_border_story(), width, lang)
    words = {placed.label.lines[0].text.lstrip("\u200f") for placed in plan.lettering.placed}
    assert names <= words
    assert plan.lettering.key == ()
    for placed, mark in product(plan.lettering.placed, found.marks):
        edge = marks.outline(plan.frame, mark.event)
        is_own = placed.label.key == mark.event["id"]
        assert not (edge.boundary if is_own else edge).intersects(shapely.box(*placed.box))


def test_a_country_is_named_on_its_own_side():
    found, plan, _ = _lettering(_border_story(), "85mm")
    lines = ground.borders(plan.frame, found.base)
    for placed in plan.lettering.placed:
        if placed.label.key.startswith("country "):
            assert not lines.intersects(shapely.box(*placed.box))


def test_two_events_in_one_province_are_hatched_in_two_directions():
    square = shapely.box(40.0, 33.0, 42.0, 34.5)
    events = [
        Event(id=key, title=key, kind="strike", date=date, place="Anbar")
        for key, date in (("a", "2021-02-26"), ("b", "2024-02-03"), ("c", "2022-06-01"))
    ]
    places = [
        Located(event=event, shape="region", lon=41.0, lat=33.7, radius_m=100e3, geometry=square)
        for event in events
    ]
    dossier = Dossier(title="Two", events=tuple(events), claims=(), sources=())
    found, plan, _ = _lettering((dossier, places), "85mm")
    turned = _turned(plan.frame, found.marks)
    assert [turn for _, turn in turned] == [0, 1, 2]
    again = [replace(mark, event={**mark.event, "style": 0}) for mark, _ in turned]
    assert [turn for _, turn in _turned(plan.frame, again)] == [0, 0, 0], "one colour, one hatching"
    assert {placed.label.key for placed in plan.lettering.placed} >= {"a", "b", "c"}
    ring = [np.array([(0, 0), (40, 0), (40, 30), (0, 30), (0, 0)], float)]
    along = [np.diff(marks.hatching(ring, (0, 0, 40, 30), turn)[5], axis=0)[0] for turn in (0, 1)]
    assert along[0] @ along[1] == pytest.approx(0, abs=1e-9)
    assert marks.hatching(ring, (50, 50, 60, 60)) == []
