"""Write the fixtures of the table formats again; words and figures are our own, columns are real."""

import csv
import json
from pathlib import Path

HERE = Path(__file__).parent
HEADERS = {
    name: columns
    for name, *columns in csv.reader((HERE / "headers.csv").read_text(encoding="utf-8").splitlines())
}


TAGS = {
    "year": "#date+year",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "side_a": "#group+name+first",
    "side_b": "#group+name+second",
    "source_article": "#meta+source",
    "source_headline": "#description",
    "where_coordinates": "#loc+name",
    "adm_1": "#adm1+name",
    "adm_2": "#adm2+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "country": "#country+name",
    "iso3": "#country+code",
    "region": "#region+name",
    "best": "#affected+killed",
}
TIMEMAP = """\
id,description,date,time,location,latitude,longitude,association1,association2,source1,source2,comments
CIV1,"A depot was hit,\r
two cars burned",2/13/2024,4:30,القائم,34.3670,41.1389,Airstrike,Depot,s1,s2,
CIV2,Second strike,2/3/2024,,Akashat,33.7000,40.0333,Airstrike,,s1,,'@newsdesk
CIV3,No place is known,2/4/2024,,,,,Shelling,,s3,,
CIV4,Half a place,2/4/2024,,Ramadi,33.42,,Shelling,,s3,,
"""
SOURCES = [
    {"id": "s1", "path": "https://example.org/a", "description": "A newspaper"},
    {"id": "s2", "paths": ["https://example.org/b"], "title": "An agency"},
]
JSON = [
    {
        "id": "CIV0001",
        "date": "02/24/2024",
        "latitude": "34.36700",
        "longitude": "41.13890",
        "location": "al-Qaim, Anbar",
        "description": "A shop was hit; its roof fell in.",
        "sources": SOURCES,
        "filters": [{"key": "Kind of place", "value": "Commercial"}, {"key": "Weapon", "value": ""}],
        "graphic": "FALSE",
    },
    {
        "id": "CIV0002",
        "date": "2/3/2024",
        "latitude": None,
        "longitude": None,
        "location": "",
        "description": "Second",
        "sources": ["s1"],
        "filters": [],
    },
]
LIST = """\
قائمة الضربات 2024
Ref.;Strike date;Place;Map;No. killed;People injured;Accuracy;Reported by;_private
1;13/02/2024;القائم;34.3670, 41.1389;at least 16;3 - 7;Town;'@newsdesk;secret
2;03/02/24;al-Mayadin;"35°01'30""N 40°27'00""E";unknown;;Village;An agency;secret
3;05/02/2024;Deir ez-Zor;37SFU8140407174 / 37SFV0499408511;2;;;"An agency;
a paper";secret
4;06/02/2024;Akashat;https://www.google.com/maps/@33.7,40.0333,13z;1,200;;;;secret
5;07/02/2024;Ramadi;34,3, 43,3;1;;;;secret
;;;;;;;;
6;31/02/2024;Ramadi;33.42, 43.30;1;;;;secret
"""
GEOJSON = {
    "type": "FeatureCollection",
    "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
    "features": [
        {
            "type": "Feature",
            "id": 1,
            "geometry": {"type": "Point", "coordinates": [41.1389, 34.367, 165.0]},
            "properties": {
                "title": "Strike at القائم",
                "date": "2024-02-03",
                "killed_low": 16,
                "tags": ["a", "b"],
            },
            "when": {"timespans": [{"start": {"in": "2024-02-03"}}]},
        },
        {
            "type": "Feature",
            "id": 2,
            "geometry": {"type": "LineString", "coordinates": [[40.9, 34.4], [41.1, 34.3]]},
            "properties": {"title": "A road", "date": "2024-02", "killed_low": None, "more": {"a": [1]}},
        },
        {"type": "Feature", "id": 3, "geometry": None, "properties": {"title": "Nowhere", "date": None}},
        {
            "type": "Feature",
            "id": 4,
            "geometry": {"type": "Point", "coordinates": ["41.1", 34.3]},
            "properties": {"title": "Text for a number", "date": "2024"},
        },
    ],
}
KML = """\
<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>
<name>Strikes</name><Style id="a"><IconStyle><scale>1.1</scale></IconStyle></Style>
<Folder><name>February</name>
<Placemark><name>القائم</name><description><![CDATA[<b>Two</b> cars &amp; a house<br>burned]]></description>
<TimeStamp><when>2024-02-03T01:30:00Z</when></TimeStamp><styleUrl>#a</styleUrl>
<LookAt><longitude>0</longitude><latitude>0</latitude></LookAt>
<Point><altitudeMode>clampToGround</altitudeMode><coordinates>
  41.1389,34.367,0
</coordinates></Point></Placemark>
<Placemark><name>Area &lt;1&gt;</name><Polygon><outerBoundaryIs><LinearRing><coordinates>
40.9,34.4 41.0,34.4 41.0,34.5 40.9,34.4</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
<Placemark><name>No place</name>
<ExtendedData><Data name="date"><value>2024-02-05</value></Data></ExtendedData></Placemark>
</Folder></Document></kml>
"""


