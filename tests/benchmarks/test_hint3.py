"""Only HINT3 version 1 is measured: anything else would be set beside figures it has nothing to do with."""

from __future__ import annotations

import pytest

from benchmarks.hint3 import OUT_OF_SCOPE, SIZES, DataError, Example, Sizes, read_hint3, read_set

ROWS = {"train": 'sentence,label\n"Price, please",PRICE\n', "test": "sentence,label\nHi,NO_NODES_DETECTED\n"}


def write(folder, part, title="sofmattress", rows=None):
    (folder / part).mkdir(exist_ok=True)
    (folder / part / f"{title}.csv").write_text(rows or ROWS[part], "utf-8")


def write_of_size(folder, sizes):
    for title, size in sizes.items():
        outside = f"Hi,{OUT_OF_SCOPE}\n" * size.out_of_scope
        inside = "How much?,PRICE\n" * (size.test - size.out_of_scope)
        write(folder, "train", title.lower(), "sentence,label\n" + "Price,PRICE\n" * size.train)
        write(folder, "test", title.lower(), "sentence,label\n" + outside + inside)


def test_a_set_is_read_from_its_two_files(tmp_path):
    write(tmp_path, "train")
    write(tmp_path, "test")
    data = read_set(tmp_path, "SOFMattress")
    assert data.train == [Example("Price, please", "PRICE")]
    assert data.test == [Example("Hi", OUT_OF_SCOPE)]
    assert data.sizes == Sizes(train=1, test=1, out_of_scope=1)


def test_files_may_be_named_as_in_the_public_repository(tmp_path):
    write(tmp_path, "train", "sofmattress_train")
    write(tmp_path, "test", "sofmattress_test")
    assert read_set(tmp_path, "SOFMattress").sizes.train == 1


def test_a_line_break_within_a_message_is_kept(tmp_path):
    write(tmp_path, "train")
    write(tmp_path, "test", rows='sentence,label\n"Hi\nthere",PRICE\n')
    assert read_set(tmp_path, "SOFMattress").test == [Example("Hi\nthere", "PRICE")]


def test_a_folder_without_the_data_is_refused_by_name(tmp_path):
    with pytest.raises(
        DataError, match=r"no train/sofmattress\.csv or sofmattress_train\.csv in .*dataset/v1"
    ):
        read_hint3(tmp_path)


def test_a_file_with_other_columns_is_refused(tmp_path):
    write(tmp_path, "train", rows="text,intent\nPrice,PRICE\n")
    with pytest.raises(DataError, match="lacks the columns sentence and label"):
        read_set(tmp_path, "SOFMattress")


def test_the_sizes_of_version_one_are_accepted(tmp_path):
    write_of_size(tmp_path, SIZES)
    assert [data.title for data in read_hint3(tmp_path)] == ["SOFMattress", "Curekart", "Powerplay11"]


def test_another_version_is_refused_with_the_sizes(tmp_path):
    write_of_size(tmp_path, {**SIZES, "Curekart": Sizes(train=599, test=991, out_of_scope=532)})
    with pytest.raises(DataError, match=r"not HINT3 version 1: Curekart has Sizes\(train=599"):
        read_hint3(tmp_path)
