"""An export rewritten in the codes of the questionnaire, with routing filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from ckmreport.intake.column_operations import translate
from ckmreport.intake.export import Export
from ckmreport.intake.matching.answer_matching import split_cell
from ckmreport.intake.matching.mapping import (
    ANY_OTHER,
    NOT_TICKED,
    TICKED,
    UNKNOWN,
    ColumnMapping,
    ExportMapping,
)
from ckmreport.survey.questionnaire import NOT_ANSWERED, NOT_ASKED, Question, Questionnaire
from ckmreport.survey.waves.responses import DROPPED_OUT, KEPT, Responses

#: Who did not answer this question did not reach the subject of the survey, and is no
#: respondent; the answers are kept apart.
REACHED = "signaal"

#: The code that a researcher gave: variable, then respondent.
HandCodes = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Canonical:
    """The answers of an export as option codes.

    `frame` has the columns `respondent`, `status` and those of the questionnaire, and the row
    numbers of the export as its index. A value that the mapping does not know stands there as
    UNKNOWN of `mapping`; an answer outside its routing stands there as it was given. The
    `respondent` is still the one of the export, or the row number where the export has none.
    `uncoded` gives, for each variable that researchers code, the rows that still lack a code.
    """

    frame: pd.DataFrame
    mapping: ExportMapping
    questionnaire: Questionnaire
    uncoded: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def canonicalise(
    export: Export,
    mapping: ExportMapping,
    questionnaire: Questionnaire,
    hand_codes: HandCodes | None = None,
) -> Canonical:
    """Rewrite the answers of an export as option codes.

    Where there is no answer, routing tells whether the question was asked: behind a filter that
    was not answered it was not. A multiple-response question of which no option is ticked was
    not answered. Variables that researchers code take the code given by hand, else the one of
    the export, else the one that the answer itself determines.
    """
    frame = pd.DataFrame(
        NOT_ANSWERED,
        index=export.frame.index,
        columns=["respondent", "status", *questionnaire.columns],
        dtype="str",
    )
    frame["respondent"] = _respondents(export, mapping)
    uncoded: dict[str, tuple[int, ...]] = {}
    for question in questionnaire:
        answers = _answers(question, mapping, export)
        for column in answers:
            frame[column] = answers[column]
        if question.coded_from is not None:
            frame[question.name] = _coded(question, frame, (hand_codes or {}).get(question.name))
            asked = ~frame[question.coded_from].isin([NOT_ASKED, NOT_ANSWERED, UNKNOWN])
            missing = asked & (frame[question.name] == NOT_ANSWERED)
            uncoded[question.name] = tuple(int(row) for row in frame.index[missing])
        elif question.asked_if is not None:
            holds = Responses(frame, questionnaire).holds(question.asked_if)
            unasked = ~holds & (frame[question.columns[0]] == NOT_ANSWERED)
            for column in question.columns:
                frame[column] = frame[column].mask(unasked, NOT_ASKED)
    frame["status"] = _status(frame, export, mapping, questionnaire)
    return Canonical(frame, mapping, questionnaire, uncoded)


def joined_otherwise(canonical: Canonical, export: Export, question: Question) -> pd.Series | None:
    """Tell in which rows a question's columns per option differ from its column with all of them.

    None where the export has only one of the two.
    """
    columns = canonical.mapping.answers(question.name)
    whole = [mapped for mapped in columns if not mapped.option]
    split = [mapped for mapped in columns if mapped.option]
    if not whole or not split:
        return None
    joined = pd.DataFrame(_from_cells(question, whole, export.frame))
    apart = pd.DataFrame(_from_ticks(question, split, export))
    shared = [f"{question.name}__{mapped.option}" for mapped in split]
    return ((joined == TICKED) != (apart == TICKED))[shared].any(axis="columns") | (
        joined == UNKNOWN
    ).any(axis="columns")


def _respondents(export: Export, mapping: ExportMapping) -> pd.Series:
    given = mapping.with_role("respondent")
    rows = pd.Series(export.frame.index.astype("str"), index=export.frame.index, dtype="str")
    if not given:
        return rows
    named = export.frame[given[0].column]
    return named.where(named != "", "rij " + rows)


def _answers(question: Question, mapping: ExportMapping, export: Export) -> dict[str, pd.Series]:
    """Give the columns of a question with codes, NOT_ANSWERED or UNKNOWN; {} without a column."""
    columns = mapping.answers(question.name)
    if not columns:
        return {}
    if question.kind != "multi":
        given = export.frame[columns[0].column]
        return {question.name: translate(given, partial(_code, mapped=columns[0]))}
    whole = [mapped for mapped in columns if not mapped.option]
    if whole and len({mapped.option for mapped in columns}) <= len(question.codes):
        return _from_cells(question, whole, export.frame)
    return _from_ticks(question, columns, export)


def _from_ticks(
    question: Question, columns: Sequence[ColumnMapping], export: Export
) -> dict[str, pd.Series]:
    """Give the columns of a question whose options each have a column."""
    ticks = {
        f"{question.name}__{mapped.option}": translate(
            export.frame[mapped.column], partial(_code, mapped=mapped)
        )
        for mapped in columns
        if mapped.option
    }
    return _ticked(question, ticks, export.frame.index)


def _code(value: str, mapped: ColumnMapping) -> str:
    if value == "":
        return NOT_ANSWERED
    code = mapped.values.get(value, mapped.values.get(ANY_OTHER, UNKNOWN))
    return code or NOT_ANSWERED


def _from_cells(
    question: Question, columns: Sequence[ColumnMapping], frame: pd.DataFrame
) -> dict[str, pd.Series]:
    """Give the columns of a question whose options stand together in a cell, or in a few."""
    ticks: dict[str, pd.Series] = {}
    for mapped in columns:
        cells = frame[mapped.column]
        chosen = {cell: _codes_in(cell, mapped) for cell in cells.unique()}
        for option, column in zip(question.codes, question.columns, strict=True):
            found = translate(cells, partial(_tick, option=option, chosen=chosen))
            if column in ticks:
                before = ticks[column]
                found = before.where((before == TICKED) | (found == NOT_TICKED), found)
            ticks[column] = found
    return _ticked(question, ticks, frame.index)


def _codes_in(cell: str, mapped: ColumnMapping) -> set[str]:
    parts = split_cell(cell, mapped.separator, mapped.values.__contains__) if cell else []
    return {_code(part, mapped) for part in parts} - {NOT_ANSWERED}


def _tick(cell: str, option: str, chosen: Mapping[str, set[str]]) -> str:
    if option in chosen[cell]:
        return TICKED
    return UNKNOWN if UNKNOWN in chosen[cell] else NOT_TICKED


def _ticked(
    question: Question, ticks: Mapping[str, pd.Series], index: pd.Index
) -> dict[str, pd.Series]:
    """Complete the columns of a multiple-response question: 0 beside a tick, else no answer."""
    frame = pd.DataFrame(dict(ticks), index=index)
    answered = frame.isin([TICKED, UNKNOWN]).any(axis="columns")
    given = {}
    for column in question.columns:
        values = frame[column] if column in frame else pd.Series(NOT_TICKED, index, dtype="str")
        values = values.where(values != NOT_ANSWERED, NOT_TICKED)
        given[column] = values.where(answered, NOT_ANSWERED)
    return given


def _coded(question: Question, frame: pd.DataFrame, by_hand: Mapping[str, str] | None) -> pd.Series:
    table = question.coding
    source = frame[question.coded_from]
    derived = translate(source, lambda code: table.get(code, NOT_ANSWERED))
    coded = frame[question.name].where(frame[question.name] != NOT_ANSWERED, derived)
    if by_hand:
        hand = translate(frame["respondent"], lambda who: by_hand.get(who, ""))
        coded = hand.where(hand != "", coded)
    return coded


def _status(
    frame: pd.DataFrame, export: Export, mapping: ExportMapping, questionnaire: Questionnaire
) -> pd.Series:
    dropped = pd.Series(False, index=frame.index)
    if REACHED in questionnaire:
        dropped |= frame[REACHED].isin([NOT_ASKED, NOT_ANSWERED])
    for mapped in mapping.with_role("status"):
        dropped |= export.frame[mapped.column] == DROPPED_OUT
    return pd.Series(KEPT, index=frame.index, dtype="str").where(~dropped, DROPPED_OUT)
