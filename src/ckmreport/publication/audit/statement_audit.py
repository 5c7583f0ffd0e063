"""The figures in the running text of a publication, counted again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.rounding import Percentage
from ckmreport.presentation.text.dutch_numbers import decimal, integer, percentage
from ckmreport.publication.audit.audit_line import AuditLine, holds, judge, p_value
from ckmreport.publication.audit.errata import Erratum
from ckmreport.publication.audit.figure_names import Naming, statement_place, statement_subject
from ckmreport.publication.audit.printed_figures import Publication, Statement
from ckmreport.publication.audit.printed_ranges import read_saying
from ckmreport.publication.audit.recount import Count, Part, UntoldError, Value, evaluate
from ckmreport.publication.audit.row_counts import Rows
from ckmreport.survey.waves.external_figures import load_context
from ckmreport.survey.waves.metadata import load_metadata

if TYPE_CHECKING:
    from ckmreport.analysis import Survey

#: The keys of figures of others that are percentages end so.
_PERCENT = "_pct"


class StatementAudit:
    """Holds the figures of the text against the rows and the other files of their wave."""

    def __init__(
        self,
        publication: Publication,
        rows: Rows,
        data: Path,
        wave: str,
        errata: Sequence[Erratum],
    ) -> None:
        """Take what is compared."""
        self._publication = publication
        self._rows = rows
        self._data = data
        self._wave = wave
        self._errata = errata
        self._naming = Naming(publication, rows.questionnaire)
        folder = data / "waves" / wave
        self._others: dict[str, object] = {
            "context": _context(folder / "context.yml"),
            "about": load_metadata(folder / "wave.yml"),
        }

    def lines(self) -> Iterator[AuditLine]:
        """Give a line for every statement of `statements.csv`."""
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
        except CkmError:  # the report does not accept these rows; what they tell still counts
            value, fault = 0, "Het rapport kan de rijen van deze meting niet lezen."
        judgement = judge(
            value,
            right=value is not None and holds(read_saying(statement.printed), value),
            fault=fault,
            note=statement.reason,
            figure=statement.id,
            errata=self._errata,
        )
        share = value if isinstance(value, Part) else None
        return AuditLine(
            id=statement.id,
            place=statement_place(statement),
            subject=statement_subject(statement),
            base=self._naming.base_of(statement, share) if share else "",
            base_n=share.base if share else None,
            printed=statement.printed,
            recomputed="" if value is None or fault else written(value, statement.printed),
            report=statement.report,
            verdict=judgement.verdict,
            note=judgement.note,
            erratum=judgement.erratum,
        )

    def _value(self, expression: str) -> Value:
        """Evaluate an expression: on the rows if they can tell it, else as the report does."""
        try:
            return evaluate(expression, self._rows, self._others)
        except UntoldError:
            if isinstance(self._survey, CkmError):
                raise self._survey from None
            others = {**self._others, "survey": self._survey}
            return evaluate(expression, self._rows, others)

    @cached_property
    def _survey(self) -> Survey | CkmError:
        from ckmreport.analysis import Survey  # noqa: PLC0415, only where rows cannot tell
        from ckmreport.survey.waves import open_wave  # noqa: PLC0415

        try:
            return Survey(open_wave(self._data, self._wave))
        except CkmError as error:
            return error


def written(value: Value, printed: str) -> str:
    """Write a recomputed value in the form in which it was printed, in digits."""
    if isinstance(value, Part) and not read_saying(printed).share:
        return integer(value.n)
    decimals = Percentage.read(printed).decimals if printed.endswith("%") else 0
    if isinstance(value, Part):
        return percentage(value.low, value.base, decimals)
    if isinstance(value, Fraction):
        return decimal(100 * value, decimals) + "%"
    if isinstance(value, float):
        return p_value(value) if printed.startswith("p ") else f"χ² = {decimal(value, 2)}"
    return integer(int(value))


def _context(path: Path) -> Mapping[str, Count | Fraction]:
    """Read the figures of others, percentages as fractions; words cannot be held against digits."""
    return {
        key: Fraction(figure.value, 100) if key.endswith(_PERCENT) else Count(figure.value)
        for key, figure in load_context(path).items()
        if isinstance(figure.value, int)
    }
