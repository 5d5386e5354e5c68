from datetime import date

import planting
import pytest

from geostrike.checks import check

TODAY = date(2026, 1, 1)


def by_row(path):
    found = {}
    for one in check(path, TODAY):
        found.setdefault(one.row, set()).add(one.rule)
    return found


@pytest.mark.parametrize("count", [400, 10_000])
def test_every_planted_fault_is_found_and_few_clean_rows_are_questioned(tmp_path, count):
    rows = planting.clean(count)
    planted = planting.plant(rows)
    found = by_row(planting.write(tmp_path / "events.csv", rows))
    assert len(planted) >= 60
    assert {row: rule for row, rule in planted.items() if rule not in found.get(row, ())} == {}
    assert len(found.keys() - planted.keys()) <= 0.05 * count


def test_a_point_that_holds_many_exact_events_is_questioned_once(tmp_path):
    rows = planting.clean(300)
    for row in rows[10:70]:
        row |= {**planting.MOSUL, "date": f"2016-{row['date'][5:]}"}
    held = [
        one
        for one in check(planting.write(tmp_path / "events.csv", rows), TODAY)
        if one.rule == "point-crowded"
    ]
    assert [one.row for one in held if "36.335,43.1189" in one.message] == [11]


def test_rows_of_one_fault_are_said_once(tmp_path):
    rows = [row | {"time": "12:30"} for row in planting.clean(400)]
    (finding,) = [
        one
        for one in check(planting.write(tmp_path / "events.csv", rows), TODAY)
        if one.rule == "zone-missing"
    ]
    assert (finding.severity, finding.row) == ("question", 1)
    assert "400 of 400 rows" in finding.message


@pytest.mark.parametrize("name", planting.MADE)
def test_faults_planted_into_a_data_set_are_found(tmp_path, name):
    rows, planted = planting.plant_dataset(name, 1_000)
    found = by_row(planting.write(tmp_path / f"{name}.csv", rows))
    assert {row: rule for row, rule in planted.items() if rule not in found.get(row, ())} == {}
    assert len(found.keys() - planted.keys()) <= 50


def test_faults_planted_into_any_other_table_are_found(tmp_path):
    rows = planting.clean(500)
    planted = planting.plant(rows)
    rows = [{planting.HEADERS.get(name, name): cell for name, cell in row.items()} for row in rows]
    found = by_row(planting.write(tmp_path / "list.csv", rows))
    assert {row: rule for row, rule in planted.items() if rule not in found.get(row, ())} == {}
    assert len(found.keys() - planted.keys()) <= 25
