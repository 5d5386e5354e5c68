"""How much of a window the map takes, and that the list beside it shows rows, from a frame to a desk."""

import pytest

from geostrike.maps.table import render_columns
from geostrike.tables import read_columns

pytestmark = pytest.mark.browser

FRAMES = [(640, 480), (760, 570), (900, 675), (960, 720), (1000, 700), (768, 1024), (1023, 768)]
ROWS = "\n".join(f"{at},Event {at},2024-02-{at + 1:02d},Al-Qaim,IQ,41.{at}1,34.3678," for at in range(9))


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    path = tmp_path_factory.mktemp("widths") / "events.csv"
    head = "id,title,date,place,country,lon,lat,precision"
    path.write_text(f"{head}\n{ROWS}\n", encoding="utf-8", newline="\n")
    return render_columns(read_columns(path), title="Nine strikes on one town")


def seen(page, selector):
    """Height of what a reader sees of an element without scrolling."""
    page.wait_for_selector(selector)
    box, window = page.locator(selector).first.bounding_box(), page.viewport_size
    return min(box["y"] + box["height"], window["height"]) - max(box["y"], 0)


@pytest.mark.parametrize(("width", "height"), FRAMES)
@pytest.mark.parametrize("kind", ["table", "report"])
def test_the_map_takes_most_of_a_frame(open_page, table, html, kind, width, height):
    page = open_page(table if kind == "table" else html, width, height).page
    assert seen(page, ".stage") >= max(0.55 * height, 300)
    assert page.locator(".stage").bounding_box()["width"] >= 360
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("width", "height"), [*FRAMES, (1280, 600)])
def test_the_list_of_a_table_shows_a_row(open_page, table, width, height):
    page = open_page(table, width, height).page
    page.wait_for_selector(".row-entry")
    if height > 480:
        assert seen(page, "#rows") >= 78
    else:
        page.locator(".row-entry .title").first.click()
        page.wait_for_selector("#card.open")


@pytest.mark.parametrize("kind", ["table", "report"])
def test_a_list_that_is_hidden_leaves_its_width_to_the_map(open_page, table, html, kind):
    page = open_page(table if kind == "table" else html, 760, 570).page
    page.get_by_role("button", name="Hide list").click()
    assert page.locator(".stage").bounding_box()["width"] == 760
    assert seen(page, ".stage") >= 0.55 * 570
    assert not page.locator("#panel").is_visible()
    page.get_by_role("button", name="Show list").click()
    assert page.locator("#panel").is_visible()
