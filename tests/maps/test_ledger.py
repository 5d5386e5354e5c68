import csv
import html
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from geostrike.maps import ledger
from geostrike.maps.cards import card
from geostrike.maps.report import prepare

FOLDER = Path(__file__).parent / "dossier"
HELD_BACK = ("PRIVATE", "UNPUBLISHED", "33.51", "36.27", "33.31", "38.71", "35.12")
WRITE = """
import sys
from geostrike.locate import locate
from geostrike.maps import ledger, prepare
from geostrike.tables.dossier import read
dossier = read(sys.argv[1])
report = prepare(dossier, locate(dossier))
rows = ledger.rows(report)
for part in (ledger.as_csv(rows).encode(), ledger.as_xlsx(rows), ledger.as_html(report, rows).encode()):
    sys.stdout.buffer.write(part)
"""


@pytest.fixture(scope="module")
def rows(report):
    return ledger.rows(report)


def test_every_claim_place_and_date_of_the_page_has_a_row(report, rows):
    kinds = [row["row"] for row in rows]
    assert kinds.count("date") == kinds.count("place") == len(report.items)
    assert kinds.count("claim") == sum(len(item.claims) for item in report.items)
    assert all(tuple(row) == ledger.COLUMNS for row in rows)
    assert {row["checked_by"] for row in rows} == {""}


def test_a_claim_is_given_with_speaker_words_and_source(rows):
    (row,) = [row for row in rows if row["said_by"] == "ministry of defence" and row["what"] == "Killed"]
    assert row["words"] == "one man was killed"
    assert (row["stance"], row["low"], row["high"], row["stated"]) == ("concedes", "1", "1", "1")
    assert (row["publisher"], row["accessed"]) == ("The Paper", "2024-03-01")
    assert row["url"] == "https://example.org/paper?a=1&b=2"
    assert row["archive"] == "https://archive.example/paper"


def test_one_number_alone_has_both_its_ends(dossier, located):
    claims = [replace(one, low=16.0, high=None, hedge="") for one in dossier.claims if one.id == "c1"]
    (row,) = [
        row
        for row in ledger.rows(prepare(replace(dossier, claims=tuple(claims)), located))
        if row["row"] == "claim"
    ]
    assert (row["stated"], row["low"], row["high"]) == ("16", "16", "16")


def test_what_other_border_sets_say_is_a_row_as_on_the_page(report, rows):
    found = [row for row in rows if row["row"] == "distance_other"]
    assert {row["event"] for row in found} >= {"border", "square", "strip"}
    for row in found:
        assert row["words"].startswith("By Natural Earth")
        assert bool(row["low"]) == bool(row["high"]) == (row["event"] == "strip")
        assert row["stated"] in html.unescape(card(report.item(row["event"]), report, "0"))


def test_a_stated_distance_has_its_verdict_and_what_it_rests_on(report, rows):
    assert ledger.COLUMNS[-3:] == ("checked_by", "verdict", "compared")
    (row,) = [row for row in rows if row["what"] == "Distance"]
    assert row["verdict"] == "inconsistent"
    assert row["compared"] == "Inconsistent with the place shown. Measured: 83 to 195 m."
    assert row["compared"] in card(report.item("border"), report, "0")
    assert {row["verdict"] for row in rows if row["what"] != "Distance"} == {""}
    (place,) = [row for row in rows if row["stated"] == "38SMF1000"]
    assert "from the middle of the ring shown" in place["compared"]


@pytest.mark.parametrize(
    ("stated", "cell"),
    [
        (
            "القائم, 34.4° N, 41.1° E, anywhere within 6 km",
            "<bdi>القائم</bdi>, <bdi>34.4° N</bdi>, <bdi>41.1° E</bdi>, <bdi>anywhere within 6 km</bdi>",
        ),
        ("16; القائم, سوريا", "<bdi>16</bdi>; <bdi>القائم, سوريا</bdi>"),
        ("القائم, سوريا", "القائم, سوريا"),
        ("Al-Qaim, 34.4° N", "Al-Qaim, 34.4° N"),
        ("القائم, <b>", "<bdi>القائم</bdi>, <bdi>&lt;b&gt;</bdi>"),
    ],
)
def test_parts_of_two_directions_stand_apart(report, rows, stated, cell):
    page = ledger.as_html(report, [rows[0] | {"stated": stated}])
    way = "ltr" if "<bdi>" in cell else "auto"
    assert f'<td class="wide" dir="{way}">{cell}</td>' in page


def test_a_measured_distance_says_what_it_rests_on(rows):
    (row,) = [row for row in rows if row["event"] == "border" and row["row"] == "distance"]
    assert (row["low"], row["high"], row["unit"]) == ("83", "195", "m")
    assert row["stated"] == "83 to 195 m from the Iraq–Syria border"
    assert row["words"].startswith("By OpenStreetMap")


@pytest.mark.parametrize("form", ledger.FORMATS)
def test_what_the_page_holds_back_is_not_in_the_ledger(report, rows, form):
    found = _text(report, rows, form)
    assert [word for word in HELD_BACK if word in found] == []


def _text(report, rows, form):
    if form == "csv":
        return ledger.as_csv(rows)
    if form == "html":
        return ledger.as_html(report, rows)
    parts = zipfile.ZipFile(io.BytesIO(ledger.as_xlsx(rows)))
    return "".join(parts.read(name).decode() for name in parts.namelist())


def _hostile(rows):
    return [rows[0] | {"words": '=HYPERLINK("http://x")', "title": "<script>alert(1)</script>", "url": ""}]


def test_no_cell_runs_as_a_formula(rows):
    read = list(csv.DictReader(io.StringIO(ledger.as_csv(_hostile(rows)).removeprefix("\ufeff"))))
    assert read[0]["words"] == '\'=HYPERLINK("http://x")'
    sheet = openpyxl.load_workbook(io.BytesIO(ledger.as_xlsx(_hostile(rows))))["ledger"]
    cell = sheet.cell(2, ledger.COLUMNS.index("words") + 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ('=HYPERLINK("http://x")', "s", True)


def test_the_spreadsheet_reads_back_as_text(rows):
    sheet = openpyxl.load_workbook(io.BytesIO(ledger.as_xlsx(rows)))["ledger"]
    read = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert read == [list(ledger.COLUMNS), *([row[name] for name in ledger.COLUMNS] for row in rows)]


def test_the_page_of_the_ledger_runs_nothing_and_links_only_to_the_web(report, rows):
    page = ledger.as_html(report, [*rows, *_hostile(rows)])
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert all(re.fullmatch(r"https?://[^\"]+", address) for address in re.findall(r'href="([^"]*)"', page))
    assert page.count('rel="noopener noreferrer"') == page.count("<a ")
    assert 'id="event-border"' in page


def test_a_draft_is_named_on_the_page(dossier, located):
    drafts = [replace(one, event=replace(one.event, status="draft")) for one in located]
    report = prepare(dossier, drafts, draft=True)
    assert "Draft – not for publication" in ledger.as_html(report, ledger.rows(report))


def test_two_processes_write_the_same_bytes():
    written = [
        subprocess.run(
            [sys.executable, "-c", WRITE, str(FOLDER)],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "4242")
    ]
    assert written[0] == written[1]
