"""Services of others behind a gazetteer, held against a server on this computer that plays them."""

import json
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.adapters import BaseAsyncAdapter
from geopy.geocoders import Nominatim

from geostrike.cli import main
from geostrike.errors import InputError
from geostrike.gazetteer import online as module
from geostrike.gazetteer.context import resolve_document
from geostrike.gazetteer.online import online

TAL = {
    "osm_type": "node", "osm_id": 7, "lat": "34.5", "lon": "40.5", "name": "Tal Invented", "type": "village",
    "display_name": "Tal Invented, Syria", "namedetails": {"name:ar": "تل مخترع"},
    "boundingbox": ["34.4", "34.6", "40.4", "40.6"], "address": {"country_code": "sy"},
}  # fmt: skip
FAR = TAL | {"osm_id": 8, "lat": "35.5", "address": {"country_code": "iq"}}
OTHER = TAL | {"osm_id": 9, "name": "Quite Other", "namedetails": None, "type": "administrative"}
PHOTON = {
    "geometry": {"coordinates": [40.5, 34.5]},
    "properties": {"osm_type": "N", "osm_id": 7, "name": "Tal Invented", "osm_value": "town",
                   "countrycode": "SY", "extent": [40.4, 34.6, 40.6, 34.4]},
}  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_args):
        pass

    def do_GET(self):
        self.server.seen.append((urlsplit(self.path), dict(self.headers)))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(self.server.content)


@pytest.fixture
def server(monkeypatch, tmp_path):
    found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.seen, found.status, found.pauses = [], 200, []
    found.folder = tmp_path / "kept"
    monkeypatch.setattr("geostrike.gazetteer.online.time.sleep", found.pauses.append)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    thread = threading.Thread(target=partial(found.serve_forever, poll_interval=0.02), daemon=True)
    thread.start()
    found.options = f"domain=127.0.0.1:{found.server_address[1]},scheme=http"
    found.says = lambda value: setattr(found, "content", json.dumps(value).encode())
    found.says([TAL])
    yield found
    found.shutdown()
    found.server_close()
    thread.join(5)


@pytest.fixture
def asked(small, server):
    return online(small, f"nominatim,{server.options}", folder=server.folder)


def test_what_is_known_here_is_never_asked(asked, server, small):
    for name in ("Aleppo", "al-Hamra", "", "x" * 300, "34.5,40.5", "Al Mayadeen TV", "camp"):
        assert asked.resolve(name) == small.resolve(name)
    assert not server.seen


def test_the_single_hit_of_that_name_is_resolved_and_theirs(asked, server):
    answer = asked.resolve("Tal Invented", country="SYR")
    place = answer.place
    assert (place.id, place.layer, place.country, place.kind) == (
        "nominatim:n7",
        "nominatim",
        "SY",
        "village",
    )
    assert place.source == "OpenStreetMap contributors, ODbL-1.0, through nominatim"
    assert (place.lon, place.lat, place.licence) == (40.5, 34.5, "ODbL-1.0")
    assert place.radius_m == pytest.approx(14_430, abs=30)
    assert (answer.score, "score is not ours" in answer.why) == (0, True)
    address, headers = server.seen[-1]
    assert parse_qs(address.query)["countrycodes"] == ["sy"]
    assert headers["User-Agent"].startswith("geostrike/")


@pytest.mark.parametrize(
    ("hits", "name", "country", "status"),
    [
        ([TAL, FAR], "Tal Invented", "", "ambiguous"),
        ([TAL, FAR], "Tal Invented", "IQ", "resolved"),
        ([TAL, OTHER], "Tal Invented, Syria", "", "resolved"),
        ([OTHER], "Tal Invented", "", "ambiguous"),
        ([OTHER] * 9 + [TAL], "Tal Invented", "", "ambiguous"),
        ([TAL | {"address": None}], "Tal Invented", "SY", "ambiguous"),
        ([TAL], "تل مخترع", "", "resolved"),
        ([], "Tal Invented", "", "unknown"),
    ],
)
def test_only_a_single_equal_name_is_resolved(asked, server, hits, name, country, status):
    server.says(hits)
    answer = asked.resolve(name, country=country)
    assert (answer.status, answer.query) == (status, name), answer.why
    assert answer.why.endswith(".")
    json.dumps(answer.as_dict(), allow_nan=False)


def test_a_question_is_asked_once_and_kept(asked, server, small):
    asked.resolve_many(["Tal Invented", "Tal Invented", "Tal Contrived"])
    assert len(server.seen) == 2
    assert server.pauses[0] == 0
    assert server.pauses[1] == pytest.approx(module.PAUSE_S, abs=0.3)
    again = online(small, f"nominatim,{server.options}", folder=server.folder)
    assert again.resolve("Tal Invented").place.id == "nominatim:n7"
    assert len(server.seen) == 2
    assert len(list(server.folder.glob("*.json"))) == 2
    again.resolve("Tal Invented Too")  # another run, and the second is counted on
    assert server.pauses[2] == pytest.approx(module.PAUSE_S, abs=0.3)


