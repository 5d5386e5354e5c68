import json

import pytest

from geostrike.cli.output import as_json, as_table, emit


def test_json_keeps_letters_and_refuses_nan():
    assert json.loads(as_json({"name": "البوكمال"})) == {"name": "البوكمال"}
    assert "البوكمال" in as_json({"name": "البوكمال"})
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_json(float("nan"))


def test_a_table_aligns_words_left_and_numbers_right():
    assert as_table(["name", "m"], [["a", 5], ["bcdef", "1,000"], ["", None]]) == (
        "name       m\na          5\nbcdef  1,000\n\n"
    )
    assert as_table(["name"], []) == "name\n"


@pytest.mark.parametrize("target", [None, "-"])
def test_results_go_to_stdout(target, capsys):
    emit("x\n", target)
    assert capsys.readouterr() == ("x\n", "")


def test_results_go_to_a_file_and_the_word_to_stderr(tmp_path, capsys):
    path = tmp_path / "x.txt"
    emit("x\n", str(path))
    assert path.read_bytes() == b"x\n"
    assert capsys.readouterr() == ("", f"Wrote {path}.\n")
