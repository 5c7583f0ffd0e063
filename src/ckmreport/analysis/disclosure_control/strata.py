"""Which numbers of a group of respondents may be printed: tables of groups by answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ckmreport.analysis.disclosure_control.margins import (
    NOT_SHOWN,
    Margin,
    fewer_than,
    kept_together,
    told,
)
from ckmreport.analysis.disclosure_control.suppression import Cells, Cost, Key, Total, suppress
from ckmreport.analysis.values import Count, Hidden, Share
from ckmreport.survey.questionnaire import Questionnaire
from ckmreport.survey.waves.responses import Mask

#: The row of respondents whose group is not shown, or who belong to none.
OTHERS = "*"
_ANSWERED, _SILENT = "answered", "silent"
_GAVE, _GAVE_NOT = "gave", "gave not"


@dataclass(frozen=True)
class Table:
    """Which cells of a table of groups by columns are hidden, and which of these for being few."""

    hidden: frozenset[Key]
    small: frozenset[Key]

    def row(self, group: str) -> frozenset[str]:
        """Give the hidden columns of a group."""
        return frozenset(column for row, column in self.hidden if row == group)


@dataclass(frozen=True)
class Strata:
    """What may be printed of the answers to a question within groups of respondents.

    The groups are the rows of a table whose row and column totals a reader knows, so that small
    cells are protected in both directions. Groups that may not be shown are one row together,
    which follows from the other rows.

    Attributes:
        groups: what may be shown of the question that makes the groups.
        answers: what may be shown of the question that is compared.
        codes: for a question with multiple response, the answers that are compared; such answers
            do not add up, so each has a table of its own.
        asked: the same of the question that decides who is asked this one: the base of a group
            tells how many of it gave the answer that leads here.
    """

    groups: Margin
    answers: Margin
    codes: frozenset[str] = frozenset()
    asked: Strata | None = None

    def hides_base(self, group: str, left_out: Collection[str] = ()) -> Hidden | None:
        """Give what stands in place of the base of a group, or None to show it."""
        if not self.answers.minimum:
            return None
        if self._bases is None or not self._is_counted(group):
            return NOT_SHOWN
        if _ANSWERED in self._bases.row(group):
            few = (group, _ANSWERED) in self._bases.small
            return fewer_than(self.answers.minimum) if few else NOT_SHOWN
        if not left_out:
            return None
        if self._cells is None or self.answers.question.kind == "multi":
            return NOT_SHOWN
        return None if told(frozenset(left_out), self._block(group)) else NOT_SHOWN

    def hides(
        self,
        group: str,
        codes: Collection[str],
        left_out: Collection[str] = (),
        *,
        negated: bool = False,
    ) -> Hidden | None:
        """Give what stands in place of the share of a group; the arguments as for a margin."""
        if not self.answers.minimum:
            return None
        if self.hides_base(group, left_out) is not None or self._cells is None:
            return NOT_SHOWN
        columns = frozenset(codes) - frozenset(left_out)
        if self.answers.question.kind == "multi":
            columns = frozenset({_GAVE})
        block = self._block(group)
        if len(columns) == 1 and columns <= block:
            few = (group, *columns) in self._cells.small and not negated
            return fewer_than(self.answers.minimum) if few else NOT_SHOWN
        return None if told(columns, block) else NOT_SHOWN

    def cell(
        self,
        group: str,
        codes: Collection[str],
        count: int,
        of: Count,
        *,
        left_out: Collection[str] = (),
        negated: bool = False,
    ) -> Share | Hidden:
        """Give the share of a group, or what stands in place of it."""
        minimum = self.answers.minimum
        hidden = self.hides(group, codes, left_out, negated=negated)
        if hidden is None and 0 < count < minimum:
            hidden = fewer_than(minimum)
        if hidden is not None:
            base = self.hides_base(group, left_out)
            whole = Count(of.value, of.origin.of_base()) if base is None else base
            return replace(hidden, of=whole, origin=of.origin)
        return Share(count, of.value, of.origin)

    def _block(self, group: str) -> frozenset[str]:
        """Give the answers of a group that are known together only."""
        assert self._cells is not None
        together = self.answers.hidden if self.answers.question.kind != "multi" else frozenset()
        return self._cells.row(group) | together

    @cached_property
    def _bases(self) -> Table | None:
        """Who answered per group: this tells how many were never asked, because they saw nobody."""
        groups, answers = self.groups, self.answers
        withheld = groups.withheld is not None or answers.withheld is not None
        # Of a variable by another that was coded from it, a reader knows which cells are empty.
        family = {(one.coded_from or one.name) for one in (groups.question, answers.question)}
        if withheld or groups.question.kind == "multi" or len(family) == 1:
            return None
        rows = self._rows(self._is_counted)
        answered = answers.responses.answered(answers.question)
        columns = {_ANSWERED: answered, _SILENT: ~answered}
        harmless = set() if answers.question.asked_if else {_SILENT}
        return _protect(rows, columns, answers.minimum, set(), harmless, cost=_least)

    @cached_property
    def _cells(self) -> Table | None:
        """The answers per group, among groups whose base is shown."""
        bases, answers = self._bases, self.answers
        if bases is None:
            return None
        hidden = {row for row, column in bases.hidden if column == _ANSWERED}
        rows = self._rows(lambda code: self._is_counted(code) and code not in hidden)
        question, responses = answers.question, answers.responses
        answered = responses.answered(question)
        rows = {row: mask & answered for row, mask in rows.items()}
        if question.kind != "multi":
            columns = {
                code: responses.chose(question, code)
                for code in question.codes
                if code not in answers.hidden
            }
            unprinted = set()
            if answers.hidden:
                columns[OTHERS] = ~_union(columns.values(), answered)
                unprinted.add(OTHERS)
            cost = _parting(answers, responses.questionnaire)
            return _protect(rows, columns, answers.minimum, unprinted, set(), cost=cost)
        others = frozenset(question.codes) - answers.exclusive
        parts = self.codes <= answers.exclusive or others <= self.codes
        if answers.hides(self.codes) is not None or (len(self.codes) > 1 and not parts):
            return None
        gave = _union([responses.chose(question, code) for code in self.codes], answered)
        columns = {_GAVE: gave, _GAVE_NOT: ~gave}
        # Who did not tick one answer of several said nothing by that.
        silent = set() if parts else {_GAVE_NOT}
        return _protect(rows, columns, answers.minimum, silent, silent, cost=_least)

    def _is_counted(self, group: str) -> bool:
        """Tell whether the size of a group, and how many of it were asked, may be known."""
        if group in self.groups.hidden:
            return False
        rule = self.answers.question.asked_if
        if rule is None or self.asked is None:
            return True
        return self.asked.hides(group, {rule.option}) is None

    def _rows(self, shown: Callable[[str], bool]) -> dict[str, Mask]:
        question, responses = self.groups.question, self.groups.responses
        rows = {code: responses.chose(question, code) for code in question.codes if shown(code)}
        some = responses.answered(question)
        rows[OTHERS] = ~_union(rows.values(), some)
        return rows


def _protect(
    rows: Mapping[str, Mask],
    columns: Mapping[str, Mask],
    minimum: int,
    unprinted: Collection[str],
    harmless: Collection[str],
    *,
    cost: Callable[[Mapping[Key, int]], Cost],
) -> Table | None:
    """Protect a table whose totals are known; `unprinted` and `harmless` name columns."""
    counts: dict[Key, int] = {
        (row, column): int((members & answers).sum())
        for row, members in rows.items()
        for column, answers in columns.items()
    }
    lines = [[(row, column) for column in columns] for row in rows]
    lines += [[(row, column) for row in rows] for column in columns]
    cells = Cells(
        counts,
        tuple(Total(dict.fromkeys(line, 1), sum(counts[key] for key in line)) for line in lines),
        frozenset(
            (row, column)
            for row in rows
            for column in columns
            if row == OTHERS or column in unprinted
        ),
        frozenset((row, column) for row in rows for column in harmless),
    )
    found = suppress(cells, minimum, cost(counts))
    if found is None:
        return None
    return Table(found.hidden, found.small)


def _least(counts: Mapping[Key, int]) -> Cost:
    def cost(key: Key, hidden: Collection[Key]) -> tuple[int, ...]:
        del hidden
        return (counts[key],)

    return cost


def _parting(answers: Margin, questionnaire: Questionnaire) -> Callable[[Mapping[Key, int]], Cost]:
    """Give a cost that spares sums of answers the report needs, such as all but "nee"."""
    sets = kept_together(answers.question, questionnaire)

    def of(counts: Mapping[Key, int]) -> Cost:
        def cost(key: Key, hidden: Collection[Key]) -> tuple[int, ...]:
            group, column = key
            block = {own for row, own in hidden if row == group} - {OTHERS}
            after = frozenset({column, *block}) | answers.hidden
            return sum(not told(one, after) for one in sets), counts[key]

        return cost

    return of


def _union(masks: Collection[Mask], like: Mask) -> Mask:
    found = like & False
    for mask in masks:
        found = found | mask
    return found
