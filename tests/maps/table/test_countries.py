import pytest

from geostrike import borders
from geostrike.errors import BorderError
from geostrike.maps.strings import country
from geostrike.maps.table import countries as named
from geostrike.maps.table.document import _under_tiles
from geostrike.maps.table.ground import ground

REGION, GAZA = (30.0, 28.0, 50.0, 38.0), (34.2, 31.2, 34.6, 31.6)


def at(lon, lat):
    return next(one for one in map(borders.load, borders.names()) if one.world).country(lon, lat)


@pytest.mark.parametrize("bounds", [REGION, GAZA])
def test_a_name_stands_in_its_country_and_the_roomiest_spot_is_first(bounds):
    found = named.countries(REGION, bounds)
    names = [each["name"] for each in found]
    assert len(names) == len(set(names)) > 6
    for each in found:
        lows = [low for _, _, low in each["at"]]
        assert lows == sorted(lows)
        for lon, lat, _ in each["at"]:
            assert REGION[0] < lon < REGION[2]
            assert REGION[1] < lat < REGION[3]
            assert country(at(lon, lat)).upper() == each["name"]


def test_small_countries_are_named_where_the_events_are():
    assert "PALESTINE" not in [each["name"] for each in named.countries(REGION, REGION)]
    assert "PALESTINE" in [each["name"] for each in named.countries(REGION, GAZA)]


def test_a_country_has_room_for_its_name_from_a_later_zoom_on_where_it_is_small():
    found = {each["name"]: each["at"][0][2] for each in named.countries(REGION, REGION)}
    assert found["IRAQ"] < found["JORDAN"] < found["LEBANON"]


def test_what_has_no_name_is_not_named(monkeypatch):
    def nameless(code):
        raise BorderError(code)

    monkeypatch.setattr(named, "country", nameless)
    assert named.countries(REGION, REGION) == []


def test_tiles_name_the_countries_themselves():
    base = ground(GAZA)
    assert base.drawn["countries"]
    assert _under_tiles(base)["countries"] == []
