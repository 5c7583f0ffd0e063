"""Which column of an export is which question, and which value is which option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

#: What a column of an export is.
#:
#: respondent  identifies the respondent
#: status      says whether the respondent was kept
#: started     date or time at which the respondent began
#: ended       date or time at which the respondent finished
#: question    answers to a question
#: open        what respondents wrote in their own words with a question; never enters the project
#: invented    marks answers that nobody gave (a rehearsal)
#: ignored     of no use, with the reason
#: personal    says who somebody is; dropped, with the reason
#: unknown     nobody has said yet what it is
Role = Literal[
    "respondent",
    "status",
    "started",
    "ended",
    "question",
    "open",
    "invented",
    "ignored",
    "personal",
    "unknown",
]

#: The target of a value for which nobody has said yet which option it is.
UNKNOWN = "?"
#: Stands for every value that is not listed: for tools that put "anders, namelijk" in the cell.
ANY_OTHER = "*"
TICKED, NOT_TICKED = "1", "0"


@dataclass(frozen=True)
class ColumnMapping:
    """What one column of the export is.

    For a question: `values` maps a value as it stands in the export to the code of an option;
    for one option of a multiple-response question (`option`) to TICKED or NOT_TICKED. Where one
    cell holds all ticked options, `separator` stands between them and `values` is about the
    parts. A value that maps to "" counts as no answer, one that maps to UNKNOWN or is absent is
    not understood, unless ANY_OTHER is there. `question` of an open answer is the question that
    it belongs to. `label` is the label of the column when this was decided: another label under
    the same name is another question.

    `score` is how well names, labels and values matched, 0 to 100; `confirmed` tells whether the
    match was exact or a person agreed with it. `placed` tells that the question is certain, so
    that only values are to be confirmed; `scale` has the codes and labels of its question then.
    """

    column: str
    role: Role
    label: str = ""
    question: str = ""
    option: str = ""
    separator: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    score: float = 100.0
    confirmed: bool = True
    placed: bool = field(default=True, compare=False)
    scale: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class ExportMapping:
    """What every column of an export is, in the order of the file.

    `unchosen_left_out` tells that the tool gives no column to an option that nobody chose, as a
    person says.
    """

    columns: tuple[ColumnMapping, ...]
    unchosen_left_out: bool = False

    def __getitem__(self, column: str) -> ColumnMapping:
        for mapped in self.columns:
            if mapped.column == column:
                return mapped
        raise KeyError(f"the mapping has no column '{column}'")

    def with_role(self, role: Role) -> tuple[ColumnMapping, ...]:
        """Give the columns that have this role."""
        return tuple(mapped for mapped in self.columns if mapped.role == role)

    def answers(self, question: str) -> tuple[ColumnMapping, ...]:
        """Give the columns that hold the answers to a question; none if it is missing."""
        return tuple(mapped for mapped in self.with_role("question") if mapped.question == question)

    @property
    def unconfirmed(self) -> tuple[ColumnMapping, ...]:
        """The columns that a person must look at before the mapping may be used."""
        return tuple(mapped for mapped in self.columns if not mapped.confirmed)
