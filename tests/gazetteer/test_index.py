"""The index by sound: finds what a search through everything finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.gazetteer import index
from geostrike.names import read
from geostrike.names.sounds import skeleton

NAMES = [
    "al-Bukamal",
    "Abu Kamal",
    "البوكمال",
    "Mosul",
    "Musil",
    "Tel Afar",
    "Tall Afar",
    "T4",
    "Awa",
    "Мосул",
    "Homs",
]
INDEX = index.build([read(name) for name in NAMES])


def _apart(one, two):
    """Optimal string alignment, letter by letter, as the textbook has it."""
    table = [[i + j if not i or not j else 0 for j in range(len(two) + 1)] for i in range(len(one) + 1)]
    for i, a in enumerate(one, 1):
        for j, b in enumerate(two, 1):
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and b == one[i - 2]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


LETTERS = st.text(alphabet="BTKLMNS", max_size=7)


@given(LETTERS, st.lists(LETTERS, min_size=1, max_size=8))
def test_errors_are_right_up_to_two(query, others):
    packed = [np.frombuffer(other.encode(), np.uint8) for other in others]
    at = np.cumsum([0, *map(len, packed)]).astype(np.uint32)
    found = index.matrix(np.concatenate([np.zeros(0, np.uint8), *packed]), at, np.arange(len(others)))
    counted = index._errors(np.frombuffer(query.encode(), np.uint8), *found)
    for number, other in zip(counted.tolist(), others, strict=True):
        apart = _apart(query, other)
        assert number == apart if apart <= 2 else number > 2


@pytest.mark.parametrize("name", ["Boukamal", "بوكمال", "Mousel", "Tal Afar", "Hims"])
def test_near_rows_have_a_near_skeleton(name):
    sounds = read(name).sounds
    rows, errors = INDEX.near(sounds)
    assert len(rows)
    assert set(errors.tolist()) <= {0, 1, 2}
    odds = INDEX.compare(sounds, rows)
    best = NAMES[int(INDEX.spelling[INDEX.spelling_at[rows[int(np.argmax(odds))]]])]
    assert skeleton(read(best).sounds) == skeleton(sounds)


def test_other_scripts_are_left_out():
    assert NAMES.index("Мосул") not in INDEX.spelling.tolist()


def test_skeletons_are_sorted():
    bones = [bytes(INDEX.bone[INDEX.bone_at[i] : INDEX.bone_at[i + 1]]) for i in range(len(INDEX.signature))]
    assert bones == sorted(bones)


def test_an_empty_index_finds_nothing():
    assert len(index.build([]).near("abu")[0]) == 0
