"""Both ways of numbering texts and words, by dictionary and by Arrow, give the same numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.maps.table import coding
from geostrike.tables import cells

TEXTS = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n")), max_size=20)


@pytest.mark.parametrize("numbered", [coding.codes_of, coding.word_codes])
@given(first=TEXTS, second=TEXTS)
def test_arrow_changes_no_number(numbered, first, second):
    pytest.importorskip("pyarrow")
    found = []
    for many in (10_000, 1):
        seen = coding.fresh(coding.END)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(cells, "MANY", many)
            codes = [numbered(texts, seen).tolist() for texts in (first, second)]
        found.append((codes, list(seen)))
    assert found[0] == found[1]


def test_half_a_character_takes_the_other_way(monkeypatch):
    monkeypatch.setattr(cells, "MANY", 1)
    codes = coding.codes_of(["\ud800", "a", "\ud800"], coding.fresh())
    np.testing.assert_array_equal(codes, [0, 1, 0])
