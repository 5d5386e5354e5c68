import re

import pytest

from geostrike.maps import claims, panel, plots
from geostrike.maps.cards import card
from geostrike.model import Claim


@pytest.fixture(scope="module")
def cards(report):
    return {item.id: card(item, report, "0") for item in report.items}


def text_of(markup):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("event", "phrases"),
    [
        ("rockets", ["Erbil", 'lang="ar"', 'dir="rtl"', "Iraq", "dawn, time zone not stated", "Answered by"]),
        (
            "night",
            [
                "2–3 February 2024",
                "00:00, time zone Asia/Baghdad",
                "converted",
                "In response to",
                "4 parts listed, 3 with",
            ],
        ),
        ("night", ["says it is not known", "not clear how many"]),
        (
            "border",
            [
                "within 50 m",
                "34.3984° N, 40.9745° E",
                "Iraq–Syria border",
                "puts the border elsewhere",
                "in Iraq",
            ],
        ),
        (
            "border",
            [
                "about 370 yards",
                "Inconsistent with the place shown",
                "5 speakers",
                "concedes",
                "denies it",
                "“nobody died”",
            ],
        ),
        (
            "border",
            [
                "Earlier figure, since replaced",
                "repeats The Wire",
                "archived copy",
                "2 February 2024, 21:00 UTC",
            ],
        ),
        ("square", ["one grid square", "inferred from the context", "Disputed"]),
        (
            "strip",
            [
                "anywhere in the hatched area",
                "Measured from the whole area",
                "no source here counts the dead of this place",
            ],
        ),
        ("lost", ["No source says where"]),
        ("rough", ["area of 5 km", "anywhere within 5 km"]),
    ],
)
def test_a_card_says(cards, event, phrases):
    for phrase in phrases:
        assert phrase in cards[event] or phrase in text_of(cards[event]), phrase


@pytest.mark.parametrize("event", ["rough", "camp"])
def test_a_coarse_card_gives_no_way_back_to_the_point(cards, event):
    assert not re.search(r"Coordinates|To the border|EXACT|° N", cards[event])


def test_a_grid_is_shown_as_it_was_given_and_never_of_a_rough_event(cards, report):
    assert "grid 37SFU8107" in cards["square"]
    assert "grid" not in cards["border"].partition("Who says")[0]
    assert "grid" not in cards["rough"]
    assert '<span class="badge roughly">shown roughly</span>' in cards["camp"]
    assert panel.event_list(report).count('roughly">shown') == 2


def test_a_region_and_a_lost_event_have_no_coordinates(cards):
    assert "° N" not in cards["strip"]
    assert "° N" not in cards["lost"]


def test_cards_are_in_the_page_without_a_script(page, report):
    before_scripts = page.partition('<script type="application/json"')[0]
    for item in report.items:
        assert f'id="event-{item.id}"' in before_scripts


def test_bars_have_positions_in_attributes_and_no_style(cards):
    assert "style=" not in cards["border"]
    assert "<rect x=" in cards["border"]


@pytest.mark.parametrize(
    ("low", "high", "hedge", "marks"),
    [
        (5, 5, "", ("", 1)),
        (1, 5, "", ("span", 2)),
        (2, None, "", ("", 1)),
        (None, 5, "", ("", 1)),
        (None, 5, "nearly", ("", 1)),
        (2, None, "at_least", ("open", 1)),
        (2, None, "more_than", ("open", 1)),
        (None, 5, "up_to", ("open", 1)),
        (None, None, "", ("", 0)),
    ],
)
def test_a_bar_runs_from_low_to_high_and_fades_where_the_hedge_opens_it(low, high, hedge, marks):
    claim = Claim(id="a", event="e", source="s", kind="killed", words="w", low=low, high=high, hedge=hedge)
    drawn = plots.bar(claim, 10)
    found = re.search(r'class="(span|open)"', drawn)
    assert (found.group(1) if found else "", drawn.count("<circle")) == marks


def test_one_figure_alone_is_not_plotted(cards):
    assert "<rect" not in cards["rough"]
    assert 'class="bar"' not in cards["rough"]


def test_the_list_names_every_event_and_says_what_is_not_on_the_map(report):
    listed = panel.event_list(report)
    assert listed.count('class="entry"') == len(report.items)
    assert text_of(listed).count("not on the map") == 1
    assert "Killed: 1 to 22" in listed


def test_the_summary_counts_speakers_not_papers(report):
    line = panel.summary(report)
    assert line.startswith("8 events, 28 January 2024 to 2 March 2024. 17 claims by ")


def test_sources_are_listed_with_licences_and_dates(report):
    about = panel.footer(report, "abc", ["osm", "naturalearth"])
    for phrase in (
        "OpenStreetMap",
        "ODbL",
        "Natural Earth",
        "The Paper",
        "read 1 March 2024",
        "Edition abc",
        "GeoNames",
    ):
        assert phrase in about


def test_a_claim_whose_source_is_missing_still_shows():
    claim = Claim(id="a", event="e", source="gone", kind="killed", words="w")
    assert claims.source_line(claim, None, {}) == "<cite>gone</cite>"
