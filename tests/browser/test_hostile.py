"""Outside text that would like to run: every payload in every text field, with every card proven open."""

import ast
import csv
import html as plain
import io
import re
from dataclasses import fields, replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import folium
import pytest

from geostrike.checks.report import report as checks_report
from geostrike.checks.rules import RULES
from geostrike.diff import Change, as_html
from geostrike.escape import clean, csv_cell, web_address
from geostrike.locate import Located, Stated
from geostrike.maps import EventsLayer, bundle, downloads, ledger, prepare, render, table
from geostrike.maps.embed import FORMS, read_page, snippet
from geostrike.maps.figure import figure
from geostrike.model import About, Claim, Correction, Dossier, Event, Finding, Place, Source
from geostrike.tables import detect

pytestmark = pytest.mark.browser

PAYLOADS = (
    # markup that runs by itself
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(2)>",
    "<svg><script>alert(3)</script></svg>",
    "<body onload=alert(4)>",
    "<iframe src=javascript:alert(5)>",
    "<iframe srcdoc='<script>parent.alert(6)</script>'>",
    "<object data=javascript:alert(7)>",
    "<embed src=javascript:alert(8)>",
    "<details open ontoggle=alert(9)>x",
    "<video><source onerror=alert(10)>",
    "<audio src=x onerror=alert(11)>",
    "<input autofocus onfocus=alert(12)>",
    "<marquee onstart=alert(13)>",
    "<math><mi xlink:href=javascript:alert(14)>x",
    "<svg><animate onbegin=alert(15) attributeName=x>",
    "<svg><a xlink:href=javascript:alert(16)><text>x</text></a>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(17)'>",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<form action=https://evil.example/><button>x</button></form>",
    # breaking out of an element, an attribute or a comment
    "</script><script>alert(21)</script>",
    "</SCRIPT ><script>alert(22)</script >",
    "</title></textarea></style><script>alert(23)</script>",
    "--><script>alert(24)</script><!--",
    "<!--<script>alert(25)//",
    "]]><script>alert(26)</script>",
    "\"'><script>alert(27)</script>",
    '" onmouseover="alert(28)',
    "' autofocus onfocus='alert(29)",
    "` onmouseover=`alert(30)`",
    "</p></article></main></body></html><script>alert(31)</script>",
    "<<script>alert(32)//<</script>",
    "<scr<script>ipt>alert(33)</scr</script>ipt>",
    "\x00<script>alert(34)</script>",
    "<img/src=x/onerror=alert(35)//",
    # JSON and code
    "\\u003cscript\\u003ealert(36)\\u003c/script\\u003e",
    '\\"};alert(37);//',
    "\u2028alert(38)\u2029",
    "__proto__",
    "constructor.constructor('alert(40)')()",
    "`+alert(41)+`",
    "${alert(42)}",
    "');alert(43);//",
    '<script type=application/json>{"a":1}</script>',
    # templates
    "{{7*7}}{% raw %}${7*7}",
    "{{ self.__init__.__globals__ }}",
    "{% for x in (1).__class__.__base__.__subclasses__() %}x{% endfor %}",
    "{{ constructor.constructor('alert(48)')() }}",
    "<%= 7*7 %>#{7*7}",
    "{title} {0} %s %(title)s",
    # characters that hide or turn
    "\u202egnp.exe\u2066<b>x</b>",
    "\u2067\u202babc\u202c\u2069",
    "&lt;img src=x onerror=alert(53)&gt;",
    "&#60;script&#62;alert(54)&#60;/script&#62;",
    "\uff1cscript\uff1ealert(55)\uff1c/script\uff1e",
    "\ufeff<script>alert(56)</script>",
    # addresses
    "javascript:alert(57)",
    "JaVaScRiPt:alert(58)",
    "java\nscript:alert(59)",
    "data:text/html,<script>alert(60)</script>",
    "vbscript:msgbox(61)",
    "https://user:pw@evil.example/",
    "//evil.example/x",
    'https://evil.example/" onclick="alert(64)',
    # style
    "</style><style>*{display:none}</style>",
    "x;background:url(https://evil.example/x)",
    "<p style=position:fixed;inset:0;background:red>x",
    "@import 'https://evil.example/x.css';",
)

