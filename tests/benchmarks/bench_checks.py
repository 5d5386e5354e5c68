"""Checking a large events table: seconds, processor seconds and memory; writes to docs/benchmarks.md."""

from __future__ import annotations

import csv
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "checks"))
sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
import bench_tables  # noqa: E402
import planting  # noqa: E402

PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- checks: made by tests/benchmarks/bench_checks.py -->\n", "<!-- checks -->\n"
COUNT = 400_000
ROUNDS = 2
CHECK = """
import json, sys, time
from datetime import date
from pathlib import Path
wall, cpu = time.perf_counter(), time.process_time()
from geostrike.checks import check
found = check(sys.argv[1], date(2026, 1, 1))
seconds = time.perf_counter() - wall, time.process_time() - cpu
lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
held = next(line for line in lines if "VmHWM" in line)
print(json.dumps([len({one.row for one in found}), *seconds, int(held.split()[1]) / 1e6]))
"""


def write(path, count):
    """A table of GED: the places and shapes of clean rows, repeated with other days and counts."""
    shapes = [planting.as_ged(row) for row in planting.clean(10_000)]
    rng = random.Random(1)  # noqa: S311
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(shapes[0]), lineterminator="\n")
        writer.writeheader()
        for number in range(1, count + 1):
            row = dict(rng.choice(shapes))
            year = rng.randint(1990, 2024)
            day = f"{year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
            whole = f"{day} 00:00:00.000"
            row |= {"id": number, "year": year, "date_start": whole, "date_end": whole, "source_date": day}
            row |= {"dyad_name": rng.choice(["A - B", "A - C", "C - D"])}
            row |= {"source_headline": f"Headline {rng.randint(1, 10**6)}"}
            writer.writerow(row)


def section():
    """The section of the page."""
    lines, load = [], os.getloadavg()[0]
    makers = {
        "UCDP GED, clean rows repeated": write,
        "UCDP GED, three names at scattered points": bench_tables.ged,
    }
    for name, make in makers.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ged.csv"
            make(path, COUNT)
            runs = [
                json.loads(
                    subprocess.run(
                        [sys.executable, "-c", CHECK, str(path)], check=True, capture_output=True
                    ).stdout
                )
                for _ in range(ROUNDS)
            ]
        rows, wall, cpu, held = zip(*runs, strict=True)
        lines.append(
            f"| {name} | {COUNT:,} | {min(wall):.1f} s | {min(cpu):.1f} s | {max(held):.2f} GB | "
            f"{rows[0] / COUNT:.1%} |\n"
        )
    return (
        "## Checking an events table\n\n`python tests/benchmarks/bench_checks.py`, "
        f"{platform.machine()}, Python {platform.python_version()}; best of {ROUNDS} processes,\n"
        "imports counted. "
        f"The load was {load:.0f} on {os.cpu_count()} processors as it began: above one each, "
        "wall time says little.\n\n"
        "| table | rows | wall | processor | memory | rows questioned |\n|---|---|---|---|---|---|\n"
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
