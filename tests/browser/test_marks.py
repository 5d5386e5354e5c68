"""Marks of a table's events on the map: how each sharpness is drawn, and where a tap finds it."""

import pytest

from geostrike.maps.table import render_columns
from geostrike.tables import read_columns

pytestmark = pytest.mark.browser

HEADER = "id,title,date,place,country,lon,lat,radius_m,precision"
UNSTATED = "1,A,2024-02-03,Al-Qaim,IQ,41.1389,34.3678,,unknown"
SPOT = (34.3678, 41.1389)
INKED = """([at, low, high]) => {
    const canvas = document.querySelector(".leaflet-geostrike-marks-pane canvas");
    const [point, frame] = [geostrike.map.latLngToContainerPoint(at), document.getElementById("map")]
        .map((one) => one.getBoundingClientRect ? one.getBoundingClientRect() : one);
    const box = canvas.getBoundingClientRect();
    const [x, y] = [frame.x + point.x - box.x, frame.y + point.y - box.y];
    const dark = (turn, far) => {
        const [left, top] = [x + far * Math.cos(turn), y + far * Math.sin(turn)].map(Math.floor);
        const [r, g, b, a] = canvas.getContext("2d").getImageData(left, top, 1, 1).data;
        return a > 150 && r + g + b < 500;
    };
    const steps = Array.from({length: 2 * (high - low) + 1}, (_, step) => low + step / 2);
    return Array.from({length: 90}, (_, turn) => steps.some((far) => dark(turn * Math.PI / 45, far)));
}"""


@pytest.fixture
def opened(open_page, tmp_path):
    def drawn(*rows, lang="en"):
        path = tmp_path / "events.csv"
        path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8", newline="\n")
        page = open_page(render_columns(read_columns(path), title="T", lang=lang)).page
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))")
        return page

    return drawn


def click(page, at, right=0):
    box = page.locator("#map").bounding_box()
    x, y = page.evaluate(
        "at => { const p = geostrike.map.latLngToContainerPoint(at); return [p.x, p.y]; }", at
    )
    page.mouse.click(box["x"] + x + right, box["y"] + y)


def inked(page, at, low, high):
    """Share of the directions from a place in which something dark is drawn so many pixels away."""
    found = page.evaluate(INKED, [at, low, high])
    return sum(found) / len(found)


def test_a_place_of_unstated_precision_has_a_dashed_mark_of_its_own(opened):
    page = opened(UNSTATED)
    assert 0.2 < inked(page, SPOT, 3, 7) < 0.9
    assert inked(page, SPOT, 0, 2) == 0


def test_a_place_that_is_less_exact_has_a_whole_outline(opened):
    page = opened(UNSTATED.replace(",,unknown", ",500,"), "2,B,2024-02-03,,,36.2,36.1,50,")
    assert inked(page, SPOT, 3, 7) > 0.95
    assert inked(page, SPOT, 0, 2) == 0
    assert inked(page, (36.1, 36.2), 1, 2) == 1


def test_only_a_tap_on_the_mark_opens_an_event_of_unstated_precision(opened):
    page = opened(UNSTATED)
    click(page, SPOT, right=200)
    page.wait_for_timeout(100)
    assert not page.locator("#card.open").is_visible()
    click(page, SPOT)
    page.wait_for_selector("#card.open")


def test_events_of_unstated_precision_at_one_spot_are_a_bunch(opened):
    page = opened(UNSTATED, UNSTATED.replace("1,A", "2,B"))
    assert inked(page, SPOT, 9, 14) > 0.95
    click(page, SPOT)
    page.wait_for_selector("#here:not([hidden])")
    assert page.locator("#here").inner_text() == "2 events at this spot ×"


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "how well the place is known is not stated"), ("ar", "لم يُذكر مدى دقة المكان")]
)
def test_the_legend_tells_of_it_only_where_there_is_one(opened, lang, said):
    assert said in opened(UNSTATED, lang=lang).locator(".legend").inner_text()
    stated = opened(UNSTATED.replace("unknown", "town"), lang=lang)
    assert said not in stated.locator(".legend").inner_text()
    assert stated.locator(".legend .unstated").count() == 0


def lettered(page, zoom):
    """What the map letters when it is drawn anew."""
    return page.evaluate(
        """async zoom => {
            const [said, plain] = [[], CanvasRenderingContext2D.prototype.fillText];
            CanvasRenderingContext2D.prototype.fillText = function fillText(text, ...rest) {
                said.push(text);
                plain.call(this, text, ...rest);
            };
            geostrike.map.setView([34.3678, 41.1389], zoom, {animate: false});
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
            CanvasRenderingContext2D.prototype.fillText = plain;
            return said;
        }""",
        zoom,
    )


@pytest.mark.parametrize(("lang", "said"), [("en", {"IRAQ", "SYRIA"}), ("ar", {"العراق", "سوريا"})])
def test_countries_are_named_where_there_is_room(opened, lang, said):
    page = opened(UNSTATED, lang=lang)
    assert said <= set(lettered(page, 7))
    assert not {"SAUDI ARABIA", "السعودية"} & set(lettered(page, 3))
