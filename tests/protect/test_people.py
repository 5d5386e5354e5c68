from datetime import date

import pytest

from geostrike.errors import GeostrikeError
from geostrike.locate import locate
from geostrike.model import Dossier, Event
from geostrike.protect import people, telling

DAY = date(2024, 3, 1)


def _event(**cells):
    facts = {"id": "e", "title": "A strike", "kind": "strike", "date": "2020-01-01", "at": "33.4062,41.3091"}
    return Event(**facts | cells)


def _protected(**cells):
    event = _event(**cells)
    dossier = Dossier(title="d", events=(event,), claims=(), sources=())
    return locate(dossier, today=DAY)[0].protected


@pytest.mark.parametrize(
    ("when", "young"),
    [
        ("2024-02-03", True),
        ("2024-01-31", False),
        ("2024-02-01", True),
        ("2024-01-01/2024-02-10", True),
        ("2024-02", True),
        ("2024-01", False),
        ("2024", True),
        ("2023", False),
        ("2030-01-01", True),
        ("", False),
        ("someday", False),
    ],
)
def test_young_is_less_than_thirty_days_before_the_day_to_the_end_of_a_span(when, young):
    assert people.is_young(when, DAY) is young


@pytest.mark.parametrize(
    ("cells", "protected"),
    [
        ({}, False),
        ({"date": "2024-02-20"}, True),
        ({"date": "2024-02-20", "publish_reason": "officials named it"}, False),
        ({"place": "a school"}, True),
        ({"place": "a school", "publish": "yes"}, True),
        ({"place": "a school", "publish_reason": "its head asked for it"}, False),
        ({"place": "a school", "publish": "coarse", "publish_reason": "x"}, True),
        ({"publish": "coarse"}, True),
        ({"at": "", "date": "2024-02-20", "place": "nowhere known"}, False),
    ],
)
def test_only_a_reason_beside_yes_lifts_protection(cells, protected):
    assert bool(_protected(**cells)) is protected


def test_the_day_is_that_of_the_environment(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1709251200")
    assert people.today() == DAY
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(GeostrikeError, match="SOURCE_DATE_EPOCH"):
        people.today()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert people.today() > DAY


@pytest.mark.parametrize(
    "text",
    [
        "34.398, 40.974",
        "34.39N 40.97E",
        "34°23'54\" north",
        "37S FU 81404 07174",
        "grid 37SFU8140",
        "٣٤٫٣٩٨",
        "8G4P9XX7+4Q",
        "///filled.count.soap",
        "see maps.app.goo.gl/x",
        "two kilometres east",
        "300m from it",
        "12 km",
        "على بعد 3 كم",
        "in 14th Street",
        "شارع النيل",
        "the village of Rukban fell",
        "le camp d'al-Rukban",
        "l’attaque d’Rukban",
    ],
)
def test_words_that_give_a_point_away_are_seen(text):
    assert telling.tells(text, telling.folded(["Rukban camp"]))
    assert telling.kept(f"Two died. {text}. Ten fled.", telling.folded(["Rukban camp"])).startswith(
        "Two died."
    )


@pytest.mark.parametrize(
    "text",
    ["85 targets", "1,000 people", "at 21:00 GMT on 3 February 2024", "a camp in the south", "2.5 million"],
)
def test_other_words_stay(text):
    assert not telling.tells(text, telling.folded(["camp", "Rukban camp"]))
    assert telling.kept(text) == text


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://www.openstreetmap.org/way/1", True),
        ("https://example.org/?q=34.398%2C40.974", True),
        ("https://example.org/2024/02/03/strike-1234", False),
    ],
)
def test_links_that_are_maps_are_seen(address, found):
    assert telling.points(address) is found
