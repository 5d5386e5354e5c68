"""Larger regions, seas, mountains and rivers: known by name, with an extent where made of regions."""

import csv
from pathlib import Path

import pytest
import shapely

from geostrike import gazetteer, geodesy
from geostrike.borders import admin
from geostrike.borders.codes import alpha2
from geostrike.gazetteer import kinds, larger
from geostrike.gazetteer.extents import outline

PLACES = gazetteer.load()
TABLE = Path(__file__).parents[2] / "gazetteer" / "regions" / "larger.csv"
with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
SHARED = {"galicia", "livonia"}  # names of another region or a large town too


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Lombardy", "lombardy"),
        ("Lombardia", "lombardy"),
        ("Tuscany", "tuscany"),
        ("Sicily", "sicily"),
        ("صقلية", "sicily"),
        ("Bretagne", "brittany"),
        ("Normandy", "normandy"),
        ("Catalonia", "catalonia"),
        ("Donbass", "donbas"),
        ("the Sahara", "sahara"),
        ("Mediterranean", "mediterranean-sea"),
        ("Horn of Africa", "horn-of-africa"),
        ("Nagorno Karabakh", "nagorno-karabakh"),
        ("Darfur region", "darfur"),
        ("USSR", "soviet-union"),
        ("Africa", "africa"),
        ("Galicia, Ukraine", "eastern-galicia"),
        ("Congo", "congo"),
    ],
)
def test_well_known_regions_resolve(name, found):
    answer = PLACES.resolve(name)
    assert answer.place is not None, answer.why
    assert (answer.place.id, answer.place.region) == (f"regions:{found}", True)


def test_every_row_is_the_answer_to_its_name():
    for row in ROWS:
        answer = PLACES.resolve(row["name"])
        assert (answer.status == "ambiguous") == (row["id"] in SHARED), (row["name"], answer.why)
        found = [each.place.id for each in answer.candidates[: 2 if row["id"] in SHARED else 1]]
        assert f"regions:{row['id']}" in found, (row["name"], found)


def test_rows_are_whole():
    assert [row["id"] for row in ROWS] == sorted({row["id"] for row in ROWS})
    for row in ROWS:
        assert row["kind"] in kinds.REGIONS
        assert bool(row["members"]) != bool(row["radius_m"]), row["id"]
        assert all(row[column] for column in ("name", "source", "licence", "note")), row["id"]
        for code in larger.members(row["id"]):
            assert admin.region(code) if "-" in code else alpha2(code) == code


@pytest.mark.parametrize("row", [row for row in ROWS if row["members"]], ids=lambda row: row["id"])
def test_what_is_made_of_regions_has_an_extent_and_a_radius_that_reaches_all_of_it(row):
    layer = larger.layer()
    place = next(p for p in map(layer.place, range(len(layer))) if p.id == f"regions:{row['id']}")
    corners = shapely.get_coordinates(outline(place))
    far, _ = geodesy.inverse(place.lon, place.lat, *corners.T)
    assert far.max() <= place.radius_m
    assert place.population > 0


def test_extents_are_those_of_the_outline():
    place = PLACES.resolve("Sicily").as_dict()["place"]
    assert place["extent"] == pytest.approx([11.9, 35.5, 15.7, 38.8], abs=0.2)
    assert PLACES.resolve("Sahara").as_dict()["place"]["extent"] is None


def test_the_reason_says_what_it_is_and_what_its_extent_rests_on():
    why = PLACES.resolve("Donbas").why
    assert why == "Donbas is a region (UA); its extent: first-order regions of Natural Earth, joined by hand."
    assert "Asia (town, PH) is so called too" in PLACES.resolve("Asia").why


@pytest.mark.parametrize("name", ["Elbe Prefecture", "Niger State", "State of Mexico", "Heilongjiang"])
def test_a_river_or_sea_is_no_province(name):
    assert PLACES.resolve(name).candidates[0].place.layer != "regions"
