"""The answers of one wave: one row per respondent, option codes as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ckmreport.foundation.errors import CkmError
from ckmreport.survey.questionnaire import (
    NOT_ANSWERED,
    NOT_ASKED,
    Condition,
    Question,
    Questionnaire,
)

KEPT = "behouden"
DROPPED_OUT = "uitgevallen"
#: Marks rows that are a reconstruction and no people; such rows have a 1 here, others no column.
SYNTHETIC = "synthetisch"
_OWN_COLUMNS = ("respondent", "status")
Mask = NDArray[np.bool_]  # one per respondent


@dataclass(frozen=True)
class Responses:
    """The answers of the respondents who were kept, as text codes.

    `frame` has the columns of the questionnaire; `-8` stands for not asked, `-9` for not
    answered. As categories they compare a hundred times as fast as texts do, in large waves.
    A mask has a boolean per row. `dropped_out` is how many rows of the file were left
    out, because the respondent was not kept.
    """

    frame: pd.DataFrame = field(repr=False)  # a row is a person
    questionnaire: Questionnaire
    dropped_out: int = 0

    def __len__(self) -> int:
        return len(self.frame)

    def answered(self, question: Question) -> Mask:
        """Tell who answered the question: the base of every share of it."""
        column = question.columns[0]
        return ~(self._is(column, NOT_ASKED) | self._is(column, NOT_ANSWERED))

    def asked(self, question: Question) -> Mask:
        """Tell who was asked the question, as far as its routing left a mark in the answers."""
        return ~self._is(question.columns[0], NOT_ASKED)

    def chose(self, question: Question, code: str) -> Mask:
        """Tell who gave this answer; nobody, where it was no longer offered.

        Raises:
            KeyError: if the question has no such option.
        """
        question.option(code)
        if code not in question.codes:
            return np.zeros(len(self), dtype=bool)
        if question.kind == "multi":
            return self._is(f"{question.name}__{code}", "1")
        return self._is(question.name, code)

    def holds(self, condition: Condition) -> Mask:
        """Tell for whom a condition holds; it never holds for who did not answer."""
        question = self.questionnaire[condition.variable]
        chosen = self.chose(question, condition.option)
        return self.answered(question) & ~chosen if condition.negated else chosen

    def _is(self, column: str, code: str) -> Mask:
        return (self.frame[column] == code).to_numpy(dtype=bool)


def load_responses(path: Path, questionnaire: Questionnaire, wave: str | None = None) -> Responses:
    """Read the responses of a wave and check them against the questionnaire.

    A question that is asked since a later wave than this one, or was dropped before it, may be
    missing: nobody was asked it.

    Raises:
        CkmError: for missing or unknown columns, unknown codes, a multiple-response question
            that is answered in some of its columns only, a respondent number used twice, rows
            that are marked as synthetic in part, and answers outside their routing; names column
            and respondent.
    """
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except FileNotFoundError:
        raise CkmError("the wave has no responses", place=path) from None
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise CkmError(f"not a CSV file in UTF-8 ({error})", place=path) from None
    if not isinstance(frame.index, pd.RangeIndex):
        raise CkmError("the rows have more fields than there are column names", place=path)
    frame = _with_questions_of_other_waves(frame, questionnaire, wave)
    _check_columns(frame, questionnaire, path)
    # Not when reading: pandas would make numbers of codes, and "01" the same as "1".
    frame = frame.astype(dict.fromkeys(questionnaire.columns, "category"))
    twice = frame["respondent"].duplicated()
    if twice.any():
        raise _fault(path, frame, twice, "respondent", "this number is used twice")
    status = ~frame["status"].isin([KEPT, DROPPED_OUT])
    if status.any():
        raise _fault(path, frame, status, "status", f"must be {KEPT} or {DROPPED_OUT}")
    if SYNTHETIC in frame.columns:
        unmarked = frame[SYNTHETIC] != "1"
        if unmarked.any():
            raise _fault(path, frame, unmarked, SYNTHETIC, "must be 1 in every row, or no column")
    responses = Responses(frame, questionnaire)
    for question in questionnaire:
        _check_codes(responses, question, path)
    for question in questionnaire:
        _check_routing(responses, question, path)
    kept = frame[frame["status"] == KEPT].reset_index(drop=True)
    return Responses(kept, questionnaire, dropped_out=len(frame) - len(kept))


def _with_questions_of_other_waves(
    frame: pd.DataFrame, questionnaire: Questionnaire, wave: str | None
) -> pd.DataFrame:
    others = [q for q in questionnaire if wave and (q.since > wave or not q.asked_in(wave))]
    absent = [c for question in others for c in question.columns if c not in frame.columns]
    return frame.assign(**dict.fromkeys(absent, NOT_ASKED))


def _check_columns(frame: pd.DataFrame, questionnaire: Questionnaire, path: Path) -> None:
    wanted = [*_OWN_COLUMNS, *questionnaire.columns]
    if missing := [column for column in wanted if column not in frame.columns]:
        more = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise CkmError(
            f"there is no column '{missing[0]}'{more}",
            place=path,
            advice="Each column of the questionnaire must be there, besides respondent and status",
        )
    if unknown := [column for column in frame.columns if column not in (*wanted, SYNTHETIC)]:
        raise CkmError(
            f"column '{unknown[0]}' belongs to no question",
            place=path,
            advice=f"Remove it, or add the question or option to {questionnaire.file}",
        )


def _check_codes(responses: Responses, question: Question, path: Path) -> None:
    frame = responses.frame
    multi = question.kind == "multi"
    allowed = {NOT_ASKED, NOT_ANSWERED, *(("0", "1") if multi else question.codes)}
    for column in question.columns:
        if wrong := set(frame[column].unique()) - allowed:
            rows = frame[column].isin(wrong)
            value = frame.loc[rows, column].iloc[0]
            message = f"'{value}' is not a code of this question"
            advice = f"Correct it, or add the option to {responses.questionnaire.file}"
            raise _fault(path, frame, rows, column, message, advice=advice)
    if multi:
        answered = frame[list(question.columns)].isin(["0", "1"])
        torn = answered.any(axis=1) & ~answered.all(axis=1)
        if torn.any():
            raise _fault(path, frame, torn, question.name, "answered in some of its columns only")


def _check_routing(responses: Responses, question: Question, path: Path) -> None:
    if question.asked_if is None:
        return
    asked = responses.holds(question.asked_if)
    outside = responses.answered(question) & ~asked
    if outside.any():
        message = f"answered, while it is only asked if {question.asked_if}"
        raise _fault(path, responses.frame, outside, question.name, message)


def _fault(
    path: Path,
    frame: pd.DataFrame,
    rows: Mask | pd.Series,
    column: str,
    message: str,
    *,
    advice: str | None = None,
) -> CkmError:
    who = frame.loc[rows, "respondent"].tolist()
    more = f" and {len(who) - 1} more" if len(who) > 1 else ""
    place = f"{path}, column {column}, respondent {who[0]}{more}"
    return CkmError(message, place=place, advice=advice)
