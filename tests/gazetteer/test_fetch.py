"""GeoNames dumps from a mirror on this computer; what is no whole ZIP file is thrown away."""

import hashlib
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from geostrike import gazetteer
from geostrike.cli import main
from geostrike.errors import BorderError, NetworkError, OutputError
from geostrike.gazetteer.fetch import BASE_URL, fetch

CELLS = "1|Tall Made Up|Tall Made Up||34.5|40.5|P|PPL|SY||||||900||||2024-01-01"
LINE = CELLS.replace("|", "\t")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args):
        pass


@pytest.fixture
def mirror(tmp_path):
    root = tmp_path / "mirror"
    root.mkdir()
    for name in ("SY", "allCountries"):
        with zipfile.ZipFile(root / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{name}.txt", LINE + "\n")
    (root / "IQ.zip").write_bytes((root / "SY.zip").read_bytes()[:-30])
    (root / "JO.zip").write_text("<html>Sorry</html>", encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root)))
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.02), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_fetch_build_resolve(mirror, tmp_path, capsys):
    folder = tmp_path / "dumps"
    assert main(["gazetteer", "fetch", "syr", "allcountries", "-o", str(folder), "--mirror", mirror]) == 0
    shown = capsys.readouterr().out
    digest = hashlib.sha256((folder / "SY.zip").read_bytes()).hexdigest()
    assert digest in shown
    assert (folder / "SY.zip.sha256").read_text(encoding="utf-8") == f"{digest}  SY.zip\n"
    assert sorted(path.name for path in folder.iterdir()) == [
        "SY.zip", "SY.zip.sha256", "allCountries.zip", "allCountries.zip.sha256",
    ]  # fmt: skip
    gazetteer.build([folder / "SY.zip"], tmp_path / "mine.gaz")
    assert gazetteer.load(tmp_path / "mine.gaz").resolve("Tall Made Up").place.id == "geonames:1"


@pytest.mark.parametrize("name", ["IQ", "JO", "LB"])
def test_what_is_no_whole_zip_or_not_there_is_no_file(mirror, tmp_path, name):
    with pytest.raises(NetworkError, match=name):
        fetch([name], tmp_path / "dumps", base_url=mirror)
    assert list((tmp_path / "dumps").iterdir()) == []


def test_what_cannot_be_asked_for(mirror, tmp_path):
    with pytest.raises(BorderError):
        fetch(["Syria"], tmp_path, base_url=mirror)
    with pytest.raises(NetworkError, match="https"):
        fetch(["SY"], tmp_path, base_url="http://example.org")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be made"):
        fetch(["SY"], tmp_path / "file", base_url=mirror)


def test_the_default_is_geonames_over_https():
    assert BASE_URL == "https://download.geonames.org/export/dump"
