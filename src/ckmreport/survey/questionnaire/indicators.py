"""Shares that are followed from wave to wave, as the questionnaire declares them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from ckmreport.foundation.yaml_files import Node
from ckmreport.foundation.yaml_models import yaml_mapping
from ckmreport.survey.questionnaire.question import Question
from ckmreport.survey.questionnaire.references import options_named, question_named

#: Longer labels do not fit above a small figure.
LONGEST_LABEL = 34


@yaml_mapping
@dataclass(frozen=True)
class Indicator:
    """The share of respondents who gave one of some answers (`any_of`), or none (`other_than`).

    Attributes:
        name: a name of its own.
        question: the question that it is computed from.
        label: a few words, for tables and figures.
        prose: completes "het aandeel …": "dat scholing volgde".
        left_out: answers whose respondents are not in the base, such as "wn".
    """

    name: str
    question: str
    label: Annotated[str, Field(max_length=LONGEST_LABEL)]
    prose: str
    any_of: tuple[str, ...] = ()
    other_than: tuple[str, ...] = ()
    left_out: Annotated[tuple[str, ...], Field(alias="without")] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """The answers that count, or where `negated` those that do not."""
        return self.any_of or self.other_than

    @property
    def negated(self) -> bool:
        """Whether the share is of those who gave none of the options."""
        return bool(self.other_than)


def check_indicators(
    root: Node, indicators: Iterable[Indicator], questions: Mapping[str, Question]
) -> None:
    """Check the `indicators` of a questionnaire against its questions.

    Raises:
        CkmError: names the line of an unknown question or option, of a name that is used twice,
            and of an indicator without or with two rules.
    """
    names: set[str] = set()
    for number, indicator in enumerate(indicators):
        place = root.at("indicators", number)
        if indicator.name in names:
            raise place["name"].error(f"two indicators are called '{indicator.name}'")
        names.add(indicator.name)
        if bool(indicator.any_of) == bool(indicator.other_than):
            raise place.error(f"'{indicator.name}' must have either any_of or other_than")
        question = question_named(place["question"], questions)
        for key in ("any_of", "other_than", "without"):
            if node := place.get(key):
                options_named(node, question.name, question.codes)
