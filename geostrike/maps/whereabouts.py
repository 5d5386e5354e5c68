"""The section of a card that says where: how it is known, how sharply, how far from the border."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import isinf
from typing import Any

from geostrike import borders, coordinates
from geostrike.errors import BorderError
from geostrike.escape import Html, join, tag
from geostrike.locate import Stated
from geostrike.maps import claims, known, speakers, wording
from geostrike.maps.report import Item, Report
from geostrike.maps.strings import country, say, spoken
from geostrike.model import Claim, Measure


def country_line(item: Item) -> str:
    """The country of an event by the border data, else as the table says; empty where neither knows."""
    code = item.where.country or item.event.country
    return country(code) if code else ""


def border_line(item: Item) -> str:
    """How far from the nearest border: the interval, and before it the length where the place is a point."""
    found = item.where.measure
    if found is None or item.coarse:
        return ""
    sharp = item.where.line is not None and item.where.line.border == found.border
    key = "list_border_line" if sharp else "list_border"
    interval = wording.interval(found.low_m, found.high_m)
    facts = {"distance": wording.length(found.distance_m), "interval": interval}
    return say(key, border=wording.border(found.border), **facts)


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
        return _fact("how_located", known.how(item))
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
    shown = wording.coordinates(where.lon, where.lat, where.radius_m or 1)
    return _fact("coordinates", tag("span", shown), _grid(item))


def _grid(item: Item) -> Html | None:
    """The grid as it was given, where that is what the place comes from."""
    given = item.event.at
    if item.where.shape != "cell" or not given or coordinates.parse(given).form != "mgrs":
        return None
    return tag("span", " · ", say("grid", grid=given), class_="grid")


def _border(item: Item) -> Iterable[Html]:
    """The nearest border first, then the one that a source names."""
    where = item.where
    if where.measure is None:
        return ()
    named = None
    if where.named is not None:
        before = say("border_named", border=wording.border(where.named.border))
        named = _distance(item, where.named, before)
    return (_fact("border", _distance(item, where.measure), named),)


def _distance(item: Item, measure: Measure, before: str = "") -> Html:
    """The distance of a place from one border, what it rests on, and what other border sets say."""
    where = item.where
    described = item.event.place_how == "described"
    border, interval = wording.border(measure.border), wording.interval(measure.low_m, measure.high_m)
    sharp = where.line is not None and where.line.border == measure.border
    length = wording.length(measure.distance_m)
    if before:
        key = "border_named_line" if sharp else "border_named_interval"
    else:
        key = "border_line" if sharp else "border_interval"
    line = say(key, distance=length, border=border, interval=interval, before=before)
    basis = say("border_basis", dataset=_title(measure.dataset), date=wording.day(measure.dataset_date))
    return join(
        tag("p", line, class_="distance reported" if described else "distance"),
        tag("p", say("border_described"), class_="muted") if described else None,
        tag("p", _crossing(item, measure), class_="warning") if measure.low_m == 0 else None,
        tag("p", basis, class_="muted"),
        tag("p", say("border_region"), class_="muted") if where.shape == "region" else None,
        *_others(measure),
    )


def _crossing(item: Item, measure: Measure) -> str:
    """What an interval from 0 means: the mark reaches across the border, or the border's error reaches it."""
    where = item.where
    if where.shape == "region" or (where.radius_m or 0) > measure.distance_m:
        return say(f"crosses_{where.shape}", border=wording.border(measure.border))
    return say("crosses_perhaps", border=wording.border(measure.border))


def _others(measure: Measure) -> Iterable[Html]:
    """What the other border sets say; a warning where one puts the place in another country."""
    for _, sentence, torn in others(measure):
        yield tag("p", sentence, class_="warning" if torn else "muted")


def others(measure: Measure) -> Iterator[tuple[Mapping[str, Any], str, bool]]:
    """What each other border set says, in a sentence, and whether it puts the place in another country."""
    for other in measure.sensitivity:
        if other["distance_m"] is None or other["country"] is None:
            continue
        code = str(other["country"])
        facts = {
            "dataset": _title(str(other["dataset"])),
            "date": wording.day(str(other["dataset_date"])),
            "distance": _other_distance(other),
        }
        if code == measure.country:
            yield other, say("border_other", **facts), False
        else:
            yield other, say("border_other_country", where=countries(code), **facts), True


def _other_distance(other: Mapping[str, Any]) -> str:
    """An interval for a region, else one length."""
    if other.get("high_m") is not None:
        return wording.interval(float(other["low_m"]), float(other["high_m"]))
    return wording.length(float(other["distance_m"]))


def countries(codes: str) -> str:
    """Where something lies, in words, from one code or several joined by a plus sign.

    Examples
    --------
    >>> countries("IQ"), countries("IQ+SY"), countries("")
    ('in Iraq', 'partly in Iraq, partly in Syria', 'in no country')
    """
    if not codes:
        return say("in_no_country")
    names = [country(code) for code in codes.split("+")]
    return say("comma").join(
        say("in_country" if len(names) == 1 else "partly_in", country=name) for name in names
    )


def _title(dataset: str) -> str:
    return borders.load(dataset).title


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
    return tag("p", verdict_words(stated), class_=f"verdict {stated.verdict.replace(' ', '-')}")


def verdict_words(stated: Stated) -> str:
    """Whether a stated distance fits the measured interval, why it may not be said, and the interval."""
    reason = stated.note.partition("; ")[2]
    if reason and spoken() == "ar":
        reason = say("verdict_circular" if reason.startswith("the place was drawn") else "verdict_side")
    sentences = [say(f"verdict_{stated.verdict}") + (f": {reason}." if reason else ".")]
    if not isinf(stated.measured_high_m):
        interval = wording.interval(stated.measured_low_m, stated.measured_high_m)
        sentences.append(say("measured", interval=interval))
    return " ".join(sentences)


def _stated_row(claim: Claim, verdict: Html | None, report: Report) -> Html:
    """The words as printed first; the figure that they were read as, and to what, small under them."""
    figure = " ".join(filter(None, (speakers.figure(claim), speakers.unit(claim))))
    said = tag(
        "div",
        tag("span", tag("bdi", speakers.speaker(claim, report.sources)), class_="speaker"),
        tag("span", claim.words, class_="words", dir="auto"),
        class_="said",
    )
    to = _to(claim.value)
    read_as = say("read_as_to", figure=figure, to=to) if to else say("read_as", figure=figure)
    source = claims.source_line(claim, report.sources.get(claim.source), report.sources)
    return tag("li", said, verdict, tag("p", read_as, " — ", source, class_="evidence"))


def _to(value: str) -> str:
    """What a stated distance goes to: a border in words, else the name as the claim has it."""
    try:
        names = [country(code) for code in value.split("-")] if value else []
    except BorderError:
        return value
    if len(names) == 1:
        return say("border_of", country=names[0])
    return say("border_between", border="–".join(names)) if names else ""
