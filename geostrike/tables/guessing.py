"""Which column of a table is which: guessed from their names, said in a sentence, saved, read back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from geostrike import files
from geostrike.errors import TableError
from geostrike.model import nearest
from geostrike.tables.columns import KNOWN

PLACED = ("lon", "lat", "at", "geometry")
_PERSONAL = re.compile(r"victim|survivor|witness|phone|passport|birth|surname|family name", re.IGNORECASE)
_COUNTS = re.compile(
    r"\b(?:dead|deaths?|died|killed|kills|casualt(?:y|ies)|fatalit(?:y|ies)|toll|injur(?:ed|ies|y)|wounded)\b"
)
_OF_PEOPLE = {"age", "sex", "gender", "victim", "victim name", "family name", "surname", "father s name"}
_FILLING = {
    "no",
    "num",
    "number",
    "of",
    "the",
    "total",
    "reported",
    "estimated",
    "est",
    "incident",
    "incidence",
}
_NAMES = {
    "id": "id|code|unique reference code|reference code|event code|incident code|unique id|case id|"
    "case number|incident no|incident number|incident nr|event no|event number|case no|"
    "ref|reference|identifier|event id|incident id|incidence id|uid|no|nr|number|key",
    "title": "title|headline|event|incident|event name|incident name|titre|titel|label|what|"
    "what happened|name",
    "date": "date|event date|incident date|incidence date|strike date|"
    "date of incident|date of strike|day|when|when it happened|when happened|when did it happen|event day|"
    "incident day|strike day|day of event|day of strike|attack date|date of attack|date occurred|occurred|"
    "occurred on|happened on|when|date start|start date|start|"
    "begin|datum|jour|date of event|date time|datetime|timestamp|التاريخ",
    "date_end": "date end|end date|end|to date|until|finish",
    "time": "time|local time|hour|clock|heure|uhrzeit|الوقت",
    "zone": "zone|time zone|timezone|tz",
    "place": "place|location|location name|place name|town|city|village|site|where|where it happened|lieu|"
    "ort|toponym|locality|city town|town village|settlement|populated place|location of incident|"
    "المكان|الموقع",
    "place_ar": "place ar|location ar|location arabic|arabic name|location name arabic|name ar",
    "country": "country|country code|iso|iso2|iso3|iso a2|iso a3|country name|pays|land|الدولة",
    "admin1": "admin1|adm1|adm 1|admin 1|governorate|province|state|region|muhafazah|المحافظة",
    "admin2": "admin2|adm2|adm 2|admin 2|district|county|qada",
    "lon": "lon|longitude|long|lng|x|point x|lon dd|longitud|gps longitude|decimal longitude|xcoord|x coord|"
    "longitude decimal|geo lon|خط الطول",
    "lat": "lat|latitude|y|point y|lat dd|latitud|gps latitude|decimal latitude|ycoord|y coord|"
    "latitude decimal|geo lat|خط العرض",
    "at": "at|coordinates|coordinate|coords|coord|lat long|latlong|lat lon|latlon|lat lng|"
    "latlng|position|gps|geolocation|lat and long|point|map|map link|google maps|link to map|"
    "الإحداثيات",
    "geometry": "wkt|geometry|geom|geom wkt|wkt geom|the geom",
    "grid": "mgrs|grid|mgrs grid|mgrs coordinate|mgrs coordinates|grid reference|usng",
    "radius_m": "radius m|radius|accuracy m|uncertainty m|precision m",
    "precision": "precision|accuracy|geolocation accuracy|location accuracy|precision class",
    "category": "category|type|event type|strike type|kind of event|weapon",
    "kind": "kind",
    "status": "status|grading|verified",
    "source": "source|publisher|sources|outlet|reported by|quelle",
    "source_url": "source url|url|link|source link|permalink|address|web",
    "killed_low": "killed low|killed min|deaths low|deaths min|dead min|fatalities low|fatalities min|"
    "killed|deaths|fatalities|dead|people killed|killed people|death toll|persons killed",
    "killed_high": "killed high|killed max|deaths high|deaths max|dead max|fatalities high|"
    "fatalities max|killed|deaths|fatalities|dead|people killed|killed people|death toll|persons killed",
    "killed_civilian_low": "killed civilian low|civilians killed min|civilian deaths min|"
    "civilians killed low|civilians killed|civilian deaths|civilians reported killed",
    "killed_civilian_high": "killed civilian high|civilians killed max|civilian deaths max|"
    "civilians killed high|civilians killed|civilian deaths|civilians reported killed",
    "injured_low": "injured low|injured min|wounded min|wounded low|injured|wounded|injuries|people injured|"
    "civilians reported injured|civilians injured",
    "injured_high": "injured high|injured max|wounded max|wounded high|injured|wounded|injuries|"
    "people injured|civilians reported injured|civilians injured",
    "summary": "summary|description|abstract|text|résumé|narrative|details",
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
        if _PERSONAL.search(name) or (listed and words in {"name", *_OF_PEOPLE})
    )


def guess(header: Iterable[str]) -> Assignment:
    """Columns of a table as their names tell.

    Parameters
    ----------
    header : iterable of str
        Names of the columns.

    Examples
    --------
    >>> guess(["Ref.", "When", "LAT", "LONG", "Deaths"]).columns["killed_high"]
    'Deaths'
    """
    names = list(reversed(list(header)))
    by_words = {_core(name): name for name in names} | {_words(name): name for name in names}
    if _OF_PEOPLE & set(by_words):
        by_words.pop("name", None)
    found: dict[str, str] = {}
    for ours, wanted in _NAMES.items():
        name = next((by_words[words] for words in wanted.split("|") if words in by_words), "")
        if name:
            found[ours] = name
    if "lon" in found and "lat" in found:
        found.pop("at", None)
        found.pop("geometry", None)
        if found.get("grid") in {found["lon"], found["lat"]}:
            found.pop("grid")
    else:
        found.pop("lon", None)
        found.pop("lat", None)
        found.setdefault("at", "" if "geometry" in found else found.get("grid", ""))
        found = {ours: name for ours, name in found.items() if name and (ours != "grid" or "at" not in found)}
    return Assignment(found)


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
    words = [word for word in _words(bare).split() if word not in _FILLING]
    return " ".join(words)


def _words(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()