ALL = " ¦ ".join(PAYLOADS)
FREE = {
    Event: ("title", "place", "summary", "time"),
    Claim: ("said_by", "words", "value"),
    Source: ("publisher", "title", "lang"),
    About: ("title", "standfirst", "not_known", "contact"),
    Correction: ("change", "reason"),
}
ADDRESSES = ("url", "archive")  # that of the dossier itself is checked again whenever it is copied
KINDS = ("killed", "injured", "targets", "outcome", "actor", "time", "place")
OPEN_ALL = """() => {{
    let drawn = 0;
    {}.eachLayer((layer) => {{
        if (!layer.getPopup || !layer.getPopup()) return;
        layer.openTooltip();
        layer.openPopup();
        drawn += layer.getPopup().getElement().querySelectorAll(".geostrike-popup").length;
    }});
    return drawn;
}}"""
FOREIGN = (
    "main img, main iframe, main object, main embed, main form, main style, main link, main base, main video"
)
SHOWN = """(ids) => ids.map((id) => {
    geostrike.open(id);
    const card = document.getElementById(`event-${id}`);
    const box = card.getBoundingClientRect();
    for (const folded of card.querySelectorAll("details")) folded.open = true;
    return box.width > 0 && box.height > 0 ? card.querySelector("h3").textContent : null;
})"""
HREFS = "[...document.querySelectorAll('[href], [src]')].map((one) => one.getAttribute('href') || one.src)"


def poisoned(record, payload):
    """A copy of a record with a payload in each free text, past the checks that would refuse some of them."""
    copy = replace(record)
    for name in (*FREE[type(record)], *ADDRESSES):
        if name in {one.name for one in fields(record)}:
            object.__setattr__(copy, name, payload)
    if isinstance(record, Event):  # a time with digits has a form; words may be anything
        object.__setattr__(copy, "time", payload.translate(str.maketrans("", "", "0123456789")))
    return copy


def event_of(number, payload):
    """One event with claims of several kinds and a source, all of them poisoned; and where it lies."""
    event = poisoned(
        Event(id=f"e{number}", title="t", kind="strike", date=f"2024-02-{number % 28 + 1:02d}"), payload
    )
    source = poisoned(Source(id=f"s{number}", publisher="p", kind="agency"), payload)
    facts = {"event": event.id, "source": source.id, "words": "w"}
    claims = [Claim(id=f"c{number}-{kind}", kind=kind, **facts) for kind in KINDS]
    claims.append(Claim(id=f"c{number}-d", kind="distance", low=2, high=2, unit="km", **facts))
    claims = [poisoned(claim, payload) for claim in claims]
    place = Place(
        id="x:1", name=f"{payload}x", names=(payload,), names_ar=(payload,), kind="town", country="IQ",
        lon=41, lat=34, radius_m=900, layer="x", source=payload,
    )  # fmt: skip
    stated = Stated(
        claim_id=f"c{number}-d", verdict="consistent", low_m=2000, high_m=2000,
        measured_low_m=1, measured_high_m=9000, note=f"a; {payload}",
    )  # fmt: skip
    lon, lat = 40 + number % 9 * 0.4, 33 + number // 9 * 0.3
    spot = {"shape": "disc", "lon": lon, "lat": lat, "radius_m": 900.0, "place": place, "country": "IQ"}
    return event, source, claims, Located(event=event, how=payload, stated=(stated,), **spot)


@pytest.fixture(scope="module")
def hostile():
    """A dossier with an event for each payload, and all payloads in the texts around them."""
    made = [event_of(number, payload) for number, payload in enumerate(PAYLOADS)]
    fix = poisoned(Correction(date="2024-03-01", change="c"), ALL)
    about = poisoned(About(corrections=(fix,)), ALL)
    dossier = Dossier(
        title=ALL,
        events=tuple(event for event, _, _, _ in made),
        claims=tuple(claim for _, _, claims, _ in made for claim in claims),
        sources=tuple(source for _, source, _, _ in made),
        about=about,
    )
    return dossier, tuple(where for _, _, _, where in made)


@pytest.fixture(scope="module")
def page(hostile):
    return render(*hostile)


def test_there_are_sixty_payloads_and_more():
    assert len(set(PAYLOADS)) >= 60


def test_every_text_field_is_poisoned():
    """A new free text must be added here; all else is a closed vocabulary, a number, a date or an id."""
    known = {
        "id",
        "part_of",
        "answers",
        "kind",
        "date",
        "zone",
        "date_how",
        "country",
        "at",
        "area",
        "radius_m",
    }
    known |= {
        "place_how",
        "status",
        "publish",
        "publish_reason",
        "event",
        "source",
        "stance",
        "who",
        "hedge",
        "low",
    }
    known |= {
        "address",
        "high",
        "unit",
        "as_of",
        "within",
        "replaces",
        "published",
        "accessed",
        "repeats",
        "edition",
    }
    known |= {"corrections"}
    for record, free in FREE.items():
        assert {one.name for one in fields(record)} - known - set(ADDRESSES) == set(free)
    assert {one.name for one in fields(Located)} >= {"how", "place", "stated"}
    assert {one.name for one in fields(Place)} >= {"name", "names_ar"}


