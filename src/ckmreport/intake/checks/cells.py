"""Looking for values in columns of text, whatever their length."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from ckmreport.questionnaire import Question

Mask = pd.Series  # of booleans, one per row of the export


def matching(column: pd.Series, test: Callable[[str], bool]) -> Mask:
    """Tell which values pass a test; each distinct value is tested once."""
    codes, distinct = pd.factorize(column)
    passed = np.fromiter((test(str(value)) for value in distinct), bool, len(distinct))
    return pd.Series(passed[codes], index=column.index)


def rows_of(mask: Mask) -> tuple[int, ...]:
    """Give the row numbers for which a mask holds."""
    return tuple(int(row) for row in mask.index[mask])


def ticked(frame: pd.DataFrame, question: Question, codes: frozenset[str]) -> Mask:
    """Tell who ticked at least one of these options of a multiple-response question."""
    columns = [f"{question.name}__{code}" for code in question.codes if code in codes]
    return (frame[columns] == "1").any(axis="columns")
