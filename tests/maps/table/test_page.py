import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

from geostrike.cli import cli
from geostrike.errors import TableError
from geostrike.maps import bundle, table
from geostrike.maps.table import arabic, cards, document, ground, legend, payload, render_columns
from geostrike.maps.table.document import scripts, style
from geostrike.maps.table.phrases import PHRASES, SCRIPT
from geostrike.protect import coarsen, protect


class Text(HTMLParser):
    """Text of a page outside its scripts."""

    def __init__(self, page):
        super().__init__()
        self.silent, self.parts, self.links = 0, [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.silent += tag in {"script", "style"}
        self.links += [value for name, value in attrs if name == "href"]

    def handle_endtag(self, tag):
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data):
        if not self.silent:
            self.parts.append(data)

    @property
    def words(self):
        return " ".join(" ".join(self.parts).split())


@pytest.fixture
def page(sheet):
    def made(*events, **options):
        return document(sheet(*events, **options))

    return made


def head_of(page):
    found = re.search(r'<script type="application/json" id="geostrike-data">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1])


def test_the_page_says_what_it_holds(page):
    text = Text(
        page(
            {"source": "SANA", "date": "2014-01-02"},
            {"source": "SOHR", "date": "2024-12-28/2024-12-30", "lon": "", "lat": ""},
            {"source": "SOHR", "title": ""},
        )
    ).words
    assert "2 events, 2 January 2014 to 30 December 2024." in text
    assert "Sources named in the table: 2." in text
    assert "1 event not on the map." in text
    assert "1 rows of the table are set aside." in text
    assert "title is empty: row 3" in text
    assert "GeoNames" in text
    assert "ODbL" in text


@pytest.mark.parametrize(
    ("dates", "said"),
    [(["", ""], "2 events."), (["2024-02", "2024-02"], "2 events, February 2024.")],
)
def test_the_summary_says_no_more_of_dates_than_there_is(page, dates, said):
    assert said in Text(page(*({"date": date} for date in dates))).words


def test_many_rows_set_aside_are_counted_not_all_listed(page):
    text = Text(page({}, *({"title": ""} for _ in range(40)))).words
    assert "rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 28 more" in text


def test_drafts_are_marked(page):
    assert "draft" in Text(page({"status": "draft"}, draft=True)).words.lower()


def test_the_legend_names_the_marks_and_joins_rare_ones(page):
    events = [{"category": f"kind {sign}"} for sign in "aaabbbcccdddeefgh"]
    text = Text(page(*events, {})).words
    assert "kind a kind b kind c kind d kind e other" in text


@pytest.mark.parametrize(
    ("event", "kinds"),
    [
        ({}, ["unstated"]),
        ({"precision": "unknown"}, ["unstated"]),
        ({"precision": "exact"}, ["exact"]),
        ({"radius_m": "20", "precision": "unknown"}, ["exact"]),
        ({"precision": "town"}, ["hollow", "ring"]),
        ({"lon": "", "lat": ""}, []),
    ],
)
def test_the_legend_tells_only_of_marks_that_are_there(sheet, event, kinds):
    assert list(legend._sharpness(sheet(event))) == kinds


def test_the_data_are_whole_and_the_policy_holds_only_our_hashes(page):
    made = page({})
    assert set(re.findall(r'id="geostrike-(\w+)"', made)) == {"data", "ground", "places", "columns", "texts"}
    assert bundle.policy(scripts(), [style()]) in unescaped(made)


def unescaped(page):
    return page.replace("&#39;", "'").replace("&#x27;", "'")


def test_the_edition_follows_the_content(page):
    first, same, other = page({"title": "a"}), page({"title": "a"}), page({"title": "b"})
    assert first == same
    assert head_of(first)["edition"] != head_of(other)["edition"]
    assert head_of(first)["edition"] in Text(first).words


def test_the_bytes_hang_on_no_hash_seed(tmp_path):
    source = tmp_path / "events.csv"
    lines = [
        f"e{at},Strike {at} at a {['wall', 'road', 'yard'][at % 3]},2024-02-0{at},40.{at},34"
        for at in range(9)
    ]
    source.write_text("\n".join(["id,title,date,lon,lat", *lines]), encoding="utf-8")
    code = (
        "import hashlib, sys; from geostrike.tables import read_columns;"
        " from geostrike.maps.table import render_columns;"
        " print(hashlib.sha256(render_columns(read_columns(sys.argv[1])).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code, str(source)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "7")
    }
    assert len(found) == 1


def test_up_to_500_events_stand_as_plain_cards(page):
    events = [{"date": f"{2000 + at % 20}-01-01"} for at in range(500)]
    assert page(*events).count("<article") == 501
    assert 'id="static"' not in page(*events, {})


def test_a_card_says_all_that_is_known_and_what_is_not(page):
    text = Text(
        page(
            {
                "place": "Al-Qaim",
                "country": "IQ",
                "precision": "town",
                "category": "drone",
                "kind": "strike",
                "status": "disputed",
                "source": "SANA",
                "source_url": "https://example.org/1",
                "killed_low": "2",
                "killed_high": "1200",
                "killed_civilian_low": "1",
                "summary": "A house was hit.",
                "date_end": "2024-02-05",
            }
        )
    )
    for part in (
        "drone · strike",
        "Disputed",
        "Al-Qaim, Iraq",
        "3–5 Feb 2024",
        "A house was hit.",
        "anywhere within 4 km of the middle (town)",
        "Killed 2 to 1,200",
        "of them civilians at least 1",
        "Injured not known",
        "SANA",
    ):
        assert part in text.words, part
    assert "https://example.org/1" in text.links


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({"lon": "", "lat": ""}, "The table gives no position."),
        ({"date": ""}, "Date not known"),
        ({}, "No name given"),
        ({"lon": "", "lat": ""}, "Place not known"),
        ({"precision": "exact", "radius_m": "20"}, "within 20 m of the point"),
        ({"precision": "unknown"}, "Precision not known"),
        ({"radius_m": "1500"}, "anywhere within 1.5 km of the middle"),
        ({"status": "odd one"}, "odd one"),
        ({"killed_high": "7"}, "Killed up to 7"),
        ({"source_url": "https://example.org/x"}, "https://example.org/x"),
    ],
)
def test_what_is_not_known_is_said(page, event, said):
    assert said in Text(page(event)).words


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("how", ["5km", None])
def test_a_name_that_is_left_out_is_not_called_unknown(columns, lang, how):
    known = {"place": "Baghdad", "radius_m": "30000"}
    found = columns({"title": "A hospital", "place": ""}, known, {"lat": "", "lon": ""})
    found = coarsen(found, how) if how else protect(found)
    text = Text(render_columns(found, lang=lang)).words
    told = arabic.PHRASES if lang == "ar" else PHRASES
    assert text.count(told["place_held"]) == (2 if how else 1)
    assert text.count(told["place_unknown"]) == (0 if how else 1)
    assert told["place_unnamed"] not in text


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//x.org", "https://a@b.org/"]
)
def test_only_plain_web_addresses_become_links(page, address):
    found = Text(page({"source": "S", "source_url": address}))
    assert all(link.startswith(("#", "data:image/svg+xml")) for link in found.links)


