"""Exports as text: values separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from ckmreport.errors import CkmError
from ckmreport.intake.export import Export
from ckmreport.intake.findings import Finding
from ckmreport.intake.readers.grid import from_grid

_SEPARATORS = ",;\t"


def read_delimited(path: Path) -> Export:
    """Read a text export in UTF-8, UTF-16 (with its mark) or Windows-1252.

    The separator is the one of comma, semicolon and tab that splits the first line best; the
    line `sep=;` that Excel writes is understood.

    Raises:
        CkmError: if the file is empty, or a row has more values than there are columns.
    """
    text, notes = _decode(path)
    declared = text[:6].lower()
    skipped = 0
    if declared.startswith("sep=") and len(declared) > 4:
        separator, skipped = declared[4], 1
    else:
        separator = _separator(text)
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
        raise CkmError(
            f"a row does not fit the columns ({str(error).strip()})",
            place=path,
            advice="Export the answers again, with quotation marks around text",
        ) from None
    frame, columns = from_grid(grid)
    frame.index += skipped
    return Export(path, "csv", frame, columns, notes)


def _decode(path: Path) -> tuple[str, tuple[Finding, ...]]:
    raw = path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16"), ()
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


def _separator(text: str) -> str:
    """Give the separator that makes the most columns of the first line."""
    counts = {
        separator: len(next(csv.reader(io.StringIO(text), delimiter=separator), []))
        for separator in _SEPARATORS
    }
    return max(counts, key=lambda separator: counts[separator])
