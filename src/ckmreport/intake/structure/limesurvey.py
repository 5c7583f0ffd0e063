"""The questionnaire as LimeSurvey's tab-separated survey structure.

A row for each setting of the survey, group, question, subquestion and answer; what belongs together
is told by the order of the rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ckmreport.intake.matching.columns import OTHER
from ckmreport.intake.structure.tool_names import ToolQuestion, for_limesurvey
from ckmreport.survey.questionnaire import Questionnaire

_HEADER = (
    "class", "type/scale", "name", "relevance", "text", "help", "language", "validation",
    "mandatory", "other", "default", "same_default", "exclude_all_others",
)  # fmt: skip
_LANGUAGE = "nl"
#: A choice from a list, ticks, and a line of text.
_LIST, _TICKS, _LINE = "L", "M", "S"


def limesurvey_structure(questionnaire: Questionnaire, title: str) -> str:
    """Give the structure as text, for a file in UTF-8 with a byte order mark."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _HEADER, delimiter="\t", lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(_rows(questionnaire, title))
    return text.getvalue()


def _rows(questionnaire: Questionnaire, title: str) -> Iterator[dict[str, str]]:
    yield {"class": "S", "name": "language", "text": _LANGUAGE}
    # No address, no referring page and no moment to the second: nobody needs them.
    for setting in ("ipaddr", "refurl", "savetimings"):
        yield {"class": "S", "name": setting, "text": "N"}
    yield {"class": "S", "name": "anonymized", "text": "Y"}
    yield {"class": "SL", "name": "surveyls_title", "text": title, "language": _LANGUAGE}
    named = for_limesurvey(questionnaire)
    by_name = {one.question.name: one for one in named}
    section = None
    for number, one in enumerate(named, start=1):
        if one.question.section != section:
            section = one.question.section
            yield {
                "class": "G",
                "type/scale": f"G{number}",
                "name": questionnaire.sections[section],
                "relevance": "1",
                "language": _LANGUAGE,
            }
        yield from _question(one, by_name)


def _question(one: ToolQuestion, named: dict[str, ToolQuestion]) -> Iterator[dict[str, str]]:
    question = one.question
    ticks = question.kind == "multi"
    relevance = _relevance(one, named)
    yield {
        "class": "Q",
        "type/scale": _TICKS if ticks else _LIST,
        "name": one.name,
        "relevance": relevance,
        "text": question.text,
        "help": question.help or "",
        "language": _LANGUAGE,
        "mandatory": "N",
        "other": "N",
        "exclude_all_others": ";".join(
            one.codes[code] for code in question.codes if code in question.exclusive
        ),
    }
    for option in question.options:
        yield {
            "class": "SQ" if ticks else "A",
            "type/scale": "0",
            "name": one.codes[option.code],
            "relevance": "1" if ticks else "0",
            "text": option.label,
            "language": _LANGUAGE,
        }
    if one.open_name:
        yield {
            "class": "Q",
            "type/scale": _LINE,
            "name": one.open_name,
            "relevance": f'{one.name}.NAOK == "{one.codes[OTHER]}"',
            "text": f"{question.option(OTHER).label}, namelijk:",
            "language": _LANGUAGE,
            "mandatory": "N",
            "other": "N",
        }


def _relevance(one: ToolQuestion, named: dict[str, ToolQuestion]) -> str:
    """Write the routing as an expression; who left the filter open is not asked."""
    rule = one.question.asked_if
    if rule is None:
        return "1"
    source = named[rule.variable]
    code = source.codes[rule.option]
    if source.question.kind == "multi":
        chosen = f'{source.name}_{code}.NAOK == "Y"'
        if not rule.negated:
            return chosen
        others = [f'{source.name}_{other}.NAOK == "Y"' for other in source.codes.values()]
        return f"!({chosen}) && ({' || '.join(others)})"
    if rule.negated:
        return f'!is_empty({source.name}.NAOK) && {source.name}.NAOK != "{code}"'
    return f'{source.name}.NAOK == "{code}"'
