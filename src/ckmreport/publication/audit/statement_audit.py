"""The figures in the running text of a publication, counted again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from ckmreport.analysis import Survey
from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.rounding import Percentage
from ckmreport.presentation.text.dutch_numbers import decimal, integer, percentage, probability
from ckmreport.publication.audit.audit_line import AuditLine, fits, judge
from ckmreport.publication.audit.errata import Erratum
from ckmreport.publication.audit.figure_names import FigureNames, statement_place, statement_subject
from ckmreport.publication.audit.recount import (
    BoundedShare,
    Count,
    NotCountableError,
    Value,
    evaluate,
)
from ckmreport.publication.audit.row_counts import Rows
from ckmreport.publication.printed_ranges import read_range
from ckmreport.publication.publication_files import Publication, Statement
from ckmreport.survey.waves import open_wave
from ckmreport.survey.waves.external_figures import load_context
from ckmreport.survey.waves.metadata import load_metadata

#: The keys of figures of others that are percentages end so.
_PERCENT = "_pct"


class StatementAudit:
    """Compares the figures of the text with the rows and the other files of their wave."""

    def __init__(
        self,
        publication: Publication,
        rows: Rows,
        data: Path,
        wave: str,
        errata: Sequence[Erratum],
    ) -> None:
        self._publication = publication
        self._rows = rows
        self._data = data
        self._wave = wave
        self._errata = errata
        self._names = FigureNames(publication, rows.questionnaire)
        folder = data / "waves" / wave
        self._others: dict[str, object] = {
            "context": _context(folder / "context.yml"),
            "about": load_metadata(folder / "wave.yml"),
        }

    def lines(self) -> Iterator[AuditLine]:
        """Audit every statement of `statements.csv`."""
        for statement in self._publication.statements:
            try:
                yield self._line(statement)
            except (LookupError, ValueError, SyntaxError, ArithmeticError) as error:
                raise CkmError(
                    f"statement {statement.id} cannot be checked ({error})",
                    place=statement.source,
                ) from None

    def _line(self, statement: Statement) -> AuditLine:
        value: Value | None = None
        fault = ""
        try:
            if statement.expression:
                value = self._value(statement.expression)
        except CkmError:  # the report refuses these rows; other statements can still be checked
            value, fault = 0, "Het rapport kan de rijen van deze meting niet lezen."
        share = value if isinstance(value, BoundedShare) else None
        return AuditLine(
            id=statement.id,
            place=statement_place(statement),
            subject=statement_subject(statement),
            base=self._names.base_of(statement, share) if share else "",
            base_n=share.base if share else None,
            printed=statement.printed,
            recomputed="" if value is None or fault else written(value, statement.printed),
            report=statement.report,
            **judge(
                value,
                right=value is not None and fits(value, read_range(statement.printed)),
                fault=fault,
                note=statement.reason,
                figure=statement.id,
                errata=self._errata,
            ),
        )

    def _value(self, expression: str) -> Value:
        """Evaluate an expression: on the rows if possible, otherwise as the report does."""
        try:
            return evaluate(expression, self._rows, self._others)
        except NotCountableError:
            if isinstance(self._survey, CkmError):
                raise self._survey from None
            others = {**self._others, "survey": self._survey}
            return evaluate(expression, self._rows, others)

    @cached_property
    def _survey(self) -> Survey | CkmError:
        try:
            return Survey(open_wave(self._data, self._wave))
        except CkmError as error:
            return error


def written(value: Value, printed: str) -> str:
    """Write a recomputed value in the form in which it was printed, in digits."""
    if isinstance(value, BoundedShare) and not read_range(printed).share:
        return integer(value.n)
    decimals = Percentage.read(printed).decimals if printed.endswith("%") else 0
    if isinstance(value, BoundedShare):
        return percentage(value.low, value.base, decimals)
    if isinstance(value, Fraction):
        return decimal(100 * value, decimals) + "%"
    if isinstance(value, float):
        return (
            f"p {probability(value)}" if printed.startswith("p ") else f"χ² = {decimal(value, 2)}"
        )
    return integer(int(value))


def _context(path: Path) -> Mapping[str, Count | Fraction]:
    """Read the figures of others, percentages as fractions; words cannot be held against digits."""
    return {
        key: Fraction(figure.value, 100) if key.endswith(_PERCENT) else Count(figure.value)
        for key, figure in load_context(path).items()
        if isinstance(figure.value, int)
    }
