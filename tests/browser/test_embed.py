"""Pages inside other documents: framed with a sandbox and as srcdoc; and the files beside them."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from geostrike.maps import ledger
from geostrike.maps.embed import inline, read_page, snippet
from geostrike.maps.figure import figure
from geostrike.maps.report import prepare

pytestmark = pytest.mark.browser

COMMITTED = Path(__file__).parents[2] / "maps" / "strikes.html"
HEAD = "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Article</title></head>"
SITE = "https://news.example"


def _host(inside):
    return f"{HEAD}<body>{inside}</body></html>"


@pytest.fixture
def on_a_site(chromium):
    """Open an article of a site that holds nothing but the article and the page."""
    contexts = []

    def opened(article):
        served = {f"{SITE}/": article, f"{SITE}/strikes.html": COMMITTED.read_text(encoding="utf-8")}
        context = chromium.new_context(viewport={"width": 900, "height": 800}, reduced_motion="reduce")
        contexts.append(context)
        context.route("**/*", lambda route: _answer(route, served))
        found = SimpleNamespace(page=context.new_page(), requests=[], logged=[])
        context.on("request", lambda request: found.requests.append(request.url))
        found.page.on("console", lambda line: found.logged.append(f"{line.type}: {line.text}"))
        found.page.on("pageerror", lambda error: found.logged.append(f"error: {error}"))
        found.page.goto(f"{SITE}/")
        return found

    yield opened
    for context in contexts:
        context.close()


def _answer(route, served):
    body = served.get(route.request.url)
    if body is None:
        route.abort()
    else:
        route.fulfill(body=body, content_type="text/html; charset=utf-8")


def _framed(opened):
    """The frame of the page once it is ready; asked again and again: its policy forbids waiting code."""
    for _ in range(200):
        frames = [frame for frame in opened.page.frames if frame != opened.page.main_frame]
        if frames and frames[0].evaluate("Boolean(window.geostrike && window.geostrike.ready)"):
            return frames[0]
        opened.page.wait_for_timeout(50)
    raise AssertionError("the page in the frame is not ready")


def _walked(opened):
    """Open the page in the frame, choose an event, go back; what was logged on the way."""
    frame = _framed(opened)
    assert frame.evaluate("window.origin") == "null"
    frame.locator(".entry").first.click()
    frame.wait_for_selector("article.card:visible, .card.chosen, #card-close:visible")
    frame.locator("#card-close").click()
    return [line for line in opened.logged if not line.startswith("debug")]


@pytest.mark.parametrize("form", ["iframe", "quarto", "wordpress"])
def test_the_page_runs_in_a_sandboxed_frame(on_a_site, tmp_path, monkeypatch, form):
    monkeypatch.chdir(tmp_path)
    Path("strikes.html").write_bytes(COMMITTED.read_bytes())
    text = snippet(read_page(Path("strikes.html")), form)
    opened = on_a_site(_host(text))
    assert _walked(opened) == []
    assert {url.partition("#")[0] for url in opened.requests} == {f"{SITE}/", f"{SITE}/strikes.html"}


def test_the_page_runs_whole_inside_a_notebook(open_page):
    page = inline(COMMITTED.read_text(encoding="utf-8"), "Strikes")
    opened = open_page(_host(page), wait=False)
    assert _walked(opened) == []
    assert [url for url in opened.fetched if not url.startswith("about:")] == []


def test_the_ledger_keeps_its_style_and_asks_for_nothing(open_page, sample):
    report = prepare(*sample)
    opened = open_page(ledger.as_html(report, ledger.rows(report)), wait=False)
    assert (
        opened.page.evaluate("getComputedStyle(document.querySelector('table')).borderCollapse") == "collapse"
    )
    assert (opened.fetched, opened.logged) == ([], [])


def test_a_browser_draws_the_figure_as_wide_as_it_says(open_page, sample):
    svg = figure(*sample).decode("utf-8").partition("?>")[2]
    opened = open_page(_host(svg), wait=False)
    box = opened.page.locator("svg").bounding_box()
    assert box["width"] == pytest.approx(170 / 25.4 * 96, abs=0.1)
    assert opened.page.locator("svg path").count() > 100
    assert opened.logged == []
