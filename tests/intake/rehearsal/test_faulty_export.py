from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from project_samples import ROOT
from stdnum import iban
from stdnum.nl import bsn

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.add_wave import Prepared, Request, prepare
from ckmreport.intake.rehearsal.faulty_export import MARKUP, PERSONAL
from ckmreport.intake.rehearsal.invented_answers import write_rehearsal
from ckmreport.survey.questionnaire import load_questionnaire
from ckmreport.survey.waves.metadata import Fieldwork

START, END = dt.date(2031, 3, 1), dt.date(2031, 6, 30)
ENDINGS = (".sav", ".xlsx", ".csv")


def hostile(path: Path, n: int = 250) -> tuple[Path, ...]:
    return write_rehearsal(
        path,
        load_questionnaire(ROOT / "data" / "questionnaire.yml"),
        n=n,
        seed=5,
        start=START,
        end=END,
        hostile=True,
    )


def prepared(path: Path) -> Prepared:
    fieldwork = Fieldwork(START, END, None)
    request = Request(export=path, data=ROOT / "data", wave="2031", fieldwork=fieldwork)
    return prepare(request, lambda mapping, _: mapping)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_checks_find_every_fault_where_it_is(tmp_path: Path, ending: str) -> None:
    path, list_of_faults = hostile(tmp_path / f"vuil{ending}")
    faults: list[dict[str, Any]] = json.loads(list_of_faults.read_text("utf-8"))
    assert len(faults) > 20
    findings = prepared(path).findings
    for fault in faults:
        if fault["check"] == "markup":
            continue  # text of a respondent, and no fault of the export
        rows = [
            f.rows for f in findings if (f.check, f.column) == (fault["check"], fault["column"])
        ]
        assert rows, fault
        assert {row for found in rows for row in found} == set(fault["rows"]), fault


def test_a_fault_of_a_row_has_rows_of_its_own(tmp_path: Path) -> None:
    _, list_of_faults = hostile(tmp_path / "vuil.csv")
    faults = json.loads(list_of_faults.read_text("utf-8"))
    rows = [row for fault in faults for row in fault["rows"]]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_text_of_a_respondent_reaches_the_answers_or_a_finding(
    tmp_path: Path, ending: str
) -> None:
    path, _ = hostile(tmp_path / f"vuil{ending}")
    found = prepared(path)
    given = "\n".join(found.export.frame.to_numpy().ravel())
    kept = "\n".join(found.canonical.frame.to_numpy().ravel())
    said = "\n".join(f"{f.value} {f.message} {f.advice}" for f in found.findings)
    for text in (*MARKUP, *PERSONAL.values()):
        assert text in given
        assert text not in kept
        assert text not in said


def test_what_looks_personal_passes_its_test_and_belongs_to_nobody() -> None:
    number = PERSONAL["iban"].split("rekening ")[1]
    assert iban.is_valid(number)
    assert iban.compact(number)[4:8] == "XXXX"
    assert bsn.is_valid(PERSONAL["bsn"].split()[-1])
    assert PERSONAL["email"].endswith("@example.org")


def test_too_few_respondents_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match="20 respondents are too few for every fault"):
        hostile(tmp_path / "vuil.csv", n=20)
    assert list(tmp_path.iterdir()) == []
