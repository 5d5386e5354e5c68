"""A page with folium's layers on it, in Chromium: what others serve is a stand-in for each address."""

from types import SimpleNamespace
from urllib.parse import urlsplit

import folium
import pytest
from folium.plugins import MarkerCluster

from geostrike.maps import EventsLayer, ReportMap
from geostrike.maps.table import render_columns
from geostrike.tables import read_columns

pytestmark = pytest.mark.browser

SITE = "https://news.example/strikes.html"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)
STAND_INS = {
    "jquery": "window.$ = (text) => { const t = document.createElement('template');"
    " t.innerHTML = text.trim(); return [t.content.firstElementChild]; };",
    "markercluster": "L.markerClusterGroup = () => L.featureGroup();",
    "awesome": "L.AwesomeMarkers = {icon: () => new L.DivIcon()};",
}
# Pixels of the map underneath that let the tiles through, and those that do not: borders.
DRAWN = """() => {
    const canvas = document.querySelector(".leaflet-geostrike-ground-pane canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let drawn = 0;
    for (let at = 3; at < data.length; at += 4) { drawn += data[at] > 0 ? 1 : 0; }
    return [data.length / 4 - drawn, drawn];
}"""
OPEN_POPUPS = (
    "() => geostrike.map.eachLayer((layer) => layer.getPopup && layer.getPopup() && layer.openPopup())"
)
AREA = {"type": "Polygon", "coordinates": [[[40, 34], [41, 34], [41, 35], [40, 34]]]}


@pytest.fixture
def visit(chromium):
    """Open a page as that of a site, with stand-ins for what it asks."""
    contexts = []

    def opened(text):
        context = chromium.new_context(viewport={"width": 1100, "height": 800}, reduced_motion="reduce")
        contexts.append(context)
        found = SimpleNamespace(page=context.new_page(), asked=set(), logged=[], dialogs=[])
        context.route("**/*", lambda route: _answer(route, text, found))
        found.page.on("console", lambda line: found.logged.append(f"{line.type}: {line.text}"))
        found.page.on("pageerror", lambda error: found.logged.append(f"error: {error}"))
        found.page.on("dialog", lambda dialog: (found.dialogs.append(dialog.message), dialog.dismiss()))
        found.page.goto(SITE)
        found.page.wait_for_load_state("networkidle")
        return found

    yield opened
    for context in contexts:
        context.close()


def _answer(route, text, found):
    url = route.request.url
    kind = route.request.resource_type
    if url == SITE:
        route.fulfill(body=text, content_type="text/html; charset=utf-8")
        return
    found.asked.add(urlsplit(url).hostname)
    if kind == "script":
        code = next((code for name, code in STAND_INS.items() if name in url), "")
        route.fulfill(body=code, content_type="text/javascript")
    elif kind == "stylesheet":
        route.fulfill(
            body=".leaflet-default-icon-path{background-image:url(images/x.png)}", content_type="text/css"
        )
    else:
        route.fulfill(body=PIXEL, content_type="image/png")


@pytest.fixture
def page(sample):
    made = ReportMap(*sample, title="</script><script>alert(1)</script>")
    cluster = MarkerCluster().add_to(made)
    folium.Marker([34.4, 40.9], popup=folium.Popup("<b id='told'>told</b>")).add_to(cluster)
    folium.Marker([34.6, 40.6], icon=folium.Icon(icon="star"), tooltip="a star").add_to(made)
    folium.GeoJson(AREA, name="area", style_function=lambda _: {"className": "of-folium"}).add_to(made)
    folium.TileLayer("OpenStreetMap").add_to(made)
    folium.LayerControl().add_to(made)
    return made


def test_layers_plugins_popups_and_tiles_work_and_only_what_is_named_is_asked(visit, page):
    opened = visit(page.html())
    view = opened.page
    assert (opened.logged, opened.dialogs) == ([], [])
    assert view.evaluate("geostrike.ready")
    assert view.locator(".leaflet-tile-loaded").count() > 0
    assert view.locator("path.of-folium").count() == 1
    assert view.locator(".leaflet-control-layers").count() == 1
    view.evaluate(OPEN_POPUPS)
    assert view.locator(".leaflet-popup #told").inner_text() == "told"
    assert "OpenStreetMap" in view.locator(".leaflet-control-attribution").inner_text()
    notice = view.locator(".open-notice")
    assert notice.is_visible()
    assert [host for host in opened.asked if host not in notice.inner_text()] == []
    assert opened.asked >= {"code.jquery.com", "cdnjs.cloudflare.com", "tile.openstreetmap.org"}


def test_the_report_works_on_an_open_page(visit, page):
    opened = visit(page.html())
    view = opened.page
    view.evaluate("geostrike.open('border')")
    assert view.locator("#event-border").is_visible()
    assert (
        view.locator(".leaflet-geostrike-land-pane").evaluate("(pane) => getComputedStyle(pane).visibility")
        == "hidden"
    )
    assert view.locator(".leaflet-geostrike-borders-pane path").count() > 0


def test_a_page_of_a_table_shows_tiles_under_its_borders_and_events(visit, tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(
        "id,title,date,lon,lat\na,A strike,2020-01-01,41.3,33.4\nb,B,2021-01-01,44.1,36\n", encoding="utf-8"
    )
    opened = visit(render_columns(read_columns(path), tiles="osm"))
    view = opened.page
    view.wait_for_function("() => geostrike.ready === true")
    assert (opened.logged, opened.asked) == ([], {"tile.openstreetmap.org"})
    assert view.locator(".leaflet-tile-loaded").count() > 0
    assert "tile.openstreetmap.org" in view.locator(".open-notice").inner_text()
    assert "OpenStreetMap" in view.locator(".leaflet-control-attribution").inner_text()
    empty, drawn = view.evaluate(DRAWN)
    assert empty > drawn > 0


def test_the_policy_stops_what_was_not_named(visit, page):
    opened = visit(page.html())
    opened.page.evaluate(
        """() => {
            for (const name of ["script", "img"]) {
                const made = document.createElement(name);
                made.src = "https://evil.example/x";
                document.body.append(made);
            }
        }"""
    )
    opened.page.wait_for_timeout(200)
    assert "evil.example" not in opened.asked
    assert sum("Content Security Policy" in line for line in opened.logged) == 2


def test_the_report_stays_when_nothing_of_others_comes(open_page, page):
    opened = open_page(page.html())
    opened.page.evaluate("geostrike.open('border')")
    assert opened.page.locator("#event-border").is_visible()


def test_the_layer_shares_a_plain_map_with_others(sample):
    plain = folium.Map(location=[34.4, 40.97], zoom_start=6)
    MarkerCluster().add_to(plain)
    EventsLayer(*sample).add_to(plain)
    html = plain.get_root().render()
    assert html.index("leaflet.js") < html.index("geostrikeLayer")
