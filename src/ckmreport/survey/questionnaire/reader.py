"""Read `questionnaire.yml` into a `Questionnaire`, with errors that name the line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast, get_args

from ckmreport.foundation.yaml_files import Node, read_yaml
from ckmreport.survey.questionnaire.declared_tests import read_tests
from ckmreport.survey.questionnaire.indicators import read_indicators
from ckmreport.survey.questionnaire.model import (
    AGREE,
    DISAGREE,
    DONT_KNOW,
    NEUTRAL,
    NOT_ANSWERED,
    NOT_ASKED,
    About,
    Condition,
    Kind,
    Option,
    Question,
    Questionnaire,
)
from ckmreport.survey.questionnaire.sums import read_sums

_REQUIRED = {"name", "section", "kind", "text", "short", "asked_of", "since"}
_OPTIONAL = {
    "options",
    "scale",
    "asked_if",
    "about",
    "exclusive",
    "help",
    "statement",
    "among",
    "until",
}
#: Texts say "de laatste …" and "… geleden": one year fits neither, but twelve months fit both.
_SINGULAR = re.compile(r"(een|één|1)\b")
_AGREEMENT = {*DISAGREE, *NEUTRAL, *AGREE, DONT_KNOW}

Options = tuple[Option, ...]


def load_questionnaire(path: Path) -> Questionnaire:
    """Read a questionnaire; `{period}` in its texts becomes how far the questions look back.

    Raises:
        CkmError: names the line and what is wrong with it: unknown keys or options, a rule
            about a question that comes later, a name that is used twice.
    """
    root = read_yaml(path)
    optional = {"scales", "coded", "tests", "indicators", "sums"}
    root.fields({"version", "period", "sections", "questions"}, optional)
    period = _period(root["period"])
    root = root.filled({"period": period})
    sections = {code: label.text() for code, label in root["sections"].items()}
    scales = root.get("scales")
    scale_options = {name: _options(node) for name, node in scales.items()} if scales else {}
    questions: dict[str, Question] = {}
    for node in root["questions"]:
        question = _question(node, sections, scale_options, questions)
        questions[question.name] = question
    coded = root.get("coded")
    for node in coded or ():
        question = _coded(node, questions)
        questions[question.name] = question
    return Questionnaire(
        sections,
        tuple(questions.values()),
        read_tests(root.get("tests"), questions),
        read_indicators(root.get("indicators"), questions),
        period,
        path,
        read_sums(root.get("sums"), questions),
    )


def _period(node: Node) -> str:
    if _SINGULAR.match(node.text()):
        raise node.error(
            f"'{node.text()}' does not fit after “de laatste”",
            "Count in smaller units, such as twaalf maanden",
        )
    return node.text()


def _question(
    node: Node, sections: dict[str, str], scales: dict[str, Options], before: dict[str, Question]
) -> Question:
    node.fields(_REQUIRED, _OPTIONAL)
    name = _new_name(node, before)
    if node["section"].text() not in sections:
        raise node["section"].error(
            f"unknown section '{node['section'].text()}'", f"Known: {', '.join(sections)}"
        )
    kind = _one_of(node["kind"], get_args(Kind))
    options = _question_options(node, scales)
    codes = {option.code for option in options}
    exclusive = _texts(node.get("exclusive"))
    if exclusive and kind != "multi":
        raise node["exclusive"].error("only a question of kind multi has exclusive options")
    if unknown := [code for code in exclusive if code not in codes]:
        raise node["exclusive"].error(f"'{unknown[0]}' is not an option of '{name}'")
    if kind == "likert" and codes != _AGREEMENT:
        raise node["kind"].error('a statement is answered with "1" to "5" or "wn"')
    about = node.get("about")
    return Question(
        name=name,
        kind=cast(Kind, kind),
        section=node["section"].text(),
        text=node["text"].text(),
        short=node["short"].text(),
        options=options,
        asked_of=node["asked_of"].text(),
        since=node["since"].text(),
        asked_if=_condition(node, before),
        about=cast(About, _one_of(about, get_args(About))) if about else None,
        exclusive=frozenset(exclusive),
        help=_optional_text(node.get("help")),
        statement=_optional_text(node.get("statement")),
        among=_among(node, kind, codes, before),
        until=_until(node),
    )


def _coded(node: Node, before: dict[str, Question]) -> Question:
    node.fields({"name", "short", "text", "from", "options", "coding"})
    name = _new_name(node, before)
    source = before.get(node["from"].text())
    if source is None:
        raise node["from"].error(f"'{node['from'].text()}' is not a question")
    options = _options(node["options"])
    codes = {option.code for option in options}
    coding: dict[str, str] = {}
    for given, target in node["coding"].items():
        if given not in source.codes:
            raise target.error(f"'{given}' is not an option of '{source.name}'")
        if target.text() not in codes:
            raise target.error(f"'{target.text()}' is not an option of '{name}'")
        coding[given] = target.text()
    return Question(
        name=name,
        kind="single",
        section=source.section,
        text=node["text"].text(),
        short=node["short"].text(),
        options=options,
        asked_of=source.asked_of,
        since=source.since,
        until=source.until,
        coded_from=source.name,
        coding=coding,
    )


def _new_name(node: Node, before: dict[str, Question]) -> str:
    name = node["name"].text()
    if name in before:
        raise node["name"].error(f"'{name}' is used twice", "Give each question its own name")
    return name


def _question_options(node: Node, scales: dict[str, Options]) -> Options:
    scale, own = node.get("scale"), node.get("options")
    if (scale is None) == (own is None):
        raise node.error(f"'{node['name'].text()}' must have either options or a scale")
    if own is not None:
        return _options(own)
    assert scale is not None
    if scale.text() not in scales:
        raise scale.error(f"unknown scale '{scale.text()}'", f"Known: {', '.join(scales)}")
    return scales[scale.text()]


def _options(node: Node) -> Options:
    options = []
    for code, value in node.items():
        if code in (NOT_ASKED, NOT_ANSWERED):
            raise value.error(f"'{code}' cannot be an option: it marks a missing answer")
        given = value if isinstance(value.value, dict) else None
        if given:
            given.fields({"label"}, {"short", "prose", "until"})
        label = given["label"].text() if given else value.text()
        short = _optional_text(given.get("short")) if given else None
        prose = _optional_text(given.get("prose")) if given else None
        prose = prose or label[:1].lower() + label[1:]
        until = _optional_text(given.get("until")) if given else None
        options.append(Option(code, label, short or label, prose, until))
    if not options:
        raise node.error("there are no options")
    return tuple(options)


def _until(node: Node) -> str | None:
    until = node.get("until")
    if until is not None and until.text() < node["since"].text():
        raise until.error(f"the last wave, {until.text()}, is before the first")
    return _optional_text(until)


def _condition(question: Node, before: dict[str, Question]) -> Condition | None:
    node = question.get("asked_if")
    if node is None:
        return None
    rules = node.items()
    if len(rules) != 1:
        raise node.error("'asked_if' takes one rule, such as {scholing: \"ja\"}")
    variable, rule = rules[0]
    condition = Condition.parse(variable, rule.text())
    if variable not in before:
        raise rule.error(
            f"'{variable}' is not asked before this question", "Put the filter question first"
        )
    if condition.option not in before[variable].codes:
        raise rule.error(f"'{condition.option}' is not an option of '{variable}'")
    _check_asked(before[variable], question, "asked_if")
    return condition


def _check_asked(earlier: Question, question: Node, key: str) -> None:
    """Check that an earlier question is asked for as long as the one that `key` ties to it."""
    if not earlier.asked_in(_optional_text(question.get("until"))):
        raise question[key].error(
            f"'{earlier.name}' was dropped after {earlier.until}, and this question builds on it",
            f"Give both the same 'until', or remove '{key}'",
        )


def _among(question: Node, kind: str, codes: set[str], before: dict[str, Question]) -> str | None:
    node = question.get("among")
    if node is None:
        return None
    source = before.get(node.text())
    if source is None or source.kind != "multi" or kind != "single":
        raise node.error(
            f"'{node.text()}' is no earlier question of kind multi",
            "A question of kind single can name the question whose answers it chooses from",
        )
    if not codes <= set(source.codes):
        raise node.error(f"it has options that '{source.name}' does not have")
    _check_asked(source, question, "among")
    return source.name


def _one_of(node: Node, known: tuple[str, ...]) -> str:
    if node.text() not in known:
        raise node.error(f"unknown {node.key} '{node.text()}'", f"Known: {', '.join(known)}")
    return node.text()


def _texts(node: Node | None) -> list[str]:
    return [item.text() for item in node] if node else []


def _optional_text(node: Node | None) -> str | None:
    return node.text() if node else None
