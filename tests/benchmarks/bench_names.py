# ruff: noqa: E501, T201
"""Place names: geostrike beside plainer methods, speed and calibration; writes its part of docs/benchmarks.md.

The queries and the dumps they ask for lie outside the project: name their folder, or set GEOSTRIKE_NAMES.
"""

from __future__ import annotations

import importlib
import json
import os
import runpy
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from geostrike import gazetteer
from geostrike.names import fold

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- names: made by tests/benchmarks/bench_names.py -->\n", "<!-- names: end -->\n"
COUNTRIES = ("SY", "IQ", "JO", "LB", "PS", "IL")
SAMPLE = 300  # queries that the slow methods answer
KINDS = ("newsroom", "ar2lat", "lat2ar", "noise1", "noise23")
HEAD = (
    "method",
    "right first",
    "first 5",
    *KINDS,
    "resolved right",
    "wrong",
    "false accepts",
    "names/s, core",
)
SPEED = """\
Names a second of one core's own time, country and nearby point as given: {many:,.0f} asked together
(`resolve_many`), {one:,.0f} one by one, {world:,.0f} together of `default`. Whole processes, start to end, of
`geostrike resolve --batch` with these {count:,} names: {cli:,.0f} a second of processor time, {cli_world:,.0f} of
`default`. Opening `default`: {opened:.2f} s; a process that opens it and resolves one name holds {rss:.0f} MB.
"""


def optional(name):
    """A package of the extra `bench`, or None with a line that says so."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"bench_names: {name} is not installed; its rows are left out")
        return None


def rivals(texts):
    """Plainer methods: each takes a name and gives a likeness, 0 to 1, for each spelling."""
    fuzz, phone, icu = optional("rapidfuzz"), optional("metaphone"), optional("icu")
    folded, found = [fold(text) for text in texts], {}
    if fuzz:
        ratio = fuzz.process.cdist
        found["rapidfuzz ratio"] = lambda name: ratio([fold(name)], folded)[0] / 100
    if fuzz and phone:
        codes = np.array([phone.doublemetaphone(text)[0] for text in folded])
        found["double metaphone + ratio"] = lambda name: (
            (codes == phone.doublemetaphone(fold(name))[0]) * ratio([fold(name)], folded)[0] / 100
        )
    if icu:
        latin = icu.Transliterator.createInstance(
            "Any-Latin; NFD; [:M:] Remove; Lower; Latin-ASCII"
        ).transliterate
        keys = np.array([fold(latin(text)) for text in texts])
        found["ICU folding, equal"] = lambda name: (keys == fold(latin(name))).astype(float)
    return found


def ranked(likeness, layer, query):
    """Answer of a plainer method, country and nearby point used to break ties, as the scorer reads it."""
    best = np.zeros(len(layer))
    np.maximum.at(best, layer.owner, likeness)
    every = np.arange(len(layer))
    best *= layer.inland(every, np.int16(layer.number_of(query["country"] or "")))
    away = layer.metres(every, *query["near"]) if query["near"] else np.zeros(len(layer))
    rows = [int(row) for row in np.lexsort((away, -best))[:5] if best[row] > 0]
    places = [{**layer.members(row), "score": float(best[row])} for row in rows]
    status = "resolved" if places and places[0]["score"] >= 0.9 else "unknown"
    return {"status": status, "place": places[0] if places else None, "candidates": places}


def equal_rival(texts):
    """The plainest method: names that are the same but for upper and lower case."""
    folded = np.array([text.casefold() for text in texts])
    return lambda name: (folded == name.casefold()).astype(float)


def timed(answer, queries):
    """Answers, and queries a second of one core's own time."""
    start = time.process_time()
    answers = [answer(query) for query in queries]
    return answers, len(queries) / (time.process_time() - start)


def together(places, queries):
    """Answers to all queries, asked together."""
    near = [tuple(q["near"]) if q["near"] else None for q in queries]
    names, countries = [q["name"] for q in queries], [q["country"] or "" for q in queries]
    return [answer.as_dict() for answer in places.resolve_many(names, country=countries, near=near)]


