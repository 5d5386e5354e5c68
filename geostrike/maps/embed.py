"""Snippets that put a finished page into another document, with its title and alt text; runs nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path, PurePath
from types import MappingProxyType
from urllib.parse import quote

from geostrike.errors import GeostrikeError, InputError
from geostrike.escape import Html, clean, html, tag, web_address
from geostrike.files import read_text
from geostrike.maps.strings import say

SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
_PICTURES = frozenset({".png", ".svg", ".jpg", ".jpeg", ".webp"})
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~$-])")
_MOST, _NOTEBOOK_PX = 300, 640


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """What a snippet is made of: where the page lies, its title, and the picture that stands for it."""

    address: str
    title: str
    alt: str
    picture: str = ""
    height_px: int = 0


class _Head(HTMLParser):
    """Collects the title and the meta tags of a page's head and stops at its end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.meta: dict[str, str] = {}
        self._in_title = self.done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the title's beginning and what a meta tag says."""
        facts = {key: value or "" for key, value in attrs}
        self._in_title = tag == "title" and not self.done
        if tag == "meta" and not self.done:
            self.meta.setdefault(facts.get("property") or facts.get("name", ""), facts.get("content", ""))
        self.done = self.done or tag == "body"

    def handle_endtag(self, tag: str) -> None:
        """Note the title's end and the head's."""
        self._in_title = False
        self.done = self.done or tag == "head"

    def handle_data(self, data: str) -> None:
        """Keep the text of the title."""
        if self._in_title:
            self.title += data


def read_page(path: Path, *, url: str = "", picture: str = "", height_px: int = 0) -> Embedded:
    """What a snippet needs to know of a page that `geostrike map` wrote.

    Parameters
    ----------
    path : pathlib.Path
        The HTML file; a relative path is also the address in the snippet.
    url : str
        Address of the page on the web, instead of the path.
    picture : str
        Path or address of a picture of the map, for readers without frames.
    height_px : int
        Height of the frame; 0 lets it follow the width.

    Raises
    ------
    InputError
        If the file cannot be read, is no HTML page with a title, or the picture is not there.
    GeostrikeError
        If an address is none of http or https.
    """
    head = _Head()
    head.feed(read_text(path))
    title = _line(head.title)
    if not title:
        raise InputError(f"{path} has no title; name a page that `geostrike map` wrote.")
    if url and not web_address(url):
        raise GeostrikeError(f"The address {url!r} is not one of http or https; write it in full.")
    alt = _line(head.meta.get("og:description") or head.meta.get("description") or title)
    return Embedded(
        address=url or relative(path), title=title, alt=alt, picture=_picture(picture), height_px=height_px
    )


def relative(path: PurePath) -> str:
    """A path as an address relative to the document that uses it; an absolute one is reduced to its name.

    Parameters
    ----------
    path : pathlib.PurePath
        A file.

    Examples
    --------
    >>> relative(PurePath("maps/a b.html"))
    'maps/a%20b.html'
    """
    text = path.name if path.is_absolute() else path.as_posix()
    address = quote(text, safe="/._-~")
    return f"./{address}" if address.startswith("/") else address


def _picture(named: str) -> str:
    if not named or web_address(named):
        return named
    path = Path(named)
    if path.suffix.casefold() not in _PICTURES:
        raise InputError(f"{named} is no picture that pages show; draw it with `geostrike figure -o x.png`.")
    if not path.is_file():
        raise InputError(f"{named} is not there; draw it with `geostrike figure`.")
    return relative(path)


def _line(text: str) -> str:
    line = " ".join(clean(text).split())
    return line if len(line) <= _MOST else line[: _MOST - 1] + "…"


