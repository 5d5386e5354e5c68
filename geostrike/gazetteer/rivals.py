"""A town beside a region of the same name: which of them the bare name means; finds neither."""

from __future__ import annotations

from collections.abc import Sequence

from shapely import Point, dwithin

from geostrike.gazetteer import larger
from geostrike.gazetteer.extents import outline
from geostrike.gazetteer.layer import rough_m
from geostrike.model import Place
from geostrike.names import fold, read
from geostrike.names.sounds import skeleton

TOWN, EITHER, REGION = "town", "either", "region"
_LARGE, _METROPOLIS = (
    50_000,
    500_000,
)  # people of a town known beyond its country; whatever region bears its name
_SEAT, _SPOT = (
    20,
    200,
)  # times a town's people that its own region may have, to be called after it; or perhaps
_SMALL_TIMES, _LARGE_TIMES = 5, 40  # times a town's people from which a region elsewhere is better known
_FEWEST = 500  # people that a town counts for
_SEA = 10_000_000  # people that a sea, a desert or a river counts for
_EDGE_DEG = 0.05  # that an outline may be off
_TELLING = 2  # consonants from which a skeleton tells names apart
_HUSHED = str.maketrans("C", "S")  # sh and s


def verdict(town: Place, regions: Sequence[Place], text: str) -> str:
    """Tell whether a bare name means a town, a region of that name, or either.

    A town after which a region is called, which lies in it, keeps its name; so does one of more people than
    the region has. One that is only called so beside its own name does not.

    Parameters
    ----------
    town : Place
        One of its spellings is the name.
    regions : sequence of Place
        The regions of that name.
    text : str
        The name.

    Examples
    --------
    >>> from geostrike import gazetteer
    >>> ontario = gazetteer.load().resolve("Ontario", country="US").place
    >>> verdict(ontario, [gazetteer.load().resolve("Ontario, Canada").place], "Ontario")
    'region'
    """
    found = {_verdict(town, region, text) for region in regions}
    if TOWN in found:
        return TOWN if len(found) == 1 or town.population >= _METROPOLIS else EITHER
    return REGION if REGION in found else EITHER


def _verdict(town: Place, region: Place, text: str) -> str:
    times = people_of(region) / max(town.population, _FEWEST)
    inside = _lies_in(town, region)
    own, large = is_own(town, text, inside=inside), town.population >= _LARGE
    if inside:
        if own:
            return TOWN if large or times <= _SEAT else EITHER if times <= _SPOT else REGION
        return EITHER if times <= _SEAT and _shares_a_word(town, text) else REGION
    if own and large and (times <= 1 or town.population >= _METROPOLIS):
        return TOWN if times <= 1 else EITHER
    return REGION if times >= (_LARGE_TIMES if own and large else _SMALL_TIMES) else EITHER


def people_of(region: Place) -> int:
    """People of a region, to weigh it; a sea, desert or river counts for many."""
    return region.population or (_SEA if region.layer == larger.NAME else 0)


def is_own(town: Place, text: str, *, inside: bool = False) -> bool:
    """Whether a name is a town's own, in whatever spelling, and not another that it has beside it.

    Names of one consonant are compared so only where the town lies `inside` a region of the name.

    Examples
    --------
    >>> from geostrike import gazetteer
    >>> town = gazetteer.load().resolve("Kharkiv").place
    >>> is_own(town, "Kharkov"), is_own(town, "Lombardy")
    (True, False)
    """
    own, asked = read(town.name), read(text)
    sounds = [skeleton(spelling.sounds).translate(_HUSHED) for spelling in (own, asked)]
    alike = sounds[0] == sounds[1] and len(sounds[0]) >= (1 if inside else _TELLING)
    return own.key == asked.key or own.core == asked.core or alike


def _shares_a_word(town: Place, text: str) -> bool:
    """Whether a town is called so for short, as Cluj-Napoca is."""
    return bool(set(fold(town.name).split()) & set(fold(text).split()))


def _lies_in(town: Place, region: Place) -> bool:
    area = outline(region)
    if area is None:
        return rough_m(town.lon, town.lat, region.lon, region.lat) <= region.radius_m
    west, south, east, north = area.bounds
    if not (west - 1 <= town.lon <= east + 1 and south - 1 <= town.lat <= north + 1):
        return False
    return bool(dwithin(area, Point(town.lon, town.lat), _EDGE_DEG))
