"""Broken tables of every format: whatever a file holds, the answer is rows or one sentence.

`python tests/fuzz/fuzz_tables.py SECONDS [GROUP ...]`: each reader for as many seconds, in a process of its
own. Changes know bytes, cells and members of archives; a file with an answer not seen before is changed
further. One that makes anything but a GeostrikeError of one line, or takes long, is kept and named.
"""

from __future__ import annotations

import csv
import io
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from pathlib import Path

from geostrike import tables
from geostrike.errors import GeostrikeError
from geostrike.tables import writing

FILES = Path(__file__).resolve().parent.parent / "tables" / "files"
GROUPS = {
    "acled": ("acled.csv", "acled_old.csv"),
    "ucdp": ("ged.csv", "ged_hdx.csv"),
    "airwars": ("airwars.csv", "airwars_pages.csv"),
    "timemap": ("timemap.csv", "timemap.json"),
    "events": ("events.csv",),
    "generic": ("generic.csv", "list.csv"),
    "json": (".geojson", ".ndjson", "objects.json", "points.geojson"),
    "kml": (".kml", ".kmz", "earth.kml"),
    "workbook": (".xlsx", ".timemap.xlsx", ".ods"),
    "geopackage": (".gpkg",),
    "flatgeobuf": (".fgb",),
    "shapefile": (".zip",),
    "parquet": (".parquet",),
}
TEXTS = {
    "events.csv": "id,title,date,date_end,geometry,place,country,precision,killed_low,killed_high\n"
    'a,A,2024-02-02/2024-02-03,,"POLYGON ((0 0, 1 0, 1 1, 0 0))",القائم,SY,town,2,3\n'
    "b,B,2024-02,,POINT (40.97 34.39),,IRQ,,,\n",
    "generic.csv": "Ref;When;Where;Coordinates;Deaths;Accuracy;Name;Age\n"
    '1;13/04/2021;al-Qaim;"34.39, 40.97";3 - 7;Village;x;9\n2;3 May 2021;;37SFU8140407174;;;;\n'
    "3;03/04/21;;34°23'24\"N 40°58'12\"E;2;Town;;\n",
    "objects.json": '[{"id": 1, "date": "2024", "latitude": "1", "longitude": "2", "tags": ["a"]}]',
}
LARGEST = 1 << 20
SLOW = 20.0  # seconds in which any small file must be answered
WORDS = (
    *(b"", b"\x00", b"\xff", b'"', b"'", b"\n", b"\r\n", b",", b";", b"{", b"}", b"[", b"]", b"null", b"NaN"),
    *(b"1e999", b"-1", b"999999999999999999999", b"1970-01-01", b"03/04/2021", b"4239.00416", b"#", b"=1+1"),
    *("القائم".encode(), b"\xef\xbb\xbf", b"\xed\xa0\x80", b"37SFU8140407174", b"POINT (1 1)", b"<", b"&#0;"),
    *(b"sep=;", b"inf", "٣".encode(), "²".encode(), b"Feature", b"geometry", b"coordinates", b'{"a":[[]]}'),
    *(b"true", b"_x", b"0", b"1_0", b"&#x1F;"),
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The same with a few changes; of a zip file one of its members is changed, so that it still unpacks."""
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.8:
        try:
            return _repacked(data, chance)
        except Exception:  # noqa: BLE001, S110  (a broken archive is changed as bytes)
            pass
    if chance.random() < 0.4 and (cells := _other_cells(data, chance)):
        return cells[:LARGEST]
    held = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at, end = sorted(chance.randrange(len(held) + 1) for _ in range(2))
        end = min(end, at + chance.choice((1, 4, 64, 1024)))
        match chance.randrange(5):
            case 0:
                held[at:end] = b""
            case 1:
                held[at:at] = chance.choice(WORDS)
            case 2:
                held[at : at + 1] = bytes([chance.randrange(256)])
            case 3:
                held[at:at] = held[at:end] * chance.choice((1, 2, 30))
            case _:
                held[at:end] = chance.choice(WORDS)
    return bytes(held[:LARGEST])


def _repacked(data: bytes, chance: random.Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        which = chance.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(zipfile.ZipInfo(name), mutated(content, chance) if name == which else content)
    return made.getvalue()


def _other_cells(data: bytes, chance: random.Random) -> bytes:
    """A table of text with other words in some cells, rows or columns moved; empty for no table."""
    try:
        text = data.decode("utf-8")
        sign = max(",;\t", key=text.partition("\n")[0].count)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    except (UnicodeDecodeError, csv.Error):
        return b""
    if len(rows) < 2 or len(rows[0]) < 2:
        return b""
    width = len(rows[0])
    for _ in range(chance.choice((1, 1, 2, 5))):
        row, at = chance.choice(rows), chance.randrange(width)
        match chance.randrange(5):
            case 0 | 1 if at < len(row):
                row[at] = chance.choice(WORDS).decode("utf-8", "replace") + chance.choice(("", row[at]))
            case 2:
                rows.append(list(row))
            case 3:
                del row[at:]
            case _:
                other = chance.choice(chance.choice(rows) or [""])
                row.insert(at, other)
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=chance.choice((sign, sign, ",", ";", "\t"))).writerows(rows)
    return made.getvalue().encode(chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")), "replace")


def seeds(folder: Path, wanted: tuple[str, ...]) -> list[bytes]:
    """Sound files: fixtures, texts, and for a name that begins with a point the fixtures in that format."""
    for name in wanted:
        if (FILES / name).is_file():
            shutil.copy(FILES / name, folder / name)
        elif name in TEXTS:
            (folder / name).write_text(TEXTS[name], encoding="utf-8", newline="")
        else:
            for stem in ("ged", "acled", "airwars"):
                _converted(stem, folder / f"{stem}{name}")
    return [path.read_bytes() for path in sorted(folder.iterdir())]


def _converted(stem: str, path: Path) -> None:
    held = tables.read_columns(FILES / f"{stem}.csv")
    if path.suffix != ".zip":
        writing.write(held, path, form="timemap" if ".timemap." in path.name else "")
        return
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path, "w") as archive:
        writing.write(held, Path(folder) / "s.shp")
        for part in sorted(Path(folder).iterdir()):
            archive.write(part, part.name)


def tried(path: Path, data: bytes) -> str:
    """Read one file and say in brief what came of it; anything but rows or a GeostrikeError is a fault."""
    path.write_bytes(data)
    start = time.monotonic()
    try:
        found = tables.read_columns(path)
        said = " ".join([found.format, *sorted({_brief(each.reason) for each in found.aside})])
    except GeostrikeError as error:
        if "\n" in str(error):
            raise AssertionError("the sentence has more than one line") from error
        said = _brief(str(error))
    if time.monotonic() - start > SLOW:
        raise AssertionError("too slow")
    return said


def _brief(sentence: str) -> str:
    """The words that a sentence begins with, without what it quotes."""
    return re.sub(r"'[^']*'|\"[^\"]*\"|[^A-Za-z ]", "", sentence)[:50]


def child(group: str, seconds: float, folder: Path) -> None:
    """Try one group; the last file tried is in the folder, for a process that dies."""
    corpus, kept = folder / "corpus", folder / "faults"
    corpus.mkdir()
    kept.mkdir()
    held = seeds(corpus, GROUPS[group])
    count, chance, start = 0, random.Random(group), time.monotonic()  # noqa: S311
    faults: set[str] = set()
    answers: set[str] = set()
    while time.monotonic() - start < seconds:
        data = mutated(chance.choice(held), chance)
        count += 1
        try:
            said = tried(folder / "input", data)
        except Exception as error:  # noqa: BLE001  (any is a fault)
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{last.filename}:{last.lineno} {type(error).__name__}"
            if place not in faults:
                faults.add(place)
                (kept / f"{len(faults)}.bin").write_bytes(data)
                traceback.print_exc()
            continue
        if said not in answers and len(held) < 2000:
            answers.add(said)
            held.append(data)
    print(f"{count} {time.monotonic() - start:.1f} {len(answers)} {len(faults)}", flush=True)


def main(seconds: float, groups: list[str]) -> int:
    """Run the groups one after another; 1 where one has a fault."""
    faults = 0
    for group in groups or GROUPS:
        folder = Path(tempfile.mkdtemp(prefix=f"geostrike-fuzz-{group}-"))
        command = [sys.executable, __file__, "--child", group, str(seconds), str(folder)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
        *_, last = done.stdout.strip().splitlines() or [""]
        figures = last.split() if done.returncode == 0 and last.count(" ") == 3 else ("?", "?", "?", "1")
        count, ran, answers, found = figures
        died = f", the process ended with {done.returncode}" if done.returncode else ""
        print(f"{group}: {count} files in {ran} s, {answers} answers, {found} faults{died}", flush=True)
        if found != "0":
            faults += 1
            print(f"{done.stderr[-6000:]}\nThe files are in {folder}.", flush=True)
        else:
            shutil.rmtree(folder)
    return min(faults, 1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], float(sys.argv[3]), Path(sys.argv[4]))
    else:
        sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0, sys.argv[2:]))
