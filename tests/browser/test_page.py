import base64
import json
from pathlib import Path

import pytest

from geostrike.escape import html as escaped

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text(encoding="utf-8")
COMMITTED = Path(__file__).parents[2] / "maps" / "strikes.html"
COLOURS = """async ([data, box]) => {
  const picture = await createImageBitmap(await (await fetch(data)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const { data: pixels } = context.getImageData(...box);
  const seen = {};
  for (let i = 0; i < pixels.length; i += 4) {
    const key = `${pixels[i]},${pixels[i + 1]},${pixels[i + 2]}`;
    seen[key] = (seen[key] || 0) + 1;
  }
  return seen;
}"""


def colours(opened, chromium, selector):
    """Colours of the pixels of an element with their numbers, counted in another page."""
    box = opened.page.locator(selector).bounding_box()
    picture = base64.b64encode(opened.page.screenshot()).decode()
    counter = chromium.new_page()
    area = [box["x"], box["y"], box["width"], box["height"]]
    seen = counter.evaluate(COLOURS, [f"data:image/png;base64,{picture}", area])
    counter.close()
    return seen


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (768, 1024), (390, 844)])
def test_it_paints_asks_for_nothing_and_logs_nothing(open_page, chromium, html, width, height):
    opened = open_page(html, width, height)
    seen = colours(opened, chromium, "#map")
    total = sum(seen.values())
    assert len(seen) > 60
    assert seen.get("245,243,239", 0) > 0.3 * total  # land
    assert seen.get("221,232,239", 0) > 0.005 * total  # sea
    assert any(seen.get(colour) for colour in ("0,114,178", "0,90,142"))  # marks
    assert max(seen.values()) < 0.97 * total
    assert opened.fetched == []
    assert opened.logged == []


def test_the_committed_page_opens_the_same_way(open_page):
    opened = open_page(COMMITTED.read_text(encoding="utf-8"))
    assert opened.page.locator(".entry").count() >= 10
    assert (opened.fetched, opened.logged) == ([], [])


def test_a_card_opens_by_mouse_and_closes(open_page, html):
    page = open_page(html).page
    page.locator(".list").get_by_role("link", name="Strike beside the border").click()
    card = page.locator("#event-border")
    assert card.is_visible()
    assert page.evaluate("location.hash") == "#event-border"
    assert "139 m" in card.inner_text()
    page.get_by_role("button", name="Back to list").click()
    assert not card.is_visible()
    assert page.locator(".list").is_visible()


def test_a_whole_walk_by_keyboard(open_page, html):
    page = open_page(html).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#event-border"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#event-camp"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "event-border"
    assert page.locator("#event-border").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#event-border").is_visible()
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#event-border"
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_map_and_list_are_one_tab_stop_each(open_page, html):
    page = open_page(html).page
    assert page.locator(".list a[tabindex='0']").count() == 1
    assert page.locator("#map[tabindex='0']").count() == 1
    assert page.locator("#map a, #map button, #map [tabindex]").count() == 0


def test_the_card_bar_steps_through_time(open_page, html):
    page = open_page(html).page
    page.evaluate("geostrike.open('rockets')")
    assert page.get_by_role("button", name="Earlier").is_disabled()
    page.get_by_role("button", name="Later").click()
    assert page.locator("#event-night").is_visible()
    assert not page.locator("#event-rockets").is_visible()


def test_related_events_are_links_both_ways(open_page, html):
    page = open_page(html).page
    page.evaluate("geostrike.open('night')")
    page.locator("#event-night").get_by_role("link", name="Rockets at a base").click()
    page.locator("#event-rockets").get_by_role("link", name="Strikes of one night").click()
    assert page.locator("#event-night").is_visible()


def test_an_address_with_an_event_opens_it_and_going_back_closes_it(open_page, html):
    page = open_page(html).page
    page.evaluate("location.hash = '#event-strip'")
    page.wait_for_selector("#event-strip", state="visible")
    page.go_back()
    page.wait_for_selector("#event-strip", state="hidden")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_a_deep_link_shows_the_heading_under_the_bar(open_page, html, width, height, until):
    page = open_page(html, width, height).page
    page.goto(page.url + "#event-strip")
    page.reload()
    until(page)
    page.wait_for_selector("#event-strip", state="visible")
    bar = page.locator("#card-bar").bounding_box()
    heading = page.locator("#event-strip h3").bounding_box()
    assert heading["y"] >= bar["y"] + bar["height"]
    assert heading["y"] + heading["height"] <= height


def test_a_second_mark_is_drawn_and_joined(open_page, html):
    page = open_page(html).page
    page.evaluate("geostrike.open('rockets')")
    page.wait_for_timeout(100)
    assert page.locator("#map .mark.released.chosen").count() == 1
    assert page.locator("#map .to-released").count() == 1
    assert "grid released by the coalition" in page.locator(".labels").text_content()


def test_the_note_marks_the_events_that_are_not_on_the_map(open_page, html):
    page = open_page(html).page
    page.locator("#unplaced").click()
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#event-lost"
    assert page.evaluate("getComputedStyle(document.activeElement).backgroundColor") == "rgb(255, 244, 224)"


def click_on(page, event):
    """A click on the middle of an event's mark."""
    spot = page.evaluate(
        """(id) => {
          const { events } = JSON.parse(document.getElementById("geostrike-data").textContent);
          const [lon, lat] = events.find((one) => one.id === id).at;
          const box = document.getElementById("map").getBoundingClientRect();
          const point = geostrike.map.latLngToContainerPoint([lat, lon]);
          return [box.x + point.x, box.y + point.y];
        }""",
        event,
    )
    page.mouse.click(*spot)


