"""GeoNames dumps from a mirror on this computer; what is no whole ZIP file is thrown away."""

import hashlib
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from geostrike import gazetteer
from geostrike.cli import main
from geostrike.errors import BorderError, InputError, NetworkError, OutputError
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


def test_only_the_file_of_a_checksum_is_taken(mirror, tmp_path, capsys):
    content = (tmp_path / "mirror" / "SY.zip").read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    args = ["gazetteer", "fetch", "SY", "-o", str(tmp_path / "dumps"), "--mirror", mirror, "--sha256"]
    assert main([*args, digest.upper()]) == 0
    (tmp_path / "mirror" / "SY.zip").write_bytes((tmp_path / "mirror" / "allCountries.zip").read_bytes())
    capsys.readouterr()
    assert main([*args, digest]) == 1
    assert "not the one that is asked for" in capsys.readouterr().err
    assert (tmp_path / "dumps" / "SY.zip").read_bytes() == content
    for names, wrong in ((["SY"], "abc"), (["SY", "IQ"], digest)):
        with pytest.raises(InputError, match="64 hexadecimal"):
            fetch(names, tmp_path, base_url=mirror, sha256=wrong)


class Breaking(Quiet):
    """Ends the next answers, which may be parts, after so many bytes, or never gives one."""

    def do_GET(self):
        content = Path(self.translate_path(self.path)).read_bytes()
        self.server.asked.append(self.headers.get("Range"))
        start = int((self.headers.get("Range") or "bytes=0-")[6:-1])
        self.send_response(206 if start else 200)
        self.send_header("ETag", '"1"')
        self.send_header("Content-Length", str(len(content) - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        self.wfile.write(content[start:][: self.server.ends.pop(0) if self.server.ends else None])


@pytest.mark.usefixtures("mirror")
def test_a_dump_that_broke_off_is_taken_up_by_the_next_call(tmp_path, capsys):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Breaking, directory=str(tmp_path / "mirror")))
    server.ends, server.asked = [20, 20, 20], []
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.02), daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    args = ["gazetteer", "fetch", "SY", "-o", str(tmp_path / "dumps"), "--mirror", url]
    assert main(args) == 1
    error = capsys.readouterr().err
    assert "60 bytes are kept, try again" in error
    assert "Traceback" not in error
    assert main(args) == 0
    assert server.asked == [None, "bytes=20-", "bytes=40-", "bytes=60-"]
    assert (tmp_path / "dumps" / "SY.zip").read_bytes() == (tmp_path / "mirror" / "SY.zip").read_bytes()
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.mark.parametrize(("name", "words"), [("LB", "404"), ("JO", "no whole ZIP file")])
def test_a_refusal_is_one_sentence(mirror, tmp_path, capsys, name, words):
    assert main(["gazetteer", "fetch", name, "-o", str(tmp_path / "dumps"), "--mirror", mirror]) == 1
    captured = capsys.readouterr()
    assert (captured.out, captured.err.count("\n")) == ("", 1)
    assert captured.err.startswith("Error: ")
    assert words in captured.err


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
