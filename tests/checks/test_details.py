import csv
from datetime import date

import pytest

from geostrike.checks import check, texts, ways
from geostrike.checks.tabular import aside, named

TODAY = date(2026, 1, 1)
ROW = {
    "id": "a",
    "title": "A strike",
    "date": "2020-05-06",
    "lat": "33.31",
    "lon": "44.36",
    "place": "Baghdad",
    "country": "IQ",
    "precision": "city",
}


def checked(tmp_path, rows, name="events.csv", drop=()):
    rows = [{"id": f"r{at}", **row} for at, row in enumerate(ROW | row for row in rows)]
    for at, row in enumerate(rows):
        row["id"] = f"r{at}"
    columns = [column for column in dict.fromkeys(name for row in rows for name in row) if column not in drop]
    path = tmp_path / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return check(path, TODAY)


def rules(findings):
    return [(one.rule, one.severity, one.row, one.field) for one in findings]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{}], []),
        ([{"lat": "", "lon": ""}], []),
        ([{"country": "", "place": ""}], []),
        ([{"victim_name": "Example Person"}], [("person-named", "question", 1, "victim_name")]),
        ([{"victim_name": ""}], []),
        ([{"num_victims": "3"}], []),
        (
            [
                {"source_url": "https://a.org/1", "archive": "https://web.archive.org/x"},
                {"source_url": "https://a.org/2", "date": "2021-01-01"},
            ],
            [("archive-missing", "question", 2, "archive")],
        ),
        ([{"source_url": "https://a.org/1", "archive": "javascript:x"}], [("url", "error", 1, "archive")]),
        (
            [{"killed_high": "3", "killed_civilian_low": "2", "killed_civilian_high": "5"}],
            [("part-above-whole", "warning", 1, "killed_civilian_high")],
        ),
        ([{"precision": "Nearby landmark"}], [("vocabulary", "error", 1, "precision")]),
        ([{"lat": "", "lon": "", "grid": "38SMB4"}], [("grid-form", "warning", 1, "grid")]),
        ([{"lat": "", "lon": "", "grid": "38SMB4500089000"}], []),
        ([{"grid": "38SMB4500085000"}], []),
        ([{"published": "2019-01-01"}], [("published-before", "warning", 1, "published")]),
        ([{"published": "2020-05-05"}], []),
        ([{"published": "2019-99-99"}], []),
        ([{"num_sources": "-1"}], [("range", "warning", 1, "num_sources")]),
        (
            [{"place": "Mosul", "lat": "43.12", "lon": "36.34", "country": ""}],
            [("swapped", "error", 1, "lat")],
        ),
        ([{"time": "12:30:00", "zone": "UTC"}], []),
        ([{"summary": "x", "title": "Shelling of Springfield, 12 km north of Nowhereville"}], []),
        ([{"title": "12 km from Anbar Governorate"}], []),
        (
            [{"precision": "exact", "summary": "The house of a family was hit."}],
            [("protected-place", "warning", 1, "place")],
        ),
        ([{"source": "Reuters; AFP | Reuters"}], [("agency-twice", "warning", 1, "source")]),
    ],
)
def test_rules_of_tables(tmp_path, rows, expected):
    assert rules(checked(tmp_path, rows)) == expected


def test_a_table_without_precision_is_asked_once(tmp_path):
    findings = checked(tmp_path, [{}, {"date": "2021-01-01"}], drop=["precision"])
    assert rules(findings) == [("radius-missing", "question", 1, "radius_m")]
    assert checked(tmp_path, [{"lat": "", "lon": ""}], drop=["precision"]) == ()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("", [("no-events", "warning", 0, "")]),
        ("a,b,yesterday,44,33", [("date-relative", "error", 1, "date")]),
    ],
)
def test_a_table_without_a_sound_row(tmp_path, row, expected):
    path = tmp_path / "x.csv"
    path.write_text(f"id,title,date,lon,lat\n{row}\n", encoding="utf-8")
    assert rules(check(path, TODAY)) == expected


def test_digits_that_are_a_habit_are_said_once(tmp_path):
    rows = [
        {"lat": f"33.31{at:04d}", "lon": "44.361234", "date": f"20{at % 20:02d}-01-{at % 28 + 1:02d}"}
        for at in range(1, 90)
    ]
    findings = [one for one in checked(tmp_path, rows) if one.rule == "digits"]
    assert [one.row for one in findings] == [1]


def test_a_border_that_a_table_draws_otherwise_is_said_once(tmp_path):
    gaza = {"lat": "31.4", "lon": "34.33", "country": "IL", "place": "", "precision": "exact"}
    rows = [gaza | {"date": f"{2000 + at % 20}-{at % 12 + 1:02d}-01"} for at in range(30)]
    findings = [one for one in checked(tmp_path, rows) if one.rule == "country-point"]
    assert [(one.severity, one.row) for one in findings] == [("question", 1)]
    (one,) = checked(tmp_path, [gaza])
    assert (one.rule, one.severity) == ("country-point", "question")


