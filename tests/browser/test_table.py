"""The page of an events table in Chromium, offline: reading, filters, keyboard, bunches, hostile text."""

import csv
import io
import json
import runpy
from pathlib import Path

import pytest

from geostrike.maps.table import render_columns
from geostrike.tables import read_columns

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text(encoding="utf-8")
PAYLOADS = runpy.run_path(str(Path(__file__).with_name("test_hostile.py")))["PAYLOADS"]
HEADER = (
    *("id", "title", "date", "date_end", "lon", "lat", "place", "country", "precision", "category", "kind"),
    *("status", "source", "source_url", "killed_low", "killed_high", "summary"),
)
PLACES = ("Deir ez-Zor", "Al-Qaim", "Erbil", "Rutba", "Ain Issa")
COUNT, STACKED, NOWHERE = 300, 12, 5
POSITION = "text => document.getElementById('card-position').textContent === text"
SIZES = [(1280, 800), (390, 844)]


def rows():
    """Events over ten years and two countries; some at one spot, some without a place."""
    for at in range(COUNT):
        lon, lat = f"{36 + at * 7919 % 1000 / 100:.4f}", f"{30 + at * 104_729 % 700 / 100:.4f}"
        if at < STACKED:
            lon, lat = "41.0123", "34.4567"
        if at >= COUNT - NOWHERE:
            lon = lat = ""
        yield {
            "id": f"E{at:04d}",
            "title": f"Strike number {at} near {PLACES[at % 5]}, reported by residents",
            "date": f"{2014 + at % 10}-{at % 12 + 1:02d}-{at % 28 + 1:02d}",
            "lon": lon,
            "lat": lat,
            "place": PLACES[at % 5],
            "country": ("SY", "IQ")[at % 2],
            "precision": ("exact", "town", "district")[at % 3],
            "category": ("drone", "rocket", "artillery", "airstrike")[at % 4],
            "status": ("reported", "disputed", "confirmed")[at % 3],
            "source": ("SANA", "Reuters", "SOHR")[at % 3],
            "source_url": f"https://example.org/{at}",
            "killed_low": str(at % 4) if at % 5 else "",
            "killed_high": str(at % 4 + 2) if at % 5 else "",
            "summary": "A second sentence about it." if at % 2 else "",
        }


