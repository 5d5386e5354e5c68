import re

import folium
import pytest
from folium.plugins import MarkerCluster

from geostrike.errors import GeostrikeError
from geostrike.maps import ReportMap, bundle, document, render, tiles

BOX = {"type": "Polygon", "coordinates": [[[40, 34], [41, 34], [41, 35], [40, 34]]]}


def _open(dossier, located):
    page = ReportMap(dossier, located, title="Open")
    cluster = MarkerCluster().add_to(page)
    folium.Marker([34.4, 40.9], popup=folium.Popup("<b>one</b>")).add_to(cluster)
    folium.Marker([34.5, 40.8], icon=folium.Icon(icon="star")).add_to(page)
    folium.GeoJson(BOX, name="area").add_to(page)
    folium.TileLayer("OpenStreetMap").add_to(page)
    folium.LayerControl().add_to(page)
    return page


def _policy(drawn):
    content = re.search(r'Content-Security-Policy" content="([^"]*)"', drawn).group(1).replace("&#39;", "'")
    return dict(part.partition(" ")[::2] for part in content.split("; "))


def test_a_page_with_layers_of_others_names_each_script_and_says_what_it_asks(dossier, located):
    drawn = _open(dossier, located).html()
    policy = _policy(drawn)
    scripts = re.findall(r'<script src="([^"]*)"', drawn)
    assert [url.rpartition("/")[2] for url in scripts] == [
        "jquery-3.7.1.min.js",
        "leaflet.awesome-markers.js",
        "leaflet.markercluster.js",
    ]
    assert [source for source in policy["script-src"].split() if "://" in source] == scripts
    assert "unsafe" not in policy["script-src"]
    assert policy["style-src"].startswith("'unsafe-inline' https://")
    assert "https://tile.openstreetmap.org" in policy["img-src"].split()
    assert "www.openstreetmap.org" not in drawn.partition("open-notice")[2].partition("</p>")[0]
    assert "connect-src" not in policy
    notice = re.search(r'<p class="open-notice" role="note">(.*?)</p>', drawn).group(1)
    for host in ("code.jquery.com", "cdnjs.cloudflare.com", "cdn.jsdelivr.net", "tile.openstreetmap.org"):
        assert host in notice


def test_the_code_of_an_open_page_is_ours_and_that_of_folium_by_hash(dossier, located):
    drawn = _open(dossier, located).html()
    codes = re.findall(r"<script>(.*?)</script>", drawn, re.DOTALL)
    assert tuple(codes[:2]) == document.scripts()
    assert len(codes) == 3
    assert all(bundle.digest(code) in _policy(drawn)["script-src"] for code in codes)


def test_the_same_layers_give_the_same_bytes(dossier, located):
    page = _open(dossier, located)
    assert page.html() == page.html() == _open(dossier, located).html()


def test_layers_that_ask_for_nothing_need_no_notice(dossier, located):
    page = ReportMap(dossier, located)
    folium.Circle([34.4, 40.9], radius=900).add_to(page)
    page.get_root().header.add_child(folium.Element("<style>.x{color:red}</style>"))
    drawn = page.html()
    assert "L.circle(" in drawn
    assert "<style>.x{color:red}</style>" in drawn
    assert "open-notice" not in drawn.partition("</style>")[2]
    assert _policy(drawn)["img-src"] == "data: blob:"


def test_a_closed_page_stays_closed(dossier, located, page):
    assert "open-notice" not in page.partition("</style>")[2]
    assert "unsafe-inline" not in _policy(page)["style-src"]
    assert ReportMap(dossier, located, title="A night of strikes").html() == page


def test_subdomains_are_one_source(dossier, located):
    page = ReportMap(dossier, located)
    folium.TileLayer("https://{s}.tiles.example.org/{z}/{x}/{y}.png", attr="Example").add_to(page)
    drawn = page.html()
    assert "https://*.tiles.example.org" in _policy(drawn)["img-src"].split()
    assert "loads parts from tiles.example.org," in drawn


@pytest.mark.parametrize("room", ["header", "html"])
def test_markup_with_a_script_of_its_own_is_refused(dossier, located, room):
    page = ReportMap(dossier, located)
    getattr(page.get_root(), room).add_child(folium.Element("<script>alert(1)</script>"))
    with pytest.raises(GeostrikeError, match="script of its own"):
        page.html()


def test_a_text_that_would_end_the_code_is_refused(dossier, located):
    page = ReportMap(dossier, located)
    folium.Marker([34, 40], popup="a</script><script>alert(1)</script>").add_to(page)
    with pytest.raises(GeostrikeError, match="</script"):
        page.html()


def test_a_script_from_nowhere_is_refused(dossier, located):
    page = ReportMap(dossier, located)
    page.get_root().header.add_child(folium.JavascriptLink("javascript:alert(1)"))
    with pytest.raises(GeostrikeError, match="no address"):
        page.html()


def test_tiles_by_name_have_the_attribution_of_their_provider(dossier, located):
    drawn = render(dossier, located, tiles="osm")
    assert "tile.openstreetmap.org/{z}/{x}/{y}.png" in drawn
    assert "OpenStreetMap" in drawn.partition("L.tileLayer(")[2]


@pytest.mark.parametrize(
    ("name", "credit", "words"),
    [
        ("Openstreetmap.Mapnick", "", "did you mean OpenStreetMap.Mapnik"),
        ("qqqqqqqq", "", "write osm"),
        ("MapTiler.Streets", "", "key"),
        ("CartoDB.Positron", "", "key"),
        ("https://t.example.org/{z}/{x}/{y}.png", "", "--tiles-credit"),
        ("https://t.example.org/{z}/{x}.png", "E", "{y}"),
        ("javascript://{z}/{x}/{y}", "E", "no address"),
    ],
)
def test_what_are_no_tiles_is_said(name, credit, words):
    with pytest.raises(GeostrikeError, match=re.escape(words)):
        tiles.layer(name, credit)


def test_the_credit_of_tiles_is_text():
    layer = tiles.layer("https://t.example.org/{z}/{x}/{y}.png", "<b>E</b>")
    assert layer.options["attribution"] == "&lt;b&gt;E&lt;/b&gt;"
