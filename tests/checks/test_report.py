import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from geostrike.checks.report import report
from geostrike.checks.rules import RULES
from geostrike.cli import main
from geostrike.model import Finding

HOSTILE = "<script>alert(1)</script>\u202e\x1b[31m"
ONE = Finding(
    rule="digits",
    severity="question",
    table="events",
    row=3,
    field="lat",
    value=HOSTILE,
    message=f"{HOSTILE} is too fine;\nround it.",
    suggestion="lat 34.4",
)
HEADER = Finding(
    rule="column-unknown",
    severity="error",
    table="events",
    row=0,
    field="x",
    value="x",
    message="did you mean y?",
    suggestion="y",
)


@pytest.fixture
def bad(make_dossier):
    return make_dossier(events=[{"zone": "local", "title": "<img src=x>"}], claims=[{"event": "e9"}])


@pytest.mark.parametrize(
    ("source", "where"),
    [
        ("story", "events.csv, row 3 (line 4 of the file)"),
        ("table.csv", "table.csv, row 3 (line 4 of the file)"),
        ("table.geojson", "table.geojson, row 3"),
    ],
)
def test_text_says_where(source, where):
    text = report([ONE, HEADER], Path(source), "text")
    first, second, last = text.splitlines()
    assert first.startswith(f"question  {where}: <script>")
    assert first.endswith("round it. Suggestion: lat 34.4  [digits]")
    assert "\x1b" not in text
    assert second.endswith("header: did you mean y?  [column-unknown]")
    assert last == "1 error, 1 question."


def test_text_names_the_sheet_of_a_workbook(tmp_path):
    main(["init", str(tmp_path / "x.xlsx")])
    assert "x.xlsx, sheet events, row 3 (row 4 of the sheet): " in report([ONE], tmp_path / "x.xlsx", "text")


def test_text_counts_what_it_does_not_list():
    text = report([ONE] * 60, Path("a.csv"), "text")
    assert text.count("[digits]") == 50
    assert "10 more findings of rule digits" in text


def test_sarif_has_what_the_standard_requires(bad, capsys):
    assert main(["check", str(bad), "--format", "sarif"]) == 1
    log = json.loads(capsys.readouterr().out)
    assert (log["version"], log["$schema"]) == ("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "geostrike"
    for result in run["results"]:
        assert result["level"] in {"none", "note", "warning", "error"}
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] in {"events.csv", "claims.csv"}
        assert place["region"]["startLine"] >= 1
    assert all(rule["shortDescription"]["text"] == RULES[rule["id"]] for rule in rules)


def test_sarif_writes_a_name_as_an_address():
    log = json.loads(report([ONE], Path("my table.csv"), "sarif"))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%20table.csv"


def test_html_has_no_script_and_a_policy(bad, capsys):
    assert main(["check", str(bad), "--format", "html"]) == 1
    page = capsys.readouterr().out
    assert page.startswith("<!DOCTYPE html>")
    assert "default-src 'none'; style-src 'sha256-" in page
    assert "zone" in page


def test_html_escapes_what_it_shows():
    class Tags(HTMLParser):
        seen: set[str] = set()  # noqa: RUF012

        def handle_starttag(self, name, attrs):
            self.seen.add(name)
            assert not any(key.startswith("on") for key, _ in attrs)

    page = report([ONE, HEADER], Path("<b>.csv"), "html")
    parser = Tags()
    parser.feed(page)
    assert not parser.seen & {"script", "img", "b", "a"}
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page


def test_nothing_found_is_a_page_too():
    assert "Nothing found." in report([], Path("a.csv"), "html")
    assert json.loads(report([], Path("a.csv"), "json")) == []
