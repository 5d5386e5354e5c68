# ruff: noqa: E501, T201
"""Place names: geostrike beside plainer methods, speed and calibration; writes its part of docs/benchmarks.md.

The queries and the dumps they ask for lie outside the project: name their folder, or set GEOSTRIKE_NAMES.
"""

from __future__ import annotations

import importlib
import json
import os
import runpy
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
KEPT_OUT = """\
How tuning was kept out. The costs of letters are learnt from GeoNames name pairs alone
(`gazetteer/scripts/learn_sounds.py`), no query among them. The queries were halved: six weights (`odds`, `mean`,
`across_length`, `near`, `none`, `none_length` of `geostrike/gazetteer/weights.py`) were fitted on half A and read off
on half B. The other weights, the thresholds and the rules for words, articles and final h were set by hand **with both
halves in sight**, so the figures of half B are not held out either; expect a little less on names never seen.
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
    best *= layer.inland(np.arange(len(layer)), query["country"] or "")
    away = (
        layer.metres(np.arange(len(layer)), tuple(query["near"])) if query["near"] else np.zeros(len(layer))
    )
    rows = [int(row) for row in np.lexsort((away, -best))[:5] if best[row] > 0]
    places = [{**layer.members(row), "score": float(best[row])} for row in rows]
    status = "resolved" if places and places[0]["score"] >= 0.9 else "unknown"
    return {"status": status, "place": places[0] if places else None, "candidates": places}


def timed(answer, queries):
    """Answers, and queries a second of one core's own time."""
    start = time.process_time()
    answers = [answer(query) for query in queries]
    return answers, len(queries) / (time.process_time() - start)


def line(name, result, speed):
    """One row of the table."""
    whole, kinds = result["all"], result["kinds"]
    cells = [whole["R@1"], whole["R@5"], *(kinds.get(kind, {}).get("R@1", "-") for kind in KINDS)]
    cells += [whole["resolved right"], whole["resolved wrong"], result["false accept"], f"{speed:,.0f}"]
    return f"| {name} | {' | '.join(map(str, cells))} |"


def reliability(queries, answers, right):
    """Share of right first candidates in each tenth of the score."""
    rows = ["| score | n | mean score | right, % |", "|---|---|---|---|"]
    pairs = [(a["score"], bool(not q["unknown"] and right(q, a["candidates"][0])))
             for q, a in zip(queries, answers, strict=True) if a["candidates"] and q["kind"] != "lat_alias"]  # fmt: skip
    for low in range(10):
        held = [pair for pair in pairs if min(int(pair[0] * 10), 9) == low]
        if held:
            score, share = np.mean(held, axis=0)
            rows.append(
                f"| {low / 10:.1f} to {low / 10 + 0.1:.1f} | {len(held)} | {score:.2f} | {100 * share:.0f} |"
            )
    return "\n".join(rows)


def section(folder):
    """The section, measured now."""
    scorer = runpy.run_path(str(folder / "score.py"))
    lines = (folder / "queries_dev.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [json.loads(text) for text in lines]
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "bench.gaz"
        gazetteer.build([folder / f"{code}.zip" for code in COUNTRIES], target)
        places = gazetteer.load(target)
    layer, sample = places.groups[0][0], queries[:: len(queries) // SAMPLE]
    ask = lambda q: places.resolve(  # noqa: E731
        q["name"], country=q["country"] or "", near=tuple(q["near"]) if q["near"] else None
    ).as_dict()
    answers, speed = timed(ask, queries)
    rows = [line("geostrike", scorer["main"](queries, answers), speed)]
    texts = [layer.spellings[at] for at in range(len(layer.owner))]
    methods = {"geostrike": ask}
    for name, like in rivals(texts).items():
        methods[name] = lambda q, like=like: ranked(like(q["name"]), layer, q)
    for name, method in methods.items():
        some, speed = timed(method, sample)
        rows.append(line(f"{name}, sample", scorer["main"](sample, some), speed))
    head = [
        "method",
        "right first",
        "first 5",
        *KINDS,
        "resolved right",
        "wrong",
        "false accepts",
        "names/s, core",
    ]
    table = "\n".join([f"| {' | '.join(head)} |", "|---" * len(head) + "|", *rows])
    about = f"{len(queries):,} queries of a development set, {len(layer):,} places; sample: {len(sample)} of them."
    calibration = reliability(queries, answers, scorer["right"])
    return (
        f"## Place names\n\n{about} In percent.\n\n{table}\n\nReliability:\n\n{calibration}\n\n{KEPT_OUT}\n"
    )


def main():
    """Measure and write, or say why not."""
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("GEOSTRIKE_NAMES", "")
    folder = Path(given) if given else ROOT.parent / "shared" / "bench" / "names"
    if not (folder / "queries_dev.jsonl").is_file():
        print(f"bench_names: skipped, {folder} holds no queries_dev.jsonl")
        return
    made = section(folder)
    page = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else "# Benchmarks\n"
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before.rstrip()}\n\n{BEGIN}{made}{END}{after}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
