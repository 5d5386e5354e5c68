import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.escape import Html, clean, csv_lines, html, join, json_script, json_text, tag, web_address


class Reader(HTMLParser):
    """What a browser makes of markup: its tags with attributes, and its text."""

    def __init__(self, markup):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, name, attributes):
        self.tags.append((name, dict(attributes)))

    def handle_data(self, data):
        self.text += data


@given(st.text(), st.text())
def test_text_stays_text_in_elements_and_attributes(child, value):
    found = Reader(tag("p", child, title=value))
    assert found.tags == [("p", {"title": clean(value)})]
    assert found.text == clean(child)


@given(st.text())
def test_text_never_carries_markup_or_template_signs(text):
    assert not re.search(r"[<>\"'`{}]", html(text))


@given(
    st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
def test_json_reads_back_and_closes_no_element(data):
    text = json_text(data)
    assert "<" not in text
    assert "&" not in text
    assert json.loads(text) == json.loads(clean(json.dumps(data, ensure_ascii=False)))


def test_json_script_is_data_and_nothing_else():
    found = Reader(json_script({"a": "</script><script>alert(1)</script>"}, "x"))
    assert found.tags == [("script", {"type": "application/json", "id": "x"})]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//evil.example",
        "https://user@evil.example/",
        "https://exa\u202emple.org",
        "https://example.org/\"onmouseover='x'",
        "http://[bad",
        "https:///path",
        "",
    ],
)
def test_addresses_that_are_left_out(address):
    assert web_address(address) == ""
    assert "href" not in tag("a", "x", href=address)


def test_an_address_on_the_page_is_kept():
    assert tag("a", "x", href="#event-a.b:c") == '<a href="#event-a.b:c">x</a>'


def test_flags_voids_and_nothing():
    assert tag("meta", charset="utf-8") == '<meta charset="utf-8">'
    assert tag("p", None, hidden=True, title=None, lang=False) == "<p hidden></p>"
    assert join(None, Html("<b>1</b>"), 2) == "<b>1</b>2"


def test_bidi_overrides_and_controls_are_gone_and_marks_stay():
    assert clean("a\u202eb\u2066c\x00d\u200fe\ud800") == "abcd\u200fe"


def test_a_carriage_return_in_a_cell_begins_no_row():
    text = csv_lines([["id", "words"], ["a", "x\r=1+1\r\ny"]])
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["id", "words"], ["a", "x\n=1+1\ny"]]
    assert "\r" not in text
