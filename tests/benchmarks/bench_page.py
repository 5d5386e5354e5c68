"""Pages of events tables: bytes, seconds to build, paint and pan, beside other tools; docs/benchmarks.md.

Arguments choose parts: build, open, ged, peers. BENCH_PYTHON names a Python that has the other tools
(folium, geopandas with mapclassify and matplotlib, lonboard with pyarrow).
"""

from __future__ import annotations

import csv
import json
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from bench_tables import ged
from peers import PEERS
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
SIZES = (1_000, 100_000, 1_000_000)
ROUNDS, FEW, CAP_S, SEED, BLANK_BYTES = 5, 3, 170, 7, 25_000
HEADER = (
    *("id", "title", "date", "lon", "lat", "place", "country", "precision", "category", "status", "source"),
    *("killed_low", "killed_high"),
)
BUILD = """
import json, sys, time
from pathlib import Path
from geostrike.maps.table import render_columns
from geostrike.protect import protect
from geostrike.tables.detect import read_columns
start, cpu = time.perf_counter(), time.process_time()
page = render_columns(protect(read_columns(sys.argv[1])), title="Reported strikes")
Path(sys.argv[2]).write_text(page, encoding="utf-8", newline="\\n")
print(json.dumps([time.perf_counter() - start, time.process_time() - cpu]))
"""
WATCH = """
new MutationObserver(() => {
  if (document.body?.classList.contains("painted")) { window.paintedAt ??= performance.now(); }
}).observe(document, { subtree: true, attributes: true, childList: true, attributeFilter: ["class"] });
"""
FEW_FROM = 100_000
FRAMES = """
() => { window.frames95 = []; let last = null;
  const tick = (now) => { if (last !== null) { frames95.push(now - last); } last = now;
    window.frameLoop = requestAnimationFrame(tick); };
  window.frameLoop = requestAnimationFrame(tick); }
"""
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--force-color-profile=srgb"]


def titles(count):
    """Titles of 80 to 100 characters: chains of words of this project's own texts, with names and figures."""
    rng = random.Random(SEED)  # noqa: S311 (no secret)
    texts = [
        path.read_text(encoding="utf-8") for path in sorted((*ROOT.glob("docs/*.md"), *ROOT.glob("*.md")))
    ]
    words = re.findall(r"[A-Za-z][a-z'-]+[,.:]?", re.sub(r"```.*?```", "", " ".join(texts), flags=re.DOTALL))
    follows = {}
    for first, second in pairwise(words):
        follows.setdefault(first, []).append(second)
    with (ROOT / "gazetteer" / "places.csv").open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    for _ in range(count):
        word, made, goal = rng.choice(words), [], rng.randint(80, 100)
        while sum(map(len, made)) + len(made) < goal:
            made.append(rng.choice(names) if rng.random() < 0.1 else word)
            word = str(rng.randint(1, 400)) if rng.random() < 0.05 else rng.choice(follows.get(word, words))
        yield " ".join(made)[:goal].strip()


