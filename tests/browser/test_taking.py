"""What a reader takes away and how the page gives way: citations, tables, small frames, focus, paper."""

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from geostrike.escape import html as escaped
from geostrike.maps import render

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text(encoding="utf-8")
COMMITTED = (Path(__file__).parents[2] / "maps" / "strikes.html").read_text(encoding="utf-8")
FOCUS = "document.activeElement.id || document.activeElement.getAttribute('href')"
MOST_SHEETS = 12


def axe(page):
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE})
    run = "axe.run().then((f) => JSON.stringify(f.violations.map((v) => [v.id, v.nodes.map((n) => n.html)])))"
    answer = session.send("Runtime.evaluate", {"expression": run, "awaitPromise": True})
    return json.loads(answer["result"]["value"])


def spot_of(page, event):
    return page.evaluate(
        """(id) => {
          const { events } = JSON.parse(document.getElementById("geostrike-data").textContent);
          const [lon, lat] = events.find((one) => one.id === id).at;
          const box = document.getElementById("map").getBoundingClientRect();
          const point = geostrike.map.latLngToContainerPoint([lat, lon]);
          return [box.x + point.x, box.y + point.y];
        }""",
        event,
    )


@pytest.mark.parametrize("granted", [True, False])
def test_a_citation_is_copied_or_marked_where_the_clipboard_is_closed(open_page, html, granted, until):
    page = open_page(html).page
    if granted:
        page.evaluate("void (navigator.clipboard.writeText = async (text) => { globalThis.written = text; })")
    else:
        page.evaluate("void (navigator.clipboard.writeText = async () => { throw new Error('closed'); })")
        page.evaluate("void (document.execCommand = () => false)")
    page.evaluate("geostrike.open('border')")
    card = page.locator("#event-border")
    card.get_by_role("button", name="Copy citation").click()
    taken = "globalThis.written" if granted else "String(getSelection())"
    until(page, "document.querySelector('#event-border .copy-said').textContent")
    text = page.evaluate(taken)
    assert text.startswith("“Strike beside the border”, 3 February 2024. In: A night of strikes. Edition of")
    assert text.rstrip().endswith("https://example.org/night.html#event-border")
    said = card.locator(".copy-said").inner_text()
    assert ("Copied" in said) == granted
    assert card.get_by_role("link", name="Link to this event").get_attribute("href").startswith("https://")


def test_the_tables_are_saved_as_files_without_a_request(open_page, html):
    opened = open_page(html)
    for name, first in (("events", "id,part_of"), ("claims", "id,event"), ("sources", "id,publisher")):
        with opened.page.expect_download() as saving:
            opened.page.locator(f"[data-table={name}]").click()
        assert saving.value.suggested_filename == f"{name}.csv"
        text = Path(saving.value.path()).read_text(encoding="utf-8-sig")
        assert text.startswith(first)
        assert len(list(csv.reader(text.splitlines()))) > 4
        assert not re.search(r"PRIVATE|UNPUBLISHED|EXACT", text)
    assert [url for url in opened.fetched if not url.startswith("blob:")] == []


@pytest.mark.parametrize(
    ("sandbox", "shown"), [("allow-scripts", False), ("allow-scripts allow-downloads", False)]
)
def test_a_frame_that_cannot_be_asked_offers_no_files(open_page, html, sandbox, shown, until):
    frame = f'<iframe sandbox="{sandbox}" width="900" height="600" srcdoc="{escaped(html)}"></iframe>'
    opened = open_page(f"<!DOCTYPE html><title>t</title>{frame}", wait=False)
    frame = opened.page.frames[1]
    until(frame)
    assert frame.locator("#downloads").is_visible() == shown


def test_a_small_frame_has_map_legend_and_the_way_out(open_page, html):
    page = open_page(html, 460, 400).page
    assert page.locator("#map").bounding_box()["height"] > 200
    assert page.locator(".legend").is_visible()
    assert not page.locator(".list").is_visible()
    out = page.locator("#open-whole")
    assert out.get_attribute("href") == "https://example.org/night.html"
    assert out.bounding_box()["y"] + out.bounding_box()["height"] <= 400
    assert page.evaluate("document.documentElement.scrollHeight") <= 400
    assert axe(page) == []


def test_a_small_frame_without_an_address_unfolds_where_it_is(open_page, sample):
    dossier, located = sample
    text = render(replace(dossier, about=replace(dossier.about, address="")), located)
    page = open_page(text, 460, 400).page
    page.locator("#open-whole").click()
    assert page.locator(".list").is_visible()
    assert not page.locator("#open-whole").is_visible()


