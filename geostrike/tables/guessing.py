"""Which column of a table is which: guessed from their names, said in a sentence, saved, read back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geostrike import files
from geostrike.errors import TableError
from geostrike.model import nearest
from geostrike.tables.columnnames import NAMES
from geostrike.tables.columns import KNOWN

PLACED = ("lon", "lat", "at", "geometry")
_PERSONAL = re.compile(r"victim|survivor|witness|phone|passport|birth|surname|family name", re.IGNORECASE)
_SPOT = re.compile(r"\blat(?:itude)? (?:and )?(?:long?|lng|longitude)\b|\bcoordinates?\b|\bgeolocation\b")
_ORDER = re.compile(r"\b(dd?\W?mm?|mm?\W?dd?)\W?yy(?:yy)?\b", re.IGNORECASE)
_NAMED = re.compile(r"names\s?\d*")
_COUNTS = re.compile(
    r"\b(?:dead|deaths?|died|killed|kills|casualt(?:y|ies)|fatalit(?:y|ies)|toll|injur(?:ed|ies|y)|wounded)\b"
)
_PARTS = {
    "year": "year|iyear|event year|incident year|date year",
    "month": "month|imonth|event month|incident month|date month",
    "day": "day|iday|event day|incident day|date day",
}
_SQUARE = ("x", "y")
_KILLED = {"killed", "dead", "deaths", "death", "fatalities", "fatality", "died", "nkill"}
_HURT = {"injured", "wounded", "injuries", "injury", "nwound"}
_CIVILIAN = {"civilian", "civilians", "civil", "civ", "civs", "noncombatant", "noncombatants"}
_ENDS = {
    "low": {"min", "minimum", "low", "lower", "lowest"},
    "high": {"max", "maximum", "high", "higher", "upper", "highest"},
}
_OF_PEOPLE = {"age", "sex", "gender", "victim", "victim name", "family name", "surname", "father s name"}
_FILLING = {
    *("no", "n", "num", "number", "of", "the", "total", "reported", "estimated", "est", "incident"),
    *("incidence", "airwars", "people", "ppl", "persons", "nombre", "de", "des", "l", "anzahl", "der"),
}


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which column of a table is which.

    Attributes
    ----------
    columns : dict of str to str
        Our column, and the table's.
    date_order : str
        ``dmy``, ``mdy``, or empty where the rows are to show it.
    """

    columns: dict[str, str] = field(default_factory=dict)
    date_order: str = ""


def of_people(header: Iterable[str]) -> tuple[str, ...]:
    """Columns that name or describe people.

    Parameters
    ----------
    header : iterable of str
        Names of the columns.

    Examples
    --------
    >>> of_people(["Ref", "Name", "Age"]), of_people(["Ref", "Name"])
    (('Name', 'Age'), ())
    """
    by_words = {name: _words(name) for name in header}
    listed = bool(_OF_PEOPLE & set(by_words.values()))
    return tuple(
        name
        for name, words in by_words.items()
        if _PERSONAL.search(name) or _NAMED.fullmatch(words) or (listed and words in {"name", *_OF_PEOPLE})
    )


def guess(header: Iterable[str], tags: Mapping[str, str] | None = None) -> Assignment:
    """Columns of a table as their names tell, and the HXL tags below them.

    Parameters
    ----------
    header : iterable of str
        Names of the columns.
    tags : mapping of str to str, optional
        HXL tag of each column that has one.

    Examples
    --------
    >>> guess(["Ref.", "When", "LAT", "LONG", "Deaths"]).columns["killed_high"]
    'Deaths'
    >>> guess(["Year", "Month", "Day", "Lat", "Lon", "Min civ killed"]).columns["date"]
    'Year + Month + Day'
    """
    names = list(reversed(list(header)))
    tagged = {_words(tag): name for name, tag in (tags or {}).items() if name in names}
    by_words = {_core(name): name for name in names} | {_words(name): name for name in names}
    if _OF_PEOPLE & set(by_words):
        by_words.pop("name", None)
    found = {
        ours: name
        for ours, wanted in NAMES.items()
        if (name := _first(tagged, wanted) or _first(by_words, wanted))
    }
    by_words = tagged | by_words
    found |= _counted(by_words, found)
    _date_of_parts(by_words, found)
    _one_place(found)
    spot = next((name for name in reversed(names) if _SPOT.search(_words(name))), "")
    if spot and not found.keys() & {"lon", "at", "geometry"}:
        found["at"] = spot
    return Assignment(found)


def date_order(name: str) -> str:
    """Which comes first in a column of dates whose name says it; empty where it does not.

    Examples
    --------
    >>> date_order("Date (MM-DD-YYYY)"), date_order("date dd/mm/yy"), date_order("Date")
    ('mdy', 'dmy', '')
    """
    match = _ORDER.search(name)
    return "" if match is None else "dmy" if match[1][0] in "dD" else "mdy"


def _first(by_words: Mapping[str, str], wanted: str) -> str:
    return next((by_words[words] for words in wanted.split("|") if words in by_words), "")


