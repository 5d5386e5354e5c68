"""Typed coordinates: what is read, with what radius, and what is refused."""

import math

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geostrike import coordinates
from geostrike.errors import CoordinateError

DMS_LAT, DMS_LON = 34 + 23 / 60 + 54 / 3600, 40 + 58 / 60 + 28 / 3600


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("34.39841,40.97452", 34.39841, 40.97452),
        (" 34.39841 ; 40.97452 ", 34.39841, 40.97452),
        ("34.39841 40.97452", 34.39841, 40.97452),
        ("34.39841°N, 40.97452°E", 34.39841, 40.97452),
        ("40.97452E 34.39841N", 34.39841, 40.97452),
        ("N34.3 W40.9", 34.3, -40.9),
        ("-33.9,18.4", -33.9, 18.4),
        ("−33.9,18.4", -33.9, 18.4),
        ("90,-180", 90, -180),
        ("34, 40", 34, 40),
        ("34.0,40.0", 34, 40),
        ("(34.398, 40.974)", 34.398, 40.974),
        ("[34.398,40.974].", 34.398, 40.974),
        ("34.398, 40.974.", 34.398, 40.974),
        ("geo:34.398,40.974", 34.398, 40.974),
        ("٣٤٫٣٩٨، ٤٠٫٩٧٤", 34.398, 40.974),
        ("۳۴٫۳۹۸ ۴۰٫۹۷۴", 34.398, 40.974),
    ],
)
def test_decimal_degrees(text, lat, lon):
    position = coordinates.parse(text)
    assert (position.form, position.lat, position.lon) == ("decimal", lat, lon)


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("34°23'54\"N 40°58'28\"E", DMS_LAT, DMS_LON),
        ("34°23′54″N, 40°58′28″E", DMS_LAT, DMS_LON),
        ("34°23''54\"N 40°58'28''E".replace("''54", "'54"), DMS_LAT, DMS_LON),
        ("34 23 54 N, 40 58 28 E", DMS_LAT, DMS_LON),
        ("N 34 23 54 E 40 58 28", DMS_LAT, DMS_LON),
        ("40°58'28\"E 34°23'54\"S", -DMS_LAT, DMS_LON),
        ("34°23.9'N 40°58'28\"E", 34 + 23.9 / 60, DMS_LON),
        ("34:23:54N 40:58:28E", DMS_LAT, DMS_LON),
        ("34:23.9N, 40:58:28E", 34 + 23.9 / 60, DMS_LON),
        ("10°20'N 120°30'W", 10 + 20 / 60, -120.5),
    ],
)
def test_degrees_minutes_seconds(text, lat, lon):
    position = coordinates.parse(text)
    assert position.form == "dms"
    assert (position.lat, position.lon) == (pytest.approx(lat, abs=1e-12), pytest.approx(lon, abs=1e-12))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("34.3, 4239.00416", "out of range"),
        ("34,5 40,9", "two ways"),
        ("34,5", "two ways; write 34, 5 for two numbers"),
        ("33,44", "two ways"),
        ("-30,25", "two ways; write -30, 25"),
        ("٣٤،٥", "two ways"),
        ("34,5; 40,9", "two ways; write 34.5, 40.9"),
        ("34,5°N 40,9°E", "two ways"),
        ("34:75:10N 40:58:28E", "minutes and seconds"),
        ("34.5:40.9", "no coordinate"),
        ("34 40", "degrees and minutes"),
        ("91, 0", "LAT comes first"),
        ("100, 200", "latitude 100 is out of range"),
        ("0, 181", "longitude 181"),
        ("34.3N,40.9N", "one latitude and one longitude"),
        ("-34.3S,40.9E", "both a sign and a letter"),
        ("34°23'54\" 40°58'28\"", "need N or S"),
        ("34°75'N 40°10'E", "minutes and seconds"),
        ("34.5°10'N 40°10'E", "no coordinate"),
        ("91°10'N 40°10'E", "out of range"),
        ("37SFU805225 37SFU805226", "more than one grid"),
        ("37SFU 805 225 805 226", "this has 12"),
        ("37SFU 80 5225", "uneven groups"),
        ("37SFU80522", "5"),
        ("377SFU805225", "out of range"),
        ("37SKA123456", "no such MGRS square"),
        ("37SAA123456", "grid zone 37S"),
        ("https://maps.app.goo.gl/abc", "short link"),
        ("https://example.org/@34,40,5z", "neither"),
        ("https://[x]/@34,40,5z", "broken web address"),
        ("https://www.google.com/maps/search/x", "no coordinate"),
        ("https://www.google.com/maps/@134.3,40.9,15z", "latitude 134.3"),
        ("https://www.google.com/maps/?q=34.1,40.1&ll=35.1,41.1", "more than one"),
        ("https://www.openstreetmap.org/way/1", "no coordinate"),
        ("34.39", "no coordinate"),
        ("nan,nan", "no coordinate"),
        ("1" * 100_000 + ",1", "1 is out of range"),
        ("", "no coordinate"),
        ("x" * 100_000, "no coordinate"),
    ],
)
def test_what_is_no_coordinate_or_reads_two_ways_is_refused(text, why):
    with pytest.raises(CoordinateError, match=why) as caught:
        coordinates.parse(text)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("text", "lat", "lon", "radius_m"),
    [
        ("https://www.google.com/maps/@34.39841,40.97452,15z", 34.39841, 40.97452, 63),
        ("https://www.google.com/maps/@34.39841,40.97452,5000m/data=x", 34.39841, 40.97452, 100),
        (
            "https://www.google.de/maps/place/X/@1.5,2.5,9z/data=!3m1!3d34.39841!4d40.97452",
            34.39841,
            40.97452,
            1,
        ),
        ("https://maps.google.com/?q=34.39841%2C40.97452", 34.39841, 40.97452, 1),
        ("https://www.openstreetmap.org/#map=15/34.39841/40.97452", 34.39841, 40.97452, 63),
        ("https://www.openstreetmap.org/?mlat=34.39841&mlon=40.97452#map=3/1/2", 34.39841, 40.97452, 1),
    ],
)
def test_map_links(text, lat, lon, radius_m):
    position = coordinates.parse(text)
    assert (position.form, position.lat, position.lon) == ("link", lat, lon)
    assert position.radius_m == pytest.approx(radius_m, abs=1)


