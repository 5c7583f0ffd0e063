from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.interviews import zip_archive as archive
from ckmreport.intake.interviews.zip_archive import open_archive


def write(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content, zipfile.ZIP_DEFLATED)
    return path


def refuse(path: Path, message: str) -> None:
    with pytest.raises(CkmError, match=message), open_archive(path):
        pass


def test_a_member_is_read_without_regard_to_case(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", ("Sources\\Een.TXT", b"woorden"))
    with open_archive(path) as opened:
        assert "sources/een.txt" in opened
        assert opened.read("Sources/een.txt", 7) == b"woorden"
        with pytest.raises(CkmError, match="larger than it may be"):
            opened.read("Sources/een.txt", 6)


@pytest.mark.parametrize(
    "name", ["../buiten.txt", "a/../../buiten.txt", "/etc/passwd", "C:/x.txt", "..\\x.txt", "\\x"]
)
def test_a_path_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    refuse(write(tmp_path / "a.zip", (name, b"")), "outside its folder")


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    refuse(write(tmp_path / "a.zip", (link, b"/etc/passwd")), "a link to another file")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    refuse(write(tmp_path / "a.zip", ("a.txt", b"1"), ("A.TXT", b"2")), "stands in it twice")


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", ("a.txt", b"1"))
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the flags in the directory of the file
    path.write_bytes(content)
    refuse(path, "protected by a password")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    refuse(write(tmp_path / "a.zip", ("a.txt", b"\0" * 11 * 2**20)), "as in a zip bomb")


def test_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.zip", *[(f"{number}.txt", b"12345") for number in range(3)])
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    refuse(path, "there are 3 files in it, more than 2")
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    monkeypatch.setattr(archive, "LARGEST_TOTAL", 14)
    refuse(path, "what is in it takes")


def test_damage_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    refuse(path, "cannot be read")
    path.write_bytes(b"geen zip")
    refuse(path, "no zip file")
    write(path, ("a.txt", b"woorden " * 50))
    content = bytearray(path.read_bytes())
    content[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(content)
    with open_archive(path) as opened, pytest.raises(CkmError, match="damaged"):
        opened.read("a.txt", 1000)
