"""The index by sound: finds what a search through everything finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.errors import InputError
from geostrike.gazetteer import gazfile, index, store
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
HERE, THERE = 5, 7
INDEX = index.build([read(name) for name in NAMES], np.array([HERE] * 10 + [THERE], np.uint16))
ANYWHERE = np.ones((1, index.CELLS), bool)


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
    lengths = np.array([len(other) for other in others])
    queries = np.repeat(np.frombuffer(query.encode(), np.uint8)[:, None], len(others), axis=1)
    counted = index._errors(queries, index.padded(packed), lengths)
    for number, other in zip(counted.tolist(), others, strict=True):
        apart = _apart(query, other)
        assert number == apart if apart <= 2 else number > 2


@pytest.mark.parametrize("name", ["Boukamal", "بوكمال", "Mousel", "Tal Afar", "Hims"])
def test_near_rows_have_a_near_skeleton(name):
    sounds = read(name).sounds
    near = INDEX.near([sounds], ANYWHERE)
    assert len(near.row)
    assert set(near.errors.tolist()) <= {0, 1, 2}
    odds = INDEX.compare([sounds], near)
    best = NAMES[int(INDEX.spelling[INDEX.spelling_at[near.row[int(np.argmax(odds))]]])]
    assert skeleton(read(best).sounds) == skeleton(sounds)


def test_texts_are_looked_up_together_as_they_are_alone():
    texts = [read(name).sounds for name in ("Boukamal", "بوكمال", "Mousel", "Tal Afar", "Awa", "Xyzzyx")]
    where = np.repeat(ANYWHERE, len(texts), axis=0)
    together = INDEX.near(texts, where)
    odds, same = INDEX.compare(texts, together), INDEX.same(texts, together)
    for number, text in enumerate(texts):
        alone, mine = INDEX.near([text], ANYWHERE), together.of == number
        assert alone.row.tolist() == together.row[mine].tolist()
        assert alone.errors.tolist() == together.errors[mine].tolist()
        assert INDEX.compare([text], alone).tolist() == odds[mine].tolist()
        assert INDEX.same([text], alone).tolist() == same[mine].tolist()


@pytest.mark.parametrize(
    ("name", "cell", "found"), [("Homs", HERE, True), ("Hons", HERE, False), ("Hons", THERE, True)]
)
def test_a_misspelt_name_is_looked_for_in_some_cells_only(name, cell, found):
    where = np.zeros((1, index.CELLS), bool)
    where[0, cell] = True
    rows = INDEX.near([read(name).sounds], where).row
    assert (NAMES.index("Homs") in INDEX.spelling[INDEX.spelling_at[rows]].tolist()) == found


@pytest.mark.parametrize("name", [*NAMES, "Hims", "", "Nowhere"])
def test_equal_rows_are_those_that_are_the_same(name):
    sounds = read(name).sounds
    every = np.arange(len(INDEX.script))
    none = np.zeros(len(every), np.intp)
    same = every[INDEX.same([sounds], index.Near(none, every, none))]
    assert INDEX.equal(sounds).tolist() == (same.tolist() if sounds else [])


def test_the_likest_rows_are_kept():
    texts = [read("Mosul").sounds]
    near = INDEX.near(texts, ANYWHERE)
    assert INDEX.likest(texts, near, 99).tolist() == list(range(len(near.row)))
    best = near.take(INDEX.likest(texts, near, 1))
    assert NAMES[int(INDEX.spelling[INDEX.spelling_at[best.row[0]]])] == "Mosul"


def test_other_scripts_are_left_out():
    assert NAMES.index("Мосул") not in INDEX.spelling.tolist()


def test_skeletons_stand_by_length_and_letters():
    columns, lengths = INDEX.bones(np.arange(len(INDEX.signature)))
    bones = [bytes(column[:length]) for column, length in zip(columns.T, lengths.tolist(), strict=True)]
    assert bones == sorted(bones, key=lambda bone: (len(bone), bone))
    ordered = {skeleton(read(name).sounds) for name in NAMES if read(name).readings}
    assert {bone.decode() for bone in bones} == ordered


def test_an_empty_index_finds_nothing():
    empty = index.build([], np.zeros(0, np.uint16))
    assert len(empty.near(["abu"], ANYWHERE).row) == len(empty.equal("abu")) == 0


def test_a_file_of_another_version_says_so(tmp_path):
    path = tmp_path / "mine.gaz"
    store.write(path, {"name": "mine"}, {"first": np.zeros(1, np.uint32)})
    with pytest.raises(InputError, match="no gazetteer of this version"):
        gazfile.open_layer(path)
