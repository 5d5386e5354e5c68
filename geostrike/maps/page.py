"""ReportMap: the closed page around the events, one file without a request; reads no dossier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import folium
from branca.element import Element, Figure
from folium.template import Template

from geostrike.errors import GeostrikeError
from geostrike.gazetteer import Gazetteer
from geostrike.locate import Located
from geostrike.maps import document, embed, payload
from geostrike.maps.layers import EventsLayer
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

    It holds one `EventsLayer` and nothing else: what folium adds from other hosts or as inline code would
    need an open policy. Add the layer to a plain `folium.Map` for that.

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

    Raises
    ------
    TableError
        If there is a draft and `draft` is false, or nothing may be shown.
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
    ) -> None:
        super().__init__(tiles=None)
        self._name = "ReportMap"
        self._id = "0_0"
        self.layer = EventsLayer(dossier, located, title=title, draft=draft)
        self.report = self.layer.report
        self.gazetteer = gazetteer
        self.links = {"ledger": ledger, "social_url": social_url}
        _Document(self).add_child(self, name="page")
        self.add_child(self.layer, name="events")

    def html(self) -> str:
        """The whole page as text, the same bytes for the same report.

        Raises
        ------
        GeostrikeError
            If anything but the events was added.
        """
        self._refuse_others()
        data = payload.page_data(self.report, self.layer.events, gazetteer=self.gazetteer)
        return document.document(self.report, data, **self.links)

    def _repr_html_(self, **_: Any) -> str:
        """The page in a frame, as notebooks show it: sandboxed, and whole inside the notebook."""
        return embed.inline(self.html(), self.report.title)

    def _refuse_others(self) -> None:
        figure = self.get_root()
        assert isinstance(figure, Figure)  # noqa: S101  (made in the constructor)
        rooms: tuple[Element, ...] = (self, figure.header, figure.html, figure.script)
        children = [child for room in rooms for child in room._children.items()]  # noqa: SLF001  (no public way)
        others = [child for name, child in children if name not in {"events", "meta_http"}]
        if others:
            raise GeostrikeError(
                f"A ReportMap is closed and cannot hold {type(others[0]).__name__};"
                " add an EventsLayer to a folium.Map instead."
            )
