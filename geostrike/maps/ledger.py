"""The ledger: every date, place, distance and figure of a page with who says it and where, for checking.

It is made from the page's report, so that it holds nothing that the page holds back.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from geostrike import borders
from geostrike import vocabulary as v
from geostrike.escape import Html, clean, csv_cell, html, join, tag, web_address
from geostrike.maps import speakers, whereabouts, wording
from geostrike.maps.cards import anchor
from geostrike.maps.claims import apart_of, link
from geostrike.maps.coarseness import rule
from geostrike.maps.report import Item, Report
from geostrike.maps.strings import CLAIM_HEADINGS, say
from geostrike.model import Claim, Measure, Source

COLUMNS = (
    "event", "title", "row", "what", "who", "stance", "stated", "low", "high", "unit", "said_by", "words",
    "as_of", "superseded", "publisher", "source_title", "published", "url", "archive", "accessed", "repeats",
    "checked_by", "verdict", "compared",
)  # fmt: skip
FORMATS = ("csv", "xlsx", "html")
_WIDE = frozenset({"title", "stated", "words", "source_title", "url", "archive", "compared"})
_PARTS = re.compile(r"(, |; )")
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_FIXED_DATE = datetime(2000, 1, 1)  # noqa: DTZ001  (openpyxl wants it without a zone)
_STYLE = (
    "body{font:14px/1.4 system-ui,sans-serif;color:#1d2329;margin:16px}"
    "table{border-collapse:collapse}th,td{border:1px solid #c9c5bd;padding:4px 6px;text-align:start;"
    "vertical-align:top;overflow-wrap:anywhere}thead th{position:sticky;top:0;background:#f5f3ef}"
    "td{min-width:5em}td.wide{min-width:16em}tr.own td{background:#fafaf8}"
    "@media print{body{font-size:8px;margin:0}td.wide{min-width:9em}td{min-width:0}thead th{position:static}}"
)

Row = dict[str, str]


def rows(report: Report) -> list[Row]:
    """One row for each date, place, distance and claim that the page shows, by event as on the page.

    Parameters
    ----------
    report : Report
        From `geostrike.maps.prepare`.
    """
    return [dict.fromkeys(COLUMNS, "") | row for item in report.items for row in _rows_of(item, report)]


def _rows_of(item: Item, report: Report) -> Iterator[Row]:
    head = {"event": item.id, "title": item.event.title}
    for row in (*_own(item), *_claims(item, report)):
        yield head | row


def _own(item: Item) -> Iterator[Row]:
    """What the page itself says of an event: when, where, how far from the border."""
    event, where = item.event, item.where
    how = say(f"date_{event.date_how}") if event.date_how in v.DATE_HOW else ""
    clock = " ".join(filter(None, (event.time, event.zone)))
    yield {
        "row": "date",
        "what": say("date"),
        "stated": ", ".join(filter(None, (event.date, clock))),
        "words": how,
    }
    spot = ""
    if where.lon is not None and where.lat is not None and not item.coarse and where.shape != "region":
        spot = wording.coordinates(where.lon, where.lat, where.radius_m or 1)
    radius = wording.radius(where.radius_m) if where.radius_m and where.shape != "region" else ""
    place = ", ".join(filter(None, (event.place, spot, radius and say("precision_disc", radius=radius))))
    yield {"row": "place", "what": say("where"), "stated": place or say("no_place"), "words": where.how}
    for measure in filter(None, (where.measure, where.named)):
        yield _measured(measure)
        yield from _by_others(measure)


def _basis(dataset: str, date: str) -> str:
    return say("border_basis", dataset=borders.load(dataset).title, date=wording.day(date))


def _by_others(measure: Measure) -> Iterator[Row]:
    """What the page says of the other border data sets, a row each."""
    for other, sentence, _ in whereabouts.others(measure):
        yield {
            "row": "distance_other",
            "what": say("border"),
            "stated": sentence,
            "low": _metres(other.get("low_m")),
            "high": _metres(other.get("high_m")),
            "unit": "m" if other.get("high_m") is not None else "",
            "words": _basis(str(other["dataset"]), str(other["dataset_date"])),
        }


def _metres(value: float | None) -> str:
    """An end of an interval; nothing where only the middle of the place was measured."""
    return "" if value is None else f"{value:.0f}"


def _measured(measure: Measure) -> Row:
    interval = wording.interval(measure.low_m, measure.high_m)
    return {
        "row": "distance",
        "what": say("border"),
        "stated": say("border_interval", interval=interval, border=wording.border(measure.border)),
        "low": f"{measure.low_m:.0f}",
        "high": f"{measure.high_m:.0f}",
        "unit": "m",
        "words": _basis(measure.dataset, measure.dataset_date),
    }


def _claims(item: Item, report: Report) -> Iterator[Row]:
    replaced = {claim.replaces for claim in item.claims if claim.replaces}
    stated = {one.claim_id: one for one in item.where.stated}
    apart = apart_of(item, report)
    for claim in item.claims:
        source = report.sources.get(claim.source)
        row = {
            "row": "claim",
            "what": CLAIM_HEADINGS[claim.kind],
            "who": v.WHO.get(claim.who, "") if claim.who != "all" else "",
            "stance": "" if claim.stance == "says" else claim.stance,
            "stated": _stated(claim),
            "low": _number(claim.ends[0]),
            "high": _number(claim.ends[1]),
            "unit": claim.unit,
            "said_by": speakers.speaker(claim, report.sources),
            "words": claim.words,
            "as_of": claim.as_of,
            "superseded": say("ledger_superseded") if claim.id in replaced else "",
            "verdict": stated[claim.id].verdict if claim.id in stated else "",
            "compared": whereabouts.verdict_words(stated[claim.id])
            if claim.id in stated
            else apart.get(claim.id, ""),
        }
        yield row | (_source(source, report) if source else {"publisher": claim.source})


def _stated(claim: Claim) -> str:
    has_number = claim.low is not None or claim.high is not None
    figure = " ".join(filter(None, (speakers.figure(claim), speakers.unit(claim)))) if has_number else ""
    return "; ".join(filter(None, (figure, claim.value)))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"


def _source(source: Source, report: Report) -> Row:
    origin = report.sources.get(source.repeats)
    return {
        "publisher": source.publisher,
        "source_title": source.title,
        "published": source.published,
        "url": web_address(source.url),
        "archive": web_address(source.archive),
        "accessed": source.accessed,
        "repeats": origin.publisher if origin else "",
    }


def as_csv(found: Iterable[Row]) -> str:
    """The ledger as CSV with a byte order mark for spreadsheets; no cell runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([csv_cell(clean(row[name])) for name in COLUMNS] for row in found)
    return "\ufeff" + out.getvalue()


