"""Read a zip file that somebody else made, in memory and only if it is safe to do so."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from ckmreport.foundation.errors import CkmError

MEGABYTE = 2**20
#: A project with recordings is large; these are beyond any project of interviews.
MOST_FILES = 10_000
LARGEST_TOTAL = 8192 * MEGABYTE
#: Text shrinks to a tenth, XML to a fiftieth; what shrinks more is made to fill a memory.
LARGEST_RATIO = 200
_SMALL = 10 * MEGABYTE  # below this the ratio does no harm


@dataclass(frozen=True)
class Archive:
    """An opened zip file; member names have slashes and are looked up without regard to case."""

    path: Path
    file: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self.members

    def read(self, name: str, most: int) -> bytes:
        """Give the content of a member, at most so many bytes.

        Raises:
            KeyError: if there is no such member.
            CkmError: if it is larger than it may be, or damaged.
        """
        member = self.members[name.casefold()]
        try:
            with self.file.open(member) as stream:
                content = stream.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
            raise CkmError("a file in it is damaged", place=self.path, advice=_AGAIN) from None
        if len(content) > most:
            raise CkmError(f"'{name}' in it is larger than it may be", place=self.path)
        return content


_AGAIN = "Export the project again"


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a zip file after looking at everything that it says about its members.

    Raises:
        CkmError: if it is missing or no zip file; has too many members, or too large ones, or
            ones that shrank beyond reason; or has a member with an unsafe path, a link, an
            encrypted one, or the same name twice.
    """
    try:
        file = zipfile.ZipFile(path)
    except OSError as error:
        raise CkmError(f"this file cannot be read ({error.strerror})", place=path) from None
    except (zipfile.BadZipFile, NotImplementedError):
        raise CkmError("this is no zip file", place=path, advice=_AGAIN) from None
    with file:
        members = file.infolist()
        _check_size(path, members)
        names: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            name = _safe_name(path, member)
            if name in names:
                raise CkmError("a file stands in it twice", place=path, advice=_AGAIN)
            names[name] = member
        yield Archive(path, file, names)


def _check_size(path: Path, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES:
        raise CkmError(f"there are {len(members)} files in it, more than {MOST_FILES}", place=path)
    total = sum(member.file_size for member in members)
    if total > LARGEST_TOTAL:
        raise CkmError(
            f"what is in it takes {total // MEGABYTE} MB, more than {LARGEST_TOTAL // MEGABYTE}",
            place=path,
            advice="Export the project without its recordings",
        )
    for member in members:
        if member.file_size > max(_SMALL, LARGEST_RATIO * member.compress_size):
            raise CkmError(
                f"a file in it shrank more than {LARGEST_RATIO} times, as in a zip bomb",
                place=path,
            )


def _safe_name(path: Path, member: zipfile.ZipInfo) -> str:
    name = member.filename.replace("\\", "/")
    unsafe = (
        ".." in PurePosixPath(name).parts
        or name.startswith("/")
        or bool(PureWindowsPath(name).drive)
        or "\0" in member.orig_filename
    )
    if unsafe:
        raise CkmError("a file in it wants to stand outside its folder", place=path)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise CkmError("there is a link to another file in it", place=path)
    if member.flag_bits & 0x1:
        raise CkmError("it is protected by a password", place=path, advice=_AGAIN)
    return name.casefold()
