"""Options that several commands share, and their defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ckmreport.foundation.atomic_files import clear_up
from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.project import find_project

DataFolder = Annotated[
    Path | None, typer.Option("--data", help="The data folder. Default: data/ of the project.")
]
BooksFolder = Annotated[
    Path | None, typer.Option("--books", help="Where books are. Default: _book/ of the project.")
]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]

#: What a report asks for the printed figures of its wave; imported only where a book is made.
PRINTED_FIGURES = "ckmreport.publication.audit.printed_by_identity:printed_by_identity"


def data_folder(data: Path | None) -> Path:
    """Find the data folder: the one named, otherwise that of the project.

    What a killed command left of a wave that it was writing is mended first.

    Raises:
        CkmError: if there is no such folder.
    """
    folder = (data or find_project() / "data").resolve()
    if not folder.is_dir():
        raise CkmError(
            "there is no such data folder", place=folder, advice="Name the right one with --data"
        )
    clear_up(folder / "waves")
    return folder


def books_folder(books: Path | None, project: Path) -> Path:
    """Find the folder of the books: the one named, otherwise that of the project.

    It need not exist. What a killed command left of a book that it was making is mended first.
    """
    folder = (books or project / "_book").resolve()
    clear_up(folder)
    return folder
