import numpy as np
import pyarrow as pa
import pytest

from geostrike import borders, scale
from geostrike.errors import MissingExtraError, TableError

ROWS = pa.RecordBatch.from_pydict({"lon": [40.97452, 34.0, None, 44.4], "lat": [34.39841, 141.0, 34.0, 33.3]})


def test_batches_keep_rows_and_say_why_one_is_not_measured():
    batches = scale.spark().measure_batches([ROWS, ROWS.slice(0, 1), ROWS.slice(1, 1)], to="IRQ", radius_m=10)
    first, second, third = batches
    assert first.schema.names == ["lon", "lat", *scale.spark().ADDED]
    assert first.slice(0, 1).equals(second)
    assert first.slice(1, 1).equals(third)
    expected = borders.distances([40.97452, 44.4], [34.39841, 33.3], to="IRQ", radius_m=10)
    assert first.column("distance_m").drop_null().to_pylist() == expected.distance_m.tolist()
    assert first.column("high_m").to_pylist()[1:3] == [None, None]
    assert [bool(reason) for reason in first.column("reason").to_pylist()] == [False, True, True, False]


def test_types_are_those_that_spark_is_told():
    (found,) = scale.spark().measure_batches([ROWS], to="IRQ")
    arrow = {"double": pa.float64(), "string": pa.string()}
    assert [found.schema.field(name).type for name in scale.spark().ADDED] == [
        arrow[kind] for kind in scale.spark().ADDED.values()
    ]


def test_an_empty_batch_is_an_empty_batch():
    (found,) = scale.spark().measure_batches([ROWS.slice(0, 0)], to="IRQ")
    assert found.num_rows == 0
    assert "reason" in found.schema.names


def test_a_batch_without_points_is_one_sentence():
    rows = pa.RecordBatch.from_pydict({"a": np.zeros(1)})
    with pytest.raises(TableError, match="The batch needs the columns lon and lat"):
        list(scale.spark().measure_batches([rows], to="IRQ"))


@pytest.mark.parametrize(("load", "package"), [("spark", "pyarrow"), ("cluster", "distributed")])
def test_a_missing_package_is_named(load, package, monkeypatch):
    def missing(_name):
        raise ModuleNotFoundError(name=package)

    monkeypatch.setattr(scale, "import_module", missing)
    with pytest.raises(MissingExtraError, match=rf"package {package}; install it: .*geostrike\[dask\]"):
        getattr(scale, load)()