def test_a_mark_opens_by_mouse_and_several_at_one_spot_are_offered(open_page, html):
    page = open_page(html).page
    click_on(page, "rockets")
    assert page.locator("#event-rockets").is_visible()
    page.get_by_role("button", name="Back to list").click()
    page.get_by_role("button", name="Whole map").click()
    click_on(page, "border")
    choice = page.locator(".chooser button")
    assert choice.count() == 3
    choice.filter(has_text="Strike in a strip").click()
    assert page.locator("#event-strip").is_visible()


LABELS = """() => [".chip", ".place", ".country", ".measure"]
  .flatMap((name) => [...document.querySelectorAll(`.labels ${name}`)])
  .map((one) => one.getBBox()).map(({ x, y, width, height }) => [x + 1, y + 2, width - 2, height - 4])"""


def test_labels_do_not_overlap(open_page, html):
    page = open_page(html).page
    for zoom in (6, 8, 10, 13, 16):
        page.evaluate(f"geostrike.map.setView([34.4, 40.97], {zoom}, {{ animate: false }})")
        boxes = page.evaluate(LABELS)
        assert len(boxes) > 2
        for at, box in enumerate(boxes):
            touching = [other for other in boxes[at + 1 :] if overlap(box, other)]
            assert all(abs(other[1] - box[1]) > 10 for other in touching), zoom  # Arabic stands under Latin


def overlap(one, other):
    x, y, w, h = one
    return x < other[0] + other[2] and other[0] < x + w and y < other[1] + other[3] and other[1] < y + h


RING = """() => {
  const stroke = 3.5;
  const ring = document.querySelector("#map .mark.chosen:not(.released)");
  const wide = ring.getBoundingClientRect().width - stroke;
  const { map } = geostrike;
  const [a, b] = [[100, 400], [100 + wide, 400]].map((point) => map.containerPointToLatLng(point));
  return [wide, map.distance(a, b)];
}"""


def test_a_ring_has_its_true_size_on_the_ground(open_page, html):
    page = open_page(html).page
    page.evaluate("geostrike.open('rockets')")
    page.wait_for_timeout(100)
    wide, metres = page.evaluate(RING)
    assert wide > 300
    assert metres == pytest.approx(24_000, rel=0.004 + 2 / wide)


def test_without_a_script_every_card_is_there_to_read(open_page, html):
    opened = open_page(html, wait=False, java_script_enabled=False)
    assert opened.page.locator("#event-border").is_visible()
    assert opened.page.locator("article.card").count() == 8
    assert "needs JavaScript" in opened.page.content()
    assert not opened.page.locator(".buttons").is_visible()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize("card", ["", "border", "night"])
def test_axe_finds_nothing(open_page, html, width, height, card):
    page = open_page(html, width, height, has_touch=width < 640).page
    if card:
        page.evaluate(f"geostrike.open('{card}')")
    session = page.context.new_cdp_session(page)  # the page's own policy would not let a foreign script in
    session.send("Runtime.evaluate", {"expression": AXE})
    found = "found.violations.map((v) => [v.id, v.nodes.map((n) => n.html)])"
    run = f"axe.run().then((found) => JSON.stringify({found}))"
    answer = session.send("Runtime.evaluate", {"expression": run, "awaitPromise": True})
    assert json.loads(answer["result"]["value"]) == []


def test_touch_targets_are_large_enough(open_page, html):
    page = open_page(html, 390, 844, has_touch=True).page
    page.evaluate("geostrike.open('night')")
    small = page.evaluate(
        """() => [...document.querySelectorAll(
             "button, .entry, .note a, .links a, summary, .facet label, .steps a")]
             .map((one) => [one.textContent, one.getBoundingClientRect().height])
             .filter(([, height]) => height > 0 && height < 44)"""
    )
    assert small == []


def test_on_a_phone_the_sheet_leaves_the_place_in_view(open_page, html):
    page = open_page(html, 390, 844, has_touch=True).page
    page.locator("a.entry[href='#event-strip']").click()
    sheet = page.locator("#cards").bounding_box()
    mark = page.locator(".mark.chosen").bounding_box()
    assert mark["y"] >= 0
    assert mark["y"] + mark["height"] <= sheet["y"]
    assert sheet["y"] > 0.35 * 844


def test_nothing_scrolls_sideways(open_page, html):
    for width in (320, 390, 768, 1024, 1280):
        page = open_page(html, width, 800).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_has_the_map_and_every_card(open_page, html):
    page = open_page(html).page
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for event in ("rockets", "border", "lost"):
        assert page.locator(f"#event-{event}").is_visible()
    assert page.locator("#map").bounding_box()["width"] == pytest.approx(680, abs=2)
    assert not page.locator(".buttons").is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")


def test_a_filter_hides_marks_and_entries(open_page, html):
    page = open_page(html).page
    page.evaluate("geostrike.filter({ id: ['border', 'rockets'] })")
    assert page.locator(".list li[data-id]:visible").count() == 2
    assert page.locator("#map .mark:not(.gone):not(.released)").count() == 2
    page.evaluate("geostrike.filter({})")
    assert page.locator(".list li[data-id]:visible").count() == 8


def test_the_page_works_inside_a_sandboxed_frame(open_page, html, until):
    frame = f'<iframe sandbox="allow-scripts" width="900" height="600" srcdoc="{escaped(html)}"></iframe>'
    outer = f"<!DOCTYPE html><title>t</title>{frame}"
    opened = open_page(outer, wait=False)
    frame = opened.page.frames[1]
    until(frame)
    frame.evaluate("geostrike.open('border')")
    assert frame.locator("#event-border").is_visible()
    assert opened.fetched == []
