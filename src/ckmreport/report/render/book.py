"""The staged book: what its `_quarto.yml` says, as typed objects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.site_facts import SiteFacts, read_site_facts

PROJECT_FILE = "_quarto.yml"
EXTENSION = PurePosixPath("_extensions/ckm")
FONTS = "fonts"


@dataclass(frozen=True)
class Chapter:
    """One notebook of the book; `path` is relative to the book's folder, with slashes."""

    path: str
    appendix: bool = False

    @property
    def href(self) -> str:
        """The page of the HTML book, relative to its root; Quarto uses the same names."""
        return str(PurePosixPath(self.path).with_suffix(".html"))


@dataclass(frozen=True)
class Book:
    """A staged book; texts are Markdown, absent ones are None.

    A draft has a text `concept`, the page that opens it; `help` is for the last page. `eyebrow`
    stands above the title, `place` below it. `figure_source`
    stands under figures.
    """

    folder: Path
    output_dir: str
    title: str
    subtitle: str | None
    authors: tuple[str, ...]
    date: dt.date
    eyebrow: str | None
    place: str | None
    publisher: str | None
    edition: str | None
    colophon: str | None
    concept: str | None
    help: str | None
    figure_source: str | None
    footer: str | None
    chapters: tuple[Chapter, ...]
    bibliography: tuple[str, ...]
    csl: str
    nocite: str | None
    site: SiteFacts = field(default_factory=SiteFacts)

    def file(self, chapter: Chapter) -> Path:
        """Read the notebook of a chapter."""
        return self.folder / chapter.path


def read_project(file: Path) -> dict[str, Any]:
    """Read the mapping in a `_quarto.yml`.

    Raises:
        CkmError: when the file is missing or is no YAML mapping.
    """
    try:
        project = yaml.safe_load(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CkmError(
            "the book has no project file",
            place=file,
            advice="Stage the book from a folder with a _quarto.yml",
        ) from None
    except yaml.YAMLError as problem:
        line = getattr(getattr(problem, "problem_mark", None), "line", None)
        place = file if line is None else f"{file}, line {line + 1}"
        raise CkmError(
            "the project file is no valid YAML", place=place, advice="Mend the indentation there"
        ) from problem
    if not isinstance(project, dict) or not isinstance(project.get("book"), dict):
        raise CkmError(
            "the project file describes no book",
            place=file,
            advice="Give it a `book:` with a title, a date and chapters",
        )
    return project


def read_book(folder: Path) -> Book:
    """Read the staged book in a folder.

    Raises:
        CkmError: when `_quarto.yml` lacks something, or names a file that is not there.
    """
    file = folder / PROJECT_FILE
    project = read_project(file)
    book = project["book"]
    chapters = read_chapters(file)
    if not chapters or chapters[0].path != "index.ipynb":
        raise CkmError(
            "the book does not begin with index.ipynb",
            place=file,
            advice="Put index.ipynb first in book.chapters",
        )
    found = Book(
        folder=folder,
        output_dir=str(_mapping(project, "project", file).get("output-dir", "_book")),
        title=_required(book, "title", file),
        subtitle=_text(book.get("subtitle")),
        authors=tuple(_strings(book.get("author"))),
        date=_date(book.get("date"), file),
        eyebrow=_text(project.get("eyebrow")),
        place=_text(project.get("place")),
        publisher=_text(project.get("publisher")),
        edition=_text(project.get("edition")),
        colophon=_text(project.get("colophon")),
        concept=_text(project.get("concept")),
        help=_text(project.get("help-lines")),
        figure_source=_text(project.get("figure-source")),
        footer=_text(book.get("page-footer")),
        chapters=chapters,
        bibliography=tuple(_strings(project.get("bibliography"))),
        csl=str(project.get("csl", EXTENSION / "apa.csl")),
        nocite=_text(project.get("nocite")),
        site=read_site_facts(project),
    )
    _check_execution(project, file)
    for name in (*(c.path for c in chapters), *found.bibliography, found.csl):
        if not (folder / name).is_file():
            raise CkmError(
                f"the book names {name}, which is not there",
                place=file,
                advice="Put the file in the book's folder or leave its name out",
            )
    return found


def read_chapters(file: Path) -> tuple[Chapter, ...]:
    """List the chapters of a `_quarto.yml`, in order, appendices last.

    Raises:
        CkmError: when it describes no book, or names something else than notebooks.
    """
    book = read_project(file)["book"]
    return tuple(
        Chapter(path, appendix=key == "appendices")
        for key in ("chapters", "appendices")
        for path in _chapter_paths(book.get(key) or [], key, file)
    )


def _chapter_paths(listed: object, key: str, file: Path) -> list[str]:
    if not isinstance(listed, list) or not all(isinstance(path, str) for path in listed):
        raise CkmError(
            f"book.{key} holds something else than file names",
            place=file,
            advice="List notebooks only; parts of a book are not supported",
        )
    for path in listed:
        if not path.endswith(".ipynb"):
            raise CkmError(
                f"{path} is no notebook", place=file, advice="Make every chapter an .ipynb"
            )
    if len(set(listed)) < len(listed):
        raise CkmError(f"book.{key} names a chapter twice", place=file, advice="Name it once")
    return listed


def _check_execution(project: Mapping[str, Any], file: Path) -> None:
    execute = _mapping(project, "execute", file)
    if execute.get("enabled") is not False or execute.get("echo") is not False:
        raise CkmError(
            "the book leaves it to the renderer to execute or to show code",
            place=file,
            advice="Write `execute: {enabled: false, echo: false}`; notebooks come executed",
        )


def _mapping(project: Mapping[str, Any], key: str, file: Path) -> Mapping[str, Any]:
    value = project.get(key) or {}
    if not isinstance(value, dict):
        raise CkmError(f"`{key}` is no mapping", place=file, advice="Indent its keys under it")
    return value


def _required(book: Mapping[str, Any], key: str, file: Path) -> str:
    text = _text(book.get(key))
    if text is None:
        raise CkmError(f"the book has no {key}", place=file, advice=f"Give book.{key} a value")
    return text


def _date(value: object, file: Path) -> dt.date:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise CkmError(
            f"the book's date {value!r} is no date",
            place=file,
            advice="Write it as 2024-11-18",
        ) from None


def _text(value: object) -> str | None:
    text = "" if value is None else str(value).strip()
    return text or None


def _strings(value: object) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [text for text in map(_text, listed) if text is not None]
