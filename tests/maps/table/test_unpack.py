import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from geostrike.maps import bundle
from geostrike.maps.table import packing, words

NODE = shutil.which("node")
VIEWER = bundle._HERE / "viewer" / "table"
SCRIPT = """
import { readFileSync } from "node:fs";
import { openColumn } from "%(folder)s/columns.js";
import { followersOf, open, openText, placesOf } from "%(folder)s/unpack.js";
const given = JSON.parse(readFileSync(0, "utf8"));
const table = { n: given.n, words: (await openText(given.words)).split("\\n"),
  followers: followersOf(await Promise.all(given.followers.map(open))) };
const out = { places: await placesOf(await Promise.all(given.places.map(open))) };
out.places = [...out.places.lon].map((lon, at) => [lon, out.places.lat[at]]);
for (const { about, lines } of given.columns) {
  const column = await openColumn(about, lines, table);
  await column.loadAll?.();
  out[about.name] = Array.from({ length: given.n }, (_, row) => column.value(row));
  const marks = new Uint8Array(given.n);
  const { fold } = await import("%(folder)s/../fold.js");
  const bits = Uint8Array.from(table.words, (word, at) => (at && fold(word).includes("strike") ? 1 : 0));
  column.mark(["strike"], marks, bits);
  out[`${about.name} found`] = [...marks];
  out[`${about.name} row`] = column.find ? column.find(out[about.name][given.n - 1]) : -1;
}
console.log(JSON.stringify(out));
"""


def lines(pieces):
    with ThreadPoolExecutor() as pool:
        return json.loads(packing.lines(pieces, pool)())


@pytest.mark.skipif(not NODE, reason="node is not installed")
def test_the_script_opens_what_python_packs(tmp_path):
    n = 2 * packing.BLOCK + 7
    rng = np.random.default_rng(3)
    lon, lat = rng.integers(-180_000_000, 180_000_001, n), rng.integers(-90_000_000, 90_000_001, n)
    keys = np.sort(packing.morton(lon, lat))
    titles = [f"Strike {at} on the road, {['étoile', 'مدينة', 'wall'][at % 3]}" for at in range(n)]
    kinds = [("a strike", "", "ü")[at % 3] for at in range(n)]
    ids = [f"EV{at:05d}" if at % 2 else f"x-{at * 977}" for at in range(n)]
    urls = [f"https://example.org/{at}/é strike" for at in range(n)]
    spoken = words.prose([titles])
    packed = {
        "title": spoken.columns[0],
        "kind": packing.dictionary(*packing.coded(kinds)),
        "id": packing.numbered(ids),
        "source_url": packing.texts(urls),
    }
    given = {
        "n": n,
        "words": lines(["\n".join(spoken.words).encode()])[0],
        "followers": lines(spoken.followers),
        "places": lines(packing.positions(keys).pieces),
        "columns": [
            {"about": {"name": name, **one.about}, "lines": lines(one.pieces)} for name, one in packed.items()
        ],
    }
    script = tmp_path / "open.mjs"
    script.write_text(SCRIPT % {"folder": VIEWER.as_uri()}, encoding="utf-8")
    done = subprocess.run(
        [NODE, str(script)],
        input=json.dumps(given),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    found = json.loads(done.stdout)
    expected = [np.rint(axis * 1e6).astype(int).tolist() for axis in packing.degrees(keys)]
    assert found["places"] == [list(place) for place in zip(*expected, strict=True)]
    for name, values in {"title": titles, "kind": kinds, "id": ids, "source_url": urls}.items():
        assert found[name] == values, name
        assert found[f"{name} found"] == [int("strike" in value.lower()) for value in values], name
    assert found["id row"] == found["source_url row"] == n - 1
