"""The numbers behind a figure or table."""

from __future__ import annotations

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
