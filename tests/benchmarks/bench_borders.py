"""Border distances of many points: speed beside other tools, error against brute force; docs/benchmarks.md.

Arguments choose parts: speed, error, growth.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import geopandas as gpd
import numpy as np
import postgis
import shapely
from brute_force import by_geographiclib, oracle

from geostrike import borders, geodesy
from geostrike.geodesy import kernel, lines
from geostrike.geodesy.kernel import run
from geostrike.geodesy.kernel.tree import build
from geostrike.geodesy.solve import geod

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
COUNT, ROUNDS, SAMPLE, SPOT = 1_000_000, 5, 2_000, 5
UTM = 32638


def border(name, to):
    """Segments of a border as `geodesy.segments` takes them."""
    found = borders.load(name).lines(to)
    last = np.zeros(found.lon.size, bool)
    last[np.append(found.starts[1:], found.lon.size) - 1] = True
    first = np.flatnonzero(~last)
    return found.lon[first], found.lat[first], found.lon[first + 1], found.lat[first + 1]


def points(ends, rng):
    """The three clouds: a box about Iraq, within 5 km of the line, and the globe, evenly by area."""
    line = geodesy.segments(*ends)
    owner = rng.choice(len(line), COUNT, p=line.length_m / line.length_m.sum())
    lon, lat = geodesy.destination(
        line.lon0[owner], line.lat0[owner], line.azimuth_deg[owner], line.length_m[owner] * rng.random(COUNT)
    )
    near = geodesy.destination(lon, lat, rng.uniform(0, 360, COUNT), 5000 * np.sqrt(rng.random(COUNT)))
    world = rng.uniform(-180, 180, COUNT), np.degrees(np.arcsin(rng.uniform(-1, 1, COUNT)))
    return {
        "box": (rng.uniform(35, 50, COUNT), rng.uniform(29, 38, COUNT)),
        "near": near,
        "world": world,
    }


def seconds(function, *arguments):
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def by_geopandas(ends):
    """Distances by sjoin_nearest in UTM; the line is brought there before, the points each time."""
    pairs = np.column_stack(ends).reshape(-1, 2, 2)
    line = gpd.GeoDataFrame(geometry=shapely.linestrings(pairs), crs=4326).to_crs(UTM)

    def measure(lon, lat):
        cloud = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat, crs=4326)).to_crs(UTM)
        found = gpd.sjoin_nearest(cloud, line, distance_col="distance_m")
        return found.distance_m.groupby(level=0).first().to_numpy()

    return measure


def medians(tools, lon, lat):
    """Median seconds, processor seconds and least seconds of each tool, in turns: noise is everybody's."""
    took, processor = ({name: [] for name in tools} for _ in range(2))
    for _ in range(ROUNDS):
        for name, tool in tools.items():
            before = time.process_time()
            took[name].append(seconds(tool, lon, lat))
            processor[name].append(time.process_time() - before)
    best = {name: min(took[name]) for name in tools}
    return *({name: statistics.median(of[name]) for name in tools} for of in (took, processor)), best


def speed_table(iraq, world, clouds):
    """Points a second of each tool on each cloud."""
    rows = []
    for title, ends, cloud in (
        ("Iraq, box 15 x 9 degrees", iraq, "box"),
        ("Iraq, within 5 km", iraq, "near"),
        ("world borders, box", world, "box"),
        ("world borders, globe", world, "world"),
    ):
        line = geodesy.segments(*ends)
        tools = {
            "geostrike": lambda x, y, line=line: geodesy.nearest(x, y, line),
            "geostrike, 1 thread": lambda x, y, line=line: geodesy.nearest(x, y, line, threads=1),
        }
        if ends is iraq:
            tools["geopandas"] = by_geopandas(ends)
        tools["geostrike"](*clouds[cloud])
        took, processor, best = medians(tools, *clouds[cloud])
        some = slice(0, 50_000 if ends is iraq else 5_000)
        few = seconds(lines.nearest, clouds[cloud][0][some], clouds[cloud][1][some], line)
        took["reference"] = few * COUNT / min(COUNT, some.stop)
        rates = {name: COUNT / value for name, value in took.items()}
        beside = "- | - | - | - |"
        if ends is iraq:
            beside = (
                f"{rates['geopandas']:,.0f} | {COUNT / best['geopandas']:,.0f} | "
                f"**{took['geopandas'] / took['geostrike']:.0f}** | "
                f"{best['geopandas'] / best['geostrike']:.0f} |"
            )
        rows.append(
            f"| {title} | **{rates['geostrike']:,.0f}** | {COUNT / best['geostrike']:,.0f} | "
            f"{rates['geostrike, 1 thread']:,.0f} | {COUNT / processor['geostrike']:,.0f} | "
            f"{rates['reference']:,.0f} | {beside}"
        )
        sys.stderr.write(rows[-1] + "\n")
    head = (
        "| | geostrike | its best | 1 thread | a core-second | reference "
        "| geopandas, UTM | its best | ratio | of best |"
    )
    return "\n".join([head, "|---" * 10 + "|", *rows])