def test_a_hit_far_from_the_point_is_no_answer(asked):
    assert asked.resolve("Tal Invented", near=(40.0, 34.0)).status == "resolved"
    far = asked.resolve("Tal Invented", near=(36.0, 31.0))
    assert (far.status, "km from the point" in far.why) == ("ambiguous", True)


def test_names_of_one_document_are_asked_too(asked, server):
    answers = resolve_document(asked, ["Aleppo", "Tal Invented", "Tal Invented"])
    assert [answer.place.layer for answer in answers] == ["homonyms", "nominatim", "nominatim"]
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (429, b""),
        (500, b""),
        (200, b"<html>"),
        (200, b"\xff"),
        (200, b'{"a": 1}'),
        (200, b"[7]"),
        (200, b"[" * 100_000),
        (200, json.dumps([TAL | {"lat": "NaN"}]).encode()),
        (200, json.dumps([TAL | {"lat": "1e999"}]).encode()),
        (200, json.dumps([TAL | {"lon": None}]).encode()),
        (200, json.dumps([TAL | {"boundingbox": ["1e999"] * 4}]).encode()),
        (200, json.dumps([TAL | {"boundingbox": [1, 2]}]).encode()),
    ],
)
def test_a_failure_is_said_and_three_are_enough(asked, server, status, content):
    server.status, server.content = status, content
    answers = [asked.resolve(f"Tal Invented {letter}") for letter in "abcd"]
    assert {answer.status for answer in answers} == {"unknown"}
    assert "nominatim gave no answer" in answers[2].why
    assert "was not asked" in answers[3].why
    assert len(server.seen) == 3


def test_photon_by_the_command_line(server, capsys):
    server.says({"features": [PHOTON]})
    args = ["resolve", "Tal Invented", "--online", f"photon,{server.options}", "--format", "json"]
    assert main(args) == 0
    place = json.loads(capsys.readouterr().out)["place"]
    assert (place["id"], place["layer"], place["kind"], place["country"]) == (
        "photon:n7",
        "photon",
        "town",
        "SY",
    )
    assert "ODbL" in place["source"]


def test_a_batch_asks_for_what_is_unknown(server, tmp_path, capsys):
    lines = tmp_path / "names.txt"
    lines.write_text(
        'Tal Invented\n\nal-Bukamal\n{"name": "Tal Invented", "country": "SY"}\n', encoding="utf-8"
    )
    assert main(["resolve", "--batch", str(lines), "--online", f"nominatim,{server.options}"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["place"] and one["place"]["layer"] for one in found] == [
        "nominatim", None, "geostrike", "nominatim",
    ]  # fmt: skip
    assert len(server.seen) == 2


def test_a_geocoder_of_ones_own_goes_through_the_same_door(small, server):
    host = f"127.0.0.1:{server.server_address[1]}"
    own = Nominatim(domain=host, scheme="http", user_agent="mine")
    assert online(small, own, folder=server.folder).resolve("Tal Invented").place.layer == "nominatim"
    assert server.seen[0][1]["User-Agent"].startswith("geostrike/")


@pytest.mark.parametrize("service", ["atlantis", "opencage", "photon,domain", "photon,color=red", ""])
def test_what_is_no_service(small, service):
    with pytest.raises(InputError, match="can be asked"):
        online(small, service)


def test_an_asynchronous_geocoder_is_refused(small):
    own = Nominatim(user_agent="mine", adapter_factory=Asynchronous)
    with pytest.raises(InputError, match="Nominatim is asynchronous"):
        online(small, own)


class Asynchronous(BaseAsyncAdapter):
    async def get_json(self, url, *, timeout, headers):  # noqa: ASYNC109
        raise NotImplementedError

    async def get_text(self, url, *, timeout, headers):  # noqa: ASYNC109
        raise NotImplementedError


@pytest.mark.parametrize(
    ("platform", "variable"), [("win32", "LOCALAPPDATA"), ("darwin", "HOME"), ("linux", "XDG_CACHE_HOME")]
)
def test_answers_are_kept_where_the_system_keeps_such(monkeypatch, tmp_path, platform, variable):
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))
    folder = module.cache_folder()
    assert folder.parts[-2:] == ("geostrike", "online")
    assert folder.is_relative_to(tmp_path)


def test_without_a_folder_to_keep_answers_it_says_so(small, server, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    asked = online(small, f"nominatim,{server.options}", folder=tmp_path / "file")
    assert "gave no answer" in asked.resolve("Tal Invented").why
    assert not server.seen
