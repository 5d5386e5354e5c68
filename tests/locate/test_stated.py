from math import inf

import pytest

from geostrike.locate import verdict
from geostrike.locate.stated import border_of, is_border
from geostrike.model import Claim


@pytest.mark.parametrize(
    ("stated", "measured", "expected"),
    [
        ((9500, 10500), (9800, 9900), "consistent"),
        ((9500, 10500), (10500, 10600), "consistent"),
        ((9500, 10500), (10501, 10600), "inconsistent"),
        ((9500, 10500), (100, 9499), "inconsistent"),
        ((9500, 10500), (0, 30000), "cannot tell"),
        ((9500, inf), (0, inf), "cannot tell"),
        ((0, 500), (0, 300), "cannot tell"),
    ],
)
def test_a_verdict_never_says_more_than_the_intervals(stated, measured, expected):
    assert verdict(stated, measured) == expected


@pytest.mark.parametrize(
    ("text", "known"), [("IRQ", True), ("syr-irq", True), ("al-Tanf", False), ("", False)]
)
def test_a_border_is_told_from_a_place(text, known):
    assert is_border(text) is known


def test_the_first_border_that_claims_name_is_taken():
    facts = {"id": "c", "event": "e", "source": "s", "kind": "distance", "words": "w"}
    claims = [Claim(**facts, value=value) for value in ("al-Tanf", "IRQ", "JOR")]
    assert border_of(claims) == "IRQ"
    assert border_of(claims[:1]) == ""