def table(path, count):
    """Events about 300 centres; one in fifty has no place."""
    rng = random.Random(SEED)  # noqa: S311 (no secret)
    centres = [(rng.uniform(36, 48), rng.uniform(30, 37), f"Place {at}") for at in range(300)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for at, title in enumerate(titles(count)):
            lon, lat, place = rng.choice(centres)
            point = (f"{rng.gauss(lon, 0.25):.6f}", f"{rng.gauss(lat, 0.2):.6f}") if at % 50 else ("", "")
            day = f"{rng.randint(2014, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
            low = rng.randint(0, 9)
            facts = [rng.choice(one) for one in (("SY", "IQ"), ("exact", "village", "town", "district"))]
            what = [rng.choice(one) for one in (("airstrike", "drone", "rocket"), ("reported", "disputed"))]
            cells = [
                f"EV{at:07d}",
                title,
                day,
                *point,
                place,
                *facts,
                *what,
                f"Publisher {rng.randint(1, 12)}",
            ]
            writer.writerow([*cells, low, low + rng.randint(0, 9)] if at % 3 else [*cells, "", ""])


def built(source, out):
    """Seconds, processor seconds and most gigabytes of the whole command."""
    command = [
        sys.executable,
        "-c",
        "from geostrike.cli import main; main()",
        "map",
        str(source),
        "-o",
        str(out),
    ]
    start = time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        _, code, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
    took = time.perf_counter() - start
    subprocess.CompletedProcess(command, process.returncode).check_returncode()
    return took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6


def within(source, out):
    """Seconds and processor seconds from the table to the page in a process that has loaded its modules."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(source), str(out)], check=True, capture_output=True
    )
    return json.loads(done.stdout)


def row(cells):
    return f"| {' | '.join(cells)} |\n"


def build(folder):
    """The table of bytes and seconds."""
    says = f"Bytes of the page, and medians of seconds from a CSV with {len(HEADER)} columns"
    lines = [
        f"{says} (in brackets: the fastest round; the processor's):\n\n",
        row(["events", "CSV", "page", "whole command", "in a process that is warm", "held"]),
        row(["---"] * 6),
    ]
    for count in SIZES:
        source, out = folder / f"{count}.csv", folder / f"{count}.html"
        whole = [built(source, out) for _ in range(FEW if count > FEW_FROM else ROUNDS)]
        warm = [within(source, out) for _ in range(0 if count > FEW_FROM else ROUNDS)]
        sizes = [f"{path.stat().st_size / 1e6:.2f} MB" for path in (source, out)]
        held = f"{max(one[2] for one in whole):.2f} GB"
        lines.append(row([f"{count:,}", *sizes, *map(medians, (whole, warm)), held]))
    return "".join(lines)


def seen(browser, path):
    """Seconds until text and until all marks are painted, milliseconds of a frame while panning, requests."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    requests = []
    context.on("request", lambda request: requests.append(request.url))
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(path.as_uri())
    page.wait_for_function("() => window.geostrike && geostrike.ready", timeout=120_000)
    ready = page.evaluate("performance.now()")
    first = page.evaluate("performance.getEntriesByType('paint').at(-1).startTime")
    page.wait_for_timeout(500)
    page.mouse.move(830, 400)
    page.mouse.down()
    page.evaluate(FRAMES)
    for step in range(150):
        page.mouse.move(830 + 320 * ((step % 60) - 30) / 30, 400 + 150 * ((step % 50) - 25) / 25)
        page.wait_for_timeout(12)
    page.evaluate("cancelAnimationFrame(frameLoop)")
    frames = page.evaluate("frames95")
    page.mouse.up()
    painted = page.evaluate("window.paintedAt")
    context.close()
    asked = [url for url in requests[1:] if not url.startswith(("data:", "blob:"))]
    return first / 1000, painted / 1000, ready / 1000, statistics.quantiles(frames, n=20)[-1], len(asked)


def medians(runs):
    """Median and fastest seconds and median processor seconds of some rounds."""
    if not runs:
        return "-"
    wall, cpu, *_ = zip(*runs, strict=True)
    return f"{statistics.median(wall):.2f} s ({min(wall):.2f}; {statistics.median(cpu):.2f})"


def opened(folder):
    """The table of what a reader waits for."""
    lines = [
        f"Opened from a file in Chromium, without a graphics card, the network off; medians. {load()}\n\n",
        row(["events", "first text", "map with all events", "list and search", "pan frame, p95", "requests"]),
        row(["---"] * 6),
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for count in SIZES:
            path = folder / f"{count}.html"
            if not path.exists():
                built(folder / f"{count}.csv", path)
            runs = [seen(browser, path) for _ in range(ROUNDS)]
            *seconds, frame, asked = (statistics.median(each) for each in zip(*runs, strict=True))
            lines.append(
                row([f"{count:,}", *(f"{one:.2f} s" for one in seconds), f"{frame:.1f} ms", f"{asked:.0f}"])
            )
        browser.close()
    return "".join(lines)


def chromium():
    named = os.environ.get("GEOSTRIKE_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def bulk(folder):
    """A line on 400,000 rows of GED."""
    source, out = folder / "ged.csv", folder / "ged.html"
    ged(source, 400_000)
    wall, cpu, held = zip(*(built(source, out) for _ in range(3)), strict=True)
    return (
        f"400,000 rows in the shape of UCDP GED, {source.stat().st_size / 1e6:.0f} MB: a page of"
        f" {out.stat().st_size / 1e6:.1f} MB in {statistics.median(wall):.1f} s ({min(wall):.1f} s at best,"
        f" {statistics.median(cpu):.1f} s of the processor), at most {max(held):.2f} GB held.\n"
    )


def peers(folder):
    """The table of other tools: one round each, no longer than the cap."""
    lines = [
        f"Other tools, the same tables, one round each, at most {CAP_S} s; opened as above:\n\n",
        row(["tool", "events", "page", "built in", "requests tried", "offline it shows"]),
        row(["---"] * 6),
    ]
    python = os.environ.get("BENCH_PYTHON", sys.executable)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for name, code in PEERS.items():
            for count in SIZES:
                lines.append(row([name, f"{count:,}", *peer(browser, python, code, folder, count)]))
                sys.stderr.write(lines[-1])
                if " s |" not in lines[-1]:
                    break
        browser.close()
    return "".join(lines)


def peer(browser, python, code, folder, count):
    """Bytes, seconds, requests and what is seen of one page of another tool."""
    out = folder / "peer.html"
    out.unlink(missing_ok=True)
    start = time.perf_counter()
    try:
        subprocess.run(
            [python, "-c", code, str(folder / f"{count}.csv"), str(out)],
            check=True,
            capture_output=True,
            timeout=CAP_S,
        )
    except subprocess.TimeoutExpired:
        return "-", f"no answer in {CAP_S} s", "-", "-"
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode(errors="replace").strip().splitlines()[-1][:60]
        return "-", f"not measured: {last}", "-", "-"
    took = time.perf_counter() - start
    requests, picture = looked(browser, out)
    view = "nothing" if len(picture) < BLANK_BYTES else "something"
    return f"{out.stat().st_size / 1e6:.2f} MB", f"{took:.1f} s", str(requests), view


def looked(browser, path):
    """How many requests a page tries, and its picture after some seconds."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    requests = []
    context.on("request", lambda request: requests.append(request.url))
    page = context.new_page()
    try:
        page.goto(path.as_uri(), timeout=60_000, wait_until="commit")
        page.wait_for_timeout(6_000)
        picture = page.screenshot(timeout=60_000)
    except Exception:  # noqa: BLE001  (a page that hangs shows nothing)
        picture = b""
    context.close()
    return len([url for url in requests[1:] if not url.startswith(("data:", "blob:"))]), picture


def load():
    """How busy the machine is: above one process a processor, wall time says little."""
    return f"The load was {os.getloadavg()[0]:.0f} on {os.cpu_count()} processors as it began."


PARTS = {"build": build, "open": opened, "ged": bulk, "peers": peers}


def write(name, made):
    """Put a part between its marks, behind the heading of the parts before it."""
    begin, end = f"<!-- page {name}: made by tests/benchmarks/bench_page.py -->\n", f"<!-- page {name} -->\n"
    page = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else "# Benchmarks\n"
    before, _, rest = page.partition(begin)
    after = rest.partition(end)[2]
    PAGE.write_text(f"{before.rstrip()}\n\n{begin}{made}{end}{after}", encoding="utf-8", newline="\n")


def main():
    """Measure and write the parts named, or all."""
    named = sys.argv[1:] or list(PARTS)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(os.environ.get("BENCH_FOLDER", made))
        for count in SIZES:
            if not (folder / f"{count}.csv").exists():
                table(folder / f"{count}.csv", count)
        for name in named:
            heading = (
                "## Pages of events tables\n\n`python tests/benchmarks/bench_page.py`, "
                f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()};"
                f" {ROUNDS} rounds, {FEW} builds of a million.\nTitles: 80 to 100 characters, chains of"
                f" words of this project's texts with names of places and figures. {load()}\n\n"
            )
            write(name, (heading if name == "build" else "") + PARTS[name](folder))


if __name__ == "__main__":
    main()
