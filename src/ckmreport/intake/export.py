"""An export of a survey tool as it was delivered: text in columns, nothing interpreted yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pandas as pd

from ckmreport.intake.findings import Finding

Form = Literal["sav", "xlsx", "csv"]


@dataclass(frozen=True)
class Column:
    """One column of an export.

    `label` is the text of the question, where the file has it (a variable label, a second header
    row); otherwise empty. `value_labels` gives the label of a value and `missing` the values
    that the file itself declares missing; only SPSS files have these. `nameless` tells that the
    column has no heading in the file.
    """

    name: str
    label: str = ""
    value_labels: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    nameless: bool = False


@dataclass(frozen=True)
class Export:
    """The content of an export file.

    `frame` holds text only, stripped of white space at both ends, with "" for an empty cell; its
    columns are the names of `columns`, in file order. Its index is the row number as a person
    sees it in the file: the case number of SPSS, or the row of a spreadsheet, header included,
    so that 2 is the usual first row of answers. `notes` says what reading had to repair.
    """

    path: Path
    form: Form
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    notes: tuple[Finding, ...] = ()

    def __getitem__(self, name: str) -> Column:
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"the export has no column '{name}'")
