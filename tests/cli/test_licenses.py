from geostrike.cli import main


def test_licences_of_code_and_data_are_shown(capsys):
    assert main(["licenses"]) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("MIT", "BSD-2-Clause", "ODbL", "CC BY 4.0", "public domain"))