def error_table(iraq, world, clouds):
    """Largest error on a sample of each cloud, and the sample done again with geographiclib."""
    rows = []
    for title, ends, cloud in (
        ("Iraq, box", iraq, "box"),
        ("Iraq, within 5 km", iraq, "near"),
        ("Iraq, from all over the globe", iraq, "world"),
        ("world borders, globe", world, "world"),
    ):
        lon, lat = (x[:SAMPLE] for x in clouds[cloud])
        true = oracle(lon, lat, ends)
        line = geodesy.segments(*ends)
        found = kernel.nearest(lon, lat, line).distance_m
        beside = (
            f"{np.abs(by_geopandas(ends)(lon, lat) - true).max():,.1f} m" if cloud in {"box", "near"} else "-"
        )
        spot = max(
            abs(by_geographiclib(lon[i].item(), lat[i].item(), ends) - true[i])
            for i in range(SPOT if ends is iraq else 2)
        )
        rows.append(
            f"| {title} | {np.abs(found - true).max() * 1000:.6f} mm | "
            f"{np.abs(lines.nearest(lon, lat, line).distance_m - true).max() * 1000:.6f} mm | {beside} | "
            f"{true.max() / 1000:,.0f} km | {spot * 1000:.6f} mm |"
        )
        sys.stderr.write(rows[-1] + "\n")
    head = "| 2,000 points each | kernel | reference | geopandas | farthest | oracle against geographiclib |"
    return "\n".join([head, "|---|---|---|---|---|---|", *rows])


def growth_table(clouds):
    """Time a point, and to prepare the line, as the line gets more pieces."""
    rows = []
    lon, lat = (x[:300_000] for x in clouds["box"])
    for title, to, parts in (
        ("Iraq and Syria", "IRQ-SYR", 1),
        ("all of Iraq", "IRQ", 1),
        ("each segment in 6", "IRQ", 6),
        ("each segment in 40", "IRQ", 40),
        ("world", "all", 1),
    ):
        line = geodesy.segments(*_divided(border("osm", to), parts))
        prepared = seconds(build, line)
        pieces = int((build(line).owners < np.iinfo(np.int32).max).sum())
        kernel.nearest(lon, lat, line)
        each = statistics.median(seconds(kernel.nearest, lon, lat, line, 1) for _ in range(ROUNDS)) / lon.size
        rows.append(f"| {title} | {pieces:,} | {each * 1e6:.2f} µs | {prepared:.2f} s |")
        sys.stderr.write(rows[-1] + "\n")
    head = "| line | pieces | a point, 1 thread | to prepare |"
    return "\n".join([head, "|---|---|---|---|", *rows])


def _divided(ends, parts):
    lon0, lat0, lon1, lat1 = ends
    azimuth_deg, _, length_m = geod().inv(lon0, lat0, lon1, lat1)
    at = [geod().fwd(lon0, lat0, azimuth_deg, length_m * i / parts)[:2] for i in range(parts)]
    lon = np.concatenate([*(x for x, _ in at), lon1])
    lat = np.concatenate([*(y for _, y in at), lat1])
    return lon[: -lon0.size], lat[: -lon0.size], lon[lon0.size :], lat[lon0.size :]


