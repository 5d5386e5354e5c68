"""Names by the line: one answer a line, whatever stands there."""

import random

import pytest

from geostrike.gazetteer.batch import answers


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
        (b"\n", "unknown", None),
        (b"\xff\xfe\n", "unknown", None),
        (b"\0\n", "unknown", None),
    ],
)
def test_a_line_gives_one_answer(small, line, status, place):
    (answer,) = answers(small, [line])
    assert (answer.status, answer.place and answer.place.id) == (status, place), answer.why
    assert answer.why.endswith(".")


def test_the_order_is_kept(small):
    names = [b"Aleppo\n", b"\n", b"Tower 22\n"]
    assert [answer.query for answer in answers(small, names)] == ["Aleppo", "", "Tower 22"]


def test_random_bytes_give_answers(small):
    rng = random.Random(0)  # noqa: S311
    lines = rng.randbytes(200_000).split(b"\n")
    assert len(list(answers(small, lines))) == len(lines)
