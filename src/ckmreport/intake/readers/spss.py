"""Exports as a data file of SPSS."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyreadstat

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.column_operations import translate
from ckmreport.intake.export import Column, Export


def read_spss(path: Path) -> Export:
    """Read a .sav or .zsav file with its labels and the values it declares missing.

    Raises:
        CkmError: if the file is no data file of SPSS.
    """
    try:
        data, meta = pyreadstat.read_sav(path, user_missing=True)
    except (pyreadstat.ReadstatError, UnicodeDecodeError) as error:
        raise CkmError(
            f"not a data file of SPSS that can be read ({error})",
            place=path,
            advice="Save it again in SPSS as .sav",
        ) from None
    frame = pd.DataFrame({str(name): translate(data[name], _text) for name in data.columns})
    frame.index = pd.Index(range(1, len(frame) + 1), name="row")
    columns = tuple(
        Column(
            name=name,
            label=" ".join((meta.column_names_to_labels.get(name) or "").split()),
            value_labels={
                _text(value): " ".join(str(label).split())
                for value, label in meta.variable_value_labels.get(name, {}).items()
            },
            missing=_missing(meta.missing_ranges.get(name, ()), frame[name]),
        )
        for name in frame.columns
    )
    filled = (frame != "").any(axis="columns")
    return Export(path, "sav", frame[filled], columns)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).strip()


def _missing(ranges: Sequence[object], column: pd.Series) -> frozenset[str]:
    """Give the values that occur in a column and lie in a range that is declared missing."""
    found = set()
    for value in column.unique():
        for limits in ranges:
            # pyreadstat gives a range as its two ends, and may give a lone value as it is.
            ends = limits if isinstance(limits, Mapping) else {"lo": limits, "hi": limits}
            if _within(value, ends["lo"], ends["hi"]):
                found.add(value)
    return frozenset(found)


def _within(value: str, low: object, high: object) -> bool:
    if isinstance(low, str) or isinstance(high, str):
        return value in (str(low).strip(), str(high).strip())
    try:
        return float(str(low)) <= float(value) <= float(str(high))
    except ValueError:
        return False
