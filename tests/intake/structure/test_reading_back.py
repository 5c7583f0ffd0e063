"""Who builds the survey from what `ckm wave template --tool` writes has nothing to confirm."""

from __future__ import annotations

from pathlib import Path

import pytest
from export_samples import Row, wave_rows
from table_samples import QUESTIONNAIRE, Place, Table, differences, read, write_csv

from ckmreport.intake.structure.built_survey import Tool
from ckmreport.intake.structure.structure_writer import write_structure
from ckmreport.intake.structure.tool_names import ToolQuestion, for_limesurvey, for_qualtrics
from ckmreport.survey.questionnaire import NOT_ANSWERED, NOT_ASKED


def export(
    questions: tuple[ToolQuestion, ...], rows: list[Row], tool: Tool, *, labels: bool
) -> Table:
    """Give the answers as the tool exports them: with its names, and its codes or the labels."""
    places = [Place("id")]
    cells: list[list[str]] = [[str(number)] for number, _ in enumerate(rows, start=1)]
    for one in questions:
        question = one.question
        for option in question.options if question.kind == "multi" else (None,):
            code = one.codes[option.code] if option else ""
            form = f"{one.name}[{code}]" if tool == "limesurvey" else f"{one.name}_{code}"
            places.append(Place(form if option else one.name))
            for line, row in zip(cells, rows, strict=True):
                if option:
                    tick = "Y" if tool == "limesurvey" else "1"
                    chosen = row[f"{question.name}__{option.code}"] == "1"
                    line.append((option.label if labels else tick) if chosen else "")
                else:
                    given = row[question.name]
                    if given in (NOT_ASKED, NOT_ANSWERED):
                        line.append("")
                    else:
                        line.append(question.option(given).label if labels else one.codes[given])
        if one.open_name:
            places.append(Place(one.open_name))
            for line in cells:
                line.append("")
    return Table(tuple(places), tuple(map(tuple, cells)))


@pytest.mark.parametrize("tool", ["limesurvey", "qualtrics"])
@pytest.mark.parametrize("labels", [False, True])
def test_the_export_reads_back_without_a_person(tmp_path: Path, tool: Tool, labels: bool) -> None:
    names = {"limesurvey": for_limesurvey, "qualtrics": for_qualtrics}[tool]
    rows = wave_rows(24)
    mapping = write_structure(tmp_path / "survey.txt", QUESTIONNAIRE, tool=tool)
    table = export(names(QUESTIONNAIRE), rows, tool, labels=labels)
    prepared = read(write_csv(tmp_path / "export.csv", table), mapping=mapping)
    assert prepared.canonical.mapping.unconfirmed == ()
    assert prepared.errors == ()
    assert differences(prepared, rows) == []
