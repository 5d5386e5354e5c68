import pytest

from geostrike import borders
from geostrike.borders import codes
from geostrike.errors import BorderError

COVERED = borders.load("naturalearth").covered


@pytest.mark.parametrize("code", COVERED)
def test_codes_round_trip(code):
    three = codes.alpha3(code)
    assert (len(code), len(three)) == (2, 3)
    assert codes.alpha2(three) == codes.alpha2(three.lower()) == codes.alpha2(f" {code.lower()} ") == code
    assert codes.country_name(three) == codes.country_name(code) != ""


@pytest.mark.parametrize(
    ("two", "three"),
    [("FR", "FRA"), ("NO", "NOR"), ("PS", "PSE"), ("XK", "XKX"), ("SS", "SSD"), ("EH", "ESH"), ("TW", "TWN")],
)
def test_codes_that_natural_earth_has_under_other_names(two, three):
    assert codes.alpha3(two) == three


@pytest.mark.parametrize(
    ("text", "near"), [("SRY", "SYR"), ("Syria", "SYR (Syria)"), ("", "SYR"), ("-99", "SYR")]
)
def test_an_unknown_code_names_near_ones(text, near):
    with pytest.raises(BorderError, match="not an ISO 3166 country code") as caught:
        codes.alpha2(text)
    assert near in str(caught.value)
