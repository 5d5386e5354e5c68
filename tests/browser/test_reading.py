"""Search, filters, timeline and address of the page, by keyboard and by pointer."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from geostrike.locate import locate
from geostrike.maps import render
from geostrike.tables.dossier import read

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text(encoding="utf-8")
SHOWN = "[...document.querySelectorAll('.list [data-id]:not([hidden])')].map((one) => one.dataset.id)"
MARKS = "document.querySelectorAll('#map .mark:not(.gone):not(.released)').length"
FOCUS = "document.activeElement.id || document.activeElement.getAttribute('href')"


@pytest.fixture(scope="session")
def many(sample):
    """The sample, four times over, a month apart each time: enough for a histogram."""
    dossier, _ = sample
    events = []
    for turn in range(4):
        names = {one.id: f"{one.id}-{turn}" for one in dossier.events}
        for one in dossier.events:
            links = {"part_of": names.get(one.part_of, ""), "answers": names.get(one.answers, "")}
            date = f"2024-0{turn + 2}-0{turn + 3}" if "/" not in one.date else "2024-02-20/2024-04-20"
            events.append(replace(one, id=names[one.id], date=date, **links))
    copy = replace(dossier, events=tuple(events), claims=(), sources=())
    return render(copy, locate(copy), title="Many")


def axe(page):
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE})
    run = "axe.run().then((f) => JSON.stringify(f.violations.map((v) => [v.id, v.nodes.map((n) => n.html)])))"
    answer = session.send("Runtime.evaluate", {"expression": run, "awaitPromise": True})
    return json.loads(answer["result"]["value"])


def test_a_walk_from_search_to_card_and_back_by_keyboard(open_page, html):
    opened = open_page(html)
    page = opened.page
    page.keyboard.press("/")
    assert page.evaluate(FOCUS) == "search"
    page.keyboard.type("BÓRDER beside?")
    assert page.evaluate(SHOWN) == ["border"]
    assert page.locator("#shown").inner_text() == "1 of 8 events shown"
    assert page.evaluate(MARKS) == 1
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUS) == "#event-border"
    page.keyboard.press("Enter")
    assert page.locator("#event-border").is_visible()
    assert page.locator("#card-position").inner_text() == "1 / 1"
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUS) == "#event-border"
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    assert len(page.evaluate(SHOWN)) == 8
    page.keyboard.type("strip")
    page.keyboard.press("Enter")
    assert page.locator("#event-strip").is_visible()
    assert (opened.fetched, opened.logged) == ([], [])


def test_filters_narrow_list_and_map_and_reset_gives_all_back(open_page, html):
    page = open_page(html).page
    page.locator("#filters summary").press("Enter")
    box = page.locator("[data-facet=precision] input[value=cell]")
    box.focus()
    page.keyboard.press("Space")
    assert page.evaluate(SHOWN) == ["square"]
    assert "1 on" in page.locator("#filters-on").inner_text()
    page.locator("#reset").press("Enter")
    assert len(page.evaluate(SHOWN)) == 8
    assert not box.is_checked()
    assert page.evaluate(FOCUS) == "search"


def test_the_strip_is_walked_in_the_order_of_time(open_page, html):
    page = open_page(html).page
    page.locator("#step-on").focus()
    seen = []
    for _ in range(8):
        page.keyboard.press("ArrowRight")
        seen.append(page.locator(".list .here").get_attribute("data-id"))
    assert len(set(seen)) == 8
    assert seen[0] == "rockets"
    assert page.locator("#step-on").is_disabled()
    assert page.locator(".when-mark.here").get_attribute("data-id") == seen[-1]
    page.locator("#step-at").press("Enter")
    assert page.locator(f"#event-{seen[-1]}").is_visible()


def test_the_brush_is_moved_by_keys_and_pointer_and_the_list_follows(open_page, many):
    page = open_page(many).page
    earliest, latest = page.get_by_role("slider").all()
    whole = len(page.evaluate(SHOWN))
    before = earliest.get_attribute("aria-valuetext")
    for _ in range(12):
        earliest.press("ArrowRight")
    assert earliest.get_attribute("aria-valuetext") != before
    fewer = len(page.evaluate(SHOWN))
    assert 0 < fewer < whole
    latest.press("Home")
    assert int(latest.get_attribute("aria-valuenow")) >= int(earliest.get_attribute("aria-valuenow"))
    page.locator("#reset").click()
    assert len(page.evaluate(SHOWN)) == whole
    plot = page.locator("#timeline-plot").bounding_box()
    page.mouse.move(plot["x"] + 60, plot["y"] + 20)
    page.mouse.down()
    page.mouse.move(plot["x"] + 120, plot["y"] + 20)
    page.mouse.up()
    assert 0 < len(page.evaluate(SHOWN)) < whole


def test_the_address_brings_filters_card_and_view_back(open_page, html):
    page = open_page(html).page
    page.evaluate("geostrike.filter({ kind: 'strike', query: 'strike' })")
    page.evaluate("geostrike.open('border')")
    page.locator("#map").focus()
    page.keyboard.press("+")
    page.wait_for_url("**/*at=*")
    address, shown, zoom = page.url, page.evaluate(SHOWN), page.evaluate("geostrike.map.getZoom()")
    assert "#event-border&q=strike&kind=strike" in address
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function("window.geostrike && window.geostrike.ready")
    assert page.locator("#event-border").is_visible()
    assert page.evaluate(SHOWN) == shown
    assert page.evaluate("geostrike.map.getZoom()") == zoom


def test_a_filter_that_is_not_known_is_refused(open_page, html):
    page = open_page(html).page
    message = page.evaluate(
        "(() => { try { geostrike.filter({ colour: 1 }) } catch (e) { return e.message } })()"
    )
    assert "colour" in message


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_tools_and_timeline(open_page, html, many, width):
    for text in (html, many):
        page = open_page(text, width, 844, has_touch=width < 640).page
        page.evaluate("document.getElementById('filters').open = true")
        page.evaluate("geostrike.filter({ kind: 'strike' })")
        assert axe(page) == []


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_on_a_phone_neither_buttons_nor_note_cover_a_mark(open_page, lang):
    seeds = read(Path(__file__).parents[2] / "seeds")
    page = open_page(render(seeds, locate(seeds), lang=lang), width=390, height=844).page
    covered = page.evaluate("""() => {
        const { map } = window.geostrike;
        const { events } = JSON.parse(document.getElementById("geostrike-data").textContent);
        const frame = map.getContainer().getBoundingClientRect();
        const over = [...document.querySelectorAll(".buttons, .note")].map((o) => o.getBoundingClientRect());
        return events.filter(({ at: [lng, lat] }) => {
            const { x, y } = map.latLngToContainerPoint({ lat, lng });
            return over.some((box) =>
                x > box.left - frame.left && x < box.right - frame.left && y < box.bottom - frame.top);
        }).map(({ id }) => id);
    }""")
    assert covered == []
