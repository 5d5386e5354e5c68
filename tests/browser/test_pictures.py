"""The page beside reference pictures, drawn with the bundled fonts alone so that machines agree."""

import os
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geostrike import maps

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform != "linux", reason="fonts are pinned through fontconfig"),
]

PICTURES = Path(__file__).parent / "pictures"
RENEW = os.environ.get("GEOSTRIKE_NEW_PICTURES") == "1"
WIDTHS = {1280: 800, 768: 1024, 390: 844}
SHRINK = 4
FAR = 40
ALLOWED = 0.01
FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<match><edit name="family" mode="assign" binding="strong">
<string>Geostrike Sans</string><string>Geostrike Arabic</string><string>Geostrike Hebrew</string>
</edit></match></fontconfig>
"""


@pytest.fixture(scope="module")
def lettered(launch, tmp_path_factory):
    """Chromium that knows no font but the bundled ones."""
    folder = tmp_path_factory.mktemp("fonts")
    file = folder / "fonts.conf"
    fonts = Path(maps.__file__).parent / "fonts"
    file.write_text(FONTCONFIG.format(fonts=fonts, cache=folder), encoding="utf-8")
    return launch(env={**os.environ, "FONTCONFIG_FILE": str(file)})


@pytest.fixture(scope="module", params=["en", "ar"])
def edition(request, sample, tmp_path_factory):
    file = tmp_path_factory.mktemp("edition") / "page.html"
    html = maps.render(*sample, title="A night of strikes", lang=request.param)
    file.write_text(html, encoding="utf-8", newline="\n")
    return request.param, file.as_uri()


@pytest.fixture
def photograph(lettered, edition):
    """The page in a window of some size, after the steps of the caller, as PNG."""
    contexts = []

    def photographed(width, height, prepare=lambda _page: None):
        size = {"width": width, "height": height}
        contexts.append(lettered.new_context(viewport=size, offline=True, reduced_motion="reduce"))
        page = contexts[-1].new_page()
        page.goto(edition[1])
        page.wait_for_function("window.geostrike && window.geostrike.ready")
        prepare(page)
        page.wait_for_timeout(300)
        return page.screenshot()

    yield photographed
    for context in contexts:
        context.close()


def small(picture):
    """Means of blocks of pixels: what another build of Chromium letters a little otherwise stays near."""
    size = (picture.width // SHRINK, picture.height // SHRINK)
    return np.asarray(picture.convert("RGB").resize(size, Image.Resampling.BOX), dtype=np.int16)


def unlike(actual, expected):
    """Which small pixels differ by much; all of them where the sizes do."""
    one, other = small(actual), small(expected)
    if one.shape != other.shape:
        return np.ones(one.shape[:2], dtype=bool)
    return np.abs(one - other).max(axis=2) > FAR


def compare(png, name, folder):
    file = PICTURES / f"{name}.png"
    actual = Image.open(BytesIO(png)).convert("RGB")
    if RENEW:
        PICTURES.mkdir(exist_ok=True)
        actual.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, optimize=True)
    assert file.exists(), f"there is no {file}; draw it with GEOSTRIKE_NEW_PICTURES=1"
    apart = unlike(actual, Image.open(file))
    if apart.mean() > ALLOWED:
        actual.save(folder / f"{name}.actual.png")
        Image.fromarray(np.where(apart, 0, 255).astype(np.uint8)).save(folder / f"{name}.difference.png")
        pytest.fail(f"{apart.mean():.1%} of {file.name} looks otherwise; see {folder}")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_looks_as_it_did(photograph, edition, width, tmp_path):
    compare(photograph(width, WIDTHS[width]), f"{edition[0]}-{width}", tmp_path)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_card_looks_as_it_did(photograph, edition, width, tmp_path):
    def opened(page):
        page.evaluate("window.geostrike.open('border')")

    compare(photograph(width, WIDTHS[width], opened), f"{edition[0]}-{width}-card", tmp_path)


def test_the_printed_page_looks_as_it_did(photograph, edition, tmp_path):
    def printed(page):
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")

    compare(photograph(720, 1200, printed), f"{edition[0]}-print", tmp_path)


def test_a_changed_colour_is_seen_and_a_shifted_pixel_is_not():
    plain = Image.new("RGB", (400, 400), "#f5f3ef")
    moved, coloured = plain.copy(), plain.copy()
    moved.paste("#000000", (0, 0, 1, 400))
    coloured.paste("#0072b2", (0, 0, 60, 60))
    assert unlike(plain, moved).mean() <= ALLOWED < unlike(plain, coloured).mean()
    assert unlike(plain, Image.new("RGB", (400, 404))).all()
