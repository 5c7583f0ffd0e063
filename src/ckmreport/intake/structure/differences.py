"""In what a survey that was built differs from the questionnaire."""

from __future__ import annotations

from collections.abc import Iterator

from ckmreport.intake.matching.text_similarity import plain
from ckmreport.intake.structure.built_survey import BuiltQuestion, BuiltSurvey
from ckmreport.intake.structure.tool_names import ToolQuestion, for_limesurvey, for_qualtrics
from ckmreport.survey.questionnaire import Questionnaire

_KINDS = {"single": "één antwoord", "multi": "meer antwoorden"}


def differences(questionnaire: Questionnaire, survey: BuiltSurvey) -> tuple[str, ...]:
    """Give each difference as a Dutch sentence, in the order of the questionnaire."""
    names = for_limesurvey if survey.tool == "limesurvey" else for_qualtrics
    named = names(questionnaire)
    built = {plain(question.name): question for question in survey.questions}
    texts = {question.text: question for question in survey.questions}
    found: list[str] = []
    known: set[str] = set()
    for one in named:
        own = built.get(plain(one.name)) or built.get(plain(one.question.name))
        own = own or texts.get(plain(one.question.text))
        if own is None:
            found.append(f"{one.question.name}: deze vraag ontbreekt.")
            continue
        known |= {own.name, one.open_name}
        found += [f"{one.question.name}: {said}" for said in _of_question(one, own)]
        if one.open_name and plain(one.open_name) not in built:
            found.append(f"{one.question.name}: er is geen veld voor de toelichting bij “Anders”.")
    found += [
        f"{question.name}: deze vraag staat niet in de vragenlijst."
        for question in survey.questions
        if question.name not in known
    ]
    return tuple(found)


def _of_question(one: ToolQuestion, own: BuiltQuestion) -> Iterator[str]:
    question = one.question
    # Where the tool shows the definitions with the question, they stand behind its text.
    if own.text not in (plain(question.text), plain(f"{question.text} {question.help or ''}")):
        yield f"de tekst is “{own.text}”, en niet “{question.text}”."
    kind = "multi" if question.kind == "multi" else "single"
    if own.kind != kind:
        yield f"het soort is {_KINDS.get(own.kind, own.kind)}, en niet {_KINDS[kind]}."
    labels = {plain(option.label): option for option in question.options}
    given = {plain(label): code for code, label in own.options.items()}
    for label, option in labels.items():
        if label not in given:
            yield f"het antwoord “{option.label}” ontbreekt."
        elif given[label] not in (one.codes[option.code], option.code):
            yield (
                f"het antwoord “{option.label}” heeft code {given[label]}, en niet "
                f"{one.codes[option.code]}."
            )
    for label in given:
        if label not in labels:
            yield f"het antwoord “{label}” staat niet in de vragenlijst."
    if question.asked_if and not own.routed:
        yield f"de vraag wordt aan iedereen gesteld, en niet alleen bij {question.asked_if}."
    if own.routed and not question.asked_if:
        yield "de vraag wordt niet aan iedereen gesteld."
