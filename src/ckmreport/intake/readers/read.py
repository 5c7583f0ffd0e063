"""Read an export, whatever its form."""

from __future__ import annotations

from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.export import Export
from ckmreport.intake.readers.header import Known, nothing_known

_ENDINGS = ".sav, .zsav, .xlsx, .csv, .tsv or .txt"


def read_export(
    path: Path, known: Known = nothing_known, *, sheet: str | None = None, empty: bool = False
) -> Export:
    """Read the export of a survey tool; its ending tells the form.

    Args:
        path: the file.
        known: tells which texts head a column, so that header and sheet can be found.
        sheet: the sheet of a workbook that holds the answers, where somebody names it.
        empty: whether a file without a single answer is right too.

    Raises:
        CkmError: if the file is missing, of another form, damaged or without a single answer, or a
            folder.
    """
    if path.is_dir():
        raise CkmError("this is a folder", place=path, advice="Name the file of the export in it")
    if not path.is_file():
        raise CkmError("there is no such file", place=path, advice="Name the file of the export")
    ending = path.suffix.lower()
    if sheet is not None and ending != ".xlsx":
        raise CkmError("only a workbook has sheets", place=path, advice="Leave --sheet out")
    # Each form has its own library, and only the one that is needed is imported.
    match ending:
        case ".sav" | ".zsav":
            from ckmreport.intake.readers.spss import read_spss  # noqa: PLC0415

            export = read_spss(path)
        case ".xlsx":
            from ckmreport.intake.readers.spreadsheet import read_spreadsheet  # noqa: PLC0415

            export = read_spreadsheet(path, known, wanted=sheet)
        case ".csv" | ".tsv" | ".txt":
            from ckmreport.intake.readers.delimited import read_delimited  # noqa: PLC0415

            export = read_delimited(path, known)
        case _:
            raise CkmError(
                f"'{ending}' is no form of export that can be read",
                place=path,
                advice=f"Export the answers as {_ENDINGS}",
            )
    if export.frame.empty and not empty:
        raise CkmError("the export holds no answers", place=path, advice="Export the answers again")
    return export
