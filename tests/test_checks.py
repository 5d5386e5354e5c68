import ast
import re
from pathlib import Path

import pytest

import geostrike
from geostrike.checks import check
from geostrike.checks.rules import RULES

PACKAGE = Path(geostrike.__file__).parent
RULES_MD = PACKAGE.parent / "docs" / "rules.md"
IN_SYRIA = "34.45463,40.91156"
BETWEEN_THE_LINES = "34.39841,40.97452"  # Syria by OpenStreetMap, Iraq by Natural Earth
AT_SEA = "34.5,34.5"
VAGUE = {"low": "", "high": "", "hedge": "vague"}
PART = {"id": "c2", "within": "c1", "unit": "person"}


def rules(findings):
    return [(finding.severity, finding.rule, finding.field) for finding in findings]


def test_a_sound_dossier_has_no_finding(make_dossier):
    assert check(make_dossier()) == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"time": "01:30"}, ("error", "zone-missing", "zone")),
        ({"time": "around dawn"}, ("warning", "zone-missing", "zone")),
        ({"status": "draft"}, ("warning", "draft", "status")),
        ({"place": ""}, ("error", "place-missing", "place")),
        ({"place": "Nowhereville"}, ("warning", "place-unplaced", "place")),
        ({"place": "Springfield", "country": "US"}, ("warning", "place-unplaced", "place")),
        ({"at": "33.3,44.4"}, ("warning", "at-far", "at")),
        ({"at": "40.97,34.40"}, ("warning", "at-far", "at")),
        ({"at": AT_SEA}, ("warning", "at-far", "at")),
        ({"at": AT_SEA, "place": "Nowhereville"}, ("warning", "at-far", "at")),
        ({"at": IN_SYRIA, "title": "Strike on a hospital"}, ("warning", "protected-place", "at")),
        ({"at": IN_SYRIA, "place": "the school at X"}, ("warning", "protected-place", "at")),
        ({"at": "34,5 40,9"}, ("error", "at-form", "at")),
        ({"at": "34.3, 4239.00416"}, ("error", "at-form", "at")),
        ({"area": "POLYGON ((0 0, 1 1))"}, ("error", "area-form", "area")),
        ({"area": "areas/none.geojson"}, ("error", "area-form", "area")),
        ({"area": "../events.geojson"}, ("error", "area-form", "area")),
        ({"country": "IQ", "at": IN_SYRIA}, ("error", "country-point", "country")),
        ({"country": "SY", "at": AT_SEA}, ("error", "country-point", "country")),
        (
            {"country": "SY", "place": "al-Bukamal", "at": BETWEEN_THE_LINES},
            ("warning", "country-point", "country"),
        ),
        ({"country": "IQ", "at": BETWEEN_THE_LINES}, ("warning", "country-point", "country")),
        (
            {"country": "SY", "area": "POLYGON ((44 33, 44.1 33, 44 33.1, 44 33))"},
            ("error", "country-point", "country"),
        ),
    ],
)
def test_rules_of_events(make_dossier, change, expected):
    (finding,) = check(make_dossier(events=[change]))
    assert rules([finding]) == [expected]
    assert (finding.table, finding.row, finding.value) == ("events", 1, change.get(expected[2], ""))


@pytest.mark.parametrize(
    "change",
    [
        {"time": "01:30", "zone": "Asia/Damascus"},
        {"place": "", "place_how": "none"},
        {"place": "", "at": IN_SYRIA},
        {"country": "SY", "place": "al-Bukamal", "at": IN_SYRIA},
        {"country": "SYR", "place": "al-Bukamal", "at": IN_SYRIA},
        {"place": "Nowhereville", "place_how": "none"},
        {"place": "Nowhereville", "at": IN_SYRIA},
        {"at": "34.45,40.91", "title": "Strike on a hospital", "radius_m": "5000"},
        {"at": IN_SYRIA, "title": "Strike on a hospital", "publish": "coarse"},
        {"at": IN_SYRIA, "title": "Strike on a hospital", "publish_reason": "The hospital asks for it."},
    ],
)
def test_sound_events(make_dossier, change):
    assert check(make_dossier(events=[change])) == ()


def test_a_parent_needs_no_place_and_an_event_a_claim(make_dossier):
    findings = check(make_dossier(events=[{"place": ""}, {"id": "e2", "part_of": "e1"}]))
    assert rules(findings) == [("warning", "event-silent", "id")]


