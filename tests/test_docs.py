"""The documentation is asserted: every verb, option and public name is there, and the README's blocks run."""

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geostrike import vocabulary
from geostrike.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def _reference():
    spec = importlib.util.spec_from_file_location("make_reference", ROOT / "docs" / "make_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFERENCE = _reference()
MODULES = sorted(path for path in (ROOT / "geostrike").rglob("*.py") if "node_modules" not in path.parts)


def _blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The reference made in a process of its own: click remembers in a command how it was first called."""
    folder = tmp_path_factory.mktemp("reference")
    subprocess.run([sys.executable, str(ROOT / "docs" / "make_reference.py"), str(folder)], check=True)
    return folder


@pytest.mark.parametrize("name", ["cli.md", "api.md"])
def test_the_reference_is_up_to_date(name, made):
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == (made / name).read_text(encoding="utf-8"), "run `python docs/make_reference.py`"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_public_name_has_a_docstring(path):
    assert [name for name, text in REFERENCE.public_names(path) if not text] == []


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return folder


@pytest.mark.parametrize("line", [line for block in _blocks("bash") for line in block.splitlines() if line])
def test_each_command_of_the_readme_runs(line, workplace, monkeypatch, capsys):
    monkeypatch.chdir(workplace)
    program, *args = shlex.split(line)
    assert program == "geostrike"
    assert main(args) == 0, capsys.readouterr().err


@pytest.mark.parametrize("block", _blocks("python"))
def test_each_python_block_of_the_readme_runs(block, workplace, monkeypatch):
    monkeypatch.chdir(workplace)
    exec(compile(block, "README.md", "exec"), {})  # noqa: S102


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
)
def test_each_link_inside_the_repository_leads_somewhere(path):
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("command", ["make map", "make test"])
def test_the_readme_names_the_two_commands(command):
    assert command in README


DOSSIER = (ROOT / "docs" / "dossier.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", vocabulary.COLUMNS)
def test_each_column_of_the_dossier_is_explained(table):
    section = DOSSIER.split(f"## {table}\n")[1].split("\n## ")[0]
    assert [name for name in vocabulary.COLUMNS[table] if f"`{name}`" not in section] == []


def test_each_value_of_the_vocabularies_is_listed():
    tables = {name: value for name, value in vars(vocabulary).items() if name[0] != "_" and name.isupper()}
    lists = {name: value for name, value in tables.items() if isinstance(value, dict)}
    words = {word for name in lists.keys() - {"COLUMNS", "REQUIRED"} for word in lists[name]}
    assert [word for word in sorted(words) if f"`{word}`" not in DOSSIER] == []
