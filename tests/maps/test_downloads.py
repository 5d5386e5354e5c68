"""The public tables: what the page shows and no more, read back by other readers of CSV."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from geostrike.maps import downloads, prepare
from geostrike.tables import read_columns


@pytest.fixture(scope="module")
def tables(report):
    return {name: list(csv.DictReader(io.StringIO(text))) for name, text in downloads.tables(report).items()}


def test_every_event_claim_and_source_of_the_page_is_in_its_table(tables, report):
    assert [row["id"] for row in tables["events"]] == [item.id for item in report.items]
    assert len(tables["claims"]) == sum(len(item.claims) for item in report.items)
    assert {row["id"] for row in tables["sources"]} == set(report.sources)
    assert {row["source"] for row in tables["claims"]} <= {row["id"] for row in tables["sources"]}


def test_the_tables_hold_nothing_private_and_nothing_exact_of_rough_events(report):
    every = "".join(downloads.tables(report).values())
    assert not re.search(r"PRIVATE|UNPUBLISHED|EXACT|33\.51|36\.27|33\.31|38\.71|35\.12", every)
    assert not re.search(r"(^|,)(_\w*|publish|publish_reason)(,|$)", every, re.MULTILINE)


def test_a_place_has_as_many_digits_as_its_radius_bears(tables):
    rows = {row["id"]: row for row in tables["events"]}
    assert (rows["border"]["lon"], rows["border"]["lat"], rows["border"]["radius_m"]) == (
        "40.9745",
        "34.3984",
        "50",
    )
    assert rows["border"]["border"] == "IRQ-SYR"
    assert rows["border"]["distance_m"] == "139"
    assert (rows["rockets"]["lon"], rows["rockets"]["distance_m"]) == ("44.0", "")
    assert (rows["strip"]["lon"], rows["strip"]["shape"]) == ("", "region")
    assert rows["lost"]["shape"] == "none"


@pytest.mark.parametrize("event", ["rough", "camp"])
def test_a_rough_event_is_a_circle_of_5_km_without_a_distance(tables, event):
    (row,) = (row for row in tables["events"] if row["id"] == event)
    assert (row["radius_m"], row["shape"]) == ("5000", "coarse")
    assert {row[name] for name in row if name.startswith(("border", "distance"))} == {""}


def test_no_cell_runs_as_a_formula(dossier, located):
    events = tuple(replace(one, event=replace(one.event, title="=1+1")) for one in located)
    said = downloads.tables(prepare(dossier, events))["events"]
    assert "'=1+1" in said
    assert ",=1+1" not in said


def test_the_events_are_a_table_that_geostrike_reads(report, tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(downloads.tables(report)["events"], encoding="utf-8", newline="")
    columns = read_columns(path)
    assert len(columns) == len(report.items)


def test_the_page_carries_the_tables_as_data(page, report):
    found = re.search(r'<script type="application/json" id="geostrike-tables">(.*?)</script>', page)
    assert json.loads(found.group(1)) == downloads.tables(report)
