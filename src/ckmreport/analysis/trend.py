"""The declared indicators over the waves.

Waves are anonymous cross-sections: they are compared as independent samples, and no respondent
is followed.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from ckmreport.analysis.change import Change, Difference, Outcome, corrected
from ckmreport.analysis.comparability import Changed, asks, changes, same_form
from ckmreport.analysis.distribution import UNASKED
from ckmreport.analysis.standardisation import (
    Cells,
    Estimate,
    LeftOut,
    Standardised,
    standardise,
)
from ckmreport.analysis.survey import Survey
from ckmreport.analysis.values import Share, Withheld
from ckmreport.foundation.errors import CkmError
from ckmreport.survey.questionnaire import Indicator, Question

#: In place of a share: the question was not put in this wave, or nobody answered it.
NOT_ASKED = Withheld(UNASKED.reason)
NO_ANSWERS = Withheld("geen antwoorden")
#: In place of a difference between waves that were asked different things.
OTHER_QUESTION = Withheld("vraag gewijzigd")


@dataclass(frozen=True)
class Point:
    """An indicator in one wave.

    Attributes:
        wave: name of the wave.
        share: as measured, or why it cannot be given.
        level: as if the groups were those of the first comparable wave.
        changed: in what the question was put differently from the wave of the report.
    """

    wave: str
    share: Share | Withheld
    level: Estimate | Withheld
    changed: tuple[Changed, ...] = ()

    @property
    def comparable(self) -> bool:
        """Whether the question was put as in the wave of the report."""
        return not self.changed


@dataclass(frozen=True)
class Trend:
    """An indicator in every wave, oldest first; the last is the wave of the report."""

    indicator: Indicator
    question: Question
    points: tuple[Point, ...]
    standardised: Standardised

    @property
    def breaks(self) -> tuple[str, ...]:
        """The waves before which the question changed to or from its present form."""
        pairs = zip(self.points, self.points[1:], strict=False)
        return tuple(after.wave for before, after in pairs if after.comparable != before.comparable)

    def change(self, earlier: str) -> Change:
        """Compare the wave of the report with an earlier one; the p value is not yet corrected."""
        before = next(point for point in self.points if point.wave == earlier)
        after = self.points[-1]
        difference: Difference | Withheld
        standardised: Estimate | Withheld
        if not before.comparable:
            difference = standardised = NOT_ASKED if before.share is NOT_ASKED else OTHER_QUESTION
        elif isinstance(before.share, Withheld) or isinstance(after.share, Withheld):
            given = before.share if isinstance(before.share, Withheld) else after.share
            assert isinstance(given, Withheld)
            difference = standardised = given
        else:
            difference = Difference.between(before.share, after.share)
            standardised = self.standardised.difference(earlier, after.wave)
        return Change(self.indicator, earlier, after.wave, difference, standardised)


@dataclass(frozen=True)
class Trends:
    """All indicators over the waves, and how the last wave differs from earlier ones.

    It is compared with the wave before it and with the first; all these tests are corrected
    together. `dropped` are the indicators of an earlier wave that the last does not have.
    """

    surveys: tuple[Survey, ...]
    trends: tuple[Trend, ...]
    changes: tuple[Change, ...]
    groups: Question
    dropped: tuple[Indicator, ...] = ()

    @property
    def waves(self) -> tuple[str, ...]:
        """The names of the waves, oldest first."""
        return tuple(survey.wave.name for survey in self.surveys)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The groups that are left out of the standardised shares that there are, each gap once."""
        return self._gaps(has_rest=False)

    @property
    def taken_together(self) -> tuple[LeftOut, ...]:
        """The groups that are part of the rest in standardised shares, each gap once."""
        return self._gaps(has_rest=True)

    def _gaps(self, *, has_rest: bool) -> tuple[LeftOut, ...]:
        found = [trend.standardised for trend in self.trends if trend.standardised.weights]
        gaps = [gap for one in found if one.has_rest is has_rest for gap in one.left_out]
        return tuple(dict.fromkeys(gaps))

    @property
    def tested(self) -> int:
        """How many differences are tested, and corrected together."""
        return sum(change.p_holm is not None for change in self.changes)

    def found(self, *outcomes: Outcome, since: str | None = None) -> list[Change]:
        """Give the changes with one of these outcomes, by default since the wave before."""
        earlier = self.waves[-2] if since is None else since
        return [c for c in self.changes if c.earlier == earlier and c.outcome in outcomes]