def snippet(page: Embedded, form: str) -> str:
    """The snippet of a page for one kind of document.

    Parameters
    ----------
    page : Embedded
        From `read_page`.
    form : str
        ``iframe``, ``markdown``, ``quarto``, ``jupyter`` or ``wordpress``.

    Raises
    ------
    GeostrikeError
        If the kind is none of these.

    Examples
    --------
    >>> print(snippet(Embedded(address="map.html", title="Strikes", alt="Map of 4 events"), "markdown"))
    [Strikes](map.html)
    <BLANKLINE>
    """
    if form not in FORMS:
        raise GeostrikeError(f"There is no snippet for {form!r}; use one of {', '.join(FORMS)}.")
    return FORMS[form](page) + "\n"


def frame(page: Embedded, *, external: bool = False, source: Html | None = None) -> Html:
    """The frame itself: sandboxed, loaded when it comes into view, as wide as its place.

    Parameters
    ----------
    page : Embedded
        Address, title and height.
    external : bool
        Whether Quarto must leave the page outside of its own file.
    source : Html, optional
        The ``srcdoc`` attribute with the whole page, instead of an address.
    """
    size = f"height:{page.height_px}px" if page.height_px else "aspect-ratio:4/3;min-height:480px"
    address = source if source is not None else Html(f' src="{html(page.address)}"')
    attributes = {
        "title": page.title,
        "sandbox": SANDBOX,
        "loading": "lazy",
        "referrerpolicy": "no-referrer",
        "style": f"width:100%;{size};border:0",
        "data_external": "1" if external else None,
    }
    empty = tag("iframe", **attributes)
    return Html(f"<iframe{address}{empty.removeprefix('<iframe')}")


def inline(whole: str, title: str) -> str:
    """A page inside a frame that holds all of its text, for notebooks.

    Parameters
    ----------
    whole : str
        The page.
    title : str
        What the frame is called.
    """
    kept = whole.replace("&", "&amp;").replace('"', "&quot;")
    empty = Embedded(address="", title=title, alt=title, height_px=_NOTEBOOK_PX)
    return str(frame(empty, source=Html(f' srcdoc="{kept}"')))


def _figure(page: Embedded, *, external: bool = False) -> str:
    link = f'<a href="{html(page.address)}">'
    inside = html(say("embed_open", title=page.title))
    lines = [
        '<figure style="margin:0">',
        frame(page, external=external),
        *([f"<noscript>{link}{_image(page)}</a></noscript>"] if page.picture else []),
        f"<figcaption>{link}{inside}</a></figcaption>",
        "</figure>",
    ]
    return "\n".join(lines)


def _image(page: Embedded) -> Html:
    return Html(f'<img src="{html(page.picture)}" alt="{html(page.alt)}" style="max-width:100%">')


def _markdown(page: Embedded) -> str:
    if not page.picture:
        return f"[{_marked(page.title)}]({_target(page.address)})"
    target = _target(page.address)
    picture = f"![{_marked(page.alt)}]({_target(page.picture)})"
    return f"[{picture}]({target})\n\n[{_marked(say('embed_open', title=page.title))}]({target})"


def _marked(text: str) -> str:
    """Text that Markdown shows and does not read."""
    return _MARKDOWN.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _target(address: str) -> str:
    return quote(address, safe="/:?#[]@!$&'*+,;=%._-~")


def _quarto(page: Embedded) -> str:
    """Raw HTML for web output; for print the picture with a link."""
    return (
        ':::: {.content-visible when-format="html"}\n```{=html}\n'
        + _figure(page, external=True)
        + '\n```\n::::\n\n:::: {.content-visible unless-format="html"}\n'
        + _markdown(page)
        + "\n::::"
    )


def _jupyter(page: Embedded) -> str:
    return f"from IPython.display import HTML\n\nHTML({_figure(page)!r})"


def _wordpress(page: Embedded) -> str:
    return f"<!-- wp:html -->\n{_figure(page)}\n<!-- /wp:html -->"


FORMS: Mapping[str, Callable[[Embedded], str]] = MappingProxyType(
    {
        "iframe": _figure,
        "markdown": _markdown,
        "quarto": _quarto,
        "jupyter": _jupyter,
        "wordpress": _wordpress,
    }
)

__all__ = ["FORMS", "SANDBOX", "Embedded", "frame", "inline", "read_page", "relative", "snippet"]
