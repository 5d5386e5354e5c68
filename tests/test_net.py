"""The door to the network, held against a server on this computer that breaks off, lies and redirects."""

import hashlib
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from geostrike import net
from geostrike.errors import NetworkError, OutputError

CONTENT = bytes(range(256)) * 2_000
DIGEST = hashlib.sha256(CONTENT).hexdigest()


class Server(ThreadingHTTPServer):
    """Serves one file; `breaks` lists after how many bytes each of the next answers ends."""

    daemon_threads = True
    content, etag, ranges, status, location, breaks, stall, length = (
        CONTENT,
        '"1"',
        True,
        0,
        "",
        (),
        False,
        True,
    )

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen, self.breaks, self.over = [], [], threading.Event()


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_args):
        pass

    def do_GET(self):
        server = self.server
        server.seen.append(dict(self.headers))
        if server.stall:
            server.over.wait(5)
            return
        if server.status:
            self.send_response(server.status)
            if server.location:
                self.send_header("Location", server.location)
            self.end_headers()
            return
        asked = self.headers.get("Range") if self.headers.get("If-Range") == server.etag else None
        start = int(asked.split("=")[1].split("-")[0]) if asked and server.ranges else 0
        body = server.content[start:]
        self.send_response(206 if start else 200)
        self.send_header("ETag", server.etag)
        if start:
            end = len(server.content)
            self.send_header("Content-Range", f"bytes {start}-{end - 1}/{end}")
        if server.length:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: server.breaks.pop(0) if server.breaks else None])


@pytest.fixture
def server():
    found = Server()
    thread = threading.Thread(target=partial(found.serve_forever, poll_interval=0.02), daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{found.server_address[1]}/SY.zip"
    yield found
    found.over.set()
    found.shutdown()
    found.server_close()
    thread.join(5)


@pytest.fixture
def target(tmp_path):
    return tmp_path / "SY.zip"


def _left(target):
    return sorted(path.name for path in target.parent.iterdir())


@pytest.mark.parametrize("length", [True, False])
def test_a_file_comes_whole_with_its_checksum(server, target, length):
    server.length = length
    steps = []
    digest = net.download(server.url, target, progress=lambda done, total: steps.append((done, total)))
    assert (digest, target.read_bytes(), _left(target)) == (DIGEST, CONTENT, ["SY.zip"])
    assert (steps[0][0], steps[-1]) == (0, (len(CONTENT), len(CONTENT) if length else None))
    assert server.seen[0]["User-Agent"].startswith("geostrike/")


def test_a_broken_connection_is_taken_up_where_it_broke(server, target):
    server.breaks = [100_000, 50_000]
    assert net.download(server.url, target) == DIGEST
    assert [seen.get("Range") for seen in server.seen] == [None, "bytes=100000-", "bytes=150000-"]


def test_what_came_is_kept_for_the_next_call(server, target):
    target.write_bytes(b"old")
    server.breaks = [1_000, 1_000, 1_000]
    with pytest.raises(NetworkError, match="3000 bytes are kept"):
        net.download(server.url, target)
    assert target.read_bytes() == b"old"
    assert net.download(server.url, target) == DIGEST
    assert server.seen[-1]["Range"] == "bytes=3000-"
    assert _left(target) == ["SY.zip"]


@pytest.mark.parametrize("change", [{"etag": '"2"'}, {"ranges": False}])
def test_a_file_that_changed_or_cannot_be_resumed_begins_anew(server, target, change):
    server.breaks = [1_000] * 3
    with pytest.raises(NetworkError):
        net.download(server.url, target)
    server.content = CONTENT[::-1]
    for name, value in change.items():
        setattr(server, name, value)
    net.download(server.url, target)
    assert target.read_bytes() == CONTENT[::-1]


def test_without_a_name_of_the_edition_nothing_is_resumed(server, target):
    server.etag, server.breaks = 'W/"1"', [1_000]
    assert net.download(server.url, target) == DIGEST
    assert [seen.get("Range") for seen in server.seen] == [None, None]


def test_a_range_that_is_not_there_begins_anew(server, target):
    part = target.with_name(".SY.zip.part")
    part.write_bytes(b"x" * 10)
    part.with_name(".SY.zip.part.tag").write_text(f'{server.url}\n"1"', encoding="utf-8")
    server.status = 416
    with pytest.raises(NetworkError):
        net.download(server.url, target)
    assert _left(target) == []


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_refusal_is_said(server, target, status):
    server.status = status
    with pytest.raises(NetworkError, match=str(status)):
        net.download(server.url, target)
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "location", ["http://example.org/SY.zip", "ftp://127.0.0.1/SY.zip", "file:///etc/hosts"]
)
def test_a_redirect_leads_only_where_a_download_may_begin(server, target, location):
    server.status, server.location = 302, location
    with pytest.raises(NetworkError, match=r"is not fetched|is refused"):
        net.download(server.url, target)
    assert _left(target) == []


@pytest.mark.parametrize("length", [True, False])
def test_too_large_a_file_is_refused(server, target, length):
    server.length = length
    with pytest.raises(NetworkError, match="100000"):
        net.download(server.url, target, most_bytes=100_000)
    assert not target.exists()


def test_a_silent_server_is_given_up(server, target):
    server.stall = True
    with pytest.raises(NetworkError, match="timed out"):
        net.download(server.url, target, timeout_s=0.1)


def test_nobody_there(target, server):
    server.shutdown()
    server.server_close()
    with pytest.raises(NetworkError, match="cannot be fetched"):
        net.download(server.url, target)


def test_a_folder_that_is_missing(server, tmp_path):
    with pytest.raises(OutputError, match="check that its folder exists"):
        net.download(server.url, tmp_path / "no" / "SY.zip")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/x", "file:///etc/passwd", "ftp://x/y", "x", "", "https://", "https://[", "http://",
        "https://user:word@example.org/", "http://localhost.example.org/", "http://127.0.0.1@example.org/",
    ],
)  # fmt: skip
def test_addresses_that_are_not_fetched(url, target):
    with pytest.raises(NetworkError):
        net.download(url, target)


def test_a_short_answer(server):
    assert net.get(server.url, headers={"X-Own": "1", "User-Agent": "mine"}) == CONTENT
    assert server.seen[0]["X-Own"] == "1"
    assert server.seen[0]["User-Agent"].startswith("geostrike/")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": 403}, "refuses .403"),
        ({"stall": True}, "timed out"),
        ({"content": b"x" * 200}, "more than the 100"),
        ({"status": 302, "location": "http://example.org/"}, "is not fetched"),
    ],
)
def test_a_short_answer_that_does_not_come(server, change, words):
    for name, value in change.items():
        setattr(server, name, value)
    patience_s = 0.1 if server.stall else 10
    with pytest.raises(NetworkError, match=words) as caught:
        net.get(f"{server.url}?key=secret", headers={}, timeout_s=patience_s, most_bytes=100)
    assert "secret" not in str(caught.value)
