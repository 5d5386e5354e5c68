"""What the author says around the events: on the page where it may be, and nowhere else."""

import re
from dataclasses import replace

import pytest

from geostrike.maps import around, panel, prepare
from geostrike.maps.cards import card
from geostrike.maps.disputes import disputes
from geostrike.model import About, Correction


def text_of(markup):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", str(markup))).replace("\u00a0", " ")


def test_the_standfirst_and_what_is_not_known_stand_above_the_list(report, page):
    said = text_of(around.intro(report))
    for phrase in ("What was said of one night.", "Each figure", "What is not known (2)", "fourth place lay"):
        assert phrase in said
    assert "<b>killed" not in around.intro(report)
    assert page.index("standfirst") < page.index('id="list"')


def test_a_report_without_an_author_has_nothing_around_it(report):
    bare = replace(report, about=About())
    assert around.intro(bare) is None
    assert around.corrections(bare) is None
    assert around.contact(bare) is None
    assert around.edition_date(bare) is None


def test_corrections_stand_with_their_reasons_the_latest_first(report):
    said = text_of(around.corrections(report))
    assert "5 March 2024 : The place moved 20 m to the east. Reason: A sharper picture came out." in said
    assert [one.date for one in report.about.corrections] == ["2024-03-08", "2024-03-06", "2024-03-05"]
    assert "Strike beside the border" in said


def test_of_a_rough_event_the_page_says_no_more_than_that_it_was_corrected(report, page):
    assert "This event was corrected." in text_of(around.corrections(report))
    for word in ("EXACT-CORRECTION", "EXACT-REASON", "UNPUBLISHED-CORRECTION", "PRIVATE-CORRECTION"):
        assert word not in page


def test_a_corrected_event_says_so_on_its_card(report):
    assert "sharper picture" in card(report.item("border"), report, "0")
    assert "Correction" not in card(report.item("square"), report, "0")


@pytest.mark.parametrize(
    ("contact", "link"), [("https://example.org/errors", True), ("errors@example.org", False)]
)
def test_the_contact_is_a_link_only_where_it_is_an_address_on_the_web(report, contact, link):
    drawn = around.contact(replace(report, about=About(contact=contact)))
    assert contact in drawn
    assert ("href=" in drawn) == link


def test_a_card_has_a_citation_with_its_whole_address(report):
    drawn = card(report.item("border"), report, "abc")
    assert "https://example.org/night.html#event-border" in drawn
    assert "Edition of 10 March 2024 (abc)" in drawn
    bare = card(report.item("border"), replace(report, about=About()), "abc")
    assert "https://example.org/night" not in bare
    assert "Edition abc" in bare


def test_disputes_name_figures_denials_places_and_distances(report):
    found = {one.kind: [] for one in disputes(report.item("border"), report)}
    for one in disputes(report.item("border"), report):
        found[one.kind].append(one.sentence)
    assert "Killed: 1 (ministry of defence, 5 February) to 22 (The Monitor)" in found["figures"]
    assert "Killed: the armed group denies it" in found["figures"]
    assert found["distance"] == [
        "Distance: a reporter says “about 370 yards”, which does not fit the place shown"
    ]
    (place,) = disputes(report.item("rockets"), report)
    assert place.kind == "place"
    assert place.sentence.startswith("Place: grid released by the coalition, ")
    assert disputes(report.item("lost"), report) == ()


@pytest.mark.parametrize("event", ["rough", "camp"])
def test_a_rough_event_has_no_dispute_that_leads_to_its_place(report, event):
    assert not {one.kind for one in disputes(report.item(event), report)} & {"place", "distance"}


def test_the_list_says_how_far_from_the_border_and_who_puts_it_elsewhere(report):
    said = text_of(panel.event_list(report))
    assert "139 m (83 to 195 m) from the Iraq–Syria border" in said
    assert re.search(r"a source puts it [\d.]+ km away", said)
    assert panel.summary(report).endswith("Sources disagree on 2 events.")


def test_parts_are_counted_as_the_sources_count_them(dossier, located):
    sites = replace(dossier.claims[0], id="s", event="night", kind="sites", low=7, high=7, unit="facility")
    claims = (*dossier.claims, replace(sites, said_by="the army"))
    report = prepare(replace(dossier, claims=claims), located)
    assert "7 facilities reported, 3 named." in text_of(panel.event_list(report))
    two = (*claims, replace(sites, id="t", said_by="the mayor", low=9, high=None, hedge="at_least"))
    report = prepare(replace(dossier, claims=two), located)
    said = text_of(card(report.item("night"), report, "0"))
    assert "7 facilities (the army), at least 9 facilities (the mayor) reported, 3 named. 4 parts" in said


def test_a_correction_of_the_whole_dossier_names_no_event(dossier, located):
    about = About(corrections=(Correction(date="2024-03", change="Spelling."),))
    report = prepare(replace(dossier, about=about), located)
    assert "href" not in around.corrections(report)
