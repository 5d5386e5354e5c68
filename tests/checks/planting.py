"""Clean tables of events with realistic variety, and faults that tests plant into them."""

import csv
import random

import numpy as np

from geostrike import borders, gazetteer

COUNTRIES = {"IQ": "Iraq", "SY": "Syria", "YE": "Yemen (North Yemen)", "UA": "Ukraine", "AF": "Afghanistan"}
WHAT = ("Airstrike", "Drone strike", "Shelling", "Missile attack", "Explosion")
SOURCES = ("Reuters", "AFP", "AP", "Local news site", "A monitor")
CLASSES = {"exact": 10, "site": 5, "neighbourhood": 12, "village": 25, "town": 25, "city": 15, "district": 5}
SPREAD = {"exact": (0.008, 5), "site": (0.008, 5), "neighbourhood": (0.01, 3), "district": (0.05, 2)}


def places(count=400):
    """Places of a gazetteer that both border data sets put in their country."""
    rng = random.Random(1)  # noqa: S311
    layer = gazetteer.load().groups[0][1]
    rows = []
    for code in COUNTRIES:
        inland = np.flatnonzero(layer.country == layer.countries.index(code)).tolist()
        rows += rng.sample(inland, min(len(inland), count // len(COUNTRIES)))
    found = [layer.place(int(row)) for row in rows]
    kept = [place for place in found if not place.region and _agreed(place)]
    rng.shuffle(kept)
    return kept


def _agreed(place):
    return {borders.load(name).country(place.lon, place.lat) for name in borders.names()} <= {
        place.country,
        None,
    }


def clean(count, seed=5):
    """Rows of an events table: half of them on few points, as in real tables, and of every precision."""
    rng = random.Random(seed)  # noqa: S311
    spots = places()
    weights = [1 / (at + 1) ** 1.1 for at in range(len(spots))]
    rows = []
    for number in range(1, count + 1):
        place = rng.choices(spots, weights)[0]
        precision = rng.choices(list(CLASSES), list(CLASSES.values()))[0]
        spread, digits = SPREAD.get(precision, (0.0, 5))
        lat, lon = (value + rng.gauss(0, 1) * spread for value in (place.lat, place.lon))
        killed = rng.choices([0, 1, 2, 3, 5, 8, 20], [30, 25, 15, 10, 8, 6, 2])[0]
        most = killed + rng.choice([0, 0, 0, 1, 5])
        civilians = rng.randint(0, killed)
        what = rng.choice(WHAT)
        rows.append(
            {
                "id": f"E{number}",
                "title": f"{what} in {place.name}",
                "date": f"{rng.randint(2012, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
                "date_end": "",
                "time": "",
                "zone": "",
                "lon": f"{lon:.{digits}f}",
                "lat": f"{lat:.{digits}f}",
                "place": place.name,
                "country": place.country,
                "precision": precision,
                "radius_m": "",
                "grid": "",
                "kind": "strike",
                "category": what,
                "status": rng.choice(["reported", "confirmed"]),
                "source": rng.choice(SOURCES),
                "source_url": f"https://example.org/{rng.randint(1, 10**7)}",
                "killed_low": killed,
                "killed_high": most,
                "killed_civilian_low": civilians,
                "killed_civilian_high": min(most, civilians + 1),
                "injured_low": "",
                "injured_high": "",
                "summary": f"{what} reported near {place.name}; {killed} people were killed.",
            }
        )
    return rows


def write(path, rows):
    """Write rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def shifted(name, by, digits):
    """A coordinate moved a little and printed with so many digits."""
    return lambda row: f"{float(row[name]) + by:.{digits}f}"


def fine(digits):
    """The point of a row, moved and with too many digits."""
    return {"lat": shifted("lat", 0.021234567, digits), "lon": shifted("lon", 0.013217654, digits)}


BAGHDAD = {"lat": "33.31", "lon": "44.36", "place": "Baghdad", "country": "IQ", "precision": "city"}
MOSUL = {"lat": "36.335", "lon": "43.1189", "place": "Mosul", "country": "IQ", "precision": "exact"}
NORTH_EAST = "It was 60 km north-east of Baghdad."
FAULTS = [
    ("swapped", {**BAGHDAD, "lat": "44.36", "lon": "33.31"}),
    ("swapped", {**BAGHDAD, "lat": "44.36", "lon": "33.31", "country": ""}),
    ("swapped", {"lat": "121.03", "lon": "14.62", "place": "", "country": "PH"}),
    ("range", {"lon": "4239.00416"}),
    ("range", {"lon": "190.2"}),
    ("point-half", {"lat": ""}),
    ("null-island", {"lat": "0", "lon": "0"}),
    ("null-island", {"lat": "0.000", "lon": "0.000"}),
    ("country-point", {**BAGHDAD, "country": "SY"}),
    ("country-point", {**BAGHDAD, "lon": "-44.36"}),
    ("country-point", {**BAGHDAD, "country": "UA", "place": ""}),
    ("country-code", {"country": "XZ"}),
    ("at-far", {**BAGHDAD, "place": "Mosul"}),
    ("at-far", {**MOSUL, "place": "Basra"}),
    ("at-far", {"place": "Aleppo", "country": "SY", "lat": "34.45", "lon": "40.91"}),
    ("at-far", {"place": "Kharkiv", "country": "UA", "lat": "46.48", "lon": "30.72"}),
    ("at-far", {**BAGHDAD, "place": "Mosul (east)"}),
    (
        "country-point",
        {"place": "Kobani", "country": "TR", "lat": "36.89", "lon": "38.35", "precision": "city"},
    ),
    ("grid-far", {**MOSUL, "grid": "38SMB4500089000"}),
    ("grid-form", {**MOSUL, "grid": "377SFU805225"}),
    ("grid-form", {**MOSUL, "grid": "38SLF3700022000; 38SLF3800023000"}),
    ("digits", {"precision": "village", **fine(6)}),
    ("digits", {"precision": "town", **fine(6)}),
    ("digits", {"precision": "city", **fine(7)}),
    ("digits", {"precision": "district", **fine(5)}),
    ("digits", {"precision": "province", **fine(5)}),
    ("radius-missing", {"precision": ""}),
    ("radius-precision", {"precision": "exact", "radius_m": "90000"}),
    ("radius-precision", {"precision": "exact", "radius_m": "0"}),
    ("range", {"radius_m": "-5"}),
    ("vocabulary", {"precision": "vilage"}),
    ("vocabulary", {"kind": "bombardement"}),
    ("vocabulary", {"status": "maybe"}),
    ("date-epoch", {"date": "1970-01-01"}),
    ("date-epoch", {"date": "0224-03-01"}),
    ("date-future", {"date": "2031-05-04"}),
    ("date-two-readings", {"date": "03/04/2021"}),
    ("date-relative", {"date": "yesterday"}),
    ("date-relative", {"summary": "It happened late yesterday."}),
    ("date-form", {"date": "2021-02-30"}),
    ("date-form", {"date": "25/12/2020"}),
    ("date-form", {"date": "7.6.2018"}),
    ("date-order", {"date_end": "2001-01-01"}),
    ("time-form", {"time": "25:10", "zone": "Asia/Baghdad"}),
    ("zone-missing", {"time": "14:30"}),
    ("zone", {"time": "14:30", "zone": "local"}),
    ("low-above-high", {"killed_low": "9", "killed_high": "3", "killed_civilian_low": ""}),
    ("low-above-high", {"injured_low": "9", "injured_high": "3"}),
    ("part-above-whole", {"killed_low": "2", "killed_high": "3", "killed_civilian_low": "7"}),
    ("range", {"killed_low": "-1"}),
    ("number-form", {"killed_low": "several"}),
    ("number-form", {"lat": "34,5"}),
    ("url", {"source_url": "javascript:alert(1)"}),
    ("url", {"source_url": "htp:/example"}),
    ("url", {"source_url": "www.example.org/a"}),
    ("url", {"source_url": "https://exam ple.org/a"}),
    ("url", {"source_url": "https://user:pw@example.org/"}),
    ("url", {"source_url": "http://localhost:8080/x"}),
    ("contact", {"summary": "Call +964 770 000 0000 for more."}),
    ("contact", {"summary": "Write to someone@example.org"}),
    ("person-named", {"summary": "Among the dead: Example Person, 34, and her daughter."}),
    ("person-named", {"summary": "Example al-Person was killed."}),
    ("person-named", {"summary": "The victim was named as Example Person."}),
    ("words-long", {"summary": "He said “" + "word " * 40 + "” to us."}),
    ("words-long", {"summary": "He said: ‘" + "word " * 40 + "’."}),
    ("protected-place", {**MOSUL, "title": "Strike on a house"}),
    ("protected-place", {**MOSUL, "title": "Strike on a hospital"}),
    ("stated-distance", {**BAGHDAD, "summary": "Hit 12 km north-east of Tikrit."}),
    (
        "stated-direction",
        {**BAGHDAD, "lat": "32.8", "lon": "43.9", "summary": "60 km north-east of Baghdad.", "place": ""},
    ),
    (
        "stated-direction",
        {**BAGHDAD, "lat": "32.8", "lon": "44.4", "place": "", "title": "Hit north of Baghdad"},
    ),
    ("stated-distance", {**BAGHDAD, "summary": "Some 15 km outside Tikrit, police said."}),
    ("agency-twice", {"source": "Reuters; Reuters"}),
    ("agency-twice", {"source": "Reuters, Reuters"}),
    ("required", {"title": ""}),
    ("required", {"id": ""}),
    ("id-twice", {"id": "E1"}),
]


def plant(rows, seed=2):
    """Plant each fault into a row of its own, and six duplicates behind all; what was planted, by row."""
    rng = random.Random(seed)  # noqa: S311
    free = rng.sample(range(1, len(rows)), len(FAULTS) + 6)
    planted = {}
    for (rule, change), at in zip(FAULTS, free, strict=False):
        rows[at] |= {name: value(rows[at]) if callable(value) else value for name, value in change.items()}
        planted[at + 1] = rule
    for number, at in enumerate(free[len(FAULTS) :]):
        twin = rows[at] | {"id": f"D{number}"}
        if number % 3 == 1:
            twin["title"] = twin["title"].replace("i", "l", 1)
        if number % 3:
            year, month, day = twin["date"].split("-")
            twin["date"] = f"{year}-{month}-{min(int(day) + 1, 28):02d}"
        if number > 2:
            twin |= {"lat": f"{float(twin['lat']) + 0.002:.5f}", "precision": "exact"}
        rows.append(twin)
        planted[len(rows)] = "duplicate"
    return planted


def as_acled(row):
    """A row with the columns of ACLED."""
    return {
        "event_id_cnty": row["id"],
        "event_date": row["date"],
        "year": row["date"][:4],
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": row["category"],
        "actor1": "Military forces of a state",
        "inter1": "State forces",
        "country": COUNTRIES[row["country"]].partition(" (")[0],
        "admin1": "",
        "location": row["place"],
        "latitude": row["lat"],
        "longitude": row["lon"],
        "geo_precision": "2" if row["precision"] == "district" else "1",
        "source": row["source"],
        "source_scale": "National",
        "notes": f"On {row['date']}, {row['summary']}",
        "fatalities": row["killed_low"],
        "timestamp": "1760000000",
    }


def as_ged(row):
    """A row with the columns of UCDP GED."""
    day = f"{row['date']} 00:00:00.000"
    return {
        "id": row["id"][1:],
        "year": row["date"][:4],
        "type_of_violence": "1",
        "dyad_name": "A - B",
        "side_a": "A",
        "side_b": "B",
        "number_of_sources": "2",
        "source_office": row["source"],
        "source_date": row["date"],
        "source_headline": row["title"],
        "where_prec": "2" if row["precision"] == "district" else "1",
        "where_coordinates": row["place"],
        "latitude": row["lat"],
        "longitude": row["lon"],
        "country": COUNTRIES[row["country"]],
        "date_prec": "1",
        "date_start": day,
        "date_end": day,
        "deaths_a": "0",
        "deaths_b": row["killed_low"] - row["killed_civilian_low"],
        "deaths_civilians": row["killed_civilian_low"],
        "deaths_unknown": "0",
        "best": row["killed_low"],
        "low": row["killed_low"],
        "high": row["killed_high"],
    }


LABELS = {"exact": "Exact location (other)", "site": "Nearby landmark", "district": "District"}


def as_airwars(row):
    """A row with the columns of Airwars."""
    return {
        "post_id": row["id"][1:],
        "post_status": "publish",
        "permalink": f"https://example.org/{row['id']}/",
        "code": row["id"],
        "date": row["date"],
        "country": COUNTRIES[row["country"]].partition(" (")[0],
        "location_name": row["place"],
        "strike_type_name": row["category"],
        "strike_status_name": "Likely strike",
        "civilian_harm_reported": "1",
        "civilian_harm_status_name": "Fair",
        "latitude": row["lat"],
        "longitude": row["lon"],
        "geolocation_accuracy_name": LABELS.get(row["precision"], row["precision"].capitalize()),
        "belligerent_1_mgrs_coordinate": row["grid"],
        "civilian_non_combatants_killed_min": row["killed_civilian_low"],
        "civilian_non_combatants_killed_max": row["killed_civilian_high"],
        "civilian_non_combatants_injured_min": "",
        "civilian_non_combatants_injured_max": "",
    }


HERE = {"latitude": "33.31", "longitude": "44.36", "country": "Iraq"}
OF_ALL = [
    ("swapped", {**HERE, "latitude": "44.36", "longitude": "33.31"}),
    ("range", {"longitude": "4239.00416"}),
    ("null-island", {"latitude": "0", "longitude": "0"}),
    ("country-point", {**HERE, "country": "Ukraine"}),
    ("country-code", {"country": "Atlantis"}),
]
OF_DATASET = {
    "acled": [
        *OF_ALL,
        ("at-far", {**HERE, "location": "Mosul"}),
        ("date-future", {"event_date": "2031-05-04"}),
        ("date-epoch", {"event_date": "1970-01-01"}),
        ("date-two-readings", {"event_date": "03/04/2021"}),
        ("date-year", {"year": "1999"}),
        ("published-before", {"timestamp": "1000000000"}),
        ("range", {"fatalities": "-3"}),
        ("agency-twice", {"source": "Reuters; Reuters"}),
        ("id-twice", {"event_id_cnty": "E1"}),
    ],
    "ged": [
        *OF_ALL,
        ("at-far", {**HERE, "where_coordinates": "Mosul"}),
        ("date-future", {"date_start": "2031-05-04", "date_end": "2031-05-04"}),
        ("date-epoch", {"date_start": "1970-01-01 00:00:00.000"}),
        ("date-order", {"date_end": "1999-01-01 00:00:00.000"}),
        ("published-before", {"source_date": "1999-01-01"}),
        ("low-above-high", {"low": "30", "high": "20"}),
        ("low-above-high", {"best": "9000"}),
        ("part-above-whole", {"deaths_civilians": "9000"}),
        ("range", {"number_of_sources": "-3"}),
        ("stated-distance", {**HERE, "where_coordinates": "12 km north of Tikrit"}),
    ],
    "airwars": [
        *OF_ALL,
        ("at-far", {**HERE, "location_name": "Mosul"}),
        ("date-epoch", {"date": "1970-01-01"}),
        ("date-future", {"date": "2031-05-04"}),
        ("digits", {**HERE, "latitude": "33.312345", "geolocation_accuracy_name": "Village"}),
        ("low-above-high", {"civilian_non_combatants_killed_min": "9"}),
        (
            "grid-far",
            {**HERE, "location_name": "Baghdad", "belligerent_1_mgrs_coordinate": "38SLF3700022000"},
        ),
        ("url", {"permalink": "javascript:alert(1)"}),
    ],
}
MADE = {"acled": as_acled, "ged": as_ged, "airwars": as_airwars}


def plant_dataset(name, count, seed=3):
    """Rows of a data set with its faults and one duplicate; what was planted, by row."""
    rows = [MADE[name](row) for row in clean(count)]
    faults = OF_DATASET[name]
    free = random.Random(seed).sample(range(1, count), len(faults) + 1)  # noqa: S311
    for (_, change), at in zip(faults, free, strict=False):
        rows[at] |= change
    planted = {at + 1: rule for (rule, _), at in zip(faults, free, strict=False)}
    key = {"acled": "event_id_cnty", "ged": "id", "airwars": "code"}[name]
    rows.append(rows[free[-1]] | {key: "D1"})
    return rows, planted | {len(rows): "duplicate"}


HEADERS = {
    "id": "Ref",
    "title": "Headline",
    "date": "Date",
    "date_end": "End date",
    "lat": "Latitude",
    "lon": "Longitude",
    "place": "Location",
    "precision": "Accuracy",
    "radius_m": "Radius (m)",
    "source_url": "Link",
    "killed_low": "Killed min",
    "killed_high": "Killed max",
    "killed_civilian_low": "Civilians killed min",
    "killed_civilian_high": "Civilians killed max",
    "injured_low": "Injured min",
    "injured_high": "Injured max",
    "summary": "Description",
    "time": "Time",
    "zone": "Time zone",
}
