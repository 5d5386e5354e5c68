"""ReportMap: the page around the events, one file without a request unless others open it; reads nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import folium
from branca.element import Figure
from folium.template import Template

from geostrike.gazetteer import Gazetteer
from geostrike.locate import Located
from geostrike.maps import document, embed, opened, payload
from geostrike.maps.layers import EventsLayer
from geostrike.maps.strings import speaking
from geostrike.model import Dossier


class _Document(Figure):
    """The figure of a ReportMap: it prints our document instead of folium's."""

    def __init__(self, page: ReportMap) -> None:
        super().__init__()
        self._id = "0"
        self.page = page

    def render(self, **_: Any) -> str:
        return self.page.html()


class ReportMap(folium.Map):
    """One HTML file with map, list and cards, closed to the network by its own policy.

    It holds one `EventsLayer`. A folium layer, plugin or tiles added to it open it: the policy then names
    what may be loaded and run, and a notice on the page names the hosts.

    Parameters
    ----------
    dossier : Dossier
        From `geostrike.tables.dossier.read`.
    located : sequence of Located
        From `geostrike.locate.locate`, one an event in the same order.
    title : str
        Title of the page; the dossier's own where empty.
    draft : bool
        Whether events of status draft are drawn, marked so.
    gazetteer : Gazetteer, optional
        Where the names around the events come from; the embedded one where it is missing.
    ledger : str
        Path or address of the ledger that the page links to.
    social_url : str
        Address on the web of a picture for social media.
    lang : str
        Language of the page, ``en`` or ``ar``.

    Raises
    ------
    TableError
        If there is a draft and `draft` is false, or nothing may be shown.
    GeostrikeError
        If the page cannot speak that language.
    """

    _template = Template("")
    default_js = []  # noqa: RUF012  (folium's own lists are class variables too; nothing is ever added here)
    default_css = []  # noqa: RUF012

    def __init__(
        self,
        dossier: Dossier,
        located: Sequence[Located],
        *,
        title: str = "",
        draft: bool = False,
        gazetteer: Gazetteer | None = None,
        ledger: str = "",
        social_url: str = "",
        lang: str = "en",
    ) -> None:
        super().__init__(tiles=None)
        self._name = "ReportMap"
        self._id = "0_0"
        self.lang = lang
        with speaking(lang):
            self.layer = EventsLayer(dossier, located, title=title, draft=draft)
        self.report = self.layer.report
        self.gazetteer = gazetteer
        self.links = {"ledger": ledger, "social_url": social_url}
        _Document(self).add_child(self, name="page")
        self.add_child(self.layer, name="events")

    def html(self) -> str:
        """The whole page as text, the same bytes for the same report and layers.

        Raises
        ------
        GeostrikeError
            If markup with a script of its own was added.
        """
        with speaking(self.lang):
            data = payload.page_data(self.report, self.layer.events, gazetteer=self.gazetteer)
            others = opened.opened(self) if opened.is_open(self) else None
            return document.document(self.report, data, others=others, **self.links)

    def _repr_html_(self, **_: Any) -> str:
        """The page in a frame, as notebooks show it: sandboxed, and whole inside the notebook."""
        return embed.inline(self.html(), self.report.title)
