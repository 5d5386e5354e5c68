"""Names: what folds together, what stays apart, and what generic words and digits demand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.names import fold, read
from geostrike.names.fold import script
from geostrike.names.words import BITS, class_names, naming, without_articles


@pytest.mark.parametrize(
    "spellings",
    [
        [
            "al-Qa'im",
            "AL QAIM",
            "Al Qā’im",
            "al‑Qaʿim",
            "\u202eal-Qaim\u202c",
            "al-Qa`im\u200f",
            "ａｌ－Ｑａｉｍ",
        ],
        ["القائم", "ٱلقائم", "الْقَائِم", "القـائم", "ﺍﻟﻘﺎﺋﻢ", "القایم"],
        ["مدينة", "مدینه", "مدينه"],
        ["Şengal", "Sengal", "ŞENGAL"],
        ["Diyarbakır", "DIYARBAKIR", "Diyarbakir"],
        ["T4", "Ｔ４", "t٤"],
        ["אֶדְרֶעִי", "אדרעי"],
    ],
)
def test_variants_fold_to_one_form(spellings):
    assert {fold(spelling) for spelling in spellings} == {fold(spellings[0])}


@pytest.mark.parametrize(
    ("one", "other"), [("Qaim", "Qain"), ("T4", "T3"), ("القائم", "القيم"), ("Ali", "Aly")]
)
def test_different_letters_stay_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize("text", ["", "\0", "   ", "'’", "\u202e\u202c", "---", "!?"])
def test_nothing_folds_to_nothing(text):
    assert fold(text) == ""
    assert read(text).key == ""
    assert read(text).script == ""


@given(st.text(max_size=300))
def test_folding_is_idempotent_and_never_fails(text):
    once = fold(text)
    assert fold(once) == once
    assert read(text).folded in {once, ""}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al-Hari", "Hari"),
        ("Ash-Shaykh Miskin", "Shaykh Miskin"),
        ("Dayr az-Zawr", "Dayr Zawr"),
        ("the Hari", "al-Hari"),
        ("الهري", "هري"),
        ("El Hari", "al-Hari"),
    ],
)
def test_articles_are_no_part_of_the_core(one, other):
    assert read(one).core == read(other).core != ""


def test_what_only_looks_like_an_article_stays():
    assert without_articles(["ad", "qaim"]) == ["ad", "qaim"]
    assert without_articles(["al"]) == ["al"]
    assert read("الي").core == "الي"


@pytest.mark.parametrize(
    ("text", "core", "classes"),
    [
        ("al-Qaim border crossing", "qaim", ["crossing"]),
        ("معبر القائم", "قايم", ["crossing"]),
        ("Al-Qaim port of entry", "qaim", ["crossing"]),
        ("Tower 22", "22", ["tower"]),
        ("Al Mayadeen TV", "mayadeen", ["media"]),
        ("Ain al-Asad air base", "ainasad", ["base"]),
        ("the compound", "", ["compound"]),
        ("al-Qaim", "qaim", []),
    ],
)
def test_generic_words_are_classes(text, core, classes):
    spelling = read(text)
    assert (spelling.core, class_names(spelling.bits)) == (core, classes)


def test_digits_of_any_script_are_kept():
    assert read("Tower ٢٢").digits == ("22",)
    assert read("T4").digits == ("4",)


def test_a_text_that_is_too_long_is_no_name():
    assert read("x" * 100_000).folded == ""
    assert read("ﷺ" * 150).folded == ""


@pytest.mark.parametrize(
    ("text", "expected"), [("Ωμ", "other"), ("القائم", "arabic"), ("חדרה", "hebrew"), ("4 a", "latin")]
)
def test_script(text, expected):
    assert script(fold(text)) == expected


def test_naming_words_keep_their_order():
    assert naming(["deir", "ez", "zor", "military", "airport"]) == ([0, 2], BITS["airport"])
