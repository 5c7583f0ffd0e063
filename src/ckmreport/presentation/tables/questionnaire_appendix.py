"""The questionnaire with its answers, as an appendix prints it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ckmreport.analysis import NOT_SHOWN, Count, Distribution, Hidden, Survey, Withheld
from ckmreport.presentation.tables.markdown_blocks import Passage, base_line, block
from ckmreport.presentation.tables.table import Table, Value
from ckmreport.presentation.text.shares import count_text
from ckmreport.survey.questionnaire import NOT_ASKED, Question
from ckmreport.survey.waves import Topics

#: What stands for a number that is not shown where there is little room.
_DASH = "–"


def wording_notice(survey: Survey) -> Passage | None:
    """Say that the questions were worded anew; None where they stand as they were asked.

    Those of a wave that was published elsewhere are the publication's; only what they ask is
    carried over.
    """
    if not survey.wave.metadata.synthetic:
        return None
    return Passage(
        "De vragen zijn voor deze uitgave opnieuw geformuleerd; "
        "aan wie meedeed, zijn ze in andere woorden gesteld."
    )


def question_tables(survey: Survey, section: str) -> Passage:
    """Write every question of a section that the wave asked: wording, base, answers.

    Statements on the same scale that follow each other share a table.

    Raises:
        KeyError: if the questionnaire has no such section.
    """
    questionnaire = survey.wave.questionnaire
    if section not in questionnaire.sections:
        raise KeyError(f"the questionnaire has no section '{section}'")
    questions = [q for q in questionnaire if q.section == section and _was_put(q, survey)]
    parts: list[str] = []
    for likert, group in groupby(questions, key=lambda question: question.kind == "likert"):
        if likert:
            parts.append(_statements([survey[question.name] for question in group]))
        else:
            parts += [_question(survey[question.name]) for question in group]
    return Passage("\n\n".join(parts))


def further_sections(survey: Survey, *printed: str) -> Passage | None:
    """Give the sections that were not printed yet, each with its heading; None if there are none.

    So a section that was added to the questionnaire is in the appendix before anybody writes it in.
    """
    parts = []
    for code, heading in survey.wave.questionnaire.sections.items():
        tables = "" if code in printed else question_tables(survey, code).markdown
        if tables:
            label = f"sec-vragen-{code.replace('_', '-')}"
            parts += [f"## {heading} {{#{label}}}", tables]
    return Passage("\n\n".join(parts)) if parts else None


def topic_list(topics: Topics) -> Passage:
    """Write the topics of the interviews, with their questions."""
    parts = ["**Inleiding**", _bullets(topics.introduction)]
    for number, topic in enumerate(topics.topics, start=1):
        parts += [f"**{number}. {topic.title}**", _bullets(topic.questions)]
    return Passage("\n\n".join(parts))


def _was_put(question: Question, survey: Survey) -> bool:
    """Tell whether the wave had the question: no other wave alone asked it."""
    wave = survey.wave
    if question.asked_in(wave.name) and question.since <= wave.name:
        return True
    # In another form it may have been asked already.
    column = wave.responses.frame[question.columns[0]]
    return not bool((column == NOT_ASKED).all())


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {' '.join(line.split())}" for line in lines)


def _question(answers: Distribution) -> str:
    question = answers.question
    rows = tuple((option.label, share.n, share) for option, share in answers)
    table = Table(("Antwoord", "Aantal", "Aandeel"), rows, decimals=1)
    parts = [f"**{question.text}**"]
    if question.help:
        parts.append(f"*{' '.join(question.help.split())}*")
    return block(*parts, base_line(_of_whom(question, answers)), table.markdown)


def _statements(statements: list[Distribution]) -> str:
    question = statements[0].question
    header = ["Stelling", *(option.short for option in question.options), "n"]
    rows = []
    for answers in statements:
        counts = [*(share.n for _, share in answers), answers.base]
        row: list[Value] = [answers.question.text, *map(_in_short, counts)]
        rows.append(tuple(row))
    dashes = f" Een {_DASH} staat voor een aantal dat niet wordt getoond."
    some = any(value == Withheld(_DASH) for row in rows for value in row)
    base = base_line(f"Gevraagd aan {question.asked_of}.{dashes if some else ''}")
    return block(base, Table(tuple(header), tuple(rows)).markdown)


def _in_short(count: Count | Hidden) -> Value:
    """Write what is hidden so that it fits one of eight columns."""
    if not isinstance(count, Hidden):
        return count
    few = count.reason.replace("minder dan ", "<\N{NO-BREAK SPACE}")
    return Withheld(_DASH if count.reason == NOT_SHOWN.reason else few)


def _of_whom(question: Question, answers: Distribution) -> str:
    several = " Meer antwoorden mogelijk." if question.kind == "multi" else ""
    coded = question.coded_from is not None
    asked = "Door de onderzoekers bepaald voor" if coded else "Gevraagd aan"
    return f"{asked} {question.asked_of}; n={count_text(answers.base)}.{several}"
