import pytest

from geostrike.errors import GeostrikeError
from geostrike.locate import Located
from geostrike.maps import render
from geostrike.maps.alttext import alt_text
from geostrike.maps.report import prepare
from geostrike.maps.sharing import ledger_link, meta_tags
from geostrike.maps.strings import AR, EN, count, country, say, speaking
from geostrike.model import Dossier, Event


def test_a_page_names_itself_and_a_picture_only_where_one_is_given(report):
    plain = "".join(meta_tags(report))
    assert 'property="og:title" content="A night of strikes"' in plain
    assert "og:image" not in plain
    shown = "".join(meta_tags(report, "https://example.org/social.png"))
    assert 'property="og:image" content="https://example.org/social.png"' in shown
    assert 'content="1200"' in shown


def test_an_address_that_is_none_is_refused(report):
    with pytest.raises(GeostrikeError, match="http"):
        meta_tags(report, "social.png")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ledger.html", "ledger.html"),
        ("https://example.org/l.html", "https://example.org/l.html"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
    ],
)
def test_the_page_links_to_its_ledger_when_asked(dossier, located, typed, address):
    assert f'<a href="{address}" rel="noopener">' in render(dossier, located, ledger=typed)
    assert ledger_link("") is None


def test_alt_text_counts_places_beyond_the_first_six_and_is_said_in_arabic():
    events = tuple(
        Event(id=f"e{at}", title=f"Event {at}", kind="strike", date="2024-02-03", place=f"Place {at}")
        for at in range(9)
    )
    places = [Located(event=event, shape="point", lon=41.0, lat=34.0, radius_m=10.0) for event in events[:8]]
    report = prepare(
        Dossier(title="D", events=events, claims=(), sources=()), [*places, Located(event=events[8])]
    )
    assert alt_text(report) == (
        "Map of 9 events, 3 February 2024. Drawn: "
        + "; ".join(f"Place {at} (3 Feb 2024)" for at in range(6))
        + " and 2 more. 1 event without a known place is not on the map."
    )
    with speaking("ar"):
        assert alt_text(report).startswith("خريطة: 9 أحداث، 3 شباط 2024.")


@pytest.mark.parametrize(("n", "form"), [(1, "one"), (2, "two"), (7, "few"), (11, "many"), (100, "other")])
def test_arabic_counts_in_its_own_forms(n, form):
    with speaking("ar"):
        assert count("summary_events", n) == AR["summary_events"][form].format(n=n)
    assert count("summary_events", n).endswith("events" if n > 1 else "event")


def test_arabic_phrases_hold_the_same_facts_as_the_english_ones():
    def facts(phrase):
        forms = phrase.values() if isinstance(phrase, dict) else [phrase]
        return {piece.split("}")[0] for form in forms for piece in form.split("{")[1:]}

    assert set(AR) <= set(EN)
    assert {key for key in AR if facts(AR[key]) != facts(EN[key])} == set()


def test_a_language_without_words_is_refused_and_the_old_one_comes_back():
    with pytest.raises(GeostrikeError, match="'fr'"), speaking("fr"):
        pass
    with speaking("ar"):
        assert country("SYR") == "سوريا"
        assert country("FR") == "France"
        assert say("line_to", length="3 كم", border="x") == "3 كم من حدود \u200f\u200ex\u200e\u200f"
    assert country("SYR") == "Syria"
