"""Resolving: three answers, homonyms, regions, sites and digits; on a small table and on the embedded one."""

import pytest

from geostrike import gazetteer
from geostrike.errors import BorderError, InputError, TableError


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("al-Qaim", "qaim"),
        ("AL QA’IM", "qaim"),
        ("القائم", "qaim"),
        ("al-Qaim city", "qaim"),
        ("Qaim", "qaim"),
        ("al-Qaim district", "qaim-district"),
        ("قضاء القائم", "qaim-district"),
        ("al-Qaim border crossing", "qaim-crossing"),
        ("Aleppo", "aleppo"),
        ("Aleppo governorate", "aleppo-governorate"),
        ("Anbar", "anbar"),
        ("Anbar province", "anbar"),
        ("Tower 22", "tower-22"),
        ("the Jordan outpost", "tower-22"),
        ("Rukban camp", "rukban"),
        ("Al Mayadeen", "mayadin"),
    ],
)
def test_resolved(small, name, place):
    answer = small.resolve(name)
    assert (answer.status, answer.place and answer.place.id) == ("resolved", f"homonyms:{place}"), answer.why
    assert answer.candidates[0].place is answer.place


@pytest.mark.parametrize(
    "name",
    [
        "Al Mayadeen TV",
        "Tower 23",
        "Tower",
        "Tavir 22",
        "the compound",
        "Anbar airport",
        "Qaim brigade",
        "Mosul",
        "",
        "\0",
        "\u202e\u202c",
        "x" * 100_000,
        "القائم " * 100_000,
        "34.3, 4239.00416",
        "34,5 40,9",
        "37SFU805225 37SFU805226",
    ],
)
def test_unknown(small, name):
    answer = small.resolve(name)
    assert (answer.status, answer.place, answer.score) == ("unknown", None, 0.0)
    assert answer.why.endswith(".")


def test_bare_al_qaim_is_the_town_and_says_what_else_it_may_mean(small):
    why = small.resolve("Al-Qaim").why
    assert "al-Qaim district (district" in why
    assert "al-Qaim crossing (crossing" in why


def test_homonyms_of_one_prominence_are_ambiguous(small):
    answer = small.resolve("al-Hamra")
    assert (answer.status, answer.place) == ("ambiguous", None)
    assert {c.place.id for c in answer.candidates} == {f"homonyms:hamra-{letter}" for letter in "abc"}
    assert sum(c.score for c in answer.candidates) <= 1


@pytest.mark.parametrize(
    ("context", "place"),
    [
        ({"country": "JO"}, "hamra-c"),
        ({"country": "jor"}, "hamra-c"),
        ({"near": (36.45, 35.85)}, "hamra-a"),
        ({"near": (37.3, 34.4)}, "hamra-b"),
    ],
)
def test_country_and_a_near_point_decide_among_homonyms(small, context, place):
    assert small.resolve("al-Hamra", **context).place.id == f"homonyms:{place}"


def test_a_place_of_another_country_is_only_a_suggestion(small):
    answer = small.resolve("Aleppo", country="IQ")
    assert (answer.status, answer.place) == ("unknown", None)
    assert answer.candidates[0].place.id == "homonyms:aleppo"
    assert "in IQ" in answer.why


def test_an_unknown_country_is_an_error(small):
    with pytest.raises(BorderError):
        small.resolve("Aleppo", country="Syria")


def test_a_typed_coordinate_stands_for_itself(small):
    place = small.resolve("34.39841,40.97452").place
    assert (place.lon, place.lat, round(place.radius_m)) == (40.97452, 34.39841, 1)


def test_the_form_of_an_answer(small):
    answer = small.resolve("Tower 22").as_dict()
    assert list(answer) == ["query", "status", "place", "score", "why", "candidates"]
    members = ["id", "name", "kind", "country", "lon", "lat", "radius_m", "layer", "source", "extent"]
    assert list(answer["place"]) == members
    assert list(answer["candidates"][0]) == [*members, "score"]
    assert small.resolve("Mosul").as_dict()["place"] is None


def test_the_first_gazetteer_wins(places, tmp_path):
    mine = tmp_path / "mine.csv"
    header = places.read_text(encoding="utf-8").splitlines()[0]
    mine.write_text(f"{header}\n1,Aleppo,,,village,US,-80,40,2000,me,,\n", encoding="utf-8")
    both = gazetteer.load(mine, places)
    assert both.resolve("Aleppo").place.id == "mine:1"
    assert both.resolve("حلب").place.id == "homonyms:aleppo"
    assert both.resolve("Aleppo", country="SY").place.id == "homonyms:aleppo"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("al-Bukamal", "geostrike:al-bukamal"),
        ("البوكمال", "geostrike:al-bukamal"),
        ("Al-Qaim", "geostrike:al-qaim"),
        ("Tower 22", "geostrike:tower-22"),
    ],
)
def test_the_embedded_gazetteer(name, place):
    assert gazetteer.load().resolve(name).place.id == place


def test_the_embedded_al_qaim_names_husaybah_the_district_and_the_crossing():
    why = gazetteer.load().resolve("Al-Qaim").why
    assert all(word in why for word in ("Husaybah (town", "al-Qaim district", "al-Qaim crossing"))


def test_a_place_of_geonames_is_found_and_says_so():
    place = gazetteer.load().resolve("Shiraz", country="IR").place
    assert (place.id, place.layer, place.licence) == ("geonames:115019", "geonames", "CC BY 4.0")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("id,name\n1,x\n", "lacks the column names"),
        ("{header}\n1,,,,town,IQ,41,34,1,a,,\n", "row 1: name is empty"),
        ("{header}\n1,x,,,town,IQ,4239,34,1,a,,\n", "row 1: lon is '4239'"),
        ("{header}\n1,x,,,town,IQ,41,,1,a,,\n", "row 1: lat is ''"),
    ],
)
def test_a_broken_table_names_row_and_field(places, tmp_path, content, words):
    path = tmp_path / "broken.csv"
    header = places.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(content.replace("{header}", header), encoding="utf-8")
    with pytest.raises(TableError, match=words):
        gazetteer.load(path)


@pytest.mark.parametrize("content", [b"", b"x" * 10_000, None])
def test_what_is_no_gazetteer_is_an_input_error(tmp_path, content):
    path = tmp_path / "mine.gaz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"mine\.gaz"):
        gazetteer.load(path)


@pytest.mark.parametrize(
    ("name", "best"), [("Al-Qalah", "Al Qalah"), ("Qalah", "Qalah"), ("Alqalah", "Al Qalah")]
)
def test_namesakes_with_the_article_of_the_query_come_first(tmp_path, name, best):
    head = "id,name,names,names_ar,kind,country,lon,lat,radius_m,source,licence,note\n"
    row = "{},{},,,village,SY,{},35,2000,atlas,CC0-1.0,\n"
    path = tmp_path / "two.csv"
    rows = (
        row.format("a", "Al Qalah", 36.5)
        + row.format("b", "Qalah", 40.0)
        + row.format("c", "Qaryat al Qalah", 42.0)
    )
    path.write_text(head + rows, encoding="utf-8", newline="\n")
    assert gazetteer.load(path).resolve(name).candidates[0].place.name == best
