"""A town beside a region of the same name: which of them the bare name means; finds neither."""

from __future__ import annotations

from collections.abc import Sequence

from shapely import Point, dwithin

from geostrike.gazetteer import larger
from geostrike.gazetteer.alike import is_spelling_of
from geostrike.gazetteer.extents import outline
from geostrike.gazetteer.layer import rough_m
from geostrike.model import Place
from geostrike.names import fold, key_of, read

TOWN, EITHER, REGION = "town", "either", "region"
_LARGE = 50_000  # people of a town that is known beyond its country
_METROPOLIS = 500_000  # the same whatever region bears its name
_SEAT = 20  # times the people of a town in it that a region may have, to be called after the town
_SPOT = 200  # the same to be perhaps called so
_SMALL_TIMES, _LARGE_TIMES = 5, 40  # times a town's people from which a region elsewhere is better known
_FEWEST = 500  # people that a town counts for
_REGION, _SEA = 1_000_000, 10_000_000  # people that a region without any, and a sea or a river, count for
_EDGE_DEG = 0.05  # that an outline may be off


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
    rough = region.layer == larger.NAME and outline(region) is None
    inside = not rough and is_near(region, town.lon, town.lat, _EDGE_DEG)
    large = town.population >= _LARGE
    own = is_own(town, text, inside=inside) or are_namesakes(town, region)
    if inside:
        if own:
            return TOWN if large or times <= _SEAT else EITHER if times <= _SPOT else REGION
        capital = (large and times <= _SMALL_TIMES) or (times <= _SEAT and _shares_a_word(town, text))
        return EITHER if capital else REGION
    if own and large and (times <= 1 or town.population >= _METROPOLIS):
        return TOWN if times <= 1 else EITHER
    return REGION if times >= (_LARGE_TIMES if own and large else _SMALL_TIMES) else EITHER


def people_of(region: Place) -> int:
    """People of a region, to weigh it; a sea, desert or river counts for many."""
    if region.population or region.layer != larger.NAME:
        return region.population
    return _REGION if region.kind == "region" else _SEA


def are_namesakes(town: Place, region: Place) -> bool:
    """Whether two places are shown by one name, whatever names they have beside it."""
    return key_of(town.name) == key_of(region.name)


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
    return is_spelling_of(read(town.name), read(text), shortest=1 if inside else 2)


def _shares_a_word(town: Place, text: str) -> bool:
    """Whether a town is called so for short, as Cluj-Napoca is."""
    return bool(set(fold(town.name).split()) & set(fold(text).split()))


def is_near(region: Place, lon: float, lat: float, edge_deg: float) -> bool:
    """Whether a point lies in a region, or so many degrees beside its outline; in its disc where it has none.

    Examples
    --------
    >>> from geostrike import gazetteer
    >>> anbar = gazetteer.load().resolve("Anbar").place
    >>> is_near(anbar, 43.3, 33.4, 0.1), is_near(anbar, 36.3, 33.5, 0.1)
    (True, False)
    """
    area = outline(region)
    if area is None:
        return rough_m(lon, lat, region.lon, region.lat) <= region.radius_m
    return bool(dwithin(area, Point(lon, lat), edge_deg))
