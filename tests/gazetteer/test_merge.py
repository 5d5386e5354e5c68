"""Layers compiled in parts: byte for byte what compiling all at once makes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geostrike.gazetteer import gazfile
from geostrike.gazetteer.layer import Record, compile_layer
from geostrike.gazetteer.merge import compile_any

ABOUT = {"name": "x", "prefix": "x", "source": "s", "licence": "l"}
NAMES = (
    "Aleppo",
    "Halab",
    "حلب",
    "Tall Abyad",
    "Camp 5",
    "camp",
    "al-Qa'im",
    "القائم",
    "Tel Abiad",
    "Дамаск",
    "5",
    "x" * 50,
)
records = st.lists(
    st.builds(
        Record,
        id=st.integers(0, 99).map(str),
        name=st.sampled_from(NAMES),
        names=st.lists(st.sampled_from(NAMES), max_size=3).map(tuple),
        kind=st.sampled_from(["town", "village", "river"]),
        country=st.sampled_from(["", "IQ", "SY"]),
        lon=st.floats(-180, 180),
        lat=st.floats(-90, 90),
        radius_m=st.integers(1, 9),
        note=st.sampled_from(["", "", "seen"]),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("merge")


@given(records, st.integers(1, 7))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_parts_make_the_same_layer(folder, found, most):
    gazfile.save(compile_layer(found, **ABOUT), folder / "whole.gaz")
    gazfile.save(compile_any(iter(found), most=most, **ABOUT), folder / "parts.gaz")
    assert (folder / "parts.gaz").read_bytes() == (folder / "whole.gaz").read_bytes()


def test_records_are_read_once_and_keep_their_order():
    held = []

    def source():
        for number in range(9):
            held.append(number)
            yield Record(
                id=str(number), name="Aleppo", names=(), kind="town", country="", lon=1.0, lat=1.0, radius_m=1
            )

    told = []
    layer = compile_any(source(), most=2, progress=told.append, **ABOUT)
    assert told == [2, 4, 6, 8, 9]
    assert len(layer) == len(held) == 9
    assert layer.spellings[8] == "Aleppo"
