"""A page that its author opened: folium's layers, plugins and tiles on the report's map; draws no event.

The policy of such a page names each script by its exact address and folium's own code by its hash, made from
that code before any text of the report is near it. A notice on the page names the hosts that it asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink, MacroElement

from geostrike.errors import GeostrikeError
from geostrike.escape import Html, join, tag, web_address
from geostrike.maps import bundle
from geostrike.maps.strings import say

_OURS = frozenset({"events", "meta_http"})
# What code of folium's needs beside Leaflet, which the page has: what is loaded first, styles last.
_NEEDS = {
    "$(": (("jquery",), ()),
    "L.AwesomeMarkers": (
        ("awesome_markers",),
        (
            "bootstrap_css",
            "glyphicons_css",
            "awesome_markers_font_css",
            "awesome_markers_css",
            "awesome_rotate_css",
        ),
    ),
    "L.marker(": ((), ("leaflet_css",)),
}
_ADDRESS = re.compile(r"""(?<!href=)(?<!href=\\)["'(]+(https?://[^\s"'()<>\\]+)""")
_FETCHES = re.compile(r"\bfetch\(|XMLHttpRequest|\.ajax\(|getJSON\(")
_STYLE = (
    ".open-notice{margin:0;padding:10px 20px;font-size:13px;line-height:1.4;background:#fdf3d1;color:#1d2329;"
    "overflow-wrap:anywhere}.leaflet-top.leaflet-right{top:48px}"
    ".leaflet-control-attribution{font-size:11px;padding:1px 5px}"
)
_UNDER_TILES = ("beyond", "land", "rivers", "lakes", "provinces")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What others add to a page: addresses of scripts and styles, markup, code, and the hosts of pictures."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    markup: Html
    code: str
    pictures: tuple[str, ...]

    @property
    def hosts(self) -> tuple[str, ...]:
        """Hosts that the page asks, in alphabetical order."""
        asked = [urlsplit(address).hostname or "" for address in (*self.scripts, *self.styles)]
        return tuple(sorted({*asked, *(one.rpartition("/")[2].removeprefix("*.") for one in self.pictures)}))

    def policy(self, scripts: Iterable[str]) -> str:
        """The Content-Security-Policy: scripts of ours by hash, those of others by address."""
        hosts = sorted({_origin(address) for address in (*self.styles, *self.pictures)})
        digests = (*map(bundle.digest, scripts), bundle.digest(self.code))
        return "; ".join(
            (
                "default-src 'none'",
                " ".join(("script-src", *digests, *self.scripts)),
                " ".join(("style-src 'unsafe-inline'", *self.styles)),
                " ".join(("img-src data: blob:", *hosts)),
                *([" ".join(("font-src", *sorted(set(map(_origin, self.styles)))))] if self.styles else []),
                *([" ".join(("connect-src", *self.pictures))] if _FETCHES.search(self.code) else []),
                "worker-src blob:",
                "base-uri 'none'",
                "form-action 'none'",
            )
        )

    @property
    def notice(self) -> Html | None:
        """The visible sentence that names the hosts."""
        if not self.hosts:
            return None
        return tag(
            "p", say("open_notice", hosts=say("comma").join(self.hosts)), class_="open-notice", role="note"
        )

    @property
    def links(self) -> Html:
        """The style sheets of others, and a style for the notice and the controls of others."""
        sheets = (tag("link", rel="stylesheet", href=address) for address in self.styles)
        return join(*sheets, bundle.style_element(_STYLE))

    @property
    def elements(self) -> Html:
        """The scripts of others, then folium's code."""
        return join(
            *(tag("script", src=address) for address in self.scripts), bundle.script_element(self.code)
        )


def is_open(page: folium.Map) -> bool:
    """Whether anything but the events was added to a page.

    Parameters
    ----------
    page : folium.Map
        A `ReportMap`.
    """
    figure = _figure(page)
    rooms: tuple[Element, ...] = (page, figure.header, figure.html, figure.script)
    return any(set(room._children) - _OURS for room in rooms)  # noqa: SLF001  (folium has no public way)


def opened(page: folium.Map) -> Opened:
    """What was added to a page, drawn by folium with ids from the places in the tree.

    Parameters
    ----------
    page : folium.Map
        A `ReportMap`.

    Raises
    ------
    GeostrikeError
        If markup with a script of its own was added, or an address is none of http or https.
    """
    figure = _figure(page)
    added = [child for name, child in page._children.items() if name not in _OURS]  # noqa: SLF001
    _name_by_place(page)
    rooms = (figure.header, figure.html, figure.script, *_tree(page))
    before = [dict(room._children) for room in rooms]  # noqa: SLF001
    for child in added:
        child.render()
    found = _found(page, figure)
    for room, children in zip(rooms, before, strict=True):  # drawn again, folium would add some of it twice
        room._children.clear()  # noqa: SLF001
        room._children.update(children)  # noqa: SLF001
    return found


def _found(page: folium.Map, figure: Figure) -> Opened:
    """What folium has put into the rooms of the figure."""
    header, scripts, styles = [], [], []
    for child in (*_others(figure.header), *_others(figure.html)):
        if isinstance(child, JavascriptLink):
            scripts.append(child.url)
        elif isinstance(child, CssLink):
            styles.append(child.url)
        else:
            header.append(_plain(child.render()))
    drawn = "\n".join(child.render() for child in _others(figure.script))
    known = dict((*folium.Map.default_js, *folium.Map.default_css))
    needed = [names for sign, names in _NEEDS.items() if sign in drawn]
    return Opened(
        scripts=_addresses([*(known[name] for names, _ in needed for name in names), *scripts]),
        styles=_addresses([*(known[name] for _, names in needed for name in names), *styles]),
        markup=Html("\n".join(header)),
        code=_code(page, drawn, tiles=any(map(_is_tiles, _tree(page)))),
        pictures=tuple(sorted(set(_pictures(drawn)))),
    )


def _figure(page: folium.Map) -> Figure:
    figure = page.get_root()
    assert isinstance(figure, Figure)  # noqa: S101  (a ReportMap makes it)
    return figure


def _others(room: Element) -> list[Element]:
    return [child for name, child in room._children.items() if name not in _OURS]  # noqa: SLF001


def _plain(markup: str) -> str:
    if "<script" in markup.casefold():
        raise GeostrikeError(
            "Markup with a script of its own cannot be added to a ReportMap; add a folium layer or plugin,"
            " whose code the page's policy can name."
        )
    return markup


def _addresses(found: Iterable[str]) -> tuple[str, ...]:
    addresses = tuple(dict.fromkeys(found))
    for address in addresses:
        if not web_address(address) or re.search(r"[;,]", address):
            raise GeostrikeError(f"{address!r} is no address that a page can load a script or style from.")
    return addresses


def _code(page: folium.Map, drawn: str, *, tiles: bool) -> str:
    """Folium's code on the report's own map, which is there before it."""
    if re.search(r"</script|<!--", drawn, re.IGNORECASE):
        raise GeostrikeError(
            "A layer added to the ReportMap holds </script or <!-- in its text, which would end the page's"
            " code; take it out of the popup or attribution."
        )
    lines = [f"var {page.get_name()} = window.geostrike.map;"]
    if tiles:
        hidden = " ".join(f'"{name}",' for name in _UNDER_TILES)
        lines += [
            f"L.control.attribution({{prefix: false, position: 'bottomleft'}}).addTo({page.get_name()});",
            f"[{hidden}].forEach((name) => {{",
            f"  const pane = {page.get_name()}.getPane(`geostrike-${{name}}`);",
            "  if (pane) { pane.style.visibility = 'hidden'; }",
            "});",
        ]
    return "\n".join([*lines, drawn])


def _is_tiles(element: Element) -> bool:
    return isinstance(element, (folium.raster_layers.TileLayer, folium.raster_layers.WmsTileLayer))


def _pictures(drawn: str) -> Iterator[str]:
    """Sources of a policy for what the layers fetch: tiles, pictures, data; not the links in their texts."""
    for address in _ADDRESS.findall(drawn):
        scheme, _, rest = address.partition("://")
        host = re.split(r"[/?#]", rest)[0]
        whole = f"{scheme}://*.{host.split('}.', 1)[1]}" if "}." in host else f"{scheme}://{host}"
        if re.fullmatch(r"https?://(\*\.)?[A-Za-z0-9.-]+(:\d+)?", whole):
            yield whole


def _origin(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.split('/')[0]}"


def _tree(element: Element) -> Iterator[Element]:
    """An element and all below it, those that folium keeps beside the children too."""
    yield element
    for child in _below(element).values():
        yield from _tree(child)


def _below(element: Element) -> dict[str, Element]:
    beside = (
        {}
        if isinstance(element, Figure)
        else {
            name: getattr(element, name)
            for name in ("header", "html", "script")
            if isinstance(getattr(element, name, None), Element) and isinstance(element, MacroElement)
        }
    )
    return {**element._children, **beside}  # noqa: SLF001


def _name_by_place(element: Element) -> None:
    """Give each element an id from its place in the tree: folium's own are drawn by chance."""
    for at, child in enumerate(_below(element).values()):
        if child._name == "GeostrikeEvents":  # noqa: SLF001  (it has one from its content)
            continue
        old, old_id = child.get_name(), child._id  # noqa: SLF001
        child._id = f"{element._id}_{at}"  # noqa: SLF001
        if old_id in str(getattr(child, "layer_name", "")):
            child.layer_name = child.get_name()  # type: ignore[attr-defined]
        children = element._children  # noqa: SLF001
        if old in children:
            renamed = [(child.get_name() if name == old else name, one) for name, one in children.items()]
            children.clear()
            children.update(renamed)
        _name_by_place(child)
