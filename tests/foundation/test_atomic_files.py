from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ckmreport.foundation.atomic_files import (
    clear_up,
    harmless,
    put_in_place,
    whole_folder,
    write_whole,
)
from ckmreport.foundation.file_locks import HeldError, locked


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


def test_a_folder_that_is_made_beside_becomes_the_target(tmp_path: Path) -> None:
    target = folder(tmp_path / "book", "oud")
    with whole_folder(target) as made:
        folder(made, "nieuw")
        assert (target / "a").read_text("utf-8") == "oud"
    assert (target / "a").read_text("utf-8") == "nieuw"
    assert list(tmp_path.iterdir()) == [target]


def test_what_fails_half_way_leaves_the_target_and_nothing_else(tmp_path: Path) -> None:
    target = folder(tmp_path / "book", "oud")
    with pytest.raises(KeyError), whole_folder(target) as made:
        folder(made, "nieuw")
        raise KeyError
    assert (target / "a").read_text("utf-8") == "oud"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("there", [True, False])
def test_what_a_killed_process_left_goes_and_the_only_book_stays(
    tmp_path: Path, there: bool
) -> None:
    target = tmp_path / "book"
    left = tmp_path / ".book.ckm"
    left.mkdir()
    folder(left / "previous", "oud")
    (left / "lock").touch()
    if there:
        folder(target, "nieuwer")
    clear_up(tmp_path)
    assert (target / "a").read_text("utf-8") == ("nieuwer" if there else "oud")
    assert list(tmp_path.iterdir()) == [target]


def test_where_another_process_is_at_work_nothing_is_removed_or_begun(tmp_path: Path) -> None:
    other = tmp_path / ".book.ckm"
    of_other_books = folder(tmp_path / ".bookmarks", "x")
    with locked(other / "lock"):
        folder(other / "made", "half")
        clear_up(tmp_path)
        with pytest.raises(HeldError), whole_folder(tmp_path / "book"):
            pass
        assert (other / "made/a").exists()
    assert of_other_books.exists()


def test_version_control_takes_nothing_that_is_being_made(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    with whole_folder(tmp_path / "book") as made:
        folder(made, "nieuw")
        subprocess.run(["git", "-C", str(tmp_path), "add", "--all"], check=True)
    listing = ["git", "-C", str(tmp_path), "ls-files"]
    assert subprocess.run(listing, capture_output=True, check=True).stdout == b""


def test_what_a_link_leads_to_is_replaced_and_not_the_link(tmp_path: Path) -> None:
    volume = tmp_path / "volume"
    volume.mkdir()
    real = folder(volume / "book", "oud")
    link = tmp_path / "book"
    link.symlink_to(real)
    with whole_folder(link) as made:
        assert made.is_relative_to(volume)
        folder(made, "nieuw")
    assert link.is_symlink()
    assert (real / "a").read_text("utf-8") == "nieuw"


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-2", "@x", "\t=1"])
def test_a_formula_becomes_a_text(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless(f"a{text}") == f"a{text}"
