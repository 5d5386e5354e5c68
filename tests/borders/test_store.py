import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geostrike.borders import names, store
from geostrike.errors import InputError
from geostrike.files import data_path

LENGTHS = [3, 2, 4]
WHOLE = st.integers(-(2**31), 2**31 - 1)


def _arcs(lon, lat):
    side = np.array([1, 2, 2], np.int32)
    kind = np.array([0, 1, 3], np.int32)
    starts = np.cumsum([0, *LENGTHS])
    return store.Arcs(
        lon, lat, starts, side, side[::-1].copy(), kind, ((), (), ("IL", "SY")), ("", "IL", "SY")
    )


@given(arrays(np.int32, 9, elements=WHOLE), arrays(np.int32, 9, elements=WHOLE))
def test_a_file_gives_back_every_vertex(tmp_path_factory, lon, lat):
    path = tmp_path_factory.mktemp("store") / "set.npz"
    content = store.write(_arcs(lon, lat), {"name": "set", "date": "2026-07-11"})
    path.write_bytes(content)
    arcs, meta = store.read(path)
    assert meta == {"name": "set", "date": "2026-07-11"}
    assert (arcs.claimants, arcs.faces) == (((), (), ("IL", "SY")), ("", "IL", "SY"))
    for name in ("lon", "lat", "starts", "left", "right", "kind"):
        np.testing.assert_array_equal(getattr(arcs, name), getattr(_arcs(lon, lat), name))


@pytest.mark.parametrize("name", names())
def test_a_shipped_file_is_written_again_with_the_same_content(name, tmp_path):
    arcs, meta = store.read(data_path("borders", f"{name}.npz"))
    content = store.write(arcs, meta)
    assert content == store.write(arcs, meta)
    (tmp_path / "again.npz").write_bytes(content)
    again, meta_again = store.read(tmp_path / "again.npz")
    assert meta_again == meta
    np.testing.assert_array_equal(again.lon, arcs.lon)
    np.testing.assert_array_equal(again.lat, arcs.lat)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"text"])
def test_a_damaged_file_is_said(content, tmp_path):
    path = tmp_path / "osm.npz"
    path.write_bytes(content)
    with pytest.raises(InputError, match="not a readable border data set"):
        store.read(path)


@pytest.mark.parametrize(("name", "limit"), [("osm", 1_500_000), ("naturalearth", 3_000_000)])
def test_shipped_files_are_small(name, limit):
    assert data_path("borders", f"{name}.npz").stat().st_size < limit
