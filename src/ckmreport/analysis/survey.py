"""A wave as a notebook asks it questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ckmreport.analysis.association import Association
from ckmreport.analysis.composition import Composition, compose
from ckmreport.analysis.distribution import Distribution
from ckmreport.analysis.estimate import LowerBound
from ckmreport.analysis.groups import Grouped, group_by
from ckmreport.analysis.likert import Statement, StatementPair
from ckmreport.analysis.values import Count, Source, Withheld
from ckmreport.questionnaire import Condition
from ckmreport.waves import ContextFigure, Direction, Wave

#: Printed for a cross-tabulation that the publication of a reconstructed wave does not fix.
NOT_PUBLISHED = Withheld("niet gepubliceerd")


@dataclass(frozen=True)
class Survey:
    """The answers of one wave.

    `survey["scholing"]` is how that question was answered; the other methods compare.
    """

    wave: Wave

    def __getitem__(self, name: str) -> Distribution:
        question = self.wave.questionnaire[name]
        return Distribution.of(question, self.wave.name, self.wave.responses)

    @property
    def respondents(self) -> Count:
        """How many respondents were kept."""
        source = Source(self.wave.name, "respondent", "respondenten", "alle respondenten")
        return Count(len(self.wave.responses), source)

    @property
    def context(self) -> dict[str, ContextFigure]:
        """Figures of others that this wave's texts quote."""
        return self.wave.context

    def statements(self, name: str) -> StatementPair:
        """Give a statement as judged for sexual and for criminal exploitation.

        Raises:
            KeyError: if the questionnaire does not put the statement for both.
        """
        by_form = {q.about: q for q in self.wave.questionnaire.statements(name)}
        return StatementPair(
            se=Statement(self[by_form["se"].name]), ce=Statement(self[by_form["ce"].name])
        )

    def lower_bound(self, name: str) -> LowerBound:
        """Estimate the least number of victims from a question with number categories."""
        return LowerBound.of(self[name])

    def association(self, row: str, column: str) -> Association | Withheld:
        """Test whether two questions hang together.

        For a reconstructed wave only printed tests are given, with what follows from them.
        """
        first, second = self.wave.questionnaire[row], self.wave.questionnaire[column]
        if self.wave.published is None:
            return Association.computed(first, second, self.wave.responses)
        test = self.wave.published.test(row, column)
        return Association.printed(first, second, test) if test else NOT_PUBLISHED

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
        return compose(questions, code, group, self.wave.responses, self.wave.name, known=known)

    def by(self, name: str, rules: Mapping[str, str], *, leave_out: Sequence[str] = ()) -> Grouped:
        """Compare groups of respondents, for instance `by("domein", {"signaal": "!nee"})`.

        For a reconstructed wave only the cells of published cross-tabulations are given; any
        other share stands withheld.
        """
        published = self.wave.published

        def withhold(group: str, condition: Condition) -> Withheld | None:
            given = published is None or published.fixes((name,), group, condition)
            return None if given else NOT_PUBLISHED

        conditions = [Condition.parse(variable, rule) for variable, rule in rules.items()]
        return group_by(
            self.wave.questionnaire[name],
            conditions,
            self.wave.responses,
            self.wave.name,
            leave_out=leave_out,
            withhold=withhold,
        )
