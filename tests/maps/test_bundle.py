import re
import shutil
import subprocess

import pytest

from geostrike.maps import bundle

VIEWER = bundle._HERE / "viewer"
MODULES = sorted(VIEWER.glob("*.js"))


def imports(text):
    return re.findall(r'^import [^;]*from "\./([\w.]+)";$', text, re.MULTILINE)


@pytest.mark.parametrize("order", [bundle.PAGE, bundle.LAYER])
def test_a_module_stands_after_what_it_imports(order):
    for at, name in enumerate(order):
        wanted = imports((VIEWER / name).read_text(encoding="utf-8"))
        assert set(wanted) <= set(order[:at]), name


def test_every_module_and_sheet_is_used():
    assert {path.name for path in MODULES} == set(bundle.PAGE) | set(bundle.LAYER)
    assert {path.name for path in VIEWER.glob("*.css")} == set(bundle.STYLES)
    assert all(len(path.read_text(encoding="utf-8").splitlines()) < 350 for path in VIEWER.iterdir())


@pytest.mark.parametrize("order", [bundle.PAGE, bundle.LAYER])
def test_a_bundle_has_no_module_syntax_left_and_no_name_twice(order):
    text = bundle.script(order)
    assert not re.search(r"^(import|export)\b", text, re.MULTILINE)
    names = re.findall(r"^(?:function|const|let|class) (\w+)", text, re.MULTILINE)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_our_script_sets_text_never_markup(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|localStorage", text
    )
    assert "replaceState" not in text
    assert text.startswith("// ")
    assert len(text.splitlines()) < 350


def test_nothing_in_the_bundle_closes_its_element_or_fetches():
    for text in (bundle.leaflet_script(), bundle.script(), bundle.script(bundle.LAYER)):
        assert "</script" not in text.lower()
        assert "<!--" not in text
        assert "sourceMappingURL" not in text
    assert "url(" not in bundle.leaflet_style()
    assert "</style" not in bundle.style().lower()


def test_the_policy_lets_only_our_own_texts_run():
    policy = dict(part.split(" ", 1) for part in bundle.policy().split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"].split() == [
        bundle.digest(bundle.leaflet_script()),
        bundle.digest(bundle.script()),
    ]
    assert policy["style-src"] == bundle.digest(bundle.style())
    assert "unsafe" not in bundle.policy()


@pytest.fixture(scope="module")
def node():
    found = shutil.which("node")
    if not found:
        pytest.skip("node is not installed; the browser tests run the same code")
    return found


@pytest.mark.parametrize("order", [bundle.PAGE, bundle.LAYER])
def test_the_bundle_is_sound_javascript(node, tmp_path, order):
    path = tmp_path / "bundle.js"
    path.write_text(bundle.script(order), encoding="utf-8")
    done = subprocess.run([node, "--check", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


LAYOUT = """
import { cluster, crosses, firstFree, overlap, positions } from "./layout.mjs";
import assert from "node:assert/strict";
const frame = { x: 0, y: 0, w: 300, h: 200 };
const taken = [];
for (let n = 0; n < 40; n += 1) {
  const point = { x: (n * 37) % 300, y: (n * 53) % 200 };
  const box = firstFree(positions(point, { w: 60, h: 14 }, 5), taken, frame);
  if (box) {
    assert.ok(!taken.some((other) => overlap(box, other)));
    assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.w <= 300 && box.y + box.h <= 200);
    taken.push(box);
  }
}
assert.ok(taken.length > 10);
const box = { x: 10, y: 10, w: 10, h: 10 };
const hits = [[0, 0, 30, 30], [0, 15, 30, 15], [15, 0, 15, 12]];
const ways = [...hits, [0, 0, 30, 5], [0, 0, 0, 30], [0, 25, 30, 25]];
const through = ways.map(([x, y, u, v]) => crosses({ x, y }, { x: u, y: v }, box));
assert.deepEqual(through, [true, true, true, false, false, false]);
const groups = cluster([{ x: 0, y: 0 }, { x: 50, y: 0 }, { x: 10, y: 0 }, { x: 19, y: 0 }], 12);
assert.deepEqual(groups.map((group) => group.length).sort(), [1, 3]);
"""


def test_labels_never_overlap_and_near_points_are_grouped(node, tmp_path):
    shutil.copy(VIEWER / "layout.js", tmp_path / "layout.mjs")
    (tmp_path / "test.mjs").write_text(LAYOUT, encoding="utf-8")
    done = subprocess.run([node, str(tmp_path / "test.mjs")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
