"""Read `questionnaire.yml` into a `Questionnaire`, with errors that name the line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from ckmreport.foundation.yaml_files import Node, read_yaml
from ckmreport.foundation.yaml_models import checked, nearest, yaml_mapping
from ckmreport.survey.questionnaire.declared_tests import DeclaredTest, check_tests
from ckmreport.survey.questionnaire.indicators import Indicator, check_indicators
from ckmreport.survey.questionnaire.model import Questionnaire
from ckmreport.survey.questionnaire.question import (
    AGREE,
    DISAGREE,
    DONT_KNOW,
    NEUTRAL,
    Condition,
    Option,
    Options,
    Question,
    QuestionEntry,
)
from ckmreport.survey.questionnaire.references import options_named, question_named
from ckmreport.survey.questionnaire.sums import SumEntry, read_sums

#: Texts say "de laatste …" and "… geleden": one year fits neither, but twelve months fit both.
_SINGULAR = re.compile(r"(een|één|1)\b")
_AGREEMENT = {*DISAGREE, *NEUTRAL, *AGREE, DONT_KNOW}


def _period(period: str) -> str:
    if _SINGULAR.match(period):
        raise ValueError(
            f"'{period}' does not fit after “de laatste”",
            "Count in smaller units, such as twaalf maanden",
        )
    return period


@yaml_mapping
@dataclass(frozen=True)
class CodedEntry:
    """A variable that researchers derived from the answers to the question `source`."""

    name: str
    short: str
    text: str
    source: Annotated[str, Field(alias="from")]
    options: Options
    coding: dict[str, str]


@yaml_mapping
@dataclass(frozen=True)
class QuestionnaireFile:
    """The codebook: every question, in the order in which it is asked."""

    version: int
    period: Annotated[str, AfterValidator(_period)]
    sections: dict[str, str]
    questions: tuple[QuestionEntry, ...]
    scales: dict[str, Options] = field(default_factory=dict)
    coded: tuple[CodedEntry, ...] = ()
    tests: tuple[DeclaredTest, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    sums: tuple[SumEntry, ...] = ()


def load_questionnaire(path: Path) -> Questionnaire:
    """Read a questionnaire; `{period}` in its texts becomes how far the questions look back.

    Raises:
        CkmError: names the line and what is wrong with it: unknown keys or options, a rule
            about a question that comes later, a name that is used twice.
    """
    root = read_yaml(path)
    period = root.at("period").value
    if isinstance(period, str):
        root = root.filled({"period": period.strip()})
    file = checked(root, QuestionnaireFile)
    questions: dict[str, Question] = {}
    for number, asked in enumerate(file.questions):
        place = root.at("questions", number)
        _add(_question(place, asked, file, questions), place, questions)
    for number, coded in enumerate(file.coded):
        place = root.at("coded", number)
        _add(_coded(place, coded, questions), place, questions)
    check_tests(root, file.tests, questions)
    check_indicators(root, file.indicators, questions)
    return Questionnaire(
        file.sections,
        tuple(questions.values()),
        file.tests,
        file.indicators,
        file.period,
        path,
        read_sums(root, file.sums, questions),
    )


def _add(question: Question, place: Node, questions: dict[str, Question]) -> None:
    if question.name in questions:
        raise place["name"].error(
            f"'{question.name}' is used twice", "Give each question its own name"
        )
    questions[question.name] = question


def _question(
    place: Node, entry: QuestionEntry, file: QuestionnaireFile, before: Mapping[str, Question]
) -> Question:
    if entry.section not in file.sections:
        raise place["section"].error(
            f"unknown section '{entry.section}'", nearest(entry.section, file.sections)
        )
    options = _options(place, entry, file.scales)
    codes = {option.code for option in options}
    if entry.exclusive:
        if entry.kind != "multi":
            raise place["exclusive"].error("only a question of kind multi has exclusive options")
        options_named(place["exclusive"], entry.name, codes)
    if entry.kind == "likert" and codes != _AGREEMENT:
        raise place["kind"].error('a statement is answered with "1" to "5" or "wn"')
    if entry.until is not None and entry.until < entry.since:
        raise place["until"].error(f"the last wave, {entry.until}, is before the first")
    if entry.among is not None:
        _check_among(place["among"], entry, codes, before)
    if entry.asked_if is not None:
        _check_condition(place["asked_if"], entry, entry.asked_if, before)
    return Question(**vars(entry) | {"options": options})


def _coded(place: Node, entry: CodedEntry, before: Mapping[str, Question]) -> Question:
    source = question_named(place["from"], before)
    for given, target in place["coding"].items():
        if given not in source.codes:
            raise target.error(
                f"'{given}' is not an option of '{source.name}'", nearest(given, source.codes)
            )
        options_named(target, entry.name, [option.code for option in entry.options])
    return Question(
        name=entry.name,
        kind="single",
        section=source.section,
        text=entry.text,
        short=entry.short,
        options=entry.options,
        asked_of=source.asked_of,
        since=source.since,
        until=source.until,
        coded_from=source.name,
        coding=entry.coding,
    )


def _options(
    place: Node, entry: QuestionEntry, scales: Mapping[str, tuple[Option, ...]]
) -> tuple[Option, ...]:
    if (entry.scale is None) == (not entry.options):
        raise place.error(f"'{entry.name}' must have either options or a scale")
    if entry.scale is not None and entry.scale not in scales:
        raise place["scale"].error(f"unknown scale '{entry.scale}'", nearest(entry.scale, scales))
    return entry.options or scales[entry.scale or ""]


def _check_condition(
    node: Node, entry: QuestionEntry, condition: Condition, before: Mapping[str, Question]
) -> None:
    rule = node[condition.variable]
    if condition.variable not in before:
        raise rule.error(
            f"'{condition.variable}' is not asked before this question",
            "Put the filter question first",
        )
    source = before[condition.variable]
    options_named(rule, source.name, source.codes, negated=True)
    _check_asked(source, entry, node)


def _check_asked(earlier: Question, entry: QuestionEntry, node: Node) -> None:
    """Check that an earlier question is asked for as long as the one that builds on it."""
    if not earlier.asked_in(entry.until):
        raise node.error(
            f"'{earlier.name}' was dropped after {earlier.until}, and this question builds on it",
            f"Give both the same 'until', or remove {node.name}",
        )


def _check_among(
    node: Node, entry: QuestionEntry, codes: set[str], before: Mapping[str, Question]
) -> None:
    source = before.get(node.text())
    if source is None or source.kind != "multi" or entry.kind != "single":
        raise node.error(
            f"'{node.text()}' is no earlier question of kind multi",
            "A question of kind single can name the question whose answers it chooses from",
        )
    if not codes <= set(source.codes):
        raise node.error(f"it has options that '{source.name}' does not have")
    _check_asked(source, entry, node)
