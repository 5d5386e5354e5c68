"""Claims as HTML: a range plot a kind, a row a speaker with words, source and archive; averages nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geostrike.escape import Html, join, tag, web_address
from geostrike.maps import plots, speakers, wording
from geostrike.maps.released import Released, released
from geostrike.maps.report import Item, Report
from geostrike.maps.speakers import Group, Row
from geostrike.maps.strings import count, heading, persons, say
from geostrike.model import Claim, Source


def who_says_what(item: Item, report: Report) -> Html:
    """All claims with numbers of an event, by kind."""
    found = speakers.groups(item.claims, report.sources)
    killed_missing = item.event.kind != "series" and not any(group.kind == "killed" for group in found)
    unknown = say("no_killed_part" if item.event.part_of else "no_killed")
    return tag(
        "section",
        tag("h4", say("who_says")),
        tag("p", unknown, class_="unknown") if killed_missing else None,
        *(tag("p", line, class_="spread", dir="auto") for line in speakers.same_figures(found)),
        *(_group(group, found, report.sources) for group in found),
        class_="claims",
    )


def also_reported(item: Item, report: Report) -> Html | None:
    """The claims that carry words instead of a number, by kind."""
    found = speakers.worded(item.claims)
    if not found:
        return None
    kinds = dict.fromkeys(claim.kind for claim in found)
    given = apart_of(item, report)
    blocks = [
        join(
            tag("h5", heading(kind)),
            tag(
                "ul",
                *(
                    _worded(claim, report.sources, given.get(claim.id, ""))
                    for claim in found
                    if claim.kind == kind
                ),
            ),
        )
        for kind in kinds
    ]
    return tag("section", tag("h4", say("also")), *blocks, class_="worded")


def _group(group: Group, found: Iterable[Group], sources: Mapping[str, Source]) -> Html:
    scale = _scale(group.kind, found)
    spread = speakers.difference(group)
    last = max((at for at, row in enumerate(group.rows, 1) if row.numeric), default=0)
    plotted, plain = group.rows[:last], group.rows[last:]
    return tag(
        "div",
        tag(
            "h5",
            heading(group.kind),
            tag("span", f": {persons(group.who)}") if group.who != "all" else None,
            " ",
            tag("span", count("speakers", len(group.speakers)), class_="count"),
        ),
        tag("p", spread, class_="spread", dir="auto") if spread else None,
        tag("ul", *(_row(row, scale, sources) for row in plotted), class_="rows") if plotted else None,
        plots.scale(scale) if plotted and scale else None,
        tag("ul", *(_row(row, 0, sources) for row in plain), class_="rows") if plain else None,
        class_="plot",
    )


def _scale(kind: str, found: Iterable[Group]) -> float:
    """The end of the scale that all groups of a kind share; 0 where there is nothing to compare."""
    groups = [group for group in found if group.kind == kind]
    claims = [row.claim for group in groups for row in group.rows if row.numeric]
    compared = len(claims) > 1 or any(low != high for low, high in (claim.ends for claim in claims))
    return max(group.top for group in groups) if compared else 0


def _row(row: Row, scale: float, sources: Mapping[str, Source]) -> Html:
    claim = row.claim
    stance = say(f"stance_{claim.stance}") if claim.stance != "says" else ""
    kind_of = " ".join(["row", *(["inner"] if row.inner else []), *([] if row.numeric else ["plain"])])
    return tag(
        "li",
        tag(
            "div",
            tag("span", tag("bdi", row.speaker), class_="speaker"),
            " ",
            tag("span", stance, class_="stance") if stance else None,
            " ",
            _figure(row, claim),
            class_="said",
        ),
        _qualifier(claim),
        plots.bar(claim, scale) if row.numeric and scale else None,
        *(evidence(one, sources) for one in row.claims),
        _superseded(row, sources),
        class_=kind_of,
    )


def _figure(row: Row, claim: Claim) -> Html | None:
    if claim.low is None and claim.high is None:
        return None
    unit = speakers.unit(claim)
    inside = tag("span", " ", say("part_of_claim"), class_="unit") if row.inner else None
    words = tag("span", f" {unit}", class_="unit") if unit else None
    return tag("span", speakers.figure(claim), words, inside, class_="figure")


def _qualifier(claim: Claim) -> Html | None:
    """What the number was said of, where the claim says more than its kind."""
    return tag("p", tag("bdi", claim.value), class_="qualifier") if claim.value else None


def _superseded(row: Row, sources: Mapping[str, Source]) -> Html | None:
    if not row.superseded:
        return None
    return tag(
        "details",
        tag("summary", count("superseded", len(row.superseded))),
        *(
            tag(
                "div",
                tag("span", speakers.speaker(one, sources), ": ", speakers.figure(one), class_="old"),
                evidence(one, sources),
            )
            for one in row.superseded
        ),
    )


def evidence(claim: Claim, sources: Mapping[str, Source]) -> Html:
    """The words as printed and the source that prints them."""
    return tag(
        "p",
        tag("span", claim.words, class_="words", dir="auto"),
        " — ",
        source_line(claim, sources.get(claim.source), sources),
        class_="evidence",
    )


def source_line(claim: Claim, source: Source | None, sources: Mapping[str, Source]) -> Html:
    """Publisher, date and archive of the source of a claim."""
    if source is None:
        return tag("cite", claim.source)
    name: Html = tag("bdi", source.publisher)
    if web_address(source.url):
        name = link(source.url, name)
    date = wording.day(source.published, short=True) if source.published else say("undated")
    origin = sources.get(source.repeats)
    return tag(
        "cite",
        name,
        tag("span", say("comma"), date),
        tag("span", say("comma"), say("repeats", publisher=origin.publisher)) if origin else None,
        join(" · ", link(source.archive, say("archive"))) if web_address(source.archive) else None,
        tag("span", " · ", say("said", date=wording.day(claim.as_of, short=True))) if claim.as_of else None,
    )


def link(address: str, text: object) -> Html:
    """A link that leaves the page and takes nothing with it."""
    return tag("a", text, href=address, rel="noopener noreferrer", target="_blank")


def _worded(claim: Claim, sources: Mapping[str, Source], distances: str = "") -> Html:
    stance = say(f"stance_{claim.stance}") if claim.stance != "says" else ""
    return tag(
        "li",
        tag(
            "p",
            tag("bdi", speakers.speaker(claim, sources), class_="speaker"),
            join(" ", tag("span", stance, class_="stance")) if stance else None,
            ": " if claim.value else None,
            tag("bdi", _value(claim)) if claim.value else None,
            class_="value",
        ),
        tag("p", distances, class_="verdict") if distances else None,
        evidence(claim, sources),
    )


def apart_of(item: Item, report: Report) -> dict[str, str]:
    """For each claim of a place that is not the one shown, by id, a sentence on how far apart they lie."""
    given = {one.claim.id: _distances(one, item.where.shape) for one in released(item, report.sources)}
    return given | {
        one.claim_id: say(
            "place_elsewhere",
            place=wording.place_name(one.place),
            distance=wording.interval(one.low_m, one.high_m),
        )
        for one in item.where.elsewhere
    }


def _distances(one: Released, shape: str) -> str:
    """How far a position that a source gave lies from the place shown and from the nearest border."""
    found = one.measure
    return say(
        "released_distances",
        shown=wording.length(one.from_shown_m),
        what=say(f"shown_{shape}"),
        border_distance=wording.length(found.distance_m),
        interval=wording.interval(found.low_m, found.high_m),
        border=wording.border(found.border),
    )


def _value(claim: Claim) -> str:
    """The value of a claim; an ISO date becomes one that people read."""
    return wording.moment(claim.value) if claim.kind == "time" else claim.value
