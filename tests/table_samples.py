"""Exports as tables of cells, to spoil in the many ways in which real ones are spoilt.

The answers are those of 2023, so reading a table must give them again, or say what was lost.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
from export_samples import DATA, Row, asked

from ckmreport.intake.add_wave import Prepared, Request, parse_fieldwork, prepare
from ckmreport.intake.matching.mapping import ExportMapping
from ckmreport.survey.questionnaire import (
    NOT_ANSWERED,
    NOT_ASKED,
    Question,
    Questionnaire,
    load_questionnaire,
)

QUESTIONNAIRE = load_questionnaire(DATA / "questionnaire.yml")
FIELDWORK = parse_fieldwork("2023-06-01/2023-10-31")
DAY = dt.date(2023, 7, 1)

Cell = str | int | float | bool | None


@dataclass(frozen=True)
class Place:
    """A column of the table: what it is about."""

    heading: str
    question: str = ""
    option: str = ""


@dataclass(frozen=True)
class Table:
    """An export: what stands above the header, the rows of the header, and the answers.

    `words` tells that answers are labels and not codes.
    """

    places: tuple[Place, ...]
    rows: tuple[tuple[Cell, ...], ...]
    above: tuple[tuple[Cell, ...], ...] = ()
    second: tuple[str, ...] = ()
    words: bool = False
    sheets: tuple[tuple[str, bool, tuple[tuple[Cell, ...], ...]], ...] = ()

    @property
    def grid(self) -> list[list[Cell]]:
        """All rows as they stand in the file."""
        header: list[list[Cell]] = [[place.heading for place in self.places]]
        if self.second:
            header.append(list(self.second))
        return [*map(list, self.above), *header, *map(list, self.rows)]

    @property
    def first(self) -> int:
        """The number of the first row of answers, as a person sees it."""
        return len(self.above) + (2 if self.second else 1) + 1

    def where(self, keep: Callable[[Place], bool]) -> list[int]:
        """Give the columns for which something holds."""
        return [number for number, place in enumerate(self.places) if keep(place)]

    def changed(self, column: int, change: Callable[[Cell], Cell], rows: Sequence[int]) -> Table:
        """Give the table with cells of a column changed."""
        lines = [list(row) for row in self.rows]
        for row in rows:
            lines[row][column] = change(lines[row][column])
        return replace(self, rows=tuple(map(tuple, lines)))

    def all_changed(self, columns: Sequence[int], change: Callable[[Cell], Cell]) -> Table:
        """Give the table with all cells of some columns changed."""
        wanted = set(columns)
        rows = tuple(
            tuple(change(cell) if number in wanted else cell for number, cell in enumerate(row))
            for row in self.rows
        )
        return replace(self, rows=rows)

    def renamed(self, rename: Callable[[Place], str]) -> Table:
        """Give the table with other headings."""
        return replace(
            self, places=tuple(replace(place, heading=rename(place)) for place in self.places)
        )

    def without(self, columns: Sequence[int]) -> Table:
        """Give the table without some columns."""
        gone = set(columns)

        def kept(cells: Sequence[Cell]) -> tuple[Cell, ...]:
            return tuple(cell for number, cell in enumerate(cells) if number not in gone)

        places = tuple(place for number, place in enumerate(self.places) if number not in gone)
        second = tuple(text for number, text in enumerate(self.second) if number not in gone)
        return replace(self, places=places, second=second, rows=tuple(map(kept, self.rows)))


def in_codes(rows: Sequence[Row], questionnaire: Questionnaire = QUESTIONNAIRE) -> Table:
    """Give the columns of the questionnaire with codes, 0 and 1 for a tick."""
    return _table(rows, questionnaire, lambda _, code: code, lambda ticked: ticked)


def in_words(rows: Sequence[Row], questionnaire: Questionnaire = QUESTIONNAIRE) -> Table:
    """Give the columns of the questionnaire with labels, Ja and Nee for a tick."""
    table = _table(
        rows,
        questionnaire,
        lambda question, code: question.option(code).label,
        lambda ticked: "Ja" if ticked == "1" else "Nee",
    )
    return replace(table, words=True)


def _table(
    rows: Sequence[Row],
    questionnaire: Questionnaire,
    answer: Callable[[Question, str], str],
    tick: Callable[[str], str],
) -> Table:
    places = [Place("respondent"), Place("datum")]
    for question in asked(questionnaire):
        for column in question.columns:
            option = column.partition("__")[2] if question.kind == "multi" else ""
            places.append(Place(column, question.name, option))
    lines = []
    for number, row in enumerate(rows, start=1):
        cells: list[Cell] = [f"v{number:04d}", DAY.isoformat()]
        for place in places[2:]:
            question = questionnaire[place.question]
            given = row[place.heading]
            if given in (NOT_ASKED, NOT_ANSWERED):
                cells.append("")
            elif place.option:
                cells.append(tick(given))
            else:
                cells.append(answer(question, given))
        lines.append(tuple(cells))
    return Table(tuple(places), tuple(lines))


def write_csv(path: Path, table: Table, *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write a table as text."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(
        ["" if cell is None else cell for cell in row] for row in table.grid
    )
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, table: Table, *, sheet: str = "Antwoorden") -> Path:
    """Write a table as a workbook; the other sheets stand before the one with the answers."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for name, hidden, rows in table.sheets:
        other = book.create_sheet(name)
        other.sheet_state = "hidden" if hidden else "visible"
        for row in rows:
            other.append(row)
    own = book.create_sheet(sheet)
    for cells in table.grid:
        own.append([None if cell == "" else cell for cell in cells])
    book.active = own
    book.save(path)
    return path


def read(
    path: Path, *, sheet: str | None = None, mapping: Path | None = None, data: Path = DATA
) -> Prepared:
    """Read an export as the command does; nobody is asked, the mapping tells what would be."""

    def confirm(mapping: ExportMapping, questionnaire: Questionnaire) -> ExportMapping:
        del questionnaire
        return mapping

    request = Request(
        export=path,
        data=data,
        wave="2025",
        fieldwork=FIELDWORK,
        sheet=sheet,
        mapping=mapping,
    )
    return prepare(request, confirm)


def differences(prepared: Prepared, rows: Sequence[Row]) -> list[tuple[int, str, str, str]]:
    """Give where answers were read otherwise than they were given: row, column, given, read."""
    frame = prepared.canonical.frame
    if len(frame) != len(rows):
        return [(len(frame), "", str(len(rows)), "rows")]
    found = []
    for question in asked(prepared.canonical.questionnaire):
        for column in question.columns:
            given = [row[column] for row in rows]
            if frame[column].tolist() != given:
                found += [
                    (number, column, one, other)
                    for number, (one, other) in enumerate(
                        zip(given, frame[column].tolist(), strict=True)
                    )
                    if one != other
                ]
    return found
