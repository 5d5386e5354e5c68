"""Gazetteer: names as printed become places, or an honest 'ambiguous' or 'unknown'; layers, first wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

from geostrike.errors import InputError, OutputError
from geostrike.files import data_path
from geostrike.gazetteer import geonames, tables
from geostrike.gazetteer.answer import Answer, Candidate
from geostrike.gazetteer.gazfile import open_layer, save
from geostrike.gazetteer.layer import Layer, compile_layer
from geostrike.gazetteer.merge import compile_any
from geostrike.gazetteer.resolver import Gazetteer
from geostrike.gazetteer.sources import own_places, places_csv

DEFAULT = "default"


@cache
def load(*layers: str | Path) -> Gazetteer:
    """Open gazetteers, the first winning; without arguments the embedded one.

    Parameters
    ----------
    *layers : str or Path
        ``default`` for the embedded gazetteer (hand-made places, GeoNames, Natural Earth's provinces),
        a ``.gaz`` file, or a ``.csv`` table with the columns of ``gazetteer/places.csv``.

    Raises
    ------
    InputError, TableError
        If a file is missing or is no gazetteer.

    Examples
    --------
    >>> load().resolve("Tower 22").place.country
    'JO'
    """
    names = [str(layer) for layer in layers or (DEFAULT,)]
    return Gazetteer(tuple(map(_group, names)), provinces=DEFAULT in names)


def _group(layer: str) -> tuple[Layer, ...]:
    if layer == DEFAULT:
        return (
            _hand_made(data_path("places.csv"), "geostrike", "geostrike"),
            open_layer(data_path("geonames", "world.gaz")),
        )
    path = Path(layer)
    if path.suffix.lower() == ".csv":
        return (_hand_made(path, path.stem, path.stem),)
    return (open_layer(path),)


def _hand_made(path: Path, name: str, prefix: str) -> Layer:
    return compile_layer(places_csv(path), name=name, prefix=prefix, source=path.name, licence="")


def build(
    sources: Sequence[str | Path],
    target: str | Path,
    *,
    progress: Callable[[int], None] = lambda _count: None,
) -> Layer:
    """Compile GeoNames dumps, or tables of places, into one gazetteer file.

    Parameters
    ----------
    sources : sequence of str or Path
        GeoNames dumps as ``.zip`` or ``.txt`` (files named alternateNames* add spellings), or ``.csv`` tables
        of Who's On First, of OCHA p-codes, or with the columns of ``gazetteer/places.csv``; only one of these
        at once, for their licences differ.
    target : str or Path
        The ``.gaz`` file to write.
    progress : callable
        Called with the number of places that are compiled, each time a quarter of a million more are.

    Raises
    ------
    InputError, TableError, OutputError
        If a source cannot be read, naming its line, or the target not be written.
    """
    _checked(Path(target))
    layer = _compiled([Path(source) for source in sources], Path(target).stem, progress)
    save(layer, Path(target))
    return layer


def _checked(target: Path) -> None:
    """Refuse a folder that is missing before a long work, not behind it."""
    if not target.absolute().parent.is_dir():
        raise OutputError(f"{target} cannot be written; its folder does not exist, make it first.")


def _compiled(paths: list[Path], name: str, progress: Callable[[int], None]) -> Layer:
    found = {path: tables.read(path) for path in paths if path.suffix.lower() == ".csv"}
    foreign = [table for table in found.values() if table]
    if len({table.prefix for table in foreign}) + (None in found.values()) + (len(found) < len(paths)) > 1:
        raise InputError(
            "Sources of different makers go into gazetteers of their own; build two and layer them."
        )
    files = ", ".join(path.name for path in paths)
    if foreign:
        return compile_layer(
            chain.from_iterable(table.records for table in foreign),
            name=name,
            prefix=foreign[0].prefix,
            source=", ".join(table.source for table in foreign),
            licence=foreign[0].licence,
        )
    if found:
        places = chain.from_iterable(map(places_csv, paths))
        return compile_layer(places, name=name, prefix=name, source=files, licence="")
    records = geonames.read(paths)
    source = f"GeoNames ({files})"
    return compile_any(
        records, progress=progress, name=name, prefix="geonames", source=source, licence="CC BY 4.0"
    )


def add(sources: Sequence[str | Path], target: str | Path) -> Layer:
    """Compile tables of one's own places into a gazetteer file; each place says its source and radius.

    Parameters
    ----------
    sources : sequence of str or Path
        ``.csv`` tables with the columns of ``gazetteer/places.csv``.
    target : str or Path
        The ``.gaz`` file to write.

    Raises
    ------
    InputError, TableError, OutputError
        If a table cannot be read, with a sentence for each wrong row, or the target not be written.
    """
    _checked(Path(target))
    paths, name = [Path(source) for source in sources], Path(target).stem
    records = list(chain.from_iterable(map(own_places, paths)))
    files = ", ".join(path.name for path in paths)
    layer = compile_layer(records, name=name, prefix=name, source=files, licence="")
    save(layer, Path(target))
    return layer


__all__ = ["DEFAULT", "Answer", "Candidate", "Gazetteer", "add", "build", "load"]
