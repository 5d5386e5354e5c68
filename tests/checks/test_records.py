from datetime import date

import pytest

from geostrike.checks import check

TODAY = date(2026, 1, 1)
AT = "34.4546,40.9116"
HERE = {"at": AT, "country": "SY", "place": "al-Bukamal"}
OTHER = {"at": "33.31,44.36", "country": "IQ", "place": "Baghdad"}
EVENTS = [
    ("required", {"title": ""}),
    ("id-form", {"id": "a b"}),
    ("id-twice", {"id": "n0"}),
    ("vocabulary", {"kind": "strikess"}),
    ("vocabulary", {"status": "maybe"}),
    ("vocabulary", {"publish": "perhaps"}),
    ("vocabulary", {"place_how": "guessed"}),
    ("date-form", {"date": "03/04/2021"}),
    ("date-relative", {"date": "yesterday"}),
    ("date-relative", {"date": "Thursday"}),
    ("date-order", {"date": "2024-02-03/2024-02-01"}),
    ("date-epoch", {"date": "1970-01-01"}),
    ("date-future", {"date": "2031-05-04"}),
    ("date-future", {"date": "2024-02-03/2032-01"}),
    ("time-form", {"time": "25:10", "zone": "Asia/Baghdad"}),
    ("zone", {"time": "01:30", "zone": "local"}),
    ("zone-missing", {"time": "01:30"}),
    ("country-code", {"country": "XZ"}),
    ("country-point", {"at": AT, "country": "IQ"}),
    ("at-form", {"at": "34,5 40,9"}),
    ("at-form", {"at": "34.3, 4239.00416"}),
    ("at-far", {"at": "33.31,44.36"}),
    ("at-far", {"at": "40.97,34.40"}),
    ("area-form", {"area": "areas/none.geojson"}),
    ("range", {"radius_m": "-5"}),
    ("number-form", {"radius_m": "2,5"}),
    ("digits", {**HERE, "radius_m": "5000"}),
    ("stated-distance", {**OTHER, "summary": "Hit 12 km north-east of Tikrit."}),
    ("stated-direction", {"at": "32.8,43.9", "place": "", "summary": "60 km north-east of Baghdad."}),
    ("stated-direction", {"at": "32.8,43.9", "place": "", "title": "Strike north of Baghdad"}),
    ("protected-place", {**HERE, "title": "Strike on a hospital"}),
    ("place-missing", {"place": ""}),
    ("place-unplaced", {"place": "Nowhereville"}),
    ("ref-unknown", {"part_of": "none"}),
    ("ref-circle", {"id": "self", "answers": "self"}),
    ("draft", {"status": "draft"}),
    ("contact", {"summary": "Call +964 770 000 0000."}),
    ("person-named", {"summary": "Among the dead: Example Person, 34, and a child."}),
    ("date-relative", {"summary": "It happened yesterday."}),
    ("words-long", {"summary": "“" + "word " * 40 + "”"}),
    ("words-long", {"summary": "He said ‘" + "word " * 40 + "’ there."}),
    ("words-long", {"summary": "He said 'it's " + "word " * 40 + "' there."}),
    ("example-row", {"id": "example-7"}),
]
CLAIMS = [
    ("required", {"words": ""}),
    ("ref-unknown", {"event": "none"}),
    ("ref-unknown", {"source": "none"}),
    ("ref-unknown", {"within": "none"}),
    ("ref-circle", {"id": "me", "replaces": "me"}),
    ("vocabulary", {"kind": "kiled"}),
    ("vocabulary", {"hedge": "roughly"}),
    ("low-above-high", {"low": "9", "high": "3"}),
    ("range", {"low": "-1", "high": ""}),
    ("number-form", {"low": "2,500"}),
    ("vague-with-number", {"hedge": "vague"}),
    ("figure-missing", {"low": "", "high": ""}),
    ("zero", {"low": "", "high": "0"}),
    ("part-above-whole", {"low": "86", "high": "86", "within": "k0"}),
    ("distance-unit", {"kind": "distance", "value": "IRQ"}),
    ("distance-to", {"kind": "distance", "unit": "km"}),
    ("distance-to", {"kind": "distance", "unit": "km", "value": "IRQ-SYX"}),
    (
        "stated-distance",
        {"event": "far", "kind": "distance", "unit": "km", "value": "IRQ-SYR", "low": "1", "high": ""},
    ),
    (
        "stated-distance",
        {"event": "far", "kind": "distance", "unit": "km", "value": "Mosul", "low": "1", "high": ""},
    ),
    ("place-contradicted", {"event": "far", "kind": "place", "value": "34.45,40.91"}),
    ("place-contradicted", {"event": "far", "kind": "place", "value": "Akashat, Iraq"}),
    ("at-form", {"event": "far", "kind": "place", "value": "34,5 40,9"}),
    ("stated-distance", {"event": "far", "kind": "place", "words": "12 km north of Tikrit"}),
    ("words-long", {"words": "“" + "word " * 12 + "”"}),
    ("date-future", {"as_of": "2031-01-01"}),
    ("published-before", {"as_of": "2001-01-01"}),
    ("published-before", {"source": "early"}),
    ("claim-twice", {"words": "exactly these words"}),
    ("agency-twice", {"source": "copy", "low": "77", "high": "78"}),
    ("contact", {"words": "mail someone@example.org"}),
]
SOURCES = [
    ("required", {"publisher": ""}),
    ("vocabulary", {"kind": "paper"}),
    ("url", {"url": "javascript:alert(1)"}),
    ("url", {"url": "http://localhost/x"}),
    ("url", {"archive": "https://user:pw@example.org/"}),
    ("archive-missing", {"url": "https://example.org/x"}),
    ("date-form", {"published": "3.2.24"}),
    ("date-future", {"published": "2031-01-01"}),
    ("published-before", {"published": "2024-02-03", "accessed": "2023-01-01"}),
    ("ref-unknown", {"repeats": "none"}),
]


