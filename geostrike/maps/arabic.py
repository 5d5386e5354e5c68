"""What the page and the figure say in Arabic: phrases, months, countries; missing keys are said in English.

Arabic counts in five forms: one, two, few (3 to 10), many (11 to 99) and other.
"""

from __future__ import annotations

MONTHS = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip

AR: dict[str, str | dict[str, str]] = {
    "open_notice": "هذه الصفحة ليست مغلقة: تحمّل أجزاء من {hosts}، فتعلم الخوادم أنك تقرؤها وما تنظر إليه.",
    "coarse_some": "بعض الأماكن مبيّن على وجه التقريب لحماية الناس: دائرة نصف قطرها 5 كم حول وسط خلية ثابتة.",
    "coarse_5km": "كل الأماكن مبيّنة على وجه التقريب: دائرة نصف قطرها 5 كم حول وسط خلية ثابتة.",
    "coarse_admin1": "كل الأماكن مبيّنة على وجه التقريب: المحافظة التي تقع فيها فقط.",
    "coarse_grid": "كل الأماكن مبيّنة على وجه التقريب: مربع طول ضلعه 0.1 درجة فقط.",
    "draft": "مسودة – ليست للنشر",
    "summary_events": {
        "one": "حدث واحد",
        "two": "حدثان",
        "few": "{n} أحداث",
        "many": "{n} حدثًا",
        "other": "{n} حدث",
    },
    "dates": "من {first} إلى {last}",
    "no_place": "المكان غير معروف",
    "status_draft": "مسودة",
    "status_reported": "مُبلَّغ عنه",
    "status_confirmed": "مؤكَّد",
    "status_disputed": "محل خلاف",
    "status_retracted": "مسحوب",
    "north": "شمالًا",
    "south": "جنوبًا",
    "east": "شرقًا",
    "west": "غربًا",
    "metres": "{n} م",
    "kilometres": "{n} كم",
    "range": "{low} إلى {high}",
    "line_to": "{length} من حدود {border}",
    "border_of": "حدود {country}",
    "border_between": "حدود {border}",
    "released_grid": "إحداثيات نشرتها {speaker}",
    "released_point": "نقطة ذكرتها {speaker}",
    "legend_point": "موقع دقيق، في حدود 100 م",
    "legend_disc": "في مكان ما داخل الدائرة",
    "legend_cell": "داخل مربع إحداثيات",
    "legend_region": "في مكان ما داخل المنطقة المخططة",
    "legend_coarse": "موضع تقريبي لحماية الناس",
    "legend_line": "المسافة إلى الحدود",
    "legend_released": "حيث يضعه مصدر، إن اختلف",
    "legend_border": "حدود",
    "legend_disputed": "حدود متنازع عليها أو غير محسومة",
    "borders_by": "الحدود: {title}، {date}. {rights}.",
    "water_by": "الأنهار والبحيرات: Natural Earth 1:10m (ملك عام)، مبسّطة. قد يبعد خط النهر كيلومترًا "
    "عن مجراه، لذلك لا يُرسم عند التقريب. والسواحل مبسّطة أيضًا ببضع مئات من الأمتار.",
    "provinces_by": "المحافظات: Natural Earth 1:10m (ملك عام)، مبسّطة.",
    "places_by": "الأماكن: معجم geostrike؛ GeoNames (CC BY 4.0).",
    "attribution": "الحدود: {titles}",
    "figure_reports": "التقارير: {names}.",
    "figure_reports_more": "التقارير: {names} و{n} غيرها.",
    "figure_made": "الخريطة: geostrike {version}.",
    "figure_unlettered": {
        "one": "علامة واحدة لا متسع لرقمها.",
        "two": "علامتان لا متسع لرقميهما.",
        "few": "{n} علامات لا متسع لأرقامها.",
        "many": "{n} علامة لا متسع لأرقامها.",
        "other": "{n} علامة لا متسع لأرقامها.",
    },
    "figure_without_place": {
        "one": "حدث واحد غير معروف المكان ليس على الخريطة.",
        "two": "حدثان غير معروفي المكان ليسا على الخريطة.",
        "few": "{n} أحداث غير معروفة المكان ليست على الخريطة.",
        "many": "{n} حدثًا غير معروف المكان ليست على الخريطة.",
        "other": "{n} حدث غير معروف المكان ليست على الخريطة.",
    },
    "embed_open": "افتح الخريطة: {title}",
    "ledger_link": "السجل: كل تاريخ ومكان ورقم مع مصدره",
    "ledger_title": "السجل: {title}",
    "figure_subtitle": "{events}، {dates}",
    "figure_label": "{date} · {badge}",
    "figure_entry": "{name}، {date}",
    "alt": "خريطة: {events}، {dates}. {places}",
    "alt_drawn": "عليها: {places}.",
    "alt_place": "{name} ({date})",
    "alt_more": "{places} و{n} غيرها",
}

COUNTRIES = {
    "AE": "الإمارات", "AF": "أفغانستان", "AM": "أرمينيا", "AZ": "أذربيجان", "BH": "البحرين", "CY": "قبرص",
    "DJ": "جيبوتي", "DZ": "الجزائر", "EG": "مصر", "ER": "إريتريا", "ET": "إثيوبيا", "GE": "جورجيا",
    "GR": "اليونان", "IL": "إسرائيل", "IQ": "العراق", "IR": "إيران", "JO": "الأردن", "KM": "جزر القمر",
    "KW": "الكويت", "LB": "لبنان", "LY": "ليبيا", "MA": "المغرب", "MR": "موريتانيا", "OM": "عُمان",
    "PK": "باكستان", "PS": "فلسطين", "QA": "قطر", "RU": "روسيا", "SA": "السعودية", "SD": "السودان",
    "SO": "الصومال", "SS": "جنوب السودان", "SY": "سوريا", "TD": "تشاد", "TM": "تركمانستان", "TN": "تونس",
    "TR": "تركيا", "UA": "أوكرانيا", "YE": "اليمن",
}  # fmt: skip
