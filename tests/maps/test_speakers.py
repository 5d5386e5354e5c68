import pytest

from geostrike.maps import speakers
from geostrike.model import Claim, Source

SOURCES = {
    "wire": Source(id="wire", publisher="The Wire", kind="agency"),
    "copy": Source(id="copy", publisher="The Copy", kind="newspaper", repeats="wire"),
    "loop": Source(id="loop", publisher="The Loop", kind="newspaper", repeats="loop"),
}


def claim(name, low=None, high=None, **columns):
    facts = {"event": "e", "source": "wire", "kind": "killed", "words": "w"} | columns
    return Claim(id=name, low=low, high=high, **facts)


def groups(*claims):
    return speakers.groups(claims, SOURCES)


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        ({"low": 5, "high": 5}, "5"),
        ({"low": 17, "high": 22, "hedge": "about"}, "about 17 to 22"),
        ({"low": 5, "hedge": "at_least"}, "at least 5"),
        ({"low": 5}, "5"),
        ({"high": 3}, "3"),
        ({"high": 3, "hedge": "up_to"}, "up to 3"),
        ({"low": 85, "hedge": "more_than"}, "more than 85"),
        ({"high": 1200, "hedge": "nearly"}, "nearly 1,200"),
        ({"low": 0, "high": 0}, "0"),
        ({"hedge": "vague"}, "–"),
    ],
)
def test_figures_in_words(columns, text):
    assert speakers.figure(claim("a", **columns)) == text


def test_one_number_alone_is_the_same_figure_as_both_ends():
    (group,) = groups(claim("a", 16, said_by="A"), claim("b", 16, 16, said_by="A"))
    assert [one.id for one in group.rows[0].claims] == ["a", "b"]
    (group,) = groups(claim("a", 1, said_by="A", unit="house", kind="targets"))
    assert speakers.unit(group.rows[0].claim) == "house"


def test_papers_that_repeat_an_agency_are_one_speaker():
    (group,) = groups(claim("a", 5, 5), claim("b", 5, 5, source="copy"))
    assert group.speakers == ("The Wire",)
    assert [one.id for one in group.rows[0].claims] == ["a", "b"]
    assert speakers.speaker(claim("c", source="loop"), SOURCES) == "The Loop"
    assert speakers.speaker(claim("c", source="gone"), SOURCES) == "gone"


def test_a_superseded_figure_is_folded_wherever_it_was_printed():
    (group,) = groups(
        claim("a", 17, 17, said_by="M"),
        claim("b", 17, 17, said_by="M", source="copy"),
        claim("c", 20, 20, said_by="M", replaces="a"),
        claim("d", 22, 22, said_by="M", replaces="c"),
    )
    (row,) = group.rows
    assert row.claim.id == "d"
    assert [one.id for one in row.superseded] == ["c", "a", "b"]
    assert group.top == 22


def test_speakers_that_differ_are_named_with_the_sharper_figure():
    (group,) = groups(
        claim("a", 1, 1, said_by="P", as_of="2021-03-01"),
        claim("b", 17, 22, said_by="others"),
        claim("c", 22, 22, said_by="M"),
        claim("d", said_by="O", hedge="vague"),
        claim("e", 90, 90, said_by="D", stance="denies"),
    )
    assert speakers.spread(group) == "1 (P, 1 March) to 22 (M)"
    assert [row.speaker for row in group.rows] == ["P", "others", "M", "O", "D"]


def test_an_open_end_of_the_span_keeps_its_hedge():
    (group,) = groups(
        claim("a", high=3, said_by="A", hedge="up_to"), claim("b", 85, said_by="B", hedge="more_than")
    )
    assert speakers.spread(group) == "up to 3 (A) to more than 85 (B)"


@pytest.mark.parametrize(
    "claims",
    [
        (claim("a", 3, 3, said_by="A"), claim("b", 3, 3, said_by="B")),
        (claim("a", 3, 3, said_by="A"), claim("b", 4, 4, said_by="A", as_of="2021-03-01")),
        (
            claim("a", 85, 85, said_by="A", kind="targets", unit="target"),
            claim("b", 7, 7, said_by="B", kind="targets", unit="site"),
        ),
    ],
    ids=["agree", "one speaker", "units that cannot be compared"],
)
def test_no_spread_where_there_is_none(claims):
    assert speakers.spread(groups(*claims)[0]) == ""


def test_parts_of_a_figure_stand_under_it_and_do_not_count():
    (group,) = groups(claim("all", 16, 16, said_by="G"), claim("some", 3, 3, said_by="G", within="all"))
    assert [(row.claim.id, row.inner) for row in group.rows] == [("all", False), ("some", True)]
    assert speakers.summary_of([group], "killed") == "Killed: 16"


def test_a_part_of_a_part_or_of_a_folded_figure_is_not_lost():
    (group,) = groups(
        claim("all", 16, 16), claim("some", 5, 5, within="all"), claim("few", 2, 2, within="some"),
    )  # fmt: skip
    assert sorted(row.claim.id for row in group.rows) == ["all", "few", "some"]


def test_people_are_kept_apart_and_summed_up_by_kind():
    found = groups(
        claim("a", 1, 4, who="civilian"),
        claim("b", 1, 1, who="child"),
        claim("c", 4, 11, who="militia", said_by="X"),
    )
    assert [group.who for group in found] == ["civilian", "child", "militia"]
    assert speakers.summary_of(found, "killed") == "Killed: 1 to 4 civilians, 4 to 11 militia members"
    assert speakers.summary_of(groups(claim("a", 1, 1, who="soldier")), "killed") == "Killed: 1 soldier"
    both = groups(claim("a", 9, 9, who="all"), claim("b", 1, 1, who="child"))
    assert speakers.summary_of(both, "killed") == "Killed: 9"
    assert speakers.summary_of(groups(claim("a", hedge="vague")), "killed") == ""
