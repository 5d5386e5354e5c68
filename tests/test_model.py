from dataclasses import FrozenInstanceError, replace

import pytest

from geostrike.errors import FieldError
from geostrike.model import Claim, Event, Place, Source, nearest

EVENT = Event(id="e1", title="A strike", kind="strike", date="2024-02-03")
CLAIM = Claim(id="c1", event="e1", source="s1", kind="killed", words="two")
SOURCE = Source(id="s1", publisher="A newspaper", kind="newspaper")
PLACE = Place(
    id="a", name="A", kind="town", country="SY", lon=40.0, lat=34.0, radius_m=1.0, layer="x", source="y"
)


@pytest.mark.parametrize(
    ("record", "change", "rule"),
    [
        (EVENT, {"title": " "}, "required"),
        (EVENT, {"id": "al Qaim"}, "id-form"),
        (EVENT, {"id": "-x"}, "id-form"),
        (EVENT, {"kind": "bombing"}, "vocabulary"),
        (EVENT, {"date_how": "guessed"}, "vocabulary"),
        (EVENT, {"status": ""}, "vocabulary"),
        (EVENT, {"date": "3/2/2024"}, "date-form"),
        (EVENT, {"date": "2024-02-30"}, "date-form"),
        (EVENT, {"date": "2024-02-03/"}, "date-form"),
        (EVENT, {"date": "/2024-02-03"}, "date-form"),
        (EVENT, {"date": "20240203"}, "date-form"),
        (EVENT, {"date": "2024-02-03/2024-02-02"}, "date-order"),
        (EVENT, {"time": "1:30 AM"}, "time-form"),
        (EVENT, {"time": "24:00"}, "time-form"),
        (EVENT, {"zone": "local"}, "zone"),
        (EVENT, {"zone": "localtime"}, "zone"),
        (EVENT, {"radius_m": 0.0}, "range"),
        (EVENT, {"radius_m": float("nan")}, "range"),
        (CLAIM, {"low": -1.0}, "range"),
        (CLAIM, {"high": float("inf")}, "range"),
        (CLAIM, {"low": 22.0, "high": 17.0}, "low-above-high"),
        (CLAIM, {"hedge": "vague", "high": 5.0}, "vague-with-number"),
        (CLAIM, {"as_of": "yesterday"}, "date-form"),
        (CLAIM, {"unit": "people"}, "vocabulary"),
        (SOURCE, {"url": "javascript:alert(1)"}, "url"),
        (SOURCE, {"archive": "https://example.org/a b"}, "url"),
        (SOURCE, {"url": "https://example.org/\n"}, "url"),
        (PLACE, {"lat": 4239.0}, "range"),
        (PLACE, {"source": ""}, "required"),
    ],
)
def test_a_record_refuses_what_its_field_may_not_hold(record, change, rule):
    with pytest.raises(FieldError) as caught:
        replace(record, **change)
    assert (caught.value.rule, caught.value.field) == (rule, caught.value.field)
    assert caught.value.field in change or rule == "low-above-high" or caught.value.field == "hedge"
    assert str(caught.value).endswith((".", "'local'."))


@pytest.mark.parametrize(
    ("record", "change"),
    [
        (EVENT, {"date": "2024-02"}),
        (EVENT, {"date": "2024-02-02/2024-02-03"}),
        (EVENT, {"date": "2024-02-03/2024-02"}),
        (EVENT, {"time": "dawn"}),
        (EVENT, {"time": "01:30", "zone": "Asia/Damascus"}),
        (CLAIM, {"low": 0.0}),
        (SOURCE, {"url": "https://example.org/?q=1#a", "accessed": "2026"}),
    ],
)
def test_a_record_takes_what_its_field_may_hold(record, change):
    assert replace(record, **change) != record


def test_records_are_frozen_and_slotted():
    with pytest.raises(FrozenInstanceError):
        EVENT.title = "Another"
    assert not hasattr(EVENT, "__dict__")


def test_the_source_speaks_where_nobody_else_is_named():
    assert CLAIM.speaker == "s1"
    assert replace(CLAIM, said_by="the mayor").speaker == "the mayor"


@pytest.mark.parametrize(
    ("low", "high", "hedge", "ends"),
    [
        (16, None, "", (16, 16)),
        (None, 16, "", (16, 16)),
        (16, None, "about", (16, 16)),
        (16, None, "at_least", (16, None)),
        (16, None, "more_than", (16, None)),
        (None, 16, "up_to", (None, 16)),
        (None, 16, "less_than", (None, 16)),
        (16, None, "up_to", (16, 16)),
        (16, 20, "at_least", (16, 20)),
        (None, None, "vague", (None, None)),
    ],
)
def test_a_number_is_open_only_where_its_hedge_says_so(low, high, hedge, ends):
    claim = replace(CLAIM, low=low, high=high, hedge=hedge)
    assert claim.ends == ends
    assert (claim.closed.low, claim.closed.high) == ends


def test_a_wrong_word_brings_the_nearest_right_one():
    with pytest.raises(FieldError) as caught:
        replace(EVENT, kind="Strikess")
    assert caught.value.suggestion == "strikes"
    assert not nearest("zzz", ("strike",))


def test_a_date_with_slashes_is_quoted_whole():
    with pytest.raises(FieldError, match=r"'02/26/2021'; write an ISO date"):
        Event(id="a", title="t", kind="strike", date="02/26/2021")
