"""Answers that were given before or after the fieldwork."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pandas as pd

from ckmreport.intake.column_operations import matching, rows_of
from ckmreport.intake.export import Export
from ckmreport.intake.findings import Finding
from ckmreport.intake.matching.mapping import ExportMapping
from ckmreport.survey.waves import Fieldwork

_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_WRITTEN = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
#: The part of all dates above which those outside the fieldwork are no strays.
_MOST = 0.5


def check_dates(export: Export, mapping: ExportMapping, fieldwork: Fieldwork) -> Iterator[Finding]:
    """Look for dates that lie outside the fieldwork or cannot be read; an empty cell is neither.

    Where most dates lie outside, this is the export of another wave, and an error.
    """
    for mapped in (*mapping.with_role("started"), *mapping.with_role("ended")):
        column = export.frame[mapped.column]
        read = date_reader(column)

        def unreadable(value: str, read: Callable[[str], dt.date | None] = read) -> bool:
            return value != "" and read(value) is None

        def outside(value: str, read: Callable[[str], dt.date | None] = read) -> bool:
            date = read(value)
            return date is not None and not fieldwork.start <= date <= fieldwork.end

        unread = matching(column, unreadable)
        if rows := rows_of(unread):
            yield Finding(
                severity="warning",
                check="unreadable-date",
                column=mapped.column,
                rows=rows,
                value="",
                message=f"In kolom “{mapped.column}” staan waarden die geen datum zijn.",
                advice="Exporteer datums als jaar-maand-dag, bijvoorbeeld 2025-03-31.",
            )
        if rows := rows_of(matching(column, outside)):
            dated = len(rows_of(matching(column, lambda value: value != "") & ~unread))
            most = len(rows) > dated * _MOST
            are = f"zijn {len(rows)} van de {dated} antwoorden" if most else "zijn er antwoorden"
            doubt = "dit de export van deze meting is" if most else "dit geen proefinzendingen zijn"
            yield Finding(
                severity="error" if most else "warning",
                check="outside-fieldwork",
                column=mapped.column,
                rows=rows,
                value="",
                message=(
                    f"Volgens kolom “{mapped.column}” {are} van vóór "
                    f"{_written(fieldwork.start)} of van na {_written(fieldwork.end)}."
                ),
                advice=f"Kijk na of --fieldwork klopt en of {doubt}.",
            )


def date_reader(column: pd.Series) -> Callable[[str], dt.date | None]:
    """Give a function that reads the dates of a column: 2025-03-31, 31-3-2025 or 3/31/25.

    Day and month stand in the Dutch order unless that gives a month above 12 in this column.
    """
    month_first = bool(matching(column, _has_month_first).any())

    def read(value: str) -> dt.date | None:
        if found := _ISO.match(value):
            year, month, day = found.groups()
        elif found := _WRITTEN.match(value):
            day, month, year = found.groups()
            if month_first:
                day, month = month, day
        else:
            return None
        try:
            return dt.date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
        except ValueError:
            return None

    return read


def _has_month_first(value: str) -> bool:
    found = _WRITTEN.match(value)
    return found is not None and int(found[1]) <= 12 < int(found[2])


def _written(date: dt.date) -> str:
    return f"{date.day}-{date.month}-{date.year}"