def planted():
    """Tables with each fault in a row of its own, and what is planted where."""
    events = [{"id": f"n{at}", "title": f"Strike {at}"} for at in range(len(EVENTS) + 2)]
    events[1] |= {"id": "far", **OTHER}
    sources = [{}, {"id": "early", "published": "2001-01-01"}, {"id": "copy", "repeats": "s1"}]
    claims = [{"id": "k0", "event": "far", "low": "85", "high": "85"}]
    claims.append({"id": "k1", "event": "n0", "words": "exactly these words"})
    claims.append({"id": "k2", "event": "n0", "low": "77", "high": "78"})
    wanted = {}
    for at, (rule, change) in enumerate(EVENTS, 2):
        events[at] |= change
        wanted["events", at + 1] = rule
    for at, (rule, change) in enumerate(CLAIMS):
        claims.append({"id": f"c{at}", "event": "n0", "words": f"words {at}"} | change)
        wanted["claims", len(claims)] = rule
    for at, (rule, change) in enumerate(SOURCES):
        sources.append({"id": f"p{at}"} | change)
        wanted["sources", len(sources)] = rule
    claims += [{"id": f"e{at}", "event": event["id"], "kind": "outcome"} for at, event in enumerate(events)]
    return {"events": events, "claims": claims, "sources": sources}, wanted


