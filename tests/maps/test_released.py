import re

import pytest
from pyproj import Geod

from geostrike import coordinates
from geostrike.cli import main
from geostrike.maps import legend, payload, speakers, wording
from geostrike.maps.cards import badge, card
from geostrike.maps.released import released
from geostrike.maps.whereabouts import _to, countries
from geostrike.model import Claim


@pytest.fixture(scope="module")
def given(report):
    return released(report.item("rockets"), report.sources)


def test_a_grid_in_a_place_claim_is_a_second_mark_with_its_own_distances(given, report):
    (one,) = given
    where, at = report.item("rockets").where, coordinates.parse("38SMF1000")
    assert one.label == "grid released by the coalition"
    away_m = Geod(ellps="WGS84").inv(where.lon, where.lat, at.lon, at.lat)[2]
    assert one.from_shown_m == pytest.approx(away_m, abs=0.01)
    text = card(report.item("rockets"), report, "0")
    found = re.search(r"[\d.]+ km from the middle of the ring shown; [^<]* from the [^<]* border", text)
    assert found
    assert wording.length(one.measure.distance_m) in found[0]


def test_the_event_keeps_the_place_of_its_editor(report):
    (event,) = (one for one in payload.events(report) if one["id"] == "rockets")
    assert event["at"] != event["released"][0]["at"]
    assert event["released"][0]["square"]
    west, south, east, north = payload.bounds_of(report)
    lon, lat = event["released"][0]["at"]
    assert west < lon < east
    assert south < lat < north


@pytest.mark.parametrize("name", ["rough", "camp", "lost", "night"])
def test_coarse_and_placeless_events_have_no_second_mark(report, name):
    assert released(report.item(name), report.sources) == ()


def test_the_legend_explains_the_second_mark(report):
    data = payload.page_data(report, payload.events(report))
    assert "where a source puts it" in legend.map_frame(report, data)


@pytest.mark.parametrize(
    ("value", "words"),
    [("IRQ", "the border of Iraq"), ("IRQ-SYR", "the Iraq–Syria border"), ("al-Tanf", "al-Tanf"), ("", "")],
)
def test_a_stated_distance_says_to_what(value, words):
    assert _to(value) == words


@pytest.mark.parametrize(
    ("codes", "words"), [("IQ+SY", "partly in Iraq, partly in Syria"), ("", "in no country")]
)
def test_a_region_may_lie_in_two_countries(codes, words):
    assert countries(codes) == words


@pytest.mark.parametrize("status", ["disputed", "retracted"])
def test_a_status_not_to_be_missed_has_a_sign_and_a_word(status):
    assert status.capitalize() in badge(status)
    assert "sign" in badge(status)
    assert badge("reported") is None


def test_one_figure_for_different_people_is_said():
    facts = {"event": "e", "source": "s", "kind": "killed", "words": "w", "low": 16, "high": 16}
    claims = [Claim(id="a", said_by="G", **facts), Claim(id="b", said_by="P", who="militia", **facts)]
    (line,) = speakers.same_figures(speakers.groups(claims, {}))
    assert line.endswith("16 (G); 16 militia members (P)")


def test_things_that_cannot_be_compared_are_named_apart():
    facts = {"event": "e", "source": "s", "kind": "sites", "words": "w"}
    claims = [
        Claim(id="a", said_by="G", low=7, high=7, unit="area", **facts),
        Claim(id="b", said_by="P", low=13, high=13, unit="settlement", **facts),
    ]
    (group,) = speakers.groups(claims, {})
    assert speakers.difference(group) == "They count different things: 7 areas (G); 13 settlements (P)"


@pytest.mark.parametrize("name", ["x.pdf", "x.png", "x"])
def test_a_map_is_a_web_page(tmp_path, capsys, name):
    assert main(["map", str(tmp_path), "-o", str(tmp_path / name)]) == 1
    assert "does not end in .html" in capsys.readouterr().err
