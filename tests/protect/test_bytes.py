"""The point of a coarse event is asked back from every byte of every output, and from two editions of it."""

import base64
import json
import re
import zlib
from itertools import pairwise
from math import cos, hypot, radians

import numpy as np
import pytest

from geostrike import geodesy, protect
from geostrike.locate import cleaned, locate
from geostrike.maps import basemap, ledger, prepare, render, table
from geostrike.maps.figure import figure
from geostrike.model import About, Claim, Correction, Dossier, Event, Source
from geostrike.tables import detect, released, writing

POINTS = ((33.4191, 41.3431), (33.4391, 41.3927))  # two corners of one cell, in one province and country
BEYOND = (33.4191, 41.4531)
HOW = ("", "5km", "admin1", "grid")  # "" is what protects a school without being asked
FORMS = ("page", "figure", "csv", "html", "xlsx", "geojson")


def dossier_of(lat, lon):
    """A school, with its point in every text that a dossier holds."""
    spot, pair = f"{lat},{lon}", f"{lat} N, {lon} E"
    metres = round(float(geodesy.inverse(lon, lat, 41.0, 34.4)[0]))
    event = Event(
        id="e",
        title=f"Strike on a school at {pair}",
        kind="strike",
        date="2024-02-03",
        place=f"school {metres} m from the crossroads",
        at=spot,
        radius_m=50,
        summary=f"Two were killed. It lies {metres} metres from the border, at {spot}.",
    )
    facts = {"event": "e", "source": "s"}
    claims = (
        Claim(id="c1", kind="distance", low=metres, unit="m", value="IRQ-SYR", words=f"{metres} m", **facts),
        Claim(id="c2", kind="place", value=spot, words=pair, **facts),
        Claim(id="c3", kind="killed", low=2, high=2, unit="person", words=f"two dead at {spot}", **facts),
        Claim(id="c4", kind="outcome", value=f"crater at {pair}", words=f"{metres} yards away", **facts),
    )
    link = f"https://www.google.com/maps/@{spot},17z"
    source = Source(id="s", publisher="P", kind="agency", title=f"Hit at {pair}", url=link, archive=link)
    fix = Correction(
        date="2024-03-01", event="e", change=f"Moved to {spot}.", reason=f"It is {metres} m off."
    )
    about = About(
        standfirst=f"A school at {pair} was hit.", not_known=f"Who stood {spot}?", corrections=(fix,)
    )
    return Dossier(title="d", events=(event,), claims=claims, sources=(source,), about=about)


def outputs(lat, lon, how, folder):
    dossier = dossier_of(lat, lon)
    located = locate(dossier, coarsen=how)
    report = prepare(dossier, located)
    rows = ledger.rows(report)
    writing.write(released.from_dossier(cleaned(dossier, located), located), folder / "x.geojson")
    return {
        "page": render(dossier, located).encode(),
        "figure": figure(dossier, located),
        "csv": ledger.as_csv(rows).encode(),
        "html": ledger.as_html(report, rows).encode(),
        "xlsx": ledger.as_xlsx(rows),
        "geojson": (folder / "x.geojson").read_bytes(),
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    return {how: [outputs(*point, how, folder) for point in POINTS] for how in HOW}


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("form", FORMS)
def test_two_points_of_a_cell_give_the_same_bytes(made, how, form):
    """So no output, and no difference of two editions, says more than the cell."""
    first, second = made[how]
    assert first[form] == second[form]


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("form", ["page", "csv", "html", "geojson"])
@pytest.mark.parametrize("point", POINTS)
def test_no_two_numbers_of_an_output_are_the_point(made, how, form, point):
    text = made[how][0][form].decode()
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]
    assert _near(pairwise(numbers), *point) == []


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("point", POINTS)
def test_no_packed_line_of_the_page_ends_or_bends_at_the_point(made, how, point):
    drawn = json.loads(
        re.search(rb'id="geostrike-data">(.*?)</script>', made[how][0]["page"]).group(1).decode()
    )
    packed = [line for event in drawn["events"] for line in event.get("outline", ())]
    assert bool(packed) == (how in {"admin1", "grid"})
    assert _near((pair for line in packed for pair in basemap.unpack(line)), *point) == []
    assert all(not event.keys() & {"line", "away", "released"} for event in drawn["events"])


def _near(pairs, lat, lon, within_m=1_000.0):
    """Pairs that lie near a point, read as either lon, lat or lat, lon."""
    scale = 111_320.0
    return [
        (a, b)
        for a, b in pairs
        for x, y in ((a, b), (b, a))
        if hypot((x - lon) * cos(radians(lat)), y - lat) * scale < within_m
    ]


def test_the_attack_finds_a_point_that_is_not_coarse():
    """The parser of numbers is no blind one: with a reason to publish, the same dossier gives its point."""
    dossier = dossier_of(*POINTS[0])
    told = dossier.events[0]
    object.__setattr__(told, "publish_reason", "the school published it")
    page = render(dossier, locate(dossier))
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", page)]
    assert _near(pairwise(numbers), *POINTS[0])


@pytest.mark.parametrize("how", HOW)
def test_an_edition_with_the_point_in_the_next_cell_says_only_the_next_cell(how):
    """The first point moves 5.6 km east: both editions hold the middles of their cells and nothing else."""
    cells = [
        (where.lon, where.lat, where.radius_m)
        for point in (*POINTS, BEYOND)
        for where in locate(dossier_of(*point), coarsen=how)
    ]
    assert cells[0] == cells[1]
    assert (cells[2] == cells[0]) is (how == "admin1")


@pytest.mark.parametrize("how", ["5km", "admin1", "grid"])
def test_a_table_of_two_points_of_a_cell_is_one_page(tmp_path, how):
    pages, files = [], []
    for lat, lon in POINTS:
        found = protect.coarsen(_columns(tmp_path, lat, lon), how)
        pages.append(table.render_columns(found))
        writing.write(found, tmp_path / "out.geojson")
        files.append((tmp_path / "out.geojson").read_text())
    assert pages[0] == pages[1]
    assert files[0] == files[1]
    for lat, lon in POINTS:
        assert _near(_packed_points(pages[0]), lat, lon) == []


def test_a_school_and_a_young_event_of_a_table_are_one_page_too(tmp_path):
    pages = [table.render_columns(protect.protect(_columns(tmp_path, *point))) for point in POINTS]
    assert pages[0] == pages[1]


def _columns(folder, lat, lon):
    (folder / "in.csv").write_text(
        "id,title,date,lon,lat,place,grid,source_url,summary,radius_m,note,admin2,dataset_id\n"
        f'a,"School hit at {lat}, {lon}",2024-02-03,{lon},{lat},"School {lat}",{lat},'
        f'"https://osm.org/#map=17/{lat}/{lon}","Two dead. At {lat} {lon}.",50,{lon},d{lat},{lat}\n',
        encoding="utf-8",
    )
    return detect.read_columns(folder / "in.csv")


def _packed_points(page):
    """Positions of a table's page: every packed part opened, every eight bytes read as two axes woven."""
    for part in re.findall(r'id="geostrike-\w+">([A-Za-z0-9+/=\s]+)</script>', page):
        for line in part.split():
            data = zlib.decompress(base64.b64decode(line), -15)
            keys = np.frombuffer(data[: len(data) // 8 * 8], np.uint64)
            lon, lat = table.packing.degrees(keys)
            yield from zip(lon.tolist(), lat.tolist(), strict=True)
