"""Exports as text: values separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from pathlib import Path

import pandas as pd

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.export import Export
from ckmreport.intake.findings import Finding
from ckmreport.intake.readers.grid import from_grid, require_columns
from ckmreport.intake.readers.header import TOP, Known, nothing_known, score

_SEPARATORS = ",;\t"
#: How pandas tells of a row that is too long, and of a quotation mark that is never closed.
_TOO_LONG = re.compile(r"Expected (\d+) fields in line (\d+), saw (\d+)")
_NOT_CLOSED = re.compile(r"EOF inside string starting at row (\d+)")


def read_delimited(path: Path, known: Known = nothing_known) -> Export:
    """Read a text export in UTF-8, UTF-16 (with its mark) or Windows-1252.

    The separator is the one of comma, semicolon and tab that splits most of the first lines alike;
    the line `sep=;` that Excel writes is understood. `known` tells which texts head a column, so
    that lines above the header are found.

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
        separator = ""
    try:
        separator, width = _shape(text, separator, skipped, known)
    except csv.Error:
        raise _no_rows(path) from None
    require_columns(width, path)
    try:
        grid = pd.read_csv(
            io.StringIO(text),
            sep=separator,
            header=None,
            names=range(width) if width else None,
            index_col=False,
            skiprows=skipped,
            dtype=str,
            na_filter=False,
            skip_blank_lines=False,
        ).fillna("")
    except pd.errors.EmptyDataError:
        raise CkmError("the file is empty", place=path, advice="Export the answers again") from None
    except pd.errors.ParserError as error:
        raise _does_not_fit(path, str(error)) from None
    frame, columns, above = from_grid(grid, known, skipped=skipped)
    ends = _short_rows(text, separator, skipped, len(grid.columns))
    short = _told_short(frame, ends, cut_off=not text.endswith(("\n", "\r")))
    return Export(path, "csv", frame, columns, (*notes, *above, *short))


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


def _short_rows(text: str, separator: str, skipped: int, width: int) -> frozenset[int]:
    """Give the rows that have fewer values than there are columns; pandas fills them up."""
    lines = islice(csv.reader(io.StringIO(text, newline=None), delimiter=separator), skipped, None)
    try:
        return frozenset(n for n, line in enumerate(lines, 1 + skipped) if len(line) < width)
    except csv.Error:
        return frozenset()  # a value is longer than any answer; pandas can read it


def _told_short(
    frame: pd.DataFrame, ends_early: frozenset[int], *, cut_off: bool
) -> tuple[Finding, ...]:
    """Say which rows of answers end before the last column.

    Excel leaves out separators behind the last value, and then nothing is lost; but where the
    last row of a file that does not end in a line end is the only one, the file was cut off.
    """
    rows = tuple(int(row) for row in frame.index if row in ends_early)
    if not rows:
        return ()
    lost = cut_off and rows == (frame.index[-1],)
    return (
        Finding(
            severity="error" if lost else "warning",
            check="short-row",
            column="",
            rows=rows,
            value="",
            message=(
                "Het bestand houdt midden in een rij op: wat daarna kwam, is weg."
                if lost
                else "Deze rijen hebben minder waarden dan er kolommen zijn. Wat ontbreekt, is "
                "gelezen als niet beantwoord."
            ),
            advice=(
                "Exporteer opnieuw uit het enquêteprogramma."
                if lost
                else "Kijk in het enquêteprogramma of deze respondenten daar niets meer invulden."
            ),
        ),
    )


def _shape(text: str, declared: str, skipped: int, known: Known) -> tuple[str, int]:
    """Give the separator with which most of the first lines have as many columns, and how many.

    A title may stand above the header, and commas in an answer; lines end in any way. Rows may
    end before the header does, so that has a place for each of its columns.
    """
    found = []
    for separator in declared or _SEPARATORS:
        lines = csv.reader(io.StringIO(text, newline=None), delimiter=separator)
        top = list(islice(lines, skipped, skipped + TOP))
        split = Counter(len(line) for line in top if len(line) > 1)
        width, alike = max(split.items(), key=lambda item: item[1], default=(1, 0))
        headings = max(top, key=lambda line: score([line], known), default=[])
        header = len(headings) if score([headings], known) else 0
        found.append((alike, max(width, header), separator))
    _, width, separator = max(found, key=lambda item: item[:2])
    return separator, width
