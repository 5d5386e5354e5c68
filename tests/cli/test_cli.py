import subprocess
import sys

import pytest

from geostrike import __version__
from geostrike.cli import VERBS, cli, main
from geostrike.errors import GeostrikeError


def test_help_loads_neither_geopandas_nor_folium():
    code = (
        "import sys\nfrom geostrike.cli import main\nmain(['--help'])\n"
        "heavy = {'geopandas', 'folium', 'pandas', 'numpy', 'shapely'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_help_lists_every_verb(capsys):
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(verb in shown and text in shown for verb, text in VERBS.items())


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_has_a_help_text_with_an_example(verb, capsys):
    assert main([verb, "--help"]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert any(line.startswith(f"geostrike {verb}") for line in lines), "an example on a line of its own"


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"geostrike {__version__}\n"


@pytest.mark.parametrize("args", [["--no-such-option"], ["no-such-verb"], ["resolve", "--no-such-option"]])
def test_wrong_usage_exits_2(args, capsys):
    assert main(args) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (GeostrikeError("It is so; do this."), 1, "Error: It is so; do this.\n"),
        (KeyboardInterrupt(), 130, "Interrupted.\n"),
    ],
)
def test_errors_become_one_sentence_and_a_code(error, code, words, capsys, monkeypatch):
    def fail(**_kwargs):
        raise error

    monkeypatch.setattr(cli, "main", fail)
    assert main([]) == code
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", words)


def test_a_reader_that_has_gone_is_no_error(monkeypatch):
    class Closed:
        closed = False

        def close(self):
            self.closed = True

    def fail(**_kwargs):
        raise BrokenPipeError

    stream = Closed()
    monkeypatch.setattr(cli, "main", fail)
    monkeypatch.setattr(sys, "stderr", stream)
    assert main([]) == 0
    assert stream.closed


def test_the_module_runs_as_a_script():
    done = subprocess.run(
        [sys.executable, "-m", "geostrike", "no-such-verb"], check=False, capture_output=True
    )
    assert done.returncode == 2
