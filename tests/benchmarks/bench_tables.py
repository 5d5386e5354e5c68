"""Reading large events tables: seconds, processor seconds and memory; writes to docs/benchmarks.md."""

from __future__ import annotations

import csv
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow as pa

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
GED = ROOT / "tests" / "tables" / "files" / "ged.csv"
BEGIN, END = "<!-- tables: made by tests/benchmarks/bench_tables.py -->\n", "<!-- tables -->\n"
ROUNDS = 3
READ = """
import json, sys, time
from pathlib import Path
wall, cpu = time.perf_counter(), time.process_time()
from geostrike import tables
found = tables.{reader}(sys.argv[1])
rows = len(found) if hasattr(found, "lon") else len(found.events)
seconds = time.perf_counter() - wall, time.process_time() - cpu
lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
held = next(line for line in lines if "VmHWM" in line)
print(json.dumps([rows, *seconds, int(held.split()[1]) / 1e6]))
"""
DIFF = """
import json, sys, time
from pathlib import Path
wall, cpu = time.perf_counter(), time.process_time()
from geostrike import diff, tables
found, _ = diff.of_tables(tables.read_columns(sys.argv[1]), tables.read_columns(sys.argv[2]))
seconds = time.perf_counter() - wall, time.process_time() - cpu
lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
held = next(line for line in lines if "VmHWM" in line)
print(json.dumps([len(found), *seconds, int(held.split()[1]) / 1e6]))
"""


def ged(path, count, *, later=False):
    """A table of GED by repeating the shapes of its rows under other ids, days, points; or a later edition.

    In a later edition every fifth event lies elsewhere, every third has another count, and the last hundred
    have other ids.
    """
    with GED.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    rows, at = (
        rows[:3],
        {name: header.index(name) for name in ("id", "latitude", "longitude", "date_start", "date_end")},
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for number in range(count):
            row = list(rows[number % 3])
            row[at["id"]] = f"n{number}" if later and number >= count - 100 else str(number)
            row[at["latitude"]] = f"{29 + number % 9000 / 1000:.6f}"
            row[at["longitude"]] = f"{38 + number % 10007 / 1000:.6f}"
            day = f"{1990 + number % 34}-{number % 12 + 1:02d}-{number % 28 + 1:02d} 00:00:00.000"
            row[at["date_start"]] = row[at["date_end"]] = day
            if later and number % 5 == 0:
                row[at["latitude"]] = f"{29.0005 + number % 9000 / 1000:.6f}"
            if later and number % 3 == 0:
                row[header.index("high")] = "99"
            row[header.index("source_article")] = "Text of an article that is withheld. " * 5
            writer.writerow(row)


def native(path, count):
    """A table in our own columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            [
                "id",
                "title",
                "date",
                "lon",
                "lat",
                "place",
                "country",
                "precision",
                "killed_low",
                "killed_high",
            ]
        )
        for number in range(count):
            day = f"{1990 + number % 34}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
            point = f"{38 + number % 10007 / 1000:.6f}", f"{29 + number % 9000 / 1000:.6f}"
            writer.writerow(
                [number, f"Strike {number}", day, *point, f"Place {number % 5000}", "IQ", "town", 1, 3]
            )


def measured(code, *paths):
    """Rows, best seconds, best processor seconds, most memory of a few processes."""
    runs = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", code, *map(str, paths)], check=True, capture_output=True
            ).stdout
        )
        for _ in range(ROUNDS)
    ]
    rows, wall, cpu, held = zip(*runs, strict=True)
    return rows[0], min(wall), min(cpu), max(held)


def _figures(rows, wall, cpu, held):
    return f"{rows:,} | {wall:.2f} s | {cpu:.2f} s | {held:.2f} GB"


def section():
    """The section of the page."""
    lines, load = [], os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        for name, make, count in (("UCDP GED 25.1", ged, 400_000), ("our own columns", native, 1_000_000)):
            path = Path(folder) / f"{make.__name__}.csv"
            make(path, count)
            size = path.stat().st_size / 1e6
            for reader in ("read_columns", "read_events"):
                figures = _figures(*measured(READ.format(reader=reader), path))
                lines.append(f"| {name}, {size:.0f} MB | `{reader}` | {figures} |\n")
        old, new = Path(folder) / "ged.csv", Path(folder) / "later.csv"
        ged(new, 400_000, later=True)
        figures = _figures(*measured(DIFF, old, new))
        lines.append(
            f"| two editions of GED, 400,000 rows each | `diff.of_tables`, both read | {figures} |\n"
        )
    return (
        "## Reading events tables\n\n`python tests/benchmarks/bench_tables.py`, "
        f"{platform.machine()}, Python {platform.python_version()},\npyarrow {pa.__version__}; "
        f"best of {ROUNDS} processes, imports counted; memory is the most that any of them held.\n"
        f"The load was {load:.0f} on {os.cpu_count()} processors as it began: above one each, wall time "
        "says little.\n\n"
        "| table | function | rows or changes | wall | processor | memory |\n|---|---|---|---|---|---|\n"
        + "".join(lines)
    )


def main():
    """Measure and write."""
    made = section()
    page = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else "# Benchmarks\n"
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before.rstrip()}\n\n{BEGIN}{made}{END}{after}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
