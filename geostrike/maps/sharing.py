"""What a page says to those that link to it, and where its ledger lies: meta tags and one link; no map."""

from __future__ import annotations

from pathlib import PurePath

from geostrike.errors import GeostrikeError
from geostrike.escape import Html, html, tag, web_address
from geostrike.maps.alttext import alt_text
from geostrike.maps.embed import relative
from geostrike.maps.report import Report
from geostrike.maps.strings import say

_SOCIAL_SIZE = (1200, 630)


def meta_tags(report: Report, social_url: str = "") -> tuple[Html, ...]:
    """Title, alt text and, where its address is given, picture of a page for social media.

    Parameters
    ----------
    report : Report
        From `geostrike.maps.prepare`.
    social_url : str
        Address on the web of the picture that `geostrike figure --social` draws; the page never fetches it.

    Raises
    ------
    GeostrikeError
        If the address is none of http or https.
    """
    if social_url and not web_address(social_url):
        raise GeostrikeError(f"The address {social_url!r} is not one of http or https; write it in full.")
    facts = {"og:type": "article", "og:title": report.title, "og:description": alt_text(report)}
    if social_url:
        width, height = _SOCIAL_SIZE
        facts |= {
            "og:image": social_url,
            "og:image:width": str(width),
            "og:image:height": str(height),
            "og:image:alt": alt_text(report),
            "twitter:card": "summary_large_image",
        }
    return tuple(tag("meta", property=name, content=fact) for name, fact in facts.items())


def ledger_link(ledger: str) -> Html | None:
    """The link to the ledger, a web address or a path beside the page; None where there is none.

    Parameters
    ----------
    ledger : str
        As typed.
    """
    if not ledger:
        return None
    address = ledger if web_address(ledger) else relative(PurePath(ledger))
    return Html(f'<p><a href="{html(address)}" rel="noopener">{html(say("ledger_link"))}</a></p>')