def test_closing_gives_the_focus_back_to_the_map_after_a_choice(open_page, html):
    page = open_page(html).page
    page.mouse.click(*spot_of(page, "border"))
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent").startswith("Strike")
    page.keyboard.press("Escape")
    assert page.locator(".chooser").count() == 0
    assert page.evaluate(FOCUS) == "map"
    page.mouse.click(*spot_of(page, "border"))
    page.locator(".chooser button").last.press("Enter")
    assert page.evaluate("document.body.classList.contains('reading')")
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUS) == "map"


def test_the_search_key_works_over_a_card_and_in_a_closed_panel(open_page, html):
    page = open_page(html).page
    page.evaluate("geostrike.open('border')")
    page.keyboard.press("/")
    assert page.evaluate(FOCUS) == "search"
    page = open_page(html, 768, 1024).page
    page.locator("#panel-switch").click()
    page.keyboard.press("/")
    assert page.evaluate(FOCUS) == "search"
    assert page.locator(".list").is_visible()


def test_a_whole_walk_from_search_to_timeline_by_keyboard(open_page):
    opened = open_page(COMMITTED)
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("bukamal")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.evaluate(FOCUS)
    page.keyboard.press("Enter")
    assert page.evaluate("'#' + document.activeElement.id") == second
    assert page.locator(second).is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUS) == second
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS) == "step-on":
            break
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    here = page.locator(".list .here").get_attribute("data-id")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.locator(f"#event-{here}").is_visible()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert not page.locator(f"#event-{here}").is_visible()
    assert (opened.fetched, opened.logged) == ([], [])


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (768, 1024), (390, 844)])
@pytest.mark.parametrize("card", ["", "2021-02-26-bukamal", "2024-02-03"])
def test_axe_finds_nothing_on_the_committed_page(open_page, width, height, card):
    page = open_page(COMMITTED, width, height, has_touch=width < 640).page
    if card:
        page.evaluate(f"geostrike.open('{card}')")
    else:
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert axe(page) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_disputed_and_how_far_from_the_border_is_two_clicks_away(open_page, width):
    page = open_page(COMMITTED, width, 844, has_touch=width < 640).page
    page.get_by_role("link", name="Sources disagree on").click()
    assert page.locator("#disputed").get_attribute("aria-pressed") == "true"
    shown = page.locator(".list li[data-id]:visible").all_inner_texts()
    assert 0 < len(shown) < 18
    assert all("differ" in text or "a source puts it" in text for text in shown)
    first = page.locator(".list a.entry:visible").first
    box = first.bounding_box()
    assert box["y"] + 40 < 844
    assert "from the Iraq–Syria border" in first.inner_text()
    first.click()
    assert page.locator("article.open .disputes").is_visible()
    assert re.search(r"\d+ m from the Iraq–Syria border", page.locator("article.open .away").inner_text())


def test_every_mark_is_lettered_on_a_phone_and_in_a_small_frame(open_page):
    for width, height in ((390, 844), (460, 400)):
        page = open_page(COMMITTED, width, height, has_touch=True).page
        lettered = page.locator(".labels .event-label").count()
        marks = page.locator("#map .mark:not(.released)").count()
        assert lettered >= 0.75 * marks


def sheets(page):
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    return len(re.findall(rb"/Type\s*/Page\b", paper))


def test_the_example_fits_on_a_dozen_sheets(open_page):
    page = open_page(COMMITTED).page
    assert sheets(page) <= MOST_SHEETS
    page.evaluate("geostrike.open('2021-02-26-bukamal')")
    assert sheets(page) <= MOST_SHEETS


def test_on_paper_nothing_is_folded_away(open_page):
    page = open_page(COMMITTED).page
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".row.plain:visible").count() == page.locator(".row.plain").count() > 0
    for shown in (".not-known li", ".sources li", ".row details .old", ".legend", ".leaflet-control-scale"):
        assert page.locator(shown).first.is_visible(), shown
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


def test_a_page_from_right_to_left_mirrors_its_panel_and_not_its_map(open_page, html):
    text = html.replace('<html lang="en" dir="ltr">', '<html lang="ar" dir="rtl">')
    page = open_page(text).page
    assert page.locator(".panel").bounding_box()["x"] >= 900
    chip, name = page.locator(".labels .chip").first, page.locator(".labels .name").first
    box, words = chip.bounding_box(), name.bounding_box()
    assert box["x"] <= words["x"]
    assert words["x"] + words["width"] <= box["x"] + box["width"] + 1
    scale, locator = (
        page.locator(".leaflet-control-scale").bounding_box(),
        page.locator(".locator").bounding_box(),
    )
    assert scale["x"] > locator["x"] + locator["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
