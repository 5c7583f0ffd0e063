"""Counts from the rows of a wave, read and counted independently of `analysis`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import chdtrc

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.audit.recount import ChiSquare
from ckmreport.survey.questionnaire import (
    NOT_ANSWERED,
    NOT_ASKED,
    Condition,
    Question,
    Questionnaire,
)

_KEPT, _DROPPED_OUT = "behouden", "uitgevallen"

Mask = NDArray[np.bool_]  # one per respondent


@dataclass(frozen=True)
class Rows:
    """The answers of the respondents who were kept, column by column.

    `dropped_out` is how many other rows there are.
    """

    columns: Mapping[str, NDArray[np.object_]]
    size: int
    dropped_out: int
    questionnaire: Questionnaire

    def respondents(self) -> int:
        """Count the respondents who were kept."""
        return self.size

    def base(self, question: Question, left_out: Iterable[str] = ()) -> int:
        """Count who answered a question and chose none of the options left out."""
        return int(self._within(question, left_out).sum())

    def chosen(
        self, question: Question, codes: Iterable[str], left_out: Iterable[str] = ()
    ) -> tuple[int, int]:
        """Count who chose at least one of these options; both bounds are equal."""
        within = self._within(question, left_out)
        count = int((within & self._any(question, codes)).sum())
        return count, count

    def mentions(self, questions: Iterable[Question], code: str, by: Question) -> dict[str, int]:
        """Count how often each group mentions an option in these questions together."""
        named = [self.columns[by.name][self._any(question, [code])] for question in questions]
        groups = pd.Series(np.concatenate(named)).value_counts()
        return {str(group): int(count) for group, count in groups.items()}

    def chi_square(self, row: Question, column: Question) -> ChiSquare:
        """Test whether two questions are independent among who answered both (Pearson 1900)."""
        both = self._within(row) & self._within(column)
        _, first = np.unique(self.columns[row.name][both], return_inverse=True)
        _, second = np.unique(self.columns[column.name][both], return_inverse=True)
        table = np.zeros((first.max() + 1, second.max() + 1))
        np.add.at(table, (first, second), 1)
        n = int(both.sum())
        expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / n
        statistic = float(((table - expected) ** 2 / expected).sum())
        df = (table.shape[0] - 1) * (table.shape[1] - 1)
        return ChiSquare(statistic, float(chdtrc(df, statistic)), df, n)

    def holds(self, condition: Condition) -> Mask:
        """Mark for whom a condition holds; it never does for a respondent who did not answer."""
        question = self.questionnaire[condition.variable]
        chose = self._any(question, [condition.option])
        return self._within(question) & ~chose if condition.negated else chose

    def _within(self, question: Question, left_out: Iterable[str] = ()) -> Mask:
        answers = self.columns[question.columns[0]]
        answered: Mask = (answers != NOT_ASKED) & (answers != NOT_ANSWERED)
        return answered & ~self._any(question, left_out)

    def _any(self, question: Question, codes: Iterable[str]) -> Mask:
        chose = np.zeros(self.size, dtype=bool)
        for code in codes:
            question.option(code)  # a mistyped code must not count as nobody
            if question.kind == "multi":
                chose |= self.columns[f"{question.name}__{code}"] == "1"
            else:
                chose |= self.columns[question.name] == code
        return chose


def load_rows(path: Path, questionnaire: Questionnaire) -> Rows:
    """Read the responses of a wave.

    Raises:
        CkmError: if the file is missing, is no CSV or lacks a column.
    """
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except FileNotFoundError:
        raise CkmError("the wave has no responses", place=path) from None
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise CkmError(f"not a CSV file in UTF-8 ({error})", place=path) from None
    wanted = ("status", *questionnaire.columns)
    if missing := [column for column in wanted if column not in frame.columns]:
        raise CkmError(f"there is no column '{missing[0]}'", place=path)
    kept = frame[frame["status"] == _KEPT]
    return Rows(
        columns={name: kept[name].to_numpy(dtype=object) for name in questionnaire.columns},
        size=len(kept),
        dropped_out=int((frame["status"] == _DROPPED_OUT).sum()),
        questionnaire=questionnaire,
    )