def _write(name, header, rows, *, encoding="utf-8", **how):
    with (HERE / name).open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\n", **how)
        writer.writerow(header)
        writer.writerows(
            [row.get(column, "") if isinstance(row, dict) else "" for column in header] for row in rows
        )


def _acled(number, date, place, lat, lon, **more):
    return {
        "event_id_cnty": f"IRQ{number}",
        "event_date": date,
        "year": date[-4:],
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "actor1": "Military forces of a state",
        "inter1": "External/Other forces",
        "iso": "368",
        "region": "Middle East",
        "country": "Iraq",
        "admin1": "Al Anbar",
        "admin2": "Al Qaim",
        "location": place,
        "latitude": lat,
        "longitude": lon,
        "geo_precision": "1",
        "source": "A newspaper",
        "source_scale": "National",
        "notes": "WITHHELD text of the coder,\r\non two lines",
        "fatalities": "0",
        "timestamp": "1707177600",
        **more,
    }


def _ged(number, lat, lon, **more):
    return {
        "id": str(number),
        "relid": f"IRQ-2024-1-1-{number}",
        "year": "2024",
        "active_year": "True",
        "code_status": "Clear",
        "type_of_violence": "1",
        "conflict_new_id": "259",
        "conflict_name": "A: Government",
        "dyad_new_id": "524",
        "dyad_name": "A - B",
        "side_a": "A",
        "side_b": "B",
        "number_of_sources": "-1",
        "source_article": '"WITHHELD agency,2024-02-03,headline"',
        "source_office": "An agency",
        "source_date": "2024-02-03",
        "source_headline": "WITHHELD headline",
        "source_original": "WITHHELD speaker",
        "where_prec": "1",
        "where_coordinates": "Al-Qaim",
        "where_description": "Al-Qaim town",
        "adm_1": "Al Anbar",
        "adm_2": "Al Qaim",
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})",
        "priogrid_gid": "178923",
        "country": "Iraq",
        "iso3": "IRQ",
        "country_id": "645",
        "region": "Middle East",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "2024-02-03 00:00:00.000",
        "date_end": "2024-02-03 00:00:00.000",
        "deaths_a": "0",
        "deaths_b": "11",
        "deaths_civilians": "2",
        "deaths_unknown": "3",
        "best": "16",
        "low": "5",
        "high": "17",
        "gwnoa": "2",
        "gwnob": "",
        **more,
    }


def _airwars(code, lat, lon, **more):
    return {
        "post_id": "7",
        "post_status": "publish",
        "permalink": f"https://example.org/{code.casefold()}/",
        "code": code,
        "date_type": "single_date",
        "date": "2024-02-03",
        "local_time": "04:00:00",
        "country_name": "Iraq",
        "local_first_reported_by": "WITHHELD account",
        "country_slug": "iraq",
        "location_name": "Al-Qaim",
        "location_name_arabic": "القائم",
        "region": "Anbar",
        "strike_type_name": "Airstrike",
        "strike_status_name": "Declared strike",
        "civilian_harm_reported": "1",
        "civilian_harm_status_name": "Fair",
        "latitude": lat,
        "longitude": lon,
        "geolocation_accuracy_name": "Neighbourhood/area",
        "geolocation_accuracy_slug": "neighbourhood_area",
        "geolocation_notes": "WITHHELD note",
        "civilian_non_combatants_killed_min": "0",
        "civilian_non_combatants_killed_max": "3",
        "civilian_non_combatants_injured_min": "36",
        "civilian_non_combatants_injured_max": "36",
        "num_victims": "0",
        "summary": "WITHHELD summary that names people",
        "belligerent_1_belligerent_name": "US-led Coalition",
        "belligerent_1_civcas_statements": "WITHHELD statement",
        **more,
    }


