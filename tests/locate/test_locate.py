import pytest

from geostrike import borders
from geostrike.geodesy import inverse
from geostrike.locate import COARSE_M, locate
from geostrike.model import Claim, Dossier, Event, Source

AT = "34.39841,40.97452"
AREA = "POLYGON ((40.90 34.42, 40.93 34.42, 40.93 34.44, 40.90 34.42))"


def _located(*claims, publisher="p", **cells):
    event = Event(**{"id": "e", "title": "t", "kind": "strike", "date": "2024-02-03"} | cells)
    source = Source(id="s", publisher=publisher, kind="agency")
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
    found = _located(place="Mansura")
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


def test_the_nearest_border_goes_first_and_the_one_that_claims_name_beside_it():
    found = _located(_claim(10, "km", "IRQ"), place="Tower 22")
    assert (found.measure.border, found.named.border) == ("JOR-SYR", "IRQ-JOR")
    assert found.measure.low_m == 0
    assert found.line is found.named  # its radius is too wide for the nearest, 2 km away
    alone = _located(place="Tower 22")
    assert (alone.named, alone.line) == (None, None)


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
        (_claim(138, "m", "IRQ", words="138 m inside Iraq"), "cannot tell"),
        (_claim(138, "m", "IRQ", words="138 m across the border"), "cannot tell"),
        (_claim(138, "m", "IRQ", words="138 m north-west of the border"), "consistent"),
        (_claim(138, "m", "IRQ", words="138 m south-east of the border"), "inconsistent"),
        (_claim(8, "km", "al-Bukamal", hedge="about", words="about 8 km south of al-Bukamal"), "consistent"),
        (
            _claim(8, "km", "al-Bukamal", hedge="about", words="about 8 km north of al-Bukamal"),
            "inconsistent",
        ),
    ],
)
def test_a_stated_distance_is_held_against_the_interval(claim, verdict):
    (stated,) = _located(claim, at=AT, radius_m=20.0).stated
    assert stated.verdict == verdict
    assert stated.claim_id == "c"


def test_a_point_estimated_from_a_report_cannot_test_it():
    claim = _claim(10, "km", "IRQ")
    assert [_located(claim, publisher=name, place="Tower 22").stated[0].verdict for name in ("AP", "p")] == [
        "cannot tell",
        "consistent",
    ]


def test_a_region_speaks_with_its_whole_area_in_each_data_set():
    area = "POLYGON ((40.968 34.393, 40.978 34.393, 40.978 34.403, 40.968 34.403, 40.968 34.393))"
    found = _located(area=area).measure
    assert found.country == "IQ+SY"
    (other,) = found.sensitivity
    assert other["country"] == "IQ"
    assert other["low_m"] < other["distance_m"] < other["high_m"]


def test_a_region_drawn_from_a_description_cannot_test_it():
    (stated,) = _located(_claim(338, "m", "IRQ"), area=AREA, place_how="described").stated
    assert stated.verdict == "cannot tell"
    assert "drawn from reports" in stated.note


@pytest.mark.parametrize(
    "cells",
    [
        {"at": AT, "publish": "coarse"},
        {"at": "33.3201,38.7312", "place": "Rukban camp"},
        {"at": "33.3201,38.7312", "place": "Rukban camp", "country": "JO"},
        {"at": AT, "place": "al-Shifa hospital"},
        {"at": AT, "place": "house in al-Qaim"},
        {"at": AT, "title": "Strike on a school"},
        {"at": AT, "place": "مدرسة"},
    ],
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


@pytest.mark.parametrize(
    "cells", [{"at": AT, "title": "The White House named it"}, {"at": "33.52,44.26", "place": "Camp Taji"}]
)
def test_words_alone_do_not_hide_a_base(cells):
    assert not _located(**cells).protected


def test_a_protected_place_wider_than_the_disc_still_lies_in_it():
    assert _located(at=AT, publish="coarse", radius_m=20_000.0).radius_m == 24_000


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


def _dossier(*names, **cells):
    facts = {"title": "t", "kind": "strike", "date": "2024-02-03"} | cells
    events = tuple(Event(**facts | {"id": f"e{at}", "place": name}) for at, name in enumerate(names))
    return locate(Dossier(title="t", events=events, claims=(), sources=()))


def test_names_without_a_country_are_resolved_together_and_the_map_says_so():
    hamra, _, _ = _dossier("al-Hamra", "Salamiyah", "Hama")
    assert (hamra.shape, hamra.place.country) == ("disc", "SY")
    assert hamra.how.endswith("(Salamiyah, Hama), which tells it from others of its name.")
    assert _dossier("al-Hamra")[0].shape == "none"
    assert _dossier("al-Hamra", "Hama", country="JO")[0].place.country == "JO"