def drawn(tmp_path, events, title="Ten years of strikes"):
    lines = io.StringIO()
    writer = csv.DictWriter(lines, HEADER, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(events)
    path = tmp_path / "events.csv"
    path.write_text(lines.getvalue(), encoding="utf-8", newline="\n")
    return render_columns(read_columns(path), title=title)


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    return drawn(tmp_path_factory.mktemp("table"), rows())


def fetched(opened):
    """Requests beyond the file itself; the worker's own text is a blob of the page."""
    return [url for url in opened.fetched if not url.startswith("blob:")]


def active(page):
    return page.evaluate("document.activeElement.id")


def shown(page):
    return page.locator("#shown").inner_text()


def wait_for(page, text):
    page.wait_for_function("text => document.getElementById('shown').textContent.startsWith(text)", arg=text)


def settle(page):
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")


@pytest.mark.parametrize(("width", "height"), [*SIZES, (768, 1024)])
def test_the_page_asks_for_nothing_and_logs_nothing(open_page, table, width, height):
    opened = open_page(table, width, height, has_touch=width < 640)
    opened.page.evaluate("geostrike.open('E0007')")
    assert fetched(opened) == []
    assert opened.logged == []
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert shown(opened.page).startswith(f"{COUNT} events · {NOWHERE} without a place")


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("state", ["list", "card", "filters", "none"])
def test_axe_finds_nothing(open_page, table, width, height, state):
    page = open_page(table, width, height, has_touch=width < 640).page
    page.evaluate(
        {
            "list": "1",
            "card": "geostrike.open('E0007')",
            "filters": "() => { for (const one of document.querySelectorAll('details')) one.open = true; }",
            "none": "geostrike.filter({query: 'nothing holds this'})",
        }[state]
    )
    settle(page)
    session = page.context.new_cdp_session(page)  # the page's own policy would not let a foreign script in
    session.send("Runtime.evaluate", {"expression": AXE})
    found = "found.violations.map((v) => [v.id, v.nodes.map((n) => n.html)])"
    run = f"axe.run().then((found) => JSON.stringify({found}))"
    answer = session.send("Runtime.evaluate", {"expression": run, "awaitPromise": True})
    assert json.loads(answer["result"]["value"]) == []


def test_a_whole_walk_by_keyboard(open_page, table):
    page = open_page(table).page
    page.keyboard.press("/")
    assert active(page) == "search"
    page.keyboard.type("number 177")
    wait_for(page, "1 of 300")
    page.keyboard.press("Escape")
    wait_for(page, "300 events")
    page.keyboard.type("erbil")
    wait_for(page, "60 of 300")
    page.keyboard.press("ArrowDown")
    assert active(page) == "rows"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    settle(page)
    last = page.locator(".row-entry.here")
    assert last.get_attribute("aria-posinset") == last.get_attribute("aria-setsize") == "60"
    assert page.locator("#rows").get_attribute("aria-activedescendant") == last.get_attribute("id")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.wait_for_selector("#card.open")
    assert active(page) == "card"
    assert "1 / 60" in page.locator("#card-position").inner_text()
    page.keyboard.press("Escape")
    page.wait_for_selector("#card", state="hidden")
    assert active(page) == "rows"
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    wait_for(page, "300 events")
    page.locator(".brush-handle.earliest").focus()
    page.keyboard.press("PageUp")
    page.wait_for_selector("#reset:not([hidden])")
    assert page.locator(".brush-handle.earliest").get_attribute("aria-label") == "Earliest day shown"
    assert int(shown(page).split()[0]) < COUNT
    page.keyboard.press("Home")
    wait_for(page, "300 events")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_a_slash_uncovers_the_search_field(open_page, table):
    page = open_page(table).page
    page.evaluate("geostrike.open('E0003')")
    page.keyboard.press("/")
    assert active(page) == "search"
    assert not page.locator("#card").is_visible()


def test_map_and_list_are_one_tab_stop_each(open_page, table):
    page = open_page(table).page
    assert page.locator("#map[tabindex='0']").count() == 1
    assert page.locator("#rows[tabindex='0']").count() == 1
    assert page.locator("#map [tabindex], #rows [tabindex], #rows a, #rows button").count() == 0


def test_only_the_rows_in_view_are_in_the_page(open_page, table):
    page = open_page(table).page
    assert page.locator(".row-entry").count() < 30
    page.evaluate("document.getElementById('rows').scrollTop = 9000")
    settle(page)
    assert page.locator(".row-entry").count() < 30
    assert int(page.locator(".row-entry").first.get_attribute("aria-posinset")) > 100


def test_a_card_says_all_that_the_table_says(open_page, table):
    page = open_page(table).page
    page.evaluate("geostrike.open('E0016')")
    text = page.locator("#card").inner_text()
    for part in (
        "Strike number 16 near Al-Qaim",
        "Al-Qaim, Syria",
        "17 May 2020",
        "anywhere within 4 km of the middle (town)",
        "43.04° E",
        "0 to 2",
        "Injured\nnot known",
        "Reuters (example.org)",
        "drone",
    ):
        assert part in text, part
    link = page.locator("#card .evidence a")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == (
        "https://example.org/16",
        "noopener noreferrer",
    )
    page.evaluate("geostrike.open('E0299')")
    assert "The table gives no position" in page.locator("#card").inner_text()
    page.evaluate("geostrike.open('E0015')")
    assert "Killed\nnot known" in page.locator("#card").inner_text()


def test_events_at_one_spot_open_one_by_one(open_page, table):
    page = open_page(table).page
    page.evaluate("geostrike.map.setView([34.4567, 41.0123], 16, {animate: false})")
    settle(page)
    box = page.locator("#map").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    wait_for(page, f"{STACKED} of 300")
    assert page.locator("#here").inner_text() == f"{STACKED} events at this spot ×"
    seen = set()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    for at in range(STACKED):
        page.wait_for_function(
            "text => document.getElementById('card-position').textContent === text",
            arg=f"{at + 1} / {STACKED}",
        )
        seen.add(page.locator("#card h3").inner_text())
        if at < STACKED - 1:
            page.get_by_role("button", name="Later").click()
    assert len(seen) == STACKED
    page.keyboard.press("Escape")
    page.locator("#here-clear").click()
    wait_for(page, "300 events")
    assert not page.locator("#here").is_visible()


def test_a_tap_on_a_bunch_comes_closer_and_on_a_mark_opens_its_card(open_page, table):
    page = open_page(table).page
    before = page.evaluate("geostrike.map.getZoom()")
    spot = "() => { const p = geostrike.map.latLngToContainerPoint([34.4567, 41.0123]); return [p.x, p.y]; }"
    box = page.locator("#map").bounding_box()
    for _ in range(8):
        x, y = page.evaluate(spot)
        page.mouse.click(box["x"] + x, box["y"] + y)
        settle(page)
        if page.locator("#here").is_visible():
            break
    assert page.evaluate("geostrike.map.getZoom()") > before
    page.evaluate("geostrike.filter({id: 'E0100'})")
    wait_for(page, "1 of 300")
    page.evaluate("geostrike.map.setView([30 + 100 * 104729 % 700 / 100, 36 + 100 * 7919 % 1000 / 100], 9)")
    settle(page)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("#card.open")
    assert "number 100 " in page.locator("#card h3").inner_text()


def test_filters_count_and_narrow(open_page, table):
    page = open_page(table).page
    page.locator("#filters summary").click()
    page.get_by_label("Iraq").check()
    wait_for(page, "150 of 300")
    assert page.locator("[data-facet=country] .n").all_inner_texts() == ["150", "150"]
    page.get_by_label("drone").check()
    wait_for(page, "0 of 300")
    assert page.locator("#rows-note").inner_text() == "No event matches. Clear the search or a filter."
    page.locator("#reset").click()
    wait_for(page, "300 events")
    assert active(page) == "search"


def test_the_address_keeps_search_filters_and_card(open_page, table):
    page = open_page(table).page
    page.evaluate("geostrike.filter({query: 'rutba', status: 'disputed', from: '2016'})")
    page.evaluate("geostrike.open('E0013')")
    page.wait_for_function("location.hash.includes('status=disputed')")
    before = shown(page)
    page.reload()
    page.wait_for_selector("#card.open")
    assert shown(page) == before
    assert "number 13 " in page.locator("#card h3").inner_text()
    assert page.locator("#search").input_value() == "rutba"
    page.go_back()
    page.wait_for_selector("#card", state="hidden")


def test_scripts_may_steer_the_page(open_page, table):
    page = open_page(table).page
    assert page.evaluate("Object.keys(geostrike).sort().join()") == "filter,map,open,ready,version"
    assert page.evaluate("geostrike.open('E0001')") is True
    assert page.evaluate("geostrike.open('no such event')") is False
    page.evaluate("geostrike.filter({category: ['drone', 'rocket'], to: '2015-06'})")
    assert " of 300" in shown(page)
    message = page.evaluate("geostrike.filter({colour: 'red'}).catch((error) => error.message)")
    assert message.startswith('geostrike.filter does not know "colour"')
    page.evaluate("geostrike.filter()")
    wait_for(page, "300 events")


def test_without_script_all_cards_stand_in_the_page(chromium, tmp_path, table):
    path = tmp_path / "page.html"
    path.write_text(table, encoding="utf-8", newline="\n")
    page = chromium.new_context(java_script_enabled=False, offline=True).new_page()
    page.goto(path.as_uri())
    assert page.locator("#static article").count() == COUNT
    assert page.locator("#static article").first.is_visible()
    page.context.close()


def test_print_leaves_the_controls_out(open_page, table):
    page = open_page(table).page
    assert page.locator("#rows").is_visible()
    page.emulate_media(media="print")
    hidden = "name => getComputedStyle(document.querySelector(name)).display === 'none'"
    assert all(page.evaluate(hidden, each) for each in ("#tools", "#rows", "#cards"))
    assert page.locator("#map").is_visible()


def test_on_paper_no_canvas_is_cleared_over_another(open_page, table):
    page = open_page(table).page
    page.wait_for_selector("body.painted")
    page.evaluate("""() => {
        const before = [...document.querySelectorAll("#map canvas")];
        window.dispatchEvent(new Event("beforeprint"));
        const after = [...document.querySelectorAll("#map canvas")];
        window.renewed = before.length === after.length && before.every((canvas) => !after.includes(canvas));
        const pixels = (one) => one.getContext("2d").getImageData(0, 0, one.width, one.height).data;
        window.painted = after.every((canvas) => pixels(canvas).some((value) => value));
    }""")
    assert page.evaluate("[window.renewed, window.painted]") == [True, True]


def test_on_paper_cards_stand_in_two_columns_and_stay_whole(open_page, table):
    page = open_page(table, width=720).page
    page.emulate_media(media="print")
    style = "(sought) => getComputedStyle(document.querySelector(sought))"
    assert page.evaluate(f"({style})('#static').columnCount") == "2"
    assert page.evaluate(f"({style})('#static .card').breakInside") == "avoid"


def test_where_no_worker_may_start_the_page_works_without(open_page, table):
    opened = open_page(table.replace("worker-src blob:", "worker-src 'none'"))
    assert opened.page.evaluate("geostrike.open('E0007')") is True
    assert opened.page.locator("#card.open").is_visible()
    assert fetched(opened) == []


def test_outside_text_runs_nowhere(open_page, tmp_path):
    """Every payload in every column that holds text, with the list walked and every card opened."""
    names = ("title", "place", "country", "category", "kind", "source", "source_url", "summary", "status")
    events = [
        {
            "id": f"{copy}-{at}-{text}",
            "date": f"2024-01-{at % 28 + 1:02d}",
            "lon": f"{40 + at / 50:.3f}",
            "lat": "34.4",
            "precision": "town",
            **dict.fromkeys(names, text),
        }
        for copy in range(3)
        for at, text in enumerate(PAYLOADS)
    ]
    opened = open_page(drawn(tmp_path, events, PAYLOADS[0]))
    page = opened.page
    page.locator("#filters summary").click()
    assert page.locator("#facets li").count() > 100
    page.locator("#rows").focus()
    seen = 0
    page.keyboard.press("Enter")
    while True:
        page.wait_for_selector("#card.open")
        seen += 1
        assert page.locator("#card h3").count() == 1
        assert page.locator("#card script, #card img, #card iframe, #card svg").count() == 0
        assert all(
            url.startswith("http")
            for url in page.evaluate(
                "[...document.querySelectorAll('#card .evidence a')].map((link) => link.href)"
            )
        )
        later = page.get_by_role("button", name="Later")
        if later.is_disabled():
            break
        here = page.locator("#card-position").inner_text()
        later.click()
        page.wait_for_function(
            "text => document.getElementById('card-position').textContent !== text", arg=here
        )
    total = int(page.locator("#card-position").inner_text().split("/")[1])
    assert seen == total > 60
    page.keyboard.press("Escape")
    for _ in range(30):
        page.keyboard.press("PageDown")
    settle(page)
    assert opened.dialogs == []
    assert fetched(opened) == []
    assert opened.logged == []
