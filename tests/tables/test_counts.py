import math

import pytest

from geostrike.tables import counts

NAN = float("nan")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("au moins 2", 2, NAN),
        ("Au moins 2", 2, NAN),
        ("2 au moins", 2, NAN),
        ("plus de 5", 6, NAN),
        ("jusqu'à 7", NAN, 7),
        ("jusqu’à 1 200", NAN, 1200),
        ("au plus 7", NAN, 7),
        ("entre 3 et 7", 3, 7),
        ("de 3 à 7", 3, 7),
        ("على الأقل 5", 5, NAN),
        ("٥ على الأقل", 5, NAN),
        ("أكثر من 5", 6, NAN),
        ("ما لا يقل عن 12", 12, NAN),
        ("ما يصل إلى 7", NAN, 7),
        ("بين 3 و7", 3, 7),
    ],
)
def test_hedges_in_french_and_arabic(text, low, high):
    found = counts.ends(text)
    assert found is not None
    assert all(got == want or math.isnan(got + want) for got, want in zip(found, (low, high), strict=True))


@pytest.mark.parametrize(
    "text", ["~25", "environ 25", "حوالي 25", "une dizaine", "plus ou moins 5", "moins de 5", "quelques 5"]
)
def test_what_is_about_is_no_number(text):
    assert counts.ends(text) is None
