"""Regions: provinces of the world by name, extents where a source has them, and never a town's point."""

import pytest
import shapely

from geostrike import gazetteer, geodesy
from geostrike.borders import admin
from geostrike.gazetteer.extents import outline
from geostrike.gazetteer.regionwords import bare

PLACES = gazetteer.load()


@pytest.mark.parametrize(
    ("name", "found", "has_extent"),
    [
        ("Anbar", "geostrike:anbar", True),
        ("Deir ez-Zor governorate", "geostrike:deir-ez-zor-governorate", True),
        ("Deir ez-Zor province", "geostrike:deir-ez-zor-governorate", True),
        ("Homs governorate", "geostrike:homs-governorate", True),
        ("Rif Dimashq", "geostrike:rif-dimashq", True),
        ("Damascus governorate", "naturalearth:SY-DI", True),
        ("محافظة الأنبار", "geostrike:anbar", True),
        ("Iraq", "geostrike:iraq", True),
        ("Euphrates", "geostrike:euphrates", False),
        ("Syrian desert", "geostrike:badia", False),
        ("Kursk Oblast", "naturalearth:RU-KRS", True),
        ("Hatay ili", "naturalearth:TR-31", True),
        ("State of Bavaria", "naturalearth:DE-BY", True),
        ("Bavaria, Germany", "naturalearth:DE-BY", True),
        ("Sindh", "naturalearth:PK-SD", True),
    ],
)
def test_regions_resolve_as_regions(name, found, has_extent):
    answer = PLACES.resolve(name)
    assert answer.place is not None, answer.why
    assert (answer.place.id, answer.place.region) == (found, True)
    given = answer.as_dict()
    assert (given["place"]["extent"] is not None) == has_extent
    assert given["candidates"][0]["extent"] == given["place"]["extent"]
    assert (outline(answer.place) is not None) == has_extent


@pytest.mark.parametrize(
    ("name", "found"),
    [("Homs", "geostrike:homs"), ("Kursk", "geonames:538560"), ("Idlib", "geostrike:idlib")],
)
def test_a_bare_name_stays_the_town(name, found):
    answer = PLACES.resolve(name)
    assert answer.place.id == found
    assert answer.as_dict()["place"]["extent"] is None
    assert outline(answer.place) is None


def test_the_reason_names_the_governorate():
    assert "Homs Governorate" in PLACES.resolve("Homs").why
    assert "governorate (IQ)" in PLACES.resolve("Erbil province").why


@pytest.mark.parametrize("name", ["Texas", "Massachusetts", "Guangdong"])
def test_a_state_is_taken_rather_than_villages_of_its_name_or_towns_like_it(name):
    place = PLACES.resolve(name).place
    assert (place.name, place.layer, place.region) == (name, "naturalearth", True)


def test_with_a_country_or_a_point_villages_stay():
    assert not PLACES.resolve("Texas", country="MX").candidates[0].place.region
    assert not PLACES.resolve("Texas", near=(-99.1, 19.4)).candidates[0].place.region


@pytest.mark.parametrize(("name", "country"), [("Punjab province", "PK"), ("Amazonas state", "BR")])
def test_regions_of_one_name_are_told_apart_by_country(name, country):
    assert PLACES.resolve(name).status == "ambiguous"
    assert PLACES.resolve(name, country=country).place.country == country


@pytest.mark.parametrize(
    "name", ["Islamic State", "Nowhereland province", "province", "Bavaria TV", "Bavaira"]
)
def test_what_is_no_region_stays_unknown(name):
    assert PLACES.resolve(name).status != "resolved"


def test_a_district_is_not_taken_for_the_governorate():
    answer = PLACES.resolve("Erbil district")
    assert answer.place is None or not answer.place.id.startswith("naturalearth:")


def test_a_gazetteer_of_ones_own_is_all_that_is_asked(tmp_path):
    header = "id,name,names,names_ar,kind,country,lon,lat,radius_m,source,licence,note\n"
    table = tmp_path / "mine.csv"
    table.write_text(f"{header}mill,Old Mill,,,site,SY,39,35,200,own,,\n", encoding="utf-8")
    assert gazetteer.load(table).resolve("Kursk Oblast").status == "unknown"


@pytest.mark.parametrize("name", [region.name for region in admin.regions("SY") + admin.regions("IQ")])
def test_the_radius_of_a_region_reaches_all_of_it(name):
    place = PLACES.resolve(f"{name} governorate", country="").place
    corners = shapely.get_coordinates(outline(place))
    far, _ = geodesy.inverse(place.lon, place.lat, *corners.T)
    assert place.region
    assert far.max() <= place.radius_m


def test_every_region_is_found_by_its_full_name():
    asked = [region for region in admin.regions("UA") + admin.regions("TR") if region.type]
    answers = [PLACES.resolve(f"{region.name} province", country=region.country) for region in asked]
    found = [
        a.place is not None and a.place.id.partition(":")[2] == r.code
        for a, r in zip(answers, asked, strict=True)
    ]
    assert sum(found) / len(found) > 0.9


def test_words_of_regions_are_parted():
    assert bare("Gouvernement de Homs") == ("Homs", ("gouvernement",))
    assert bare("province") == ("province", ())
