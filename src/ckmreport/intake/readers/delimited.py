"""Exports as text: values separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pandas as pd

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.export import Export
from ckmreport.intake.findings import Finding
from ckmreport.intake.readers.grid import from_grid, require_columns

_SEPARATORS = ",;\t"
#: How pandas tells of a row that is too long, and of a quotation mark that is never closed.
_TOO_LONG = re.compile(r"Expected (\d+) fields in line (\d+), saw (\d+)")
_NOT_CLOSED = re.compile(r"EOF inside string starting at row (\d+)")


def read_delimited(path: Path) -> Export:
    """Read a text export in UTF-8, UTF-16 (with its mark) or Windows-1252.

    The separator is the one of comma, semicolon and tab that splits the first line best; the
    line `sep=;` that Excel writes is understood.

    Raises:
        CkmError: if the file is empty or no text, or a row has more values than there are columns.
    """
    text, notes = _decode(path)
    if "\0" in text:
        raise _no_text(path)
    declared = text[:6].lower()
    skipped = 0
    if declared.startswith("sep=") and len(declared) > 4:
        separator, skipped = declared[4], 1
    else:
        try:
            separator, width = _separator(text)
        except csv.Error:
            raise _no_rows(path) from None
        require_columns(width, path)
    try:
        grid = pd.read_csv(
            io.StringIO(text),
            sep=separator,
            header=None,
            skiprows=skipped,
            dtype=str,
            na_filter=False,
            skip_blank_lines=False,
        ).fillna("")
    except pd.errors.EmptyDataError:
        raise CkmError("the file is empty", place=path, advice="Export the answers again") from None
    except pd.errors.ParserError as error:
        raise _does_not_fit(path, str(error)) from None
    frame, columns = from_grid(grid)
    frame.index += skipped
    return Export(path, "csv", frame, columns, notes)


def _decode(path: Path) -> tuple[str, tuple[Finding, ...]]:
    raw = path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16"), ()
        except UnicodeDecodeError:
            raise _no_text(path) from None
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252; they become the replacement character, which
        # the check of the encoding finds.
        return raw.decode("cp1252", errors="replace"), (_WINDOWS,)


_WINDOWS = Finding(
    severity="note",
    check="encoding-windows",
    column="",
    rows=(),
    value="",
    message="Het bestand is niet in UTF-8 opgeslagen en is gelezen als Windows-1252.",
    advice="Kijk of letters met een accent kloppen; exporteer het bestand anders als UTF-8.",
)


def _no_text(path: Path) -> CkmError:
    return CkmError(
        "this is not a CSV file but another kind of file, perhaps renamed",
        place=path,
        advice="Give it the ending that it had, such as .xlsx, or export the answers as CSV",
    )


def _does_not_fit(path: Path, reason: str) -> CkmError:
    """Say in plain words why pandas could not read the rows."""
    if found := _TOO_LONG.search(reason):
        columns, line, values = found.groups()
        return CkmError(
            f"number of columns: {columns}, but number of values on this line: {values}",
            place=f"{path}, line {line}",
            advice=(
                "The names of the columns must be on the first line, and texts with a separator "
                "in quotation marks; mend this, or export the answers again"
            ),
        )
    if found := _NOT_CLOSED.search(reason):
        return CkmError(
            "a quotation mark is opened here and never closed",
            place=f"{path}, line {int(found[1]) + 1}",
            advice="Close it, or export the answers again",
        )
    return _no_rows(path)


def _no_rows(path: Path) -> CkmError:
    return CkmError(
        "this is not a CSV file that can be read", place=path, advice="Export the answers again"
    )


def _separator(text: str) -> tuple[str, int]:
    """Give the separator that makes the most columns of the first line, however lines end."""
    counts = {
        separator: len(next(csv.reader(io.StringIO(text, newline=None), delimiter=separator), []))
        for separator in _SEPARATORS
    }
    return max(counts.items(), key=lambda item: item[1])
