"""A few figures of a wave, to set municipalities side by side.

They pass through the same disclosure control as those of the report: what is hidden there is
hidden here, and only what may be shown is kept in a file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from ckmreport.analysis import Hidden, Survey, wilson
from ckmreport.analysis.intervals import Interval
from ckmreport.presentation.text.dutch_numbers import integer, percentage
from ckmreport.survey.questionnaire import Indicator, Question, Questionnaire
from ckmreport.survey.questionnaire.question_changes import QuestionForm
from ckmreport.survey.waves import Wave

#: Where the answers of a wave come from.
Origin = Literal["respondents", "reconstruction", "invention"]

#: In place of a share of nobody.
NO_ANSWERS = "geen antwoorden"


@dataclass(frozen=True)
class KeyFigure:
    """An indicator in one wave of one municipality.

    Attributes:
        indicator: its name.
        label: what it measures, in a few words.
        form: a checksum of the rule and of the question behind it; figures with another one
            measure something else.
        count: the respondents that it counts, None where that may not be shown.
        base: the respondents that it is a share of, None where the share may not be shown.
        reason: what is printed in place of a share that is not shown.
    """

    indicator: str
    label: str
    form: str
    count: int | None
    base: int | None
    reason: str = ""

    @property
    def interval(self) -> Interval | None:
        """The 95% interval of a share that is shown, after Wilson (1927)."""
        return wilson(self.count, self.base) if self.count is not None and self.base else None

    @property
    def text(self) -> str:
        """The share and its base as they are printed."""
        if self.count is None or self.base is None:
            return self.reason
        return f"{percentage(self.count, self.base)} (n={integer(self.base)})"


@dataclass(frozen=True)
class KeyFigures:
    """The key figures of one wave of a municipality."""

    municipality: str
    respondents: int
    origin: Origin
    shares: tuple[KeyFigure, ...]

    @classmethod
    def of(cls, wave: Wave) -> KeyFigures:
        """Compute the indicators that the questionnaire declares."""
        survey = Survey(wave)
        indicators = wave.questionnaire.indicators
        return cls(
            municipality=wave.municipality.name,
            respondents=survey.respondents.value,
            origin=_origin(wave),
            shares=tuple(_figure(indicator, survey) for indicator in indicators),
        )

    def as_json(self) -> dict[str, Any]:
        """Convert them to the form of their file."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> KeyFigures:
        """Read what `as_json` gave."""
        return cls(**{**kept, "shares": tuple(KeyFigure(**share) for share in kept["shares"])})


def _origin(wave: Wave) -> Origin:
    if wave.metadata.synthetic:
        return "reconstruction"
    return "invention" if wave.metadata.invented else "respondents"


def _figure(indicator: Indicator, survey: Survey) -> KeyFigure:
    share = survey[indicator.question].of_indicator(indicator)
    form = _form(indicator, survey.wave.questionnaire)
    if isinstance(share, Hidden):
        return KeyFigure(indicator.name, indicator.label, form, None, None, share.reason)
    if share.base == 0:
        return KeyFigure(indicator.name, indicator.label, form, None, None, NO_ANSWERS)
    return KeyFigure(indicator.name, indicator.label, form, share.count, share.base)


def _form(indicator: Indicator, questionnaire: Questionnaire) -> str:
    rule = (indicator.options, indicator.negated, indicator.left_out)
    chain = _chain(questionnaire[indicator.question], questionnaire)
    text = json.dumps([rule, *(asdict(QuestionForm.of(question)) for question in chain)])
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _chain(question: Question, questionnaire: Questionnaire) -> Iterator[Question]:
    """Yield a question and those that decide who is asked it, or from which it was coded."""
    yield question
    before = question.asked_if.variable if question.asked_if else question.coded_from
    if before is not None:
        yield from _chain(questionnaire[before], questionnaire)
