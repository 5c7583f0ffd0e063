from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.writing import harmless, put_in_place, write_whole


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("oud", "utf-8")
    write_whole(path, "één\r\n")
    assert path.read_bytes() == "één\r\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("oud", "utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "\ud800")
    assert path.read_text("utf-8") == "oud"
    assert list(tmp_path.iterdir()) == [path]


def folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "a").write_text(text, "utf-8")
    return path


def test_a_folder_takes_the_place_of_another(tmp_path: Path) -> None:
    target = folder(tmp_path / "book", "oud")
    put_in_place(folder(tmp_path / "made", "nieuw"), target, tmp_path / "previous")
    assert (target / "a").read_text("utf-8") == "nieuw"
    assert (tmp_path / "previous/a").read_text("utf-8") == "oud"


def test_a_folder_that_cannot_be_put_in_place_brings_the_old_one_back(tmp_path: Path) -> None:
    target = folder(tmp_path / "book", "oud")
    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / "nothing", target, tmp_path / "previous")
    assert (target / "a").read_text("utf-8") == "oud"


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-2", "@x", "\t=1"])
def test_a_formula_becomes_a_text(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless(f"a{text}") == f"a{text}"
