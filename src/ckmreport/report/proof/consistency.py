"""Whether the numbers of a report agree with what they come from, and with each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.rounding import Percentage, possible_counts
from ckmreport.report.proof.ledger import Ledger, Number
from ckmreport.report.proof.ledger_builder import Chapters
from ckmreport.report.proof.output_text import Part, output_tables
from ckmreport.survey.questionnaire import Questionnaire

_PERCENTAGE = re.compile(r"\d+(?:,\d+)?%")
_BASE = re.compile(r"\bn=([\d.]*\d)")
_COUNT = re.compile(r"\d+(?:\.\d{3})*")


@dataclass(frozen=True)
class Contradiction:
    """Two things in a report that cannot both be true; `place` says where."""

    message: str
    place: str

    def as_error(self) -> CkmError:
        """Give the message for a user."""
        return CkmError(
            self.message, place=self.place, advice="Look at the expressions that gave them"
        )


def contradictions(
    ledger: Ledger, chapters: Chapters, questionnaire: Questionnaire
) -> Iterator[Contradiction]:
    """Give what in a report cannot be true.

    A percentage must be that of its count and base, rounded half up. A share that is printed
    twice with as many decimals must read the same. Of a question with one answer, the answers
    in a table must add up to its base, and their percentages to a hundred but for rounding.
    """
    yield from _wrong_percentages(ledger)
    yield from _unequal_shares(ledger)
    yield from _wrong_sums(chapters, questionnaire)


def _wrong_percentages(ledger: Ledger) -> Iterator[Contradiction]:
    for number in ledger.numbers:
        if number.count is None or not number.base or not _PERCENTAGE.fullmatch(number.value):
            continue
        printed = Percentage.read(number.value)
        if number.count not in possible_counts(printed.value, printed.decimals, number.base):
            yield Contradiction(
                f'{number.value} is not {number.count} of {number.base} in "{number.sentence}"',
                _place(number),
            )


def _unequal_shares(ledger: Ledger) -> Iterator[Contradiction]:
    same: dict[tuple[object, ...], list[Number]] = defaultdict(list)
    for number in ledger.numbers:
        if number.questions and number.base and _PERCENTAGE.fullmatch(number.value):
            decimals = Percentage.read(number.value).decimals
            same[number.wave, number.identity, decimals].append(number)
    for numbers in same.values():
        for first, second in pairwise(numbers):
            if first.value != second.value:
                yield Contradiction(
                    f"the same share reads {first.value} in {first.chapter} and {second.value} "
                    f'in "{second.sentence}"',
                    _place(second),
                )


def _wrong_sums(chapters: Chapters, questionnaire: Questionnaire) -> Iterator[Contradiction]:
    single = {question.text for question in questionnaire if question.kind == "single"}
    statements = {question.text for question in questionnaire if question.kind == "likert"}
    for chapter, cells in chapters.items():
        for cell in cells:
            for table in output_tables(cell):
                for message in _wrong_sums_in(table, single, statements):
                    yield Contradiction(message, f"{chapter}, cell {cell.id}")


def _wrong_sums_in(
    table: Part, single: Collection[str], statements: Collection[str]
) -> Iterator[str]:
    if table.above and table.above[0] in single:
        for message in _sums_of_columns(table):
            yield f"{message}: {table.above[0]}"
    for row in table.rows[1:]:
        numbers = _whole(row[1:])
        if row[0] in statements and numbers and sum(numbers[:-1]) != numbers[-1]:
            yield f"the answers do not add up to n={row[-1]}: {row[0]}"


def _sums_of_columns(table: Part) -> Iterator[str]:
    """Say which columns of the answers to a question with one answer do not add up."""
    base = next((found[1] for text in table.above if (found := _BASE.search(text))), None)
    for name, column in zip(table.rows[0], zip(*table.rows[1:], strict=True), strict=True):
        counts = _whole(column)
        if counts and base and sum(counts) != _whole([base])[0]:
            yield f"the column '{name}' adds up to {sum(counts)} and not to n={base}"
        if all(map(_PERCENTAGE.fullmatch, column)):
            shares = [Percentage.read(text) for text in column]
            room = Fraction(len(shares), 2 * 10 ** shares[0].decimals)
            if abs(sum((share.value for share in shares), Fraction(-100))) > room:
                yield f"the percentages of the column '{name}' do not add up to a hundred"


def _whole(texts: Iterable[str]) -> list[int]:
    """Read whole numbers; none at all if one of the texts is something else."""
    texts = list(texts)
    if not all(map(_COUNT.fullmatch, texts)):
        return []
    return [int(text.replace(".", "")) for text in texts]


def _place(number: Number) -> str:
    return f"{number.chapter}, cell {number.cell}"
