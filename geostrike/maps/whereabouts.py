"""The section of a card that says where: how it is known, how sharply, how far from the border."""

from __future__ import annotations

from collections.abc import Iterable
from math import isinf

from geostrike import borders
from geostrike.borders.codes import country_name
from geostrike.escape import Html, join, tag
from geostrike.locate import Stated
from geostrike.maps import claims, speakers, wording
from geostrike.maps.report import Item, Report
from geostrike.maps.strings import say
from geostrike.model import Claim, Measure


def country_line(item: Item) -> str:
    """The country of an event by the border data, else as the table says; empty where neither knows."""
    code = item.where.country or item.event.country
    return country_name(code) if code else ""


def where_section(item: Item, report: Report) -> Html:
    """How the place is known, its precision, coordinates, border distance and the stated distances."""
    rows = [row for row in (_how(item), _precision(item), _coordinates(item), *_border(item)) if row]
    return tag(
        "section",
        tag("h4", say("where")),
        tag("dl", *rows, class_="facts"),
        _stated(item, report),
        class_="where",
    )


def _fact(key: str, *content: object, class_: str = "") -> Html:
    return join(tag("dt", say(key)), tag("dd", *content, class_=class_ or None))


def _how(item: Item) -> Html:
    event = item.event
    if item.on_map or (event.place and event.place_how not in {"", "none"}):
        return _fact("how_located", item.where.how)
    if item.parts:
        return _fact("how_located", say("how_parent"))
    return _fact("how_located", say("how_vague", place=event.place) if event.place else say("how_none"))


def _precision(item: Item) -> Html | None:
    shape, radius_m = item.where.shape, item.where.radius_m
    if shape == "none":
        return None
    if shape == "region" or radius_m is None:
        return _fact("precision", say("precision_region"))
    return _fact("precision", say(f"precision_{shape}", radius=wording.radius(radius_m)))


def _coordinates(item: Item) -> Html | None:
    where = item.where
    if item.coarse or where.shape in {"none", "region"} or where.lon is None or where.lat is None:
        return None
    return _fact("coordinates", tag("span", wording.coordinates(where.lon, where.lat, where.radius_m or 1)))


def _border(item: Item) -> Iterable[Html]:
    measure = item.where.measure
    if measure is None:
        return ()
    border = border_name(measure.border)
    interval = wording.interval(measure.low_m, measure.high_m)
    if item.where.draw_line:
        line = say(
            "border_line", distance=wording.length(measure.distance_m), border=border, interval=interval
        )
    else:
        line = say("border_interval", border=border, interval=interval)
    basis = say("border_basis", dataset=_title(measure.dataset), date=wording.day(measure.dataset_date))
    area = tag("p", say("border_region"), class_="muted") if item.where.shape == "region" else None
    return (
        _fact(
            "border",
            tag("p", line, class_="distance"),
            tag("p", basis, class_="muted"),
            area,
            *_others(measure),
        ),
    )


def _others(measure: Measure) -> Iterable[Html]:
    """What the other border sets say; a warning where one puts the place in another country."""
    for other in measure.sensitivity:
        if other["distance_m"] is None or other["country"] is None:
            continue
        country = str(other["country"])
        facts = {
            "dataset": _title(str(other["dataset"])),
            "date": wording.day(str(other["dataset_date"])),
            "distance": wording.length(float(str(other["distance_m"]))),
        }
        if country == measure.country:
            yield tag("p", say("border_other", **facts), class_="muted")
        else:
            there = country_name(country) if country else say("border_no_country")
            yield tag("p", say("border_other_country", country=there, **facts), class_="warning")


def _title(dataset: str) -> str:
    return borders.load(dataset).title


def border_name(pair: str) -> str:
    """A border id such as IRQ-SYR as a reader names it.

    Examples
    --------
    >>> border_name("IRQ-SYR")
    'Iraq–Syria'
    """
    return "–".join(country_name(code) for code in pair.split("-"))


def _stated(item: Item, report: Report) -> Html | None:
    """The distances that sources state; a verdict that holds for all of them is said once."""
    known = {claim.id: claim for claim in item.claims}
    stated = [one for one in item.where.stated if one.claim_id in known]
    if not stated:
        return None
    verdicts = [_verdict(one) for one in stated]
    alike = len(set(verdicts)) == 1
    rows = [
        _stated_row(known[one.claim_id], None if alike else verdict, report)
        for one, verdict in zip(stated, verdicts, strict=True)
    ]
    return join(tag("h5", say("stated")), verdicts[0] if alike else None, tag("ul", *rows, class_="stated"))


def _verdict(stated: Stated) -> Html:
    reason = stated.note.partition("; ")[2]
    sentences = [say(f"verdict_{stated.verdict}") + (f": {reason}." if reason else ".")]
    if not isinf(stated.measured_high_m):
        interval = wording.interval(stated.measured_low_m, stated.measured_high_m)
        sentences.append(say("measured", interval=interval))
    return tag("p", " ".join(sentences), class_=f"verdict {stated.verdict.replace(' ', '-')}")


def _stated_row(claim: Claim, verdict: Html | None, report: Report) -> Html:
    figure = " ".join(filter(None, (speakers.figure(claim), speakers.unit(claim))))
    said = tag(
        "div",
        tag("span", tag("bdi", speakers.speaker(claim, report.sources)), class_="speaker"),
        tag("span", figure, class_="figure"),
        class_="said",
    )
    return tag("li", said, verdict, claims.evidence(claim, report.sources))
