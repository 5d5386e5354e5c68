import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import folium
import pytest

from geostrike.errors import GeostrikeError
from geostrike.locate import Located
from geostrike.maps import EventsLayer, ReportMap, bundle, document, payload, render
from geostrike.maps.strings import EN, count, say

FOLDER = Path(__file__).parent / "dossier"
DRAW = """
import sys
from geostrike.locate import locate
from geostrike.maps import render
from geostrike.tables.dossier import read
dossier = read(sys.argv[1])
sys.stdout.buffer.write(render(dossier, locate(dossier), title="A night of strikes").encode("utf-8"))
"""


def data_of(page):
    return json.loads(
        re.search(r'<script type="application/json" id="geostrike-data">(.*?)</script>', page).group(1)
    )


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_two_processes_draw_the_same_bytes(page, seed):
    drawn = subprocess.run(
        [sys.executable, "-c", DRAW, str(FOLDER)],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": seed},
    )
    assert drawn.stdout == page.encode("utf-8")


def test_the_page_declares_language_title_and_policy(page):
    assert page.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr">')
    assert "<title>A night of strikes</title>" in page
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_the_only_code_is_the_bundle_and_nothing_is_fetched(page):
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert tuple(scripts) == document.scripts()
    without = page
    for text in [*scripts, *re.findall(r"<style>.*?</style>", page, re.DOTALL)]:
        without = without.replace(text, "")
    assert not re.search(r"<(?:img|iframe|object|embed|base)\b", without)
    assert not re.search(r"\b(?:src|style|on\w+)=", without)
    assert re.findall(r"<link [^>]*>", without) == re.findall(r'<link rel="icon" href="data:[^"]*">', without)


COARSE = ("33.5138", "36.2765", "33.3141", "33.31416", "38.7127", "38.71272")


@pytest.mark.parametrize(
    "word", ["PRIVATE", "UNPUBLISHED", "EXACT-", "35.1234", "38.6543", *COARSE, str(FOLDER.parent)]
)
def test_private_unpublished_and_exact_things_are_not_in_the_bytes(page, word):
    assert word not in page


def test_coarse_events_carry_a_disc_and_nothing_else(page):
    for event in data_of(page)["events"]:
        if event["id"] in {"rough", "camp"}:
            assert event["shape"] == "coarse"
            assert not event.keys() & {"line", "away", "outline"}


def test_marks_are_as_sharp_as_their_source(page):
    events = {event["id"]: event for event in data_of(page)["events"]}
    assert {name: event["shape"] for name, event in events.items()} == {
        "rockets": "disc",
        "border": "point",
        "square": "cell",
        "strip": "region",
        "rough": "coarse",
        "camp": "coarse",
    }
    assert [name for name, event in events.items() if "line" in event] == ["border"]
    assert events["border"]["line"]["label"] == "139 m (83 to 195 m); Natural Earth 1:10m countries: in Iraq"


def test_a_large_disc_is_drawn_by_its_rim(report):
    item = report.item("rockets")
    wide = replace(item, where=replace(item.where, radius_m=400_000.0))
    assert list(payload._extent_of(wide)) == ["outline"]


def test_the_edition_changes_with_the_data():
    assert payload.edition({"a": 1}) != payload.edition({"a": 2})


def test_ids_do_not_depend_on_chance(dossier, located):
    assert EventsLayer(dossier, located).get_name() == EventsLayer(dossier, located).get_name()
    assert ReportMap(dossier, located).get_root().render() == ReportMap(dossier, located).html()


def test_saving_writes_the_page(dossier, located, page, tmp_path):
    ReportMap(dossier, located, title="A night of strikes").save(tmp_path / "x.html")
    assert (tmp_path / "x.html").read_text(encoding="utf-8") == page


def test_the_layer_stands_on_any_folium_map_and_changes_none(dossier, located):
    before = list(folium.Map.default_js)
    plain = folium.Map(tiles=None)
    layer = EventsLayer(dossier, located).add_to(plain)
    drawn = plain.get_root().render()
    assert f'geostrikeLayer({plain.get_name()}, "{layer.get_name()}")' in drawn
    assert bundle.script("layer") in drawn
    assert folium.Map.default_js == before
    assert "geostrike" not in folium.Map().get_root().render()


def test_a_layer_on_no_map_says_so(dossier, located):
    with pytest.raises(GeostrikeError, match="add_to"):
        EventsLayer(dossier, located).render()


def test_nothing_placed_still_makes_a_page(dossier, located):
    lost = [Located(event=replace(one.event, at="", area="")) for one in located]
    page = render(dossier, lost)
    assert "7 events not on the map" in page
    assert data_of(page)["events"] == []


def test_strings_are_all_used_and_all_there():
    package = Path(bundle.__file__).parent
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in package.glob("*.py") if path.name != "strings.py"
    )
    patterns = re.findall(r'(?:say|count|_fact)\(\s*f?"([^"]+)"', code) + re.findall(r'"(\w+)"', code)
    stems = {pattern.partition("{")[0] for pattern in patterns}
    for key in EN:
        assert (
            key in stems
            or any(stem.endswith("_") and key.startswith(stem) for stem in stems)
            or "hedge_" in key
        ), key


def test_strings_that_are_misused_fail():
    with pytest.raises(TypeError):
        say("summary_events")
    with pytest.raises(TypeError):
        count("range", 2)
