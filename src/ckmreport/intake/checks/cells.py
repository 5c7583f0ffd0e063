"""Looking for ticks in the cells of a question."""

from __future__ import annotations

import pandas as pd

from ckmreport.intake.column_operations import Mask
from ckmreport.survey.questionnaire import Question


def ticked(frame: pd.DataFrame, question: Question, codes: frozenset[str]) -> Mask:
    """Tell who ticked at least one of these options of a multiple-response question."""
    columns = [f"{question.name}__{code}" for code in question.codes if code in codes]
    return (frame[columns] == "1").any(axis="columns")
