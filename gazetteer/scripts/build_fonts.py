"""Cut the fonts of figures out of the Noto fonts: the scripts that a map needs, under a name of their own.

python gazetteer/scripts/build_fonts.py DIR      (DIR: the fonts of Debian's fonts-noto-core 20201225-1)

The family is renamed, so that a Noto font of the reader's system is never taken for ours.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parents[2] / "geostrike" / "maps" / "fonts"
LATIN = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x377), (0x400, 0x45F), (0x490, 0x491), (0x1E00, 0x1EFF),
    (0x200C, 0x200F), (0x2010, 0x2027), (0x202F, 0x203A), (0x2070, 0x208E), (0x20A0, 0x20BF),
    (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2215), (0x25CC, 0x25CC),
)  # fmt: skip
SEMITIC = ((0x20, 0x20), (0xA0, 0xA0), (0x590, 0x6FF), (0x750, 0x77F), (0x200C, 0x200F), (0x25CC, 0x25CC))
FONTS = {
    "NotoSans-Regular": ("Geostrike Sans", LATIN),
    "NotoSans-Bold": ("Geostrike Sans", LATIN),
    "NotoSansArabic-Regular": ("Geostrike Arabic", SEMITIC),
    "NotoSansArabic-Bold": ("Geostrike Arabic", SEMITIC),
    "NotoSansHebrew-Regular": ("Geostrike Hebrew", SEMITIC),
    "NotoSansHebrew-Bold": ("Geostrike Hebrew", SEMITIC),
}
FAMILY, SUBFAMILY, UNIQUE, FULL, POSTSCRIPT, PREFERRED = 1, 2, 3, 4, 6, 16


def cut(source: Path, family: str, ranges: tuple[tuple[int, int], ...]) -> TTFont:
    """A font with the letters of some ranges and all that shaping needs, renamed."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options(layout_features=["*"], hinting=False, name_IDs=["*"], notdef_outline=True)
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in ranges for code in range(low, high + 1)])
    subsetter.subset(font)
    _rename(font, family)
    return font


def _rename(font: TTFont, family: str) -> None:
    weight = str(font["name"].getDebugName(SUBFAMILY))
    names = {
        FAMILY: family,
        UNIQUE: f"{family} {weight}",
        FULL: f"{family} {weight}",
        POSTSCRIPT: f"{family.replace(' ', '')}-{weight}",
        PREFERRED: family,
    }
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]


def main() -> int:
    """Write the fonts beside the modules that letter with them."""
    for name, (family, ranges) in FONTS.items():
        weight = name.partition("-")[2]
        font = cut(Path(sys.argv[1]) / f"{name}.ttf", family, ranges)
        font.save(OUT / f"{family.replace(' ', '')}-{weight}.ttf")
    return 0


if __name__ == "__main__":
    sys.exit(main())