OWN = """\
import os, pathlib, re, runpy, sys, time
sys.argv, sys.stdout = sys.argv[1:], open(os.devnull, "w")
try:
    runpy.run_module("geostrike", run_name="__main__")
finally:
    held = pathlib.Path("/proc/self/status")
    most = re.search(r"VmHWM:\\s+(\\d+)", held.read_text())[1] if held.exists() else "nan"
    print(time.process_time(), float(most) / 1024, file=sys.stderr)
"""


def process(*command):
    """Processor seconds, and megabytes held at most, of one process of the command line."""
    told = [sys.executable, "-c", OWN, "geostrike", *command]
    done = subprocess.run(told, capture_output=True, text=True, check=False)
    seconds, held = done.stderr.split()[-2:]
    return float(seconds), float(held)


def speeds(folder, target, places, queries):
    """The sentence on speed and memory."""
    start = time.perf_counter()
    world = gazetteer.load.__wrapped__()
    opened = time.perf_counter() - start
    count, asked = len(queries), str(folder / "queries_dev.jsonl")
    rate = lambda whole: count * timed(lambda _: together(whole, queries), [None])[1]  # noqa: E731
    return SPEED.format(
        many=rate(places), world=rate(world), one=timed(lambda q: together(places, [q]), queries)[1],
        cli=count / process("resolve", "--batch", asked, "--gazetteer", str(target))[0],
        cli_world=count / process("resolve", "--batch", asked)[0],
        opened=opened, rss=process("resolve", "al-Bukamal")[1], count=count,
    )  # fmt: skip


def line(name, result, speed):
    """One row of the table."""
    whole, kinds = result["all"], result["kinds"]
    cells = [whole["R@1"], whole["R@5"], *(kinds.get(kind, {}).get("R@1", "-") for kind in KINDS)]
    cells += [whole["resolved right"], whole["resolved wrong"], result["false accept"], f"{speed:,.0f}"]
    return f"| {name} | {' | '.join(map(str, cells))} |"


def section(folder, target):
    """The section, measured now."""
    scorer = runpy.run_path(str(folder / "score.py"))
    lines = (folder / "queries_dev.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [json.loads(text) for text in lines]
    gazetteer.build([folder / f"{code}.zip" for code in COUNTRIES], target)
    places = gazetteer.load(target)
    layer, sample = places.groups[0][0], queries[:: len(queries) // SAMPLE]
    start = time.process_time()
    answers = together(places, queries)
    speed = len(queries) / (time.process_time() - start)
    rows = [line("geostrike, all queries", scorer["main"](queries, answers), speed)]
    texts = [layer.spellings[at] for at in range(len(layer.owner))]
    methods = {"geostrike": lambda q: together(places, [q])[0]}
    for name, like in {"exact, any case": equal_rival(texts), **rivals(texts)}.items():
        methods[name] = lambda q, like=like: ranked(like(q["name"]), layer, q)
    for name, method in methods.items():
        some, speed = timed(method, sample)
        rows.append(line(f"{name}, sample", scorer["main"](sample, some), speed))
    table = "\n".join([f"| {' | '.join(HEAD)} |", "|---" * len(HEAD) + "|", *rows])
    about = f"{len(queries):,} queries of a development set, {len(layer):,} places; sample: {len(sample)} of them."
    return (
        f"## Place names\n\n{about} In percent.\nHow the development set was kept out, and what the weights do "
        "where they never saw a place, is\nsaid below: *How far the scores can be trusted*.\n\n"
        f"{table}\n\n{speeds(folder, target, places, queries)}\n"
    )


def main():
    """Measure and write, or say why not."""
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("GEOSTRIKE_NAMES", "")
    folder = Path(given) if given else ROOT.parent / "shared" / "bench" / "names"
    if not (folder / "queries_dev.jsonl").is_file():
        print(f"bench_names: skipped, {folder} holds no queries_dev.jsonl")
        return
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "bench.gaz"
        made = section(folder, target)
        page = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else "# Benchmarks\n"
        before, _, rest = page.partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before.rstrip()}\n\n{BEGIN}{made}{END}{after}", encoding="utf-8", newline="\n")
        sys.path.insert(0, str(ROOT / "gazetteer" / "scripts"))
        fit = importlib.import_module("fit_weights")
        fit.main([str(folder / "queries_dev.jsonl"), str(target), "--page", str(PAGE)])


if __name__ == "__main__":
    main()
