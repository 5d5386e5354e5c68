"""The whole interface in Arabic: every phrase has its words, with the same facts, and pages say them."""

import re
from pathlib import Path
from string import Formatter

import pytest

from geostrike import locate, maps
from geostrike.errors import GeostrikeError
from geostrike.maps import arabicpage, strings, wording
from geostrike.maps.arabic import AR
from geostrike.maps.english import EN
from geostrike.maps.placenames import arabic_of
from geostrike.maps.table import arabic, phrases
from geostrike.maps.table.ground import ground
from geostrike.model import Place
from geostrike.tables import dossier, read_columns

ARABIC = arabicpage.PAGE | AR
_FORMS = {"one", "two", "few", "many", "other"}


def _fields(phrase):
    texts = phrase.values() if isinstance(phrase, dict) else [phrase]
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", EN)
def test_every_phrase_has_arabic_words_with_no_fact_of_its_own(key):
    assert _fields(ARABIC[key]) <= _fields(EN[key])
    if isinstance(EN[key], dict):
        assert set(ARABIC[key]) == _FORMS
    else:
        assert _fields(ARABIC[key]) == _fields(EN[key])


def test_no_phrase_stands_in_both_files():
    assert not set(arabicpage.PAGE) & set(AR)


@pytest.mark.parametrize("key", phrases.PHRASES)
def test_every_phrase_of_a_table_has_arabic_words(key):
    assert _fields(arabic.PHRASES[key]) == _fields(phrases.PHRASES[key])
    assert len(arabic.PHRASES) == len(phrases.PHRASES)


def test_words_of_the_vocabularies_have_arabic_ones():
    with strings.speaking("ar"):
        said = [strings.heading(kind) for kind in strings.CLAIM_HEADINGS]
        said += [strings.persons(who, single=True) for who in strings.ONE_OF]
        said += [strings.persons("child"), strings.unit("facility"), strings.unit("km", single=True)]
    assert all(re.search("[\u0600-\u06ff]", word) for word in said)
    assert strings.unit("parsec") == "parsec"


SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def page():
    records = dossier.read(SEEDS)
    return maps.render(records, locate.locate(records), lang="ar")


def test_a_page_runs_from_the_right_and_says_nothing_of_its_own_in_english(page):
    assert '<html lang="ar" dir="rtl">' in page
    body = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    plain = [words for words in EN.values() if isinstance(words, str) and "{" not in words and " " in words]
    assert not [words for words in plain if f">{words}<" in body]


def test_the_way_a_place_is_known_is_said_in_arabic(page):
    found = re.findall(r"<dt>كيف عُرف المكان</dt><dd>(.*?)</dd>", page)
    assert len(found) > 9
    assert all(re.search("[\u0600-\u06ff]", sentence) for sentence in found)


def test_our_own_wording_has_arabic_commas_and_semicolons(page):
    body = re.sub(r"<(script|style)[^>]*>.*?</\1>|<(title|meta)[^>]*>", "", page, flags=re.DOTALL)
    text = re.sub(r"</?(?:span|bdi|cite|b|time)\b[^>]*>", "", body)
    assert not re.findall("[\u0620-\u064a»°]\u200f? ?[,;] [^<]{0,30}", text)
    assert "؛" in text
    assert "، " in text


def test_the_list_and_the_map_call_a_place_by_one_name(page):
    listed = re.findall(r'<span class="at" dir="auto">([^<]*)</span>', page)
    drawn = re.findall(r'"name":"([^"]*)","date"', page)
    assert "أربيل" in listed
    assert "العراق" in listed
    assert "Erbil" not in listed
    assert set(drawn) <= set(listed)
    assert re.search(r'class="ar">أربيل</span>[^<]*<bdi>Erbil</bdi>', page)


@pytest.mark.parametrize(
    ("name", "spelled", "arabic_name"),
    [
        ("Gaziantep", ("گازی ئانتەپ", "عنتاب", "غازي عنتاب"), "غازي عنتاب"),
        ("Al-Kut", ("كوت", "الكوت"), "الكوت"),
        ("Akra", ("بيوك",), ""),
        ("Nowhere", (), ""),
    ],
)
def test_of_arabic_spellings_that_which_sounds_like_the_name(name, spelled, arabic_name):
    facts = {"kind": "city", "country": "IQ", "lon": 44.0, "lat": 36.0, "radius_m": 1000.0, "layer": "x"}
    place = Place(id="geonames:1", name=name, names_ar=spelled, source="x", licence="", **facts)
    assert arabic_of(place) == arabic_name


def test_marks_keep_latin_words_and_their_signs_together():
    with strings.speaking("ar"):
        assert strings.apart("34.4°") == "\u200f\u200e34.4°\u200e\u200f"
        assert strings.say("metres", n="{n}") == "{n} م"
        assert "، " in wording.coordinates(41, 34, 100)


def test_the_page_of_a_table_too(tmp_path):
    table = tmp_path / "events.csv"
    table.write_text("id,title,date,lon,lat\n1,Strike,2024-02-03,40.9,34.4\n", encoding="utf-8")
    page = maps.table.render_columns(read_columns(table), lang="ar")
    assert '<html lang="ar" dir="rtl">' in page
    assert "ابحث" in page
    with strings.speaking("ar"):
        assert "الرقة" in {place["name"] for place in ground((38, 33, 43, 37)).drawn["places"]}


def test_a_table_with_arabic_names_shows_them_in_arabic_alone(tmp_path):
    table = tmp_path / "events.csv"
    rows = "id,title,date,place,place_ar,country,lon,lat\n1,Strike,2024-02-03,Raqqa,الرقة,SY,39,35.9\n"
    table.write_text(rows, encoding="utf-8")
    found = read_columns(table)
    assert "الرقة، سوريا" in maps.table.render_columns(found, lang="ar")
    assert "Raqqa, Syria" in maps.table.render_columns(found)


def test_another_language_is_refused():
    records = dossier.read(SEEDS)
    with pytest.raises(GeostrikeError, match="en, ar"):
        maps.render(records, locate.locate(records), lang="fr")
