"""The ground of the map, painted: water, land, and what is left out close up."""

import io
import json

import pytest
from matplotlib import image

WATER, LAND = (0xDD, 0xE8, 0xEF), (0xF5, 0xF3, 0xEF)
SPOTS = {
    "Lake Tharthar": (33.95, 43.25, 9.0, WATER),
    "the sea off Beirut": (33.9, 35.2, 9.0, WATER),
    "the desert of Anbar": (32.5, 42.0, 9.0, LAND),
    "where close up the lake is left out": (33.95, 43.25, 11.0, LAND),
}


@pytest.fixture
def page(open_page, html):
    return open_page(html)


def view(opened, lat, lon, zoom):
    opened.page.evaluate(f"window.geostrike.map.setView([{lat}, {lon}], {zoom}, {{animate: false}})")
    opened.page.wait_for_timeout(150)


@pytest.mark.parametrize("spot", SPOTS)
def test_water_and_land_have_their_colours(page, spot):
    lat, lon, zoom, colour = SPOTS[spot]
    view(page, lat, lon, zoom)
    box = page.page.locator("#map").bounding_box()
    middle = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2, "width": 1, "height": 1}
    pixel = image.imread(io.BytesIO(page.page.screenshot(clip=middle)))[0, 0, :3]
    assert tuple(round(part * 255) for part in pixel.tolist()) == colour
    assert not page.fetched


def test_rivers_and_provinces_are_left_out_close_up(page):
    shown = "name => getComputedStyle(document.querySelector(`.leaflet-geostrike-${name}-pane`)).display"
    found = {}
    for zoom in (8, 10, 12):
        view(page, 34.4, 41.0, zoom)
        found[zoom] = [page.page.evaluate(shown, name) != "none" for name in ("rivers", "lakes", "provinces")]
    assert found == {8: [True, True, True], 10: [False, True, True], 12: [False, False, False]}


def test_no_label_lies_on_another_and_the_river_is_named(page):
    view(page, 34.6, 40.9, 8)
    boxes = page.page.evaluate(
        "[...document.querySelectorAll('.labels .place:not(.ar), .labels .water-name, .labels .country')]"
        ".map(node => [node.textContent,"
        " node.getBBox().x, node.getBBox().y, node.getBBox().width, node.getBBox().height])"
    )
    assert "Euphrates" in {box[0] for box in boxes}, json.dumps(boxes)
    for at, (name, x, y, w, h) in enumerate(boxes):
        for other, x2, y2, w2, h2 in boxes[at + 1 :]:
            apart = x + w <= x2 + 1 or x2 + w2 <= x + 1 or y + h <= y2 + 4 or y2 + h2 <= y + 4
            assert apart, (name, other)
