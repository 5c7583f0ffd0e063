"""Statistical disclosure control: the one place that says which numbers of a wave may be shown.

A number of respondents from 1 up to `min_cell` - 1 is not shown, nor is any number from which it
could be computed (Hundepool et al. 2012, Statistical Disclosure Control, ch. 4 and 5). What is
hidden is decided from the answers alone, once per question and per table of groups, so that the
same number asked twice gives the same answer wherever it stands.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from ckmreport.analysis.disclosure_control.cover import Cover, cover
from ckmreport.analysis.disclosure_control.margins import NOT_SHOWN, Margin, control, fewer_than
from ckmreport.analysis.disclosure_control.strata import Strata
from ckmreport.survey.questionnaire import Question
from ckmreport.survey.waves.responses import Mask, Responses


@dataclass(frozen=True)
class Disclosure:
    """What may be shown of the answers of one wave.

    Attributes:
        responses: the answers.
        minimum: the smallest number of respondents that may be shown; 0 shows everything.
    """

    responses: Responses
    minimum: int
    # Deciding takes time; a notebook asks for the same question again and again.
    _margins: dict[str, Margin] = field(default_factory=dict, repr=False, compare=False)
    _strata: dict[tuple[str, str, frozenset[str]], Strata] = field(
        default_factory=dict, repr=False, compare=False
    )

    def margin(self, question: Question) -> Margin:
        """Give what may be shown of the answers to a question."""
        if question.name not in self._margins:
            self._margins.update(self._decide(question))
        return self._margins[question.name]

    def strata(self, groups: Question, question: Question, codes: Collection[str]) -> Strata:
        """Give what may be shown of the answers to a question within groups."""
        several = frozenset(codes) if question.kind == "multi" else frozenset()
        key = (groups.name, question.name, several)
        if key not in self._strata:
            rule, asked = question.asked_if, None
            if rule is not None:
                before = self.responses.questionnaire[rule.variable]
                asked = self.strata(groups, before, {rule.option})
            self._strata[key] = Strata(self.margin(groups), self.margin(question), several, asked)
        return self._strata[key]

    def cover(self, row: Question, column: Question) -> Cover | None:
        """Give what may be printed of the test of two questions; None for nothing."""
        return cover(self.margin(row), self.margin(column), self._ties(row, column))

    def _ties(self, row: Question, column: Question) -> list[Mask]:
        """Give the groups within which answers to a tested question may be exchanged unseen.

        Those are of the same coded group, such as a domain, and gave the same answer to every
        other question that this one is tested with.
        """
        asked = self.responses.questionnaire
        tested = [{one.row, one.column} for one in asked.tests]
        partners = set().union(*(pair for pair in tested if column.name in pair))
        names = [one.name for one in asked if one.coded_from or one.name in partners]
        groups = [self.responses.answered(row) & self.responses.answered(column)]
        for name in names:
            if name in (row.name, column.name):
                continue
            answers = [self.responses.chose(asked[name], code) for code in asked[name].codes]
            answers.append(~self.responses.answered(asked[name]))
            groups = [g & one for g in groups for one in answers if (g & one).any()]
        return groups

    def hidden_answers(self) -> tuple[int, int]:
        """Count the answers that are hidden, and those that anybody gave.

        An answer is an option of a question, counted once however many gave it.
        """
        given = [
            (question, code)
            for question in self.responses.questionnaire
            for code in question.codes
            if self.responses.chose(question, code).any()
        ]
        hidden = [code for q, code in given if self.margin(q).hides({code}) is not None]
        return len(hidden), len(given)

    def _decide(self, question: Question) -> dict[str, Margin]:
        if not self.minimum:
            return {question.name: Margin(question, self.responses)}
        withheld = self._withheld(question)
        if withheld is not None:
            return {question.name: withheld}
        family = [one for one in self._family(question) if self._withheld(one) is None]
        return control(family, self.responses, self.minimum)

    def _withheld(self, question: Question) -> Margin | None:
        """Withhold a question that too few answered, or whose base tells a hidden number."""
        rule = question.asked_if
        if rule is not None:
            asked = self.margin(self.responses.questionnaire[rule.variable])
            if asked.hides({rule.option}) is not None:
                return Margin(question, self.responses, self.minimum, withheld=NOT_SHOWN)
        if 0 < int(self.responses.answered(question).sum()) < self.minimum:
            few = fewer_than(self.minimum)
            return Margin(question, self.responses, self.minimum, withheld=few)
        return None

    def _family(self, question: Question) -> list[Question]:
        source = question.coded_from or question.name
        return [one for one in self.responses.questionnaire if source in (one.name, one.coded_from)]
