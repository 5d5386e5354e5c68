import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pyproj import Geod
from shapely import MultiLineString, get_coordinates

from geostrike import borders
from geostrike.checks import check
from geostrike.coordinates import parse
from geostrike.tables import dossier
from geostrike.tables.area import read_area

SEEDS = Path(__file__).parents[1] / "seeds"
TEXTS = Path(__file__).parents[2] / "shared" / "seeds"
FEB21, JUN21, FEB24 = "2021-02-26-bukamal", "2021-06-28", "2024-02-03"
ERBIL, DRONES, ATTACKS, TOWER = (
    "2021-02-15-erbil",
    "2021-drones-iraq",
    "2021-attacks-iraq",
    "2024-01-28-tower-22",
)
IRAQ24, SYRIA24, QAIM24 = "2024-02-03-iraq", "2024-02-03-syria", "2024-02-03-al-qaim"
R0, R1, R2, R3 = "republicworld-2021-03-04", "news-site-1", "news-site-2", "news-site-3"

# Every figure that the four reports print, typed from reading them, apart from the tables.
FIGURES = [
    (R0, FEB21, "time", None, None, "1:30 AM"),
    (R0, FEB21, "munitions", 7, 7, "500-pound"),
    (R0, FEB21, "distance", 333.3, None, "a third of a kilometre"),
    (R0, FEB21, "structures", 12, 12, "a dozen"),
    (R0, FEB21, "killed", 1, 1, "one dead"),
    (R0, FEB21, "killed", None, None, "up to a handful"),
    (R0, FEB21, "killed", 17, 22, "17 to 22"),
    (R0, FEB21, "purpose", None, None, "first"),
    (R0, ERBIL, "killed", 1, 1, "one civilian contractor"),
    (R0, ERBIL, "injured", 1, 1, "a US service member"),
    (R0, ERBIL, "injured", None, None, "coalition troops"),
    (R1, FEB21, "time", None, None, "February 2021"),
    (R1, JUN21, "sites", 2, 2, "2 operational"),
    (R1, JUN21, "sites", 1, 1, "one location in Iraq"),
    (R1, JUN21, "aircraft", None, None, "F-15 and F-16"),
    (R1, JUN21, "purpose", None, None, "second time"),
    (R1, JUN21, "time", None, None, "5 months"),
    (R1, DRONES, "attacks", 5, None, "five drone attacks"),
    (R2, FEB24, "targets", 85, 85, "85 locations"),
    (R2, FEB24, "sites", 7, 7, "seven"),
    (R2, TOWER, "killed", 3, 3, "three"),
    (R2, TOWER, "injured", 40, None, "over 40"),
    (R2, IRAQ24, "killed", 16, None, "16"),
    (R2, IRAQ24, "killed", None, None, "civilians"),
    (R2, IRAQ24, "injured", 25, 25, "25"),
    (R2, QAIM24, "targets", 3, 3, "three houses"),
    (R2, SYRIA24, "killed", None, None, "civilians and soldiers"),
    (R3, JUN21, "sites", 2, 2, "two locations in Syria"),
    (R3, JUN21, "sites", 1, 1, "one in Iraq"),
    (R3, JUN21, "killed", 5, None, "five fighters"),
    (R3, JUN21, "injured", None, None, "numerous"),
    (R3, JUN21, "killed", 1, 1, "one youngster"),
    (R3, JUN21, "injured", 3, None, "three others"),
    (R3, JUN21, "purpose", None, None, "second time"),
    (R3, JUN21, "aircraft", None, None, "F-15 and F-16"),
    (R3, ATTACKS, "actor", 2500, 2500, "2,500"),
    (R3, ATTACKS, "attacks", 40, None, "40"),
    (R3, ATTACKS, "attacks", 14, 14, "14"),
    (R3, ATTACKS, "attacks", None, None, "vast majority"),
    (R3, DRONES, "attacks", 5, None, "five drone assaults"),
]


@pytest.fixture(scope="module")
def seeds():
    return dossier.read(SEEDS)


def test_the_seeds_pass_their_check():
    assert [finding for finding in check(SEEDS) if finding.severity == "error"] == []
    assert {finding.rule for finding in check(SEEDS)} == {"country-point"}  # the data sets disagree there


@pytest.mark.parametrize(("source", "event", "kind", "low", "high", "words"), FIGURES)
def test_every_figure_of_the_reports_is_a_claim(seeds, source, event, kind, low, high, words):
    expected = (source, event, kind, low, high)
    found = [one for one in seeds.claims if (one.source, one.event, one.kind, one.low, one.high) == expected]
    assert [one for one in found if words in one.words]


def test_the_seeds_are_rich_enough_and_every_row_is_used(seeds):
    assert len(seeds.claims) >= 60
    assert {event.id for event in seeds.events} == {claim.event for claim in seeds.claims}
    used = {claim.source for claim in seeds.claims} | {source.repeats for source in seeds.sources}
    assert {source.id for source in seeds.sources} <= used


