"""Stages a book: everything that a renderer needs, in one folder."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

import yaml

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.fonts import font_files
from ckmreport.presentation import tokens
from ckmreport.report.render import site_facts
from ckmreport.report.render.book import (
    EXTENSION,
    FONTS,
    PROJECT_FILE,
    Book,
    read_book,
    read_project,
)
from ckmreport.report.render.book_text import Text

#: The numbers of all labels, which are known when the book is converted.
NUMBERS = "numbers.yml"
#: What Quarto runs when it has rendered a staged book: with the Python of this environment.
FINISH = f'"{Path(sys.executable).as_posix()}" -m ckmreport.report.render.quarto_site'

_BOOK_KEYS = frozenset({"title", "subtitle", "author", "date", "page-footer"})
_PROJECT_KEYS = frozenset(
    {
        *("eyebrow", "place", "publisher", "edition", "colophon", "concept"),
        *("help-lines", "figure-source", site_facts.KEY),
    }
)


def stage(
    project: Path,
    target: Path,
    executed: Path,
    metadata: Mapping[str, object],
    *,
    leave_out: Collection[str] = (),
    data: Path | None = None,
) -> Book:
    """Bring a book together in `target` and read it.

    Args:
        project: the folder with `_quarto.yml`, the bibliography and the extension.
        target: where the book is staged; it may hold an earlier staging.
        executed: the folder with the executed notebooks, named as in `_quarto.yml`; it may be
            `target` itself.
        metadata: what one edition says of itself, merged into `_quarto.yml`: title, subtitle,
            author, date, page-footer, eyebrow, place, publisher, edition, colophon, `concept`: the
            page that opens a draft, `help-lines`: where readers find help, `figure-source`: what
            stands under each figure, and what `site_facts` reads.
        leave_out: chapters of `_quarto.yml` that this edition does without.
        data: the data folder, which may hold design tokens of its own.

    Raises:
        CkmError: when a file is missing or `_quarto.yml` does not describe a book.
        ValueError: when `metadata` has another key.
    """
    if unknown := metadata.keys() - _BOOK_KEYS - _PROJECT_KEYS:
        raise ValueError(f"no metadata of a book: {', '.join(sorted(unknown))}")
    target.mkdir(parents=True, exist_ok=True)
    _write_project(project, target, metadata, leave_out)
    _copy_extension(project, target, data)
    for font in font_files():
        _copy(font, target / FONTS / font.name)
    settings = read_project(target / PROJECT_FILE)
    book = settings["book"]
    chapters = [*(book.get("chapters") or []), *(book.get("appendices") or [])]
    bibliography = settings.get("bibliography") or []
    sources = [bibliography] if isinstance(bibliography, str) else bibliography
    for name in map(str, sources):
        _copy(project / name, target / name)
    if executed.resolve() != target.resolve():
        for name in map(str, chapters):
            _copy(executed / name, target / name)
    return _with_works(read_book(target))


def _with_works(book: Book) -> Book:
    """Give each chapter the works that are cited anywhere in the book.

    Quarto formats the citations of each chapter by itself: whether one reads 2021a or 2021b must
    not depend on what else that chapter cites. Works that nothing cites are not listed.
    """
    file = book.folder / PROJECT_FILE
    settings = read_project(file)
    settings["nocite"] = ", ".join(f"@{name}" for name in Text.of(book).works())
    file.write_text(_as_yaml(settings), encoding="utf-8")
    return read_book(book.folder)


def _as_yaml(settings: Mapping[str, object]) -> str:
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=100)


def _write_project(
    project: Path, target: Path, metadata: Mapping[str, object], leave_out: Collection[str]
) -> None:
    settings = read_project(project / PROJECT_FILE)
    for key, value in metadata.items():
        section = settings["book"] if key in _BOOK_KEYS else settings
        section[key] = value.isoformat() if isinstance(value, dt.date) else value
    settings.pop("engines", None)  # what keeps Quarto from rendering notebooks beside the sources
    settings.setdefault("project", {})["post-render"] = FINISH
    settings["metadata-files"] = [NUMBERS]
    write_numbers(target, {})
    for key in ("chapters", "appendices"):
        listed = settings["book"].pop(key, None)
        if isinstance(listed, list):
            listed = [path for path in listed if path not in leave_out]
        if listed:  # Quarto takes no empty list
            settings["book"][key] = listed
    (target / PROJECT_FILE).write_text(_as_yaml(settings), encoding="utf-8")


def write_numbers(target: Path, numbers: Mapping[str, str]) -> None:
    """Write where Quarto finds it what number the label of each section, figure or table has."""
    text = yaml.safe_dump({"ckm-numbers": dict(numbers)}, sort_keys=True)
    (target / NUMBERS).write_text(text, encoding="utf-8")


def _copy_extension(project: Path, target: Path, data: Path | None) -> None:
    source = project / EXTENSION
    if not (source / "_extension.yml").is_file():
        raise CkmError(
            "the extension that shapes the report is missing",
            place=source,
            advice="Restore the folder _extensions/ckm of the project",
        )
    destination = target / EXTENSION
    shutil.rmtree(destination, ignore_errors=True)
    shutil.copytree(source, destination)
    if data is not None:
        tokens.write_merged(source, data, destination / tokens.FILE)


def _copy(source: Path, destination: Path) -> None:
    if not source.is_file():
        raise CkmError(
            "a file of the book is missing",
            place=source,
            advice="Make it, or take its name out of _quarto.yml",
        )
    destination.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, destination)