def test_private_text_is_in_no_byte(page, sheet):
    word = "kohlrabi"
    events = {"_private": word, "note": word, "grid": word}
    made = sheet(events)
    data = payload.payload(made, {}, (0.0, 0.0, 1.0, 1.0))
    assert word not in page(events)
    assert word not in json.dumps(data.head)
    assert all(word not in str(column) for column in made.columns.values())


def test_each_phrase_of_the_script_is_there():
    assert set(SCRIPT) <= set(PHRASES)
    words = payload._words()
    assert all(words.values())
    source = "".join(
        path.read_text(encoding="utf-8") for path in (bundle._HERE / "viewer" / "table").glob("*.js")
    )
    used = set(re.findall(r"\bwords\.(\w+)", source))
    assert used - {"py", "split"} <= set(words)


def test_ids_and_addresses_without_numbers_are_texts(sheet):
    events = [
        {"id": name, "source_url": f"https://x.org/{name}é"} for name in ("uno", "dos", "tres", "a b", "ü")
    ]
    columns, left = payload._columns(sheet(*events))
    texts, _ = payload._prose(left)
    assert {"id", "source_url"} <= {name for name, _ in texts}
    assert "id" not in {name for name, _ in columns}


@pytest.mark.parametrize(
    ("bounds", "coarse"), [((38.0, 30.0, 48.0, 37.0), False), ((-30.0, -25.0, 60.0, 60.0), True)]
)
def test_the_ground_is_as_fine_as_its_extent_bears(bounds, coarse):
    found = ground.ground(bounds)
    assert found.datasets == (("naturalearth",) if coarse else ("osm", "naturalearth"))
    assert found.drawn["land"]
    assert {line["kind"] for line in found.drawn["borders"]} >= {"land"}
    names = [place["name"] for place in found.drawn["places"]]
    assert len(names) == len(set(names)) > 20
    assert all(found.attributions)
    if not coarse:
        assert {"Mosul", "Baghdad", "Basra"} <= set(names)


def test_the_ground_of_a_place_beyond_the_finest_borders_has_borders():
    found = ground.ground((-75.0, 2.0, -70.0, 6.0))
    assert {line["kind"] for line in found.drawn["borders"]} >= {"land"}


def test_the_verb_draws_a_table_and_tells_what_it_sets_aside(tmp_path):
    source, out = tmp_path / "events.csv", tmp_path / "out.html"
    source.write_text(
        "id,title,date,lon,lat\na,Strike,2024-02-03,40.5,34.5\nb,,2024-02-03,40.5,34.5\n", encoding="utf-8"
    )
    done = CliRunner().invoke(cli, ["map", str(source), "-o", str(out), "--title", "One"])
    assert done.exit_code == 0
    assert "1 rows are set aside" in done.stderr
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "title is empty" in (tmp_path / "out.html.rejected.csv").read_text(encoding="utf-8")


def test_the_garbage_collector_is_as_it_was(columns, monkeypatch):
    monkeypatch.setattr(table.gc, "isenabled", lambda: False)
    enabled = []
    monkeypatch.setattr(table.gc, "enable", lambda: enabled.append(1))
    table.render_columns(columns({}))
    assert enabled == []
    with pytest.raises(TableError):
        table.render_columns(columns({"status": "draft"}))


@pytest.mark.parametrize(("low", "high"), [("5", "5"), ("0", "0")])
def test_one_figure_is_no_range(low, high):
    assert cards.figures(low, high) == low
