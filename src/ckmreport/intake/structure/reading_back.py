"""How the export of a survey that was built from the questionnaire reads back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ckmreport.intake.matching.mapping import TICKED, ColumnMapping, ExportMapping
from ckmreport.intake.structure.tool_names import ToolQuestion


def mapping_of_limesurvey(questions: Iterable[ToolQuestion]) -> ExportMapping:
    """Give the mapping of an export with codes as headings and codes as answers."""
    return ExportMapping(tuple(_columns(questions, "{}[{}]", ticks=("Y",))))


def mapping_of_qualtrics(questions: Iterable[ToolQuestion]) -> ExportMapping:
    """Give the mapping of an export with numeric values or with the text of the choices."""
    return ExportMapping(tuple(_columns(questions, "{}_{}", ticks=("1",))))


def _columns(
    questions: Iterable[ToolQuestion], pattern: str, *, ticks: tuple[str, ...]
) -> Iterator[ColumnMapping]:
    for one in questions:
        question = one.question
        if question.kind == "multi":
            for option in question.options:
                yield ColumnMapping(
                    pattern.format(one.name, one.codes[option.code]),
                    "question",
                    question=question.name,
                    option=option.code,
                    values=dict.fromkeys((*ticks, option.label), TICKED),
                )
        else:
            labels = {option.label: option.code for option in question.options}
            yield ColumnMapping(
                one.name,
                "question",
                question=question.name,
                values={one.codes[code]: code for code in question.codes} | labels,
            )
        if one.open_name:
            yield ColumnMapping(one.open_name, "open", question=question.name)
