from datetime import date

import pytest

from geostrike.checks import check, drawn
from geostrike.tables.detect import read_columns

DAY = date(2024, 6, 1)
HEAD = "id,title,date,lon,lat,killed_low,killed_high,killed_civilian_low,country"


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("a,A strike,2020-01-02,0,0,1,2,1,", "null-island"),
        ("a,A strike,2020-01-02,44.1,33.2,5,2,,", "low-above-high"),
        ("a,A strike,2090-01-02,44.1,33.2,1,2,,", "date-future"),
        ("a,A strike,1970-01-01,44.1,33.2,1,2,,", "date-epoch"),
        ("a,A strike,2020-01-02,44.1,33.2,1,2,3,", "part-above-whole"),
        ("a,A strike,2020-01-02,44.1,33.2,1,2,1,", ""),
        ("a,A strike,2020-01-02,,,,,,", ""),
        ("a,A strike,2020-01-02,35.3333,40.15,1,2,1,Syria", "swapped"),
        ("a,A strike,2020-01-02,40.15,35.3333,1,2,1,Syria", ""),
    ],
)
def test_what_is_counted_is_what_the_check_calls_an_error(row, rule, tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    expected = {rule: 1} if rule else {}
    assert drawn.faults(read_columns(path), DAY) == expected
    assert {one.rule for one in check(path, DAY) if one.severity == "error"} == set(expected)
    assert bool(drawn.sentence(read_columns(path), "events.csv", DAY)) == bool(rule)


def test_a_table_with_its_columns_swapped_is_one_error(tmp_path):
    path = tmp_path / "events.csv"
    rows = "".join(f"a{n},A strike,2020-01-02,35.{n:02d},40.{n:02d},,,,SY\n" for n in range(10, 40))
    path.write_text(f"{HEAD}\n{rows}", encoding="utf-8")
    assert drawn.faults(read_columns(path), DAY) == {"swapped": 30}
    (found,) = [one for one in check(path, DAY) if one.severity == "error"]
    assert (found.rule, found.row) == ("swapped", 1)
    assert "30 of them are in Syria" in found.message


def test_an_empty_date_is_a_question(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(
        "id,title,date,lon,lat\na,Two hit,,44.1,33.2\nb,One hit,2020,44.3,33.4\n", encoding="utf-8"
    )
    found = [(one.severity, one.row) for one in check(path, DAY) if one.rule == "date-missing"]
    assert found == [("question", 1)]
