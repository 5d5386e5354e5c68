"""On what sources disagree: what a denial denies, and whom it contradicts."""

from dataclasses import replace

import pytest

from geostrike.maps import prepare
from geostrike.maps.disputes import disputes
from geostrike.maps.strings import speaking
from geostrike.model import Claim

DENIAL = Claim(
    id="d",
    event="border",
    source="post",
    said_by="the command",
    stance="denies",
    kind="killed",
    who="civilian",
    hedge="vague",
    words="no civilian casualties known",
)
DEATHS = Claim(id="f", event="border", source="wire", kind="killed", low=4, high=4, words="four")


def sentences(dossier, located, *claims):
    report = prepare(replace(dossier, claims=claims), located)
    return [one.sentence for one in disputes(report.item("border"), report)]


@pytest.mark.parametrize("who", ["", "civilian", "child"])
def test_a_denial_says_of_whom(dossier, located, who):
    said = sentences(dossier, located, DENIAL, replace(DEATHS, who=who))
    assert said == ["Killed (civilians): the command denies it"]
    with speaking("ar"):
        (said,) = sentences(dossier, located, DENIAL, replace(DEATHS, who=who))
        assert "القتلى (مدنيون)" in said


@pytest.mark.parametrize(
    "other",
    [
        replace(DEATHS, who="militia"),
        replace(DEATHS, who="soldier"),
        replace(DEATHS, kind="injured"),
        replace(DEATHS, who="civilian", low=0, high=0),
        replace(DEATHS, who="civilian", said_by="the command"),
        replace(DEATHS, who="civilian", stance="unknown"),
    ],
)
def test_a_denial_of_some_contradicts_no_figure_of_others(dossier, located, other):
    assert sentences(dossier, located, DENIAL, other) == []
