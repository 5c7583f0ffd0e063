"""Read the survey that somebody built: a structure of LimeSurvey (.lss) or Qualtrics (.qsf)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any, Literal
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.matching.text_similarity import plain

Tool = Literal["limesurvey", "qualtrics"]

#: The types of LimeSurvey that this project uses, by what they ask.
_KINDS = {"L": "single", "!": "single", "O": "single", "M": "multi", "P": "multi"}
_SELECTORS = {"MAVR": "multi", "MAHR": "multi", "MACOL": "multi", "MSB": "multi"}


@dataclass(frozen=True)
class BuiltQuestion:
    """A question as it was built; `kind` is single, multi or another word of the tool."""

    name: str
    text: str
    kind: str
    options: Mapping[str, str]
    routed: bool


@dataclass(frozen=True)
class BuiltSurvey:
    """What a tool will ask."""

    tool: Tool
    questions: tuple[BuiltQuestion, ...]


def read_built(path: Path) -> BuiltSurvey:
    """Read a structure.

    Raises:
        CkmError: if the file is none that can be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CkmError(f"this file cannot be read ({error.strerror})", place=path) from None
    try:
        match path.suffix.lower():
            case ".lss":
                return BuiltSurvey("limesurvey", tuple(_limesurvey(fromstring(content))))
            case ".qsf":
                return BuiltSurvey("qualtrics", tuple(_qualtrics(json.loads(content))))
    except (ParseError, DefusedXmlException, ValueError, KeyError, TypeError, AttributeError):
        pass
    raise CkmError(
        "this is no structure of a survey that can be read",
        place=path,
        advice="Export the survey from LimeSurvey as .lss or from Qualtrics as .qsf",
    )


def _limesurvey(root: Element) -> Iterator[BuiltQuestion]:
    texts = {row["qid"]: row["question"] for row in _rows(root, "question_l10ns")}
    answers_of = {row["aid"]: row["answer"] for row in _rows(root, "answer_l10ns")}
    below: dict[str, dict[str, str]] = {}
    for row in _rows(root, "subquestions"):
        text = row.get("question") or texts.get(row["qid"], "")
        below.setdefault(row["parent_qid"], {})[row["title"]] = _told(text)
    for row in _rows(root, "answers"):
        text = row.get("answer") or answers_of.get(row.get("aid", ""), "")
        below.setdefault(row["qid"], {})[row["code"]] = _told(text)
    for row in _rows(root, "questions"):
        yield BuiltQuestion(
            name=row["title"],
            text=_told(row.get("question") or texts.get(row["qid"], "")),
            kind=_KINDS.get(row["type"], row["type"]),
            options=below.get(row["qid"], {}),
            routed=row.get("relevance", "").strip() not in ("", "1"),
        )


def _rows(root: Element, table: str) -> Iterator[dict[str, str]]:
    for row in root.iterfind(f"./{table}/rows/row"):
        yield {field.tag: field.text or "" for field in row}


def _qualtrics(content: Mapping[str, Any]) -> Iterator[BuiltQuestion]:
    for element in content["SurveyElements"]:
        if element["Element"] != "SQ" or element["Payload"]["QuestionType"] in ("DB", "Meta"):
            continue
        question = element["Payload"]
        choices = question.get("Choices") or {}
        if isinstance(choices, list):
            choices = {str(number): choice for number, choice in enumerate(choices, start=1)}
        codes = question.get("RecodeValues") or {}
        kind = "single" if question["QuestionType"] == "MC" else str(question["QuestionType"])
        yield BuiltQuestion(
            name=str(question["DataExportTag"]),
            text=_told(question["QuestionText"]),
            kind=_SELECTORS.get(str(question.get("Selector")), kind),
            options={
                str(codes.get(key, key)): _told(choice["Display"])
                for key, choice in choices.items()
            },
            routed="DisplayLogic" in question,
        )


def _told(text: str) -> str:
    """Give a text without markup, as a respondent sees it."""
    return plain(unescape(text))
