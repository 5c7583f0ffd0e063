"""The numbers behind a figure or table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Cell = str | int | float | None


@dataclass(frozen=True)
class Data:
    """The data of a figure or table, as rows; they become its CSV file."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def as_metadata(self) -> dict[str, Any]:
        """Convert them to the form that an executed notebook keeps."""
        return {"ckm": {"table": {"columns": list(self.columns), "rows": [*map(list, self.rows)]}}}


@dataclass(frozen=True)
class Workbook:
    """Data that is too long to print, as a file of its own: a sheet for each kind, by its name.

    `name` is that of the file without its ending, `title` what readers are told that it holds.
    """

    name: str
    title: str
    sheets: Mapping[str, Data]

    def as_metadata(self) -> dict[str, Any]:
        """Convert it to the form that an executed notebook keeps."""
        sheets = [
            {"name": name, "columns": [*data.columns], "rows": [*map(list, data.rows)]}
            for name, data in self.sheets.items()
        ]
        return {"ckm": {"workbook": {"name": self.name, "title": self.title, "sheets": sheets}}}