def main():
    """Write every file."""
    _write(
        "acled.csv",
        HEADERS["acled"],
        [
            _acled(1, "03 February 2024", "Al-Qaim", "34.3670", "41.1389", fatalities="16"),
            _acled(2, "2024-02-03", "Akashat", "33.7000", "40.0333", geo_precision="2", time_precision="2"),
            _acled(
                3,
                "15 January 2024",
                "Ramadi",
                "33.4206",
                "43.3078",
                geo_precision="3",
                time_precision="3",
                event_type="Violence against civilians",
                sub_event_type="Attack",
            ),
            _acled(4, "03 February 2024", "Al-Qaim", "34.3", "4239.00416"),
            _acled(1, "03 February 2024", "Al-Qaim", "34.3670", "41.1389", fatalities="16"),
            _acled(6, "03 February 2024", "Al-Qaim", "34.3670", "41.1389", source="'@newsdesk"),
        ],
        quoting=csv.QUOTE_ALL,
    )
    old = {"event_id_cnty": "EVENT_ID_CNTY"}
    rows = [
        {
            old.get(name, name.upper()): cell
            for name, cell in _acled(
                at, date, "Beni Douala", "36.61954", "4.08282", country="Algeria", admin1="Tizi Ouzou"
            ).items()
        }
        for at, date in ((1, "18/04/2001"), (2, "03/04/2001"), (3, "19/04/2001"))
    ]
    _write("acled_old.csv", HEADERS["acled_old"], rows, encoding="cp1252")
    _write(
        "ged.csv",
        HEADERS["ged"],
        [
            _ged(1, "34.3670", "41.1389"),
            _ged(
                2,
                "33.4206",
                "43.3078",
                where_prec="4",
                date_prec="4",
                date_start="2024-01-01 00:00:00.000",
                date_end="2024-01-31 00:00:00.000",
                type_of_violence="3",
                where_coordinates="Al Anbar governorate",
            ),
            _ged(3, "34.4546", "40.9116", country="Yemen (North Yemen)", where_prec="6"),
            _ged(4, "", "43.3078"),
        ],
    )
    hdx = [
        TAGS,
        _ged(1, "34.3670", "41.1389", start_year="2024", end_year="2024"),
        _ged(2, "34.45", "40.91", country="Syria", iso3="SYR"),
    ]
    _write("ged_hdx.csv", HEADERS["ged_hdx"], hdx)
    _write(
        "airwars.csv",
        HEADERS["airwars"],
        [
            _airwars("CI883", "34.3901", "40.9733"),
            _airwars(
                "CS1997",
                "",
                "",
                date_end="2024-02-04",
                date_type="date_range",
                country_name="Syria",
                location_name="al-Mayadin",
                belligerent_1_mgrs_coordinate="37SFU8140407174",
                local_time="",
                local_time_of_day="early_morning",
            ),
            _airwars(
                "CS1998",
                "",
                "",
                date="1970-01-01",
                belligerent_1_mgrs_coordinate="37SFU8140407174 and\r\n37SFV0499408511",
            ),
            _airwars(
                "CS1999",
                "35.0248",
                "40.4280",
                belligerent_1_mgrs_coordinate="377SFU805225",
                country_name="The Gaza Strip",
            ),
            _airwars("CI884", "34.3", "4239.00416"),
            _airwars(
                "CI885",
                "34.39",
                "40.97",
                post_status="draft",
                geolocation_accuracy_name="Within 100m (via Coalition)",
            ),
        ],
    )
    spots = [
        {
            "Code": "CS1",
            "Date": "2024-02-03",
            "permalink": "https://example.org/cs1/",
            "strike_type": "Airstrike",
            "strike_status": "Likely strike",
            "location": "الميادين, al-Mayadin, Deir Ezzor, Syria",
            "coordinates": "35.03, 40.42 Note: The accuracy of this location is to "
            "<strong>Village</strong> level.",
        },
        {
            "Code": "CS2",
            "Date": "2024-02-04",
            "permalink": "https://example.org/cs2/",
            "strike_type": "Artillery",
            "strike_status": "Likely strike",
            "coordinates": "near the river",
        },
    ]
    _write("airwars_pages.csv", list(spots[0]), spots)
    texts = {
        "timemap.csv": TIMEMAP,
        "timemap.json": json.dumps(JSON, ensure_ascii=False, indent=1),
        "points.geojson": json.dumps(GEOJSON, ensure_ascii=False, indent=1),
        "lines.ndjson": "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in GEOJSON["features"]),
        "earth.kml": KML,
    }
    for name, text in texts.items():
        (HERE / name).write_text(text, encoding="utf-8", newline="")
    (HERE / "list.csv").write_text(LIST, encoding="cp1256", newline="")


if __name__ == "__main__":
    main()