def test_an_mgrs_grid_is_its_cell_and_not_its_corner():
    position = coordinates.parse("37S FU 805 225")
    corners = [
        Geodesic.WGS84.Inverse(position.lat, position.lon, lat, lon)["s12"] for lon, lat in position.cell
    ]
    assert corners == pytest.approx([50 * math.sqrt(2)] * 5, abs=0.1)
    assert position.radius_m == pytest.approx(max(corners), abs=1e-6)
    # the south-west corner as the mgrs package gives it
    assert position.cell[0] == pytest.approx((40.967243962658664, 34.52881694152066), abs=1e-8)


def test_the_band_of_a_grid_must_fit_its_square():
    assert coordinates.parse("37SFU").lat == pytest.approx(35.223, abs=0.01)
    with pytest.raises(CoordinateError, match="MGRS"):
        coordinates.parse("37DFU805225")


@given(st.floats(-89, 89), st.floats(-179, 179), st.integers(1, 6))
def test_the_radius_covers_every_number_that_rounds_to_the_digits(lat, lon, digits):
    position = coordinates.parse(f"{lat:.{digits}f},{lon:.{digits}f}")
    away = Geodesic.WGS84.Inverse(position.lat, position.lon, lat, lon)["s12"]
    assert away <= position.radius_m * (1 + 1e-6) + 1e-6


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("34.39841,40.97452", True),
        ("-33.9,18.4", True),
        ("N34.3 E40.9", True),
        ("37SFU805225", True),
        ("https://x", True),
        ("34.3, 4239.00416", True),
        ("(34.398, 40.974)", True),
        ("geo:34.398,40.974", True),
        ("#3439841 / 4097452", True),
        ("٣٤٫٣٩٨، ٤٠٫٩٧٤", True),
        ("Tower 22", False),
        ("T4", False),
        ("al-Qaim", False),
        ("", False),
    ],
)
def test_looks_like(text, like):
    assert coordinates.looks_like(text) is like
