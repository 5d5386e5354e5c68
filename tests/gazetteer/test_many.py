"""Many names at once: broadcasting, missing values, and what cannot be read."""

import numpy as np
import pandas as pd
import pytest

from geostrike.errors import TableError
from geostrike.gazetteer.many import questions

NAMES = ["al-Qaim", "al-Hamra", "Mosul", "al-Hamra"]


@pytest.mark.parametrize(
    "names", [NAMES, tuple(NAMES), np.array(NAMES), pd.Series(NAMES, index=[7, 5, 3, 1]), iter(NAMES)]
)
def test_each_name_has_the_answer_it_has_alone(small, names):
    assert small.resolve_many(names) == tuple(small.resolve(name) for name in NAMES)


@pytest.mark.parametrize(
    "context",
    [
        {"country": "JO"},
        {"country": ["SY", "JO"]},
        {"near": (36.45, 35.85)},
        {"near": np.array([[36.45, 35.85], [37.3, 34.4]])},
        {"near": [None, (37.3, 34.4)]},
        {"near": [(float("nan"), float("nan")), [37.3, 34.4]], "country": np.array(["", "SY"])},
    ],
)
def test_country_and_near_are_one_for_all_or_one_a_name(small, context):
    found = small.resolve_many(["al-Hamra", "al-Hamra"], **context)
    alone = [
        small.resolve(name, country=country, near=near)
        for name, country, near in questions(["al-Hamra"] * 2, context.get("country"), context.get("near"))
    ]
    assert list(found) == alone
    assert found[1].status == "resolved"


def test_a_single_name_spreads_over_the_countries(small):
    found = small.resolve_many("al-Hamra", country=["JO", "SY"])
    assert [answer.status for answer in found] == ["resolved", "ambiguous"]
    assert len(small.resolve_many("al-Hamra")) == 1
    assert small.resolve_many([]) == ()


@pytest.mark.parametrize("missing", [None, float("nan"), np.nan, pd.NA, pd.NaT])
def test_a_missing_name_is_unknown(small, missing):
    assert [a.status for a in small.resolve_many([missing, "Rukban camp"])] == ["unknown", "resolved"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([22], None, None), r"names\[0\] is 22"),
        ((22, None, None), "names is 22"),
        ((["a", "b"], ["SY"] * 3, None), "names holds 2, country holds 3"),
        ((["a"], None, [(40, 34), (41, 34)]), "near holds 2"),
        ((["a"], None, [(40, 134)]), r"near\[0\] is \(40, 134\)"),
        ((["a"], None, ["34,40"]), r"near\[0\] is '34,40'"),
        ((["a"], None, "34,40"), r"near\[0\] is '34,40'"),
        ((["a"], None, (200, 4)), r"near is \(200, 4\)"),
        ((["a"], None, (float("nan"), 4)), "near is"),
    ],
)
def test_what_cannot_be_read_is_named(arguments, words):
    with pytest.raises(TableError, match=words):
        questions(*arguments)
