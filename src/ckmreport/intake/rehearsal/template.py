"""An empty export: what to hand to whoever builds the survey."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ckmreport.intake.matching.columns import export_columns
from ckmreport.intake.rehearsal.export_writer import require_new, write_export
from ckmreport.survey.questionnaire import Questionnaire

TITLE = "Lege export"
NOTE = (
    "Kolommen, antwoorden en codes zoals de vragenlijst ze kent; zonder antwoorden. "
    "Een lege tekstkolom is in SPSS één teken breed: geef haar de breedte die de antwoorden vragen."
)


def write_template(path: Path, questionnaire: Questionnaire, *, force: bool = False) -> int:
    """Write an export with every column and label and without answers.

    Gives the number of columns.

    Raises:
        CkmError: if the file exists and `force` is false, or cannot be written in that form.
    """
    require_new(path, force=force)
    columns = export_columns(questionnaire)
    empty = pd.DataFrame({column.name: pd.Series(dtype=str) for column in columns})
    write_export(path, empty, columns, title=TITLE, note=NOTE)
    return len(columns)
