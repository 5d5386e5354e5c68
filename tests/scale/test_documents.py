"""The pages on distances and scale: their commands and code run, and they list what there is."""

import re
import shlex
from pathlib import Path

import pytest

from geostrike import scale
from geostrike.borders import COLUMNS
from geostrike.cli import main
from geostrike.quantities import HEDGES

DOCS = Path(__file__).parent.parent.parent / "docs"
DISTANCE, SCALE = ((DOCS / name).read_text(encoding="utf-8") for name in ("distance.md", "scale.md"))


def _blocks(page, language):
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def test_the_commands_run_one_after_another(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "points.csv").write_text("lon,lat\n40.97452,34.39841\n", encoding="utf-8")
    for line in "".join(_blocks(DISTANCE, "bash")).splitlines():
        program, *args = shlex.split(line)
        assert program == "geostrike"
        assert main(args) == 0, capsys.readouterr().err


@pytest.mark.parametrize("page", [DISTANCE, SCALE], ids=["distance", "scale"])
def test_the_code_runs(page, capsys):
    exec(compile("\n".join(_blocks(page, "python")), "docs", "exec"), {})  # noqa: S102
    assert "IRQ-SYR" in capsys.readouterr().out


@pytest.mark.parametrize("name", [*HEDGES, *COLUMNS, "reason", "radius_m"])
def test_every_hedge_and_column_is_explained(name):
    assert name in DISTANCE


def test_hedges_have_the_factors_of_the_code():
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", DISTANCE, re.MULTILINE))
    said = {name: tuple(map(float, re.findall(r"[\d.]+", text))) for name, text in rows.items()}
    assert said == {name: tuple(f for f in factors if f != float("inf")) for name, factors in HEDGES.items()}


def test_the_columns_for_spark_are_those_of_tables():
    assert tuple(scale.spark().ADDED) == (*COLUMNS, "reason")
