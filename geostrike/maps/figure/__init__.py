"""Figures: the map of a report as a drawing for print, without a browser; the marks are those of the page."""

from __future__ import annotations

from collections.abc import Sequence

from geostrike.errors import GeostrikeError
from geostrike.gazetteer import Gazetteer
from geostrike.locate import Located
from geostrike.maps import basemap, payload
from geostrike.maps.alttext import alt_text
from geostrike.maps.figure import save
from geostrike.maps.figure.content import Content, content
from geostrike.maps.figure.lettering import readable
from geostrike.maps.figure.sheet import sheet, shown
from geostrike.maps.figure.size import SOCIAL, Size, read
from geostrike.maps.report import Report, prepare
from geostrike.maps.strings import speaking
from geostrike.model import Dossier

_TRIES, _MARGIN = 3, 0.05  # lines of credit follow the map's data and move its window a little
FORMATS = ("svg", "pdf", "png")


def figure(
    dossier: Dossier,
    located: Sequence[Located],
    *,
    form: str = "svg",
    size: Size | None = None,
    title: str = "",
    lang: str = "en",
    draft: bool = False,
    gazetteer: Gazetteer | None = None,
) -> bytes:
    """Draw a dossier as a figure for print: vector drawing or picture, the same bytes each time.

    Parameters
    ----------
    dossier : Dossier
        From `geostrike.tables.dossier.read`.
    located : sequence of Located
        From `geostrike.locate.locate`, one an event in the same order.
    form : str
        ``svg``, ``pdf`` or ``png``.
    size : Size, optional
        From `geostrike.maps.figure.read`, such as ``read("85mm")``; 170 mm where it is missing.
    title : str
        Title of the figure; the dossier's own where empty.
    lang : str
        Language of all words that are not the dossier's, ``en`` or ``ar``; Arabic runs from the right.
    draft : bool
        Whether events of status draft are drawn, marked so.
    gazetteer : Gazetteer, optional
        Where the names around the events come from.

    Raises
    ------
    TableError
        If there is a draft and `draft` is false, or nothing may be shown.
    GeostrikeError
        If a text holds letters that the fonts do not have, or the form is none of the three.
    """
    if form not in FORMATS:
        raise GeostrikeError(f"A figure is svg, pdf or png, not {form!r}; name one of these.")
    wanted = size or read("170mm")
    with speaking(lang), save.fixed_style():
        report = prepare(dossier, located, title=title, draft=draft)
        pen = sheet(_content(report, wanted, gazetteer, rtl=lang == "ar"), wanted)
        alt, name = alt_text(report), readable(report.title)
        if form == "svg":
            return save.as_svg(pen, wanted, name, alt)
        return save.as_pdf(pen, name, alt) if form == "pdf" else save.as_png(pen, wanted, name, alt)


def _content(report: Report, size: Size, gazetteer: Gazetteer | None, *, rtl: bool) -> Content:
    """The words and marks of a figure, and the map under them as far as this figure shows any ground."""
    drawn = payload.events(report)
    found = content(report, payload.page_data(report, drawn, gazetteer=gazetteer), rtl=rtl)
    for _ in range(_TRIES):
        needed = basemap.within(shown(found, size), basemap.WORLD)
        if basemap.within(needed, found.cover) == needed:
            break
        aside = _MARGIN * (needed[2] - needed[0])
        wider = (needed[0] - aside, needed[1] - aside, needed[2] + aside, needed[3] + aside)
        limits = basemap.within(wider, basemap.WORLD)
        data = payload.page_data(report, drawn, gazetteer=gazetteer, limits=limits)
        found = content(report, data, rtl=rtl)
    return found


__all__ = ["FORMATS", "SOCIAL", "Size", "figure", "read"]
