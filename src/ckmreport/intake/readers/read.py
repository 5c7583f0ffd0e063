"""Read an export, whatever its form."""

from __future__ import annotations

from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.export import Export

_ENDINGS = ".sav, .zsav, .xlsx, .csv, .tsv or .txt"


def read_export(path: Path) -> Export:
    """Read the export of a survey tool; its ending tells the form.

    Raises:
        CkmError: if the file is missing, of another form, damaged or without a single answer, or a
            folder.
    """
    if path.is_dir():
        raise CkmError("this is a folder", place=path, advice="Name the file of the export in it")
    if not path.is_file():
        raise CkmError("there is no such file", place=path, advice="Name the file of the export")
    # Each form has its own library, and only the one that is needed is imported.
    match path.suffix.lower():
        case ".sav" | ".zsav":
            from ckmreport.intake.readers.spss import read_spss as read  # noqa: PLC0415
        case ".xlsx":
            from ckmreport.intake.readers.spreadsheet import (  # noqa: PLC0415
                read_spreadsheet as read,
            )
        case ".csv" | ".tsv" | ".txt":
            from ckmreport.intake.readers.delimited import read_delimited as read  # noqa: PLC0415
        case ending:
            raise CkmError(
                f"'{ending}' is no form of export that can be read",
                place=path,
                advice=f"Export the answers as {_ENDINGS}",
            )
    export = read(path)
    if export.frame.empty:
        raise CkmError("the export holds no answers", place=path, advice="Export the answers again")
    return export
