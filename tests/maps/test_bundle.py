import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geostrike.maps import bundle, document

ROOT = Path(__file__).parents[2]
BUILT = bundle._HERE / "built"
SOURCES = sorted(
    path
    for path in (bundle._HERE / "viewer").rglob("*")
    if path.suffix in {".js", ".css", ".mjs"} and "node_modules" not in path.parts
)
TOOLS = bundle._HERE / "viewer" / "node_modules" / "esbuild"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_our_sources_are_short_and_say_what_lives_there(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith(("// ", "/* "))
    assert len(text.splitlines()) < 350


@pytest.mark.parametrize("path", sorted(BUILT.iterdir()), ids=lambda path: path.name)
def test_a_bundle_turns_no_text_into_markup_or_code_and_closes_no_element(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text)
    assert not re.search(r"localStorage|replaceState|pushState|sourceMappingURL", text)
    assert not re.search(r"</script|</style|<!--|(?<!\w)(?<!new )url\((?!#)", text, re.IGNORECASE)


def test_leaflet_fetches_no_picture_and_no_source_map():
    assert "sourceMappingURL" not in bundle.leaflet_script()
    assert "</script" not in bundle.leaflet_script().lower()
    assert "url(" not in bundle.leaflet_style()


def test_the_policy_lets_only_our_own_texts_run():
    policy = bundle.policy(document.scripts(), [document.style()])
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    assert parts["default-src"] == "'none'"
    assert parts["script-src"].split() == [bundle.digest(text) for text in document.scripts()]
    assert parts["style-src"] == bundle.digest(document.style())
    assert "unsafe" not in policy


@pytest.mark.skipif(not TOOLS.exists(), reason="the pinned tools are not installed; make check does it")
def test_a_stale_bundle_is_seen(tmp_path):
    built = shutil.copytree(BUILT, tmp_path / "built")

    def compare():
        command = [shutil.which("node"), "build.mjs", "--compare", str(built)]
        return subprocess.run(command, cwd=TOOLS.parents[1], capture_output=True, text=True, check=False)

    assert compare().returncode == 0
    (built / "layer.js").write_bytes((BUILT / "layer.js").read_bytes() + b"\n")
    (built / "old.js").touch()
    done = compare()
    assert done.returncode == 1
    assert "(layer.js, old.js)" in done.stderr


def test_without_npm_the_check_says_so_and_fails_where_it_matters():
    for ci, code in (("", 0), ("1", 1)):
        environment = {"PATH": "", "CI": ci}
        done = subprocess.run(
            [sys.executable, str(ROOT / ".ci" / "viewer.py")],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, "npm is not installed" in done.stderr) == (code, True)
