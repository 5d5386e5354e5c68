import pytest

from geostrike import files
from geostrike.errors import InputError, OutputError


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_text_is_read_with_and_without_a_byte_order_mark(mark, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"{mark}البوكمال\r\n", encoding="utf-8", newline="")
    assert files.read_text(path) == "البوكمال\r\n"


def test_what_is_not_utf8_or_not_there_is_one_sentence(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"caf\xe9")
    with pytest.raises(InputError, match=r"not UTF-8 text \(byte 3\); save it as"):
        files.read_text(tmp_path / "a.csv")
    with pytest.raises(InputError, match=r"none\.csv cannot be read"):
        files.read_text(tmp_path / "none.csv")


def test_text_is_written_as_it_is_and_nothing_is_left_beside(tmp_path):
    files.write_text(tmp_path / "a.txt", "é\n")
    assert (tmp_path / "a.txt").read_bytes() == b"\xc3\xa9\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_failed_write_leaves_the_old_file_whole(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    files.write_text(path, "old")
    monkeypatch.setattr("pathlib.Path.replace", _refuse)
    with pytest.raises(OutputError, match=r"a\.txt cannot be written .No space left"):
        files.write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def _refuse(*_args):
    raise OSError(28, "No space left on device")


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(OutputError, match="check that its folder exists"):
        files.write_text(tmp_path / "no" / "a.txt", "x")


def test_data_lie_in_the_checkout_and_what_is_missing_is_named():
    assert files.data_path("places.csv").is_file()
    with pytest.raises(InputError, match="borders/none is missing from this installation"):
        files.data_path("borders", "none")