def test_names_beyond_the_most_are_held_against_each_other(tmp_path, monkeypatch):
    monkeypatch.setattr(named, "MOST_NAMES", 1)
    rows = [{"date": f"{2000 + at}-01-01"} for at in range(12)]
    rows += [{"place": "Nowhereville", "date": f"{2000 + at}-06-01"} for at in range(9)]
    rows.append({"place": "Nowhereville", "lat": "30.51", "lon": "47.78"})
    assert rules(checked(tmp_path, rows)) == [
        ("names-many", "question", 1, "place"),
        ("at-far", "question", 22, "place"),
    ]


def test_a_village_speaks_where_other_rows_agree(tmp_path):
    rows = [
        {"place": "al-Bukamal", "country": "SY", "lat": "34.45", "lon": "40.92", "date": f"{2000 + at}-01-01"}
        for at in range(6)
    ]
    rows.append(rows[0] | {"lat": "36.2", "lon": "37.16", "date": "2019-09-09"})
    assert rules(checked(tmp_path, rows)) == [("at-far", "warning", 7, "place")]


def test_two_events_of_a_day_are_no_duplicate(tmp_path):
    rows = [
        {"title": "Strike on a bridge", "killed_low": "3", "killed_high": "3"},
        {"title": "Market hit by a rocket", "killed_low": "9", "killed_high": "12"},
    ]
    assert not [one for one in checked(tmp_path, rows) if one.rule == "duplicate"]


@pytest.mark.parametrize(
    ("reason", "rule", "field"),
    [
        ("lat is empty", "point-half", "lat"),
        ("id E1 stands in row 3 already", "id-twice", "id"),
        ("killed_low is -1, below 0", "range", "killed_low"),
        ("date is '45325'; that is a spreadsheet's number of a day; give", "date-form", "date"),
        ("date is '2021-02-30'; there is no such day", "date-form", "date"),
        ("geometry is 'POINT 1', no WKT", "geometry-form", "geometry"),
        ("its geometry is out of the range of longitude and latitude", "range", ""),
        ("has 3 cells where the header has 4", "row-width", ""),
        ("GPS: more than one grid stands there", "at-form", "GPS"),
        ("something that is new", "row-unsound", ""),
    ],
)
def test_reasons_have_rules(reason, rule, field):
    assert aside._rule(reason) == (rule, field)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call 0770 123 4567 now", "0770 123 4567"),
        ("07701234567", "07701234567"),
        ("00964 770 123 4567", "00964 770 123 4567"),
        ("someone@example.org", "someone@example.org"),
        ("on 2016-03-12 to 2016-03-14, 34.39841,40.97452", ""),
        ("grid 37SFV 5875 1815", ""),
        ("12345678 people", ""),
    ],
)
def test_contacts(text, expected):
    assert texts.contact(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("his daughter Layla", "Layla"),
        ("Mrs Example died", "Example"),
        ("the funeral of Example Person", "Example Person"),
        ("الشهيد محمد علي", "محمد علي"),
        ("Islamic State was killed off", ""),
        ("killed United Nations staff", ""),
        ("Five Killed In Mosul", ""),
        ("Jabhat al-Nusra was killed off", ""),
        ("Three people were killed in Deir Ezzor.", ""),
    ],
)
def test_people(text, expected):
    assert texts.person(text) == expected


@pytest.mark.parametrize(
    ("address", "bad"),
    [
        ("https://web.archive.org/web/2020/http://a.org", False),
        ("https://a.org/http://b.org", True),
        ("http://10.0.0.1/a", True),
        ("http://8.8.8.8/a", False),
        ("http://nowhere", True),
        ("https://a..org/", True),
        ("https://a.org:x/", False),
        ("ftp://a.org", True),
    ],
)
def test_addresses(address, bad):
    assert bool(texts.address_fault(address)) is bad


@pytest.mark.parametrize(
    ("one", "other", "low", "high"), [("a b", "a very long text", 0.5, 0.5), ("Strike", "Strike", 1, 1)]
)
def test_likeness(one, other, low, high):
    assert low <= texts.alike(one, other) <= high


@pytest.mark.parametrize(
    ("text", "point", "rule"),
    [
        ("10 km south of Baghdad", (44.36, 33.22), ""),
        ("10 km south of Baghdad", (44.36, 34.9), "stated-distance"),
        ("60 miles WSW of Baghdad", (43.45, 32.95), ""),
        ("60 miles ENE of Baghdad", (43.45, 32.95), "stated-direction"),
        ("60 miles from Baghdad", (43.45, 32.95), ""),
        ("5 km from Anbar Governorate", (43.45, 32.95), ""),
    ],
)
def test_stated_ways(text, point, rule):
    (way,) = ways.ways(text)
    assert ways.misfit(way, *point, 1_000.0, "IQ")[0] == rule
