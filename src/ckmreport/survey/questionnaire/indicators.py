"""Shares that are followed from wave to wave, as the questionnaire declares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ckmreport.foundation.yaml_files import Node

if TYPE_CHECKING:
    from ckmreport.survey.questionnaire.model import Question

#: Longer labels do not fit above a small figure.
LONGEST_LABEL = 34


@dataclass(frozen=True)
class Indicator:
    """The share of respondents who gave one of some answers, or none of them.

    Attributes:
        name: a name of its own.
        question: the question that it is computed from.
        options: the answers that count, or where `negated` those that do not.
        negated: whether the share is of those who gave none of the options.
        left_out: answers whose respondents are not in the base, such as "wn".
        label: a few words, for tables and figures.
        prose: completes "het aandeel …": "dat scholing volgde".
    """

    name: str
    question: str
    options: tuple[str, ...]
    negated: bool
    left_out: tuple[str, ...]
    label: str
    prose: str


def read_indicators(node: Node | None, questions: Mapping[str, Question]) -> tuple[Indicator, ...]:
    """Read the `indicators` of a questionnaire; an absent list gives none.

    Raises:
        CkmError: names the line of an unknown question or option, of a name that is used twice,
            of a label that is too long, and of an indicator without or with two rules.
    """
    found: dict[str, Indicator] = {}
    for item in node or ():
        indicator = _indicator(item, questions)
        if indicator.name in found:
            raise item["name"].error(f"two indicators are called '{indicator.name}'")
        found[indicator.name] = indicator
    return tuple(found.values())


def _indicator(node: Node, questions: Mapping[str, Question]) -> Indicator:
    node.fields({"name", "question", "label", "prose"}, {"any_of", "other_than", "without"})
    question = questions.get(node["question"].text())
    if question is None:
        raise node["question"].error(f"there is no question '{node['question'].text()}'")
    any_of, other_than = node.get("any_of"), node.get("other_than")
    if (any_of is None) == (other_than is None):
        raise node.error(f"'{node['name'].text()}' must have either any_of or other_than")
    if len(node["label"].text()) > LONGEST_LABEL:
        raise node["label"].error(f"a label has {LONGEST_LABEL} characters at most")
    return Indicator(
        name=node["name"].text(),
        question=question.name,
        options=_options(any_of or other_than, question),
        negated=other_than is not None,
        left_out=_options(node.get("without"), question),
        label=node["label"].text(),
        prose=node["prose"].text(),
    )


def _options(node: Node | None, question: Question) -> tuple[str, ...]:
    for option in node or ():
        if option.text() not in question.codes:
            raise option.error(f"'{option.text()}' is not an option of '{question.name}'")
    return tuple(option.text() for option in node or ())
