"""Tables of Who's On First and OCHA become gazetteers; each wrong row is named, none left out unsaid."""

import pytest

from geostrike import gazetteer
from geostrike.errors import InputError, OutputError, TableError

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
WOF_OLD = """\
bbox,cessation,deprecated,file_hash,fullname,geom_hash,geom_latitude,geom_longitude,id,inception,iso,lastmodified,\
lbl_latitude,lbl_longitude,name,parent_id,path,placetype,source,superseded_by,supersedes
"40,34,41,35",u,,0,,0,34.5,40.5,7,u,SY,0,34.5,40.5,Made Up,-1,7/7.geojson,neighbourhood,null,,
"40,34,41,35",uuuu,uuuu,0,Old Made Up,0,34.5,40.5,8,u,SY,0,,,Made Up Quarter,-1,8/8.geojson,microhood,null,,
"40,34,41,35",2011-05-01,,0,,0,34.5,40.5,9,u,SY,0,,,Made Up Mill,-1,9/9.geojson,venue,null,,
"""
OCHA_LONG = """\
Shape_Leng,ADM2_REF,ADM2_PCODE,ADM2ALT1EN,ADM2ALT1AR,ADM2_AR,ADM2_EN,ADM1_EN,ADM1_PCODE,ADM0_EN,ADM0_PCODE,\
date,validOn,validTo,Longitude_x,Latitude_y
1.5,Ref Made,SY0201,Aalt Made,بديل,مصنوع,Made Up,Aleppo,SY02,Syria,SY,2020-01-01,2020-02-02,,37.1,36.2
"""
OCHA_ADMIN = """\
admin1AltName1_en,admin1Name_ar,admin1Name_en,admin1Pcode,admin1RefName,admin0Pcode,lat,lon
Aalt Made,مصنوع,Made Up,YE11,Ref Made,YE,15,44
"""
OCHA_2025 = """\
adm1_name,adm1_name1,adm1_name2,adm1_name3,adm1_pcode,adm0_name,adm0_pcode,valid_on,valid_to,area_sqkm,version,\
lang,lang1,lang2,lang3,adm1_ref_name,center_lat,center_lon
Made Up,مصنوع,,,LB1,Lebanon,LB,2024-01-01,,1.5,v01,en,ar,,,Ref Made,34,36
"""
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
    ("content", "own_id", "kind"),
    [
        (OCHA_LONG, "pcode:SY0201", "district"),
        (OCHA_ADMIN, "pcode:YE11", "governorate"),
        (OCHA_2025, "pcode:LB1", "governorate"),
    ],
)
def test_the_columns_that_ocha_has_published(built, content, own_id, kind):
    layer, found = built(cod=content)
    (place,) = [layer.place(0)]
    assert (place.id, place.name, place.kind, place.country) == (own_id, "Made Up", kind, own_id[6:8])
    assert {found.search(name)[0].place.id for name in ("مصنوع", "Ref Made", "Made Up")} == {own_id}


def test_the_older_meta_files_of_whos_on_first(built):
    layer, found = built(hoods=WOF_OLD)
    assert {layer.place(row).id for row in range(len(layer))} == {"wof:7", "wof:8"}
    assert (layer.place(0).kind, layer.place(0).country) == ("quarter", "SY")
    assert found.search("Old Made Up")[0].place.id == "wof:8"


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


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0b", "\x1c"])
@pytest.mark.parametrize("table", [WOF, OWN.replace(",X,", ",Made Up Town,")])
def test_only_newlines_part_rows(built, table, sign):
    _, found = built(meta=table.replace("Made Up Town", f"Made{sign}Up Town"))
    assert found.resolve("Made Up Town").status == "resolved"


@pytest.mark.parametrize("table", [WOF, OWN])
def test_a_cell_that_is_too_long_is_one_sentence(built, table):
    with pytest.raises(TableError, match=r"meta\.csv cannot be read as CSV"):
        built(meta=table.rstrip() + "x" * 200_000)


def test_a_folder_that_is_missing_is_said_before_the_work(tmp_path):
    for make in (gazetteer.build, gazetteer.add):
        with pytest.raises(OutputError, match="folder does not exist"):
            make([tmp_path / "missing.zip"], tmp_path / "no" / "mine.gaz")