def test_a_wrong_country_brings_the_right_one(make_dossier):
    (finding,) = check(make_dossier(events=[{"country": "IQ", "at": IN_SYRIA}]))
    assert finding.suggestion == "SY"
    assert "in Syria" in finding.message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"place": "Nowhereville"}, "'Nowhereville' is in no gazetteer; it will be listed, not drawn."),
        ({"place": "Springfield", "country": "US"}, "may mean Springfield (city, US) or"),
        ({"at": "41.0,34.4"}, "did you mean 34.4,41, LAT,LON swapped?"),
        (
            {"at": "43.8,33.4", "country": "IQ", "place": "Nowhereville"},
            "did you mean 33.4,43.8, LAT,LON swapped?",
        ),
        ({"at": "33.3,44.4"}, "km from Al-Qaim (town, IQ); correct"),
        ({"at": AT_SEA, "place": "Nowhereville"}, "lies at sea"),
    ],
)
def test_messages_on_names(make_dossier, change, said):
    (finding,) = check(make_dossier(events=[change]))
    assert said in finding.message


@pytest.mark.parametrize(("part", "found"), [("yes", True), ("coarse", True), ("no", False)])
def test_parts_of_a_parent_that_is_kept_back(make_dossier, part, found):
    events = [{"publish": "no"}, {"id": "e2", "part_of": "e1", "publish": part}]
    findings = check(make_dossier(events=events, claims=[{}, {"id": "c2", "event": "e2"}]))
    assert rules(findings) == [("warning", "parts-published", "publish")] * found


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"low": "", "high": ""}, ("warning", "figure-missing", "low")),
        ({"low": "0", "high": "0"}, ("question", "zero", "high")),
        ({"low": "16", "high": ""}, ("question", "figure-half", "high")),
        ({"low": "", "high": "16"}, ("question", "figure-half", "low")),
        ({"words": "“a b c d e f g h i”"}, ("question", "words-long", "words")),
        ({"words": "a b c d e f g h i j k l m"}, ("question", "words-long", "words")),
        ({"kind": "distance", "value": "IRQ"}, ("error", "distance-unit", "unit")),
        ({"kind": "distance", "unit": "person", "value": "IRQ"}, ("error", "distance-unit", "unit")),
        ({"kind": "distance", "unit": "km"}, ("error", "distance-to", "value")),
        ({"kind": "distance", "unit": "km", "value": "IRQ-LBN"}, ("error", "distance-to", "value")),
        ({"kind": "distance", "unit": "km", "value": "QQ"}, ("error", "distance-to", "value")),
    ],
)
def test_rules_of_claims(make_dossier, change, expected):
    (finding,) = check(make_dossier(claims=[change]))
    assert rules([finding]) == [expected]
    assert (finding.table, finding.row) == ("claims", 1)


@pytest.mark.parametrize(
    "change",
    [
        {"low": "", "high": "", "hedge": "vague"},
        {"low": "", "high": "", "stance": "declines"},
        {"low": "", "high": "", "kind": "place"},
        {"low": "0", "high": "0", "words": "none"},
        {"low": "16", "high": "", "hedge": "at_least"},
        {"low": "", "high": "16", "hedge": "nearly"},
        {"low": "0", "high": "0", "words": "No civilian died"},
        {"low": "0", "high": "0", "stance": "denies", "words": "denied"},
        {"words": "“a b c d e f g h”"},
        {"kind": "distance", "unit": "yd", "value": "IRQ-SYR", **VAGUE},
        {"kind": "distance", "unit": "km", "value": "all", **VAGUE},
        {"kind": "distance", "unit": "km", "value": "al-Tanf", **VAGUE},
    ],
)
def test_sound_claims(make_dossier, change):
    assert check(make_dossier(claims=[change])) == ()


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [
        ({"low": "86", "high": "86"}, {"low": "85", "high": "85"}, True),
        ({"low": "84", "high": "84"}, {"low": "85", "high": "85"}, False),
        ({"low": "85", "high": "85"}, {"low": "85", "high": "85"}, False),
        ({"low": "17", "high": "", "hedge": "at_least"}, {"low": "16", "high": "16"}, True),
        ({"low": "17", "high": "17"}, {"low": "", "high": "16", "hedge": "up_to"}, True),
        ({"low": "17", "high": "20"}, {"low": "16", "high": "", "hedge": "at_least"}, False),
        ({"low": "17", "high": "20", "unit": "house"}, {"low": "16", "high": "16"}, False),
        ({"low": "", "high": "", "hedge": "vague"}, {"low": "16", "high": "16"}, False),
        ({"low": "5", "high": "5"}, {"low": "", "high": "", "hedge": "vague"}, False),
    ],
)
def test_a_part_is_not_above_its_whole(make_dossier, part, whole, found):
    findings = check(make_dossier(claims=[{"unit": "person"} | whole, PART | part]))
    assert rules(findings) == [("error", "part-above-whole", "within")] * found


