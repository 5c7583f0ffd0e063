"""Write an export file, as a survey tool would deliver it."""

from __future__ import annotations

import csv
import tempfile
import textwrap
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.matching.columns import ExportColumn
from ckmreport.intake.readers.sheets import ANSWERS_SHEET, CODEBOOK_SHEET

CODEBOOK_HEADER = ("kolom", "vraag", "waarde", "betekenis", "gevraagd aan")

_LABEL_BYTES = 120  # SPSS cuts a value label off after this
_NOTE_LINE = 72  # of the 80 bytes that SPSS gives a line, so that accents fit


def write_export(
    path: Path, frame: pd.DataFrame, columns: Sequence[ExportColumn], *, title: str, note: str = ""
) -> None:
    """Write answers with their codebook as .sav, .zsav, .xlsx or .csv, whole or not at all.

    `frame` holds text, "" for no answer; columns that `columns` does not describe are written as
    text without a label. A CSV file is what a Dutch spreadsheet opens by itself: UTF-8 with a
    byte order mark, and semicolons; it has no room for title and note.

    Raises:
        CkmError: if the name ends in something else, a label is too long for SPSS, or the file
            cannot be written.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise CkmError(
            f"'{path.suffix}' is no form of an export",
            place=path,
            advice=f"End the name in {', '.join(_WRITERS)}",
        )
    known = {column.name: column for column in columns}
    described = [known.get(name, ExportColumn(name, "")) for name in frame.columns]
    try:
        with tempfile.TemporaryDirectory(prefix=".export-", dir=path.parent) as folder:
            made = Path(folder) / f"export{path.suffix.lower()}"
            writer(made, frame, described, title, note)
            made.replace(path)
    except OSError as error:
        raise CkmError(
            f"the file cannot be written ({error.strerror})",
            place=path,
            advice="Name a file in a folder that exists and that you may write to",
        ) from None


def require_new(path: Path, *, force: bool) -> None:
    """Refuse to overwrite a file, unless told to.

    Raises:
        CkmError: if the file exists and `force` is false.
    """
    if path.exists() and not force:
        raise CkmError(
            "this file exists already", place=path, advice="Name another one, or add --force"
        )


def codebook_rows(columns: Iterable[ExportColumn]) -> list[tuple[str, str, str, str, str]]:
    """Give the codebook as rows under CODEBOOK_HEADER: one per value of a column."""
    rows = []
    for column in columns:
        values = {**column.values, **column.missing} or {"": ""}
        rows += [
            (column.name, column.label, value, meaning, column.routing)
            for value, meaning in values.items()
        ]
    return rows


def _write_sav(
    path: Path, frame: pd.DataFrame, columns: list[ExportColumn], title: str, note: str
) -> None:
    labels: dict[str, dict[Any, str]] = {}  # pyreadstat's types say numbers only
    missing: dict[str, list[Any]] = {}
    typed = {}
    for column in columns:
        answers = frame[column.name]
        typed[column.name] = pd.to_numeric(answers) if column.numeric else answers.astype(object)
        value_of: Callable[[str], str | float] = float if column.numeric else str
        if values := {**column.values, **column.missing}:
            labels[column.name] = {value_of(v): _short(text, path) for v, text in values.items()}
        if column.missing:
            missing[column.name] = [value_of(value) for value in column.missing]
    pyreadstat.write_sav(
        pd.DataFrame(typed),
        path,
        file_label=title,
        column_labels={column.name: column.label or None for column in columns},
        compress=path.suffix == ".zsav",
        row_compress=path.suffix == ".sav",
        note=textwrap.wrap(note, _NOTE_LINE) or None,
        variable_value_labels=labels,
        missing_ranges=missing,
        variable_measure={c.name: "ordinal" if c.ordinal else "nominal" for c in columns},
        variable_format={c.name: "F2.0" for c in columns if c.numeric},
    )


def _short(label: str, path: Path) -> str:
    if len(label.encode()) > _LABEL_BYTES:
        raise CkmError(
            f"SPSS takes no label longer than {_LABEL_BYTES} bytes: {label}",
            place=path,
            advice="Shorten the label of this option in questionnaire.yml, or write .xlsx or .csv",
        )
    return label


def _write_xlsx(
    path: Path, frame: pd.DataFrame, columns: list[ExportColumn], title: str, note: str
) -> None:
    book = openpyxl.Workbook(write_only=True)
    book.properties.title = title
    book.properties.description = note or None
    answers = book.create_sheet(ANSWERS_SHEET)
    answers.freeze_panes = "B2"
    answers.append([_bold(answers, name) for name in frame.columns])
    ready = [frame[c.name].map(_number) if c.numeric else frame[c.name].map(_text) for c in columns]
    for row in zip(*ready, strict=True):
        answers.append([_cell(answers, value) for value in row])
    codebook = book.create_sheet(CODEBOOK_SHEET)
    for name, width in zip("ABCDE", (26, 60, 26, 60, 60), strict=True):
        codebook.column_dimensions[name].width = width
    codebook.freeze_panes = "A2"
    codebook.append([_bold(codebook, word) for word in CODEBOOK_HEADER])
    if note:
        codebook.append([_cell(codebook, value) for value in (title, note)])
    for line in codebook_rows(columns):
        codebook.append([_cell(codebook, value or None) for value in line])
    book.save(path)


def _bold(sheet: object, value: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: object, value: str | int | None) -> object:
    """Keep text that looks like a formula text, so that nobody's spreadsheet runs it."""
    if not isinstance(value, str) or value[:1] != "=":
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def _number(value: str) -> int | str | None:
    return int(value) if value.lstrip("-").isdecimal() else value or None


def _text(value: str) -> str | None:
    return value or None


def _write_csv(
    path: Path, frame: pd.DataFrame, columns: list[ExportColumn], title: str, note: str
) -> None:
    del columns, title, note
    frame.to_csv(
        path,
        sep=";",
        index=False,
        encoding="utf-8-sig",
        lineterminator="\r\n",
        quoting=csv.QUOTE_MINIMAL,
    )


_WRITERS = {".sav": _write_sav, ".zsav": _write_sav, ".xlsx": _write_xlsx, ".csv": _write_csv}
