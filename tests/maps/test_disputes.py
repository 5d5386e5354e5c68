"""On what sources disagree: whom a denial contradicts, and which towns are too far apart to be one."""

import re
from dataclasses import replace

import pytest
from pyproj import Geod

from geostrike import gazetteer
from geostrike.locate import locate
from geostrike.maps import panel, prepare, tools
from geostrike.maps.cards import card
from geostrike.maps.disputes import disputes
from geostrike.maps.strings import speaking
from geostrike.model import Claim, Dossier, Event, Source

DENIAL = Claim(
    id="d",
    event="border",
    source="post",
    said_by="the command",
    stance="denies",
    kind="killed",
    who="civilian",
    hedge="vague",
    words="no civilian casualties known",
)
DEATHS = Claim(id="f", event="border", source="wire", kind="killed", low=4, high=4, words="four")


def sentences(dossier, located, *claims):
    report = prepare(replace(dossier, claims=claims), located)
    return [one.sentence for one in disputes(report.item("border"), report)]


@pytest.mark.parametrize("who", ["", "civilian", "child"])
def test_a_denial_says_of_whom(dossier, located, who):
    said = sentences(dossier, located, DENIAL, replace(DEATHS, who=who))
    assert said == ["Killed (civilians): the command denies it"]
    with speaking("ar"):
        (said,) = sentences(dossier, located, DENIAL, replace(DEATHS, who=who))
        assert "القتلى (مدنيون)" in said


@pytest.mark.parametrize(
    "other",
    [
        replace(DEATHS, who="militia"),
        replace(DEATHS, who="soldier"),
        replace(DEATHS, kind="injured"),
        replace(DEATHS, who="civilian", low=0, high=0),
        replace(DEATHS, who="civilian", said_by="the command"),
        replace(DEATHS, who="civilian", stance="unknown"),
    ],
)
def test_a_denial_of_some_contradicts_no_figure_of_others(dossier, located, other):
    assert sentences(dossier, located, DENIAL, other) == []


EVENT = Event(
    id="q", title="Strike at al-Qaim", kind="strike", date="2024-02-03", place="al-Qaim", country="IQ"
)
TOWN = Claim(id="a", event="q", source="s", kind="place", value="Akashat", words="Akashat, Iraq")
PAPER = Source(id="s", publisher="The Paper", kind="newspaper")


def of(*claims, event=EVENT):
    dossier = Dossier(title="t", events=(event,), claims=claims, sources=(PAPER,))
    return prepare(dossier, locate(dossier))


def test_sources_that_name_towns_far_apart_disagree_on_the_place():
    report = of(TOWN, replace(TOWN, id="b", value="Akashat, Iraq", said_by="the mayor"))
    (found,) = disputes(report.items[0], report)
    assert found.kind == "place"
    ends = re.fullmatch(
        r"Place: Akashat \(The Paper, the mayor\), (\d+) to (\d+) km from the place shown", found.sentence
    )
    known = gazetteer.load()
    one, other = known.resolve("Akashat").place, known.resolve("al-Qaim", country="IQ").place
    away_m = Geod(ellps="WGS84").inv(one.lon, one.lat, other.lon, other.lat)[2]
    both_m = one.radius_m + other.radius_m
    assert [int(end) for end in ends.groups()] == [
        round((away_m - both_m) / 1000),
        round((away_m + both_m) / 1000),
    ]


def test_the_card_the_list_and_the_filter_say_so_too():
    report = of(TOWN)
    said = card(report.items[0], report, "0")
    assert re.search(r"Akashat lies \d+ to \d+ km from the place shown", said)
    assert re.search(r"a source puts it \d+ to \d+ km away", panel.event_list(report))
    assert [entry["dispute"] for entry in tools.index(report)] == [["place"]]
    with speaking("ar"):
        assert "عكاشات" in disputes(report.items[0], report)[0].sentence


@pytest.mark.parametrize(
    "change",
    [
        {"value": "al-Qaim, Iraq"},
        {"value": "القائم"},
        {"value": "al-Sikak"},
        {"value": "al-Qaim district"},
        {"value": "Anbar"},
        {"value": "Iraq"},
        {"value": "near the old market"},
        {"value": ""},
        {"value": "Husaybah, al-Qaim"},
        {"stance": "denies"},
        {"value": "Moscow"},
    ],
)
def test_names_that_may_be_one_place_or_are_unknown_stand_side_by_side(change):
    report = of(replace(TOWN, **change))
    assert disputes(report.items[0], report) == ()


def test_a_source_that_names_what_the_event_is_named_after_contradicts_nothing():
    named = replace(EVENT, place="Akashat", at="34.37,41.05", place_how="coordinates")
    assert of(TOWN, event=named).items[0].where.elsewhere == ()


def test_a_replaced_claim_and_a_rough_event_bring_no_dispute():
    later = replace(TOWN, id="b", value="al-Qaim", replaces="a")
    assert of(TOWN, later).items[0].where.elsewhere == ()
    rough = of(TOWN, event=replace(EVENT, publish="coarse", at="34.37,41.05"))
    assert disputes(rough.items[0], rough) == ()
    assert "Akashat" not in card(rough.items[0], rough, "0")


def test_a_region_is_held_against_with_all_its_extent():
    area = replace(EVENT, area="POLYGON ((39 33, 42 33, 42 35, 39 35, 39 33))", place_how="described")
    assert of(TOWN, event=area).items[0].where.elsewhere == ()
    assert of(replace(TOWN, value="Baghdad"), event=area).items[0].where.elsewhere