def as_xlsx(found: Iterable[Row]) -> bytes:
    """The ledger as a spreadsheet of text cells, the same bytes each time."""
    book = Workbook()
    book.properties.creator = "geostrike"
    book.properties.created = _FIXED_DATE
    sheet = book.active
    sheet.title = "ledger"
    for at, values in enumerate((COLUMNS, *([row[name] for name in COLUMNS] for row in found)), 1):
        _write_row(sheet, at, values)
    sheet.freeze_panes = "B2"
    for at, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[sheet.cell(1, at).column_letter].width = 36 if name in _WIDE else 14
    with io.BytesIO() as out:
        book.save(out)
        return _fixed(out.getvalue())


def _write_row(sheet: object, at: int, values: Sequence[str]) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(at, column)  # type: ignore[attr-defined]
        cell.value = clean(value)
        if value:
            cell.data_type = "s"
        cell.quotePrefix = True
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if at == 1:
            cell.font = Font(bold=True)


def _fixed(content: bytes) -> bytes:
    """A spreadsheet whose parts carry no time and no compression that another machine would do otherwise."""
    with io.BytesIO() as out:
        with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w") as kept:
            for name in made.namelist():
                part = made.read(name)
                if name == "docProps/core.xml":
                    stamp = f"{_FIXED_DATE:%Y-%m-%dT%H:%M:%SZ}".encode()
                    part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
                kept.writestr(zipfile.ZipInfo(name), part)
        return out.getvalue()


def as_html(report: Report, found: Iterable[Row]) -> str:
    """The ledger as a page without script that asks the network for nothing."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy()),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name_="referrer", content="no-referrer"),
        tag("title", say("ledger_title", title=report.title)),
        Html(f"<style>{_STYLE}</style>"),
    )
    header = tag("tr", *(tag("th", name, scope="col") for name in COLUMNS))
    body = tag(
        "body",
        tag("h1", say("ledger_title", title=report.title), dir="auto"),
        tag("p", say("draft")) if report.draft else None,
        tag("p", say("ledger_note")),
        tag("p", rule(report)) if rule(report) else None,
        tag("table", tag("thead", header), tag("tbody", *_table_rows(found))),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en', dir='ltr')}\n"


def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _table_rows(found: Iterable[Row]) -> Iterator[Html]:
    seen = set[str]()
    for row in found:
        first = row["event"] not in seen
        seen.add(row["event"])
        cells = [
            tag(
                "td",
                _cell(name, row[name]),
                class_="wide" if name in _WIDE else None,
                dir=_direction(name, row),
            )
            for name in COLUMNS
        ]
        yield tag(
            "tr",
            join(*cells),
            id=anchor(row["event"]) if first else None,
            class_=None if row["row"] == "claim" else "own",
        )


def _cell(name: str, text: str) -> Html:
    if name in {"url", "archive"} and text:
        return link(text, text)
    return _isolated(text) if name == "stated" else html(text)


def _direction(name: str, row: Row) -> str:
    return "ltr" if name == "stated" and len(_parts(row[name])) > 1 else "auto"


def _isolated(text: str) -> Html:
    """The parts of a text, each in its own direction: Arabic ones do not turn the others."""
    parts = _parts(text)
    if len(parts) == 1:
        return html(text)
    return join(*(part if at % 2 else tag("bdi", part) for at, part in enumerate(parts)))


def _parts(text: str) -> list[str]:
    """Parts and what stands between them, where some are Arabic; parts side by side that all are stay one."""
    first, *rest = _PARTS.split(text) if _ARABIC.search(text) else [text]
    found = [first]
    for between, part in zip(rest[::2], rest[1::2], strict=True):
        if _ARABIC.search(found[-1]) and _ARABIC.search(part):
            found[-1] += between + part
        else:
            found += [between, part]
    return found


__all__ = ["COLUMNS", "FORMATS", "as_csv", "as_html", "as_xlsx", "rows"]