@pytest.mark.parametrize(
    ("event", "published", "found"),
    [
        ("2024-02-03", "2024-02-02", False),  # the day before, west of the event
        ("2024-02-03", "2024-02-01", True),
        ("2024-02-03", "2024-02", False),
        ("2024-02-03", "2024-01", True),
        ("2024-02-03", "2023", True),
        ("2024-02-03", "2023-12", True),
        ("2024-02", "2024-01-31", False),
        ("2024", "2024-01-01", False),
        ("2024-02-03/2024-02-05", "2024-02-04", False),
        ("2024-02-03", "9999-12", False),
        ("2024-02-03", "", False),
    ],
)
def test_sources_are_not_older_than_their_event(make_dossier, event, published, found):
    folder = make_dossier(events=[{"date": event}], sources=[{"published": published}])
    findings = [one for one in check(folder) if one.rule == "published-before"]
    assert rules(findings) == [("warning", "published-before", "source")] * found


def test_faults_of_reading_are_listed_with_the_others_in_order(make_dossier):
    folder = make_dossier(
        events=[{"zone": "local"}, {"id": "e2", "status": "draft"}],
        claims=[{"event": "e3"}, {"id": "c2", "event": "e2", "low": "", "high": ""}],
        sources=[{"url": "www.example.org"}],
    )
    assert [(finding.table, finding.row, finding.rule) for finding in check(folder)] == [
        ("events", 1, "event-silent"),
        ("events", 1, "zone"),
        ("events", 2, "duplicate"),
        ("events", 2, "draft"),
        ("claims", 1, "ref-unknown"),
        ("claims", 2, "figure-missing"),
        ("sources", 1, "url"),
    ]


def test_missing_columns_come_first_and_alone(make_dossier):
    folder = make_dossier(claims=[{"low": "", "high": ""}])
    (folder / "events.csv").write_text("id,title,kind,place\ne1,A,strike,B\n", encoding="utf-8")
    assert rules(check(folder)) == [("error", "column-missing", "date")]


def test_a_header_alone_is_no_dossier(make_dossier):
    assert rules(check(make_dossier(events=[], claims=[]))) == [("warning", "no-events", "id")]


def _texts_in_code():
    """Every text of one word in the modules that may name a rule."""
    for folder in ("tables", "checks"):
        for path in [PACKAGE / "model.py", PACKAGE / "fields.py", *(PACKAGE / folder).rglob("*.py")]:
            if path.name != "rules.py":
                for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                    if isinstance(one, ast.Constant) and isinstance(one.value, str):
                        yield one.value


def _rules_given():
    """Rule ids: the string given as `rule=`, or first to `finding(...)`, `several(...)` and the like."""
    for path in [
        PACKAGE / "fields.py",
        *(PACKAGE / "tables").glob("*.py"),
        *(PACKAGE / "checks").rglob("*.py"),
    ]:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                named = getattr(call.func, "attr", getattr(call.func, "id", ""))
                first = call.args[:1] if named in {"finding", "several", "_of_header"} else []
                given = [keyword.value for keyword in call.keywords if keyword.arg == "rule"] + first
                yield from (one.value for one in given if isinstance(one, ast.Constant))


def test_each_rule_is_documented_and_each_documented_rule_exists():
    text = RULES_MD.read_text(encoding="utf-8")
    documented = re.findall(r"^### (\S+)$", text, re.MULTILINE)
    assert documented == list(RULES)
    assert set(RULES) <= set(_texts_in_code())
    assert set(_rules_given()) <= set(RULES)
    sections = text.split("\n### ")[1:]
    for part in ("*Why:*", "*Example:*", "*What to do:*"):
        assert [one.split()[0] for one in sections if part not in " ".join(one.split())] == []
