"""PostGIS geography on a server of its own, begun for the measuring and ended after it."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from brute_force import oracle

COUNT, ROUNDS, SAMPLE = 20_000, 5, 2_000
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
EXTENSIONS = sorted(Path("/usr/share/postgresql").glob("*/extension/postgis.control"))
TABLES = (
    "create extension postgis",
    "create table line (geog geography(LineString))",
    "create table cloud (id int, geog geography(Point))",
)
# One line of all segments, whose tree of circles the server keeps; or a row a segment, nearest by the index.
VIEWS = {
    "ST_Distance": """create view whole as select st_collect(geog::geometry)::geography as geog from line;
create table one as select geog from whole;
create view by_distance as
select cloud.id, st_distance(cloud.geog, one.geog, true) as far from cloud cross join one""",
    "index": """create view by_index as
select cloud.id, near.far from cloud cross join lateral (
  select st_distance(cloud.geog, line.geog, true) as far
  from line order by cloud.geog <-> line.geog limit 1) near""",
}
WAYS = (
    ("`ST_Distance`, one line", "by_distance", COUNT),
    ("`<->`, a row a segment", "by_index", COUNT // 10),
)


def table(ends, clouds):
    """Points a second and largest error beside brute force, or why there is none."""
    if not (PROGRAMS and EXTENSIONS):
        return "PostGIS: not measured, PostgreSQL with PostGIS is not installed here.\n"
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as ask:
        version = ask("select postgis_lib_version()").strip()
        fill(ask, "line", line_rows(ends))
        ask("create index on line using gist (geog)")
        ask("analyze line")
        for view in VIEWS.values():
            ask(view)
        rows = [
            row(ask, f"{title}, {way}", view, [x[:count] for x in clouds[cloud]], ends)
            for title, cloud in (("Iraq, box 15 x 9 degrees", "box"), ("Iraq, within 5 km", "near"))
            for way, view, count in WAYS
        ]
    head = f"| PostGIS {version}, geography, spheroid | points a second | its best | largest error |"
    return "\n".join([head, "|---|---|---|---|", *rows, "", NOTE])


def row(ask, title, view, cloud, ends):
    """One cloud measured one way."""
    lon, lat = cloud
    ask("truncate cloud")
    points = enumerate(zip(lon.tolist(), lat.tolist(), strict=True))
    fill(ask, "cloud", (f"{i}\tPOINT({x!r} {y!r})" for i, (x, y) in points))
    ask("analyze cloud")
    took = [seconds(ask, f"select sum(far) from {view}") for _ in range(ROUNDS)]  # noqa: S608
    found = ask(f"select far from {view} where id < {SAMPLE} order by id").split()  # noqa: S608
    off_m = np.abs(np.array(found, float) - oracle(lon[:SAMPLE], lat[:SAMPLE], ends))
    rates = f"{lon.size / statistics.median(took):,.0f} | {lon.size / min(took):,.0f}"
    return f"| {title} | {rates} | {off_m.max():,.1f} m |"


NOTE = f"""On a server of its own on this machine, {COUNT:,} points (a tenth by the index), medians
of {ROUNDS} queries, each in one process; distances on the spheroid.
"""


def line_rows(ends):
    """Segments as WKT."""
    return (f"LINESTRING({a!r} {b!r},{c!r} {d!r})" for a, b, c, d in np.column_stack(ends).tolist())


def seconds(function, *arguments):
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def fill(ask, name, rows):
    """Rows of text into a table."""
    ask(f"copy {name} from stdin", "\n".join(rows) + "\n")


@contextmanager
def server(folder):
    """A server on a socket in a folder; gives a function that runs SQL."""
    programs, data = PROGRAMS[-1].parent, folder / "data"
    data.mkdir()
    user = "postgres" if os.getuid() == 0 else None  # a server does not run as root
    if user:
        for path in (folder, data):
            shutil.chown(path, user)

    def run(*command):
        subprocess.run(
            command, user=user, check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    run(programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres")
    options = f"-k {folder} -c listen_addresses="
    run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")

    def ask(sql, text=None):
        command = [programs / "psql", "-h", folder, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-qAtc", sql]
        return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout

    try:
        for statement in TABLES:
            ask(statement)
        yield ask
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "fast", "stop")
