import pytest

from geostrike import borders
from geostrike.geodesy import inverse
from geostrike.locate import COARSE_M, locate
from geostrike.model import Claim, Dossier, Event, Source

AT = "34.39841,40.97452"
AREA = "POLYGON ((40.90 34.42, 40.93 34.42, 40.93 34.44, 40.90 34.42))"


def _located(*claims, **cells):
    event = Event(**{"id": "e", "title": "t", "kind": "strike", "date": "2024-02-03"} | cells)
    source = Source(id="s", publisher="p", kind="agency")
    dossier = Dossier(title="t", events=(event,), claims=claims, sources=(source,))
    return locate(dossier)[0]


def _claim(low, unit, value="", **cells):
    facts = {"id": "c", "event": "e", "source": "s", "kind": "distance", "words": "w"}
    return Claim(**facts | cells, low=low, unit=unit, value=value)


@pytest.mark.parametrize(
    ("cells", "shape", "words"),
    [
        ({"at": AT}, "point", "coordinates"),
        ({"at": AT, "radius_m": 2000.0}, "disc", "coordinates"),
        ({"at": "37SFU8140407174"}, "cell", "grid"),
        ({"at": AT, "area": AREA}, "region", "not known"),
        ({"place": "al-Bukamal"}, "disc", "gazetteer's point of al-Bukamal (town)"),
        ({"place": "Anbar"}, "none", "no point is drawn"),
        ({"place": "Nowheria"}, "none", "does not know Nowheria"),
        ({"place": "two in Syria", "place_how": "none"}, "none", "not published"),
        ({}, "none", "No place is reported"),
    ],
)
def test_the_sharpest_column_gives_the_shape_and_a_sentence_says_how(cells, shape, words):
    found = _located(**cells)
    assert found.shape == shape
    assert words in found.how
    assert (found.measure is None) is (shape == "none")


def test_an_ambiguous_name_is_not_drawn():
    found = _located(place="Sikak")
    assert found.shape == "none"
    assert "may mean" in found.how


def test_the_radius_of_a_place_is_never_sharpened():
    assert _located(place="al-Bukamal", radius_m=10.0).radius_m >= 1000
    assert _located(at=AT).radius_m == pytest.approx(1, abs=0.5)


@pytest.mark.parametrize(
    ("cells", "drawn"),
    [
        ({"at": AT}, True),
        ({"at": AT, "radius_m": 500.0}, False),
        ({"place": "Al-Qaim"}, False),
        ({"area": AREA}, False),
    ],
)
def test_a_line_leaves_only_a_tight_point_never_the_middle_of_a_town_or_region(cells, drawn):
    assert _located(**cells).draw_line is drawn


def test_a_line_leaves_a_site_whose_radius_is_small_for_its_distance():
    assert _located(_claim(10, "km", "IRQ"), place="Tower 22").draw_line
    assert not _located(place="Tower 22").draw_line  # its nearest border is Syria's, 2 km away


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (_claim(138, "m", "IRQ"), "consistent"),
        (_claim(10, "km", "IRQ"), "inconsistent"),
        (_claim(150, "yd", "IRQ-SYR", hedge="about"), "consistent"),
        (_claim(7, "km"), "inconsistent"),
        (_claim(8, "km", "al-Bukamal", hedge="about"), "consistent"),
        (_claim(100, "km", "al-Bukamal"), "inconsistent"),
        (_claim(100, "km", "no such place"), "cannot tell"),
    ],
)
def test_a_stated_distance_is_held_against_the_interval(claim, verdict):
    (stated,) = _located(claim, at=AT, radius_m=20.0).stated
    assert stated.verdict == verdict
    assert stated.claim_id == "c"


def test_the_claims_border_is_the_one_measured():
    assert _located(_claim(600, "km", "IRQ-TUR"), at=AT).measure.border == "IRQ-TUR"


def test_a_region_drawn_from_a_description_cannot_test_it():
    (stated,) = _located(_claim(338, "m", "IRQ"), area=AREA, place_how="described").stated
    assert stated.verdict == "cannot tell"
    assert "drawn from descriptions" in stated.note


@pytest.mark.parametrize(
    "cells", [{"at": AT, "publish": "coarse"}, {"at": "33.3201,38.7312", "place": "Rukban camp"}]
)
def test_what_must_be_protected_is_a_wide_disc_that_does_not_give_the_point_back(cells):
    exact = _located(at=cells["at"])
    found = _located(_claim(138, "m", "IRQ"), **cells)
    assert found.protected
    assert (found.shape, found.radius_m) == ("disc", COARSE_M)
    assert (found.measure, found.stated, found.geometry, found.event.at) == (None, (), None, "")
    assert inverse(found.lon, found.lat, exact.lon, exact.lat)[0] <= COARSE_M
    moved = _located(**cells | {"at": cells["at"].replace("1,", "2,")})
    assert (moved.lon, moved.lat) == (found.lon, found.lat)


def test_a_point_at_sea_is_measured_to_the_nearest_border_of_all():
    found = _located(at="34.6,35.2")
    assert found.country == ""
    assert found.measure.border in borders.load().pairs()


def test_the_order_is_that_of_the_events():
    events = tuple(Event(id=name, title="t", kind="strike", date="2024") for name in "cab")
    assert [x.event.id for x in locate(Dossier(title="t", events=events, claims=(), sources=()))] == [
        "c",
        "a",
        "b",
    ]
