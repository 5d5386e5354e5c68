"""Names by the line: one answer a line, whatever stands there."""

import io
import json
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geostrike.errors import InputError
from geostrike.gazetteer.batch import answers, blocks_of


@pytest.mark.parametrize(
    ("line", "status", "place"),
    [
        (b"Aleppo\n", "resolved", "homonyms:aleppo"),
        ("حلب\r\n".encode(), "resolved", "homonyms:aleppo"),
        (b'{"name": "al-Hamra", "country": "JO", "id": 7}\n', "resolved", "homonyms:hamra-c"),
        (b'{"name": "al-Hamra", "country": null, "near": [36.45, 35.85]}', "resolved", "homonyms:hamra-a"),
        (b'{"name": "al-Hamra", "near": null}', "ambiguous", None),
        (b'{"name": "Aleppo", "country": "Atlantis"}', "unknown", None),
        (b'{"name": "Aleppo", "near": [361, 0]}', "unknown", None),
        (b'{"name": "Aleppo", "near": "36,37"}', "unknown", None),
        (b'{"name": 7}', "unknown", None),
        (b'{"country": "SY"}', "unknown", None),
        (b"{not json}", "unknown", None),
        (b'{"name": "Aleppo", "country": 5}', "unknown", None),
        (b'{"name": "Aleppo", "country": false}', "unknown", None),
        (b'{"name": "Aleppo", "country": "%b"}' % (b"Q" * 100_000), "unknown", None),
        (b'{"name": "Aleppo", "near": [37, 95]}', "unknown", None),
        (b'{"name": "Aleppo", "near": [37]}', "unknown", None),
        (b'{"name": "Aleppo", "near": [true, false]}', "unknown", None),
        (b'{"name": "Aleppo", "near": [NaN, NaN]}', "unknown", None),
        (b'{"name": "Aleppo", "near": [1e999, 0]}', "unknown", None),
        (b'{"name": "Aleppo", "near": [%b, 0]}' % (b"9" * 400), "unknown", None),
        (b'{"name": "Aleppo", "near": [%b, 0]}' % (b"9" * 5_000), "unknown", None),
        (b'{"name": "Aleppo", "document": "\\ud800"}', "resolved", "homonyms:aleppo"),
        (b'{"name": "\\ud800"}', "unknown", None),
        (b'{"name": "Aleppo", "country": "\\ud800"}', "unknown", None),
        (b'{"a":' * 100_000, "unknown", None),
        (b"\xef\xbb\xbfAleppo\n", "resolved", "homonyms:aleppo"),
        (b'\xef\xbb\xbf{"name": "Aleppo"}\n', "resolved", "homonyms:aleppo"),
        (b"x" * 100_000, "unknown", None),
        ("ا".encode() * 100_000, "unknown", None),
        (b"1" * 100_000, "unknown", None),
        (b"\n", "unknown", None),
        (b"\xff\xfe\n", "unknown", None),
        (b"\0\n", "unknown", None),
    ],
)
def test_a_line_gives_one_answer(small, line, status, place):
    (answer,) = answers(small, [[line]])
    assert (answer.status, answer.place and answer.place.id) == (status, place), answer.why
    assert answer.why.endswith(".")
    assert len(answer.why) < 500
    json.dumps(answer.as_dict(), allow_nan=False, ensure_ascii=False).encode()


def test_the_order_is_kept(small):
    names = [b"Aleppo\n", b"\n", b"Tower 22\n"]
    assert [answer.query for answer in answers(small, [names])] == ["Aleppo", "", "Tower 22"]


def test_an_unread_object_is_known_by_its_name(small):
    lines = [b'{"name": "Aleppo", "near": "x"}', b'{"near": "x"}']
    assert [answer.query for answer in answers(small, [lines])] == ["Aleppo", '{"near": "x"}']


@given(
    st.lists(st.binary(max_size=30).filter(lambda line: b"\n" not in line), max_size=8),
    st.booleans(),
    st.integers(1, 9),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_has_as_many_answers_as_newlines_part_lines(small, lines, last, most):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names"
        path.write_bytes(b"\n".join([*lines, b"Aleppo"]) + b"\n" * last)
        found = list(answers(small, blocks_of(path, most)))
    assert len(found) == len(lines) + 1
    assert found[-1].place.id == "homonyms:aleppo"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda one: st.lists(one, max_size=3)
)


@given(st.dictionaries(st.sampled_from(["name", "country", "near", "document", "id"]), values))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_object_has_an_answer(small, value):
    (answer,) = answers(small, [[json.dumps(value).encode()]])
    assert answer.status in {"resolved", "ambiguous", "unknown"}
    json.dumps(answer.as_dict(), allow_nan=False, ensure_ascii=False).encode()


@pytest.mark.parametrize("name", ["missing.txt", ""])
def test_a_file_that_cannot_be_read(tmp_path, name):
    with pytest.raises(InputError, match="cannot be read"):
        list(blocks_of(tmp_path / name))


def test_a_document_goes_on_in_the_next_block(small):
    lines = [b'{"name": "%b", "document": 1}' % name for name in (b"al-Hamra", b"Aleppo", b"al-Qaim")]
    whole = [answer.as_dict() for answer in answers(small, [[b"Aleppo", *lines, b"Aleppo"]])]
    parts = [answer.as_dict() for answer in answers(small, [[b"Aleppo", lines[0]], lines[1:], [b"Aleppo"]])]
    assert parts == whole


def test_a_long_line_comes_whole():
    stream = io.BytesIO(b"a\n" + b"x" * 200_000 + b"\n\nb")
    assert [len(line) for block in blocks_of(stream) for line in block] == [1, 200_000, 0, 1]


def test_random_bytes_give_answers(small):
    rng = random.Random(0)  # noqa: S311
    lines = rng.randbytes(200_000).split(b"\n")
    assert len(list(answers(small, [lines]))) == len(lines)
