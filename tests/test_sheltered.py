"""Words for places to protect, in the languages that sources write in."""

import pytest

from geostrike import sheltered

NAMED = [
    ("Rukban camp", "displacement camp"),
    ("camp de déplacés d'Areesha", "displacement camp"),
    ("Flüchtlingslager Atma", "displacement camp"),
    ("IDP or refugee settlement", "displacement camp"),
    ("مخيم الركبان", "displacement camp"),
    ("лагерь беженцев", "displacement camp"),
    ("al-Shifa hospital", "hospital"),
    ("Hôpital de Hajin", "hospital"),
    ("hopital de Hajin", "hospital"),
    ("Krankenhaus Hajin", "hospital"),
    ("Healthcare facility", "hospital"),
    ("clínica de Hajin", "hospital"),
    ("بیمارستان", "hospital"),
    ("обласна лікарня", "hospital"),
    ("École de Hajin", "school"),
    ("ecole primaire", "school"),
    ("Grundschule Hajin", "school"),
    ("escuela", "school"),
    ("ilkokulu yakınında okul", "school"),
    ("школа № 3", "school"),
    ("abri souterrain", "shelter"),
    ("ملجأ العامرية", "shelter"),
    ("maison d'un habitant", "home"),
    ("Wohnhaus in Hajin", "home"),
    ("жилой дом", "home"),
    ("منزل", "home"),
]


@pytest.mark.parametrize(("text", "kind"), NAMED)
def test_a_place_to_protect_is_known_by_its_word_and_by_its_stem(text, kind):
    assert sheltered.kind_of(text) == kind
    assert any(stem in text.casefold() for stem in sheltered.STEMS)


@pytest.mark.parametrize(
    "text", ["Al-Qaim", "the White House", "Maison Blanche", "Casablanca", "a scholar", "Camporosso", "حلب"]
)
def test_other_places_are_not(text):
    assert not sheltered.kind_of(text)
