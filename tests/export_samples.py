"""Exports as survey tools write them, made from the answers of a wave.

Each function writes the same respondents in the manner of one tool, so that reading it must give
the same answers again.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat

from ckmreport.survey.questionnaire import NOT_ANSWERED, NOT_ASKED, Question, Questionnaire

DATA = Path(__file__).parent.parent / "data"
Row = Mapping[str, str]
Cells = Sequence[str]


def wave_rows(n: int = 60) -> list[Row]:
    """Give the first respondents of 2023, with the columns of its responses."""
    path = DATA / "waves" / "2023" / "responses.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False).head(n)
    return [
        {str(key): str(value) for key, value in row.items()} for row in frame.to_dict("records")
    ]


def asked(questionnaire: Questionnaire) -> list[Question]:
    """Give the questions that respondents see."""
    return [question for question in questionnaire if question.coded_from is None]


def write_limesurvey(path: Path, questionnaire: Questionnaire, rows: Iterable[Row]) -> None:
    """Write a CSV with answer codes: `q[code]` with Y for a tick, semicolons, a mark for UTF-8."""
    header = ["id", "submitdate", "lastpage", "startlanguage", "seed", "ipaddr"]
    for question in asked(questionnaire):
        header += [f"{question.name}[{code}]" for code in _options(question)] or [question.name]
        if question.name == "functie":
            header.append("functie[other]")
    table = [header]
    for number, row in enumerate(rows, start=1):
        cells = [str(number), "2023-07-01 10:00:00", "9", "nl", "123", "192.0.2.1"]
        for question in asked(questionnaire):
            if question.kind == "multi":
                cells += ["Y" if row[c] == "1" else "" for c in question.columns]
            else:
                cells.append(_answer(row[question.name]))
            if question.name == "functie":
                cells.append("iets anders" if row["functie"] == "anders" else "")
        table.append(cells)
    _write_csv(path, table, delimiter=";", encoding="utf-8-sig")


def write_qualtrics(path: Path, questionnaire: Questionnaire, rows: Iterable[Row]) -> None:
    """Write a CSV with three header rows, labels as values and a column for each option."""
    names = ["StartDate", "EndDate", "Status", "IPAddress", "ResponseId"]
    texts = ["Start Date", "End Date", "Response Type", "IP Address", "Response ID"]
    for number, question in enumerate(asked(questionnaire), start=1):
        if question.kind == "multi":
            for place, option in enumerate(question.options, start=1):
                names.append(f"Q{number}_{place}")
                texts.append(f"{question.text} - Selected Choice - {option.label}")
        else:
            names.append(f"Q{number}")
            texts.append(question.text)
    ids = [json.dumps({"ImportId": f"QID{place}"}) for place in range(len(names))]
    table = [names, texts, ids]
    for number, row in enumerate(rows, start=1):
        cells = ["2023-07-01 10:00:00", "2023-07-01 10:09:00", "IP Address", "192.0.2.1"]
        cells.append(f"R_{number}")
        for question in asked(questionnaire):
            if question.kind == "multi":
                ticked = zip(question.options, question.columns, strict=True)
                cells += [option.label if row[c] == "1" else "" for option, c in ticked]
            else:
                cells.append(_label(question, row[question.name]))
        table.append(cells)
    _write_csv(path, table)


def write_forms(path: Path, questionnaire: Questionnaire, rows: Iterable[Row]) -> None:
    """Write a workbook with the questions as headers, and ticked options joined in one cell."""
    table = [["Id", "Begintijd", "Tijd van voltooien", "E-mail", "Naam"]]
    seen: dict[str, int] = {}
    for question in asked(questionnaire):
        seen[question.text] = seen.get(question.text, 0) + 1
        again = seen[question.text] > 1
        table[0].append(f"{question.text}{seen[question.text] if again else ''}")
    for number, row in enumerate(rows, start=1):
        cells = [str(number), "2023-07-01T10:00:00", "2023-07-01T10:09:00", "anonymous", ""]
        for question in asked(questionnaire):
            if question.kind == "multi":
                ticked = zip(question.options, question.columns, strict=True)
                cells.append("".join(f"{option.label};" for option, c in ticked if row[c] == "1"))
            else:
                cells.append(_label(question, row[question.name]))
        table.append(cells)
    write_workbook(path, table)


def write_spss(path: Path, questionnaire: Questionnaire, rows: Iterable[Row]) -> None:
    """Write a data file with options numbered from 1, in reverse order, and labels."""
    columns: dict[str, list[float | None]] = {}
    labels: dict[str, str | None] = {}
    values: dict[str, dict[int | float, str]] = {}
    listed = list(rows)
    for question in asked(questionnaire):
        if question.kind == "multi":
            for option, column in zip(question.options, question.columns, strict=True):
                columns[column] = [_number(row[column]) for row in listed]
                labels[column] = f"{question.text}: {option.label}"
                values[column] = {0: "Niet gekozen", 1: "Gekozen", -8: "Overgeslagen"}
            continue
        numbers = {code: float(n) for n, code in enumerate(reversed(question.codes), start=1)}
        columns[question.name] = [numbers.get(row[question.name]) for row in listed]
        labels[question.name] = question.text
        values[question.name] = {numbers[option.code]: option.label for option in question.options}
    pyreadstat.write_sav(
        pd.DataFrame(columns, dtype=float),
        path,
        column_labels=labels,
        variable_value_labels=values,
        missing_ranges={name: [-8.0] for name in values if "__" in name},
    )


def write_workbook(path: Path, table: Iterable[Sequence[object]]) -> None:
    """Write rows of cells as the only sheet of a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in table:
        sheet.append(list(cells))
    book.save(path)


def _write_csv(
    path: Path, table: Iterable[Cells], *, delimiter: str = ",", encoding: str = "utf-8"
) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(table)


def _options(question: Question) -> tuple[str, ...]:
    return question.codes if question.kind == "multi" else ()


def _answer(code: str) -> str:
    return "" if code in (NOT_ASKED, NOT_ANSWERED) else code


def _label(question: Question, code: str) -> str:
    return question.option(code).label if _answer(code) else ""


def _number(code: str) -> float | None:
    return {"0": 0.0, "1": 1.0, NOT_ASKED: -8.0}.get(code)
