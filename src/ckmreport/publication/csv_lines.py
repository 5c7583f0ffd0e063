"""Reads the CSV files of a publication line by line, with the place of every error."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from ckmreport.foundation.errors import CkmError

T = TypeVar("T")


def read_lines(path: Path, build: Callable[[dict[str, str], str], T]) -> Iterator[T]:
    """Build an object from each line; `build` takes the line and the place of it.

    Raises:
        CkmError: if the file or a column is missing, or names the line that cannot be read.
    """
    try:
        file = path.open(encoding="utf-8", newline="")
    except FileNotFoundError:
        raise CkmError("this file does not exist", place=path) from None
    with file:
        rows = csv.DictReader(file, strict=True)
        try:
            for row in rows:
                yield build(row, f"{path}, line {rows.line_num}")
        except KeyError as error:
            raise CkmError(f"there is no column {error}", place=path) from None
        except (ValueError, TypeError, csv.Error) as error:
            raise CkmError(
                f"this line cannot be read ({error})", place=f"{path}, line {rows.line_num}"
            ) from None
