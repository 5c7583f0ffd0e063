"""The figures of the printed questionnaire and tables, counted again from the rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.rounding import Percentage, possible_counts
from ckmreport.foundation.yaml_files import read_yaml
from ckmreport.presentation.text.dutch_numbers import decimal, integer, percentage
from ckmreport.publication.audit.audit_line import AuditLine, holds, judge, p_value
from ckmreport.publication.audit.errata import Erratum
from ckmreport.publication.audit.figure_names import Naming
from ckmreport.publication.audit.printed_figures import Figure, Publication, Test
from ckmreport.publication.audit.printed_ranges import read_saying
from ckmreport.publication.audit.recount import ChiSquare, Part, Recount
from ckmreport.publication.audit.row_counts import Rows
from ckmreport.survey.questionnaire import Condition

#: A figure that stands in `wave.yml` has this before its key.
_IN_WAVE_FILE = "wave: "
#: The one such figure that rows can give too.
_DROPPED_OUT = "respondents.dropped_out"


class FigureAudit:
    """Holds printed figures and tests against the rows of their wave."""

    def __init__(
        self,
        publication: Publication,
        rows: Rows,
        wave_file: Path,
        errata: Sequence[Erratum],
        shown: Mapping[str, str],
    ) -> None:
        """Take what is compared.

        `shown` says where the report has the tables of the publication, by their place there, and
        the sections of the questionnaire.
        """
        self._publication = publication
        self._rows = rows
        self._wave_file = wave_file
        self._errata = errata
        self._shown = shown
        self._naming = Naming(publication, rows.questionnaire)

    def figures(self) -> Iterator[AuditLine]:
        """Give a line for every figure of `figures.csv`."""
        for figure in self._publication.figures:
            try:
                yield self._line(figure, self._recount(figure))
            except (KeyError, ValueError) as error:
                raise CkmError(
                    f"figure {figure.id} cannot be counted ({error})", place=figure.source
                ) from None

    def tests(self) -> Iterator[AuditLine]:
        """Give a line for every test of `cross-tabulations.yml`: statistic, N, df and level."""
        figures = {figure.id: figure for figure in self._publication.figures}
        for number, test in enumerate(self._publication.tests, start=1):
            try:
                found = Recount(self._rows).association(test.row, test.column)
            except KeyError as error:
                raise CkmError(f"a test cannot be computed ({error})", place=test.source) from None
            figure = figures.get(test.figure)
            judgement = judge(
                found.statistic,
                right=True,
                fault=_test_fault(test, found),
                note="Welke vragen zijn getoetst, is afgeleid uit de aantallen.",
                figure=test.figure,
                errata=self._errata,
            )
            yield AuditLine(
                id=f"T{number}",
                place=test.place,
                subject=f"Chi-kwadraattoets: {self._naming.test(test.row, test.column)}",
                base=self._naming.base(figure) if figure else "",
                base_n=found.n,
                printed=f"χ² = {decimal(test.statistic, 2)}; N = {test.n}; p {test.p}",
                recomputed=f"χ² = {decimal(found.statistic, 2)}; N = {found.n}; "
                f"{p_value(found.p)} (df = {found.df})",
                report=self._report(figure) if figure else "",
                verdict=judgement.verdict,
                note=judgement.note,
                erratum=judgement.erratum,
            )

    def _recount(self, figure: Figure) -> Part | ChiSquare | int:
        rows, ask = self._rows, Recount(self._rows)
        if figure.kind == "margin":
            return ask[figure.variable][figure.option]
        if figure.kind == "cross_pooled":
            group, code = figure.where.split("=")
            names = figure.variable.split(" + ")
            found = ask.mentions(*names, code=figure.option, by=group).groups
            return {option.code: part for option, part in found}[code]
        if figure.kind == "chi2":
            row, column = figure.where.split(" × ")
            return ask.association(row, column)
        if figure.where.startswith(_IN_WAVE_FILE):
            return self._from_wave_file(figure.where.removeprefix(_IN_WAVE_FILE))
        if figure.variable:
            return ask.lower_bound(figure.variable).total
        return self._where(figure, rows)

    def _where(self, figure: Figure, rows: Rows) -> Part | int:
        """Count for whom the conditions hold: one of them (`|`), or all of them (`;`)."""
        either = " | " in figure.where
        parts = figure.where.split(" | " if either else "; ")
        conditions = [Condition.parse(*part.split("=", 1)) for part in parts]
        masks = np.array([rows.holds(condition) for condition in conditions])
        count = int((masks.any(axis=0) if either else masks.all(axis=0)).sum())
        if not figure.base:
            return count
        if figure.kind == "cross":  # the base is a group: the one named, else the last condition
            named = [c for c in conditions if c.variable == figure.base]
            base = int(rows.holds((named or conditions)[-1]).sum())
        else:
            base = rows.base(rows.questionnaire[conditions[0].variable])
        return Part(count, count, base, tuple(c.variable for c in conditions))

    def _from_wave_file(self, key: str) -> int:
        if key == _DROPPED_OUT:
            return self._rows.dropped_out
        node = read_yaml(self._wave_file)
        for name in key.split("."):
            node = node[name]
        return node.integer()

    def _line(self, figure: Figure, found: Part | ChiSquare | int) -> AuditLine:
        value = found.statistic if isinstance(found, ChiSquare) else found
        judgement = judge(
            value,
            right=_is_right(figure, found),
            fault=_count_fault(figure, found),
            note=figure.note,
            figure=figure.id,
            errata=self._errata,
        )
        return AuditLine(
            id=figure.id,
            place=figure.place,
            subject=self._naming.subject(figure),
            base=self._naming.base(figure),
            base_n=_size(found),
            printed=_as_printed(figure),
            recomputed=_as_recomputed(figure, found),
            report=self._report(figure),
            verdict=judgement.verdict,
            note=judgement.note,
            erratum=judgement.erratum,
        )

    def _report(self, figure: Figure) -> str:
        if figure.place in self._shown:
            return self._shown[figure.place]
        if figure.kind == "margin":
            return self._shown.get(self._rows.questionnaire[figure.variable].section, "")
        counterpart = self._naming.counterpart(figure)
        return counterpart.report if counterpart else ""


def _size(found: Part | ChiSquare | int) -> int | None:
    if isinstance(found, Part):
        return found.base
    return found.n if isinstance(found, ChiSquare) else None


def _is_right(figure: Figure, found: Part | ChiSquare | int) -> bool:
    """Tell whether the printed figure itself, rounded as it is, follows from the rows."""
    if not figure.printed:
        return True
    if isinstance(found, Part):
        said = Percentage.read(figure.printed)
        return found.n in possible_counts(said.value, said.decimals, found.base)
    value = found.statistic if isinstance(found, ChiSquare) else found
    return holds(read_saying(figure.printed), value)


def _count_fault(figure: Figure, found: Part | ChiSquare | int) -> str:
    """Say in what the rows differ from the count and base that are printed or follow from it."""
    size = _size(found)
    if figure.base_n != size:
        return f"De rijen geven n={size}, de publicatie n={figure.base_n}."
    if isinstance(found, ChiSquare):
        return ""
    count = found.n if isinstance(found, Part) else found
    return "" if count == figure.count else f"De rijen geven {count}, de publicatie {figure.count}."


def _test_fault(test: Test, found: ChiSquare) -> str:
    if (test.n, test.df) != (found.n, found.df):
        return f"De rijen geven N = {found.n} en df = {found.df}."
    if not holds(read_saying(decimal(test.statistic, 2)), found.statistic):
        return f"De rijen geven χ² = {decimal(found.statistic, 2)}."
    if not read_saying(f"p {test.p}").holds(Fraction(str(found.p))):
        return f"De rijen geven {p_value(found.p)}."
    return ""


def _as_printed(figure: Figure) -> str:
    if figure.in_table and figure.count is not None:
        count = integer(figure.count)
        return f"{count} ({figure.printed})" if figure.printed else count
    return f"χ² = {figure.printed}" if figure.kind == "chi2" else figure.printed


def _as_recomputed(figure: Figure, found: Part | ChiSquare | int) -> str:
    if isinstance(found, ChiSquare):
        return f"χ² = {decimal(found.statistic, 2)}"
    if isinstance(found, int):
        return integer(found)
    if not figure.printed:
        return integer(found.n)
    share = percentage(found.n, found.base, Percentage.read(figure.printed).decimals)
    return f"{integer(found.n)} ({share})" if figure.in_table else share