def test_every_fault_planted_into_a_dossier_is_found(make_dossier):
    tables, wanted = planted()
    found = {}
    for one in check(make_dossier(**tables), TODAY):
        found.setdefault((one.table, one.row), set()).add(one.rule)
    assert len(wanted) >= 60
    assert {where: rule for where, rule in wanted.items() if rule not in found.get(where, ())} == {}


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({"date": "2024-02-04"}, True),
        ({"title": "A strlke"}, True),
        ({"at": "34.37,41.14"}, True),
        ({"date": "2024-02-06"}, False),
        ({"date": "2024-02"}, False),
        ({"title": "Another attack, in Homs"}, False),
        ({"place": "Ramadi"}, False),
        ({"part_of": "e1"}, False),
        ({"kind": "series"}, False),
    ],
)
def test_probable_duplicates(make_dossier, other, found):
    events = [{"at": "34.367,41.139"} if "at" in other else {}, {"id": "e2", **other}]
    findings = check(make_dossier(events=events, claims=[{}, {"id": "c2", "event": "e2"}]), TODAY)
    assert [one.suggestion for one in findings if one.rule == "duplicate"] == ["e1"] * found


def test_duplicates_by_points(make_dossier):
    near, far = {"id": "e2", "at": "34.37,41.14"}, {"id": "e3", "at": "34.6,41.5"}
    events = [{"at": "34.367,41.139"}, near, far, {"id": "e4", "at": "nonsense"}]
    findings = check(make_dossier(events=events), TODAY)
    assert [one.row for one in findings if one.rule == "duplicate"] == [2, 4]


def test_a_crowded_point_is_questioned_once(make_dossier):
    events = [{"id": f"e{at}", "title": f"Strike {at}", "at": "34.367,41.139"} for at in range(12)]
    findings = check(make_dossier(events=events), TODAY)
    assert [one.row for one in findings if one.rule == "point-crowded"] == [1]


@pytest.mark.parametrize("change", [{"said_by": "A"}, {"low": "1"}, {"source": "s1"}])
def test_claims_that_are_no_copy_of_an_agency(make_dossier, change):
    sources = [{}, {"id": "s2", "repeats": "s1"}]
    claims = [{"said_by": "A"}, {"id": "c2", "source": "s2", "high": "1", **change}]
    assert not {one.rule for one in check(make_dossier(claims=claims, sources=sources), TODAY)} & {
        "agency-twice"
    }


@pytest.mark.parametrize(
    "change",
    [
        {"as_of": "2024-02"},
        {"as_of": "2024-02-02"},
        {"kind": "place", "value": "34.367,41.139"},
        {"kind": "place", "value": "34.5,41.5", "event": "e2"},
        {"kind": "distance", "unit": "km", "value": "Nowhereville", "low": "1", "high": "1"},
        {"kind": "distance", "unit": "km", "value": "IRQ-SYR", "low": "14", "high": "14"},
    ],
)
def test_sound_claims(make_dossier, change):
    events = [
        {"at": "34.367,41.139"},
        {"id": "e2", "at": "34.367,41.139", "status": "disputed", "title": "B"},
    ]
    claims = [change, {"id": "c2", "event": "e1"}, {"id": "c3", "event": "e2", "words": "other"}]
    assert not [
        one for one in check(make_dossier(events=events, claims=claims), TODAY) if one.table == "claims"
    ]


def test_the_day_is_that_of_the_build_where_one_is_given(make_dossier, monkeypatch):
    folder = make_dossier(events=[{"date": "2024-02-03"}])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    assert [one.rule for one in check(folder)] == ["date-future"]
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert check(folder) == ()


def test_a_row_at_fault_is_checked_without_its_cells_at_fault(make_dossier):
    event = {
        "date": "3.2.24",
        "time": "25:10",
        "at": "33.31,44.36",
        "country": "IQ",
        "summary": "Call +964 770 000 0000.",
    }
    claim = {"kind": "killed", "low": "2,5", "high": "", "words": "word " * 13}
    folder = make_dossier(events=[event], claims=[claim])
    found = {(one.table, one.rule, one.field) for one in check(folder, TODAY)}
    assert found >= {
        *{("events", "date-form", "date"), ("events", "time-form", "time"), ("events", "at-far", "at")},
        *{
            ("events", "contact", "summary"),
            ("claims", "number-form", "low"),
            ("claims", "words-long", "words"),
        },
    }
    assert not {("claims", "figure-missing", "low"), ("events", "zone-missing", "zone")} & found