def test_what_answered_what(seeds):
    answers = {event.id: event.answers for event in seeds.events if event.answers}
    assert answers == {FEB21: ERBIL, JUN21: DRONES, FEB24: TOWER}


@pytest.mark.parametrize("event", [JUN21, FEB24, IRAQ24, SYRIA24, "2021-06-28-iraq", "2024-02-03-unnamed"])
def test_what_has_no_published_place_has_no_point(seeds, event):
    (found,) = [one for one in seeds.events if one.id == event]
    assert (found.at, found.area, found.place_how) == ("", "", "none")


def test_contradictions_stand_side_by_side(seeds):
    said = [one for one in seeds.claims if (one.event, one.kind) == (FEB21, "killed")]
    folded = {one.replaces for one in seeds.claims}
    assert {one.low for one in said if one.id not in folded} >= {1, 17, 22, None}
    assert {one.unit for one in seeds.claims if one.source == R2 and one.low == 85} == {"location"}


def test_the_grids_are_claims_and_their_distances_are_as_the_summaries_say(seeds):
    geod = Geod(ellps="WGS84")
    grids = {one.event: parse(one.value) for one in seeds.claims if one.value.startswith("37SF")}
    published = {"2024-02-03-al-mayadin": (40.42799, 35.02479), QAIM24: (41.09444, 34.36861)}
    away_km = {
        event: geod.inv(grids[event].lon, grids[event].lat, lon, lat)[2] / 1000
        for event, (lon, lat) in published.items()
    }
    assert away_km["2024-02-03-al-mayadin"] == pytest.approx(40.6, abs=0.1)
    assert away_km[QAIM24] == pytest.approx(11.4, abs=0.1)
    assert all(one.status == "disputed" and not one.at for one in seeds.events if one.id in published)


def test_the_area_of_the_compound_is_where_the_reports_put_it(seeds):
    (event,) = [one for one in seeds.events if one.id == FEB21]
    area = read_area(event.area, seeds.folder)
    lon, lat = get_coordinates(area).T
    line = borders.load("osm").lines("IRQ-SYR")
    parts = zip(line.starts[:-1], line.starts[1:], strict=True)
    border = MultiLineString([list(zip(line.lon[a:b], line.lat[a:b], strict=True)) for a, b in parts])
    geod = Geod(ellps="WGS84")
    dense = get_coordinates(border.intersection(area.buffer(0.02).envelope).segmentize(2e-5))
    for x, y in zip(lon, lat, strict=True):
        near = dense[((dense[:, 0] - x) ** 2 + (dense[:, 1] - y) ** 2) < 0.008**2]
        away_m = min(geod.inv([x] * len(near), [y] * len(near), near[:, 0], near[:, 1])[2])
        assert 331 <= away_m <= 402
    inside = area.representative_point()
    assert borders.load("osm").country(inside.x, inside.y) == "SY"
    assert area.is_valid


def test_the_area_is_what_its_script_draws(tmp_path):
    script = tmp_path / "make_areas.py"
    script.write_text((SEEDS / "areas" / "make_areas.py").read_text(encoding="utf-8"), encoding="utf-8")
    subprocess.run([sys.executable, str(script)], check=True)
    drawn, kept = (read_area("bukamal-compound.geojson", folder) for folder in (tmp_path, SEEDS / "areas"))
    assert drawn.symmetric_difference(kept).area < kept.area / 1000


def test_each_report_names_its_source_file():
    for path in (SEEDS / "reports").iterdir():
        assert re.search(
            r"^Source file: `\d{3}_\w+\.txt`|Source file: `\d{3}_\w+\.txt`", path.read_text("utf-8")
        )


needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="the texts of the reports are kept apart")


def _words(text):
    return re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", text.lower()))


def _runs(words, length=8):
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


@needs_texts
def test_no_sentence_of_the_publishers_is_in_the_seeds():
    theirs = set().union(*(_runs(_words(path.read_text("utf-8"))) for path in TEXTS.glob("*.txt")))
    assert theirs
    for path in SEEDS.rglob("*.*"):
        text = path.read_text("utf-8-sig")
        if path.name == "claims.csv":
            rows = csv.DictReader(text.splitlines())
            text = "\n".join(" ".join(cell for name, cell in row.items() if name != "words") for row in rows)
        assert not _runs(_words(text)) & theirs, path.name


@needs_texts
def test_words_are_as_printed(seeds):
    texts = {
        source: " ".join(_words(next(TEXTS.glob(f"00{number}_*.txt")).read_text("utf-8")))
        for number, source in enumerate((R0, R1, R2, R3))
    }
    printed = [one for one in seeds.claims if one.source in texts]
    assert [one.id for one in printed if " ".join(_words(one.words)) not in texts[one.source]] == []


def test_no_remark_of_the_editor_stands_in_the_mouth_of_a_speaker(seeds):
    remarks = re.compile(r"\b(not|nobody|left out|which|its text|were|the report|named)\b")
    own = {"feb21-change-pentagon"}  # the speaker says that the count was not final
    assert [one.value for one in seeds.claims if remarks.search(one.value) and one.id not in own] == []