def shown(text):
    """What of a text a browser shows: no invisible marks, line ends as one space."""
    return re.sub(r"\s+", " ", clean(text)).strip()


def quiet(opened):
    assert opened.dialogs == []
    assert opened.logged == []
    assert [url for url in opened.fetched if not url.startswith("blob:")] == []


def test_nothing_from_outside_runs_on_the_page_of_a_dossier(open_page, page):
    opened = open_page(page)
    opened.page.locator("#search").fill("<img")
    opened.page.wait_for_timeout(300)
    opened.page.evaluate("geostrike.filter({})")
    found = opened.page.evaluate(SHOWN, [f"e{number}" for number in range(len(PAYLOADS))])
    assert [shown(text) for text in found] == [shown(payload) for payload in PAYLOADS]
    assert opened.page.locator(f"{FOREIGN}, .labels img, svg[onload], [onerror]").count() == 0
    assert opened.page.evaluate("getComputedStyle(document.querySelector('main')).display") != "none"
    quiet(opened)
    for href in opened.page.evaluate(HREFS):
        assert href.startswith(("#", "https://evil.example/", "data:image/svg+xml,")), href


def test_the_page_shows_titles_as_they_were_written(open_page, page):
    opened = open_page(page)
    assert shown(opened.page.locator("h1").text_content()) == shown(ALL)
    assert shown(opened.page.title()) == shown(ALL)
    assert "49" not in opened.page.locator("h1").inner_text()


def test_links_out_go_to_the_web_and_take_nothing_with_them(page, html):
    for drawn in (page, html):
        links = re.findall(r"<a [^>]*>", re.sub(r"<script>.*?</script>", "", drawn, flags=re.DOTALL))
        own = ('href="#', 'href="https://example.org/night.html')  # on this page, and its own address
        outward = [plain.unescape(link) for link in links if not any(place in link for place in own)]
        assert [link for link in outward if "http" in link and 'rel="noopener noreferrer"' not in link] == []
        for link in outward:
            address = re.search(r'href="([^"]*)"', link)
            assert not address or web_address(address.group(1)), link
    assert len(outward) > 3


@pytest.fixture(scope="module")
def table_page(tmp_path_factory):
    """Each payload in every text column of a row."""
    path = tmp_path_factory.mktemp("table") / "events.csv"
    names = ("title", "place", "summary", "source", "source_url", "kind", "category", "status")
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "date", "lon", "lat", *names])
        for number, payload in enumerate(PAYLOADS):
            words = [f"{payload} {number}" if name == "title" else payload for name in names]
            out.writerow([f"e{number}", "2024-02-03", 40 + number * 0.1, 33 + number * 0.05, *words])
    found = detect.read_columns(path)
    assert len(found) == len(PAYLOADS)
    return table.render_columns(found, title=ALL)


def test_nothing_from_outside_runs_on_the_page_of_a_table(open_page, table_page):
    opened = open_page(table_page)
    view = opened.page
    view.wait_for_selector("#rows [role=option]")
    for number, payload in enumerate(PAYLOADS):
        view.evaluate("(id) => geostrike.open(id)", f"e{number}")
        view.wait_for_function(
            "(end) => document.querySelector('#card h3')?.textContent.endsWith(end)", arg=f" {number}"
        )
        assert shown(view.locator("#card h3").text_content()) == shown(f"{payload} {number}")
        for href in view.evaluate("[...document.querySelectorAll('#card [href]')].map((one) => one.href)"):
            assert href.startswith("https://evil.example/") or "#" in href
    view.evaluate("document.querySelector('#filters').open = true")
    view.wait_for_timeout(200)
    assert view.locator(f"{FOREIGN}, svg[onload], [onerror], [onmouseover]").count() == 0
    quiet(opened)


