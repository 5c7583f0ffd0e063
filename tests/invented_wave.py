"""An invented wave, very unlike 2023, to see that no notebook speaks of last year's results.

It follows the questionnaire's routing. Nothing of it is real, and it never leaves the tests.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from ckmreport.survey.questionnaire import (
    NOT_ANSWERED,
    NOT_ASKED,
    Condition,
    Question,
    Questionnaire,
    load_questionnaire,
)

WAVE_YML = """\
wave: "{name}"
title: Verzonnen meting
subtitle: Alleen om te testen
authors: [Niemand]
publisher: Geen uitgever
date: 2031-12-01
edition: Verzonnen antwoorden, alleen om te testen.
colophon: Verzonnen.
synthetic: false
min_cell: {min_cell}
fieldwork: {{start: "2031-02", end: "2031-03"}}
respondents: {{started: {started}, dropped_out: {dropped_out}}}
interviews: {{left_contact: 4, agreed: 2, held: 1, start: "2031-03", end: "2031-03"}}
"""

Row = dict[str, str]
Respond = Callable[[Question, np.random.Generator], Row]


def write_invented_wave(
    data: Path,
    name: str = "2031",
    *,
    n: int = 180,
    seed: int = 1,
    min_cell: int = 5,
    period: str = "drie jaar",
    respond: Respond | None = None,
    dropped: str = "",
) -> Path:
    """Add an invented wave to a data folder: answers that lean to the last options.

    `respond` answers a question otherwise; `dropped` is not asked.

    Its questions are those of the data folder, but for how far they look back.
    """
    generator = np.random.default_rng(seed)
    folder = data / "waves" / name
    (folder / "text").mkdir(parents=True)
    questions = (data / "questionnaire.yml").read_text("utf-8")
    assert "period: twee jaar" in questions
    own = folder / "questionnaire.yml"
    questions = questions.replace("period: twee jaar", f"period: {period}")
    if dropped:
        name_line = f"  - name: {dropped}\n"
        assert name_line in questions
        questions = questions.replace(name_line, f'{name_line}    until: "2030"\n', 1)
    own.write_text(questions, "utf-8")
    questionnaire = load_questionnaire(own).asked_in(name)
    rows = [
        respondent(questionnaire, generator, number, respond or answer)
        for number in range(1, n + 1)
    ]
    with (folder / "responses.csv").open("w", encoding="utf-8", newline="") as file:
        columns = ["respondent", "status", *questionnaire.columns]
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    text = WAVE_YML.format(name=name, started=n + 7, dropped_out=7, min_cell=min_cell)
    (folder / "wave.yml").write_text(text, "utf-8")
    (folder / "interviews.csv").write_text(
        "domain,label,interviewees\npolitie,Politie,1\n", "utf-8"
    )
    return folder


def respondent(
    questionnaire: Questionnaire, generator: np.random.Generator, number: int, respond: Respond
) -> Row:
    """Fill in the questionnaire once; one in ten stops somewhere after the first section."""
    row = {"respondent": f"v{number:04d}", "status": "behouden"}
    asked = [question for question in questionnaire if question.coded_from is None]
    stops = int(generator.integers(8, len(asked))) if generator.random() < 0.1 else len(asked)
    for place, question in enumerate(asked):
        if not holds(question.asked_if, row, questionnaire):
            row |= dict.fromkeys(question.columns, NOT_ASKED)
        elif place >= stops:
            row |= dict.fromkeys(question.columns, NOT_ANSWERED)
        else:
            row |= respond(question, generator)
    for question in questionnaire:
        if question.coded_from is not None:
            given = row[question.coded_from]
            by_hand = str(generator.choice(question.codes))
            row[question.name] = question.coding.get(given, by_hand)
    return row


def answer(question: Question, generator: np.random.Generator) -> Row:
    """Answer one question; the later an option stands, the likelier it is."""
    if question.kind != "multi":
        return {question.name: str(generator.choice(question.codes, p=leaning(question.codes)))}
    ticked = {code for code in question.codes if generator.random() < 0.3}
    alone = ticked & question.exclusive
    if alone or not ticked:
        ticked = {sorted(alone or question.codes)[0]}
    return {f"{question.name}__{code}": str(int(code in ticked)) for code in question.codes}


def leaning(codes: Sequence[str]) -> list[float]:
    """Give probabilities that rise with the place of an option."""
    weights = [place**2 for place in range(1, len(codes) + 1)]
    return [weight / sum(weights) for weight in weights]


def holds(condition: Condition | None, row: Row, questionnaire: Questionnaire) -> bool:
    """Tell whether a respondent is asked a question."""
    if condition is None:
        return True
    question = questionnaire[condition.variable]
    value = row[question.columns[0]]
    if value in (NOT_ASKED, NOT_ANSWERED):
        return False
    if question.kind == "multi":
        chosen = row[f"{question.name}__{condition.option}"] == "1"
    else:
        chosen = value == condition.option
    return chosen != condition.negated
