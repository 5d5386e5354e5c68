"""EventsLayer: the events of a report as one folium element, usable on any folium map; holds no page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from branca.element import Element, Figure, MacroElement

from geostrike.errors import GeostrikeError
from geostrike.escape import json_script
from geostrike.locate import Located
from geostrike.maps import bundle, payload
from geostrike.maps.report import prepare
from geostrike.model import Dossier


class Raw(Element):
    """Text that is printed as it is: folium would read braces in it as a template and run them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_: Any) -> str:
        """The text, untouched."""
        return self.text


class EventsLayer(MacroElement):
    """The events of a report that have a place, each drawn as sharply as its source allows.

    On a `ReportMap` the page around it gives each event its card; on any other folium map a click opens a
    popup whose text is set as text, never as markup.

    Parameters
    ----------
    dossier : Dossier
        From `geostrike.tables.dossier.read`.
    located : sequence of Located
        From `geostrike.locate.locate`, one an event in the same order.
    title : str
        Title of a page around the layer; the dossier's own where empty.
    draft : bool
        Whether events of status draft are drawn.

    Raises
    ------
    TableError
        If there is a draft and `draft` is false, or nothing may be shown.

    Examples
    --------
    >>> import folium
    >>> from geostrike.locate import Located
    >>> from geostrike.model import Dossier, Event
    >>> event = Event(id="a", title="A strike", kind="strike", date="2024-02-03")
    >>> dossier = Dossier(title="One", events=(event,), claims=(), sources=())
    >>> EventsLayer(dossier, [Located(event=event)]).add_to(folium.Map(tiles=None)).get_name()
    'geostrike_events_4f53cda18c2b'
    """

    def __init__(
        self, dossier: Dossier, located: Sequence[Located], *, title: str = "", draft: bool = False
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.report = prepare(dossier, located, title=title, draft=draft)
        self.events = payload.events(self.report)
        self._name = "GeostrikeEvents"
        self._id = payload.edition(self.events)

    def render(self, **_: Any) -> str:
        """Put style, script and data into the figure that holds the map.

        Raises
        ------
        GeostrikeError
            If the layer was added to no map.
        """
        figure = self.get_root()
        if not isinstance(figure, Figure) or self._parent is None:
            raise GeostrikeError(
                "An EventsLayer must be added to a folium.Map before it is drawn; use add_to."
            )
        style = bundle.style_element(bundle.style("layer"))
        figure.header.add_child(Raw(style), name="geostrike_style")
        figure.header.add_child(Raw(bundle.script_element(bundle.script("layer"))), name="geostrike_script")
        name = self.get_name()
        figure.html.add_child(Raw(json_script({"events": self.events}, name)), name=name)
        figure.script.add_child(Raw(f'geostrikeLayer({self._parent.get_name()}, "{name}");'), name=name)
        return ""
