"""Tables of Who's On First and OCHA become gazetteers; each wrong row is named, none left out unsaid."""

import pytest

from geostrike import gazetteer
from geostrike.errors import InputError, TableError

WOF = """\
id,name,placetype,geom_latitude,geom_longitude,lbl_latitude,lbl_longitude,iso_country,wof_country,superseded_by,deprecated
101,Made Up Town,locality,34.5,40.5,34.51,40.52,SY,SY,,
102,Old Made Up,locality,34.5,40.5,,,SY,SY,101,
103,Made Up Province,region,34.0,40.0,,,XX,,,
"""
OCHA = """\
ADM1_EN,ADM1_AR,ADM1_PCODE,ADM4_EN,ADM4_AR,ADM4_PCODE,ADM0_PCODE,Longitude_x,Latitude_y
Homs,حمص,SY04,Tal Made Up,تل مصنوع,C2601,SY,37.1,34.8
Homs,حمص,SY04,,,,SYR,38.3,34.3
"""
OCHA_NEW = "adm2_name,adm2_name1,adm2_pcode,center_lat,center_lon\nMade Up,مصنوع,IQ0102,34,41\n"
OWN = "id,name,names,names_ar,kind,country,lon,lat,radius_m,source,licence,note\n1,X,,,town,IQ,1,1,1,a,,\n"


@pytest.fixture
def built(tmp_path):
    def build(**tables):
        paths = []
        for name, content in tables.items():
            paths.append(tmp_path / f"{name}.csv")
            paths[-1].write_text(content, encoding="utf-8-sig")
        layer = gazetteer.build(paths, tmp_path / "mine.gaz")
        return layer, gazetteer.load(tmp_path / "mine.gaz")

    return build


def test_whos_on_first(built):
    layer, found = built(meta=WOF)
    town = found.resolve("Made Up Town").place
    assert (town.id, town.kind, town.country, town.lon, town.lat) == (
        "wof:101", "populated place", "SY", 40.52, 34.51,
    )  # fmt: skip
    province = found.search("Made Up Province")[0].place
    assert (province.kind, province.country, province.lon, province.region) == ("governorate", "", 40.0, True)
    assert len(layer) == 2
    assert layer.source == "Who's On First (meta.csv, without 1 rows that are out of date)"
    assert layer.licence.startswith("CC BY 4.0")


def test_ocha_p_codes(built):
    layer, found = built(syr=OCHA)
    place = found.resolve("تل مصنوع").place
    assert (place.id, place.name, place.kind, place.country, place.lon, place.lat) == (
        "pcode:C2601", "Tal Made Up", "populated place", "SY", 37.1, 34.8,
    )  # fmt: skip
    homs = found.search("حمص")[0].place
    assert (homs.id, homs.name, homs.kind, homs.country) == ("pcode:SY04", "Homs", "governorate", "SY")
    assert "OCHA" in layer.source


def test_the_newer_columns_of_ocha(built):
    place = built(irq=OCHA_NEW)[1].search("مصنوع")[0].place
    assert (place.id, place.name, place.kind, place.country) == ("pcode:IQ0102", "Made Up", "district", "IQ")
    assert (place.lon, place.lat) == (41, 34)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (WOF.replace("34.51", "north"), "meta.csv row 1: lbl_latitude is 'north'"),
        (WOF.replace("103,Made Up Province", "103,"), "meta.csv row 3: name is empty"),
        (WOF.replace("103,", "101,"), "meta.csv row 3: 101 stands in an earlier row too"),
        (WOF.replace("XX,,,", "XX,,,,,,"), "meta.csv row 3 has more cells"),
        (OCHA.replace("SY04,,,,SYR", ",,,,"), "meta.csv row 2: there is no p-code"),
        (OCHA.replace("Longitude_x", "length"), "there is no column longitude"),
        (OCHA.replace("37.1", "371"), "row 1: longitude_x is '371'"),
        (OCHA.replace("Tal Made Up,تل مصنوع", ","), "row 1: name is empty"),
    ],
)
def test_a_wrong_row_is_named(built, content, words):
    with pytest.raises(TableError) as caught:
        built(meta=content)
    assert words in str(caught.value)


@pytest.mark.parametrize("pair", [(WOF, OCHA), (WOF, OWN), (OCHA, OWN)])
def test_makers_are_not_mixed(built, pair):
    with pytest.raises(InputError, match="different makers"):
        built(one=pair[0], two=pair[1])
