"""Where the project stands: the folder that holds `_quarto.yml`."""

from __future__ import annotations

from pathlib import Path

from ckmreport.foundation.errors import CkmError

BOOK_FILE = "_quarto.yml"


def find_project(start: Path | None = None) -> Path:
    """Give the nearest folder, from `start` upwards, that holds the book's `_quarto.yml`.

    Raises:
        CkmError: if there is none.
    """
    folder = (start or Path.cwd()).resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / BOOK_FILE).is_file():
            return candidate
    raise CkmError(
        f"there is no {BOOK_FILE} in this folder or above it",
        place=folder,
        advice="Run the command inside the project",
    )


def notebook_files(project: Path) -> list[Path]:
    """Give the notebooks of a project: the front page, then those in `notebooks/` by name."""
    return [*project.glob("index.ipynb"), *sorted((project / "notebooks").glob("*.ipynb"))]


def make_books_folder(folder: Path) -> None:
    """Make the folder for books first: a place that cannot be written to costs no minute then.

    Raises:
        CkmError: if it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CkmError(
            f"the folder for books cannot be made ({error.strerror})",
            place=folder,
            advice="Name another one with --out",
        ) from None