MEMORY = """
from pathlib import Path
import numpy as np
from geostrike import geodesy
def peak():  # of this process alone; getrusage counts its parent too
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(line.split()[1] for line in lines if line.startswith("VmHWM"))
rng = np.random.default_rng(1)
turn = np.linspace(0, 2 * np.pi, 20_001)
lon, lat = 43 + 4 * np.cos(turn), 33 + 3 * np.sin(turn)
line = geodesy.segments(lon[:-1], lat[:-1], lon[1:], lat[1:])
geodesy.nearest(rng.uniform(35, 50, 20_000), rng.uniform(29, 38, 20_000), line)
x, y = rng.uniform(35, 50, 1_000_000), rng.uniform(29, 38, 1_000_000)
before = peak()
geodesy.nearest(x, y, line)
print(before, peak())
"""


def one_by_one():
    """Peak memory of a million points, and a single query from the command line."""
    if not Path("/proc/self/status").exists():
        return "Peak memory and the single query are measured on Linux only.\n"
    output = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True).stdout
    before, peak = (int(number) / 1024 for number in output.split())
    colds = "".join(cold(to) for to in ("IRQ", "all"))
    return (
        f"Peak memory of 1,000,000 points: {peak:.0f} MB, {peak - before:.0f} MB above the process before.\n"
        + colds
    )


def cold(to):
    """A single query from the command line."""
    query = [sys.executable, "-m", "geostrike", "distance", "34.39841,40.97452", "--to", to]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = [seconds(lambda: subprocess.run(query, capture_output=True, check=True)) for _ in range(5)]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / len(took)
    return (
        f'`geostrike distance "34.39841,40.97452" --to {to}`, cold: {statistics.median(took):.2f} s, best '
        f"{min(took):.2f} s; {processor:.2f} s of a processor.\n"
    )


def speed(iraq, world, clouds):
    """The first part: where, what, and points a second."""
    return f"""## Distances to borders

`python tests/benchmarks/bench_borders.py`, {platform.machine()}, {run._processors()} processors,
Python {platform.python_version()}, geopandas {gpd.__version__}. All borders of Iraq: {iraq[0].size:,}
segments; world borders: {world[0].size:,} segments; OpenStreetMap sets. Medians of {ROUNDS}
runs in turns in one process, the reprojection of the points counted. Where others use the machine at the
same time trust the best run, and the points a second of a core's own time; load average at the start of
this run: {os.getloadavg()[0]:.1f}.

Points a second, of 1,000,000:

{speed_table(iraq, world, clouds)}

{postgis.table(iraq, clouds)}"""


def error(iraq, world, clouds):
    """The second part: the largest error."""
    return f"""Largest error of the distance, edges geodesic on the ellipsoid:

{error_table(iraq, world, clouds)}

The oracle is brute force with PROJ's inverse (triangle inequality, then golden section), without the
bounds of either engine; a sample of its points is done again with geographiclib alone: the last column.
"""


def growth(_iraq, _world, clouds):
    """The third part: longer lines, memory, one query."""
    return f"""Growth with the line (box about Iraq, 300,000 points):

{growth_table(clouds)}

{one_by_one()}"""


PARTS = {part.__name__: part for part in (speed, error, growth)}


def written(page, name, text):
    """The page with a part in its place, or at its end."""
    begin, end = (
        f"<!-- borders {name}: made by tests/benchmarks/bench_borders.py -->\n",
        f"<!-- borders {name} -->\n",
    )
    if begin in page:
        before, rest = page.split(begin, 1)
        return before + begin + text + end + rest.split(end, 1)[1]
    return (page or "# Benchmarks\n") + "\n" + begin + text + end


def main(names):
    iraq, world = border("osm", "IRQ"), border("osm", "all")
    clouds = points(iraq, np.random.default_rng(20261121))
    for name in names or PARTS:
        text = PARTS[name](iraq, world, clouds)
        page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        PAGE.write_text(written(page, name, text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
