"""A hand-made table of homonyms, regions and sites, small enough to read."""

import pytest

from geostrike import gazetteer

PLACES = """\
id,name,names,names_ar,kind,country,lon,lat,radius_m,source,licence,note
qaim,Al-Qaim,al-Qa'im,القائم,town,IQ,41.12,34.37,6000,atlas,CC0-1.0,
qaim-district,al-Qaim district,,قضاء القائم,district,IQ,41.1,34.1,70000,atlas,CC0-1.0,
qaim-crossing,al-Qaim crossing,,معبر القائم,crossing,IQ,40.977,34.3975,500,atlas,CC0-1.0,
hamra-a,al-Hamra,,الحمراء,village,SY,36.5,35.9,2000,atlas,CC0-1.0,
hamra-b,Al Hamra,,الحمرا,village,SY,37.2,34.5,2000,atlas,CC0-1.0,
hamra-c,el-Hamra,,,village,JO,36.0,31.9,2000,atlas,CC0-1.0,
aleppo,Aleppo,Halab,حلب,city,SY,37.16,36.2,9000,atlas,CC0-1.0,
aleppo-governorate,Aleppo,,محافظة حلب,governorate,SY,37.5,36.3,90000,atlas,CC0-1.0,
anbar,Anbar,,الأنبار,governorate,IQ,42.0,33.0,200000,atlas,CC0-1.0,
tower-22,Tower 22,the Jordan outpost,البرج 22,outpost,JO,38.7,33.31,3000,atlas,CC0-1.0,
tavir,Tavir,,,village,IQ,44.0,36.0,2000,atlas,CC0-1.0,
mayadin,al-Mayadin,Al Mayadeen,الميادين,town,SY,40.45,35.02,3000,atlas,CC0-1.0,
rukban,Rukban,,الركبان,displacement camp,SY,38.71,33.33,8000,atlas,CC0-1.0,
"""


@pytest.fixture(scope="session")
def places(tmp_path_factory):
    path = tmp_path_factory.mktemp("gazetteer") / "homonyms.csv"
    path.write_text(PLACES, encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="session")
def small(places):
    return gazetteer.load(places)