def _counted(by_words: Mapping[str, str], found: Mapping[str, str]) -> dict[str, str]:
    """Columns whose words are nothing but a count of people and perhaps its end, such as min civil killed.

    One with an end goes before one figure for both ends; one without fills both where nothing else does.
    """
    ended: dict[str, str] = {}
    alone: dict[str, str] = {}
    for words, name in by_words.items():
        said = set(words.split()) - _FILLING
        kind = "killed" if said & _KILLED else "injured" if said & _HURT else ""
        kind += "_civilian" if kind == "killed" and said & _CIVILIAN else ""
        ends = [end for end, known in _ENDS.items() if said & known]
        left = said - _KILLED - _HURT - _CIVILIAN - _ENDS["low"] - _ENDS["high"]
        if kind and not left and len(ends) < 2 and not (said & _KILLED and said & _HURT):
            held = ended if ends else alone
            held |= {f"{kind}_{end}": name for end in ends or _ENDS if f"{kind}_{end}" not in held}
    made: dict[str, str] = {}
    for kind in ("killed", "killed_civilian", "injured"):
        pair = [f"{kind}_{end}" for end in _ENDS]
        one = found.get(pair[0]) == found.get(pair[1])
        made |= {ours: ended[ours] for ours in pair if ours in ended and (one or ours not in found)}
        if not any(ours in found or ours in made for ours in pair):
            made |= {ours: alone[ours] for ours in pair if ours in alone}
    return made


def _date_of_parts(by_words: Mapping[str, str], found: dict[str, str]) -> None:
    """Take the date from columns of year, month and day where no column holds it whole."""
    parts = [_first(by_words, words) for words in _PARTS.values()]
    if parts[0] and found.get("date", parts[2]) == parts[2]:
        found["date"] = " + ".join(part for at, part in enumerate(parts) if part and all(parts[:at]))


def _one_place(found: dict[str, str]) -> None:
    """Keep one way to say where: degrees before a geometry or one cell; X and Y only together."""
    square = [
        _words(found.get(name, "")).split()[-1:] == [sign]
        for name, sign in zip(("lon", "lat"), _SQUARE, strict=True)
    ]
    if "lon" in found and "lat" in found and square[0] == square[1]:
        for name in ("at", "geometry"):
            found.pop(name, None)
        if found.get("grid") in {found["lon"], found["lat"]}:
            found.pop("grid")
        return
    for name in ("lon", "lat"):
        found.pop(name, None)
    if "geometry" not in found and "grid" in found:
        found.setdefault("at", found["grid"])
    if "at" in found:
        found.pop("grid", None)


def unused_counts(left: Iterable[str]) -> list[str]:
    """A note that names columns which look like counts of people and are not used; none without such.

    Examples
    --------
    >>> unused_counts(["Colour", "Casualties"])
    ['Not used, though they look like counts of people: Casualties; --mapping says which is which.']
    """
    found = [name for name in left if _COUNTS.search(_words(name))]
    if not found:
        return []
    listed = ", ".join(found[:12])
    return [f"Not used, though they look like counts of people: {listed}; --mapping says which is which."]


def unused(left: Iterable[str]) -> list[str]:
    """A note that names columns that are no columns of events; none without such.

    Examples
    --------
    >>> unused(["Distance", "Remarques"])
    ['Not used: Distance, Remarques; convert keeps them beside its own columns, a map leaves them out.']
    """
    listed = ", ".join(" ".join(name.split()) for name in left)
    said = f"Not used: {listed}; convert keeps them beside its own columns, a map leaves them out."
    return [said] if listed else []


def unused_places(left: Iterable[str]) -> list[str]:
    """A note that names columns which look like coordinates and are not used; none without such.

    Examples
    --------
    >>> unused_places(["Colour", "Coordinates of the crater"])
    ['Not used, though they look like coordinates: Coordinates of the crater; --mapping says which is which.']
    """
    found = [" ".join(name.split()) for name in left if _SPOT.search(_words(name))]
    listed = ", ".join(found[:6])
    return [f"Not used, though they look like coordinates: {listed}; --mapping says which is which."] * bool(
        found
    )


def read_mapping(path: Path) -> Assignment:
    """Mapping that was saved.

    Parameters
    ----------
    path : pathlib.Path
        A JSON file.

    Raises
    ------
    InputError
        If it cannot be read.
    TableError
        If it is no mapping, or names a column that is none of ours.
    """
    try:
        held = json.loads(files.read_text(path))
    except (json.JSONDecodeError, RecursionError):
        held = None
    named = held.get("columns") if isinstance(held, dict) else None
    if not isinstance(named, dict) or not all(isinstance(value, str) for value in named.values()):
        raise TableError(f"{path.name} is no mapping; write one with --save-mapping and change that.")
    known = (*KNOWN, *PLACED)
    for name in named:
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean {near}?" if near else f"they are {', '.join(known)}."
            raise TableError(f"{path.name} maps {name!r}, which is no column of events; {hint}")
    order = str(held.get("date_order", ""))
    if order not in {"", "dmy", "mdy"}:
        raise TableError(f"{path.name} has the date_order {order!r}; write dmy or mdy, or leave it empty.")
    return Assignment({name: value for name, value in named.items() if value}, order)


def as_json(mapping: Assignment) -> str:
    """A mapping as the text of a file; what no column was found for is empty; see `read_mapping`."""
    columns = mapping.columns | {name: "" for name in (*KNOWN, *PLACED) if name not in mapping.columns}
    held = {"columns": columns, "date_order": mapping.date_order}
    return json.dumps(held, ensure_ascii=False, indent=2) + "\n"


def say(mapping: Assignment) -> str:
    """A mapping in one sentence.

    Examples
    --------
    >>> say(Assignment({"date": "When", "lat": "Y"}))
    'Columns: date from When, lat from Y.'
    """
    return "Columns: " + ", ".join(f"{ours} from {theirs}" for ours, theirs in mapping.columns.items()) + "."


def _core(name: str) -> str:
    """Words of a name without what stands in brackets and without words such as number of."""
    bare = re.sub(r"[(\[](?!\s*(?:min|max|low|high))[^)\]]*[)\]]", " ", name, flags=re.IGNORECASE)
    words = [word for word in _words(_ORDER.sub(" ", bare)).split() if word not in _FILLING]
    return " ".join(words)


def _words(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()
