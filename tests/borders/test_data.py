"""The shipped border sets: topology, countries, lengths and areas, held against independent computations."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pyproj
import pytest
import shapely
from geographiclib.geodesic import Geodesic

from geostrike import borders
from geostrike.borders import data as sets
from geostrike.borders import faces, store
from geostrike.borders.codes import alpha2
from geostrike.errors import BorderError

WGS84 = Geodesic.WGS84
ELLIPSOID = pyproj.Geod(ellps="WGS84")
OSM = borders.load("osm")
NATURAL_EARTH = borders.load("naturalearth")
SETS = [OSM, NATURAL_EARTH]
PUBLISHED_POINT = (40.97452, 34.39841)  # Airwars CS1654
TOWER_22 = (38.706, 33.309)
# Lengths in km as the CIA World Factbook prints them, but for borders that run far in rivers or gulfs.
LENGTHS_KM = {
    "AFG-IRN": 921, "ARE-SAU": 457, "AZE-TUR": 17, "EGY-ISR": 208, "GEO-TUR": 273, "IRN-IRQ": 1599,
    "IRN-PAK": 959, "IRN-TKM": 1148, "IRN-TUR": 534, "IRQ-JOR": 179, "IRQ-SAU": 811, "IRQ-SYR": 599,
    "IRQ-TUR": 367, "ISR-SYR": 83, "JOR-SAU": 731, "JOR-SYR": 379, "KWT-SAU": 221, "OMN-SAU": 658,
    "OMN-YEM": 294, "SAU-YEM": 1307, "SYR-TUR": 899,
}  # fmt: skip
AREAS_KM2 = {"SY": 184_050, "IQ": 437_400, "JO": 89_300, "LB": 10_200, "TR": 783_562}


def _ids(each):
    return each.name


def _runs(lines):
    return [slice(first, last) for first, last in pairwise(lines.starts.tolist())]


def _brute_country(data, lon, lat):
    """Even-odd rule over all arcs: a ray to the east crosses the rim of the country that holds the point."""
    arcs = data.arcs
    x, y = arcs.lon / store.GRID, arcs.lat / store.GRID
    edge = np.ones(x.size, bool)
    edge[arcs.starts[1:] - 1] = False
    at = np.flatnonzero(edge)
    crossing = at[(y[at] > lat) != (y[at + 1] > lat)]
    reach = x[crossing] + (lat - y[crossing]) / (y[crossing + 1] - y[crossing]) * (
        x[crossing + 1] - x[crossing]
    )
    arc = np.searchsorted(arcs.starts, crossing[reach > lon], side="right") - 1
    count = Counter(arcs.left[arc].tolist()) + Counter(arcs.right[arc].tolist())
    both = Counter(arcs.left[arc[arcs.left[arc] == arcs.right[arc]]].tolist())
    odd = {arcs.faces[face] for face, n in count.items() if (n - 2 * both[face]) % 2}
    covered = [face for face in odd if face in data.covered]
    return covered[0] if covered else ("" if data.world or "" in odd else None)


def _nearest_m(lon, lat, lines):
    """Distance to a line by geographiclib: ternary search along each edge that can be nearest."""
    to = np.array([WGS84.Inverse(lat, lon, y, x)["s12"] for x, y in zip(lines.lon, lines.lat, strict=True)])
    best = to.min()
    for run in _runs(lines):
        for i in range(run.start, run.stop - 1):
            edge = WGS84.InverseLine(lines.lat[i], lines.lon[i], lines.lat[i + 1], lines.lon[i + 1])
            if min(to[i], to[i + 1]) - edge.s13 < best:
                best = min(best, _on_edge_m(edge, lon, lat))
    return best


def _on_edge_m(edge, lon, lat):
    def off_m(along_m):
        at = edge.Position(along_m)
        return WGS84.Inverse(lat, lon, at["lat2"], at["lon2"])["s12"]

    low, high = 0.0, edge.s13
    for _ in range(100):
        third = (high - low) / 3
        low, high = (low, high - third) if off_m(low + third) < off_m(high - third) else (low + third, high)
    return off_m((low + high) / 2)


@pytest.mark.parametrize(
    ("data", "country", "expected_m"),
    [(OSM, "SY", 138.6), (NATURAL_EARTH, "IQ", 914.2)],
    ids=["osm", "naturalearth"],
)
def test_the_published_point_lies_where_each_set_says(data, country, expected_m):
    assert data.country(*PUBLISHED_POINT) == country
    assert _nearest_m(*PUBLISHED_POINT, data.lines("IRQ-SYR")) == pytest.approx(expected_m, abs=0.1)


def test_tower_22_lies_in_jordan_ten_kilometres_from_iraq():
    assert OSM.country(*TOWER_22) == NATURAL_EARTH.country(*TOWER_22) == "JO"
    assert 9_700 < _nearest_m(*TOWER_22, OSM.lines("IRQ")) < 9_900


@pytest.mark.parametrize(
    ("place", "lon", "lat", "osm", "natural_earth"),
    [
        ("Damascus", 36.29, 33.51, "SY", "SY"),
        ("Basra, west of the Shatt al-Arab", 47.78, 30.51, "IQ", "IQ"),
        ("Abadan, east of it", 48.30, 30.34, "IR", "IR"),
        ("Nablus", 35.26, 32.22, "PS", "PS"),
        ("Gaza", 34.45, 31.50, "PS", "PS"),
        ("Tel Aviv", 34.78, 32.08, "IL", "IL"),
        ("the Golan", 35.78, 33.0, "IL", "IL"),
        ("Kuwait Bay", 47.85, 29.45, "", ""),
        ("off Tartus", 35.75, 34.9, "", ""),
        ("the open Mediterranean", 30.0, 34.0, "", ""),
        ("the Caspian", 51.0, 39.5, "", ""),
        ("Cairo", 31.24, 30.04, "EG", "EG"),
        ("Athens", 23.73, 37.98, "GR", "GR"),
        ("Pristina", 21.16, 42.66, "XK", "XK"),
        ("Hargeisa", 44.06, 9.56, "SO", "SO"),
        ("North Nicosia", 33.36, 35.20, "CY", "CY"),
        ("Siachen Glacier", 77.10, 35.30, "IN", ""),
        ("Paris", 2.35, 48.86, "FR", "FR"),
        ("Oslo", 10.75, 59.91, "NO", "NO"),
        ("Chukotka, west of 180", 179.5, 68.5, "RU", "RU"),
        ("Chukotka, east of 180", -179.5, 68.0, "RU", "RU"),
        ("the South Pole", 0.0, -89.9, "AQ", "AQ"),
        ("Simferopol", 34.1, 44.95, "UA", "RU"),
        ("Laayoune", -13.2, 27.15, "EH", "MA"),
        ("Bir Tawil, claimed by nobody", 33.7, 21.87, None, ""),
        ("Abyei, under two zones", 28.4, 9.6, None, "SD"),
        ("Baarle-Hertog, in the Netherlands", 4.93, 51.44, "BE", "NL"),
        ("the Pacific", -150.0, 30.0, "", ""),
    ],
)  # fmt: skip
def test_country_of_well_known_places(place, lon, lat, osm, natural_earth):
    assert (OSM.country(lon, lat), NATURAL_EARTH.country(lon, lat)) == (osm, natural_earth), place


@pytest.mark.parametrize("data", SETS, ids=_ids)
def test_country_agrees_with_the_even_odd_rule(data):
    random = np.random.default_rng(26)
    lines = data.lines("SY")
    near = random.integers(0, lines.lon.size, 150)
    lon = np.concatenate([random.uniform(25, 64, 250), lines.lon[near] + random.normal(0, 0.01, 150)])
    lat = np.concatenate([random.uniform(12, 42, 250), lines.lat[near] + random.normal(0, 0.01, 150)])
    near_only = faces.countries(sets._near(data), lon, lat).tolist()
    assert near_only == [_brute_country(data, *at) for at in zip(lon, lat, strict=True)]
    whole = data.countries(lon, lat).tolist()
    assert [code for code, near in zip(whole, near_only, strict=True) if near is not None] == [
        near for near in near_only if near is not None
    ]


@pytest.mark.parametrize("data", SETS, ids=_ids)
def test_every_line_is_part_of_both_rims(data):
    rims = {}
    for pair in data.pairs() if data is OSM else ("IRQ-SYR", "FRA-ITA", "NOR-SWE", "CAN-USA"):
        lines = data.lines(pair)
        vertices = {tuple(at) for at in np.stack([lines.lon, lines.lat], axis=1).tolist()}
        for code in map(alpha2, pair.split("-")):
            if code in data.covered:
                rim = rims.setdefault(
                    code, set(map(tuple, shapely.get_coordinates(data.polygon(code)).tolist()))
                )
                assert vertices <= rim, (pair, code)


@pytest.mark.parametrize("data", SETS, ids=_ids)
def test_arcs_meet_only_at_nodes_and_none_ends_in_the_void(data):
    arcs = data.arcs
    ends = Counter()
    for first, last in pairwise(arcs.starts.tolist()):
        for at in (first, last - 1):
            ends[int(arcs.lon[at]), int(arcs.lat[at])] += 1
    assert min(ends.values()) >= 2  # a ring meets itself, any other arc meets the next ones


def test_polygons_of_the_region_neither_overlap_nor_leave_gaps():
    areas = [OSM.polygon(code) for code in OSM.covered]
    assert all(shapely.is_valid(areas))
    whole = shapely.union_all(areas)
    assert whole.area == pytest.approx(sum(area.area for area in areas), rel=1e-12)


@pytest.mark.parametrize("code", NATURAL_EARTH.covered)
def test_every_country_of_the_world_has_a_valid_polygon_that_holds_its_point(code):
    area = NATURAL_EARTH.polygon(code)
    assert area.is_valid
    point = shapely.point_on_surface(area)
    assert NATURAL_EARTH.country(point.x, point.y) == code


@pytest.mark.parametrize(("pair", "published_km"), LENGTHS_KM.items())
def test_lengths_are_those_that_are_printed(pair, published_km):
    lines = OSM.lines(pair)
    metres = sum(ELLIPSOID.line_length(lines.lon[run], lines.lat[run]) for run in _runs(lines))
    assert metres / 1000 == pytest.approx(published_km, rel=0.065)


@pytest.mark.parametrize(("code", "published_km2"), AREAS_KM2.items())
def test_areas_are_those_that_are_printed(code, published_km2):
    assert abs(ELLIPSOID.geometry_area_perimeter(OSM.polygon(code))[0]) / 1e6 == pytest.approx(
        published_km2, rel=0.015
    )


@pytest.mark.parametrize("data", SETS, ids=_ids)
def test_straight_and_geodesic_edges_are_one_line(data):
    lines = data.lines()
    inner = np.ones(lines.lon.size, bool)
    inner[lines.starts[1:] - 1] = False
    at = np.flatnonzero(inner)
    lon0, lat0, lon1, lat1 = lines.lon[at], lines.lat[at], lines.lon[at + 1], lines.lat[at + 1]
    azimuth, _, length = ELLIPSOID.inv(lon0, lat0, lon1, lat1)
    assert length.min() > 0
    lon, lat, _ = ELLIPSOID.fwd(lon0, lat0, azimuth, length / 2)
    _, _, sag = ELLIPSOID.inv(lon, lat, (lon0 + lon1) / 2, (lat0 + lat1) / 2)
    assert sag[np.abs(lat) < 40].max() < 0.3
    assert sag.max() < 1


def test_the_heart_of_the_matter_is_not_simplified():
    assert OSM.lines("IRQ-SYR").lon.size >= 1267


@pytest.mark.parametrize("data", SETS, ids=_ids)
@pytest.mark.parametrize("to", ["IRQ-SYR", "SYR-IRQ", "iq-sy", " IRQ-SY "])
def test_a_pair_may_be_written_in_any_order_and_case(data, to):
    assert set(data.lines(to).pair) == {"IRQ-SYR"}


def test_a_country_stands_for_all_its_land_borders():
    assert set(OSM.lines("SY").pair) == {"IRQ-SYR", "ISR-SYR", "JOR-SYR", "LBN-SYR", "SYR-TUR"}
    assert set(OSM.lines("ALL").pair) == set(OSM.pairs()) >= {"IRN-TKM", "GRC-TUR", "ARE-SAU", "EGY-ISR"}


def test_lines_say_who_disputes_them():
    golan = OSM.lines("ISR-SYR")
    assert (set(golan.kind), set(golan.claimants)) == ({"disputed"}, {("IL", "SY")})
    glacier = NATURAL_EARTH.lines("IND-PAK")
    assert set(glacier.kind) == {"land", "disputed"}
    assert {"disputed", "indefinite"} <= set(NATURAL_EARTH.lines("ARG-CHL").kind)
    assert set(OSM.lines("IRQ").kind) == {"land"}
    kashmir = OSM.lines("IND-PAK")
    assert set(kashmir.kind) == {"land", "disputed"}
    assert set(kashmir.claimants) == {(), ("IN", "PK")}


def test_a_border_has_its_own_bound_where_it_was_measured():
    assert OSM.lines("IRQ").error_m == OSM.lines("FRA").error_m == OSM.error_m == 6
    assert OSM.lines("all").error_m == OSM.lines("SRB-XKX").error_m == 16
    assert NATURAL_EARTH.lines("IRQ-SYR").error_m == 2500 < NATURAL_EARTH.lines("FRA-ITA").error_m
    assert NATURAL_EARTH.lines("IRQ").error_m == NATURAL_EARTH.errors["IRN-IRQ"]


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("IRQ-FRA", "no land border IRQ-FRA; it has AND-FRA, BEL-FRA"),
        ("SYR-SYR", "no land border SYR-SYR"),
        ("ISL", "no land border ISL; it has AFG-CHN"),
        ("IRQ-SYR-TUR", "write a pair such as IRQ-SYR"),
        ("IRQ-", "not an ISO 3166 country code"),
        ("", "not an ISO 3166 country code"),
    ],
)
def test_a_border_that_is_not_there_is_an_error_that_says_what_is(to, said):
    with pytest.raises(BorderError, match=said):
        OSM.lines(to)


def test_only_whole_countries_have_polygons():
    with pytest.raises(BorderError, match="does not hold the whole land of Egypt; it holds IL, IQ"):
        OSM.polygon("EGY")


def test_an_unknown_data_set_is_an_error():
    with pytest.raises(BorderError, match="no border data set 'gshhg'; use osm or naturalearth"):
        borders.load("gshhg")