def test_the_layer_on_a_plain_map_runs_nothing_either(open_page, hostile):
    """folium's own page is not closed; its scripts are left out here, since there is no network."""
    dossier, located = hostile

    class Bare(folium.Map):
        default_js = []  # noqa: RUF012
        default_css = []  # noqa: RUF012

    flat = Bare(location=[34.4, 40.97], tiles=None, zoom_start=6)
    EventsLayer(dossier, located).add_to(flat)
    head = bundle.script_element(bundle.leaflet_script()) + bundle.style_element(bundle.leaflet_style())
    opened = open_page(flat.get_root().render().replace("<head>", f"<head>{head}", 1), wait=False)
    opened.page.wait_for_selector(".mark")
    assert opened.page.evaluate(OPEN_ALL.format(flat.get_name())) == len(PAYLOADS)
    assert opened.dialogs == []
    assert opened.page.locator(".leaflet-popup img, .leaflet-popup script, .leaflet-tooltip img").count() == 0
    assert [line for line in opened.logged if "ERR_" not in line] == []


@pytest.mark.parametrize("form", ["ledger", "changes", "findings"])
def test_tables_for_checking_run_nothing(open_page, hostile, form):
    if form == "ledger":
        report = prepare(*hostile)
        text = ledger.as_html(report, ledger.rows(report))
    elif form == "findings":
        facts = {"rule": next(iter(RULES)), "severity": "error", "table": "events"}
        found = [
            Finding(
                row=1,
                field=payload,
                value=payload,
                message=payload,
                suggestion=payload,
                **facts,
            )
            for payload in PAYLOADS
        ]
        text = checks_report(found, Path("x.csv"), "html")
    else:
        kinds = ("added", "edited", "moved")
        found = [
            Change(
                change=kind,
                table="events",
                id=payload,
                field="title",
                old=payload,
                new=payload,
                title=payload,
                event=payload,
            )
            for kind in kinds
            for payload in PAYLOADS
        ]
        text = as_html(found, ALL)
    opened = open_page(text, wait=False)
    assert opened.page.locator("script, img, iframe, svg, form, object, embed, video").count() == 0
    assert opened.page.locator("td").count() > 60
    quiet(opened)
    for href in opened.page.evaluate(HREFS):
        assert href.startswith("https://evil.example/")


def test_the_figure_holds_no_markup_of_others(open_page, hostile):
    dossier, located = hostile
    lettered = [where for where, payload in zip(located, PAYLOADS, strict=True) if "\uff1c" not in payload]
    title = ALL.replace("\uff1c", "<").replace("\uff1e", ">")  # no font of figures has these two
    events = tuple(where.event for where in lettered)
    svg = figure(replace(dossier, events=events), lettered, title=title).decode("utf-8")
    names = {element.tag.partition("}")[2] for element in ET.fromstring(svg).iter()}  # noqa: S314 (our own)
    assert not names & {"script", "foreignObject", "a", "image", "animate", "set", "iframe", "style"} - OWN
    attributes = {key.lower() for element in ET.fromstring(svg).iter() for key in element.attrib}  # noqa: S314
    assert not [key for key in attributes if key.rpartition("}")[2].startswith("on")]
    opened = open_page(f"<!DOCTYPE html><title>x</title>{svg.partition('?>')[2]}", wait=False)
    quiet(opened)


OWN = {"style"}  # matplotlib's one rule for lines


class _Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("form", FORMS)
def test_snippets_hold_the_frame_and_nothing_else(tmp_path, monkeypatch, form):
    monkeypatch.chdir(tmp_path)
    for number, payload in enumerate(PAYLOADS):
        title = plain.escape(payload)
        Path("x.html").write_text(f"<title>{title or number} x</title><body>", encoding="utf-8")
        text = snippet(read_page(Path("x.html")), form)
        if form == "jupyter":
            text = ast.literal_eval(re.search(r"HTML\((.*)\)", text, re.DOTALL).group(1))
        seen = _Elements()
        seen.feed(text)
        assert {name for name, _ in seen.found} <= {"figure", "iframe", "figcaption", "a"}
        keys = {key for _, attributes in seen.found for key in attributes}
        assert keys <= {
            "style", "src", "title", "sandbox", "loading", "referrerpolicy", "href", "data-external",
        }  # fmt: skip


FORMULAS = (
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "＝1+1",
    "'=1",
    '=HYPERLINK("x")',
)


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_that_a_reader_saves_is_a_formula(formula):
    event, source, claims, where = event_of(0, formula)
    dossier = Dossier(title="d", events=(event,), claims=tuple(claims), sources=(source,))
    report = prepare(dossier, [where])
    texts = [ledger.as_csv(ledger.rows(report)), *downloads.tables(report).values()]
    for text in texts:
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
            assert [cell for cell in row if csv_cell(cell) != cell and not cell.startswith("'")] == []
    assert any("'" in text for text in texts)
