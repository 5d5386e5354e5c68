import json

import numpy as np
import pytest

from geostrike import borders
from geostrike.borders import store
from geostrike.errors import BorderError


@pytest.mark.parametrize("dataset", borders.names())
@pytest.mark.parametrize("to", ["IRQ-SYR", "TR"])
def test_an_export_is_lossless(dataset, to):
    data = borders.load(dataset)
    read = json.loads(json.dumps(borders.export(to, dataset)))
    vertices = {
        (pair["id"], tuple(at))
        for pair in read["features"]
        for line in pair["geometry"]["coordinates"]
        for at in line
    }
    lines = data.lines(to)
    size = np.diff(lines.starts)
    kept = zip(
        np.repeat(lines.pair, size).tolist(),
        zip(lines.lon.tolist(), lines.lat.tolist(), strict=True),
        strict=True,
    )
    assert vertices == set(kept)
    on_grid = np.array([at for _, at in vertices]) * store.GRID
    assert np.abs(on_grid - np.rint(on_grid)).max() < 1e-3
    assert {(int(x), int(y)) for x, y in np.rint(on_grid)} <= set(
        zip(data.arcs.lon.tolist(), data.arcs.lat.tolist(), strict=True)
    )


def test_an_export_says_what_it_rests_on():
    found = borders.export("ISR", "osm")
    assert found["edge_model"] == "geodesic"
    assert (found["dataset"], found["dataset_date"], found["licence"]) == ("osm", "2026-07-11", "ODbL-1.0")
    assert "OpenStreetMap" in found["attribution"]
    assert [each["id"] for each in found["features"]] == [
        "EGY-ISR",
        "ISR-JOR",
        "ISR-LBN",
        "ISR-PSE",
        "ISR-SYR",
    ]
    west_bank = found["features"][3]["properties"]
    assert west_bank["countries"] == ["IL", "PS"] == west_bank["claimants"]
    assert len(west_bank["classes"]) == len(found["features"][3]["geometry"]["coordinates"])
    for each in found["features"]:
        assert all(len(f"{number:.10f}".rstrip("0").partition(".")[2]) <= 7
                   for line in each["geometry"]["coordinates"] for at in line for number in at)  # fmt: skip


@pytest.mark.parametrize(("to", "dataset"), [("ISL", "osm"), ("IRQ-SYR", "gshhg")])
def test_what_is_not_there_is_not_exported(to, dataset):
    with pytest.raises(BorderError):
        borders.export(to, dataset)


def test_the_list_names_every_border_once():
    osm, natural_earth = borders.listing()
    assert [row["border"] for row in osm["borders"]] == list(borders.load("osm").pairs())
    assert len(natural_earth["borders"]) == 323
    row = next(row for row in osm["borders"] if row["border"] == "IRQ-SYR")
    assert row == {
        "border": "IRQ-SYR",
        "countries": ["Iraq", "Syria"],
        "length_km": 603.9,
        "classes": ["land"],
        "claimants": [],
        "error_m": 6.0,
        "date": "2026-07-11",
    }
    assert natural_earth["error_basis"]
