"""A survey that was built is held against the questionnaire; the files are made here."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from table_samples import QUESTIONNAIRE

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.structure.built_survey import read_built
from ckmreport.intake.structure.differences import differences
from ckmreport.intake.structure.tool_names import ToolQuestion, for_limesurvey, for_qualtrics


def lss(path: Path, questions: list[ToolQuestion], *, l10n: bool = True) -> Path:
    """Write a structure of LimeSurvey, with texts in tables of their own as newer versions do."""
    tables: dict[str, list[dict[str, str]]] = {
        name: []
        for name in ("questions", "subquestions", "answers", "question_l10ns", "answer_l10ns")
    }
    ids = iter(range(1, 10_000))

    def add(table: str, key: str, texts: str, field: str, text: str, **row: str) -> str:
        number = str(next(ids))
        own = {key: number, **row}
        if l10n:
            tables[texts].append({key: number, field: text})
        else:
            own[field] = text
        tables[table].append(own)
        return number

    for one in questions:
        question = one.question
        ticks = question.kind == "multi"
        above = add(
            "questions", "qid", "question_l10ns", "question", f"<p>{question.text}</p>",
            title=one.name, type="M" if ticks else "L",
            relevance="x" if question.asked_if else "1",
        )  # fmt: skip
        for option in question.options:
            code = one.codes[option.code]
            if ticks:
                add(
                    "subquestions", "qid", "question_l10ns", "question", option.label,
                    parent_qid=above, title=code,
                )  # fmt: skip
            else:
                add("answers", "aid", "answer_l10ns", "answer", option.label, qid=above, code=code)
        if one.open_name:
            add(
                "questions", "qid", "question_l10ns", "question", "Namelijk",
                title=one.open_name, type="S", relevance="x",
            )  # fmt: skip
    body = "".join(
        f"<{name}><rows>"
        + "".join(
            "<row>" + "".join(f"<{k}>{escape(v)}</{k}>" for k, v in row.items()) + "</row>"
            for row in rows
        )
        + f"</rows></{name}>"
        for name, rows in tables.items()
    )
    path.write_text(f"<document>{body}</document>", "utf-8")
    return path


def qsf(path: Path, questions: list[ToolQuestion]) -> Path:
    """Write a structure of Qualtrics."""
    elements = []
    for one in questions:
        question = one.question
        choices = {one.codes[option.code]: {"Display": option.label} for option in question.options}
        payload = {
            "DataExportTag": one.name,
            "QuestionText": question.text,
            "QuestionType": "MC",
            "Selector": "MAVR" if question.kind == "multi" else "SAVR",
            "Choices": choices,
        }
        if question.asked_if:
            payload["DisplayLogic"] = {}
        elements.append({"Element": "SQ", "Payload": payload})
        if one.open_name:
            text = {"DataExportTag": one.open_name, "QuestionText": "x", "QuestionType": "TE"}
            elements.append({"Element": "SQ", "Payload": text})
    path.write_text(json.dumps({"SurveyElements": [{"Element": "BL"}, *elements]}), "utf-8")
    return path


@pytest.mark.parametrize("l10n", [True, False])
def test_a_survey_in_limesurvey_that_is_the_same(tmp_path: Path, l10n: bool) -> None:
    path = lss(tmp_path / "s.lss", list(for_limesurvey(QUESTIONNAIRE)), l10n=l10n)
    assert differences(QUESTIONNAIRE, read_built(path)) == ()


def test_a_survey_in_qualtrics_that_is_the_same(tmp_path: Path) -> None:
    path = qsf(tmp_path / "s.qsf", list(for_qualtrics(QUESTIONNAIRE)))
    assert differences(QUESTIONNAIRE, read_built(path)) == ()


def changed(one: ToolQuestion, **change: object) -> ToolQuestion:
    return replace(one, question=replace(one.question, **change))  # type: ignore[arg-type]


def test_each_difference_is_told(tmp_path: Path) -> None:
    named = {one.question.name: one for one in for_limesurvey(QUESTIONNAIRE)}
    interest = named.pop("interesse")
    training, reported = named["scholing"], named["melding"]
    named["scholing"] = changed(
        training, text="Andere vraag?", options=training.question.options[:1]
    )
    named["melding"] = changed(reported, kind="single")
    named["scholing_type"] = changed(named["scholing_type"], asked_if=None)
    extra = changed(replace(interest, name="nieuw"), text="Een nieuwe vraag?")
    path = lss(tmp_path / "s.lss", [*named.values(), extra])
    found = differences(QUESTIONNAIRE, read_built(path))
    assert found == (
        f"scholing: de tekst is “andere vraag?”, en niet “{training.question.text}”.",
        "scholing: het antwoord “Nee” ontbreekt.",
        "scholing_type: de vraag wordt aan iedereen gesteld, en niet alleen bij scholing = ja.",
        "interesse: deze vraag ontbreekt.",
        "melding: het soort is één antwoord, en niet meer antwoorden.",
        "nieuw: deze vraag staat niet in de vragenlijst.",
    )


@pytest.mark.parametrize(("name", "content"), [("a.lss", "<x"), ("a.qsf", "[]"), ("a.doc", "")])
def test_another_file_is_refused(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    with pytest.raises(CkmError, match="no structure of a survey"):
        read_built(path)
    with pytest.raises(CkmError, match="cannot be read"):
        read_built(tmp_path / "weg.lss")