def follow(
    surveys: Sequence[Survey], *, by: str = "domein", leave_out: Sequence[str] = ()
) -> Trends:
    """Follow the declared indicators over waves, those whose question the last wave asks.

    Args:
        surveys: the waves, oldest first; the last is the one that is reported.
        by: the question whose options are the groups of the standardised shares.
        leave_out: options of that question that make no group.

    Raises:
        CkmError: if there is no earlier wave, or the questionnaire declares no indicators.
    """
    if len(surveys) < 2:
        raise CkmError(
            f"there is no wave before {surveys[-1].wave.name} to compare with",
            place=surveys[-1].wave.data,
            advice="`ckm report` leaves this chapter out until there is one",
        )
    questionnaire = surveys[-1].wave.questionnaire
    if not questionnaire.indicators:
        raise CkmError(
            "there are no indicators to follow from wave to wave",
            place=questionnaire.file,
            advice="Declare them under 'indicators'",
        )
    asked = [one for one in questionnaire.indicators if asks(surveys[-1].wave, one.question)]
    trends = tuple(_trend(indicator, surveys, by, leave_out) for indicator in asked)
    earlier = dict.fromkeys((surveys[-2].wave.name, surveys[0].wave.name))
    compared = corrected([trend.change(wave) for wave in earlier for trend in trends])
    dropped = _dropped(surveys, {indicator.name for indicator in asked})
    return Trends(tuple(surveys), trends, compared, questionnaire[by], dropped)


def _dropped(surveys: Sequence[Survey], followed: Set[str]) -> tuple[Indicator, ...]:
    """Give the indicators that only earlier waves have, as the last of these puts them."""
    found = {
        indicator.name: indicator
        for survey in surveys[:-1]
        for indicator in survey.wave.questionnaire.indicators
        if asks(survey.wave, indicator.question)
    }
    return tuple(indicator for name, indicator in found.items() if name not in followed)


def _trend(
    indicator: Indicator, surveys: Sequence[Survey], by: str, leave_out: Sequence[str]
) -> Trend:
    question = surveys[-1].wave.questionnaire[indicator.question]
    waves = [survey.wave for survey in surveys]
    changed = [changes(question.name, wave, waves[-1]) for wave in waves[:-1]] + [()]
    shares = [_share(indicator, s, as_now=not c) for s, c in zip(surveys, changed, strict=True)]
    usable = {
        survey.wave.name: (survey, share)
        for survey, share, other in zip(surveys, shares, changed, strict=True)
        if isinstance(share, Share) and not other and same_form(by, survey.wave, waves[-1])
    }
    standardised = standardise(
        {name: _cells(indicator, survey, by, leave_out) for name, (survey, _) in usable.items()},
        {name: share for name, (_, share) in usable.items()},
        max(survey.disclosure.minimum for survey in surveys),
    )
    points = []
    for wave, share, other in zip(waves, shares, changed, strict=True):
        level = OTHER_QUESTION if other else standardised.level(wave.name)
        level = share if isinstance(share, Withheld) else level
        points.append(Point(wave.name, share, level, other))
    return Trend(indicator, question, tuple(points), standardised)


def _share(indicator: Indicator, survey: Survey, *, as_now: bool) -> Share | Withheld:
    if not asks(survey.wave, indicator.question):
        return NOT_ASKED
    question = survey.wave.questionnaire[indicator.question]
    known = {option.code for option in (*question.options, *question.dropped)}
    if not {*indicator.options, *indicator.left_out} <= known:
        return OTHER_QUESTION
    share = survey[indicator.question].of_indicator(indicator)
    if isinstance(share, Share) and share.base == 0:
        return NO_ANSWERS if as_now else NOT_ASKED
    return share


def _cells(indicator: Indicator, survey: Survey, by: str, leave_out: Sequence[str]) -> Cells:
    """Give the share within each group, as far as it may be given."""
    found = survey.shares_by(
        by,
        indicator.question,
        *indicator.options,
        negated=indicator.negated,
        left_out=indicator.left_out,
    )
    return {code: cell for code, cell in found.items() if code not in leave_out}
