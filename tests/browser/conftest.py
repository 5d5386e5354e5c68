"""Pages opened in Chromium with the network off; every request, log line and error is kept."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from geostrike.locate import locate
from geostrike.maps import render
from geostrike.tables.dossier import read

FOLDER = Path(__file__).parents[1] / "maps" / "dossier"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
]


@dataclass
class Opened:
    """A page with what it asked for, what it logged and which scripts ran that should not have."""

    page: Any
    requests: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def watch(self, context):
        context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda line: self.logged.append(f"{line.type}: {line.text}"))
        self.page.on("pageerror", lambda error: self.logged.append(f"error: {error}"))
        self.page.on("dialog", self._dismiss)

    def _dismiss(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    @property
    def fetched(self):
        """Requests beyond the file itself."""
        return [url for url in self.requests[1:] if not url.startswith("data:")]


@pytest.fixture(scope="session")
def launch():
    """Start Chromium, with an environment of its own when one is given."""
    named = os.environ.get("PLAYWRIGHT_CHROMIUM") or os.environ.get("GEOSTRIKE_CHROMIUM")
    path = named or next(filter(None, map(shutil.which, NAMES)), None)
    browsers = []
    with sync_playwright() as playwright:

        def launched(**options):
            browsers.append(playwright.chromium.launch(executable_path=path, args=FLAGS, **options))
            return browsers[-1]

        yield launched
        for browser in browsers:
            browser.close()


@pytest.fixture(scope="session")
def chromium(launch):
    return launch()


@pytest.fixture
def open_page(chromium, tmp_path):
    """Open HTML text as a file, offline."""
    contexts = []

    def opened(html, width=1280, height=800, *, wait=True, **options):
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(html, encoding="utf-8", newline="\n")
        context = chromium.new_context(
            viewport={"width": width, "height": height}, offline=True, reduced_motion="reduce", **options
        )
        contexts.append(context)
        found = Opened(context.new_page())
        found.watch(context)
        found.page.goto(path.as_uri())
        if wait:
            found.page.wait_for_function("window.geostrike && window.geostrike.ready")
        return found

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def sample():
    dossier = read(FOLDER)
    return dossier, locate(dossier)


@pytest.fixture(scope="session")
def html(sample):
    return render(*sample, title="A night of strikes")


READY = "window.geostrike && window.geostrike.ready"


@pytest.fixture(scope="session")
def until():
    """Asks a page or frame again and again until something holds: its policy forbids waiting code."""

    def wait(frame, expression=READY):
        page = getattr(frame, "page", frame)
        for _ in range(400):
            if frame.evaluate(f"Boolean({expression})"):
                return
            page.wait_for_timeout(50)
        raise AssertionError(expression)

    return wait
