"""Names that tables give the columns of events, in the order in which they are preferred; no logic."""

from __future__ import annotations

NAMES = {
    "id": (
        "id|event id|strike id|incident id|attack id|eventid|code|ref code|unique reference code|"
        "reference code|event code|incident code|unique id|case id|case number|incident no|"
        "incident number|incident nr|event no|event number|case no|ref|reference|ref no|identifier|"
        "incidence id|event id cnty|strike no|strike number|uid|no|nr|number|key|objectid|globalid"
    ),
    "title": (
        "title|headline|event|incident|event name|incident name|titre|titel|label|what|what happened|name"
    ),
    "date": (
        "date|event date|incident date|incidence date|strike date|date of incident|date of strike|day|"
        "when|when it happened|when happened|when did it happen|event day|incident day|strike day|"
        "date occurred|day of event|day of strike|attack date|date of attack|occurred|occurred on|"
        "happened on|date start|start date|start|begin|datum|jour|date of event|date time|datetime|"
        "timestamp|التاريخ|fecha|tarih|дата|تاريخ|اليوم|date événement|date evenement|date attaque"
    ),
    "date_end": "date end|end date|end|to date|until|finish",
    "time": (
        "time|local time|hour|clock|heure|uhrzeit|الوقت|time of day|time of attack|time of strike|hora|"
        "час|время|saat"
    ),
    "zone": "zone|time zone|timezone|tz",
    "place": (
        "place|location|location name|place name|town|city|village|site|where|where it happened|lieu|"
        "ort|toponym|locality|city town|town village|settlement|populated place|location of incident|"
        "loc name|المكان|الموقع|ville|stadt|lugar|sitio|ciudad|локация|місце|місто|населений пункт|"
        "место|город|населенный пункт|مكان|المدينة|البلدة|القرية|most specific location|"
        "village local area|municipio|municipality|area|urban area"
    ),
    "place_ar": "place ar|location ar|location arabic|arabic name|location name arabic|name ar",
    "country": (
        "country txt|country|country code|iso|iso2|iso3|iso a2|iso a3|country name|pays|land|الدولة|"
        "país|країна|страна|ülke|البلد|country iso|adm0 name|admin0"
    ),
    "admin1": (
        "provstate|admin1|adm1 name|adm1|adm 1|admin 1|governorate|province|state|region|muhafazah|"
        "المحافظة|gouvernorat|provinz|provincia|область|admin1 name|admin1 nam|admin 1 name|adm1 en|gov"
    ),
    "admin2": "admin2|adm2 name|adm2|adm 2|admin 2|district|county|qada",
    "lon": (
        "lon|longitude|long|lng|x|point x|lon dd|longitud|gps longitude|decimal longitude|xcoord|"
        "x coord|longitude decimal|geo lon|خط الطول|longitude wgs84|lon wgs84|länge|längengrad|довгота|"
        "долгота|boylam|خط طول|الطول"
    ),
    "lat": (
        "lat|latitude|y|point y|lat dd|latitud|gps latitude|decimal latitude|ycoord|y coord|"
        "latitude decimal|geo lat|خط العرض|latitude wgs84|lat wgs84|breite|breitengrad|широта|enlem|"
        "خط عرض|العرض"
    ),
    "at": (
        "at|coordinates|coordinate|coords|coord|lat long|latlong|lat lon|latlon|lat lng|latlng|position|"
        "gps|geolocation|lat and long|point|map|map link|google maps|link to map|الإحداثيات|"
        "gps coordinates|koordinaten|coordonnées|coordenadas|координати|координаты|إحداثيات|احداثيات"
    ),
    "geometry": "wkt|geometry|geom|geom wkt|wkt geom|the geom",
    "grid": "mgrs|grid|mgrs grid|mgrs coordinate|mgrs coordinates|grid reference|usng",
    "radius_m": "radius m|radius|accuracy m|uncertainty m|precision m",
    "precision": "precision|accuracy|geolocation accuracy|location accuracy|precision class",
    "category": (
        "category|type|event type|strike type|kind of event|weapon|attacktype1 txt|means of attack|"
        "type of attack|type of strike|type of incident|attack type|incident type|group|folder|"
        "main category|munition|munition type"
    ),
    "kind": "kind",
    "status": "status|grading|verified",
    "source": (
        "source|publisher|sources|outlet|reported by|meta source|quelle|fuente|джерело|источник|kaynak|"
        "المصدر|مصدر"
    ),
    "source_url": (
        "source url|url|link|source link|source urls|links|permalink|article url|article link|news link|"
        "report url|story url|incident url|event url|address|web|lien|enlace|посилання|ссылка|الرابط|"
        "رابط|strike link|bij link"
    ),
    "killed_low": (
        "killed low|killed min|deaths low|deaths min|dead min|fatalities low|fatalities min|killed|"
        "deaths|fatalities|dead|people killed|killed people|death toll|persons killed|affected killed|"
        "nkill|tote|todesopfer|morts|tués|muertos|fallecidos|загинуло|загиблі|погибло|погибшие|القتلى|"
        "الشهداء|قتلى|عدد القتلى|getötete|décès|tote personen"
    ),
    "killed_high": (
        "killed high|killed max|deaths high|deaths max|dead max|fatalities high|fatalities max|killed|"
        "deaths|fatalities|dead|people killed|killed people|death toll|persons killed|affected killed|"
        "nkill|tote|todesopfer|morts|tués|muertos|fallecidos|загинуло|загиблі|погибло|погибшие|القتلى|"
        "الشهداء|قتلى|عدد القتلى|getötete|décès|tote personen"
    ),
    "killed_civilian_low": (
        "killed civilian low|civilians killed min|civilian deaths min|civilians killed low|"
        "civilians killed|civilian deaths|civilians reported killed"
    ),
    "killed_civilian_high": (
        "killed civilian high|civilians killed max|civilian deaths max|civilians killed high|"
        "civilians killed|civilian deaths|civilians reported killed"
    ),
    "injured_low": (
        "injured low|injured min|wounded min|wounded low|injured|wounded|injuries|people injured|"
        "civilians reported injured|civilians injured|affected injured|nwound|verletzte|blessés|heridos|"
        "поранено|поранені|ранено|раненые|الجرحى|جرحى|عدد الجرحى"
    ),
    "injured_high": (
        "injured high|injured max|wounded max|wounded high|injured|wounded|injuries|people injured|"
        "civilians reported injured|civilians injured|affected injured|nwound|verletzte|blessés|heridos|"
        "поранено|поранені|ранено|раненые|الجرحى|جرحى|عدد الجرحى"
    ),
    "summary": (
        "summary|description|abstract|text|résumé|narrative|details|beschreibung|descripción|опис|"
        "описание|الوصف|وصف|event description|incident description|descr|summary en|description en"
    ),
}
