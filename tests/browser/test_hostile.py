"""Outside text that would like to run: in every text field of a dossier, with every card proven open."""

from dataclasses import fields, replace

import folium
import pytest

from geostrike.locate import Located
from geostrike.maps import EventsLayer, bundle, render
from geostrike.model import Claim, Dossier, Event, Place, Source

pytestmark = pytest.mark.browser

PAYLOADS = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "{{7*7}}{% raw %}${7*7}",
    "javascript:alert(1)",
    "\u202egnp.exe\u2066<b>x</b>",
    "\"'><svg onload=alert(1)>",
    "</title></textarea></style><script>alert(1)</script>",
    "<!--<script>alert(1)//",
    "&lt;img src=x onerror=alert(1)&gt;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "`+alert(1)+`]]>",
    "</SCRIPT ><iframe srcdoc='<script>parent.alert(1)</script>'>",
]
EVENTS = ("rockets", "night", "border", "square", "strip", "lost", "rough", "camp")
OPEN_ALL = """() => {{
    let drawn = 0;
    {}.eachLayer((layer) => {{
        if (!layer.getPopup || !layer.getPopup()) return;
        layer.openPopup();
        drawn += layer.getPopup().getElement().querySelectorAll(".geostrike-popup").length;
    }});
    return drawn;
}}"""
FREE = {
    Event: ("title", "place", "summary", "time"),
    Claim: ("said_by", "words", "value"),
    Source: ("publisher", "title", "lang"),
}
ADDRESSES = ("url", "archive")


def poisoned(record, payload):
    """A copy of a record with a payload in each free text, past the checks that would refuse some of them."""
    copy = replace(record)
    for name in FREE[type(record)]:
        object.__setattr__(copy, name, payload)
    if isinstance(record, Event):  # a time with digits has a form; words may be anything
        object.__setattr__(copy, "time", payload.translate(str.maketrans("", "", "0123456789")))
    if isinstance(record, Source):
        for name in ADDRESSES:
            object.__setattr__(copy, name, payload)
    return copy


def poison(sample, payload):
    dossier, located = sample
    spots = []
    for spot in located:
        names = {"name": f"{payload}x", "names": (payload,), "names_ar": (payload,), "source": payload}
        place = replace(spot.place, **names) if spot.place else None
        stated = tuple(replace(one, note=f"a; {payload}") for one in spot.stated)
        spots.append(
            replace(spot, event=poisoned(spot.event, payload), place=place, how=payload, stated=stated)
        )
    return Dossier(
        title=payload,
        events=tuple(spot.event for spot in spots),
        claims=tuple(poisoned(claim, payload) for claim in dossier.claims),
        sources=tuple(poisoned(source, payload) for source in dossier.sources),
    ), tuple(spots)


def test_every_text_field_is_poisoned():
    """A new free text must be added here; all else is a closed vocabulary, a number, a date or an id."""
    known = {
        "id",
        "part_of",
        "answers",
        "kind",
        "date",
        "zone",
        "date_how",
        "country",
        "at",
        "area",
        "radius_m",
    }
    known |= {
        "place_how",
        "status",
        "publish",
        "event",
        "source",
        "stance",
        "who",
        "hedge",
        "low",
        "high",
        "unit",
    }
    known |= {"as_of", "within", "replaces", "published", "accessed", "repeats"}
    for record, free in FREE.items():
        assert {one.name for one in fields(record)} - known - set(ADDRESSES) == set(free)
    assert {one.name for one in fields(Located)} >= {"how", "place", "stated"}
    assert {one.name for one in fields(Place)} >= {"name", "names_ar"}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_from_outside_runs(open_page, sample, payload):
    dossier, located = poison(sample, payload)
    opened = open_page(render(dossier, located))
    page = opened.page
    for event in EVENTS:
        page.evaluate(f"geostrike.open('{event}')")
        card = page.locator(f"#event-{event}")
        assert card.is_visible()
        assert card.locator("h3").inner_text().strip() != ""
    page.wait_for_timeout(50)
    assert opened.dialogs == []
    assert opened.logged == []
    assert opened.fetched == []
    assert page.locator("main img, main iframe, main script, .labels img, main svg[onload]").count() == 0
    assert "49" not in page.locator("h1").inner_text()
    hrefs = page.evaluate("[...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href'))")
    assert [href for href in hrefs if not href.startswith(("#", "https://", "http://"))] == []


def test_text_is_shown_as_it_was_written(open_page, sample):
    dossier, located = poison(sample, PAYLOADS[0])
    page = open_page(render(dossier, located)).page
    assert page.locator("h1").inner_text() == PAYLOADS[0]
    assert page.title() == PAYLOADS[0]


def test_links_out_take_nothing_with_them(open_page, html):
    page = open_page(html).page
    page.evaluate("geostrike.open('border')")
    outward = page.locator("a[href^='http']")
    assert outward.count() > 3
    for link in outward.all():
        assert link.get_attribute("rel") == "noopener noreferrer"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_layer_on_a_plain_map_runs_nothing_either(open_page, sample, payload):
    """folium's own page is not closed; its scripts are left out here, since there is no network."""
    dossier, located = poison(sample, payload)

    class Bare(folium.Map):
        default_js = []  # noqa: RUF012
        default_css = []  # noqa: RUF012

    plain = Bare(location=[34.4, 40.97], tiles=None, zoom_start=7)
    EventsLayer(dossier, located).add_to(plain)
    head = bundle.script_element(bundle.leaflet_script()) + bundle.style_element(bundle.leaflet_style())
    opened = open_page(plain.get_root().render().replace("<head>", f"<head>{head}", 1), wait=False)
    page = opened.page
    page.wait_for_selector(".mark")
    assert page.evaluate(OPEN_ALL.format(plain.get_name())) == 6
    assert opened.dialogs == []
    assert page.locator(".geostrike-popup img, .geostrike-popup script, .geostrike-popup svg").count() == 0
    assert [line for line in opened.logged if "ERR_" not in line] == []
