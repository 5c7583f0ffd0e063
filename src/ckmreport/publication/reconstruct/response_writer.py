"""Writes rebuilt rows as the responses of a wave, marked as synthetic in every row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from ckmreport.foundation.atomic_files import write_whole
from ckmreport.publication.reconstruct.rows import Row, meets
from ckmreport.survey.questionnaire import NOT_ANSWERED, NOT_ASKED, Question, Questionnaire
from ckmreport.survey.waves.responses import DROPPED_OUT, KEPT, SYNTHETIC


def write_responses(
    path: Path, rows: Sequence[tuple[Row, bool]], questionnaire: Questionnaire
) -> None:
    """Write the rows, each with whether the respondent was kept, in the given order.

    A file that is there already is replaced in one go.
    """
    text = io.StringIO()
    columns = ["respondent", "status", SYNTHETIC, *questionnaire.columns]
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    for number, (row, kept) in enumerate(rows, 1):
        codes = {
            column: code for question in questionnaire for column, code in _codes(question, row)
        }
        own = {
            "respondent": f"r{number:03}",
            "status": KEPT if kept else DROPPED_OUT,
            SYNTHETIC: "1",
        }
        writer.writerow(own | codes)
    write_whole(path, text.getvalue())


def _codes(question: Question, row: Row) -> Iterator[tuple[str, str]]:
    """Yield the value of each column of a question."""
    answer = row[question.name]
    for code, column in zip(question.codes, question.columns, strict=False):
        if answer is None:
            asked = question.asked_if is None or meets(row, question.asked_if)
            yield column, NOT_ANSWERED if asked else NOT_ASKED
        elif isinstance(answer, frozenset):
            yield column, str(int(code in answer))
        else:
            yield column, answer
