"""EventsLayer: the events of a report as one folium element, usable on any folium map; holds no page."""

from __future__ import annotations

from typing import Any

from branca.element import Element, Figure, MacroElement

from geostrike.errors import GeostrikeError
from geostrike.escape import json_script
from geostrike.maps import bundle, payload
from geostrike.maps.report import Report


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
    report : Report
        From `geostrike.maps.report.prepare`.

    Examples
    --------
    >>> import folium
    >>> from geostrike.maps.report import Report
    >>> empty = Report(title="None", items=(), episodes=(), sources={}, draft=False)
    >>> EventsLayer(empty).add_to(folium.Map(tiles=None)).get_name()
    'geostrike_events_4f53cda18c2b'
    """

    def __init__(self, report: Report) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.report = report
        self.events = payload.events(report)
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
        style = bundle.style_element(bundle.style(bundle.LAYER_STYLES))
        figure.header.add_child(Raw(style), name="geostrike_style")
        figure.header.add_child(
            Raw(bundle.script_element(bundle.script(bundle.LAYER))), name="geostrike_script"
        )
        name = self.get_name()
        figure.html.add_child(Raw(json_script({"events": self.events}, name)), name=name)
        figure.script.add_child(Raw(f'geostrikeLayer({self._parent.get_name()}, "{name}");'), name=name)
        return ""
