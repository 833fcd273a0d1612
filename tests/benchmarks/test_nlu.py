"""The command: what it says when the data is missing."""

from __future__ import annotations

from benchmarks.nlu import main


def test_a_folder_without_the_data_is_told_without_a_traceback(tmp_path, capsys):
    assert main([str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "no train/sofmattress.csv" in told.err
    assert "github.com/hellohaptik/HINT3" in told.err
