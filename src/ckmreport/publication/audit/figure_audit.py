"""The figures of the printed questionnaire and tables, counted again from the rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.rounding import Percentage, possible_counts
from ckmreport.foundation.yaml_files import read_yaml
from ckmreport.presentation.text.dutch_numbers import decimal, integer, percentage, probability
from ckmreport.publication.audit.audit_line import AuditLine, fits, judge
from ckmreport.publication.audit.errata import Erratum
from ckmreport.publication.audit.figure_names import FigureNames
from ckmreport.publication.audit.recount import BoundedShare, ChiSquare, Recount
from ckmreport.publication.audit.row_counts import Rows
from ckmreport.publication.printed_figures import DROPPED_OUT, PrintedFigure
from ckmreport.publication.printed_ranges import read_range
from ckmreport.publication.publication_files import ChiSquareFigure, Publication

Recounted = BoundedShare | ChiSquare | int


class FigureAudit:
    """Compares printed figures and tests with the rows of their wave.

    Args:
        shown: where the report shows the tables of the publication, by their place there, and
            the sections of the questionnaire.
    """

    def __init__(
        self,
        publication: Publication,
        rows: Rows,
        wave_file: Path,
        errata: Sequence[Erratum],
        shown: Mapping[str, str],
    ) -> None:
        self._publication = publication
        self._rows = rows
        self._wave_file = wave_file
        self._errata = errata
        self._shown = shown
        self._names = FigureNames(publication, rows.questionnaire)

    def figures(self) -> Iterator[AuditLine]:
        """Audit every figure of `figures.csv`."""
        for figure in self._publication.figures:
            found = self._recount(figure)
            yield AuditLine(
                id=figure.id,
                place=figure.place,
                subject=self._names.subject(figure),
                base=self._names.base(figure),
                base_n=_size(found),
                printed=_as_printed(figure),
                recomputed=_as_recomputed(figure, found),
                report=self._report(figure),
                **judge(
                    found.statistic if isinstance(found, ChiSquare) else found,
                    right=_is_right(figure, found),
                    fault=_count_fault(figure, found),
                    note=figure.note,
                    figure=figure.id,
                    errata=self._errata,
                ),
            )

    def tests(self) -> Iterator[AuditLine]:
        """Audit every test of `cross-tabulations.yml`: statistic, N, df and level."""
        figures = {figure.id: figure for figure in self._publication.figures}
        for number, test in enumerate(self._publication.tests, start=1):
            try:
                found = Recount(self._rows).association(test.row, test.column)
            except KeyError as error:
                raise CkmError(f"a test cannot be computed ({error})", place=test.source) from None
            figure = figures.get(test.figure)
            yield AuditLine(
                id=f"T{number}",
                place=test.place,
                subject=f"Chi-kwadraattoets: {self._names.test(test.row, test.column)}",
                base=self._names.base(figure) if figure else "",
                base_n=found.n,
                printed=f"χ² = {decimal(test.statistic, 2)}; N = {test.n}; p {test.p}",
                recomputed=f"χ² = {decimal(found.statistic, 2)}; N = {found.n}; "
                f"p {probability(found.p)} (df = {found.df})",
                report=self._report(figure) if figure else "",
                **judge(
                    found.statistic,
                    right=True,
                    fault=_test_fault(test, found),
                    note="Welke vragen zijn getoetst, is afgeleid uit de aantallen.",
                    figure=test.figure,
                    errata=self._errata,
                ),
            )

    def _recount(self, figure: PrintedFigure) -> Recounted:
        survey = Recount(self._rows)
        if figure.wave_entry:
            return self._from_wave_file(figure.wave_entry)
        if figure.kind == "margin":
            return survey[figure.variable][figure.option]
        if figure.kind == "cross_pooled":
            (group,) = figure.conditions
            mentions = survey.mentions(*figure.variables, code=figure.option, by=group.variable)
            return {option.code: share for option, share in mentions.groups}[group.option]
        if figure.kind == "chi2":
            return survey.association(*figure.variables)
        if figure.variables:
            return survey.lower_bound(figure.variable).total
        return self._meeting(figure)

    def _meeting(self, figure: PrintedFigure) -> BoundedShare | int:
        """Count the respondents for whom the conditions of a figure hold."""
        rows, conditions = self._rows, figure.conditions
        masks = np.array([rows.holds(condition) for condition in conditions])
        count = int((masks.any(axis=0) if figure.any_of else masks.all(axis=0)).sum())
        if not figure.base:
            return count
        if figure.kind == "cross":  # the base is a group: the one named, else the last condition
            named = [c for c in conditions if c.variable == figure.base]
            base = int(rows.holds((named or conditions)[-1]).sum())
        else:
            base = rows.base(rows.questionnaire[conditions[0].variable])
        return BoundedShare(count, count, base, tuple(c.variable for c in conditions))

    def _from_wave_file(self, key: str) -> int:
        if key == DROPPED_OUT:
            return self._rows.dropped_out
        node = read_yaml(self._wave_file)
        for name in key.split("."):
            node = node[name]
        return node.integer()

    def _report(self, figure: PrintedFigure) -> str:
        if figure.place in self._shown:
            return self._shown[figure.place]
        if figure.kind == "margin":
            return self._shown.get(self._rows.questionnaire[figure.variable].section, "")
        counterpart = self._names.counterpart(figure)
        return counterpart.report if counterpart else ""


def _size(found: Recounted) -> int | None:
    if isinstance(found, BoundedShare):
        return found.base
    return found.n if isinstance(found, ChiSquare) else None


def _is_right(figure: PrintedFigure, found: Recounted) -> bool:
    """Tell whether the printed figure itself, rounded as it is, follows from the rows."""
    if not figure.printed:
        return True
    if isinstance(found, BoundedShare):
        printed = Percentage.read(figure.printed)
        return found.n in possible_counts(printed.value, printed.decimals, found.base)
    value = found.statistic if isinstance(found, ChiSquare) else found
    return fits(value, read_range(figure.printed))


def _count_fault(figure: PrintedFigure, found: Recounted) -> str:
    """Describe how the rows differ from the count and base of a figure; empty if they agree."""
    size = _size(found)
    if figure.base_n != (size or 0):
        return f"De rijen geven n={size}, de publicatie n={figure.base_n or None}."
    if isinstance(found, ChiSquare):
        return ""
    count = found.n if isinstance(found, BoundedShare) else found
    return "" if count == figure.count else f"De rijen geven {count}, de publicatie {figure.count}."


def _test_fault(test: ChiSquareFigure, found: ChiSquare) -> str:
    if (test.n, test.df) != (found.n, found.df):
        return f"De rijen geven N = {found.n} en df = {found.df}."
    if not fits(found.statistic, read_range(decimal(test.statistic, 2))):
        return f"De rijen geven χ² = {decimal(found.statistic, 2)}."
    if not read_range(f"p {test.p}").contains(Fraction(str(found.p))):
        return f"De rijen geven p {probability(found.p)}."
    return ""


def _as_printed(figure: PrintedFigure) -> str:
    if figure.in_table:
        count = integer(figure.count)
        return f"{count} ({figure.printed})" if figure.printed else count
    return f"χ² = {figure.printed}" if figure.kind == "chi2" else figure.printed


def _as_recomputed(figure: PrintedFigure, found: Recounted) -> str:
    if isinstance(found, ChiSquare):
        return f"χ² = {decimal(found.statistic, 2)}"
    if isinstance(found, int):
        return integer(found)
    if not figure.printed:
        return integer(found.n)
    share = percentage(found.n, found.base, Percentage.read(figure.printed).decimals)
    return f"{integer(found.n)} ({share})" if figure.in_table else share
