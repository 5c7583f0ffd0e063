"""A wave as a notebook asks it questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from ckmreport.analysis.association import TOO_SMALL, Association
from ckmreport.analysis.comparison import Comparison
from ckmreport.analysis.composition import Composition, compose
from ckmreport.analysis.disclosure_control.disclosure import Disclosure
from ckmreport.analysis.distribution import Distribution
from ckmreport.analysis.estimate import LowerBound
from ckmreport.analysis.forms import Forms
from ckmreport.analysis.groups import Cell, Grouped, group_by, shares_within
from ckmreport.analysis.labelled_answers import labelled_answers
from ckmreport.analysis.likert import Statement, StatementPair
from ckmreport.analysis.origin import Origin
from ckmreport.analysis.register import Register
from ckmreport.analysis.values import Count, Hidden, Share, Withheld
from ckmreport.foundation.errors import CkmError
from ckmreport.survey.questionnaire import Condition, Question
from ckmreport.survey.waves import ContextFigure, Direction, Wave

#: Printed for a cross-tabulation that the publication of a reconstructed wave does not fix.
NOT_PUBLISHED = Withheld("niet gepubliceerd")


@dataclass(frozen=True)
class Survey:
    """The answers of one wave.

    `survey["scholing"]` is how that question was answered; the other methods compare.
    """

    wave: Wave

    def __getitem__(self, name: str) -> Distribution:
        if name not in self.wave.questionnaire:
            raise CkmError(
                f"this questionnaire has no question '{name}', which the report speaks of",
                place=self.wave.questionnaire.file,
                advice="Keep a question that was dropped, with 'until' for the last wave it was in",
            )
        question = self.wave.questionnaire[name]
        margin = self.disclosure.margin(question)
        return Distribution.of(
            question,
            self.wave.name,
            self.wave.responses,
            margin,
            reconstructed=self.wave.published is not None,
        )

    @cached_property
    def disclosure(self) -> Disclosure:
        """What may be shown of the answers of this wave."""
        return Disclosure(self.wave.responses, self.wave.metadata.min_cell)

    @property
    def period(self) -> str:
        """How far the questions look back, such as "twee jaar"."""
        return self.wave.questionnaire.period

    @property
    def respondents(self) -> Count:
        """How many respondents were kept."""
        return Count(
            len(self.wave.responses),
            Origin(self.wave.name, "count", "everybody", responses=self.wave.responses),
        )

    @cached_property
    def answers(self) -> pd.DataFrame:
        """The answers themselves, labelled, for who wants to count otherwise; see that module."""
        return labelled_answers(self.wave.responses)

    @property
    def context(self) -> dict[str, ContextFigure]:
        """Figures of others that this wave's texts quote."""
        return self.wave.context

    def forms(self, name: str) -> Forms[Distribution]:
        """Give the answers to a question that is put for each form of exploitation.

        `forms("woon")` gives those to `se_woon`, to `ce_woon`, and to `both_woon` if there is one.

        Raises:
            CkmError: if the questionnaire does not put it for sexual and criminal exploitation.
        """
        both = f"both_{name}"
        asked = both in self.wave.questionnaire
        return Forms(self[f"se_{name}"], self[f"ce_{name}"], self[both] if asked else None)

    def statements(self, name: str) -> StatementPair:
        """Give a statement as judged for sexual and for criminal exploitation.

        Raises:
            KeyError: if the questionnaire does not put the statement for both.
        """
        by_form = {q.about: q for q in self.wave.questionnaire.statements(name)}
        return StatementPair(
            se=Statement(self[by_form["se"].name]), ce=Statement(self[by_form["ce"].name])
        )

    def compare(self, first: Share | Hidden, second: Share | Hidden) -> Comparison:
        """Compare two shares of this wave, with a verdict."""
        reconstructed = self.wave.published is not None
        return Comparison.between(first, second, reconstructed=reconstructed)

    def lower_bound(self, name: str) -> LowerBound:
        """Estimate the least number of victims from a question with number categories."""
        return LowerBound.of(self[name])

    def association(self, row: str, column: str) -> Association | Withheld:
        """Test whether two questions hang together.

        For a reconstructed wave only printed tests are given, with what follows from them.

        Raises:
            CkmError: if the questionnaire does not declare this test: the register would lack it.
        """
        if not any((one.row, one.column) == (row, column) for one in self.wave.questionnaire.tests):
            raise CkmError(
                f"no test of '{row}' by '{column}' is declared",
                place=self.wave.questionnaire.file,
                advice="Add it to 'tests', so that the correction and the register count it",
            )
        found = self._tested(self.wave.questionnaire[row], self.wave.questionnaire[column])
        return replace(found, wave=self.wave.name) if isinstance(found, Association) else found

    def _tested(self, first: Question, second: Question) -> Association | Withheld:
        if self.wave.published is None:
            return self._computed(first, second)
        test = self.wave.published.test(first.name, second.name)
        if test is None:
            return NOT_PUBLISHED
        most = tuple(
            [int(self.wave.responses.chose(question, code).sum()) for code in question.codes]
            for question in (first, second)
        )
        return Association.printed(first, second, test, (most[0], most[1]), NOT_PUBLISHED)

    def _computed(self, first: Question, second: Question) -> Association | Withheld:
        if not self.disclosure.minimum:
            return Association.computed(first, second, self.wave.responses)
        cover = self.disclosure.cover(first, second)
        if cover is None:
            return TOO_SMALL
        return Association.computed(first, second, self.wave.responses, cover)

    def tests(self) -> Register:
        """Give the register of all declared tests, corrected for their number."""
        return Register.of(self.wave.questionnaire.tests, self.association)

    def direction(self, name: str, variable: str) -> Direction | None:
        """Give where a reconstructed wave's publication says a condition holds more often."""
        published = self.wave.published
        return published.direction(name, variable) if published else None

    def mentions(self, *names: str, code: str, by: str = "domein") -> Composition:
        """Tell who mentioned an answer, to one question or to several taken together.

        For a reconstructed wave only groups are given whose share was published.
        """
        published = self.wave.published

        def known(group: str) -> bool:
            return published is None or published.fixes(names, code, Condition(by, group))

        questions = [self.wave.questionnaire[name] for name in names]
        group = self.wave.questionnaire[by]
        return compose(
            questions,
            code,
            group,
            self.wave.responses,
            self.wave.name,
            disclosure=self.disclosure,
            known=known,
        )

    def shares_by(
        self,
        name: str,
        question: str,
        *codes: str,
        negated: bool = False,
        left_out: Sequence[str] = (),
    ) -> dict[str, Cell]:
        """Give the share of each group that gave one of some answers to a question.

        Args:
            name: the question whose options make the groups.
            question: the question that is compared.
            codes: the answers that count.
            negated: whether the share is of those who gave none of these answers.
            left_out: answers whose respondents are not in the base of a share.
        """
        groups = self.wave.questionnaire[name]
        if self.wave.published is not None:
            if len(codes) > 1 or left_out:  # publications print single answers only
                return dict.fromkeys(groups.codes, NOT_PUBLISHED)
            condition = Condition(question, codes[0], negated)
            return {
                group.option.code: group.cells[0] for group in self._by(name, [condition]).groups
            }
        answers = self[question].without(*left_out)
        return shares_within(groups, answers, codes, self.disclosure, negated=negated)

    def by(self, name: str, rules: Mapping[str, str], *, leave_out: Sequence[str] = ()) -> Grouped:
        """Compare groups of respondents, for instance `by("domein", {"signaal": "!nee"})`.

        For a reconstructed wave only the cells of published cross-tabulations are given; any
        other share stands withheld.
        """
        conditions = [Condition.parse(variable, rule) for variable, rule in rules.items()]
        return self._by(name, conditions, leave_out)

    def _by(
        self, name: str, conditions: Sequence[Condition], leave_out: Sequence[str] = ()
    ) -> Grouped:
        published = self.wave.published

        def withhold(group: str, condition: Condition) -> Withheld | None:
            given = published is None or published.fixes((name,), group, condition)
            return None if given else NOT_PUBLISHED

        return group_by(
            self.wave.questionnaire[name],
            conditions,
            self.wave.responses,
            self.wave.name,
            disclosure=self.disclosure,
            leave_out=leave_out,
            withhold=withhold,
        )
